// SPDX-License-Identifier: Apache-2.0
// /privacy/center: the ways to what is kept of a visitor. A number alone proves little, since numbers are given out again: by number and
// code everything can be deleted and nothing seen. Whether a number is known does not show: a code is sent either way.
#include "desk/own.h"
#include "desk/receipt.h"
#include "desk/retention.h"
#include "desk/stop.h"
#include "site/contact.h"
#include "site/field.h"
#include "site/pages.h"
#include "site/route.h"

static void put_period(page *p, str what, int64_t days, str behind) {
    HTML_LIT(&p->h, "<dt>");
    html_text(&p->h, what);
    HTML_LIT(&p->h, "</dt><dd>");
    html_int(&p->h, days);
    HTML_LIT(&p->h, " 天");
    html_text(&p->h, behind);
    HTML_LIT(&p->h, "</dd>");
}

static void put_periods(page *p) {
    static const str hash = STR_INIT("，只是号码算出来的一串代码");
    HTML_LIT(&p->h, "<h2>各留多久</h2><dl>");
    put_period(p, STR("回电的内容和经过"), KEPT_REQUESTS, STR("，从办完算起"));
    put_period(p, STR("提醒用的手机号和日子"), KEPT_REMINDERS, STR("，从那个日子算起"));
    put_period(p, STR("验证码、短信"), KEPT_CODES, (str){0});
    put_period(p, STR("暂存的内容"), KEPT_DRAFTS, (str){0});
    put_period(p, STR("发过几次验证码"), KEPT_COUNTS, hash);
    put_period(p, STR("您说过别再打"), STOP_DAYS, hash);
    put_period(p, STR("同意过什么的凭据"), RECEIPT_DAYS, STR("，从同意或者撤回算起，没有称呼和号码"));
    HTML_LIT(&p->h, "<dt>做过什么的记录</dt><dd>一直留着，只有编码、做了什么和时间</dd>");
    HTML_LIT(&p->h, "</dl>");
}

void center_answer(const site *s, const request *q, response *r) {
    page p = frame_open(s, q, r, r->route->title, false);
    field_title(&p, r->route->title);
    HTML_LIT(&p.h, "<p class=\"lead\">算分、备材料和看日子不留资料。请顾问回电、订短信提醒才留。</p>");
    if (!s->takes_calls)
        HTML_LIT(&p.h, "<p>这里没有开通回电，所以没有您的资料。</p>");
    else {
        HTML_LIT(&p.h, "<ul class=\"tasks\">");
        frame_put_task(&p, STR("/lead"), STR("有编号：查看和管理"), STR("查看、存成文件、更正、撤回、删掉"));
        frame_put_task(&p, STR("/privacy/number"), STR("只有手机号：全部删掉"),
                       STR("请求和提醒都删，不能查看"));
        frame_put_task(&p, STR("/remind/off"), STR("不再收短信提醒"), STR("手机号从提醒里删掉"));
        HTML_LIT(&p.h, "</ul><p>号码会换主人，所以只凭手机号不能查看。每种办法都要用短信里的验证码。</p>");
    }
    if (s->takes_calls)
        put_periods(&p);
    HTML_LIT(&p.h, "<p>各有什么用处，见<a");
    frame_href(&p, STR("/privacy"));
    HTML_LIT(&p.h, ">隐私声明</a>。</p>");
    frame_close(&p);
}

// ---- by number ---------------------------------------------------------------------------------------------------------

typedef struct {
    str flow_text, phone, tag;
    flow begun;
    char number[PHONE_DIGITS];
    str wrong_phone, wrong_answer, wrong_form;
} owner;

static str wrong_of(const owner *o) {
    return o->wrong_phone.len > 0    ? o->wrong_phone
           : o->wrong_answer.len > 0 ? o->wrong_answer
                                     : o->wrong_form;
}

static void put_ask(const site *s, const request *q, response *r, const owner *o) {
    page p = frame_open(s, q, r, STR("凭手机号全部删掉"), wrong_of(o).len > 0);
    field_title(&p, STR("凭手机号全部删掉"));
    HTML_LIT(&p.h, "<p class=\"lead\">这个号码的请求、答案和短信提醒，都会删掉。删了找不回来。</p>");
    field_box(&p, o->wrong_answer.len > 0 && o->wrong_phone.len == 0 ? STR("answer") : STR("phone"),
              wrong_of(o));
    str flow_text =
        proof_open_form(&p, STR("/privacy/number/code"), o->begun.id.len > 0 ? o->flow_text : (str){0});
    field_open(&p, STR("phone"), STR("手机号"), STR("请回电或订提醒时留的 11 位号码。"), o->wrong_phone);
    field_input(&p, STR("phone"), o->phone, FIELD_DIGITS, STR("tel-national"));
    proof_put_question(&p, flow_text, o->wrong_answer);
    HTML_LIT(&p.h,
             "<div class=\"buttons\"><button>发验证码</button></div></form>"
             "<h2>会留下什么</h2>"
             "<p>发过几次验证码要记数，免得有人乱发。记的是号码算出来的一串代码，看不出号码，两天后删掉。</p>"
             "<p>您说过别再打的话，这一条留三年，也只是一串代码。没有它，我们不知道哪个号码不能打。</p>");
    frame_close(&p);
}

static void put_code(const site *s, const request *q, response *r, const owner *o, str wrong) {
    page p = frame_open(s, q, r, STR("输入验证码"), wrong.len > 0);
    field_title(&p, STR("输入验证码"));
    proof_put_sent(&p, (str){o->number, PHONE_DIGITS}, o->tag);
    field_box(&p, STR("code"), wrong);
    HTML_LIT(&p.h, "<form method=\"post\" novalidate");
    frame_action(&p, STR("/privacy/number"));
    field_hidden(&p, STR("flow"), o->flow_text);
    field_hidden(&p, STR("phone"), o->phone);
    field_hidden(&p, STR("tag"), o->tag);
    proof_carry(&p);
    proof_put_code(&p, wrong, STR("全部删掉"));
    proof_open_again(&p, STR("/privacy/number/code"));
    field_hidden(&p, STR("flow"), o->flow_text);
    field_hidden(&p, STR("phone"), o->phone);
    proof_close_again(&p, STR("改号码"));
    frame_close(&p);
}

static void put_done(const site *s, const request *q, response *r) {
    page p = frame_open(s, q, r, STR("已经删掉"), false);
    field_title(&p, STR("已经删掉"));
    HTML_LIT(&p.h, "<p>这里不再有这个号码的请求、答案和提醒。备份里的，35 天内也会没有。</p>"
                   "<p><a class=\"button\"");
    frame_href(&p, STR("/"));
    HTML_LIT(&p.h, ">回到首页</a></p>");
    frame_close(&p);
}

static code_for proof_of(const request *q, const owner *o, bool is_plain) {
    return (code_for){.flow = o->begun.id,
                      .purpose = STR("privacy"),
                      .object = STR("number"),
                      .phone = {o->number, PHONE_DIGITS},
                      .address = q->address,
                      .is_plain = is_plain};
}

// False: the answer is made.
static bool begin(const site *s, const request *q, response *r, owner *o) {
    *o = (owner){.flow_text = form_get(&q->form, STR("flow")),
                 .phone = str_trim(form_get(&q->form, STR("phone"))),
                 .tag = form_get(&q->form, STR("tag"))};
    if (q->desk == NULL) {
        contact_put_closed(s, q, r);
        return false;
    }
    flow_check check = flow_read(q->desk, o->flow_text, q->now_s * 1000, q->mem, &o->begun);
    if (check == FLOW_OLD || check == FLOW_NONE) {
        o->begun = (flow){0};
        o->wrong_form = STR("这一页开了太久，请再点一次");
    }
    if (!phone_read(o->phone, o->number))
        o->wrong_phone = STR("输入 11 位手机号");
    if (wrong_of(o).len > 0)
        put_ask(s, q, r, o);
    return wrong_of(o).len == 0;
}

void number_form(const site *s, const request *q, response *r) {
    if (q->desk == NULL)
        contact_put_closed(s, q, r);
    else
        put_ask(s, q, r, &(owner){0});
}

void number_code(const site *s, const request *q, response *r) {
    owner o;
    proof brought;
    code_sent sent;
    err e;
    err_clear(&e);
    if (q->desk != NULL && proof_goes_back(q)) {
        put_ask(s, q, r, &(owner){.phone = form_get(&q->form, STR("phone"))});
        return;
    }
    if (!begin(s, q, r, &o))
        return;
    if (proof_read(q, s, &o.begun, (str){o.number, PHONE_DIGITS}, &brought, &e) != RC_OK) {
        response_fail(r, &e);
        return;
    }
    o.wrong_form = brought.wrong;
    o.wrong_answer = brought.answer;
    if (wrong_of(&o).len > 0) {
        put_ask(s, q, r, &o);
        return;
    }
    code_for to = proof_of(q, &o, brought.is_plain);
    if (code_send(q->desk, &to, q->now_s * 1000, q->mem, &sent, &e) != RC_OK) {
        response_fail(r, &e);
        return;
    }
    o.tag = sent.tag;
    o.wrong_form = contact_sent_words(&sent, q->mem);
    if (sent.what == SENT_FORM)
        o.begun = (flow){0};
    if (sent.what == SENT)
        put_code(s, q, r, &o, (str){0});
    else
        put_ask(s, q, r, &o);
}

void number_delete(const site *s, const request *q, response *r) {
    owner o;
    code_check result = CODE_WRONG;
    char code[CODE_DIGITS];
    err e;
    err_clear(&e);
    if (!begin(s, q, r, &o))
        return;
    if (!code_read(form_get(&q->form, STR("code")), code)) {
        put_code(s, q, r, &o, STR("输入短信里的 6 位数字"));
        return;
    }
    code_for of = proof_of(q, &o, false);
    if (own_delete_all(q->desk, &of, (str){code, CODE_DIGITS}, q->now_s * 1000, q->mem, &result, &e) != RC_OK)
        response_fail(r, &e);
    else if (result == CODE_RIGHT)
        put_done(s, q, r);
    else
        put_code(s, q, r, &o, contact_code_words(result));
}
