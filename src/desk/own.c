// SPDX-License-Identifier: Apache-2.0
#include "desk/own.h"

#include "desk/audit.h"
#include "desk/limit.h"
#include "desk/receipt.h"

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

// ---- seeing ------------------------------------------------------------------------------------------------------------

static rc read_consents(desk *d, own_record *out, arena *mem, err *e) {
    value takes[] = {value_str(out->request->id)};
    rows found;
    rc code = store_run(d->db, CONSENTS_OF, takes, 1, mem, &found, e);
    if (code != RC_OK)
        return code;
    own_consent *list = ARENA_ARRAY(mem, own_consent, found.n + 1);
    if (list == NULL)
        return err_set(e, RC_MEMORY, "no memory for what was agreed to");
    for (size_t i = 0; i < found.n; i++)
        list[i] = (own_consent){rows_at(&found, i, 0)->s, rows_at(&found, i, 1)->s, rows_at(&found, i, 2)->i,
                                rows_at(&found, i, 3)->i};
    out->consents = list;
    out->n_consents = found.n;
    return RC_OK;
}

static rc read_rest(desk *d, const lead_list *all, own_record *out, arena *mem, err *e) {
    out->request = &all->all[0];
    out->merged = (lead_list){all->all + 1, all->n - 1};
    rc code = read_consents(d, out, mem, e);
    if (code == RC_OK)
        code = lead_history(d, out->request, mem, &out->events, &out->n_events, e);
    return code == RC_OK ? lead_review(d, out->request, mem, &out->last, e) : code;
}

rc own_find(desk *d, str ref, arena *mem, own_record *out, err *e) {
    lead_list all;
    *out = (own_record){0};
    rc code = lead_family(d, ref, mem, &all, e);
    return code == RC_OK && all.n > 0 ? read_rest(d, &all, out, mem, e) : code;
}

// ---- acts --------------------------------------------------------------------------------------------------------------

typedef struct {
    desk *d;
    str ref, word;          // ref: of a note the request's number; word: a purpose, what is noted, a code
    const code_for *proof;  // of everything of a number, and what came of its code
    code_check *check;
    int64_t version;
    const own_correction *to;
    int64_t now_ms;
    arena *mem;
    deed_result *out;
} act;

static rc note(store *s, void *ctx, err *e) {
    const act *a = ctx;
    (void)s;
    audit_entry entry = {.action = a->word, .object = a->ref, .result = STR("done")};
    return audit_put(a->d, &entry, a->now_ms, a->mem, e);
}

rc own_note(desk *d, str id, str as, int64_t now_ms, arena *mem, err *e) {
    act a = {.d = d, .ref = id, .word = as, .now_ms = now_ms, .mem = mem};
    return store_do(d->db, note, &a, e);
}

// Empty stays empty. False: no memory.
static bool has_sealed(const act *a, const lead *r, const char *column, str plain, value *out) {
    str sealed = plain.len == 0 ? (str){0} : secret_seal(a->d->keys, str_of_c(column), r->id, plain, a->mem);
    *out = plain.len == 0 ? value_null() : value_str(sealed);
    return plain.len == 0 || sealed.len > 0;
}

static rc set_corrected(const act *a, const lead *r, err *e) {
    value takes[] = {value_str(r->id), value_int(a->version),  value_null(),
                     value_null(),     value_str(a->to->slot), value_null()};
    if (!has_sealed(a, r, "leads.name", a->to->name, &takes[2]) ||
        !has_sealed(a, r, "leads.question", a->to->question, &takes[3]) ||
        !has_sealed(a, r, "leads.district", a->to->district, &takes[5]))
        return err_set(e, RC_MEMORY, "no memory for a correction");
    rows changed;
    rc code = store_run(a->d->db, LEAD_CORRECT, takes, COUNT(takes), a->mem, &changed, e);
    if (code != RC_OK || changed.n == 0)
        return code;
    *a->out = DEED_DONE;
    happened event = {.kind = STR("corrected")};
    return lead_put_event(a->d, r->id, &event, a->now_ms, a->mem, e);
}

static rc correct(store *s, void *ctx, err *e) {
    act *a = ctx;
    lead_list all;
    (void)s;
    rc code = lead_family(a->d, a->ref, a->mem, &all, e);
    *a->out = all.n == 0 ? DEED_REFUSED : DEED_STALE;
    return code != RC_OK || all.n == 0 ? code : set_corrected(a, &all.all[0], e);
}

rc own_correct(desk *d, str ref, int64_t version, const own_correction *to, int64_t now_ms, arena *mem,
               deed_result *out, err *e) {
    act a = {.d = d, .ref = ref, .version = version, .to = to, .now_ms = now_ms, .mem = mem, .out = out};
    return store_do(d->db, correct, &a, e);
}

// ---- taking back -------------------------------------------------------------------------------------------------------

// What the visitor sent along goes, and with it what staff made of it.
static rc clear_answers(const act *a, const lead *r, err *e) {
    value takes[] = {value_str(r->id)};
    rc code = store_run(a->d->db, LEAD_CLEAR_ANSWERS, takes, 1, a->mem, NULL, e);
    return code == RC_OK ? store_run(a->d->db, REVIEWS_CLEAR, takes, 1, a->mem, NULL, e) : code;
}

// What rested on the agreement. Whoever changed the request meanwhile did so before it was taken back: all of it is done again then.
static rc end_purpose(const act *a, const lead *r, err *e) {
    deed off = {.what = HAPPENS_CANCEL};
    deed_result done = DEED_DONE;
    rc code = RC_OK;
    if (str_is(a->word, STR("answers")))
        code = clear_answers(a, r, e);
    else if (str_is(a->word, STR("call")) && status_is_open(&r->status))
        code = lead_act(a->d, r->ref, r->version, &off, a->now_ms, a->mem, &done, e);
    return code == RC_OK && done == DEED_STALE ? err_set(e, RC_BUSY, "the request was changed meanwhile")
                                               : code;
}

static rc withdraw_from(const act *a, const lead *r, err *e) {
    value takes[] = {value_str(r->id), value_str(a->word), value_int(a->now_ms)};
    happened event = {.kind = STR("withdrawn"), .note = a->word, .reason = a->word};
    rows ended;
    rc code = store_run(a->d->db, CONSENTS_WITHDRAW, takes, COUNT(takes), a->mem, &ended, e);
    if (code != RC_OK || ended.n == 0)
        return code;
    *a->out = DEED_DONE;
    code = receipt_end(a->d, r->ref, a->word, a->now_ms, a->mem, e);
    if (code == RC_OK)
        code = end_purpose(a, r, e);
    return code == RC_OK ? lead_put_event(a->d, r->id, &event, a->now_ms, a->mem, e) : code;
}

// From all that are one request.
static rc withdraw(store *s, void *ctx, err *e) {
    const act *a = ctx;
    lead_list all;
    (void)s;
    *a->out = DEED_REFUSED;
    rc code = lead_family(a->d, a->ref, a->mem, &all, e);
    for (size_t i = 0; i < all.n && code == RC_OK; i++)
        code = withdraw_from(a, &all.all[i], e);
    return code;
}

rc own_withdraw(desk *d, str ref, str purpose, int64_t now_ms, arena *mem, deed_result *out, err *e) {
    act a = {.d = d, .ref = ref, .word = purpose, .now_ms = now_ms, .mem = mem, .out = out};
    return store_do(d->db, withdraw, &a, e);
}

// ---- everything of a number --------------------------------------------------------------------------------------------

static rc put_each(const act *a, str action, const rows *gone, err *e) {
    rc code = RC_OK;
    for (size_t i = 0; i < gone->n && code == RC_OK; i++) {
        audit_entry one = {.action = action, .object = rows_at(gone, i, 0)->s, .result = STR("done")};
        code = audit_put(a->d, &one, a->now_ms, a->mem, e);
    }
    return code;
}

static rc put_deleted(const act *a, const rows *requests, const rows *agreements, err *e) {
    audit_entry entry = {.action = STR("deleted_all"), .result = STR("done")};
    rc code = audit_put(a->d, &entry, a->now_ms, a->mem, e);
    if (code == RC_OK)
        code = put_each(a, STR("deleted"), requests, e);
    return code == RC_OK ? put_each(a, STR("remind_deleted"), agreements, e) : code;
}

static rc delete_of(const act *a, const subjects *who, err *e) {
    static const statement others[] = {CODES_DELETE_OF, MESSAGES_DELETE_OF, DRAFTS_DELETE_OF};
    value takes[] = {value_str(limit_who(a->d, SUBJECT_PHONE, a->proof->phone, a->mem))};
    rows requests, agreements = {0};
    rc code = store_run(a->d->db, LEADS_DELETE_OF, takes, 1, a->mem, &requests, e);
    if (code == RC_OK)
        code = store_run(a->d->db, AGREEMENTS_DELETE_OF, takes, 1, a->mem, &agreements, e);
    for (size_t i = 0; i < COUNT(others) && code == RC_OK; i++)
        code = store_run(a->d->db, others[i], takes, 1, a->mem, NULL, e);
    if (code == RC_OK)
        code = limit_note(a->d, STR("erased"), who, a->now_ms, a->mem, e);
    return code == RC_OK ? put_deleted(a, &requests, &agreements, e) : code;
}

// Of two presses of one button the second finds the code gone, and that it did what it was for.
static rc delete_all(store *s, void *ctx, err *e) {
    const act *a = ctx;
    (void)s;
    deeds before = {0};
    subjects who = {.index[SUBJECT_FLOW] = limit_who(a->d, SUBJECT_FLOW, a->proof->flow, a->mem)};
    rc code = code_try(a->d, a->proof, a->word, a->now_ms, a->mem, a->check, e);
    if (code == RC_OK && *a->check == CODE_RIGHT)
        return delete_of(a, &who, e);
    if (code == RC_OK && *a->check == CODE_OVER)
        code = limit_count(a->d, STR("erased"), who.index[SUBJECT_FLOW], 0, a->mem, &before, e);
    if (before.n > 0)
        *a->check = CODE_RIGHT;
    return code;
}

rc own_delete_all(desk *d, const code_for *proof, str code, int64_t now_ms, arena *mem, code_check *out,
                  err *e) {
    act a = {.d = d, .proof = proof, .word = code, .now_ms = now_ms, .mem = mem, .check = out};
    *out = CODE_OVER;
    return store_do(d->db, delete_all, &a, e);
}
