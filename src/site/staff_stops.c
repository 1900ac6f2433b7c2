// SPDX-License-Identifier: Apache-2.0
// /desk/stops: a supervisor takes back that a number wants no more calls.
#include "desk/phone.h"
#include "desk/stop.h"
#include "site/field.h"
#include "site/pages.h"
#include "site/staff_page.h"

// Why: one of these words, since the audit that keeps it holds nothing of anybody.
static const struct {
    str value, label;
} reasons[] = {
    {STR_INIT("asked"), STR_INIT("本人来说，又愿意接电话")},
    {STR_INIT("mistake"), STR_INIT("记错了，本人没有这样说")},
};

enum { N_REASONS = sizeof reasons / sizeof reasons[0] };

typedef struct {
    str done;  // what came of it; empty: nothing was done
    str wrong_phone, wrong_reason;
} outcome;

static void put_reason(page *p, size_t i) {
    HTML_LIT(&p->h, "<label class=\"choice\"><input type=\"radio\" name=\"reason\"");
    HTML_ATTR(&p->h, "value", reasons[i].value);
    if (str_is(form_get(&p->q->form, STR("reason")), reasons[i].value))
        HTML_LIT(&p->h, " checked");
    HTML_LIT(&p->h, ">");
    html_text(&p->h, reasons[i].label);
    HTML_LIT(&p->h, "</label>");
}

static void put_reasons(page *p, str wrong) {
    if (wrong.len > 0)
        HTML_LIT(&p->h, "<fieldset class=\"wrong\" id=\"reason\">");
    else
        HTML_LIT(&p->h, "<fieldset id=\"reason\">");
    HTML_LIT(&p->h, "<legend>为什么</legend>");
    field_wrong(p, wrong);
    for (size_t i = 0; i < N_REASONS; i++)
        put_reason(p, i);
    HTML_LIT(&p->h, "</fieldset>");
}

static void put_page(const site *s, const request *q, response *r, const outcome *o) {
    bool is_wrong = o->wrong_phone.len + o->wrong_reason.len > 0;
    page p = frame_open_desk(s, q, r, STR("别再打的号码"), is_wrong, q->who->name);
    HTML_LIT(&p.h, "<p><a class=\"back\" href=\"/desk\">回到待回电</a></p>");
    field_title(&p, STR("别再打的号码"));
    HTML_LIT(&p.h, "<p class=\"lead\">说过别再打的号码，三年内不发验证码，也不收请求。可以在这里解除。</p>");
    if (o->done.len > 0) {
        HTML_LIT(&p.h, "<p class=\"box\" role=\"status\">");
        html_text(&p.h, o->done);
        HTML_LIT(&p.h, "</p>");
    }
    field_box(&p, o->wrong_phone.len > 0 ? STR("phone") : STR("reason"),
              o->wrong_phone.len > 0 ? o->wrong_phone : o->wrong_reason);
    HTML_LIT(&p.h, "<form method=\"post\" action=\"/desk/stops\">");
    staff_page_put_word(&p);
    field_open(&p, STR("phone"), STR("手机号"), STR("11 位。"), o->wrong_phone);
    field_input(&p, STR("phone"), o->done.len > 0 ? (str){0} : form_get(&q->form, STR("phone")), FIELD_DIGITS,
                STR("off"));
    put_reasons(&p, o->wrong_reason);
    HTML_LIT(&p.h, "<div class=\"buttons\"><button>解除</button></div></form>");
    frame_close_desk(&p);
}

void staff_stops(const site *s, const request *q, response *r) {
    put_page(s, q, r, &(outcome){0});
}

static str read_reason(const request *q) {
    str typed = form_get(&q->form, STR("reason"));
    for (size_t i = 0; i < N_REASONS; i++)
        if (str_is(reasons[i].value, typed))
            return reasons[i].value;
    return (str){0};
}

void staff_lift(const site *s, const request *q, response *r) {
    char phone[PHONE_DIGITS];
    bool was_stopped = false;
    outcome o = {0};
    err e;
    err_clear(&e);
    str reason = read_reason(q);
    if (!phone_read(form_get(&q->form, STR("phone")), phone))
        o.wrong_phone = STR("输入 11 位手机号");
    if (reason.len == 0)
        o.wrong_reason = STR("选一个原因");
    bool is_fine = o.wrong_phone.len + o.wrong_reason.len == 0;
    if (is_fine && stop_lift(q->desk, (str){phone, PHONE_DIGITS}, q->who->id, reason, q->now_s * 1000, q->mem,
                             &was_stopped, &e) != RC_OK) {
        response_fail(r, &e);
        return;
    }
    if (is_fine)
        o.done = was_stopped ? STR("解除了。这个号码又可以请求回电。") : STR("这个号码没有说过别再打。");
    put_page(s, q, r, &o);
}
