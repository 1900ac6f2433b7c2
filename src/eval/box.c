// SPDX-License-Identifier: Apache-2.0
#include "eval/box.h"

#include "base/num.h"
#include "eval/explain.h"

#include <string.h>

// Musts that tighten each other step by step, or are long: what is not taken away is only less tight.
enum { MOST_ROUNDS = 64, MOST_STEPS = 1 << 20 };

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

// left - right <= limit, where both are given. A side is bounded only by a side that is certainly there.
static bool tighten_difference(set *values, const must *m, bool *changed) {
    set *left = &values[m->left], *right = &values[m->right];
    if (left->lo > left->hi || right->lo > right->hi)
        return true;
    int64_t most, least;
    if (!right->none && !ckd_add(&most, right->hi, m->limit) && left->hi > most) {
        left->hi = most;
        *changed = true;
    }
    if (left->lo > left->hi)
        return left->none;
    if (!left->none && !ckd_sub(&least, left->lo, m->limit) && right->lo < least) {
        right->lo = least;
        *changed = true;
    }
    return right->lo <= right->hi || right->none;
}

static bool is_impossible(walk *w, set *values, const must *m, uint32_t f, set trial) {
    set before = values[f];
    values[f] = trial;
    walk_restart(w, values);
    bool impossible = set_is(walk_node(w, m->truth), false);
    values[f] = before;
    return impossible;
}

static void shave_options(walk *w, set *values, const must *m, uint32_t f) {
    for (int64_t rest = values[f].lo; rest != 0; rest &= rest - 1) {
        set trial = {.lo = rest & -rest, .live = values[f].live};
        if (is_impossible(w, values, m, f, trial))
            values[f].lo &= ~trial.lo;
    }
}

static set part(set v, int64_t lo, int64_t hi) {
    return (set){lo, hi, v.live, false};
}

// Move one end of an interval inwards over what is impossible, by halving.
static void shave_end(walk *w, set *values, const must *m, uint32_t f, bool low_end) {
    set v = values[f];
    int64_t lo = v.lo, hi = v.hi;
    if (!is_impossible(w, values, m, f, low_end ? part(v, lo, lo) : part(v, hi, hi)))
        return;
    while (lo <= hi) {
        int64_t mid = lo + (hi - lo) / 2;
        bool gone = is_impossible(w, values, m, f, low_end ? part(v, v.lo, mid) : part(v, mid, v.hi));
        if (gone == low_end)
            lo = mid + 1;
        else
            hi = mid - 1;
    }
    if (low_end)
        values[f].lo = lo;
    else
        values[f].hi = hi;
}

static void shave_range(walk *w, set *values, const must *m, uint32_t f) {
    set none = set_none();
    if (values[f].none && is_impossible(w, values, m, f, none))
        values[f].none = false;
    if (values[f].lo <= values[f].hi)
        shave_end(w, values, m, f, true);
    if (values[f].lo <= values[f].hi)
        shave_end(w, values, m, f, false);
}

// A must that is no plain difference: try away what makes it certainly false.
static bool tighten_truth(walk *w, set *values, const must *m, bool *changed) {
    walk_restart(w, values);
    set truth = walk_node(w, m->truth);
    if (!set_can(truth, true))
        return false;
    for (uint32_t f = 0; f < w->law->n_facts; f++) {
        kind k = w->law->facts[f].type.kind;
        if (!(truth.live >> f & 1) || k == KIND_SET || set_is_one(k, values[f]))
            continue;
        set before = values[f];
        if (k == KIND_BOOL || k == KIND_ENUM)
            shave_options(w, values, m, f);
        else
            shave_range(w, values, m, f);
        values[f] = set_settle(k, values[f]);
        if (set_is_empty(k, values[f]))
            return false;
        *changed |= !set_is_same(k, before, values[f]);
    }
    return true;
}

bool box_tighten_differences(const law *l, set *values, const must **failed) {
    bool changed = true;
    for (int round = 0; changed && round < MOST_ROUNDS; round++) {
        changed = false;
        for (uint32_t i = 0; i < l->n_musts; i++) {
            *failed = &l->musts[i];
            if (l->musts[i].is_difference && !tighten_difference(values, &l->musts[i], &changed))
                return false;
        }
    }
    return true;
}

bool box_tighten(walk *w, set *values, const must **failed) {
    const law *l = w->law;
    bool changed = true;
    uint64_t most_steps = w->n_steps + MOST_STEPS;
    for (int round = 0; changed && round < MOST_ROUNDS; round++) {
        if (!box_tighten_differences(l, values, failed))
            return false;
        changed = false;
        for (uint32_t i = 0; i < l->n_musts && w->n_steps < most_steps; i++) {
            *failed = &l->musts[i];
            if (!l->musts[i].is_difference && !tighten_truth(w, values, &l->musts[i], &changed))
                return false;
        }
    }
    for (uint32_t f = 0; f < l->n_facts; f++)
        values[f] = set_settle(l->facts[f].type.kind, values[f]);
    walk_restart(w, values);
    return true;
}

// A fact derived from others and given too: some value must fit both.
static rc check_agreement(walk *w, err *e) {
    for (uint32_t i = 0; i < w->law->n_facts; i++) {
        const fact *f = &w->law->facts[i];
        if (f->from == 0 || f->from_records || !set_is_empty(f->type.kind, walk_fact(w, i)))
            continue;
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
