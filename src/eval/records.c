// SPDX-License-Identifier: Apache-2.0
#include "eval/records.h"

#include "base/day.h"
#include "eval/trace.h"

#include <assert.h>

// The records [from, to) whose months lie in the window of an OP_COUNT or OP_FIRST_SEEN. Records are sorted.
typedef struct {
    uint32_t from, to;
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

static window find_window(walk *w, const node *n) {
    int64_t end = day_month(set_value(KIND_DATE, walk_node(w, n->b)));
    window v = {0, first_at_or_after(w->who, end)};
    if (n->a != 0)
        v.from = first_at_or_after(w->who, end - set_value(KIND_NUMBER, walk_node(w, n->a)));
    return v;
}

// Does `where` hold for record i? The steps inside a record are not traced one by one: the record's answer is.
static bool holds(walk *w, uint32_t i, node_idx where) {
    const record *outer = w->rec;
    uint32_t outer_idx = w->rec_idx;
    trace *t = w->trace;
    w->rec = &w->who->records[i];
    w->rec_idx = i;
    w->trace = NULL;
    bool is_true = set_is(walk_node(w, where), true);
    w->trace = t;
    w->rec = outer;
    w->rec_idx = outer_idx;
    if (t != NULL)
        trace_record(w, i, where, is_true);
    return is_true;
}

set records_count(walk *w, const node *n) {
    window v = find_window(w, n);
    int64_t count = 0;
    for (uint32_t i = v.from; i < v.to; i++)
        count += holds(w, i, n->c);
    return set_one(KIND_NUMBER, count);
}

set records_first_seen(walk *w, const node *n) {
    window v = find_window(w, n);
    uint64_t seen = 0;
    for (uint32_t i = v.from; i < v.to; i++)
        if (holds(w, i, n->c))
            seen |= (uint64_t)1 << w->who->records[i].value[n->num];
    for (uint32_t k = 0; k < n->n_list; k++) {
        int64_t option = w->law->lists[n->list + k];
        if (seen >> option & 1)
            return set_one(KIND_ENUM, option);
    }
    return (set){.lo = ((int64_t)1 << n->type.names->n) - 1};
}

set records_listed(walk *w, const node *n) {
    int64_t month = day_month(set_value(KIND_DATE, walk_node(w, n->b)));
    uint32_t i = first_at_or_after(w->who, month);
    bool is_listed = i < w->who->n_records && w->who->records[i].value[0] == month;
    return is_listed ? set_one(KIND_BOOL, holds(w, i, n->c)) : set_tri(true, true, 0);
}

set records_field(walk *w, const node *n) {
    assert(w->rec != NULL);
    int64_t v = w->rec->value[n->num];
    return v == NONE_DAY ? set_none() : set_one(n->type.kind, v);
}

set records_each(walk *w, uint32_t each) {
    assert(w->rec != NULL);
    uint8_t *memo = &w->each_memo[(size_t)w->rec_idx * w->law->n_eaches + each];
    if (*memo == 0)
        *memo = set_is(walk_node(w, w->law->eaches[each].where), true) ? 2 : 1;
    return set_one(KIND_BOOL, *memo == 2);
}
