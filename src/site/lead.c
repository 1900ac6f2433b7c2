// SPDX-License-Identifier: Apache-2.0
// /lead: a visitor sees what is kept of their request, corrects it, takes it along, takes agreements back, has it deleted. The number on
// it is asked for a code; the page is the same whether there is such a request or not.
#include "base/num.h"
#include "site/contact.h"
#include "site/field.h"
#include "site/own.h"
#include "site/pages.h"

// ---- what was typed ----------------------------------------------------------------------------------------------------

typedef struct {
    str ref, flow_text, tag;
    flow begun;
    const lead *found;  // NULL: there is none
} looking;

static rc look(const request *q, looking *out, err *e) {
    *out = (looking){.ref = secret_read_spelled(form_get(&q->form, STR("ref")), REF_LETTERS, q->mem),
                     .flow_text = form_get(&q->form, STR("flow")),
                     .tag = form_get(&q->form, STR("tag"))};
    return lead_find(q->desk, out->ref, q->mem, &out->found, e);
}

// Whether there is somebody to send a code to: to one whose number does not open none can go.
static bool has_number(const looking *l) {
    return l->found != NULL && l->found->phone.len > 0;
}

// In place of the number of a reference that nobody has: its own, so that tries are counted for each as for one that somebody has.
static str nobody_of(const request *q, str ref) {
    return secret_hex(secret_index(q->desk->keys, STR("nobody"), &ref, 1, q->mem), q->mem);
}

static code_for proof_of(const request *q, const looking *l, bool is_plain) {
    return (code_for){.flow = l->begun.id,
                      .purpose = STR("privacy"),
                      .object = l->ref,
                      .phone = has_number(l) ? l->found->phone : nobody_of(q, l->ref),
                      .address = q->address,
                      .is_plain = is_plain,
                      .is_decoy = !has_number(l)};
}

// ---- pages -------------------------------------------------------------------------------------------------------------

static void put_ask(const site *s, const request *q, response *r, const looking *l, str typed, str wrong,
                    str wrong_answer) {
    page p = frame_open(s, q, r, STR("查看我的回电"), wrong.len + wrong_answer.len > 0);
    field_title(&p, STR("查看我的回电"));
    HTML_LIT(&p.h, "<p class=\"lead\">可以查看、更正、撤回，也可以删掉。验证码发到您留下的手机号。</p>");
    field_box(&p, wrong.len > 0 ? STR("ref") : STR("answer"), wrong.len > 0 ? wrong : wrong_answer);
    str flow_text = proof_open_form(&p, STR("/lead/code"), l->begun.id.len > 0 ? l->flow_text : (str){0});
    field_open(&p, STR("ref"), STR("编号"), STR("请顾问回电时给您的 13 位字母和数字。"), wrong);
    field_input(&p, STR("ref"), typed, FIELD_TEXT, STR("off"));
    proof_put_question(&p, flow_text, wrong_answer);
    HTML_LIT(&p.h, "<div class=\"buttons\"><button>发验证码</button></div></form><p>编号丢了？到<a");
    frame_href(&p, STR("/privacy/center"));
    HTML_LIT(&p.h, ">管理我的资料</a>，凭手机号可以全部删掉。</p>");
    frame_close(&p);
}

static void ask_again(const site *s, const request *q, response *r, str ref, str wrong) {
    put_ask(s, q, r, &(looking){0}, ref, wrong, (str){0});
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
    proof_carry(&p);
    proof_put_code(&p, wrong, STR("查看"));
    proof_open_again(&p, STR("/lead/code"));
    field_hidden(&p, STR("flow"), l->flow_text);
    field_hidden(&p, STR("ref"), l->ref);
    proof_close_again(&p, STR("改编号"));
    frame_close(&p);
}

// Whoever had this page made for them by a code may do so much for as long as its form is good.
static str grant_of(const request *q, const looking *l) {
    str parts[] = {l->ref, l->begun.id};
    return secret_hex(secret_index(q->desk->keys, STR("grant"), parts, 2, q->mem), q->mem);
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

// ---- what is asked for ------------------------------------------------------------------------------------------------

// False: the answer is made.
static bool begin(const site *s, const request *q, response *r, looking *l) {
    err e;
    err_clear(&e);
    if (q->desk == NULL) {
        contact_put_closed(s, q, r);
        return false;
    }
    if (look(q, l, &e) != RC_OK) {
        response_fail(r, &e);
        return false;
    }
    flow_check check = flow_read(q->desk, l->flow_text, q->now_s * 1000, q->mem, &l->begun);
    str wrong = l->ref.len == 0 ? STR("编号是 13 位字母和数字，请对照一下")
                : check == FLOW_OLD || check == FLOW_NONE ? STR("这一页开了太久，请再点一次")
                                                          : (str){0};
    if (wrong.len > 0)
        ask_again(s, q, r, form_get(&q->form, STR("ref")), wrong);
    return wrong.len == 0;
}

// The reference may stand in the address: it is filled in and not looked for, so the page says nothing of whether there is such a request.
void lead_form(const site *s, const request *q, response *r) {
    if (q->desk == NULL)
        contact_put_closed(s, q, r);
    else
        ask_again(s, q, r, secret_read_spelled(q->rest, REF_LETTERS, q->mem), (str){0});
}

void lead_code(const site *s, const request *q, response *r) {
    looking l;
    proof brought;
    code_sent sent;
    err e;
    err_clear(&e);
    if (q->desk != NULL && proof_goes_back(q)) {
        ask_again(s, q, r, form_get(&q->form, STR("ref")), (str){0});
        return;
    }
    if (!begin(s, q, r, &l))
        return;
    // no number: what is asked of the browser would tell something about it
    if (proof_read(q, s, &l.begun, (str){0}, &brought, &e) != RC_OK) {
        response_fail(r, &e);
        return;
    }
    if (brought.wrong.len + brought.answer.len > 0) {
        put_ask(s, q, r, &l, l.ref, brought.wrong, brought.answer);
        return;
    }
    code_for to = proof_of(q, &l, brought.is_plain);
    if (code_send(q->desk, &to, q->now_s * 1000, q->mem, &sent, &e) != RC_OK) {
        response_fail(r, &e);
        return;
    }
    l.tag = sent.tag;
    if (sent.what == SENT)
        put_code(s, q, r, &l, (str){0});
    else
        put_ask(s, q, r, sent.what == SENT_FORM ? &(looking){0} : &l, l.ref,
                contact_sent_words(&sent, q->mem), (str){0});
}

// ---- what is kept ------------------------------------------------------------------------------------------------------

// As it is now. done: what was done just before, in words.
static void put_own(const site *s, const request *q, response *r, const looking *l, own_view *v) {
    err e;
    err_clear(&e);
    v->ref = l->ref;
    v->flow = l->flow_text;
    v->grant = grant_of(q, l);
    if (own_find(q->desk, l->ref, q->mem, &v->all, &e) != RC_OK)
        response_fail(r, &e);
    else if (v->all.request == NULL)
        put_done(s, q, r, STR("已经删掉"), STR("这里不再有您的资料。"));
    else
        own_put_page(s, q, r, v);
}

void lead_open(const site *s, const request *q, response *r) {
    looking l;
    code_check result = CODE_WRONG;
    char code[CODE_DIGITS];
    own_view v = {0};
    err e;
    err_clear(&e);
    if (!begin(s, q, r, &l))
        return;
    if (!code_read(form_get(&q->form, STR("code")), code)) {
        put_code(s, q, r, &l, STR("输入短信里的 6 位数字"));
        return;
    }
    code_for of = proof_of(q, &l, false);
    if (code_prove(q->desk, &of, (str){code, CODE_DIGITS}, q->now_s * 1000, q->mem, &result, &e) != RC_OK)
        response_fail(r, &e);
    else if (result != CODE_RIGHT || !has_number(&l))
        put_code(s, q, r, &l, contact_code_words(result));
    else if (own_note(q->desk, l.found->id, STR("shown"), q->now_s * 1000, q->mem, &e) != RC_OK)
        response_fail(r, &e);
    else
        put_own(s, q, r, &l, &v);
}

// ---- what is done ------------------------------------------------------------------------------------------------------

static rc correct(const request *q, const looking *l, own_view *v, err *e) {
    deed_result result = DEED_DONE;
    int64_t version = 0;
    v->typed = (own_correction){
        str_trim(form_get(&q->form, STR("name"))), contact_slot(form_get(&q->form, STR("slot"))),
        district_read(form_get(&q->form, STR("district"))), str_trim(form_get(&q->form, STR("question")))};
    v->wrong_name = contact_name_wrong(v->typed.name);
    v->wrong_question = contact_question_wrong(v->typed.question);
    if (v->wrong_name.len + v->wrong_question.len > 0)
        return RC_OK;
    if (num_parse(form_get(&q->form, STR("version")), 0, &version) != NUM_OK)
        version = 0;  // of no request
    // another press on the same button finds its own doing
    bool is_there = l->found != NULL && str_is(l->found->name, v->typed.name) &&
                    str_is(l->found->slot, v->typed.slot) && str_is(l->found->district, v->typed.district) &&
                    str_is(l->found->question, v->typed.question);
    rc code = own_correct(q->desk, l->ref, version, &v->typed, q->now_s * 1000, q->mem, &result, e);
    v->done =
        result == DEED_DONE || is_there ? STR("已经更正。") : STR("刚才有人改过，没有保存。请看一看再改。");
    return code;
}

static rc withdraw(const request *q, const looking *l, own_view *v, err *e) {
    deed_result result = DEED_DONE;
    str purpose = form_get(&q->form, STR("purpose"));
    rc code = own_withdraw(q->desk, l->ref, purpose, q->now_s * 1000, q->mem, &result, e);
    v->done = result != DEED_DONE            ? STR("这一项已经撤回过了。")
              : str_is(purpose, STR("call")) ? STR("已经撤回，不会再为这件事给您打电话。")
                                             : STR("已经撤回，答案也删掉了。");
    return code;
}

static rc remove_all(const request *q, const looking *l, own_view *v, err *e) {
    (void)v;
    return lead_delete(q->desk, l->ref, q->now_s * 1000, q->mem, e);
}

static const struct {
    str name;
    rc (*act)(const request *q, const looking *l, own_view *v, err *e);
} deeds[] = {{STR_INIT("correct"), correct}, {STR_INIT("withdraw"), withdraw}, {STR_INIT("delete"), remove_all}};

// False: the answer is made; this form did not come from a page that a code opened.
static bool is_granted(const site *s, const request *q, response *r, looking *l) {
    if (!begin(s, q, r, l))
        return false;
    bool is_fine = secret_is_same(form_get(&q->form, STR("grant")), grant_of(q, l));
    if (!is_fine)
        ask_again(s, q, r, l->ref, STR("请先用验证码打开"));
    return is_fine;
}

void lead_change(const site *s, const request *q, response *r) {
    looking l;
    own_view v = {0};
    err e;
    err_clear(&e);
    if (!is_granted(s, q, r, &l))
        return;
    rc code = RC_OK;
    for (size_t i = 0; i < sizeof deeds / sizeof deeds[0]; i++)
        if (str_is(deeds[i].name, form_get(&q->form, STR("what"))) && code == RC_OK)
            code = deeds[i].act(q, &l, &v, &e);
    if (code != RC_OK)
        response_fail(r, &e);
    else
        put_own(s, q, r, &l, &v);
}

void lead_export(const site *s, const request *q, response *r) {
    looking l;
    own_record all;
    err e;
    err_clear(&e);
    if (!is_granted(s, q, r, &l))
        return;
    rc code = own_find(q->desk, l.ref, q->mem, &all, &e);
    if (code == RC_OK && all.request != NULL)
        code = own_note(q->desk, all.request->id, STR("exported"), q->now_s * 1000, q->mem, &e);
    if (code != RC_OK)
        response_fail(r, &e);
    else if (all.request == NULL)
        put_done(s, q, r, STR("已经删掉"), STR("这里不再有您的资料。"));
    else if (str_is(form_get(&q->form, STR("as")), STR("json")))
        own_put_json(s, q, r, &all);
    else
        own_put_html(s, q, r, &all);
}
