// SPDX-License-Identifier: Apache-2.0
#include "eval/tighten.h"

#include "base/num.h"

#include <string.h>

// Musts that tighten each other step by step, or are long: what is not taken away is only less tight.
enum { MOST_ROUNDS = 64, MOST_STEPS = 1 << 20 };
// So many musts are left alone until a fact they hang on changes; further ones are looked at each time.
enum { MUSTS_KEPT = 64 };

static uint64_t bit_of(uint32_t f) {
    return (uint64_t)1 << f;
}

// What can be taken away from whom, and what was: facts whose values changed since they were last looked at.
typedef struct {
    walk *w;
    set *values;
    uint64_t changed;
    uint64_t hangs_on[MUSTS_KEPT];  // the facts that each must hung on when it was looked at last
} tightening;

// left - right <= limit, where both are given. A side is bounded only by a side that is certainly there.
static bool by_difference(set *values, const must *m, uint64_t *changed) {
    set *left = &values[m->left], *right = &values[m->right];
    if (left->lo > left->hi || right->lo > right->hi)
        return true;
    int64_t most, least;
    if (!right->none && !ckd_add(&most, right->hi, m->limit) && left->hi > most) {
        left->hi = most;
        *changed |= bit_of(m->left);
    }
    if (left->lo > left->hi)
        return left->none;
    if (!left->none && !ckd_sub(&least, left->lo, m->limit) && right->lo < least) {
        right->lo = least;
        *changed |= bit_of(m->right);
    }
    return right->lo <= right->hi || right->none;
}

static bool is_impossible(const tightening *t, const must *m, uint32_t f, set trial) {
    set before = t->values[f];
    t->values[f] = trial;
    walk_restart(t->w, t->values);
    bool impossible = set_is(walk_node(t->w, m->truth), false);
    t->values[f] = before;
    return impossible;
}

static void shave_options(const tightening *t, const must *m, uint32_t f) {
    set *v = &t->values[f];
    for (int64_t rest = v->lo; rest != 0; rest &= rest - 1) {
        set trial = {.lo = rest & -rest, .live = v->live};
        if (is_impossible(t, m, f, trial))
            v->lo &= ~trial.lo;
    }
}

static set part(set v, int64_t lo, int64_t hi) {
    return (set){lo, hi, v.live, false};
}

// What the must compares the fact with, which most often is where it begins to be impossible; false: nothing.
static bool find_limit(const tightening *t, node_idx idx, uint32_t f, bool low_end, int64_t *limit) {
    if (idx == 0)
        return false;
    const node *n = &t->w->law->nodes[idx];
    const node *a = &t->w->law->nodes[n->a], *b = &t->w->law->nodes[n->b];
    if (n->op >= OP_EQ && n->op <= OP_GE) {
        bool is_left = a->op == OP_FACT && a->num == f, is_right = b->op == OP_FACT && b->num == f;
        set other = is_left == is_right ? set_none() : walk_node(t->w, is_left ? n->b : n->a);
        *limit = low_end ? other.lo : other.hi;
        return other.lo <= other.hi;
    }
    return (n->op == OP_AND || n->op == OP_OR || n->op == OP_NOT) &&
           (find_limit(t, n->a, f, low_end, limit) || find_limit(t, n->b, f, low_end, limit));
}

// Where to halve: first at the limit and then beside it, and so most often no third time.
typedef struct {
    int64_t limit;
    int n_tries;  // 2: there is no limit
} halving;

static int64_t pick_middle(halving *h, int64_t lo, int64_t hi) {
    if (h->n_tries == 0 && (h->limit < lo || h->limit > hi))
        h->n_tries = 2;
    if (h->n_tries == 2)
        return lo + (hi - lo) / 2;
    return h->n_tries++ == 0 ? h->limit : h->limit < lo ? lo : hi;
}

// Move one end of an interval inwards over what is impossible, by halving.
static void shave_end(const tightening *t, const must *m, uint32_t f, bool low_end) {
    set v = t->values[f];
    int64_t lo = v.lo, hi = v.hi;
    if (lo > hi || !is_impossible(t, m, f, low_end ? part(v, lo, lo) : part(v, hi, hi)))
        return;
    halving h = {.n_tries = 0};
    if (!find_limit(t, m->truth, f, low_end, &h.limit))
        h.n_tries = 2;
    while (lo <= hi) {
        int64_t mid = pick_middle(&h, lo, hi);
        bool gone = is_impossible(t, m, f, low_end ? part(v, v.lo, mid) : part(v, mid, v.hi));
        if (gone == low_end)
            lo = mid + 1;
        else
            hi = mid - 1;
    }
    if (low_end)
        t->values[f].lo = lo;
    else
        t->values[f].hi = hi;
}

static void shave_range(const tightening *t, const must *m, uint32_t f) {
    set none = set_none();
    if (t->values[f].none && is_impossible(t, m, f, none))
        t->values[f].none = false;
    shave_end(t, m, f, true);
    shave_end(t, m, f, false);
}

// Try away what makes the must certainly false. False: nothing is left.
static bool shave(tightening *t, const must *m, uint32_t f) {
    kind k = t->w->law->facts[f].type.kind;
    set *v = &t->values[f];
    if (k == KIND_SET || set_is_one(k, *v))
        return true;
    set before = *v;
    if (k == KIND_BOOL || k == KIND_ENUM)
        shave_options(t, m, f);
    else
        shave_range(t, m, f);
    *v = set_settle(k, *v);
    if (!set_is_same(k, before, *v))
        t->changed |= bit_of(f);
    return !set_is_empty(k, *v);
}

// A truth, and the open facts that can make it false, or true, whatever the others are.
typedef struct {
    set truth;
    uint64_t to_false, to_true;
} look;

static look look_at(walk *w, node_idx idx);

// What one part can decide, either can; where both are needed, what they share.
static look look_at_two(walk *w, const node *n) {
    look a = look_at(w, n->a);
    bool decides = n->op == OP_OR;
    if (set_is(a.truth, decides))
        return a;
    look b = look_at(w, n->b);
    if (set_is(a.truth, !decides) || set_is(b.truth, decides))
        return b;
    if (set_is(b.truth, !decides))
        return a;
    if (decides)
        return (look){set_or(a.truth, b.truth), a.to_false & b.to_false, a.to_true | b.to_true};
    return (look){set_and(a.truth, b.truth), a.to_false | b.to_false, a.to_true & b.to_true};
}

static look look_at(walk *w, node_idx idx) {
    const node *n = &w->law->nodes[idx];
    if (n->op == OP_AND || n->op == OP_OR)
        return look_at_two(w, n);
    if (n->op == OP_NOT) {
        look a = look_at(w, n->a);
        return (look){set_not(a.truth), a.to_true, a.to_false};
    }
    set v = walk_node(w, idx);
    return (look){v, v.live, v.live};
}

// ---- a plain bound: `fact <= limit`, perhaps only when the fact is given -------------------------------------------

typedef struct {
    uint32_t fact;
    op op;
    node_idx limit;
    bool or_none;
} bound;

static bool is_fact(const law *l, node_idx idx, uint32_t fact) {
    return l->nodes[idx].op == OP_FACT && l->nodes[idx].num == fact;
}

static node_idx without_double_not(const law *l, node_idx idx) {
    while (l->nodes[idx].op == OP_NOT && l->nodes[l->nodes[idx].a].op == OP_NOT)
        idx = l->nodes[l->nodes[idx].a].a;
    return idx;
}

static bool read_bound(const law *l, node_idx idx, bound *out) {
    const node *n = &l->nodes[idx];
    out->or_none = n->op == OP_OR;
    const node *relation = out->or_none ? &l->nodes[n->b] : n;
    if (relation->op < OP_LT || relation->op > OP_GE || l->nodes[relation->a].op != OP_FACT)
        return false;
    *out = (bound){(uint32_t)l->nodes[relation->a].num, relation->op, relation->b, out->or_none};
    const node *unless = &l->nodes[without_double_not(l, n->a)];
    return !out->or_none || (unless->op == OP_IS_NONE && is_fact(l, unless->a, out->fact));
}

// What is certain to be the limit is where the range ends. False: it is not certain, or the must is something else.
static bool by_bound(tightening *t, uint32_t idx, bool *is_anybody) {
    bound b;
    if (!read_bound(t->w->law, t->w->law->musts[idx].truth, &b) || (t->w->law->derived >> b.fact & 1))
        return false;  // a fact that follows from others is narrowed by them
    set limit = walk_node(t->w, b.limit), *v = &t->values[b.fact], before = *v;
    if (limit.live != 0 || limit.none || limit.lo != limit.hi || limit.lo == INT64_MIN || limit.lo == INT64_MAX)
        return false;
    if (b.op == OP_LT || b.op == OP_LE)
        v->hi = num_min(v->hi, limit.lo - (b.op == OP_LT));
    else
        v->lo = num_max(v->lo, limit.lo + (b.op == OP_GT));
    v->none &= b.or_none;
    kind k = t->w->law->facts[b.fact].type.kind;
    *v = set_settle(k, *v);
    t->changed |= set_is_same(k, before, *v) ? 0 : bit_of(b.fact);
    *is_anybody = !set_is_empty(k, *v);
    if (idx < MUSTS_KEPT)
        t->hangs_on[idx] = 0;  // whatever else is taken away, what is left keeps the bound
    return true;
}

// A must that is no plain difference.
static bool by_truth(tightening *t, uint32_t idx) {
    const must *m = &t->w->law->musts[idx];
    bool is_anybody;
    walk_restart(t->w, t->values);
    if (by_bound(t, idx, &is_anybody))
        return is_anybody;
    look now = look_at(t->w, m->truth);
    if (idx < MUSTS_KEPT)
        t->hangs_on[idx] = now.truth.live;
    if (!set_can(now.truth, true))
        return false;
    for (uint64_t rest = now.to_false; rest != 0; rest &= rest - 1)
        if (!shave(t, m, (uint32_t)__builtin_ctzll(rest)))
            return false;
    return true;
}

static bool by_differences(const law *l, set *values, uint64_t *changed, const must **failed) {
    uint64_t now = UINT64_MAX;
    for (int round = 0; now != 0 && round < MOST_ROUNDS; round++) {
        now = 0;
        for (uint32_t i = 0; i < l->n_musts; i++) {
            *failed = &l->musts[i];
            if (l->musts[i].is_difference && !by_difference(values, &l->musts[i], &now))
                return false;
        }
        *changed |= now;
    }
    return true;
}

bool tighten_differences(const law *l, set *values, const must **failed) {
    uint64_t changed = 0;
    return by_differences(l, values, &changed, failed);
}

static bool is_settled(const tightening *t, uint32_t idx, uint64_t changed) {
    return t->w->law->musts[idx].is_difference || (idx < MUSTS_KEPT && (t->hangs_on[idx] & changed) == 0);
}

static bool by_truths(tightening *t, uint64_t most_steps, const must **failed) {
    const law *l = t->w->law;
    uint64_t before = t->changed;
    t->changed = 0;
    for (uint32_t i = 0; i < l->n_musts && t->w->n_steps < most_steps; i++) {
        *failed = &l->musts[i];
        if (!is_settled(t, i, before | t->changed) && !by_truth(t, i))
            return false;
    }
    return true;
}

static void settle(const law *l, set *values, uint64_t facts) {
    for (uint64_t rest = facts; rest != 0; rest &= rest - 1) {
        uint32_t f = (uint32_t)__builtin_ctzll(rest);
        values[f] = set_settle(l->facts[f].type.kind, values[f]);
    }
}

bool tighten(walk *w, set *values, const must **failed) {
    const law *l = w->law;
    tightening t = {w, values, UINT64_MAX, {0}};
    memset(t.hangs_on, 0xFF, sizeof t.hangs_on);
    uint64_t most_steps = w->n_steps + MOST_STEPS, moved = 0;
    for (int round = 0; t.changed != 0 && round < MOST_ROUNDS; round++) {
        uint64_t now = 0;
        bool is_anybody = by_differences(l, values, &now, failed);
        moved |= now;
        t.changed |= now;
        if (!is_anybody || !by_truths(&t, most_steps, failed))
            return false;
    }
    settle(l, values, moved);
    walk_restart(w, values);
    return true;
}
