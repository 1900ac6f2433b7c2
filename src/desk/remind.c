// SPDX-License-Identifier: Apache-2.0
#include "desk/remind.h"

#include "desk/audit.h"
#include "desk/limit.h"
#include "desk/outbox.h"
#include "desk/receipt.h"
#include "desk/stop.h"

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static const int64_t hour_ms = 3600000, day_ms = 24 * 3600000;
static const int64_t opens_h = 9, closes_h = 20, shanghai_h = 8;
static const int64_t aheads[] = {30, 7, 1};  // days before

// What is due is looked at in this order, so many at once: what finds no room now is looked at again in a few seconds. Of the budget of
// all messages reminders take half at most.
enum { DUE_MOST = 200, SHARE = 2 };

static int64_t at_hour(int64_t day, int64_t hour) {
    return day * day_ms + (hour - shanghai_h) * hour_ms;
}

static int64_t today_of(int64_t now_ms) {
    return (now_ms + shanghai_h * hour_ms) / day_ms;
}

bool remind_is_ahead(int64_t day, int64_t today) {
    return day - aheads[COUNT(aheads) - 1] > today;
}

// ---- the token -----------------------------------------------------------------------------------------------------------

// The agreement's reference, and as many letters of its keyed hash.
static str token_of(const desk *d, str ref, arena *mem) {
    buf b = buf_make(mem);
    buf_put(&b, ref);
    buf_put(&b, secret_spell(secret_index(d->keys, STR("remind stop"), &ref, 1, mem), REF_LETTERS, mem));
    return buf_str(&b);
}

bool remind_is_token(const desk *d, str token, arena *mem) {
    return secret_is_same(token, token_of(d, str_slice(token, 0, REF_LETTERS), mem));
}

// ---- ending --------------------------------------------------------------------------------------------------------------

static rc audit(desk *d, str action, str agreement, int64_t now_ms, arena *mem, err *e) {
    audit_entry entry = {.action = action, .object = agreement, .result = STR("done")};
    return audit_put(d, &entry, now_ms, mem, e);
}

// All agreements of a number end, with what waits to be sent. Inside the caller's transaction, which has locked the number.
static rc end_all(desk *d, str phone_index, int64_t now_ms, arena *mem, rows *ended, err *e) {
    value takes[] = {value_str(phone_index), value_int(now_ms)};
    rc code = store_run(d->db, REMIND_CALL_OFF, takes, 1, mem, NULL, e);
    if (code == RC_OK)
        code = store_run(d->db, REMINDERS_STOP, takes, 1, mem, NULL, e);
    if (code == RC_OK)
        code = store_run(d->db, AGREEMENTS_END, takes, COUNT(takes), mem, ended, e);
    for (size_t i = 0; code == RC_OK && i < ended->n; i++)
        code = receipt_end(d, rows_at(ended, i, 1)->s, rows_at(ended, i, 2)->s, now_ms, mem, e);
    return code;
}

static rc audit_ended(desk *d, const rows *ended, int64_t now_ms, arena *mem, err *e) {
    rc code = RC_OK;
    for (size_t i = 0; i < ended->n && code == RC_OK; i++)
        code = audit(d, STR("remind_ended"), rows_at(ended, i, 0)->s, now_ms, mem, e);
    return code;
}

static rc end_number(desk *d, str phone_index, int64_t now_ms, arena *mem, err *e) {
    rows ended;
    rc code = end_all(d, phone_index, now_ms, mem, &ended, e);
    return code == RC_OK ? audit_ended(d, &ended, now_ms, mem, e) : code;
}

static rc lock_number(desk *d, str phone_index, arena *mem, err *e) {
    subjects who = {.index[SUBJECT_PHONE] = phone_index};
    return limit_lock(d, &who, mem, e);
}

rc remind_has(desk *d, str phone, arena *mem, bool *out, err *e) {
    value takes[] = {value_str(limit_who(d, SUBJECT_PHONE, phone, mem))};
    rows found = {0};
    rc code = store_run(d->db, AGREEMENTS_COUNT, takes, 1, mem, &found, e);
    *out = code == RC_OK && rows_at(&found, 0, 0)->i > 0;
    return code;
}

typedef struct {
    desk *d;
    str ref;
    int64_t now_ms;
    arena *mem;
    bool is_known;
} ending;

static rc end_by_ref(store *s, void *ctx, err *e) {
    ending *w = ctx;
    value takes[] = {value_str(w->ref)};
    rows found;
    (void)s;
    rc code = store_run(w->d->db, AGREEMENT_PHONE, takes, 1, w->mem, &found, e);
    w->is_known = code == RC_OK && found.n > 0;
    if (!w->is_known)
        return code;
    str phone_index = rows_at(&found, 0, 0)->s;
    code = lock_number(w->d, phone_index, w->mem, e);
    return code == RC_OK ? end_number(w->d, phone_index, w->now_ms, w->mem, e) : code;
}

rc remind_stop(desk *d, str token, int64_t now_ms, arena *mem, bool *out_is_known, err *e) {
    ending w = {d, str_slice(token, 0, REF_LETTERS), now_ms, mem, false};
    *out_is_known = false;
    if (!remind_is_token(d, token, mem))
        return RC_OK;
    rc code = store_do(d->db, end_by_ref, &w, e);
    *out_is_known = w.is_known;
    return code;
}

typedef struct {
    desk *d;
    const code_for *proof;
    str code;
    int64_t now_ms;
    arena *mem;
    code_check *out;
} ending_by_code;

static rc end_by_code(store *s, void *ctx, err *e) {
    const ending_by_code *w = ctx;
    (void)s;
    rc code = code_try(w->d, w->proof, w->code, w->now_ms, w->mem, w->out, e);
    if (code != RC_OK || *w->out != CODE_RIGHT)
        return code;
    return end_number(w->d, limit_who(w->d, SUBJECT_PHONE, w->proof->phone, w->mem), w->now_ms, w->mem, e);
}

rc remind_stop_number(desk *d, const code_for *proof, str code, int64_t now_ms, arena *mem, code_check *out,
                      err *e) {
    ending_by_code w = {d, proof, code, now_ms, mem, out};
    *out = CODE_OVER;
    return store_do(d->db, end_by_code, &w, e);
}

// ---- asking --------------------------------------------------------------------------------------------------------------

typedef struct {
    desk *d;
    const remind_wish *w;
    str code, phone_index;
    int64_t now_ms;
    arena *mem;
    reminded *out;
} taking;

static rc put_one(taking *t, str agreement, const remind_date *date, int64_t ahead, err *e) {
    int64_t day = date->day - ahead;
    str id = secret_id(t->mem);
    value takes[] = {value_str(id),
                     value_str(agreement),
                     value_str(t->phone_index),
                     value_str(secret_seal(t->d->keys, STR("reminders.phone"), id, t->w->proof.phone, t->mem)),
                     value_str(date->kind),
                     value_int(date->day),
                     value_int(ahead),
                     value_int(at_hour(day, opens_h)),
                     value_int(at_hour(day, closes_h))};
    if (day <= today_of(t->now_ms))
        return RC_OK;
    if (takes[3].s.len == 0)
        return err_set(e, RC_MEMORY, "no memory for a reminder");
    return store_run(t->d->db, REMINDER_PUT, takes, COUNT(takes), t->mem, NULL, e);
}

static rc put_all(taking *t, str agreement, err *e) {
    rc code = RC_OK;
    for (size_t i = 0; i < t->w->n_dates; i++)
        for (size_t k = 0; k < COUNT(aheads) && code == RC_OK; k++)
            code = put_one(t, agreement, &t->w->dates[i], aheads[k], e);
    return code;
}

static rc put_agreement(taking *t, str id, err *e) {
    const consent *c = &t->w->agreed;
    str ref = secret_ref(t->mem);
    value takes[] = {value_str(id),
                     value_str(ref),
                     value_str(t->w->proof.flow),
                     value_str(t->phone_index),
                     value_str(c->purpose),
                     value_str(c->receiver),
                     value_str(receipt_words(t->d, c->words, t->mem)),
                     value_int(t->now_ms)};
    rc code = store_run(t->d->db, AGREEMENT_PUT, takes, COUNT(takes), t->mem, NULL, e);
    if (code == RC_OK)
        code = receipt_put(t->d, ref, c, t->now_ms, t->mem, e);
    return code == RC_OK ? put_all(t, id, e) : code;
}

// Was it taken before?
static rc find_taken(taking *t, bool *is_found, err *e) {
    value takes[] = {value_str(t->w->proof.flow)};
    rows found;
    rc code = store_run(t->d->db, AGREEMENT_OF_FLOW, takes, 1, t->mem, &found, e);
    *is_found = code == RC_OK && found.n > 0;
    if (*is_found)
        *t->out = (reminded){CODE_RIGHT, rows_at(&found, 0, 0)->i, rows_at(&found, 0, 1)->i};
    return code;
}

static rc take_new(taking *t, err *e) {
    bool is_found;
    rows ended = {0};
    rc code = code_try(t->d, &t->w->proof, t->code, t->now_ms, t->mem, &t->out->check, e);
    if (code != RC_OK || t->out->check != CODE_RIGHT)
        return code;
    str id = secret_id(t->mem);
    code = end_all(t->d, t->phone_index, t->now_ms, t->mem, &ended, e);
    if (code == RC_OK)
        code = put_agreement(t, id, e);
    if (code == RC_OK)
        code = find_taken(t, &is_found, e);
    if (code == RC_OK)
        code = audit_ended(t->d, &ended, t->now_ms, t->mem, e);
    return code == RC_OK ? audit(t->d, STR("remind_began"), id, t->now_ms, t->mem, e) : code;
}

// Of two that come at once the second waits for the first's code, and then finds what it did.
static rc take(store *s, void *ctx, err *e) {
    taking *t = ctx;
    bool is_found = false;
    (void)s;
    rc code = find_taken(t, &is_found, e);
    if (code != RC_OK || is_found)
        return code;
    code = take_new(t, e);
    return code == RC_OK && t->out->check == CODE_OVER ? find_taken(t, &is_found, e) : code;
}

rc remind_take(desk *d, const remind_wish *w, str code, int64_t now_ms, arena *mem, reminded *out, err *e) {
    *out = (reminded){.check = CODE_OVER};
    taking t = {d, w, code, limit_who(d, SUBJECT_PHONE, w->proof.phone, mem), now_ms, mem, out};
    return store_do(d->db, take, &t, e);
}

// ---- sending -------------------------------------------------------------------------------------------------------------

typedef struct {
    str id, phone_index, phone_sealed, ref;
    int64_t ahead, to_ms;
} due;

typedef struct {
    desk *d;
    const due *which;
    int64_t now_ms;
    arena *mem;
    bool is_full;  // the budget of all has no room
} queueing;

static rc is_passed(queueing *w, const subjects *who, bool *out, err *e) {
    const limit of_all[] = {{SUBJECT_ALL, STR_INIT("send"), hour_ms, w->d->sends_an_hour},
                            {SUBJECT_ALL, STR_INIT("send"), day_ms, w->d->sends_a_day}};
    const limit *passed = NULL;
    rc code = limit_find(w->d, of_all, COUNT(of_all), SHARE, who, w->now_ms, w->mem, &passed, NULL, e);
    w->is_full = passed != NULL;
    if (code == RC_OK && !w->is_full)
        code = outbox_is_full(w->d, who, 1, w->now_ms, w->mem, &passed, e);
    *out = passed != NULL;
    return code;
}

static rc put_message(queueing *w, str phone, err *e) {
    const due *of = w->which;
    buf ahead = buf_make(w->mem);
    message m = {.id = of->id, .phone = phone, .kind = STR("remind"), .ends_ms = of->to_ms};
    buf_put_int(&ahead, of->ahead);
    str words[] = {buf_str(&ahead), token_of(w->d, of->ref, w->mem)};
    m.words = words;
    m.n_words = COUNT(words);
    return outbox_put(w->d, &m, w->now_ms, w->mem, e);
}

// Marked and queued, or neither. No row: somebody else was quicker, or the agreement has ended. One whose number does not open stays as it
// is, and holds nobody up.
static rc mark_and_put(queueing *w, const subjects *who, err *e) {
    value takes[] = {value_str(w->which->id), value_int(w->now_ms)};
    rows found;
    str phone;
    if (!secret_open(w->d->keys, STR("reminders.phone"), w->which->id, w->which->phone_sealed, w->mem, &phone))
        return RC_OK;
    rc code = store_run(w->d->db, REMINDER_MARK, takes, COUNT(takes), w->mem, &found, e);
    if (code != RC_OK || found.n == 0)
        return code;
    code = limit_note(w->d, STR("send"), who, w->now_ms, w->mem, e);
    return code == RC_OK ? put_message(w, phone, e) : code;
}

static rc queue(store *s, void *ctx, err *e) {
    queueing *w = ctx;
    subjects who = {.index[SUBJECT_ALL] = limit_who(w->d, SUBJECT_ALL, STR("all"), w->mem),
                    .index[SUBJECT_PHONE] = w->which->phone_index};
    bool is_stopped = false, must_wait = false;
    (void)s;
    rc code = limit_lock(w->d, &who, w->mem, e);
    if (code == RC_OK)
        code = stop_has(w->d, w->which->phone_index, w->now_ms, w->mem, &is_stopped, e);
    if (code == RC_OK && is_stopped)
        return end_number(w->d, w->which->phone_index, w->now_ms, w->mem, e);
    if (code == RC_OK)
        code = is_passed(w, &who, &must_wait, e);
    return code != RC_OK || must_wait ? code : mark_and_put(w, &who, e);
}

static due read_due(const rows *r, size_t i) {
    return (due){.id = rows_at(r, i, 0)->s,
                 .phone_index = rows_at(r, i, 1)->s,
                 .phone_sealed = rows_at(r, i, 2)->s,
                 .ahead = rows_at(r, i, 3)->i,
                 .ref = rows_at(r, i, 4)->s,
                 .to_ms = rows_at(r, i, 5)->i};
}

rc remind_run(desk *d, int64_t now_ms, arena *mem, err *e) {
    value takes[] = {value_int(now_ms), value_int(DUE_MOST)};
    rows found = {0};
    rc code = store_run(d->db, REMINDERS_DUE, takes, COUNT(takes), mem, &found, e);
    queueing w = {.d = d, .now_ms = now_ms, .mem = mem};
    for (size_t i = 0; i < found.n && code == RC_OK && !w.is_full; i++) {
        due one = read_due(&found, i);
        w.which = &one;
        code = store_do(d->db, queue, &w, e);
    }
    return code;
}
