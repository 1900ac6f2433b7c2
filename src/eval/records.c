// SPDX-License-Identifier: Apache-2.0
#include "eval/records.h"

#include "base/day.h"
#include "base/num.h"
#include "eval/trace.h"

#include <assert.h>

enum { FAR_BACK = 1 << 20 };  // months: before every record
// In the memo: a bool's mask, and whether the truth hangs on facts or on the day too.
enum { LOOKS_OUT = 4, ALL_BITS = (1 << RECORDS_MEMO_BITS) - 1 };

// The records [from, to) whose months lie in the window of an OP_COUNT or OP_FIRST_SEEN. Records are sorted. Where the
// window's end or length is open, `sure` is what lies in every such window, and `from, to` what lies in any.
typedef struct {
    uint32_t from, to, sure_from, sure_to;
    uint64_t live;
} window;

static uint32_t first_at_or_after(const person *p, int64_t month) {
    uint32_t lo = 0, hi = p->n_records;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (p->records[mid].value[0] < month)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

// The first month of a window of n months.
static int64_t back(int64_t end, int64_t n) {
    return end - num_max(num_min(n, FAR_BACK), -FAR_BACK);
}

// Nothing lies in a window before a day that is none, or of a length that is none.
static window find_window(walk *w, const node *n) {
    set day = walk_node(w, n->b);
    set months = n->a != 0 ? walk_node(w, n->a) : set_range(FAR_BACK, FAR_BACK, 0);
    window v = {.live = day.live | months.live};
    if (day.lo > day.hi || months.lo > months.hi)
        return v;
    int64_t first_end = day_month(day.lo), last_end = day_month(day.hi);
    v.from = first_at_or_after(w->who, back(first_end, months.hi));
    v.to = first_at_or_after(w->who, last_end);
    if (day.none || months.none)
        return v;
    v.sure_from = first_at_or_after(w->who, back(last_end, months.lo));
    v.sure_to = first_at_or_after(w->who, first_end);
    return v;
}

static bool is_sure(const window *v, uint32_t i) {
    return i >= v->sure_from && i < v->sure_to;
}

// Does `where` hold for record i? The steps inside a record are not traced one by one: the record's answer is.
static set holds(walk *w, uint32_t i, node_idx where) {
    const record *outer = w->rec;
    uint32_t outer_idx = w->rec_idx;
    trace *t = w->trace;
    w->rec = &w->who->records[i];
    w->rec_idx = i;
    w->trace = NULL;
    set v = walk_node(w, where);
    w->trace = t;
    w->rec = outer;
    w->rec_idx = outer_idx;
    if (t != NULL)
        trace_record(w, i, where, set_is(v, true));
    return v;
}

// ---- records that may be anybody's -------------------------------------------------------------------------------

static bool is_anybody(const walk *w) {
    return w->wide != NULL && w->wide->any_record != NULL;
}

// Work out everything once, for what may go wrong in it.
static void try_all(walk *w, const node *n) {
    if (n->a != 0)
        walk_node(w, n->a);
    walk_node(w, n->b);
    if (n->c != 0)
        walk_node(w, n->c);
}

static set any_option(const law *l, const node *n) {
    return (set){.lo = ((int64_t)1 << law_note(l, n)->type.names->n) - 1};
}

// ---- the operations ------------------------------------------------------------------------------------------------

set records_count(walk *w, const node *n) {
    if (is_anybody(w)) {
        try_all(w, n);
        return set_range(0, LIMIT_RECORDS, 0);
    }
    window v = find_window(w, n);
    set count = set_range(0, 0, v.live);
    for (uint32_t i = v.from; i < v.to; i++) {
        set one = n->c != 0 ? holds(w, i, n->c) : set_one(KIND_BOOL, 1);
        count.lo += set_is(one, true) && is_sure(&v, i);
        count.hi += set_can(one, true);
        count.live |= one.live;
    }
    return count;
}

set records_first_seen(walk *w, const node *n) {
    if (is_anybody(w)) {
        try_all(w, n);
        return any_option(w->law, n);
    }
    window v = find_window(w, n);
    int64_t seen = 0, maybe = 0;
    uint64_t live = v.live;
    for (uint32_t i = v.from; i < v.to; i++) {
        set one = n->c != 0 ? holds(w, i, n->c) : set_one(KIND_BOOL, 1);
        int64_t option = (int64_t)1 << w->who->records[i].value[n->num];
        seen |= set_is(one, true) && is_sure(&v, i) ? option : 0;
        maybe |= set_can(one, true) ? option : 0;
        live |= one.live;
    }
    int64_t found = 0;
    for (uint32_t k = 0; k < n->n_list; k++) {
        int64_t option = (int64_t)1 << w->law->lists[n->list + k];
        found |= maybe & option;
        if (seen & option)
            return (set){.lo = found, .live = live};
    }
    return (set){.lo = any_option(w->law, n).lo, .live = live};
}

set records_listed(walk *w, const node *n) {
    if (is_anybody(w)) {
        try_all(w, n);
        return set_tri(true, true, 0);
    }
    set day = walk_node(w, n->b);
    if (day.lo > day.hi || day.none || day_month(day.lo) != day_month(day.hi))
        return set_tri(true, true, day.live);
    int64_t month = day_month(day.lo);
    uint32_t i = first_at_or_after(w->who, month);
    bool is_listed = i < w->who->n_records && w->who->records[i].value[0] == month;
    return is_listed ? holds(w, i, n->c) : set_tri(true, true, 0);
}

set records_field(walk *w, const node *n) {
    if (is_anybody(w))
        return w->wide->any_record[n->num];
    assert(w->rec != NULL);
    int64_t v = w->rec->value[n->num];
    return v == NONE_DAY ? set_none() : set_one(n->kind, v);
}

// The memo outlives a change of facts or of the day, so what looks at them is marked, for records_forget. A byte has
// room for two walks that look at one person in turn.
set records_each(walk *w, uint32_t each) {
    assert(w->rec != NULL || is_anybody(w));
    uint8_t *memo = &w->each_memo[(size_t)w->rec_idx * w->law->n_eaches + each];
    if ((*memo >> w->memo_shift & ALL_BITS) == 0) {
        uint32_t before = w->n_reads;
        set v = walk_node(w, w->law->eaches[each].where);
        bool looks_out = before != w->n_reads;
        *memo |= (uint8_t)(((v.lo & 3) | (looks_out ? LOOKS_OUT : 0)) << w->memo_shift);
        w->each_looks_out |= looks_out;
        w->each_live |= v.live;
    }
    int bits = *memo >> w->memo_shift;
    w->n_reads += (bits & LOOKS_OUT) != 0;
    set v = {.lo = bits & 3};
    v.live = v.lo == 3 ? w->each_live : 0;
    return v;
}

void records_forget(walk *w) {
    size_t n_records = w->who->n_records > 0 ? w->who->n_records : 1;
    for (size_t i = 0; w->each_memo != NULL && i < n_records * w->law->n_eaches; i++)
        if (w->each_memo[i] >> w->memo_shift & LOOKS_OUT)
            w->each_memo[i] &= (uint8_t) ~(ALL_BITS << w->memo_shift);
    w->each_looks_out = false;
    w->each_live = 0;
}
