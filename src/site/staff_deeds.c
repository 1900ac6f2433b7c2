// SPDX-License-Identifier: Apache-2.0
// What staff do with a request: the forms, and what comes of them.
#include "base/utf8.h"
#include "desk/dispatch.h"
#include "desk/district.h"
#include "desk/when.h"
#include "site/field.h"
#include "site/pages.h"
#include "site/staff_page.h"

enum { NOTE_LETTERS_MOST = 1000 };

// The forms' words. What may_work takes is for who has it; the others for who may give it.
typedef enum { DO_TAKE, DO_CALLED, DO_PAUSE, DO_RESUME, DO_GIVE, DO_MERGE } doing;

static const struct {
    str value, label;  // label: as an outcome of a call; empty: it is none
    doing form;
    happening what;
} words[] = {
    {STR_INIT("done"), STR_INIT("通了，问题说清了"), DO_CALLED, HAPPENS_CLOSE},
    {STR_INIT("no_answer"), STR_INIT("没人接，再打"), DO_CALLED, HAPPENS_CALL},
    {STR_INIT("wrong_number"), STR_INIT("号码不是本人的"), DO_CALLED, HAPPENS_CLOSE},
    {STR_INIT("not_wanted"), STR_INIT("对方说不用了"), DO_CALLED, HAPPENS_CLOSE},
    {STR_INIT("stop"), STR_INIT("对方要求别再打"), DO_CALLED, HAPPENS_CLOSE},
    {STR_INIT("take"), {0}, DO_TAKE, HAPPENS_ASSIGN},
    {STR_INIT("pause"), {0}, DO_PAUSE, HAPPENS_PAUSE},
    {STR_INIT("resume"), {0}, DO_RESUME, HAPPENS_RESUME},
    {STR_INIT("give"), {0}, DO_GIVE, HAPPENS_ASSIGN},
    {STR_INIT("merge"), {0}, DO_MERGE, HAPPENS_MERGE},
};

enum { N_WORDS = sizeof words / sizeof words[0] };

static bool is_chosen(const page *p, str value) {
    return p->q->method == METHOD_POST && str_is(form_get(&p->q->form, STR("outcome")), value);
}

// What was typed into this form before, if it was this one.
static str typed(const page *p, bool is_this, str name) {
    return is_this ? form_get(&p->q->form, name) : (str){0};
}

// ---- pieces ------------------------------------------------------------------------------------------------------------

static void put_choice(page *p, str name, str value, str label, bool is_checked, bool has_focus) {
    HTML_LIT(&p->h, "<label class=\"choice\"><input type=\"radio\"");
    HTML_ATTR(&p->h, "name", name);
    HTML_ATTR(&p->h, "value", value);
    if (is_checked)
        HTML_LIT(&p->h, " checked");
    if (has_focus)
        HTML_LIT(&p->h, " autofocus");
    HTML_LIT(&p->h, ">");
    html_text(&p->h, label);
    HTML_LIT(&p->h, "</label>");
}

// When: one of two choices, or a moment typed, which is meant when there is one.
static void put_when(page *p, str legend, str id, bool is_this) {
    str chosen = typed(p, is_this, STR("when"));
    bool is_morning = str_is(chosen, STR("morning"));
    HTML_LIT(&p->h, "<fieldset class=\"when\"><legend>");
    html_text(&p->h, legend);
    HTML_LIT(&p->h, "</legend>");
    put_choice(p, STR("when"), STR("hour"), STR("一小时后"), !is_morning, false);
    put_choice(p, STR("when"), STR("morning"), STR("下个工作日上午 10 点"), is_morning, false);
    HTML_LIT(&p->h, "<label class=\"label\"");
    HTML_ATTR(&p->h, "for", id);
    HTML_LIT(&p->h, ">或者写时间</label><p class=\"hint\">如 3月12日 14:30；只写 14:30 就是今天。</p><input "
                    "type=\"text\" name=\"at\" autocomplete=\"off\"");
    HTML_ATTR(&p->h, "id", id);
    HTML_ATTR(&p->h, "value", typed(p, is_this, STR("at")));
    HTML_LIT(&p->h, "></fieldset>");
}

// Whoever a note is about may see it, and so whoever writes one is told.
static void put_note(page *p, str label, str id, str value) {
    HTML_LIT(&p->h, "<label class=\"label\"");
    HTML_ATTR(&p->h, "for", id);
    HTML_LIT(&p->h, ">");
    html_text(&p->h, label);
    HTML_LIT(&p->h, "</label><p class=\"hint\">对方可以查看这里写的。</p><textarea name=\"note\" rows=\"3\"");
    HTML_ATTR(&p->h, "id", id);
    HTML_LIT(&p->h, ">");
    html_text(&p->h, value);
    HTML_LIT(&p->h, "</textarea>");
}

static void open_form(page *p, const lead *l, str outcome) {
    staff_page_open_form(p, STR("/desk/lead/"), l);
    field_hidden(p, STR("outcome"), outcome);
}

// ---- the forms ---------------------------------------------------------------------------------------------------------

static void put_outcomes(page *p, const lead *l) {
    bool is_this = false;
    for (size_t i = 0; i < N_WORDS; i++)
        is_this |= words[i].form == DO_CALLED && is_chosen(p, words[i].value);
    staff_page_open_form(p, STR("/desk/lead/"), l);
    HTML_LIT(&p->h, "<div class=\"outcomes\"><fieldset id=\"outcome\"><legend>打完以后，记下结果</legend>");
    for (size_t i = 0; i < N_WORDS; i++)
        if (words[i].form == DO_CALLED)
            put_choice(p, STR("outcome"), words[i].value, words[i].label, is_chosen(p, words[i].value), i == 0);
    HTML_LIT(&p->h, "</fieldset>");
    put_when(p, STR("没人接的话，什么时候再打"), STR("again"), is_this);
    put_note(p, STR("备注（可以不填）"), STR("note"), typed(p, is_this, STR("note")));
    HTML_LIT(&p->h, "<div class=\"buttons\"><button>保存</button></div></div></form>");
}

static void put_resume(page *p, const lead *l) {
    open_form(p, l, STR("resume"));
    HTML_LIT(&p->h, "<p>先停着，到时间会自己接着办。</p><div class=\"buttons\"><button "
                    "autofocus>现在接着办</button></div></form>");
}

static void put_take(page *p, const lead *l) {
    open_form(p, l, STR("take"));
    HTML_LIT(&p->h, "<p>接手以后才看得到完整的号码。</p><div class=\"buttons\"><button "
                    "autofocus>由我来打</button></div></form>");
}

static str end_words(const lead *l) {
    switch (l->status.state) {
    case LEAD_MERGED: return STR("已经合进同一个号码的另一个请求。");
    case LEAD_CANCELLED: return STR("已经取消，不用打了。");
    case LEAD_WAITING:
    case LEAD_OWNED:
    case LEAD_PAUSED:
    case LEAD_CLOSED:
    case N_LEAD_STATES: break;
    }
    return STR("已经结束。");
}

// Nobody's is for whoever takes it; what another has, a supervisor can take over.
static bool may_take(const lead *l, const staff *who) {
    return status_is_open(&l->status) && !str_is(l->owner, who->id) &&
           (l->owner.len == 0 || who->role == ROLE_SUPERVISOR);
}

void staff_deeds_put(page *p, const lead *l, str wrong) {
    const staff *who = p->q->who;
    static const struct {
        str outcome, id;
    } places[] = {{STR_INIT("pause"), STR_INIT("reason")},
                  {STR_INIT("give"), STR_INIT("to")},
                  {STR_INIT("no_answer"), STR_INIT("again")}};
    str id = STR("outcome");
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
        if (is_chosen(p, places[i].outcome))
            id = places[i].id;
    field_box(p, id, wrong);
    if (!status_is_open(&l->status)) {
        HTML_LIT(&p->h, "<p class=\"box\">");
        html_text(&p->h, end_words(l));
        HTML_LIT(&p->h, "</p>");
    } else if (!staff_page_may_work(l, who)) {
        if (may_take(l, who))
            put_take(p, l);
        else
            HTML_LIT(&p->h, "<p class=\"box\">同事在办。</p>");
    } else if (l->status.state == LEAD_PAUSED)
        put_resume(p, l);
    else
        put_outcomes(p, l);
}

static void put_pause(page *p, const lead *l) {
    bool is_this = is_chosen(p, STR("pause"));
    HTML_LIT(&p->h, "<details class=\"ground\"");
    if (is_this)
        HTML_LIT(&p->h, " open");
    HTML_LIT(&p->h, "><summary>对方要等一等</summary>");
    open_form(p, l, STR("pause"));
    put_note(p, STR("为什么等"), STR("reason"), typed(p, is_this, STR("note")));
    put_when(p, STR("到什么时候"), STR("until"), is_this);
    HTML_LIT(&p->h,
             "<div class=\"buttons\"><button class=\"quiet\">先停一停</button></div></form></details>");
}

static void put_colleague(page *p, const colleague *c) {
    HTML_LIT(&p->h, "<option");
    HTML_ATTR(&p->h, "value", secret_hex(c->id, p->q->mem));
    HTML_LIT(&p->h, ">");
    html_text(&p->h, c->name);
    HTML_LIT(&p->h, "（");
    html_text(&p->h, areas_words(c->areas, AREAS_FEW, p->q->mem));
    HTML_LIT(&p->h, "，手上 ");
    html_int(&p->h, c->n);
    HTML_LIT(&p->h, " 个）</option>");
}

static void put_give(page *p, const lead *l) {
    const colleague *all = NULL;
    size_t n = 0;
    err e;
    err_clear(&e);
    if (dispatch_colleagues(p->q->desk, p->q->mem, &all, &n, &e) != RC_OK)
        return;  // the rest of the page is worth more than this form
    size_t n_others = 0;
    for (size_t i = 0; i < n; i++)
        n_others += !str_is(all[i].id, l->owner);
    if (n_others == 0)
        return;
    HTML_LIT(&p->h, "<details class=\"ground\"");
    if (is_chosen(p, STR("give")))
        HTML_LIT(&p->h, " open");
    HTML_LIT(&p->h, "><summary>转给同事</summary>");
    open_form(p, l, STR("give"));
    HTML_LIT(&p->h,
             "<label class=\"label\" for=\"to\">给谁，手上少的在前</label><select id=\"to\" name=\"to\">");
    for (size_t i = 0; i < n; i++)
        if (!str_is(all[i].id, l->owner))
            put_colleague(p, &all[i]);
    HTML_LIT(
        &p->h,
        "</select><div class=\"buttons\"><button class=\"quiet\">转给这位</button></div></form></details>");
}

void staff_deeds_put_more(page *p, const lead *l) {
    if (staff_page_may_work(l, p->q->who) && l->status.state == LEAD_OWNED)
        put_pause(p, l);
    if (staff_page_may_give(l, p->q->who))
        put_give(p, l);
}

// ---- what was typed ----------------------------------------------------------------------------------------------------

typedef struct {
    doing form;
    deed did;
    bool is_moved;  // its moment, into working hours
    str wrong;      // why it cannot be done; empty: it can
} order;

static str moment_words(when_check check) {
    switch (check) {
    case WHEN_FINE: break;
    case WHEN_UNREADABLE: return STR("时间没看懂。写成 3月12日 14:30 这样");
    case WHEN_PAST: return STR("这个时间已经过了，请写以后的");
    case WHEN_FAR: return STR("太远了，请写 90 天以内的时间");
    }
    return (str){0};
}

static void read_moment(const request *q, order *out) {
    when at = {0};
    str typed_at = str_trim(form_get(&q->form, STR("at"))), chosen = form_get(&q->form, STR("when"));
    str choice = typed_at.len > 0 || chosen.len == 0 ? STR("at") : chosen;
    when_check check = when_read(&q->desk->hours, choice, typed_at, q->now_s * 1000, q->mem, &at);
    out->wrong = moment_words(check);
    out->did.until_ms = at.at_ms;
    out->is_moved = at.is_moved;
}

static void read_colleague(const request *q, order *out) {
    const colleague *all = NULL;
    size_t n = 0;
    err e;
    err_clear(&e);
    out->wrong = STR("选一位同事");
    str to = form_get(&q->form, STR("to"));
    if (dispatch_colleagues(q->desk, q->mem, &all, &n, &e) != RC_OK)
        return;
    for (size_t i = 0; i < n; i++)
        if (str_is(secret_hex(all[i].id, q->mem), to)) {
            out->did.owner = all[i].id;
            out->wrong = (str){0};
        }
}

static void read_rest(const request *q, size_t word, order *out) {
    if (out->form == DO_CALLED) {
        out->did.outcome = words[word].value;
        out->did.is_stop = str_is(words[word].value, STR("stop"));
    }
    if (out->form == DO_TAKE)
        out->did.owner = q->who->id;
    if (out->form == DO_GIVE)
        read_colleague(q, out);
    if (out->did.what == HAPPENS_CALL || out->form == DO_PAUSE)
        read_moment(q, out);
    if (out->form == DO_PAUSE && out->did.note.len == 0)
        out->wrong = STR("写一句为什么等");
    if (utf8_count(out->did.note) > NOTE_LETTERS_MOST)
        out->wrong = STR("备注写短一些，1000 个字以内");
}

static order read_order(const request *q) {
    str word = form_get(&q->form, STR("outcome"));
    order out = {.form = DO_CALLED,
                 .wrong = STR("选一个结果"),
                 .did = {.actor = q->who->id, .note = str_trim(form_get(&q->form, STR("note")))}};
    for (size_t i = 0; i < N_WORDS; i++)
        if (str_is(words[i].value, word)) {
            out.wrong = (str){0};
            out.form = words[i].form;
            out.did.what = words[i].what;
            read_rest(q, i, &out);
        }
    return out;
}

// ---- what is done ------------------------------------------------------------------------------------------------------

static bool may_do(const lead *l, const staff *who, doing form) {
    switch (form) {
    case DO_TAKE: return may_take(l, who);
    case DO_GIVE:
    case DO_MERGE: return staff_page_may_give(l, who);
    case DO_CALLED:
    case DO_PAUSE:
    case DO_RESUME: return staff_page_may_work(l, who);
    }
    return false;
}

static rc carry_out(const request *q, const lead *l, const order *what, deed_result *result, str *into, err *e) {
    int64_t version = staff_page_version(q), now_ms = q->now_s * 1000;
    if (what->form == DO_MERGE)
        return lead_merge(q->desk, l->ref, version, what->did.actor, now_ms, q->mem, result, into, e);
    return lead_do(q->desk, l->ref, version, &what->did, now_ms, q->mem, result, e);
}

// What is over is left; what is gone on with is shown again.
static void go_on(const request *q, response *r, const order *what, str ref) {
    bool is_left = what->form == DO_CALLED || what->form == DO_PAUSE || what->form == DO_GIVE;
    buf to = buf_make(q->mem);
    buf_print(&to, is_left ? "/desk?saved={s}" : "/desk/lead/{s}", ref);
    if (is_left && what->is_moved)
        BUF_LIT(&to, "&moved=yes");
    staff_page_go(r, buf_str(&to));
}

// Somebody was quicker: what the form was about is another thing now. Whoever has it already has what they pressed for.
static void show_again(const site *s, const request *q, response *r, doing form) {
    const lead *now = staff_page_lead(q, r);
    if (now == NULL)
        return;
    if (!staff_page_may_see(now, q->who))
        staff_page_not_theirs(s, q, r, now);
    else if (form == DO_TAKE && str_is(now->owner, q->who->id))
        staff_page_go_to(q, r, now);
    else
        staff_lead_put(s, q, r, now, staff_page_changed(q, now));
}

// The number, of which too many were shown already: after the proof its page shows it.
static void show_number(const site *s, const request *q, response *r, const lead *l) {
    if (staff_page_fresh(s, q, r))
        staff_page_go_to(q, r, l);
}

static void do_deed(const site *s, const request *q, response *r, const lead *l) {
    deed_result result = DEED_REFUSED;
    err e;
    err_clear(&e);
    order what = read_order(q);
    str into = l->ref;
    if (staff_page_is_late(q, l->version))
        show_again(s, q, r, what.form);
    else if (what.wrong.len > 0)
        staff_lead_put(s, q, r, l, what.wrong);
    else if (status_is_open(&l->status) && !may_do(l, q->who, what.form))
        staff_page_not_theirs(s, q, r, l);
    else if (carry_out(q, l, &what, &result, &into, &e) != RC_OK)
        response_fail(r, &e);
    else if (result == DEED_DONE)
        go_on(q, r, &what, into);
    else
        show_again(s, q, r, what.form);
}

void staff_do(const site *s, const request *q, response *r) {
    const lead *l = staff_page_lead(q, r);
    if (l != NULL && str_is(form_get(&q->form, STR("outcome")), STR("show")))
        show_number(s, q, r, l);
    else if (l != NULL)
        do_deed(s, q, r, l);
}
