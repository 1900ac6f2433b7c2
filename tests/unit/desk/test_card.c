// SPDX-License-Identifier: Apache-2.0
// Cards are shown when somebody else has agreed, until their day, each as often at each place as the others.
#include "desk/bench.h"
#include "desk/card.h"

#define S STR_INIT

static const int64_t day_ms = 24 * 3600000;
static int64_t today;

// ---- what may stand on one -----------------------------------------------------------------------------------------------

static void test_texts(void) {
    static const str ids[] = {S("abcdef"), S("A_b-c9"), S("abcdefghijklmnopqrst")};
    static const str no_ids[] = {
        S(""),       S("abcde"), S("abcdefghijklmnopqrstu"), S("13800138000"), S("_abcdef"), S("ab cdef"),
        S("abcdé1"), S("abc<ef")};
    static const str links[] = {S("https://u.wechat.com/MJ_x-9?s=2"),
                                S("https://work.weixin.qq.com/ca/cawcde1"),
                                S("https://work.weixin.qq.com/u/a?v=1&w=2")};
    static const str no_links[] = {S(""),
                                   S("https://u.wechat.com/"),
                                   S("http://u.wechat.com/a"),
                                   S("https://u.wechat.com.example.cn/a"),
                                   S("https://u.wechat.com@example.cn/"),
                                   S("https://example.cn/https://u.wechat.com/a"),
                                   S("https://u.wechat.com/a\"b"),
                                   S("https://u.wechat.com/a b"),
                                   S("https://u.wechat.com/a?b?c"),
                                   S("https://u.wechat.com/a#b"),
                                   S("https://u.wechat.com/%61"),
                                   S("weixin://dl/a"),
                                   S("https://U.wechat.com/a")};
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++)
        CHECK(card_is_wechat(ids[i]));
    for (size_t i = 0; i < sizeof no_ids / sizeof no_ids[0]; i++)
        CHECK(!card_is_wechat(no_ids[i]));
    for (size_t i = 0; i < sizeof links / sizeof links[0]; i++)
        CHECK(card_is_link(links[i]));
    for (size_t i = 0; i < sizeof no_links / sizeof no_links[0]; i++)
        CHECK(!card_is_link(no_links[i]));
    buf longest = buf_make(&bench_mem), letters = buf_make(&bench_mem);
    BUF_LIT(&longest, "https://u.wechat.com/");
    while (longest.len < CARD_LINK_BYTES_MOST)
        buf_put_char(&longest, 'a');
    CHECK(card_is_link(buf_str(&longest)));
    buf_put_char(&longest, 'a');
    CHECK(!card_is_link(buf_str(&longest)));
    for (int i = 0; i < CARD_LETTERS_MOST; i++)
        BUF_LIT(&letters, "字");
    CHECK(card_is_line(buf_str(&letters), true));
    BUF_LIT(&letters, "字");
    CHECK(!card_is_line(buf_str(&letters), true));
    CHECK(!card_is_line((str){0}, true) && card_is_line((str){0}, false) && !card_is_line(STR("a\nb"), false));
}

// ---- whose turn it is ----------------------------------------------------------------------------------------------------

// Over 1,000 days nobody stands at any place a tenth more or less often than their share.
static void test_fair(void) {
    enum { MOST = 12, DAYS = 1000 };
    for (size_t n = 1; n <= MOST; n++) {
        int64_t times[MOST][MOST] = {{0}};
        for (int64_t day = today; day < today + DAYS; day++) {
            card all[MOST], again[MOST];
            for (size_t i = 0; i < n; i++)
                all[i] = again[n - 1 - i] = (card){.staff = {&"abcdefghijkl"[i], 1}, .until = (int64_t)i};
            card_rotate(&bench_desk, all, n, day, &bench_mem);
            card_rotate(&bench_desk, again, n, day, &bench_mem);
            for (size_t i = 0; i < n; i++) {
                times[all[i].until][i]++;
                CHECK(str_is(all[i].staff, again[i].staff));  // whatever order the rows came in
            }
        }
        for (size_t who = 0; who < n; who++)
            for (size_t place = 0; place < n; place++)
                CHECK(times[who][place] * (int64_t)n * 10 >= 9 * DAYS &&
                      times[who][place] * (int64_t)n * 10 <= 11 * DAYS);
    }
}

// ---- their life ----------------------------------------------------------------------------------------------------------

static str add_staff(const char *name, const char *role) {
    const staff *who = bench_who(bench_sign_in(name, bench_join(name, role)));
    CHECK(who != NULL);
    return who == NULL ? (str){0} : who->id;
}

static card card_named(str staff, const char *name) {
    return (card){.staff = staff,
                  .name = str_of_c(name),
                  .firm = STR("明白服务站"),
                  .hours = STR("工作日"),
                  .wechat = STR("anna_2026"),
                  .link = STR("https://u.wechat.com/MJ1"),
                  .until = today + 10};
}

static void ask(const card *c) {
    CHECK_OK(card_ask(&bench_desk, c, bench_now_ms, &bench_mem, &bench_err));
}

static str waiting(void) {
    card_list list;
    CHECK_OK(card_waiting(&bench_desk, &bench_mem, &list, &bench_err));
    CHECK_INT((int64_t)list.n, 1);
    return list.n == 0 ? (str){0} : list.all[0].id;
}

static bool decide(str id, str by, bool agrees) {
    bool is_done = false;
    CHECK_OK(card_decide(&bench_desk, id, by, agrees, bench_now_ms, &bench_mem, &is_done, &bench_err));
    return is_done;
}

// The names that are shown on a day, one after another.
static str shown_on(int64_t day) {
    card_list list;
    buf names = buf_make(&bench_mem);
    CHECK_OK(card_shown(&bench_desk, day, &bench_mem, &list, &bench_err));
    for (size_t i = 0; i < list.n; i++)
        buf_put(&names, list.all[i].name);
    return buf_str(&names);
}

static void test_life(void) {
    str anna = add_staff("anna", "consultant"), boss = add_staff("boss", "supervisor");
    card first = card_named(anna, "甲"), second = card_named(anna, "乙"), own = card_named(boss, "丙");
    ask(&first);
    CHECK_STR(shown_on(today), STR(""));
    str old = waiting();
    ask(&first);
    CHECK(!decide(old, boss, true));  // another version came
    CHECK(decide(waiting(), boss, true));
    CHECK_STR(shown_on(today), STR("甲"));
    CHECK_STR(shown_on(today + 10), STR("甲"));
    CHECK_STR(shown_on(today + 11), STR(""));  // over
    ask(&second);
    CHECK_STR(shown_on(today), STR("甲"));  // until it is decided
    CHECK(decide(waiting(), boss, false));
    CHECK_STR(shown_on(today), STR("甲"));
    ask(&second);
    str id = waiting();
    CHECK(decide(id, boss, true) && !decide(id, boss, true));
    CHECK_STR(shown_on(today), STR("乙"));
    const card *found = NULL;
    CHECK_OK(card_find_shown(&bench_desk, id, today, &bench_mem, &found, &bench_err));
    CHECK(found != NULL && str_is(found->link, second.link));
    CHECK_OK(card_find_shown(&bench_desk, id, today + 11, &bench_mem, &found, &bench_err));
    CHECK(found == NULL);
    CHECK_OK(card_take_down(&bench_desk, anna, bench_now_ms, &bench_mem, &bench_err));
    CHECK_STR(shown_on(today), STR(""));
    ask(&own);
    CHECK(!decide(waiting(), boss, true));  // nobody agrees to their own
    CHECK_STR(shown_on(today), STR(""));
}

static void all(void) {
    today = (bench_now_ms + 8 * 3600000) / day_ms;
    test_texts();
    test_fair();
    test_life();
}

int main(void) {
    bench_run("card", all);
    CHECK_MAIN();
}
