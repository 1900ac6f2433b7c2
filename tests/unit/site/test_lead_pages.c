// SPDX-License-Identifier: Apache-2.0
// /lead by reference and code, /privacy/number by number and code, with a clock that is set by hand: seen, corrected, taken along, taken
// back, deleted.
#include "press.h"

#include "desk/audit.h"
#include "desk/bench.h"
#include "desk/phone.h"
#include "site/questions.h"
#include "site/route.h"

// Taken a while ago: another message may go to the number by now.
static str take_lead(int who) {
    str ref = bench_lead(who);
    bench_now_ms += 2 * 3600000;
    return ref;
}

// The page that shows it.
static str open_lead(str ref) {
    str flow = press_flow(5000);
    str asked = press_post("/lead/code", press_body("flow={s}&ref={s}{s}", flow, ref, (str){0}));
    CHECK(press_says(asked, "输入验证码"));
    str code = bench_take_code();
    CHECK_INT(code.len, CODE_DIGITS);
    return press_post("/lead", press_body("flow={s}&ref={s}&code={s}", flow, ref, code));
}

static str press_on(str page, const char *path, const char *more) {
    str first = press_body("flow={s}&ref={s}&grant={s}", press_field(page, "flow"), press_field(page, "ref"),
                           press_field(page, "grant"));
    return press_post(path, press_body("{s}&{s}{s}", first, str_of_c(more), (str){0}));
}

static str change(str page, const char *what) {
    return press_on(page, "/lead/do", what);
}

static const lead *find(str ref) {
    const lead *found = NULL;
    CHECK_OK(lead_find(&bench_desk, ref, &bench_mem, &found, &bench_err));
    return found;
}

static void test_seen_and_withdrawn(void) {
    str ref = take_lead(1), page = open_lead(ref);
    CHECK(press_says(page, "王女士") && press_says(page, "问一个问题") && press_says(page, "13900001678"));
    CHECK(press_says(page, "收到您的请求") && press_says(page, "给您回电，由operator使用"));
    CHECK(press_says(change(page, "what=withdraw&purpose=call"), "已经撤回，不会再"));
    CHECK(find(ref) != NULL && find(ref)->status.state == LEAD_CANCELLED);
    CHECK(press_says(change(page, "what=withdraw&purpose=call"), "已经撤回过了"));
    CHECK(press_says(change(page, "what=withdraw&purpose=other"), "已经撤回过了"));
    CHECK(press_says(change(page, "what=nothing"), "王女士"));  // no such deed: the page as it is
}

static void test_corrected(void) {
    str ref = take_lead(6), page = open_lead(ref);
    str wrong = change(page, "what=correct&version=1&name=&slot=pm&question=x");
    CHECK(press_says(wrong, "写一个称呼") && press_says(wrong, "<details open>"));
    CHECK_STR(find(ref)->name, STR("王女士"));
    CHECK(press_says(page, "<dt>在哪个区</dt><dd>没有说</dd>"));
    page = change(page, "what=correct&version=1&name=李先生&slot=pm&district=310115&question=");
    CHECK(press_says(page, "已经更正") && press_says(page, "<dt>在哪个区</dt><dd>浦东新区</dd>"));
    CHECK(press_says(page, "value=\"310115\" selected"));
    CHECK_STR(find(ref)->district, STR("310115"));
    CHECK_STR(find(ref)->name, STR("李先生"));
    CHECK_STR(find(ref)->slot, STR("pm"));
    CHECK_INT(find(ref)->question.len, 0);
    str stale = change(page, "what=correct&version=1&name=张女士&slot=am&question=");
    CHECK(press_says(stale, "刚才有人改过"));
    CHECK(press_says(change(page, "what=correct&version=1&name=李先生&slot=pm&district=310115&question="),
                     "已经更正"));  // another press on the same button
    CHECK(press_says(change(page, "what=correct&version=1&name=李先生&slot=pm&question="), "刚才有人改过"));
    CHECK(press_says(change(page, "what=correct&version=x&name=张女士&slot=am&question="), "刚才有人改过"));
    CHECK_STR(find(ref)->name, STR("李先生"));
}

static void test_exported(void) {
    str ref = take_lead(7), page = open_lead(ref);
    CHECK(press_says(press_on(page, "/lead/export", "as=json"), "\"district\": null"));
    CHECK(
        press_says(change(page, "what=correct&version=1&name=王女士&slot=any&district=310104"), "已经更正"));
    str json = press_on(page, "/lead/export", "as=json");
    CHECK(press_says(json, "\"district\": \"徐汇区\""));
    CHECK_STR(press_last.type, STR("application/json"));
    CHECK_STR(press_last.file_name, STR("我的回电.json"));
    CHECK(press_says(json, "\"phone\": \"13900007678\"") && press_says(json, "\"withdrawn_at\": null"));
    CHECK(press_says(json, "\"made_at\": \"2026-11-2"));
    str html = press_on(page, "/lead/export", "as=html");
    CHECK_STR(press_last.file_name, STR("我的回电.html"));
    CHECK(press_says(html, "<dt>在哪个区</dt><dd>徐汇区</dd>"));
    CHECK(press_says(html, "13900007678") && !press_says(html, "<form") && !press_says(html, "href="));
    str forged = press_post(
        "/lead/export", press_body("flow={s}&ref={s}&grant=00{s}", press_field(page, "flow"), ref, (str){0}));
    CHECK(press_says(forged, "请先用验证码打开") && !press_says(forged, "王女士"));
}

static void do_to(str ref, const deed *what) {
    deed_result result;
    CHECK_OK(lead_do(&bench_desk, ref, find(ref)->version, what, bench_now_ms, &bench_mem, &result, &bench_err));
    CHECK_INT(result, DEED_DONE);
}

// What staff wrote and made of the answers, and another request that became part of this one, are the visitor's to see.
static void test_gone_over(void) {
    str ref = take_lead(8), other = take_lead(8), into;
    deed own = {.what = HAPPENS_ASSIGN, .owner = STR("anna")};
    deed over = {.what = HAPPENS_REVIEW, .actor = STR("anna"), .answers = STR("age=46&title=none")};
    deed call = {.what = HAPPENS_CALL, .actor = STR("anna"), .note = STR("没人接")};
    deed_result result;
    call.until_ms = bench_now_ms + 3600000;
    do_to(ref, &own);
    do_to(ref, &over);
    do_to(ref, &call);
    CHECK_OK(lead_merge(&bench_desk, ref, find(ref)->version, STR("anna"), bench_now_ms, &bench_mem, &result,
                        &into, &bench_err));
    CHECK_STR(into, ref);
    bench_now_ms += 24 * 3600000;  // more messages may go to the number by then
    str page = open_lead(ref), json = press_on(page, "/lead/export", "as=json");
    CHECK(press_says(page, "核对过的答案</h2>") && press_says(page, "<dt>周岁</dt><dd>46</dd>"));
    CHECK(press_says(page, "给您打过电话：没人接") && press_says(page, "合进来您的另一个请求"));
    CHECK(press_says(page, "合在一起的请求，"));
    CHECK(press_says(json, "\"answers_form\": \"age=46&title=none\"") &&
          press_says(json, "\"label\": \"周岁\""));
    CHECK(press_says(json, press_body("\"reference\": \"{s}\"{s}{s}", other, (str){0}, (str){"\0", 1}).ptr));
    str html = press_on(page, "/lead/export", "as=html");
    CHECK(press_says(html, "<dt>周岁</dt><dd>46</dd>") && press_says(html, "合在一起的请求，"));
    bench_now_ms += 24 * 3600000;
    CHECK(press_says(open_lead(other), "和您的另一个请求合在一起了"));
}

static void test_deleted(void) {
    str ref = take_lead(2), other = take_lead(3), page = open_lead(ref);
    // another's reference under this page's right
    str forged = press_body("flow={s}&ref={s}&grant={s}&what=delete", press_field(page, "flow"), other,
                            press_field(page, "grant"));
    CHECK(press_says(press_post("/lead/do", forged), "请先用验证码打开"));
    CHECK(find(other) != NULL);
    CHECK(press_says(change(page, "what=delete"), "已经删掉"));
    CHECK(find(ref) == NULL && find(other) != NULL);
    CHECK(press_says(change(page, "what=delete"), "已经删掉"));  // pressed twice
}

// A code of one's own does not open another's.
static void test_not_another(void) {
    str mine = take_lead(4), other = take_lead(5), flow = press_flow(5000);
    (void)press_post("/lead/code", press_body("flow={s}&ref={s}{s}", flow, mine, (str){0}));
    str page = press_post("/lead", press_body("flow={s}&ref={s}&code={s}", flow, other, bench_take_code()));
    CHECK(press_says(page, "验证码不对") && !press_says(page, "王女士"));
}

static str try_wrong(str ref) {
    str flow = press_flow(5000);
    bench_now_ms += 3 * 60000;
    (void)press_post("/lead/code", press_body("flow={s}&ref={s}{s}", flow, ref, (str){0}));
    bench_now_ms += 60000;  // no more than twenty an hour from here
    (void)bench_take_code();
    return press_post("/lead", press_body("flow={s}&ref={s}&code={s}", flow, ref, STR("000000")));
}

// Wrong codes are counted for a reference that nobody has as for one that somebody has, and for each of them.
static void test_wrong_codes(void) {
    str refs[] = {take_lead(9), STR("QQQQQQQQQQQQQ"), STR("QQQQQQQQQQQQ3")};
    for (size_t i = 0; i < sizeof refs / sizeof refs[0]; i++)
        for (int n = 0; n < 12; n++)
            CHECK(press_says(try_wrong(refs[i]), n < 10 ? "验证码不对" : "请过 24 小时再试"));
    bench_now_ms += 24 * 3600000;
}

// Without scripts a form asks once, and is another one from then on, for every reference. Pressed again at once it stays as it was.
static void test_used_up(void) {
    str refs[] = {take_lead(10), STR("QQQQQQQQQQQQQ")};
    for (size_t i = 0; i < sizeof refs / sizeof refs[0]; i++) {
        str flow = press_flow(5000), body = press_body("flow={s}&ref={s}{s}", flow, refs[i], (str){0}),
            tag = {0};
        for (int n = 0; n < 2; n++, bench_now_ms += 30000) {
            str page = press_post("/lead/code", body);
            CHECK(press_says(page, "输入验证码"));
            CHECK(n == 0 || str_is(press_field(page, "tag"), tag));
            tag = press_field(page, "tag");
        }
        bench_now_ms += 60000;
        str fresh = press_post("/lead/code", body);
        CHECK(press_says(fresh, "能发的次数用完了") && press_says(fresh, "action=\"/lead/code\""));
        CHECK(press_field(fresh, "flow").len > 0 && !str_is(press_field(fresh, "flow"), flow));
    }
    bench_now_ms += 24 * 3600000;
}

// ---- by number ---------------------------------------------------------------------------------------------------------

// Each place of `what`, which is the whole of a text or of a value, empty.
static str without(str page, str what) {
    buf b = buf_make(&bench_mem);
    for (size_t at = 0; at < page.len;) {
        bool is_edge =
            at > 0 && (page.ptr[at - 1] == '>' || page.ptr[at - 1] == '"' || page.ptr[at - 1] == '*');
        size_t skip = is_edge && str_starts(str_slice(page, at, page.len), what) ? what.len : 0;
        if (skip == 0)
            buf_put_char(&b, page.ptr[at]);
        at += skip == 0 ? 1 : skip;
    }
    return buf_str(&b);
}

// The page behind the code, without what differs from form to form.
static str without_names(str page, str flow, str phone) {
    page = without(without(page, press_field(page, "tag")), flow);
    return without(without(page, phone), str_slice(phone, 7, PHONE_DIGITS));
}

static str ask_number(str flow, str phone) {
    return press_post("/privacy/number/code", press_body("flow={s}&phone={s}{s}", flow, phone, (str){0}));
}

static void test_by_number(void) {
    str mine = take_lead(11), again = take_lead(11), other = take_lead(12);
    bench_now_ms += 24 * 3600000;
    str known = STR("13900011678"), unknown = STR("13900077678"), flow = press_flow(5000),
        flow_2 = press_flow(5000);
    str page = ask_number(flow, known);
    str code = bench_take_code(), page_2 = ask_number(flow_2, unknown);
    CHECK_STR(without_names(page, flow, known), without_names(page_2, flow_2, unknown));
    CHECK_INT(bench_take_code().len, CODE_DIGITS);  // whoever has that number is told as well
    str wrong = code.ptr[0] == '0' ? STR("111111") : STR("000000");
    CHECK(press_says(
        press_post("/privacy/number", press_body("flow={s}&phone={s}&code={s}", flow, known, wrong)),
        "验证码不对"));
    CHECK(find(mine) != NULL);
    str right = press_body("flow={s}&phone={s}&code={s}", flow, known, code);
    // a code for one number opens no other
    CHECK(press_says(press_post("/privacy/number",
                                press_body("flow={s}&phone={s}&code={s}", flow, STR("13900012678"), code)),
                     "验证码不对"));
    CHECK(find(other) != NULL);
    CHECK(press_says(press_post("/privacy/number", right), "已经删掉"));
    CHECK(find(mine) == NULL && find(again) == NULL && find(other) != NULL);
    CHECK(press_says(press_post("/privacy/number", right), "已经删掉"));  // pressed twice
    str bad = press_post("/privacy/number/code",
                         press_body("flow={s}&phone=12{s}{s}", press_flow(5000), (str){0}, (str){0}));
    CHECK(press_says(bad, "输入 11 位手机号"));
    CHECK(press_says(press_get("/privacy/center"), "没有开通回电"));
    press_site.s.takes_calls = true;
    CHECK(press_says(press_get("/privacy/center"), "只有手机号"));
    press_site.s.takes_calls = false;
}

// What a browser without scripts is asked for reminders, it is asked as for calls.
static void test_reminders(void) {
    questions *all = NULL;
    err e;
    err_clear(&e);
    CHECK_INT(questions_read(STR("一加一是几？ | 2"), &bench_mem, &all, &e), RC_OK);
    press_site.s.questions = all;
    str phone = STR("13900014678");
    CHECK(press_says(press_get("/remind/off"), "<noscript>") &&
          press_says(press_get("/remind/off"), "一加一是几？"));
    str quick = press_post("/remind/off/code", press_body("flow={s}&phone={s}&work=&answer=2{s}",
                                                          press_flow(4999), phone, (str){0}));
    CHECK(press_says(quick, "请过几秒再点一次"));
    str wrong = press_post("/remind/off/code", press_body("flow={s}&phone={s}&work=&answer=3{s}",
                                                          press_flow(5000), phone, (str){0}));
    CHECK(press_says(wrong, "请回答这个小问题") && press_says(wrong, "value=\"13900014678\""));
    str fine = press_post("/remind/off/code", press_body("flow={s}&phone={s}&work=&answer=2{s}",
                                                         press_flow(5000), phone, (str){0}));
    CHECK(press_says(fine, "输入验证码") && str_is(press_field(fine, "answer"), STR("2")));
    press_site.s.questions = NULL;
}

// What a visitor did stands in the audit without from where: it stays there when all else is gone.
static void test_no_address(void) {
    audit_rows told;
    str ref = take_lead(60), page = open_lead(ref);
    CHECK(press_says(change(page, "what=delete"), "已经删掉"));
    CHECK_OK(audit_list(&bench_desk, 0, 100000, &bench_mem, &told, &bench_err));
    CHECK_STR(told.all[0].entry.action, STR("deleted"));
    CHECK_INT(told.all[0].by.request.len, 8);
    for (size_t i = 0; i < told.n; i++)
        CHECK_INT(told.all[i].by.address.len, 0);
}

// The reference in an address is filled in, and looked for nowhere: the page is the same whether there is such a request.
static void test_by_address(void) {
    str ref = take_lead(61);
    str known = press_get(press_body("/lead/{s}{s}{s}", ref, (str){0}, (str){"\0", 1}).ptr);
    CHECK(press_last.route->keep == KEEP_NOTHING);
    CHECK_STR(press_field(known, "ref"), ref);
    str unknown = press_get("/lead/0000000000000");
    CHECK_STR(press_field(unknown, "ref"), STR("0000000000000"));
    CHECK_INT(known.len, unknown.len);
    CHECK(!press_says(known, "errors") && !press_says(unknown, "errors"));
    str odd = press_get("/lead/%22%3E%3Cb%3E");  // none such: nothing is filled in
    CHECK_INT(press_field(odd, "ref").len, 0);
}

// Of one that does not open all else is seen; to one whose number does not open no code goes, and it says nothing of that.
static void test_spoilt(void) {
    str ref = take_lead(62), other = take_lead(63);
    bench_spoil(LEAD_NAMES_AFTER, LEAD_NAMES_SET, find(ref)->id);
    str page = open_lead(ref);
    CHECK(press_says(page, "<dd>读不出</dd>") && press_says(page, "问一个问题"));
    CHECK(press_says(change(page, "what=correct&version=1&name=李先生&slot=pm&question=x"), "已经更正"));
    CHECK(!find(ref)->is_broken);
    bench_spoil(LEAD_PHONES_AFTER, LEAD_PHONES_SET, find(other)->id);
    str asked = press_post("/lead/code", press_body("flow={s}&ref={s}{s}", press_flow(5000), other, (str){0}));
    CHECK(press_says(asked, "输入验证码"));
    CHECK_INT(bench_take_code().len, 0);
}

// What became one is seen and deleted by either of its references.
static void test_merged(void) {
    str first = take_lead(64), into;
    bench_now_ms += 24 * 3600000;
    str second = take_lead(64);
    deed_result result;
    CHECK_OK(lead_merge(&bench_desk, second, 1, STR("anna"), bench_now_ms, &bench_mem, &result, &into,
                        &bench_err));
    CHECK_STR(into, first);
    bench_now_ms += 24 * 3600000;
    str page = open_lead(second);
    CHECK(press_says(page, press_body("{s}{s}{s}", first, (str){0}, (str){"\0", 1}).ptr));
    CHECK(press_says(page, press_body("{s}{s}{s}", second, (str){0}, (str){"\0", 1}).ptr));
    CHECK(press_says(change(page, "what=delete"), "已经删掉"));
    CHECK(find(first) == NULL && find(second) == NULL);
}

static void all(void) {
    test_seen_and_withdrawn();
    test_corrected();
    test_exported();
    test_gone_over();
    test_deleted();
    test_not_another();
    test_no_address();
    test_by_address();
    test_spoilt();
    test_merged();
    test_wrong_codes();
    test_used_up();
    test_by_number();
    test_reminders();
}

int main(void) {
    asker_open(&press_site);
    bench_run("lead_pages", all);
    asker_close(&press_site);
    CHECK_MAIN();
}
