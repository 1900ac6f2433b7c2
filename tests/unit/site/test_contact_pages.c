// SPDX-License-Identifier: Apache-2.0
// /contact with a clock that is set by hand: answers that go along, the path without scripts, what is kept for a day.
#include "press.h"

#include "desk/bench.h"
#include "base/limits.h"
#include "desk/district.h"
#include "desk/own.h"
#include "site/enclosed.h"
#include "site/questions.h"

#define FACTS "birth_date=1986-03-10&education=bachelor_with_degree&title=none&insurance_months=60"

static int n_phones;

// A form of its own number each time.
static str typed(str flow, const char *more) {
    buf b = buf_make(&bench_mem);
    buf_print(&b, "flow={s}&name=王女士&phone=138{i}{i}8000&slot=am&district=310104&question=&agreed=yes&{s}",
              flow, (int64_t)(20 + n_phones / 100), (int64_t)(10 + n_phones % 80), str_of_c(more));
    n_phones++;
    return buf_str(&b);
}

// ---- answers that go along ---------------------------------------------------------------------------------------------

static str unescaped(str text) {
    buf b = buf_make(&bench_mem);
    for (size_t at = 0; at < text.len; at++) {
        buf_put_char(&b, text.ptr[at]);
        if (str_starts(str_slice(text, at, text.len), STR("&amp;")))
            at += 4;
    }
    return buf_str(&b);
}

static void test_shown_first(void) {
    str page = press_post("/contact/with", STR(FACTS "&on:=2026-12-01"));
    CHECK(!press_says(page, "1986") && press_says(page, "<dd>40</dd>"));  // on that day
    CHECK(!press_says(page, "checked>") || press_says(page, "value=\"any\" checked"));
    CHECK_STR(unescaped(press_field(page, "answers")),
              STR("age=40&education=bachelor_with_degree&title=none&insurance_months=60&on%3A=2026-12-01"));
    CHECK(!press_says(press_post("/contact/with", STR("name=x")), "一起发给顾问"));
    // what cannot hold together is not sent, and the form is there all the same
    CHECK(!press_says(press_post("/contact/with", STR("birth_date=1986-03-10&age=20")), "一起发给顾问"));
}

// The law says which facts are private; whoever posts them finds them left out.
static void test_private_left_out(void) {
    const jifen_law *l = site_law(&press_site.s, press_site.today);
    buf b = buf_make(&bench_mem);
    size_t n = 0;
    BUF_LIT(&b, FACTS);
    for (size_t f = 0; f < jifen_n_facts(l); f++) {
        const jifen_fact *of = jifen_fact_at(l, f);
        if (!of->is_private)
            continue;
        buf_print(&b, "&{s}={s}", of->type.name, of->type.kind == KIND_BOOL ? STR("false") : STR("0"));
        n++;
    }
    CHECK(n > 0);
    str page = press_post("/contact/with", buf_str(&b));
    for (size_t f = 0; f < jifen_n_facts(l); f++)
        if (jifen_fact_at(l, f)->is_private)
            CHECK(!press_says(
                unescaped(press_field(page, "answers")),
                press_body("{s}={s}{s}", jifen_fact_at(l, f)->type.name, (str){0}, STR("\0")).ptr));
    CHECK(press_says(press_field(page, "answers"), "age=40"));
}

static str take(str flow, str body) {
    str asked = press_post("/contact/code", body);
    CHECK(press_says(asked, "输入验证码"));
    (void)flow;
    return press_post("/contact", press_body("{s}&code={s}{s}", body, bench_take_code(), (str){0}));
}

static own_record newest(void) {
    lead_list list;
    own_record all = {0};
    const lead *last = NULL;
    CHECK_OK(lead_queue(&bench_desk, NULL, 100, &bench_mem, &list, &bench_err));
    for (size_t i = 0; i < list.n; i++)
        if (last == NULL || list.all[i].made_ms >= last->made_ms)
            last = &list.all[i];
    CHECK(last != NULL);
    CHECK_OK(own_find(&bench_desk, last->ref, &bench_mem, &all, &bench_err));
    return all;
}

static void test_sent_if_ticked(void) {
    str flow = press_flow(5000);
    CHECK(press_says(take(flow, typed(flow, "answers=age%3D40%26title%3Dnone&with=yes")), "已经收到"));
    own_record all = newest();
    CHECK_STR(all.request->answers, STR("age=40&title=none"));
    CHECK_STR(all.request->district, STR("310104"));
    CHECK_INT(all.n_consents, 2);
    CHECK_STR(all.consents[0].purpose, STR("answers"));
    bench_now_ms += 60000;
    flow = press_flow(5000);
    CHECK(press_says(take(flow, typed(flow, "answers=age%3D40%26title%3Dnone")), "已经收到"));
    CHECK_INT(newest().request->answers.len, 0);
    CHECK_INT(newest().n_consents, 1);
    bench_now_ms += 60000;
    flow = press_flow(5000);  // ticked, and nothing that could be sent
    CHECK(press_says(take(flow, typed(flow, "answers=age%3D1&with=yes")), "已经收到"));
    CHECK_INT(newest().request->answers.len, 0);
    CHECK_INT(newest().n_consents, 1);
}

// Nobody has to say where they are; and what is no district is none.
static void test_districts(void) {
    static const char *const none[] = {"", "310102", "徐汇区", "%22%3E%3Cb%3E"};
    CHECK(press_says(press_get("/contact"), "<option value=\"\" selected>不说</option>"));
    CHECK_INT(ask_count(&press_last, STR("<option")), (int64_t)n_districts + 1);
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        bench_now_ms += 60000;
        str body = press_body("flow={s}&name=王&phone=136{s}0000&agreed=yes&district={s}", press_flow(5000),
                              i == 0   ? STR("1111")
                              : i == 1 ? STR("2222")
                              : i == 2 ? STR("3333")
                                       : STR("4444"),
                              str_of_c(none[i]));
        CHECK(press_says(take((str){0}, body), "已经收到"));
        CHECK_INT(newest().request->district.len, 0);
    }
}

static void test_length(void) {
    request q = {.mem = &bench_mem, .today = press_site.today};
    for (size_t len = LIMIT_ENCLOSED_BYTES - 1; len <= LIMIT_ENCLOSED_BYTES + 1; len++) {
        buf b = buf_make(&bench_mem);
        BUF_LIT(&b, "age=40&x=");
        while (b.len < len)
            buf_put_char(&b, 'x');
        str read = enclosed_check(&press_site.s, &q, buf_str(&b));
        CHECK_STR(read, len <= LIMIT_ENCLOSED_BYTES ? STR("age=40") : STR(""));
    }
}

// ---- without scripts ---------------------------------------------------------------------------------------------------

static void test_question(void) {
    questions *one = NULL;
    CHECK_OK(questions_read(STR("一加一是几？ | 2"), &bench_mem, &one, &bench_err));
    press_site.s.questions = one;
    str form = press_get("/contact");
    CHECK(press_says(form,
                     "<noscript><div class=\"field\"><label class=\"label\" for=\"answer\">一加一是几？"));
    str flow = press_flow(5000);
    str asked = press_post("/contact/code", typed(flow, "work=&answer=3"));
    CHECK(press_says(asked, "请回答这个小问题") && !press_says(asked, "<noscript><div"));
    CHECK_STR(press_field(asked, "flow"), flow);  // the same form, and so the same question
    CHECK_INT(bench_take_code().len, 0);
    CHECK(press_says(press_post("/contact/code", typed(flow, "work=&answer=２。")), "输入验证码"));
    CHECK_INT(bench_take_code().len, CODE_DIGITS);
    str early = press_post("/contact/code", typed(press_flow(4999), "answer=2"));
    CHECK(press_says(early, "请过几秒再点一次"));
    CHECK(press_says(press_post("/lead/code", press_body("flow={s}&ref=QQQQQQQQQQQQQ{s}{s}", press_flow(5000),
                                                         (str){0}, (str){0})),
                     "请回答这个小问题"));
    CHECK(press_says(press_post("/privacy/number/code", press_body("flow={s}&phone=13877778888{s}{s}",
                                                                   press_flow(5000), (str){0}, (str){0})),
                     "请回答这个小问题"));
    press_site.s.questions = NULL;
}

// ---- what is said before -------------------------------------------------------------------------------------------------

static void test_notice(void) {
    CHECK(press_says(press_get("/contact"), "打来的是本站的运营者，工作日 9:00 到 18:00。"));
    operator_info before = press_site.s.who;
    press_site.s.who.name = STR("明白服务站");
    press_site.s.who.contact = STR("021-12345678");
    str form = press_get("/contact");
    CHECK(press_says(form, "打来的是明白服务站（021-12345678），工作日 9:00 到 18:00。"));
    CHECK(press_says(form, "现在提交，最晚 <") && press_says(form, " 前回电。") &&
          press_says(form, "随时可以撤回"));
    CHECK(press_says(form, "提供给明白服务站（021-12345678），用于这次回电。"));
    press_site.s.who = before;
}

// ---- back from the code --------------------------------------------------------------------------------------------------

// What was typed is there again, and nothing was sent for it.
static void test_back(void) {
    bench_now_ms += 60000;
    str flow = press_flow(5000), body = typed(flow, "answers=age%3D40&with=yes");
    str asked = press_post("/contact/code", body);
    CHECK(press_says(asked, "没有收到") && press_says(asked, "再发一次") && press_says(asked, "改号码或资料"));
    CHECK_INT(bench_take_code().len, CODE_DIGITS);
    str back = press_post("/contact/code", press_body("{s}&edit=yes{s}{s}", body, (str){0}, (str){0}));
    CHECK(press_says(back, "<h1>请顾问回电</h1>") && press_says(back, "value=\"王女士\""));
    CHECK(!press_says(back, "class=\"errors\"") && press_says(back, "name=\"with\" checked"));
    CHECK_STR(press_field(back, "flow"), flow);
    CHECK_INT(bench_take_code().len, 0);
    back = press_post("/lead/code",
                      press_body("flow={s}&ref=QQQQQQQQQQQQQ&edit=yes{s}{s}", flow, (str){0}, (str){0}));
    CHECK(press_says(back, "查看我的回电") && press_says(back, "value=\"QQQQQQQQQQQQQ\""));
    back = press_post("/privacy/number/code",
                      press_body("flow={s}&phone=13877778888&edit=yes{s}{s}", flow, (str){0}, (str){0}));
    CHECK(press_says(back, "凭手机号全部删掉") && press_says(back, "value=\"13877778888\""));
    CHECK_INT(bench_take_code().len, 0);
    asked = press_post("/privacy/number/code",
                       press_body("flow={s}&phone=13877778888{s}{s}", press_flow(5000), (str){0}, (str){0}));
    CHECK(press_says(asked, "再发一次") && press_says(asked, "改号码"));
    CHECK_INT(bench_take_code().len, CODE_DIGITS);
    asked = press_post("/lead/code",
                       press_body("flow={s}&ref=QQQQQQQQQQQQQ{s}{s}", press_flow(5000), (str){0}, (str){0}));
    CHECK(press_says(asked, "再发一次") && press_says(asked, "改编号"));
}

// A name that cannot be seen is none.
static void test_names(void) {
    static const char *const unseen[] = {"\u3000", "\u200b", "\u202e王", "王%09女士", "王%07"};
    for (size_t i = 0; i < sizeof unseen / sizeof unseen[0]; i++) {
        str page = press_post("/contact/code", press_body("flow={s}&phone=13877778888&agreed=yes&name={s}{s}",
                                                          press_flow(5000), str_of_c(unseen[i]), (str){0}));
        CHECK(press_says(page, "写一个看得见的称呼"));
    }
}

// ---- kept for a day ----------------------------------------------------------------------------------------------------

static str token_of(str page) {
    static const char before[] = "/contact/draft/";
    for (size_t at = 0; at < page.len; at++) {
        str rest = str_slice(page, at, page.len);
        if (str_starts(rest, str_of_c(before)))
            return str_slice(rest, sizeof before - 1, sizeof before - 1 + 2 * (size_t)ID_BYTES);
    }
    CHECK(!"there is a link");
    return (str){0};
}

static str open_draft(str token) {
    return press_post("/contact/draft", press_body("token={s}{s}{s}", token, (str){0}, (str){0}));
}

// Without scripts a form asks once; the next message is another form's, in which all that was typed stands.
static void test_used_up(void) {
    bench_now_ms += 48 * 3600000;
    str flow = press_flow(5000);
    CHECK(press_says(press_post("/contact/code", typed(flow, "")), "输入验证码"));
    bench_now_ms += 10 * 60000;
    str fresh = press_post("/contact/code", typed(flow, ""));
    CHECK(press_says(fresh, "能发的次数用完了") && press_says(fresh, "value=\"王女士\""));
    str other = press_field(fresh, "flow");
    CHECK(other.len > 0 && !str_is(other, flow));
    bench_now_ms += 60 * 60000;
    CHECK(press_says(press_post("/contact/code", typed(other, "")), "输入验证码"));
}

// A form that a request came by says so when it says something else.
static void test_used(void) {
    bench_now_ms += 48 * 3600000;
    str flow = press_flow(5000), body = typed(flow, "");
    (void)press_post("/contact/code", body);
    str right = press_body("{s}&code={s}{s}", body, bench_take_code(), (str){0});
    CHECK(press_says(press_post("/contact", right), "已经收到，会给您打电话"));
    CHECK(press_says(press_post("/contact", right), "已经收到，会给您打电话"));
    str other = press_body("flow={s}&name=李先生&phone=13911112222&agreed=yes&code=000000{s}{s}", flow,
                           (str){0}, (str){0});
    str page = press_post("/contact", other);
    CHECK(press_says(page, "这一页已经用过了") && press_says(page, "没有保存") && !press_says(page, "李先生"));
}

static void test_kept(void) {
    bench_now_ms += 48 * 3600000;
    bench_desk.sends_an_hour = 1;
    CHECK(press_says(press_post("/contact/code", typed(press_flow(5000), "")), "输入验证码"));
    CHECK_INT(bench_take_code().len, CODE_DIGITS);
    str flow = press_flow(5000), body = typed(flow, "answers=age%3D40");
    str later = press_post("/contact/code", body);
    CHECK(press_says(later, "现在发不了短信") && press_says(later, "保存 24 小时") &&
          !press_says(later, "value=\"yes\" checked"));
    CHECK(press_says(press_post("/contact/keep", body), "勾选以后，才会保存"));
    str kept = press_post("/contact/keep", press_body("{s}&keep=yes{s}{s}", body, (str){0}, (str){0}));
    CHECK(press_says(kept, "已经保存 24 小时") && !press_says(kept, "王女士"));
    CHECK(press_says(press_post("/contact/keep", press_body("{s}&keep=yes{s}{s}", body, (str){0}, (str){0})),
                     "现在存不了了"));
    str token = token_of(kept);
    str link = press_get(press_body("/contact/draft/{s}{s}{s}", token, (str){0}, STR("\0")).ptr);
    CHECK(!press_says(link, "王女士"));
    str form = open_draft(token);
    CHECK(press_says(form, "value=\"王女士\"") && press_says(form, "value=\"am\" checked"));
    CHECK(press_says(form, "value=\"310104\" selected"));
    CHECK(!press_says(form, "value=\"yes\" checked"));  // what was agreed to is asked again
    CHECK_STR(press_field(form, "answers"), STR("age=40"));
    CHECK(press_says(open_draft(token), "已经没有了"));
    CHECK(press_says(open_draft(STR("00")), "已经没有了"));
    bench_desk.sends_an_hour = 300;
}

static void all(void) {
    test_shown_first();
    test_private_left_out();
    test_sent_if_ticked();
    test_districts();
    test_length();
    test_question();
    test_used_up();
    test_used();
    test_notice();
    test_back();
    test_names();
    test_kept();
}

int main(void) {
    asker_open(&press_site);
    bench_run("contact_pages", all);
    asker_close(&press_site);
    CHECK_MAIN();
}
