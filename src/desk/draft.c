// SPDX-License-Identifier: Apache-2.0
#include "desk/draft.h"

#include "desk/limit.h"

#define COUNT(list) (sizeof(list) / sizeof(list)[0])
#define KEEP STR_INIT("keep")

enum { DAY_MS = 24 * 3600000, HOUR_MS = 3600000 };

static const limit of_keeping[] = {
    {SUBJECT_ALL, KEEP, HOUR_MS, 200},
    {SUBJECT_ADDRESS, KEEP, HOUR_MS, 5},
    {SUBJECT_FLOW, KEEP, DAY_MS, 1},
};

typedef struct {
    desk *d;
    const code_for *of;
    str text;  // the content to keep, or the token it is asked for by
    int64_t now_ms;
    arena *mem;
    draft_result *result;
    str *out;
} errand;

static str index_of(const desk *d, str token, arena *mem) {
    return secret_index(d->keys, STR("draft"), &token, 1, mem);
}

static rc put(errand *w, err *e) {
    str token = secret_hex(secret_id(w->mem), w->mem);
    str index = index_of(w->d, token, w->mem);
    str sealed = secret_seal(w->d->keys, STR("drafts.content"), index, w->text, w->mem);
    if (index.len == 0 || sealed.len == 0)
        return err_set(e, RC_MEMORY, "no memory for a draft");
    value takes[] = {value_str(index), value_str(limit_who(w->d, SUBJECT_PHONE, w->of->phone, w->mem)),
                     value_str(sealed), value_int(w->now_ms)};
    *w->result = DRAFT_KEPT;
    *w->out = token;
    return store_run(w->d->db, DRAFT_PUT, takes, COUNT(takes), w->mem, NULL, e);
}

static rc keep(store *s, void *ctx, err *e) {
    errand *w = ctx;
    (void)s;
    const limit *passed = NULL;
    subjects who = {0};
    who.index[SUBJECT_ALL] = limit_who(w->d, SUBJECT_ALL, STR("all"), w->mem);
    who.index[SUBJECT_ADDRESS] = limit_who(w->d, SUBJECT_ADDRESS, w->of->address, w->mem);
    who.index[SUBJECT_FLOW] = limit_who(w->d, SUBJECT_FLOW, w->of->flow, w->mem);
    *w->result = DRAFT_TOO_MANY;
    rc code = limit_lock(w->d, &who, w->mem, e);
    if (code == RC_OK)
        code = limit_find(w->d, of_keeping, COUNT(of_keeping), 1, &who, w->now_ms, w->mem, &passed, NULL, e);
    if (code != RC_OK || passed != NULL)
        return code == RC_OK ? limit_tell(w->d, passed, &who, w->now_ms, w->mem, e) : code;
    code = limit_note(w->d, STR("keep"), &who, w->now_ms, w->mem, e);
    return code == RC_OK ? put(w, e) : code;
}

rc draft_keep(desk *d, const code_for *of, str content, int64_t now_ms, arena *mem, draft_result *out,
              str *token, err *e) {
    errand w = {.d = d, .of = of, .text = content, .now_ms = now_ms, .mem = mem, .result = out, .out = token};
    *token = (str){0};
    return store_do(d->db, keep, &w, e);
}

static rc take(store *s, void *ctx, err *e) {
    errand *w = ctx;
    str index = index_of(w->d, w->text, w->mem);
    value takes[] = {value_str(index), value_int(w->now_ms - DAY_MS)};
    rows found;
    *w->out = (str){0};
    rc code = store_run(s, DRAFT_TAKE, takes, COUNT(takes), w->mem, &found, e);
    if (code != RC_OK || found.n == 0)
        return code;
    bool is_ours =
        secret_open(w->d->keys, STR("drafts.content"), index, rows_at(&found, 0, 0)->s, w->mem, w->out);
    return is_ours ? RC_OK : err_set(e, RC_BUG, "a draft in the database was not sealed with this key");
}

rc draft_take(desk *d, str token, int64_t now_ms, arena *mem, str *content, err *e) {
    errand w = {.d = d, .text = token, .now_ms = now_ms, .mem = mem, .out = content};
    return store_do(d->db, take, &w, e);
}
