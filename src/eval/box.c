// SPDX-License-Identifier: Apache-2.0
#include "eval/box.h"

#include "base/num.h"
#include "eval/explain.h"

#include <string.h>

// Musts that tighten each other step by step, or are long: what is not taken away is only less tight.
enum { MOST_ROUNDS = 64, MOST_STEPS = 1 << 20 };
// So many musts are left alone until a fact they hang on changes; further ones are looked at each time.
enum { MUSTS_KEPT = 64 };

static uint64_t bit_of(uint32_t f) {
    return (uint64_t)1 << f;
}

static set open_value(const fact *f, uint32_t idx) {
    set v = f->domain;
    v.live = bit_of(idx);
    return set_settle(f->type.kind, v);
}

static set given_value(const person *p, const fact *f, uint32_t idx) {
    set v = p->value[idx];
    v.live = bit_of(idx);
    return set_settle(f->type.kind, v);
}

// Everything that needs no evaluation. Facts with a default stand open until put_presumed.
static void put_given(const walk *w, box *b) {
    const law *l = w->law;
    for (uint32_t i = 0; i < l->n_facts; i++) {
        bool is_given = w->who->given[i] == GIVEN_SET;
        b->values[i] = is_given ? given_value(w->who, &l->facts[i], i) : open_value(&l->facts[i], i);
    }
}

// Defaults in two rounds: plain ones first, so that those that depend on other facts see them.
static void put_presumed(walk *w, box *b) {
    const law *l = w->law;
    for (int round = 0; round < 2; round++) {
        walk_restart(w, b->values);
        for (uint32_t i = 0; i < l->n_facts; i++) {
            const fact *f = &l->facts[i];
            bool is_plain = f->presumed != 0 && l->nodes[f->presumed].op != OP_IF;
            if (f->presumed == 0 || w->who->given[i] != GIVEN_NOT || is_plain != (round == 0))
                continue;
            b->values[i] = walk_node(w, f->presumed);
            b->presumed |= bit_of(i);
        }
    }
}

static bool has_records(const walk *w) {
    return w->law->records_fact >= 0 && w->who->given[w->law->records_fact] == GIVEN_SET;
}

static rc outside_domain(const fact *f, set derived, err *e) {
    err_about(e, f->name);
    return err_set(e, RC_INPUT, "expected at most {i}, found {i} in the records", f->domain.hi, derived.lo);
}

// One fact worked out from records, unless a given value wins.
static rc put_derived(walk *w, box *b, uint32_t i, err *e) {
    const fact *f = &w->law->facts[i];
    set derived = walk_node(w, f->from);
    bool is_known = set_is_one(f->type.kind, derived);
    if (is_known && !set_has(f->type.kind, f->domain, derived))
        return outside_domain(f, derived, e);
    bool is_given = w->who->given[i] == GIVEN_SET;
    if (is_given && is_known && !set_is_same(f->type.kind, b->values[i], derived))
        w->overridden |= bit_of(i);
    bool takes_derived = !is_given || (is_known && w->dispute >= 0 && f->dispute == w->dispute);
    if (!takes_derived)
        return RC_OK;
    w->from_records |= bit_of(i);
    derived = set_meet(f->type.kind, derived, f->domain);
    derived.live = bit_of(i);
    b->values[i] = set_settle(f->type.kind, derived);
    return RC_OK;
}

static rc put_records(walk *w, box *b, err *e) {
    if (!has_records(w))
        return RC_OK;
    walk_restart(w, b->values);
    for (uint32_t i = 0; i < w->law->n_facts; i++) {
        if (!w->law->facts[i].from_records)
            continue;
        rc code = put_derived(w, b, i, e);
        if (code != RC_OK)
            return code;
    }
    return RC_OK;
}

// ---- musts -----------------------------------------------------------------------------------------------------

// What can be taken away from whom, and what was: facts whose values changed since they were last looked at.
typedef struct {
    walk *w;
    set *values;
    uint64_t changed;
    uint64_t hangs_on[MUSTS_KEPT];  // the facts that each must hung on when it was looked at last
} tightening;

// left - right <= limit, where both are given. A side is bounded only by a side that is certainly there.
static bool tighten_difference(set *values, const must *m, uint64_t *changed) {
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
    if (a.truth.live == 0 || b.truth.live == 0)
        return set_is(b.truth, decides) || a.truth.live == 0 ? b : a;
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

// A must that is no plain difference.
static bool tighten_truth(tightening *t, uint32_t idx) {
    const must *m = &t->w->law->musts[idx];
    walk_restart(t->w, t->values);
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

static bool tighten_differences(const law *l, set *values, uint64_t *changed, const must **failed) {
    uint64_t now = UINT64_MAX;
    for (int round = 0; now != 0 && round < MOST_ROUNDS; round++) {
        now = 0;
        for (uint32_t i = 0; i < l->n_musts; i++) {
            *failed = &l->musts[i];
            if (l->musts[i].is_difference && !tighten_difference(values, &l->musts[i], &now))
                return false;
        }
        *changed |= now;
    }
    return true;
}

bool box_tighten_differences(const law *l, set *values, const must **failed) {
    uint64_t changed = 0;
    return tighten_differences(l, values, &changed, failed);
}

static bool is_settled(const tightening *t, uint32_t idx, uint64_t changed) {
    return t->w->law->musts[idx].is_difference || (idx < MUSTS_KEPT && (t->hangs_on[idx] & changed) == 0);
}

static bool tighten_truths(tightening *t, uint64_t most_steps, const must **failed) {
    const law *l = t->w->law;
    uint64_t before = t->changed;
    t->changed = 0;
    for (uint32_t i = 0; i < l->n_musts && t->w->n_steps < most_steps; i++) {
        *failed = &l->musts[i];
        if (!is_settled(t, i, before | t->changed) && !tighten_truth(t, i))
            return false;
    }
    return true;
}

bool box_tighten(walk *w, set *values, const must **failed) {
    const law *l = w->law;
    tightening t = {w, values, UINT64_MAX, {0}};
    memset(t.hangs_on, 0xFF, sizeof t.hangs_on);
    uint64_t most_steps = w->n_steps + MOST_STEPS;
    for (int round = 0; t.changed != 0 && round < MOST_ROUNDS; round++)
        if (!tighten_differences(l, values, &t.changed, failed) || !tighten_truths(&t, most_steps, failed))
            return false;
    for (uint32_t f = 0; f < l->n_facts; f++)
        values[f] = set_settle(l->facts[f].type.kind, values[f]);
    walk_restart(w, values);
    return true;
}

// A fact derived from others and given too: some value must fit both.
static rc check_agreement(walk *w, err *e) {
    for (uint64_t rest = w->law->derived; rest != 0; rest &= rest - 1) {
        uint32_t i = (uint32_t)__builtin_ctzll(rest);
        if (set_is_empty(w->law->facts[i].type.kind, walk_fact(w, i)))
            return explain_disagreement(w, i, e);
    }
    return RC_OK;
}

rc box_make(walk *w, box *b, err *e) {
    memset(b, 0, sizeof *b);
    w->from_records = w->overridden = 0;
    put_given(w, b);
    put_presumed(w, b);
    rc code = put_records(w, b, e);
    if (code != RC_OK)
        return code;
    set before[LIMIT_FACTS];
    memcpy(before, b->values, sizeof before);
    const must *failed = NULL;
    if (!box_tighten(w, b->values, &failed)) {
        if (w->dispute < 0)
            return explain_must(w, before, failed, e);
        memcpy(b->values, before, sizeof before);
        walk_restart(w, b->values);
    }
    return check_agreement(w, e);
}
