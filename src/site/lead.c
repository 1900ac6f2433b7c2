// SPDX-License-Identifier: Apache-2.0
// /lead: a visitor looks at their own request, calls it off, or has it deleted. The number on it is asked for a code; the page is the
// same whether there is such a request or not.
#include "desk/flow.h"
#include "desk/lead.h"
#include "desk/phone.h"
#include "site/contact.h"
#include "site/field.h"
#include "site/pages.h"

// ---- what was typed ----------------------------------------------------------------------------------------------------

// QQ05-1WV8-VQ0F9 in any spelling: letters that are taken for digits are those digits.
static str read_reference(str typed, arena *mem) {
    buf b = buf_make(mem);
    for (size_t i = 0; i < typed.len; i++) {
        char c = typed.ptr[i] >= 'a' && typed.ptr[i] <= 'z' ? (char)(typed.ptr[i] - 'a' + 'A') : typed.ptr[i];
        if (c == ' ' || c == '-')
            continue;
        buf_put_char(&b, c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c);
    }
    return b.len == REF_LETTERS ? buf_str(&b) : (str){0};
}

typedef struct {
    str ref, flow_text, tag;
    flow begun;
    const lead *found;  // NULL: there is none
} looking;

static rc look(const request *q, looking *out, err *e) {
    *out = (looking){.ref = read_reference(form_get(&q->form, STR("ref")), q->mem),
                     .flow_text = form_get(&q->form, STR("flow")),
                     .tag = form_get(&q->form, STR("tag"))};
    return lead_find(q->desk, out->ref, q->mem, &out->found, e);
}

static code_for proof_of(const request *q, const looking *l, bool is_plain) {
    return (code_for){.flow = l->begun.id,
                      .purpose = STR("privacy"),
                      .object = l->ref,
                      .phone = l->found != NULL ? l->found->phone : STR("00000000000"),
                      .address = q->address,
                      .is_plain = is_plain,
                      .is_decoy = l->found == NULL};
}

// ---- pages -------------------------------------------------------------------------------------------------------------

static void put_ask(const site *s, const request *q, response *r, str typed, str wrong) {
    page p = frame_open(s, q, r, STR("查看我的回电"), wrong.len > 0);
    buf fresh = buf_make(q->mem);
    flow_put(q->desk, q->now_s * 1000, q->mem, &fresh);
    field_title(&p, STR("查看我的回电"));
    HTML_LIT(&p.h, "<p class=\"lead\">可以查看、取消，也可以删掉。验证码发到您留下的手机号。</p>");
    field_box(&p, STR("ref"), wrong);
    contact_open_form(&p, STR("/lead/code"));
    field_hidden(&p, STR("flow"), buf_str(&fresh));
    field_open(&p, STR("ref"), STR("编号"), STR("请顾问回电时给您的 13 位字母和数字。"), wrong);
    field_input(&p, STR("ref"), typed, FIELD_TEXT, STR("off"));
    HTML_LIT(&p.h, "<div class=\"buttons\"><button>发验证码</button></div></form>");
    frame_close(&p);
}

static void put_code(const site *s, const request *q, response *r, const looking *l, str wrong) {
    page p = frame_open(s, q, r, STR("输入验证码"), wrong.len > 0);
    field_title(&p, STR("输入验证码"));
    HTML_LIT(&p.h,
             "<p class=\"lead\">如果编号没有错，验证码已经发到您留下的手机号，序号是 <strong class=\"num\">");
    html_text(&p.h, l->tag);
    HTML_LIT(&p.h, "</strong>。5 分钟内可用。</p>");
    field_box(&p, STR("code"), wrong);
    HTML_LIT(&p.h, "<form method=\"post\" novalidate");
    frame_action(&p, STR("/lead"));
    field_hidden(&p, STR("flow"), l->flow_text);
    field_hidden(&p, STR("ref"), l->ref);
    field_hidden(&p, STR("tag"), l->tag);
    field_open(&p, STR("code"), STR("验证码"), STR("短信里的 6 位数字。"), wrong);
    field_input(&p, STR("code"), (str){0}, FIELD_DIGITS, STR("one-time-code"));
    HTML_LIT(&p.h, "<div class=\"buttons\"><button>查看</button></div></form>");
    frame_close(&p);
}

static str state_words(lead_state state) {
    switch (state) {
    case LEAD_WAITING: return STR("已经收到，还没有分给顾问");
    case LEAD_OWNED: return STR("顾问会给您打电话");
    case LEAD_PAUSED: return STR("先等一等，到时再打");
    case LEAD_CLOSED: return STR("已经结束");
    case LEAD_CANCELLED: return STR("您取消了");
    case LEAD_MERGED: return STR("和您的另一个请求合在一起了");
    case N_LEAD_STATES: break;
    }
    return (str){0};
}

// Whoever had this page made for them by a code may do so much for as long as its form is good.
static str grant_of(const request *q, const looking *l) {
    str parts[] = {l->ref, l->begun.id};
    return secret_hex(secret_index(q->desk->keys, STR("grant"), parts, 2, q->mem), q->mem);
}

static void put_deed(page *p, const looking *l, str what, str label) {
    HTML_LIT(&p->h, "<form method=\"post\"");
    frame_action(p, STR("/lead/do"));
    field_hidden(p, STR("flow"), l->flow_text);
    field_hidden(p, STR("ref"), l->ref);
    field_hidden(p, STR("grant"), grant_of(p->q, l));
    field_hidden(p, STR("what"), what);
    HTML_LIT(&p->h, "<button class=\"quiet\">");
    html_text(&p->h, label);
    HTML_LIT(&p->h, "</button></form>");
}

static void put_found(const site *s, const request *q, response *r, const looking *l) {
    const lead *found = l->found;
    page p = frame_open(s, q, r, STR("我的回电"), false);
    field_title(&p, STR("我的回电"));
    HTML_LIT(&p.h, "<dl><dt>现在</dt><dd>");
    html_text(&p.h, state_words(found->status.state));
    if (found->status.state == LEAD_WAITING || found->status.state == LEAD_OWNED) {
        HTML_LIT(&p.h, "，最晚 ");
        frame_moment(&p.h, found->status.due_ms);
    }
    HTML_LIT(&p.h, "</dd><dt>称呼</dt><dd>");
    html_text(&p.h, found->name);
    HTML_LIT(&p.h, "</dd><dt>手机号</dt><dd class=\"num\">");
    html_text(&p.h, found->phone);
    HTML_LIT(&p.h, "</dd><dt>问题</dt><dd>");
    html_text(&p.h, found->question.len > 0 ? found->question : STR("没有填"));
    HTML_LIT(&p.h, "</dd></dl><div class=\"buttons\">");
    if (status_is_open(&found->status))
        put_deed(&p, l, STR("cancel"), STR("不用打了"));
    put_deed(&p, l, STR("delete"), STR("删掉我的资料"));
    HTML_LIT(&p.h,
             "</div><p class=\"small\">删掉以后，我们这里不再有您的称呼、手机号和问题，也不会再打电话。</p>");
    frame_close(&p);
}

static void put_done(const site *s, const request *q, response *r, str title, str text) {
    page p = frame_open(s, q, r, title, false);
    field_title(&p, title);
    HTML_LIT(&p.h, "<p>");
    html_text(&p.h, text);
    HTML_LIT(&p.h, "</p><p><a class=\"button\"");
    frame_href(&p, STR("/"));
    HTML_LIT(&p.h, ">回到首页</a></p>");
    frame_close(&p);
}

// ---- what is done ------------------------------------------------------------------------------------------------------

// False: the answer is made.
static bool begin(const site *s, const request *q, response *r, looking *l) {
    err e;
    err_clear(&e);
    if (q->desk == NULL) {
        contact_put_closed(s, q, r);
        return false;
    }
    if (look(q, l, &e) != RC_OK) {
        r->status = 503;
        return false;
    }
    flow_check check = flow_read(q->desk, l->flow_text, q->now_s * 1000, q->mem, &l->begun);
    str wrong = l->ref.len == 0 ? STR("编号是 13 位字母和数字，请对照一下")
                : check == FLOW_OLD || check == FLOW_NONE ? STR("这一页开了太久，请再点一次")
                                                          : (str){0};
    if (wrong.len > 0)
        put_ask(s, q, r, form_get(&q->form, STR("ref")), wrong);
    return wrong.len == 0;
}

void lead_form(const site *s, const request *q, response *r) {
    if (q->desk == NULL)
        contact_put_closed(s, q, r);
    else
        put_ask(s, q, r, (str){0}, (str){0});
}

void lead_code(const site *s, const request *q, response *r) {
    looking l;
    code_sent sent;
    err e;
    err_clear(&e);
    if (!begin(s, q, r, &l))
        return;
    bool is_plain;
    str phone = l.found == NULL ? (str){0} : l.found->phone;
    if (!contact_has_worked(q, l.begun.id, phone, form_get(&q->form, STR("work")), &is_plain)) {
        put_ask(s, q, r, l.ref, STR("浏览器还没有准备好，请再点一次"));
        return;
    }
    code_for proof = proof_of(q, &l, is_plain);
    if (code_send(q->desk, &proof, q->now_s * 1000, q->mem, &sent, &e) != RC_OK) {
        r->status = 503;
        return;
    }
    l.tag = sent.tag;
    if (sent.what == SENT)
        put_code(s, q, r, &l, (str){0});
    else
        put_ask(s, q, r, l.ref, STR("试的次数太多了，请过一小时再试"));
}

void lead_open(const site *s, const request *q, response *r) {
    looking l;
    code_check result = CODE_WRONG;
    char code[CODE_DIGITS];
    err e;
    err_clear(&e);
    if (!begin(s, q, r, &l))
        return;
    if (!code_read(form_get(&q->form, STR("code")), code)) {
        put_code(s, q, r, &l, STR("输入短信里的 6 位数字"));
        return;
    }
    code_for proof = proof_of(q, &l, false);
    if (code_prove(q->desk, &proof, (str){code, CODE_DIGITS}, q->now_s * 1000, q->mem, &result, &e) != RC_OK)
        r->status = 503;
    else if (result == CODE_RIGHT && l.found != NULL)
        put_found(s, q, r, &l);
    else
        put_code(s, q, r, &l, contact_code_words(result));
}

static void cancel(const site *s, const request *q, response *r, const looking *l) {
    deed did = {.what = HAPPENS_CANCEL};
    deed_result result;
    err e;
    err_clear(&e);
    if (lead_do(q->desk, l->ref, l->found->version, &did, q->now_s * 1000, q->mem, &result, &e) != RC_OK)
        r->status = 503;
    else if (result == DEED_STALE)
        put_ask(s, q, r, l->ref, STR("刚才有人改过，请再看一次"));
    else
        put_done(s, q, r, STR("已经取消"), STR("不会再为这件事给您打电话。"));
}

void lead_change(const site *s, const request *q, response *r) {
    looking l;
    err e;
    err_clear(&e);
    if (!begin(s, q, r, &l))
        return;
    bool is_granted = secret_is_same(form_get(&q->form, STR("grant")), grant_of(q, &l));
    if (!is_granted)
        put_ask(s, q, r, l.ref, STR("请先用验证码打开"));
    else if (l.found != NULL && str_is(form_get(&q->form, STR("what")), STR("cancel")))
        cancel(s, q, r, &l);
    else if (lead_delete(q->desk, l.ref, q->now_s * 1000, q->mem, &e) != RC_OK)
        r->status = 503;
    else
        put_done(s, q, r, STR("已经删掉"), STR("这里不再有您的称呼、手机号和问题。"));
}
