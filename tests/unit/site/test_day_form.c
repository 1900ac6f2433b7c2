// SPDX-License-Identifier: Apache-2.0
// The same answers on another day, as the dispatcher answers them: the days at both ends of what is held, and one beyond each.
#include "ask.h"
#include "test.h"

static asker k;

static response post_on(int64_t day) {
    buf b = buf_make(&k.mem);
    buf_print(&b, "birth_date=1990-05-01&on:={d}", day);
    return ask_post(&k, STR("/score/result"), buf_str(&b));
}

static void check_refused(const response *r, str why) {
    CHECK_INT(r->status, 200);
    CHECK(ask_has(r, STR("<title>错误：")));
    CHECK(ask_has(r, STR("href=\"#on-day\"")));
    CHECK(ask_has(r, STR("id=\"on-day\"")));
    CHECK(ask_has(r, why));
    CHECK(ask_has(r, STR("class=\"summary\"")));  // the answer of today is there all the same
}

static void check_other_day(const response *r) {
    CHECK_INT(r->status, 200);
    CHECK(!ask_has(r, STR("<title>错误：")));
    CHECK(ask_has(r, STR("不是今天")));
    CHECK(ask_has(r, STR("改按今天算")));
}

static void test_today(void) {
    response r = ask_post(&k, STR("/score/result"), STR("birth_date=1990-05-01"));
    CHECK(!ask_has(&r, STR("不是今天")));
    CHECK(ask_has(&r, STR("换一天算")));
    r = post_on(k.today);
    CHECK(!ask_has(&r, STR("不是今天")));
    CHECK_INT(ask_count(&r, STR("name=\"on:\"")), 1);  // only the field: today is not carried along
}

static void test_ends(void) {
    const jifen_law_info *info = jifen_info(jifen_law_at(k.s.engine, 0));
    CHECK_INT(jifen_n_laws(k.s.engine), 2);
    response r = post_on(info->from);
    check_other_day(&r);
    CHECK(!ask_has(&r, STR("这一天还没到")));
    r = post_on(info->to);
    check_other_day(&r);
    CHECK(ask_has(&r, STR("这一天还没到")));
    r = post_on(info->from - 1);
    check_refused(&r, STR("2023年1月1日到2027年12月31日"));
    r = post_on(info->to + 1);
    check_refused(&r, STR("2023年1月1日到2027年12月31日"));
}

static void test_unreadable(void) {
    response r = ask_post(&k, STR("/why/result"), STR("on:=%E6%98%8E%E5%A4%A9%3Cb%3E"));
    check_refused(&r, STR("没看懂这个日子"));
    CHECK(ask_has(&r, STR("value=\"明天&lt;b&gt;\"")));  // kept as it was typed
    CHECK_INT(ask_count(&r, STR("name=\"on:\"")), 1);    // and carried nowhere else
}

// Every form of the answer takes the day along, but for the one that asks for it, the one that goes back, and the
// link, to which scripts add it.
static void test_carried(void) {
    response r = ask_post(&k, STR("/score/result"), STR("birth_date=1990-05-01&on:=2027%2F3%2F1"));
    check_other_day(&r);
    CHECK(ask_has(&r, STR("2027年3月1日")));
    CHECK_INT(ask_count(&r, STR("type=\"hidden\" name=\"on:\" value=\"2027/3/1\"")) + 3,
              ask_count(&r, STR("<form ")));
    r = ask_post(&k, STR("/score"), STR("birth_date=1990-05-01&ask=birth_date&on:=2027-3-1"));
    CHECK_INT(ask_count(&r, STR("name=\"on:\" value=\"2027-3-1\"")), 1);
    r = ask_post(&k, STR("/score/all"), STR("birth_date=1990-05-01&on:=2027-3-1"));
    CHECK_INT(ask_count(&r, STR("name=\"on:\" value=\"2027-3-1\"")), 1);
    r = ask_post(&k, STR("/score/all"), STR("birth_date=1990-05-01"));
    CHECK_INT(ask_count(&r, STR("name=\"on:\"")), 0);
}

static str headline(const response *r) {
    static const str before = STR_INIT("data-rule-id=\"total\" data-least=\"");
    str text = buf_str(&r->body);
    for (size_t at = 0; at + before.len <= text.len; at++)
        if (str_starts(str_slice(text, at, text.len), before))
            return str_slice(text, at, at + before.len + 24);
    return (str){0};
}

// The day itself counts: somebody is older then.
static void test_counts(void) {
    static const char facts[] = "birth_date=1980-05-01&on:=";
    buf b = buf_make(&k.mem);
    buf_print(&b, "{s}2024-04-30", str_of_c(facts));
    response r = ask_post(&k, STR("/score/result"), buf_str(&b));
    str before = headline(&r);
    buf kept = buf_make(&k.mem);
    buf_put(&kept, before);
    buf_clear(&b);
    buf_print(&b, "{s}2024-05-01", str_of_c(facts));
    r = ask_post(&k, STR("/score/result"), buf_str(&b));
    CHECK(before.len > 0);
    CHECK(!str_is(buf_str(&kept), headline(&r)));
}

int main(void) {
    asker_open(&k);
    test_today();
    test_ends();
    test_unreadable();
    test_carried();
    test_counts();
    asker_close(&k);
    CHECK_MAIN();
}
