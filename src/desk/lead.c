// SPDX-License-Identifier: Apache-2.0
#include "desk/lead.h"

#include "desk/audit.h"
#include "desk/limit.h"
#include "desk/promise.h"
#include "desk/receipt.h"
#include "desk/stop.h"

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

rc lead_put_event(desk *d, str id, const happened *what, int64_t now_ms, arena *mem, err *e) {
    value takes[] = {value_str(id), value_int(now_ms), value_str(what->kind), maybe(what->actor),
                     maybe(seal(d, "events.note", id, what->note, mem))};
    audit_entry entry = {
        .actor = what->actor, .action = what->kind, .object = id, .result = STR("done"), .reason = what->reason};
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
                         value_str(receipt_words(t->d, c->words, t->mem)), value_int(t->now_ms)};
        audit_entry entry = {
            .action = STR("consent_given"), .object = id, .result = STR("done"), .reason = c->purpose};
        code = store_run(t->d->db, CONSENT_PUT, takes, COUNT(takes), t->mem, NULL, e);
        if (code == RC_OK)
            code = receipt_put(t->d, t->out->ref, c, t->now_ms, t->mem, e);
        if (code == RC_OK)
            code = audit_put(t->d, &entry, t->now_ms, t->mem, e);
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
                     value_int(r->may_move),
                     maybe(seal(d, "leads.district", id, w->district, t->mem))};
    rows put;
    rc code = store_run(d->db, LEAD_PUT, takes, COUNT(takes), t->mem, &put, e);
    assert(code != RC_OK || put.n == 1);  // the flow is this transaction's, by its code
    *t->out = (taken){.check = CODE_RIGHT, .ref = takes[1].s, .due_ms = r->due_ms, .may_move = r->may_move};
    return code;
}

static bool says(const lead *l, const wish *w) {
    return str_is(l->phone, w->proof.phone) && str_is(l->name, w->name) && str_is(l->question, w->question) &&
           str_is(l->slot, w->slot) && str_is(l->district, w->district) && str_is(l->answers, w->answers);
}

// Was it taken before?
static rc find_taken(taking *t, bool *is_found, err *e) {
    value takes[] = {value_str(t->w->proof.flow)};
    const lead *l = NULL;
    rows found;
    rc code = store_run(t->d->db, LEAD_OF_FLOW, takes, 1, t->mem, &found, e);
    *is_found = code == RC_OK && found.n > 0;
    if (!*is_found)
        return code;
    code = lead_find(t->d, rows_at(&found, 0, 1)->s, t->mem, &l, e);
    *t->out = (taken){.check = CODE_RIGHT,
                      .is_other = l == NULL || !says(l, t->w),
                      .ref = rows_at(&found, 0, 1)->s,
                      .due_ms = rows_at(&found, 0, 2)->i,
                      .may_move = rows_at(&found, 0, 3)->i != 0};
    return code;
}

// A code that came before its number wanted no more calls is as good as one that is over.
static rc prove(taking *t, err *e) {
    bool is_stopped = false;
    rc code = code_try(t->d, &t->w->proof, t->code, t->now_ms, t->mem, &t->out->check, e);
    if (code == RC_OK)
        code = stop_find(t->d, t->w->proof.phone, t->now_ms, t->mem, &is_stopped, e);
    if (is_stopped && t->out->check == CODE_RIGHT)
        t->out->check = CODE_OVER;
    return code;
}

static rc take_new(taking *t, err *e) {
    rc code = prove(t, e);
    if (code != RC_OK || t->out->check != CODE_RIGHT)
        return code;
    str id = secret_id(t->mem);
    lead_status begun = status_begin(&t->d->hours, t->now_ms);
    code = put_lead(t, id, &begun, e);
    if (code == RC_OK)
        code = put_consents(t, id, e);
    happened came = {.kind = STR("came")};
    return code == RC_OK ? lead_put_event(t->d, id, &came, t->now_ms, t->mem, e) : code;
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

// False: it was not sealed with this key, and `instead` stands for it.
static bool open_field(const desk *d, const char *column, str id, const value *sealed, str instead,
                       arena *mem, str *out) {
    *out = (str){0};
    if (sealed->is_null || secret_open(d->keys, str_of_c(column), id, sealed->s, mem, out))
        return true;
    *out = instead;
    return false;
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

static void read_lead(const desk *d, const rows *r, size_t i, arena *mem, lead *out) {
    const str none = {0};
    str id = rows_at(r, i, 0)->s;
    *out = (lead){.id = id,
                  .ref = rows_at(r, i, 1)->s,
                  .owner = rows_at(r, i, 7)->s,
                  .slot = rows_at(r, i, 8)->s,
                  .made_ms = rows_at(r, i, 9)->i,
                  .outcome = rows_at(r, i, 18)->s,
                  .version = rows_at(r, i, 19)->i,
                  .status = read_status(r, i)};
    bool is_whole = open_field(d, "leads.phone", id, rows_at(r, i, 2), none, mem, &out->phone);
    is_whole &= open_field(d, "leads.name", id, rows_at(r, i, 3), LEAD_UNREADABLE, mem, &out->name);
    is_whole &= open_field(d, "leads.question", id, rows_at(r, i, 4), LEAD_UNREADABLE, mem, &out->question);
    is_whole &= open_field(d, "leads.answers", id, rows_at(r, i, 5), none, mem, &out->answers);
    is_whole &= open_field(d, "leads.district", id, rows_at(r, i, 20), none, mem, &out->district);
    out->is_broken = !is_whole;
}

static rc read_all(const desk *d, const rows *found, arena *mem, lead_list *out, err *e) {
    lead *all = ARENA_ARRAY(mem, lead, found->n + 1);
    if (all == NULL)
        return err_set(e, RC_MEMORY, "no memory for the leads");
    for (size_t i = 0; i < found->n; i++)
        read_lead(d, found, i, mem, &all[i]);
    *out = (lead_list){all, found->n};
    return RC_OK;
}

rc lead_queue(desk *d, const lead *behind, int64_t most, arena *mem, lead_list *out, err *e) {
    value takes[] = {value_int(behind == NULL ? INT64_MIN : behind->status.due_ms),
                     value_str(behind == NULL ? (str){0} : behind->id), value_int(most)};
    rows found;
    rc code = store_run(d->db, LEADS_OPEN, takes, COUNT(takes), mem, &found, e);
    return code == RC_OK ? read_all(d, &found, mem, out, e) : code;
}

rc lead_left(desk *d, int64_t most, arena *mem, lead_list *out, err *e) {
    value takes[] = {value_int(most)};
    rows found;
    rc code = store_run(d->db, LEADS_LEFT, takes, COUNT(takes), mem, &found, e);
    return code == RC_OK ? read_all(d, &found, mem, out, e) : code;
}

rc lead_queue_of(desk *d, const queue_wish *w, arena *mem, lead_list *out, err *e) {
    value takes[] = {value_str(w->who),    value_int(w->own),  value_int(w->free),
                     value_int(w->others), value_int(w->most), value_int(w->skip)};
    rows found;
    rc code = store_run(d->db, LEADS_FOR, takes, COUNT(takes), mem, &found, e);
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

// All that are open, this one among them if it is.
static rc find_of_phone(desk *d, const lead *l, arena *mem, lead_list *out, err *e) {
    value takes[] = {value_str(limit_who(d, SUBJECT_PHONE, l->phone, mem))};
    rows found;
    rc code = store_run(d->db, LEADS_OF_PHONE, takes, 1, mem, &found, e);
    return code == RC_OK ? read_all(d, &found, mem, out, e) : code;
}

rc lead_twins(desk *d, const lead *l, arena *mem, lead_list *out, err *e) {
    lead_list all = {0};
    rc code = find_of_phone(d, l, mem, &all, e);
    lead *others = ARENA_ARRAY(mem, lead, all.n + 1);
    *out = (lead_list){others, 0};
    if (code == RC_OK && others == NULL)
        return err_set(e, RC_MEMORY, "no memory for the leads");
    for (size_t i = 0; i < all.n && code == RC_OK; i++)
        if (!str_is(all.all[i].id, l->id))
            others[out->n++] = all.all[i];
    return code;
}

rc lead_merged(desk *d, const lead *l, arena *mem, lead_list *out, err *e) {
    value takes[] = {value_str(l->id)};
    rows found;
    rc code = store_run(d->db, LEADS_MERGED, takes, 1, mem, &found, e);
    return code == RC_OK ? read_all(d, &found, mem, out, e) : code;
}

rc lead_history(desk *d, const lead *l, arena *mem, const lead_event **out, size_t *n, err *e) {
    value takes[] = {value_str(l->id)};
    rows found;
    rc code = store_run(d->db, EVENTS_OF, takes, 1, mem, &found, e);
    if (code != RC_OK)
        return code;
    lead_event *all = ARENA_ARRAY(mem, lead_event, found.n + 1);
    if (all == NULL)
        return err_set(e, RC_MEMORY, "no memory for what happened");
    for (size_t i = 0; i < found.n; i++) {
        all[i] =
            (lead_event){rows_at(&found, i, 0)->i, rows_at(&found, i, 1)->s, rows_at(&found, i, 3)->s, {0}};
        (void)open_field(d, "events.note", l->id, rows_at(&found, i, 2), LEAD_UNREADABLE, mem, &all[i].note);
    }
    *out = all;
    *n = found.n;
    return RC_OK;
}

rc lead_review(desk *d, const lead *l, arena *mem, review *out, err *e) {
    value takes[] = {value_str(l->id)};
    rows found;
    *out = (review){0};
    rc code = store_run(d->db, REVIEW_LAST, takes, 1, mem, &found, e);
    if (code != RC_OK || found.n == 0)
        return code;
    *out = (review){rows_at(&found, 0, 0)->i, rows_at(&found, 0, 1)->i, rows_at(&found, 0, 2)->s, {0}, false};
    out->is_broken =
        !open_field(d, "reviews.answers", l->id, rows_at(&found, 0, 3), (str){0}, mem, &out->answers);
    return RC_OK;
}

rc lead_family(desk *d, str ref, arena *mem, lead_list *out, err *e) {
    value takes[] = {value_str(ref)};
    rows found;
    *out = (lead_list){0};
    rc code = store_run(d->db, LEAD_FAMILY, takes, 1, mem, &found, e);
    return code == RC_OK ? read_all(d, &found, mem, out, e) : code;
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
    str kind;  // what it is called afterwards; empty: as what happened is called
} work;

static str kind_of(happening what, aftermath a) {
    static const str kinds[N_HAPPENINGS] = {STR_INIT("assigned"), STR_INIT("paused"),   STR_INIT("resumed"),
                                            STR_INIT("called"),   STR_INIT("closed"),   STR_INIT("cancelled"),
                                            STR_INIT("merged"),   STR_INIT("reviewed"), STR_INIT("resumed")};
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

static rc put_review(work *k, const lead *r, err *e) {
    value takes[] = {value_str(r->id), value_int(k->now_ms), value_str(k->what->actor),
                     value_str(seal(k->d, "reviews.answers", r->id, k->what->answers, k->mem))};
    return store_run(k->d->db, REVIEW_PUT, takes, COUNT(takes), k->mem, NULL, e);
}

// What follows from a deed that was done, in tables of its own.
static rc put_rest(work *k, const lead *r, aftermath a, err *e) {
    happened event = {.kind = k->kind.len > 0 ? k->kind : kind_of(k->what->what, a),
                      .actor = k->what->actor,
                      .note = k->what->note};
    rc code = k->what->what == HAPPENS_REVIEW ? put_review(k, r, e) : RC_OK;
    if (code == RC_OK && (a.is_kept || a.is_broken))
        code = promise_note(k->d, a.is_kept, k->now_ms, k->mem, e);
    if (code == RC_OK && k->what->is_stop)
        code = stop_put(k->d, r->phone, k->now_ms, k->mem, e);
    return code == RC_OK ? lead_put_event(k->d, r->id, &event, k->now_ms, k->mem, e) : code;
}

// The deed, on a request that was just read.
static rc apply(work *k, const lead *r, err *e) {
    lead_status next = r->status;
    bool lacks_reason = k->what->what == HAPPENS_PAUSE && k->what->note.len == 0;
    aftermath a = status_step(&next, k->what->what, k->what->until_ms, &k->d->hours, k->now_ms);
    *k->out = DEED_REFUSED;
    if (a.is_refused || lacks_reason)
        return RC_OK;
    rc code = put_status(k, r, &next, e);
    return code == RC_OK && *k->out == DEED_DONE ? put_rest(k, r, a, e) : code;
}

// Its version has to be the one that was looked at. NULL: it is not, or there is none, and k->out says which.
static rc find_version(work *k, const lead **out, err *e) {
    rc code = lead_find(k->d, k->ref, k->mem, out, e);
    *k->out = *out == NULL ? DEED_REFUSED : DEED_STALE;
    if (code != RC_OK || (*out != NULL && (*out)->version != k->version))
        *out = NULL;
    return code;
}

// One of several deeds that are done together or not at all: where somebody else was quicker, all of it begins again.
static rc apply_together(work *k, const deed *what, const lead *r, err *e) {
    deed_result done = DEED_REFUSED;
    work each = *k;
    each.what = what;
    each.out = &done;
    rc code = apply(&each, r, e);
    return code == RC_OK && done != DEED_DONE ? err_set(e, RC_BUSY, "another changed it meanwhile") : code;
}

// Nobody calls this number any more, for whatever reason it was asked.
static rc end_twins(work *k, const lead *r, err *e) {
    lead_list twins = {0};
    deed end = {.what = HAPPENS_CANCEL, .actor = k->what->actor, .outcome = k->what->outcome};
    rc code = lead_twins(k->d, r, k->mem, &twins, e);
    for (size_t i = 0; i < twins.n && code == RC_OK; i++)
        code = apply_together(k, &end, &twins.all[i], e);
    return code;
}

static rc change(store *s, void *ctx, err *e) {
    work *k = ctx;
    const lead *r = NULL;
    (void)s;
    rc code = find_version(k, &r, e);
    if (code != RC_OK || r == NULL)
        return code;
    code = apply(k, r, e);
    return code == RC_OK && *k->out == DEED_DONE && k->what->is_stop ? end_twins(k, r, e) : code;
}

rc lead_act(desk *d, str ref, int64_t version, const deed *what, int64_t now_ms, arena *mem, deed_result *out,
            err *e) {
    work k = {.d = d, .ref = ref, .version = version, .what = what, .now_ms = now_ms, .mem = mem, .out = out};
    return change(d->db, &k, e);
}

rc lead_do(desk *d, str ref, int64_t version, const deed *what, int64_t now_ms, arena *mem, deed_result *out,
           err *e) {
    work k = {.d = d, .ref = ref, .version = version, .what = what, .now_ms = now_ms, .mem = mem, .out = out};
    return store_do(d->db, change, &k, e);
}

// ---- several of one number ---------------------------------------------------------------------------------------------

typedef struct {
    work k;
    str *into;
} merging;

static rc merge_one(work *k, const lead *from, const lead *into, err *e) {
    value takes[] = {value_str(from->id), value_str(into->id)};
    rc code = apply_together(k, k->what, from, e);
    return code == RC_OK ? store_run(k->d->db, LEAD_MERGE, takes, 2, k->mem, NULL, e) : code;
}

// The one that goes on is called by who has it; else by who had the other. Either way it has to be open still.
static rc give_to_owner(work *k, const lead *from, const lead *into, err *e) {
    str owner = into->owner.len > 0 ? into->owner : from->owner;
    deed give = {.what = owner.len > 0 ? HAPPENS_ASSIGN : HAPPENS_TICK, .actor = k->what->actor, .owner = owner};
    work giving = *k;
    giving.kind = STR("took_in");
    return apply_together(&giving, &give, into, e);
}

static rc give_district(work *k, const lead_list *all, err *e) {
    const lead *into = &all->all[0];
    size_t at = 0;
    while (at < all->n && all->all[at].district.len == 0)
        at++;
    if (at == 0 || at == all->n)
        return RC_OK;
    value takes[] = {value_str(into->id),
                     value_str(seal(k->d, "leads.district", into->id, all->all[at].district, k->mem))};
    return store_run(k->d->db, LEAD_SET_DISTRICT, takes, COUNT(takes), k->mem, NULL, e);
}

static rc merge(store *s, void *ctx, err *e) {
    merging *m = ctx;
    const lead *r = NULL;
    lead_list all = {0};
    (void)s;
    rc code = find_version(&m->k, &r, e);
    if (code != RC_OK || r == NULL)
        return code;
    *m->k.out = DEED_REFUSED;
    code = status_is_open(&r->status) ? find_of_phone(m->k.d, r, m->k.mem, &all, e) : RC_OK;
    if (code != RC_OK || all.n < 2)
        return code;
    *m->k.out = DEED_DONE;
    *m->into = all.all[0].ref;
    for (size_t i = 1; i < all.n && code == RC_OK; i++)
        code = merge_one(&m->k, &all.all[i], &all.all[0], e);
    if (code == RC_OK)
        code = give_district(&m->k, &all, e);
    return code == RC_OK ? give_to_owner(&m->k, r, &all.all[0], e) : code;
}

rc lead_merge(desk *d, str ref, int64_t version, str actor, int64_t now_ms, arena *mem, deed_result *out,
              str *into, err *e) {
    deed what = {.what = HAPPENS_MERGE, .actor = actor};
    merging m = {
        {.d = d, .ref = ref, .version = version, .what = &what, .now_ms = now_ms, .mem = mem, .out = out},
        into};
    return store_do(d->db, merge, &m, e);
}

// ---- deleted -----------------------------------------------------------------------------------------------------------

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
    for (size_t i = 0; code == RC_OK && i < gone.n; i++) {
        audit_entry entry = {.action = STR("deleted"), .object = rows_at(&gone, i, 0)->s, .result = STR("done")};
        code = audit_put(x->d, &entry, x->now_ms, x->mem, e);
    }
    return code;
}

rc lead_delete(desk *d, str ref, int64_t now_ms, arena *mem, err *e) {
    deletion x = {d, ref, now_ms, mem};
    return store_do(d->db, delete, &x, e);
}
