// SPDX-License-Identifier: Apache-2.0
#include "site/proof.h"

#include "desk/effort.h"
#include "desk/phone.h"
#include "site/field.h"
#include "site/questions.h"
#include "site/route.h"

static bool is_plain(const request *q) {
    return form_get(&q->form, STR("work")).len == 0;
}

// The question belongs to the form: which one cannot be chosen but by opening others.
static size_t question_of(const request *q, str flow_text) {
    str index = secret_index(q->desk->keys, STR("question"), &flow_text, 1, q->mem);
    return index.len == 0 ? 0 : (unsigned char)index.ptr[0];
}

str proof_open_form(page *p, str action, str flow_text) {
    int bits = EFFORT_USUAL;
    err e;
    err_clear(&e);
    rc ignored = effort_wanted(p->q->desk, p->q->address, (str){0}, p->q->now_s * 1000, p->q->mem, &bits, &e);
    (void)ignored;  // it is asked again when the form comes
    buf fresh = buf_make(p->q->mem);
    if (flow_text.len == 0)
        flow_put(p->q->desk, p->q->now_s * 1000, p->q->mem, &fresh);
    flow_text = flow_text.len == 0 ? buf_str(&fresh) : flow_text;
    HTML_LIT(&p->h, "<form method=\"post\" novalidate data-effort=\"");
    html_int(&p->h, bits);
    HTML_LIT(&p->h, "\"");
    frame_action(p, action);
    field_hidden(p, STR("flow"), flow_text);
    field_hidden(p, STR("work"), (str){0});
    return flow_text;
}

void proof_put_question(page *p, str flow_text, str wrong) {
    if (p->s->questions == NULL)
        return;
    bool is_shown = p->q->method == METHOD_POST && form_has(&p->q->form, STR("work")) && is_plain(p->q);
    if (!is_shown)
        HTML_LIT(&p->h, "<noscript>");
    field_open(p, STR("answer"), questions_ask(p->s->questions, question_of(p->q, flow_text)),
               STR("答对了才发短信，免得有程序乱发。"), wrong);
    field_input(p, STR("answer"), is_shown ? form_get(&p->q->form, STR("answer")) : (str){0}, FIELD_TEXT,
                STR("off"));
    if (!is_shown)
        HTML_LIT(&p->h, "</noscript>");
}

void proof_carry(page *p) {
    field_hidden(p, STR("work"), form_get(&p->q->form, STR("work")));
    if (is_plain(p->q))
        field_hidden(p, STR("answer"), form_get(&p->q->form, STR("answer")));
}

void proof_put_sent(page *p, str number, str tag) {
    char masked[PHONE_DIGITS];
    phone_mask(number, masked);
    HTML_LIT(&p->h, "<p class=\"lead\">验证码发到 <span class=\"num\">");
    html_text(&p->h, (str){masked, PHONE_DIGITS});
    HTML_LIT(&p->h, "</span>");
    if (tag.len > 0) {
        HTML_LIT(&p->h, "，短信里的序号是 <strong class=\"num\">");
        html_text(&p->h, tag);
        HTML_LIT(&p->h, "</strong>");
    }
    HTML_LIT(&p->h, "。5 分钟内可用。</p>");
}

void proof_put_code(page *p, str wrong, str button) {
    field_open(p, STR("code"), STR("验证码"), STR("短信里的 6 位数字。"), wrong);
    field_input(p, STR("code"), (str){0}, FIELD_DIGITS, STR("one-time-code"));
    HTML_LIT(&p->h, "<div class=\"buttons\"><button>");
    html_text(&p->h, button);
    HTML_LIT(&p->h, "</button></div></form>");
}

void proof_open_again(page *p, str action) {
    HTML_LIT(&p->h,
             "<details><summary>没有收到</summary><p>先等一分钟，也看看拦截的短信。还没有，就再发一次。"
             "</p><form id=\"again\" method=\"post\" novalidate");
    frame_action(p, action);
    proof_carry(p);
}

// One form for both, so that what was typed stands in the page once more and not twice.
void proof_close_again(page *p, str label) {
    HTML_LIT(&p->h, "<div class=\"buttons\"><button class=\"quiet\">再发一次</button></div></form></details>"
                    "<p><button class=\"quiet\" form=\"again\" name=\"edit\" value=\"yes\">");
    html_text(&p->h, label);
    HTML_LIT(&p->h, "</button></p>");
}

bool proof_goes_back(const request *q) {
    return form_has(&q->form, STR("edit"));
}

static void read_plain(const request *q, const site *s, const flow *begun, proof *out) {
    str flow_text = form_get(&q->form, STR("flow")), answer = form_get(&q->form, STR("answer"));
    out->is_plain = true;
    if (q->now_s * 1000 < begun->made_ms + FLOW_PLAIN_MS)
        out->wrong = STR("刚才太快了，请过几秒再点一次");
    if (s->questions != NULL && !questions_is_right(s->questions, question_of(q, flow_text), answer, q->mem))
        out->answer = STR("请回答这个小问题");
}

rc proof_read(const request *q, const site *s, const flow *begun, str phone, proof *out, err *e) {
    int wanted = 0;
    *out = (proof){0};
    if (is_plain(q)) {
        read_plain(q, s, begun, out);
        return RC_OK;
    }
    rc code = effort_wanted(q->desk, q->address, phone, q->now_s * 1000, q->mem, &wanted, e);
    if (code == RC_OK && effort_found(begun->id, form_get(&q->form, STR("work")), q->mem) < wanted)
        out->wrong = STR("浏览器还没有准备好，请再点一次");
    return code;
}

str proof_note(const request *q) {
    flow begun;
    if (!form_has(&q->form, STR("flow")))
        return (str){0};
    if (form_get(&q->form, STR("company_url")).len > 0)
        return STR("trap");
    switch (flow_read(q->desk, form_get(&q->form, STR("flow")), q->now_s * 1000, q->mem, &begun)) {
    case FLOW_NONE: return STR("forged form");
    case FLOW_SOON: return STR("hurried form");
    case FLOW_OLD:
    case FLOW_FINE: break;
    }
    return (str){0};
}
