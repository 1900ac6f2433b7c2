// SPDX-License-Identifier: Apache-2.0
#include "desk/lead.h"

#include "desk/audit.h"
#include "desk/limit.h"

#include <assert.h>

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static value maybe(str s) {
    return s.len == 0 ? value_null() : value_str(s);
}

static value maybe_int(int64_t v) {
    return v == 0 ? value_null() : value_int(v);
}

static str seal(const desk *d, const char *column, str id, str plain, arena *mem) {
    return plain.len == 0 ? (str){0} : secret_seal(d->keys, str_of_c(column), id, plain, mem);
}

// What happened to a request stands with it, and in the audit, which outlives it.
static rc put_event(desk *d, str id, int64_t now_ms, str kind, str actor, str note, arena *mem, err *e) {
    value takes[] = {value_str(id), value_int(now_ms), value_str(kind), maybe(actor),
                     maybe(seal(d, "events.note", id, note, mem))};
    audit_entry entry = {.actor = actor, .action = kind, .object = id, .result = STR("done")};
    rc code = store_run(d->db, EVENT_PUT, takes, COUNT(takes), mem, NULL, e);
    return code == RC_OK ? audit_put(d, &entry, now_ms, mem, e) : code;
}

// ---- taking one --------------------------------------------------------------------------------------------------------

typedef struct {
    desk *d;
    const wish *w;
    str code;
    int64_t now_ms;
    arena *mem;
    taken *out;
} taking;

static rc put_consents(taking *t, str id, err *e) {
    rc code = RC_OK;
    for (size_t i = 0; i < t->w->n_consents && code == RC_OK; i++) {
        const consent *c = &t->w->consents[i];
        value takes[] = {value_str(id), value_str(c->purpose), value_str(c->receiver),
                         value_str(secret_index(t->d->keys, STR("words"), &c->words, 1, t->mem)),
                         value_int(t->now_ms)};
        code = store_run(t->d->db, CONSENT_PUT, takes, COUNT(takes), t->mem, NULL, e);
    }
    return code;
}

static rc put_lead(taking *t, str id, const lead_status *r, err *e) {
    const desk *d = t->d;
    const wish *w = t->w;
    value takes[] = {value_str(id),
                     value_str(secret_ref(t->mem)),
                     value_str(w->proof.flow),
                     value_str(limit_who(d, SUBJECT_PHONE, w->proof.phone, t->mem)),
                     value_str(seal(d, "leads.phone", id, w->proof.phone, t->mem)),
                     value_str(seal(d, "leads.name", id, w->name, t->mem)),
                     maybe(seal(d, "leads.question", id, w->question, t->mem)),
                     maybe(seal(d, "leads.answers", id, w->answers, t->mem)),
                     value_str(w->slot),
                     value_int(t->now_ms),
                     value_int(r->due_ms),
                     value_int(r->may_move)};
    rows put;
    rc code = store_run(d->db, LEAD_PUT, takes, COUNT(takes), t->mem, &put, e);
    assert(code != RC_OK || put.n == 1);  // the flow is this transaction's, by its code
    *t->out = (taken){CODE_RIGHT, takes[1].s, r->due_ms, r->may_move};
    return code;
}

// Was it taken before?
static rc find_taken(taking *t, bool *is_found, err *e) {
    value takes[] = {value_str(t->w->proof.flow)};
    rows found;
    rc code = store_run(t->d->db, LEAD_OF_FLOW, takes, 1, t->mem, &found, e);
    *is_found = code == RC_OK && found.n > 0;
    if (*is_found)
        *t->out = (taken){CODE_RIGHT, rows_at(&found, 0, 1)->s, rows_at(&found, 0, 2)->i,
                          rows_at(&found, 0, 3)->i != 0};
    return code;
}

static rc take_new(taking *t, err *e) {
    rc code = code_try(t->d, &t->w->proof, t->code, t->now_ms, t->mem, &t->out->check, e);
    if (code != RC_OK || t->out->check != CODE_RIGHT)
        return code;
    str id = secret_id(t->mem);
    lead_status begun = status_begin(&t->d->hours, t->now_ms);
    code = put_lead(t, id, &begun, e);
    if (code == RC_OK)
        code = put_consents(t, id, e);
    return code == RC_OK ? put_event(t->d, id, t->now_ms, STR("came"), (str){0}, (str){0}, t->mem, e) : code;
}

// Of two that come at once the second waits for the first's code, and then finds its request.
static rc take(store *s, void *ctx, err *e) {
    taking *t = ctx;
    (void)s;
    bool is_found = false;
    rc code = find_taken(t, &is_found, e);
    if (code != RC_OK || is_found)
        return code;
    code = take_new(t, e);
    if (code == RC_OK && t->out->check == CODE_OVER)
        code = find_taken(t, &is_found, e);
    return code;
}

rc lead_take(desk *d, const wish *w, str code, int64_t now_ms, arena *mem, taken *out, err *e) {
    *out = (taken){.check = CODE_OVER};
    taking t = {d, w, code, now_ms, mem, out};
    return store_do(d->db, take, &t, e);
}

// ---- reading -----------------------------------------------------------------------------------------------------------

static bool open_field(const desk *d, const char *column, str id, const value *sealed, arena *mem, str *out) {
    *out = (str){0};
    return sealed->is_null || secret_open(d->keys, str_of_c(column), id, sealed->s, mem, out);
}

static lead_status read_status(const rows *r, size_t i) {
    lead_status s = {.due_ms = rows_at(r, i, 10)->i,
                     .may_move = rows_at(r, i, 11)->i != 0,
                     .is_warned = rows_at(r, i, 12)->i != 0,
                     .is_missed = rows_at(r, i, 13)->i != 0,
                     .left_ms = rows_at(r, i, 14)->i,
                     .again_ms = rows_at(r, i, 15)->i,
                     .answered_ms = rows_at(r, i, 16)->i,
                     .free_ms = rows_at(r, i, 17)->i};
    bool is_known = status_find(rows_at(r, i, 6)->s, &s.state);
    assert(is_known);  // the table takes no other
    return s;
}

// False: something in it was not sealed with this key.
static bool read_lead(const desk *d, const rows *r, size_t i, arena *mem, lead *out) {
    str id = rows_at(r, i, 0)->s;
    *out = (lead){.id = id,
                  .ref = rows_at(r, i, 1)->s,
                  .owner = rows_at(r, i, 7)->s,
                  .slot = rows_at(r, i, 8)->s,
                  .made_ms = rows_at(r, i, 9)->i,
                  .outcome = rows_at(r, i, 18)->s,
                  .version = rows_at(r, i, 19)->i,
                  .status = read_status(r, i)};
    return open_field(d, "leads.phone", id, rows_at(r, i, 2), mem, &out->phone) &&
           open_field(d, "leads.name", id, rows_at(r, i, 3), mem, &out->name) &&
           open_field(d, "leads.question", id, rows_at(r, i, 4), mem, &out->question) &&
           open_field(d, "leads.answers", id, rows_at(r, i, 5), mem, &out->answers);
}

static rc read_all(const desk *d, const rows *found, arena *mem, lead_list *out, err *e) {
    lead *all = ARENA_ARRAY(mem, lead, found->n + 1);
    if (all == NULL)
        return err_set(e, RC_MEMORY, "no memory for the leads");
    for (size_t i = 0; i < found->n; i++)
        if (!read_lead(d, found, i, mem, &all[i]))
            return err_set(e, RC_BUG, "a request in the database was not sealed with this key");
    *out = (lead_list){all, found->n};
    return RC_OK;
}

rc lead_queue(desk *d, int64_t most, arena *mem, lead_list *out, err *e) {
    value takes[] = {value_int(most)};
    rows found;
    rc code = store_run(d->db, LEADS_OPEN, takes, 1, mem, &found, e);
    return code == RC_OK ? read_all(d, &found, mem, out, e) : code;
}

rc lead_find(desk *d, str ref, arena *mem, const lead **out, err *e) {
    value takes[] = {value_str(ref)};
    rows found;
    lead_list list = {0};
    rc code = store_run(d->db, LEAD_GET, takes, 1, mem, &found, e);
    if (code == RC_OK)
        code = read_all(d, &found, mem, &list, e);
    *out = list.n > 0 ? &list.all[0] : NULL;
    return code;
}

// ---- working on one ----------------------------------------------------------------------------------------------------

typedef struct {
    desk *d;
    str ref;
    int64_t version;
    const deed *what;
    int64_t now_ms;
    arena *mem;
    deed_result *out;
} work;

static str kind_of(happening what, aftermath a) {
    static const str kinds[N_HAPPENINGS] = {STR_INIT("assigned"), STR_INIT("paused"), STR_INIT("resumed"),
                                            STR_INIT("called"),   STR_INIT("closed"), STR_INIT("cancelled"),
                                            STR_INIT("merged"),   STR_INIT("resumed")};
    return a.misses ? STR("missed") : a.warns ? STR("warned") : kinds[what];
}

static rc put_status(work *k, const lead *r, const lead_status *s, err *e) {
    str owner = k->what->what == HAPPENS_ASSIGN ? k->what->owner : r->owner;
    str outcome = k->what->outcome.len > 0 ? k->what->outcome : r->outcome;
    value takes[] = {value_str(r->id),
                     value_int(r->version),
                     value_str(status_name(s->state)),
                     maybe(owner),
                     value_int(s->due_ms),
                     value_int(s->is_warned),
                     value_int(s->is_missed),
                     maybe_int(s->left_ms),
                     maybe_int(s->again_ms),
                     maybe_int(s->answered_ms),
                     maybe_int(status_is_open(s) ? 0 : k->now_ms),
                     maybe(outcome)};
    rows changed;
    rc code = store_run(k->d->db, LEAD_SET, takes, COUNT(takes), k->mem, &changed, e);
    *k->out = code == RC_OK && changed.n == 0 ? DEED_STALE : DEED_DONE;
    return code;
}

// Kept as a keyed hash, beside the limits, and longer than they are.
static rc stop(work *k, const lead *r, err *e) {
    subjects who = {.index[SUBJECT_PHONE] = limit_who(k->d, SUBJECT_PHONE, r->phone, k->mem)};
    return k->what->is_stop ? limit_note(k->d, STR("stop"), &who, k->now_ms, k->mem, e) : RC_OK;
}

static rc change(store *s, void *ctx, err *e) {
    work *k = ctx;
    (void)s;
    const lead *r = NULL;
    rc code = lead_find(k->d, k->ref, k->mem, &r, e);
    *k->out = DEED_REFUSED;
    if (code != RC_OK || r == NULL)
        return code;
    *k->out = DEED_STALE;
    if (r->version != k->version)
        return RC_OK;
    lead_status next = r->status;
    *k->out = DEED_REFUSED;
    aftermath a = status_step(&next, k->what->what, k->what->until_ms, &k->d->hours, k->now_ms);
    if (a.is_refused)
        return RC_OK;
    code = put_status(k, r, &next, e);
    if (code == RC_OK && *k->out == DEED_DONE)
        code = stop(k, r, e);
    if (code != RC_OK || *k->out != DEED_DONE)
        return code;
    return put_event(k->d, r->id, k->now_ms, kind_of(k->what->what, a), k->what->actor, k->what->note, k->mem,
                     e);
}

rc lead_do(desk *d, str ref, int64_t version, const deed *what, int64_t now_ms, arena *mem, deed_result *out,
           err *e) {
    work k = {d, ref, version, what, now_ms, mem, out};
    return store_do(d->db, change, &k, e);
}

typedef struct {
    desk *d;
    str ref;
    int64_t now_ms;
    arena *mem;
} deletion;

static rc delete (store *s, void *ctx, err *e) {
    const deletion *x = ctx;
    value ref = value_str(x->ref);
    rows gone;
    rc code = store_run(s, LEAD_DELETE, &ref, 1, x->mem, &gone, e);
    if (code != RC_OK || gone.n == 0)
        return code;
    audit_entry entry = {.action = STR("deleted"), .object = rows_at(&gone, 0, 0)->s, .result = STR("done")};
    return audit_put(x->d, &entry, x->now_ms, x->mem, e);
}

rc lead_delete(desk *d, str ref, int64_t now_ms, arena *mem, err *e) {
    deletion x = {d, ref, now_ms, mem};
    return store_do(d->db, delete, &x, e);
}
