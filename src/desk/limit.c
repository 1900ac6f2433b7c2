// SPDX-License-Identifier: Apache-2.0
#include "desk/limit.h"

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

rc limit_find(desk *d, const limit *list, size_t n, const subjects *who, int64_t now_ms, arena *mem,
              const limit **out, int64_t *again_ms, err *e) {
    *out = NULL;
    for (size_t i = 0; i < n && *out == NULL; i++) {
        str index = who->index[list[i].of];
        deeds done = {0};
        rc code = index.len == 0
                      ? RC_OK
                      : limit_count(d, list[i].deed, index, now_ms - list[i].window_ms, mem, &done, e);
        if (code != RC_OK)
            return code;
        if (index.len > 0 && done.n >= list[i].most)
            *out = &list[i];
    }
    return *out == NULL ? RC_OK : find_again(d, *out, who->index[(*out)->of], now_ms, mem, again_ms, e);
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
