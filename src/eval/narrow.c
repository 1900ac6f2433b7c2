// SPDX-License-Identifier: Apache-2.0
#include "eval/narrow.h"

#include "base/num.h"

enum { MOST_NARROWED = 256 };  // rows, between two walk_restart

typedef struct {
    uint32_t fact;
    set before;
} change;

typedef struct {
    change items[8];
    uint32_t n;
    bool nobody;
} changes;

static void narrow_fact(walk *w, uint32_t fact, set to, changes *c) {
    if (c->n == 8)
        return;  // fewer narrowings are sound
    set before = walk_fact(w, fact);
    set after = set_meet(w->law->facts[fact].type.kind, before, to);
    after.live = before.live;
    c->items[c->n++] = (change){fact, before};
    c->nobody |= set_is_empty(w->law->facts[fact].type.kind, after);
    w->fact_value[fact] = after;
    w->fact_done |= (uint64_t)1 << fact;
}

// What `a op b` leaves of a when it holds.
static bool range_of(op op, set b, set *out) {
    int64_t least = INT64_MIN, most = INT64_MAX;
    if (b.lo > b.hi)
        return false;
    if (op == OP_LT)
        most = b.hi == INT64_MIN ? b.hi : b.hi - 1;
    else if (op == OP_LE)
        most = b.hi;
    else if (op == OP_GT)
        least = b.lo == INT64_MAX ? b.lo : b.lo + 1;
    else if (op == OP_GE)
        least = b.lo;
    else if (op == OP_EQ)
        least = b.lo, most = b.hi;
    else
        return false;
    *out = set_range(least, most, 0);
    return true;
}

static void narrow_by(walk *w, node_idx idx, changes *c) {
    const node *n = &w->law->nodes[idx];
    const node *a = &w->law->nodes[n->a];
    if (n->op == OP_AND) {
        narrow_by(w, n->a, c);
        narrow_by(w, n->b, c);
    } else if (a->op != OP_FACT) {
        return;
    } else if (n->op == OP_IN) {
        narrow_fact(w, (uint32_t)a->num, (set){.lo = n->num}, c);
    } else if (n->op == OP_IN_RANGE) {
        set from = walk_node(w, n->b), to = walk_node(w, n->c);
        if (from.lo <= from.hi && to.lo <= to.hi)
            narrow_fact(w, (uint32_t)a->num, set_range(from.lo, to.hi, 0), c);
    } else if (a->kind == KIND_NUMBER || a->kind == KIND_DATE) {
        set to;
        if (range_of(n->op, walk_node(w, n->b), &to))
            narrow_fact(w, (uint32_t)a->num, to, c);
    }
}

// The value over the facts as they are, if nothing is to be narrowed: a narrowed row inside another, where values could
// not be kept twice, or more rows than are worth it.
static bool is_plain(const walk *w, const row *row) {
    return row->guard == 0 || w->narrow != 0 || w->n_narrowed == MOST_NARROWED;
}

bool narrow_row(walk *w, const row *row, set *out) {
    if (is_plain(w, row)) {
        *out = walk_node(w, row->value);
        return true;
    }
    changes c = {.n = 0};
    uint64_t fact_done = w->fact_done;
    w->n_narrowed++;
    w->narrow = ++w->last_stamp;
    narrow_by(w, row->guard, &c);
    if (!c.nobody)
        *out = walk_node(w, row->value);
    w->narrow = 0;
    w->fact_done = fact_done;  // facts worked out from narrowed ones are forgotten
    while (c.n > 0) {
        c.n--;
        w->fact_value[c.items[c.n].fact] = c.items[c.n].before;
    }
    return !c.nobody;
}
