// SPDX-License-Identifier: Apache-2.0
// /contact: a call is asked for. The number is proven by a code; nothing is kept before it is.
#include "site/contact.h"

#include "base/utf8.h"
#include "desk/name.h"
#include "site/enclosed.h"
#include "site/pages.h"
#include "site/route.h"

// ---- what was typed ----------------------------------------------------------------------------------------------------

str contact_name_wrong(str name) {
    if (name.len == 0)
        return STR("写一个称呼，如王女士");
    if (!name_is_plain(name))
        return STR("写一个看得见的称呼，如王女士");
    return utf8_count(name) > NAME_LETTERS_MOST ? STR("称呼写短一些，20 个字以内") : (str){0};
}

str contact_question_wrong(str question) {
    return utf8_count(question) > QUESTION_LETTERS_MOST ? STR("问题写短一些，500 个字以内") : (str){0};
}

static void check(contact *c) {
    c->wrong_name = contact_name_wrong(c->name);
    c->wrong_question = contact_question_wrong(c->question);
    if (!phone_read(c->phone, c->number))
        c->wrong_phone = STR("输入 11 位手机号");
    if (!str_is(c->agreed, STR("yes")))
        c->wrong_agreed = STR("同意以后，我们才能给您打电话");
}

static void check_flow(contact *c, const request *q) {
    flow_check found = flow_read(q->desk, c->flow, c->now_ms, q->mem, &c->begun);
    c->has_flow = found == FLOW_FINE || found == FLOW_SOON;
    switch (found) {
    case FLOW_FINE: break;
    case FLOW_SOON: c->wrong_form = STR("刚才太快了，请再点一次"); break;
    case FLOW_OLD: c->wrong_form = STR("这一页开了太久，请再点一次"); break;
    case FLOW_NONE: c->wrong_form = STR("这一页已经失效，请再点一次"); break;
    }
}

contact contact_read(const site *s, const request *q) {
    contact c = {.now_ms = q->now_s * 1000};
    c.flow = form_get(&q->form, STR("flow"));
    c.name = str_trim(form_get(&q->form, STR("name")));
    c.phone = str_trim(form_get(&q->form, STR("phone")));
    c.slot = contact_slot(form_get(&q->form, STR("slot")));
    c.district = district_read(form_get(&q->form, STR("district")));
    c.question = str_trim(form_get(&q->form, STR("question")));
    c.agreed = form_get(&q->form, STR("agreed"));
    c.tag = form_get(&q->form, STR("tag"));
    c.answers = enclosed_check(s, q, form_get(&q->form, STR("answers")));
    c.is_with = c.answers.len > 0 && str_is(form_get(&q->form, STR("with")), STR("yes"));
    c.is_trap = form_get(&q->form, STR("company_url")).len > 0;
    if (q->method == METHOD_POST) {
        check(&c);
        check_flow(&c, q);
    }
    return c;
}

bool contact_is_fine(const contact *c) {
    return c->wrong_name.len + c->wrong_phone.len + c->wrong_question.len + c->wrong_agreed.len +
               c->wrong_answer.len + c->wrong_form.len ==
           0;
}

str contact_operator(const site *s, arena *mem) {
    buf b = buf_make(mem);
    buf_put(&b, s->who.name.len > 0 ? s->who.name : STR("本站的运营者"));
    if (s->who.contact.len > 0)
        buf_print(&b, "（{s}）", s->who.contact);
    return buf_str(&b);
}

static str say_operator(const site *s, const char *format, arena *mem) {
    buf b = buf_make(mem);
    buf_print(&b, format, contact_operator(s, mem));
    return buf_str(&b);
}

str contact_agreement(const site *s, arena *mem) {
    return say_operator(s, "我同意把称呼、手机号、所在的区和问题提供给{s}，用于这次回电。", mem);
}

str contact_enclosing(const site *s, arena *mem) {
    return say_operator(s, "把我的算分答案一起发给顾问，也就是提供给{s}，用于这次回电。", mem);
}

// ---- what is done with it ----------------------------------------------------------------------------------------------

code_for contact_proof(const request *q, const contact *c, bool is_plain) {
    return (code_for){.flow = c->begun.id,
                      .purpose = STR("call"),
                      .phone = {c->number, PHONE_DIGITS},
                      .address = q->address,
                      .is_plain = is_plain};
}

void contact_form(const site *s, const request *q, response *r) {
    if (q->desk == NULL) {
        contact_put_closed(s, q, r);
        return;
    }
    contact c = contact_read(s, q);
    contact_put_form(s, q, r, &c);
}

// From a result: what was answered comes along to be looked at, and is sent only by a box of its own.
void contact_with(const site *s, const request *q, response *r) {
    if (q->desk == NULL) {
        contact_put_closed(s, q, r);
        return;
    }
    contact c = {.now_ms = q->now_s * 1000, .slot = STR("any"), .answers = enclosed_make(s, q)};
    contact_put_form(s, q, r, &c);
}

// A machine that fills in everything is shown what it wants to see.
static void pretend(const site *s, const request *q, response *r, const contact *c) {
    contact_put_code(s, q, r, c, STR("K7"), (str){0});
}

bool contact_begin(const site *s, const request *q, response *r, contact *c, proof *brought) {
    err e;
    err_clear(&e);
    if (q->desk == NULL) {
        contact_put_closed(s, q, r);
        return false;
    }
    *c = contact_read(s, q);
    if (!contact_is_fine(c)) {
        contact_put_form(s, q, r, c);
        return false;
    }
    if (c->is_trap) {
        pretend(s, q, r, c);
        return false;
    }
    if (proof_read(q, s, &c->begun, (str){c->number, PHONE_DIGITS}, brought, &e) != RC_OK) {
        response_fail(r, &e);
        return false;
    }
    c->wrong_form = brought->wrong;
    c->wrong_answer = brought->answer;
    if (!contact_is_fine(c))
        contact_put_form(s, q, r, c);
    return contact_is_fine(c);
}

// The form asked as often as a form may: what was typed stands in a new one.
static void put_fresh(const site *s, const request *q, response *r, contact *c) {
    c->has_flow = false;
    c->wrong_form = contact_sent_words(&(code_sent){.what = SENT_FORM}, q->mem);
    contact_put_form(s, q, r, c);
}

// Back to the form with all that was typed; nothing is wrong with it yet.
static void go_back(const site *s, const request *q, response *r) {
    contact c = contact_read(s, q);
    c.wrong_name = c.wrong_phone = c.wrong_question = c.wrong_agreed = c.wrong_form = (str){0};
    contact_put_form(s, q, r, &c);
}

void contact_code(const site *s, const request *q, response *r) {
    contact c;
    code_sent sent;
    proof brought;
    err e;
    err_clear(&e);
    if (q->desk != NULL && proof_goes_back(q)) {
        go_back(s, q, r);
        return;
    }
    if (!contact_begin(s, q, r, &c, &brought))
        return;
    code_for to = contact_proof(q, &c, brought.is_plain);
    if (code_send(q->desk, &to, c.now_ms, q->mem, &sent, &e) != RC_OK)
        response_fail(r, &e);
    else if (sent.what == SENT)
        contact_put_code(s, q, r, &c, sent.tag, (str){0});
    else if (sent.what == SENT_FORM)
        put_fresh(s, q, r, &c);
    else
        contact_put_later(s, q, r, &c, &sent, (str){0});
}

static str say_again(str why, int64_t again_ms, arena *mem) {
    static const int64_t round_ms = 10 * 60000;
    buf b = buf_make(mem);
    buf_print(&b, "{s}，请在 ", why);
    frame_say_moment(&b, again_ms + round_ms - again_ms % round_ms);
    BUF_LIT(&b, " 以后再试");
    return buf_str(&b);
}

str contact_sent_words(const code_sent *sent, arena *mem) {
    switch (sent->what) {
    case SENT: break;
    case SENT_FORM: return STR("这一页能发的次数用完了，已经换成新的一页，请再点一次");
    case SENT_LATER: return say_again(STR("从您这里发的次数太多了"), sent->again_ms, mem);
    case SENT_NOT: return say_again(STR("本站发出的短信太多了"), sent->again_ms, mem);
    }
    return (str){0};
}

str contact_code_words(code_check check) {
    switch (check) {
    case CODE_WRONG: return STR("验证码不对，请再看一眼短信，序号要对上");
    case CODE_OVER: return STR("这个验证码不能用了，请再发一次");
    case CODE_TOO_OFTEN: return STR("试的次数太多了，请过一小时再试");
    case CODE_NUMBER_SHUT: return STR("这个号码试错的次数太多了，请过 24 小时再试");
    case CODE_RIGHT: break;
    }
    return (str){0};
}

static void take(const site *s, const request *q, response *r, const contact *c, str code) {
    str receiver = s->who.name.len > 0 ? s->who.name : STR("operator");
    consent agreed[] = {{STR("call"), receiver, contact_agreement(s, q->mem)},
                        {STR("answers"), receiver, contact_enclosing(s, q->mem)}};
    wish w = {.proof = contact_proof(q, c, false),
              .name = c->name,
              .question = c->question,
              .slot = c->slot,
              .district = c->district,
              .answers = c->is_with ? c->answers : (str){0},
              .consents = agreed,
              .n_consents = c->is_with ? 2 : 1};
    taken t;
    err e;
    err_clear(&e);
    if (lead_take(q->desk, &w, code, c->now_ms, q->mem, &t, &e) != RC_OK)
        response_fail(r, &e);
    else if (t.check == CODE_RIGHT && t.is_other)
        contact_put_used(s, q, r, &t);
    else if (t.check == CODE_RIGHT)
        contact_put_done(s, q, r, &t);
    else
        contact_put_code(s, q, r, c, c->tag, contact_code_words(t.check));
}

void contact_take(const site *s, const request *q, response *r) {
    char code[CODE_DIGITS];
    if (q->desk == NULL) {
        contact_put_closed(s, q, r);
        return;
    }
    contact c = contact_read(s, q);
    if (!contact_is_fine(&c))
        contact_put_form(s, q, r, &c);
    else if (c.is_trap || !code_read(form_get(&q->form, STR("code")), code))
        contact_put_code(s, q, r, &c, c.tag, STR("输入短信里的 6 位数字"));
    else
        take(s, q, r, &c, (str){code, CODE_DIGITS});
}
