// SPDX-License-Identifier: Apache-2.0
#include "eval/box.h"

#include "eval/explain.h"
#include "eval/tighten.h"

#include <assert.h>

static uint64_t bit_of(uint32_t f) {
    return (uint64_t)1 << f;
}

void box_open_fact(const law *l, uint32_t idx, set *values) {
    const fact *f = &l->facts[idx];
    set v = f->domain;
    v.live = bit_of(idx);
    values[idx] = set_settle(f->type.kind, v);
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
        if (w->who->given[i] == GIVEN_SET)
            b->values[i] = given_value(w->who, &l->facts[i], i);
        else
            box_open_fact(l, i, b->values);
    }
}

// Defaults in two rounds: plain ones first, so that those that depend on other facts see them.
static void put_presumed(walk *w, box *b) {
    const law *l = w->law;
    for (int round = 0; round < 2; round++) {
        walk_restart(w, b->values);
        for (uint64_t rest = l->presumed; rest != 0; rest &= rest - 1) {
            uint32_t i = (uint32_t)__builtin_ctzll(rest);
            node_idx presumed = l->facts[i].presumed;
            if (w->who->given[i] != GIVEN_NOT || (l->nodes[presumed].op == OP_IF) != (round == 1))
                continue;
            b->values[i] = walk_node(w, presumed);
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

// A fact derived from others and given too: some value must fit both.
static rc check_agreement(walk *w, err *e) {
    for (uint64_t rest = w->law->derived; rest != 0; rest &= rest - 1) {
        uint32_t i = (uint32_t)__builtin_ctzll(rest);
        if (set_is_empty(w->law->facts[i].type.kind, walk_fact(w, i)))
            return explain_disagreement(w, i, e);
    }
    return RC_OK;
}

static rc put_all(walk *w, box *b, err *e) {
    b->presumed = 0;
    w->from_records = w->overridden = 0;
    put_given(w, b);
    put_presumed(w, b);
    return put_records(w, b, e);
}

// What the must that cannot hold stands against is what was there before the musts took anything away.
rc box_make(walk *w, box *b, err *e) {
    rc code = put_all(w, b, e);
    if (code != RC_OK)
        return code;
    const must *failed = NULL;
    if (!tighten(w, b->values, &failed)) {
        code = put_all(w, b, e);
        assert(code == RC_OK);  // as before
        if (w->dispute < 0)
            return explain_must(w, b->values, failed, e);
        walk_restart(w, b->values);
    }
    return check_agreement(w, e);
}

void box_open(const law *l, set *values) {
    for (uint32_t f = 0; f < l->n_facts; f++) {
        values[f] = l->facts[f].domain;
        values[f].live = bit_of(f);
    }
}
