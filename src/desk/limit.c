// SPDX-License-Identifier: Apache-2.0
#include "desk/limit.h"

#include "base/num.h"
#include "desk/audit.h"
#include "desk/network.h"

static const str names[N_SUBJECTS] = {STR_INIT("all"),   STR_INIT("prefix"), STR_INIT("address"),
                                      STR_INIT("phone"), STR_INIT("flow"),   STR_INIT("name")};

str limit_who(const desk *d, subject of, str text, arena *mem) {
    if (of == SUBJECT_ADDRESS)
        text = network_of(text, mem);
    return secret_index(d->keys, names[of], &text, 1, mem);
}

rc limit_lock(desk *d, const subjects *who, arena *mem, err *e) {
    for (subject s = 0; s < N_SUBJECTS; s++) {
        value takes[] = {value_str(who->index[s])};
        rows ignored;
        rc code = who->index[s].len == 0 ? RC_OK : store_run(d->db, SUBJECT_LOCK, takes, 1, mem, &ignored, e);
        if (code != RC_OK)
            return code;
    }
    return RC_OK;
}

rc limit_count(desk *d, str deed, str index, int64_t since_ms, arena *mem, deeds *out, err *e) {
    value takes[] = {value_str(deed), value_str(index), value_int(since_ms)};
    rows found;
    rc code = store_run(d->db, HITS_SINCE, takes, 3, mem, &found, e);
    if (code == RC_OK)
        *out = (deeds){rows_at(&found, 0, 0)->i, rows_at(&found, 0, 1)->i};
    return code;
}

// The n-th last deed decides when there is room again: the one that has to leave the window.
static rc find_again(desk *d, const limit *l, str index, int64_t now_ms, arena *mem, int64_t *again_ms, err *e) {
    value takes[] = {value_str(l->deed), value_str(index), value_int(now_ms - l->window_ms),
                     value_int(l->most - 1)};
    rows found;
    rc code = store_run(d->db, HIT_BEFORE, takes, 4, mem, &found, e);
    if (code == RC_OK)
        *again_ms = (found.n > 0 ? rows_at(&found, 0, 0)->i : now_ms) + l->window_ms;
    return code;
}

static rc find_one(desk *d, const limit *l, const subjects *who, int64_t now_ms, arena *mem, bool *is_passed,
                   int64_t *again_ms, err *e) {
    str index = who->index[l->of];
    deeds done = {0};
    if (index.len == 0)
        return RC_OK;
    rc code = limit_count(d, l->deed, index, now_ms - l->window_ms, mem, &done, e);
    *is_passed = code == RC_OK && done.n >= l->most;
    return *is_passed && again_ms != NULL ? find_again(d, l, index, now_ms, mem, again_ms, e) : code;
}

rc limit_find(desk *d, const limit *list, size_t n, int64_t share, const subjects *who, int64_t now_ms,
              arena *mem, const limit **out_passed, int64_t *again_ms, err *e) {
    rc code = RC_OK;
    *out_passed = NULL;
    for (size_t i = 0; i < n && code == RC_OK && *out_passed == NULL; i++) {
        limit l = list[i];
        bool is_passed = false;
        l.most = num_max(1, l.most / share);
        code = find_one(d, &l, who, now_ms, mem, &is_passed, again_ms, e);
        *out_passed = is_passed ? &list[i] : NULL;
    }
    return code;
}

rc limit_note(desk *d, str deed, const subjects *who, int64_t now_ms, arena *mem, err *e) {
    for (subject s = 0; s < N_SUBJECTS; s++) {
        value takes[] = {value_str(deed), value_str(who->index[s]), value_int(now_ms)};
        rc code = who->index[s].len == 0 ? RC_OK : store_run(d->db, HIT_PUT, takes, 3, mem, NULL, e);
        if (code != RC_OK)
            return code;
    }
    return RC_OK;
}

// ---- what is told ------------------------------------------------------------------------------------------------------

static str print(const char *format, str deed, str of, int64_t window_ms, arena *mem) {
    buf b = buf_make(mem);
    buf_print(&b, format, deed, of, window_ms);
    return buf_str(&b);
}

// Of a number nothing goes in, not even a hash: whatever is deleted of a number, the audit stays.
// An address is told of staff alone, as in `desk.by`.
static bool is_named(const desk *d, subject of) {
    return (of == SUBJECT_ADDRESS && d->by.address.len > 0) || of == SUBJECT_FLOW || of == SUBJECT_NAME;
}

rc limit_tell(desk *d, const limit *l, const subjects *who, int64_t now_ms, arena *mem, err *e) {
    str as = print("told {s} {s} {i}", l->deed, names[l->of], l->window_ms, mem);
    subjects one = {0};
    deeds before = {0};
    one.index[l->of] = who->index[l->of];
    rc code = limit_count(d, as, one.index[l->of], now_ms - l->window_ms, mem, &before, e);
    if (code == RC_OK && before.n == 0)
        code = limit_note(d, as, &one, now_ms, mem, e);
    if (code != RC_OK || before.n > 0)
        return code;
    audit_entry entry = {.action = STR("limit"),
                         .object = is_named(d, l->of) ? one.index[l->of] : (str){0},
                         .result = STR("refused"),
                         .reason = print("{s}_{s}", l->deed, names[l->of], 0, mem)};
    return audit_put(d, &entry, now_ms, mem, e);
}
