// SPDX-License-Identifier: Apache-2.0
#include "desk/promise.h"

#include "base/day.h"

rc promise_note(desk *d, bool is_kept, int64_t now_ms, arena *mem, err *e) {
    value takes[] = {value_int(day_month(hours_day_of(now_ms))), value_int(is_kept)};
    return store_run(d->db, PROMISE_COUNT, takes, 2, mem, NULL, e);
}

// Months are added to a group until it is large enough; then the next one begins.
static size_t put_together(const rows *found, promises *all, int64_t *rest_from) {
    size_t n = 0;
    promises now = {0};
    for (size_t i = 0; i < found->n; i++) {
        int64_t month = rows_at(found, i, 0)->i;
        if (now.n == 0)
            now.from = n > 0 ? all[n - 1].to + 1 : month;
        now.to = month;
        now.n += rows_at(found, i, 1)->i;
        now.n_kept += rows_at(found, i, 2)->i;
        if (now.n < PROMISE_LEAST)
            continue;
        all[n++] = now;
        now = (promises){0};
    }
    *rest_from = now.n > 0 ? now.from : *rest_from;
    return n;
}

rc promise_read(desk *d, int64_t month, arena *mem, const promises **out, size_t *n, int64_t *rest_from,
                err *e) {
    value before = value_int(month);
    rows found;
    rc code = store_run(d->db, PROMISES, &before, 1, mem, &found, e);
    if (code != RC_OK)
        return code;
    promises *all = ARENA_ARRAY(mem, promises, found.n + 1);
    if (all == NULL)
        return err_set(e, RC_MEMORY, "no memory for the months");
    *rest_from = month;
    *n = put_together(&found, all, rest_from);
    *out = all;
    return RC_OK;
}
