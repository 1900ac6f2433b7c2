// SPDX-License-Identifier: Apache-2.0
#include "desk/dispatch.h"

#include "desk/district.h"
#include "desk/lead.h"

enum { AT_ONCE = 100 };

rc dispatch_colleagues(desk *d, arena *mem, const colleague **out, size_t *n, err *e) {
    rows found;
    rc code = store_run(d->db, STAFF_COLLEAGUES, NULL, 0, mem, &found, e);
    if (code != RC_OK)
        return code;
    colleague *all = ARENA_ARRAY(mem, colleague, found.n + 1);
    if (all == NULL)
        return err_set(e, RC_MEMORY, "no memory for the staff");
    for (size_t i = 0; i < found.n; i++)
        all[i] = (colleague){rows_at(&found, i, 0)->s, rows_at(&found, i, 1)->s, rows_at(&found, i, 2)->i,
                             rows_at(&found, i, 3)->s};
    *out = all;
    *n = found.n;
    return RC_OK;
}

static const colleague *find_first(const colleague *all, size_t n, str district, str not_this_one) {
    for (size_t i = 0; i < n; i++)
        if (!str_is(all[i].id, not_this_one) && areas_have(all[i].areas, district))
            return &all[i];
    return NULL;
}

const colleague *dispatch_pick(const colleague *all, size_t n, str district, str not_this_one) {
    const colleague *there = find_first(all, n, district, not_this_one);
    return there != NULL ? there : find_first(all, n, (str){0}, not_this_one);
}

static rc give(desk *d, const lead *l, int64_t version, int64_t now_ms, arena *mem, err *e) {
    const colleague *all = NULL;
    size_t n = 0;
    deed_result ignored;  // somebody took it meanwhile: as well
    rc code = dispatch_colleagues(d, mem, &all, &n, e);
    const colleague *to = code == RC_OK ? dispatch_pick(all, n, l->district, l->owner) : NULL;
    if (to == NULL)
        return code;
    deed did = {.what = HAPPENS_ASSIGN, .owner = to->id};
    return lead_do(d, l->ref, version, &did, now_ms, mem, &ignored, e);
}

static rc pass_time(desk *d, const lead *l, int64_t now_ms, arena *mem, err *e) {
    lead_status next = l->status;
    aftermath a = status_step(&next, HAPPENS_TICK, 0, &d->hours, now_ms);
    bool is_same = status_is_same(&next, &l->status);
    deed did = {.what = HAPPENS_TICK};
    deed_result result = DEED_DONE;
    rc code = is_same ? RC_OK : lead_do(d, l->ref, l->version, &did, now_ms, mem, &result, e);
    if (code != RC_OK || result != DEED_DONE || !a.needs_owner)
        return code;
    return give(d, l, l->version + !is_same, now_ms, mem, e);
}

// Some that nobody looks after any more; the rest of them the next time.
static rc give_left(desk *d, int64_t now_ms, arena *mem, err *e) {
    lead_list left = {0};
    rc code = lead_left(d, AT_ONCE, mem, &left, e);
    for (size_t i = 0; i < left.n && code == RC_OK; i++)
        code = give(d, &left.all[i], left.all[i].version, now_ms, mem, e);
    return code;
}

rc dispatch_run(desk *d, int64_t now_ms, arena *mem, err *e) {
    lead_list some = {0};
    const lead *last = NULL;
    rc code = give_left(d, now_ms, mem, e);
    do {
        if (code == RC_OK)
            code = lead_queue(d, last, AT_ONCE, mem, &some, e);
        for (size_t i = 0; i < some.n && code == RC_OK; i++) {
            last = &some.all[i];
            code = pass_time(d, last, now_ms, mem, e);
        }
    } while (code == RC_OK && some.n == AT_ONCE);
    return code;
}
