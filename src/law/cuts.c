// SPDX-License-Identifier: Apache-2.0
// Where a number fact may make a difference: the constants it is compared with.
#include "law/resolve.h"

#include "base/num.h"

typedef struct {
    resolver *r;
    vec found;  // cut
} cutter;

typedef struct {
    uint32_t fact;
    int64_t at;  // "below" and "from here on" may differ
} cut;

// A fact, perhaps brought to a finer scale. False: it is something else.
static bool read_fact(const resolver *r, node_idx idx, uint32_t *out_fact, int64_t *out_times) {
    const draft_node *n = NODE(r, idx);
    *out_times = 1;
    if (n->op == OP_SCALE) {
        *out_times = num_pow10((int)n->num);
        n = NODE(r, n->a);
    }
    *out_fact = (uint32_t)n->num;
    return n->op == OP_FACT && n->type.kind == KIND_NUMBER;
}

static void add_cut(cutter *c, uint32_t idx, int64_t at) {
    set domain = c->r->out->facts[idx].domain;
    if (at > domain.lo && at <= domain.hi)
        *(cut *)vec_push(&c->found) = (cut){idx, at};
}

// fact * times REL v, for the cuts it makes.
static void add_value(cutter *c, uint32_t idx, int64_t times, op how, int64_t v) {
    int64_t below = num_floor_div(v, times), above = below + (below * times != v);
    if (how == OP_LT || how == OP_GE || how == OP_EQ || how == OP_NE)
        add_cut(c, idx, above);
    if (how == OP_LE || how == OP_GT || how == OP_EQ || how == OP_NE)
        add_cut(c, idx, below + 1);
}

// All values a param can have, brought to the scale of the comparison.
static void add_param(cutter *c, uint32_t idx, int64_t times, op how, const param *p, int64_t factor) {
    for (uint32_t i = 0; i < p->n_rows; i++) {
        const period *one = &p->rows[i];
        int64_t v;
        if (!ckd_mul(&v, one->value, factor))
            add_value(c, idx, times, how, v);
        for (uint32_t k = 0; k < one->n_list; k++)
            if (!ckd_mul(&v, *VEC_AT(&c->r->lists, int64_t, one->list + k), factor))
                add_value(c, idx, times, how, v);
    }
}

// Bounded by the depth of expressions.
static void add_side(cutter *c, uint32_t idx, int64_t times, op how, node_idx other, int64_t factor) {
    const draft_node *n = NODE(c->r, other);
    int64_t v;
    if (n->op == OP_CONST && !ckd_mul(&v, n->num, factor))
        add_value(c, idx, times, how, v);
    else if (n->op == OP_PARAM)
        add_param(c, idx, times, how, &c->r->out->params[n->num], factor);
    else if (n->op == OP_SCALE && factor == 1)
        add_side(c, idx, times, how, n->a, num_pow10((int)n->num));
    else if (n->op == OP_DISPUTED) {
        add_side(c, idx, times, how, n->a, factor);
        for (uint32_t i = 0; i < n->n_list; i++)
            add_side(c, idx, times, how, (node_idx)*VEC_AT(&c->r->lists, int64_t, n->list + i), factor);
    }
}

static op turn(op how) {
    if (how == OP_LT || how == OP_GE)
        return how == OP_LT ? OP_GT : OP_LE;
    if (how == OP_LE || how == OP_GT)
        return how == OP_LE ? OP_GE : OP_LT;
    return how;
}

static void add_comparison(cutter *c, const draft_node *n) {
    uint32_t idx;
    int64_t times;
    if (n->op >= OP_EQ && n->op <= OP_GE) {
        if (read_fact(c->r, n->a, &idx, &times))
            add_side(c, idx, times, n->op, n->b, 1);
        if (read_fact(c->r, n->b, &idx, &times))
            add_side(c, idx, times, turn(n->op), n->a, 1);
    } else if (n->op == OP_IN_RANGE && read_fact(c->r, n->a, &idx, &times)) {
        add_side(c, idx, times, OP_GE, n->b, 1);
        add_side(c, idx, times, OP_LE, n->c, 1);
    }
}

// ---- sorting ---------------------------------------------------------------------------------------------------

static bool is_less(const cut *a, const cut *b) {
    return a->fact < b->fact || (a->fact == b->fact && a->at < b->at);
}

static void merge(const cut *from, cut *to, uint32_t lo, uint32_t mid, uint32_t hi) {
    uint32_t a = lo, b = mid;
    for (uint32_t i = lo; i < hi; i++) {
        bool is_second = a == mid || (b < hi && is_less(&from[b], &from[a]));
        to[i] = is_second ? from[b++] : from[a++];
    }
}

static uint32_t least(uint32_t a, uint32_t b) {
    return a < b ? a : b;
}

static const cut *sort_cuts(cut *items, cut *spare, uint32_t n) {
    for (uint32_t width = 1; width < n; width *= 2) {
        for (uint32_t lo = 0; lo < n; lo += 2 * width)
            merge(items, spare, lo, least(lo + width, n), least(lo + 2 * width, n));
        cut *kept = items;
        items = spare;
        spare = kept;
    }
    return items;
}

static void hand_out(law *l, const cut *sorted, uint32_t n, int64_t *room) {
    for (uint32_t i = 0; i < n; i++) {
        fact *f = &l->facts[sorted[i].fact];
        if (f->n_cuts == 0)
            f->cuts = room;
        else if (f->cuts[f->n_cuts - 1] == sorted[i].at)
            continue;
        f->cuts[f->n_cuts++] = sorted[i].at;
        room++;
    }
}

void resolve_cuts(resolver *r) {
    cutter c = {.r = r, .found = vec_make(r->mem, &r->in->spare, sizeof(cut))};
    for (uint32_t i = 1; i < r->nodes.n; i++)
        add_comparison(&c, NODE(r, i));
    uint32_t n = c.found.n;
    cut *spare = ARENA_ARRAY(r->mem, cut, (size_t)n + 1);
    int64_t *room = ARENA_ARRAY(r->mem, int64_t, (size_t)n + 1);
    r->in->spare.failed |= spare == NULL || room == NULL;
    if (!r->in->spare.failed)
        hand_out(r->out, sort_cuts(c.found.items, spare, n), n, room);
}
