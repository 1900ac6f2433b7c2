// SPDX-License-Identifier: Apache-2.0
// /remind: messages before days, asked for and ended. Nothing is kept before the number is proven, and then only days.
#include "site/remind.h"

#include "base/day.h"
#include "site/contact.h"
#include "site/pages.h"
#include "site/route.h"

enum { DAYS_MOST = 10 * 366 };  // ahead: rows shall not wait for ever

// ---- what was typed ------------------------------------------------------------------------------------------------------

static bool is_date_of(const jifen_law *l, str name) {
    for (size_t i = 0; i < jifen_n_names(l); i++) {
        jifen_name n = jifen_name_at(l, i);
        if (n.kind == NAME_DATE && str_is(n.name, name))
            return true;
    }
    return false;
}

bool remind_read_date(const site *s, int64_t today, str text, remind_date *out) {
    size_t at = str_find(text, ' ');
    *out = (remind_date){.kind = str_slice(text, 0, at)};
    return day_parse(str_slice(text, at + 1, text.len), &out->day) && remind_is_ahead(out->day, today) &&
           out->day <= today + DAYS_MOST && is_date_of(site_law(s, today), out->kind);
}

static bool has_date(const wanted *w, const remind_date *d) {
    for (size_t i = 0; i < w->n; i++)
        if (w->all[i].day == d->day && str_is(w->all[i].kind, d->kind))
            return true;
    return false;
}

// Days that cannot be used were not offered.
static void read_dates(const site *s, const request *q, wanted *w) {
    for (size_t i = 0; i < q->form.n && w->n < REMIND_DATES_MOST; i++) {
        remind_date d;
        bool is_offer = str_is(q->form.fields[i].name, STR("offer"));
        if (is_offer && remind_read_date(s, q->today, q->form.fields[i].value, &d) && !has_date(w, &d))
            w->all[w->n++] = d;
    }
}

static void read_ticks(const site *s, const request *q, wanted *w) {
    for (size_t i = 0; i < q->form.n; i++) {
        remind_date d;
        if (!str_is(q->form.fields[i].name, STR("date")) ||
            !remind_read_date(s, q->today, q->form.fields[i].value, &d))
            continue;
        for (size_t k = 0; k < w->n; k++)
            w->is_wanted[k] |= w->all[k].day == d.day && str_is(w->all[k].kind, d.kind);
    }
}

static size_t count_wanted(const wanted *w) {
    size_t n = 0;
    for (size_t i = 0; i < w->n; i++)
        n += w->is_wanted[i];
    return n;
}

static str flow_words(flow_check check) {
    switch (check) {
    case FLOW_FINE: break;
    case FLOW_SOON: return STR("刚才太快了，请再点一次");
    case FLOW_OLD: return STR("这一页开了太久，请再点一次");
    case FLOW_NONE: return STR("这一页已经失效，请再点一次");
    }
    return (str){0};
}

// Of a form that was opened: flow and number.
static void check_number(const request *q, wanted *w) {
    flow_check flow = flow_read(q->desk, w->flow, w->now_ms, q->mem, &w->begun);
    w->has_flow = flow == FLOW_FINE || flow == FLOW_SOON;
    w->wrong_form = flow_words(flow);
    if (!phone_read(w->phone, w->number))
        w->wrong_phone = STR("输入 11 位手机号");
}

static wanted read_form(const site *s, const request *q) {
    wanted w = {.now_ms = q->now_s * 1000,
                .flow = form_get(&q->form, STR("flow")),
                .phone = str_trim(form_get(&q->form, STR("phone"))),
                .agreed = form_get(&q->form, STR("agreed")),
                .tag = form_get(&q->form, STR("tag"))};
    read_dates(s, q, &w);
    read_ticks(s, q, &w);
    return w;
}

static void check(const request *q, wanted *w) {
    check_number(q, w);
    if (count_wanted(w) == 0)
        w->wrong_dates = STR("选一个日子");
    if (!str_is(w->agreed, STR("yes")))
        w->wrong_agreed = STR("同意以后，我们才能给您发短信");
}

bool remind_is_fine(const wanted *w) {
    return w->wrong_dates.len + w->wrong_phone.len + w->wrong_agreed.len + w->wrong_answer.len +
               w->wrong_form.len ==
           0;
}

str remind_agreement(const site *s, arena *mem) {
    buf b = buf_make(mem);
    buf_print(&b, "我同意{s}用这个手机号，在上面的日子前给我发短信提醒。", contact_operator(s, mem));
    return buf_str(&b);
}

static code_for proof_of(const request *q, const wanted *w, str purpose, bool is_plain) {
    return (code_for){.flow = w->begun.id,
                      .purpose = purpose,
                      .phone = {w->number, PHONE_DIGITS},
                      .address = q->address,
                      .is_plain = is_plain};
}

// False: the answer is made.
static bool is_offered(const site *s, const request *q, response *r) {
    if (q->desk == NULL || !s->takes_reminders)
        remind_put_closed(s, q, r);
    return q->desk != NULL && s->takes_reminders;
}

// ---- asking --------------------------------------------------------------------------------------------------------------

void remind_about(const site *s, const request *q, response *r) {
    if (is_offered(s, q, r))
        remind_put_about(s, q, r);
}

// From an answer. Of its days none is ticked: three messages for each would be many that nobody chose.
void remind_begin(const site *s, const request *q, response *r) {
    if (!is_offered(s, q, r))
        return;
    wanted w = read_form(s, q);
    w.flow = (str){0};
    if (w.n == 0)
        remind_put_about(s, q, r);
    else
        remind_put_form(s, q, r, &w);
}

// What is done before a message is sent for somebody, if all else is fine.
static rc read_proof(const site *s, const request *q, wanted *w, bool *is_plain, err *e) {
    proof brought = {0};
    rc code =
        remind_is_fine(w) ? proof_read(q, s, &w->begun, (str){w->number, PHONE_DIGITS}, &brought, e) : RC_OK;
    if (remind_is_fine(w)) {
        w->wrong_form = brought.wrong;
        w->wrong_answer = brought.answer;
    }
    *is_plain = brought.is_plain;
    return code;
}

// w->wrong_form: what to do when nothing was sent; empty: it was, as far as the visitor is told.
static rc send_code(const request *q, wanted *w, const code_for *to, err *e) {
    code_sent sent;
    rc code = code_send(q->desk, to, w->now_ms, q->mem, &sent, e);
    if (code != RC_OK)
        return code;
    w->tag = sent.tag;
    w->wrong_form = contact_sent_words(&sent, q->mem);
    w->has_flow = w->has_flow && sent.what != SENT_FORM;
    return code;
}

void remind_code(const site *s, const request *q, response *r) {
    bool is_plain;
    err e;
    err_clear(&e);
    if (!is_offered(s, q, r))
        return;
    wanted w = read_form(s, q);
    if (proof_goes_back(q)) {
        remind_put_form(s, q, r, &w);
        return;
    }
    check(q, &w);
    rc code = read_proof(s, q, &w, &is_plain, &e);
    code_for to = proof_of(q, &w, REMIND_PURPOSE, is_plain);
    if (code == RC_OK && remind_is_fine(&w))
        code = send_code(q, &w, &to, &e);
    if (code != RC_OK)
        response_fail(r, &e);
    else if (remind_is_fine(&w))
        remind_put_code(s, q, r, &w, (str){0});
    else
        remind_put_form(s, q, r, &w);
}

static size_t list_wanted(const wanted *w, remind_date *out) {
    size_t n = 0;
    for (size_t i = 0; i < w->n; i++)
        if (w->is_wanted[i])
            out[n++] = w->all[i];
    return n;
}

static void take(const site *s, const request *q, response *r, const wanted *w, str code) {
    remind_date dates[REMIND_DATES_MOST];
    remind_wish wish = {.proof = proof_of(q, w, REMIND_PURPOSE, false), .dates = dates};
    wish.n_dates = list_wanted(w, dates);
    wish.agreed = (consent){STR("remind"), s->who.name.len > 0 ? s->who.name : STR("operator"),
                            remind_agreement(s, q->mem)};
    reminded got;
    err e;
    err_clear(&e);
    if (remind_take(q->desk, &wish, code, w->now_ms, q->mem, &got, &e) != RC_OK)
        response_fail(r, &e);
    else if (got.check == CODE_RIGHT)
        remind_put_done(s, q, r, &got);
    else
        remind_put_code(s, q, r, w, contact_code_words(got.check));
}

void remind_order(const site *s, const request *q, response *r) {
    char code[CODE_DIGITS];
    if (!is_offered(s, q, r))
        return;
    wanted w = read_form(s, q);
    check(q, &w);
    if (!remind_is_fine(&w))
        remind_put_form(s, q, r, &w);
    else if (!code_read(form_get(&q->form, STR("code")), code))
        remind_put_code(s, q, r, &w, STR("输入短信里的 6 位数字"));
    else
        take(s, q, r, &w, (str){code, CODE_DIGITS});
}

// ---- no more -------------------------------------------------------------------------------------------------------------

// Ways out stay open when nothing new is offered.
static bool has_desk(const site *s, const request *q, response *r) {
    if (q->desk == NULL)
        remind_put_closed(s, q, r);
    return q->desk != NULL;
}

void remind_link(const site *s, const request *q, response *r) {
    if (!has_desk(s, q, r))
        return;
    if (remind_is_token(q->desk, q->rest, q->mem))
        remind_put_stop(s, q, r);
    else
        remind_put_number(s, q, r, &(wanted){.wrong_form = STR("链接不完整，请用手机号停止")});
}

void remind_end(const site *s, const request *q, response *r) {
    bool is_known;
    err e;
    err_clear(&e);
    if (!has_desk(s, q, r))
        return;
    if (!remind_is_token(q->desk, q->rest, q->mem))
        remind_put_number(s, q, r, &(wanted){.wrong_form = STR("链接不完整，请用手机号停止")});
    else if (remind_stop(q->desk, q->rest, q->now_s * 1000, q->mem, &is_known, &e) != RC_OK)
        response_fail(r, &e);
    else
        remind_put_stopped(s, q, r);  // and so it is, also when there were none any more
}

void remind_off(const site *s, const request *q, response *r) {
    if (has_desk(s, q, r))
        remind_put_number(s, q, r, &(wanted){0});
}

// A number that gets no reminders gets no code either, and the page does not tell.
static rc send_stop_code(const request *q, wanted *w, bool is_plain, err *e) {
    bool is_reminded = false;
    code_for to = proof_of(q, w, REMIND_STOP_PURPOSE, is_plain);
    rc code = remind_has(q->desk, to.phone, q->mem, &is_reminded, e);
    to.is_decoy = !is_reminded;
    return code == RC_OK ? send_code(q, w, &to, e) : code;
}

void remind_off_code(const site *s, const request *q, response *r) {
    bool is_plain;
    err e;
    err_clear(&e);
    if (!has_desk(s, q, r))
        return;
    wanted w = read_form(s, q);
    if (proof_goes_back(q)) {
        remind_put_number(s, q, r, &w);
        return;
    }
    check_number(q, &w);
    rc code = read_proof(s, q, &w, &is_plain, &e);
    if (code == RC_OK && remind_is_fine(&w))
        code = send_stop_code(q, &w, is_plain, &e);
    if (code != RC_OK)
        response_fail(r, &e);
    else if (remind_is_fine(&w))
        remind_put_number_code(s, q, r, &w, (str){0});
    else
        remind_put_number(s, q, r, &w);
}

void remind_off_end(const site *s, const request *q, response *r) {
    char code[CODE_DIGITS];
    code_check check = CODE_OVER;
    err e;
    err_clear(&e);
    if (!has_desk(s, q, r))
        return;
    wanted w = read_form(s, q);
    check_number(q, &w);
    code_for proof = proof_of(q, &w, REMIND_STOP_PURPOSE, false);
    if (!remind_is_fine(&w))
        remind_put_number(s, q, r, &w);
    else if (!code_read(form_get(&q->form, STR("code")), code))
        remind_put_number_code(s, q, r, &w, STR("输入短信里的 6 位数字"));
    else if (remind_stop_number(q->desk, &proof, (str){code, CODE_DIGITS}, w.now_ms, q->mem, &check, &e) !=
             RC_OK)
        response_fail(r, &e);
    else if (check == CODE_RIGHT)
        remind_put_stopped(s, q, r);
    else
        remind_put_number_code(s, q, r, &w, contact_code_words(check));
}
