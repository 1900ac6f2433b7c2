// SPDX-License-Identifier: Apache-2.0
// What is missing to the next points of a line: the next rung of a ladder, or the next number where a line looks at
// one number alone and only rises with it.
#include "engine/work.h"

// The line for anybody within these bounds.
static set points_within(work *k, const person *nobody, uint32_t rule, const jifen_bound *bounds, size_t n) {
    set *values = k->other_box.values;
    box_open(k->l, values);
    for (size_t i = 0; i < n; i++)
        values[bounds[i].fact] = bounds[i].values;
    walk_init(&k->other, k->l, nobody, values, NULL);
    return walk_rule(&k->other, rule);
}

static bool is_more(set points, int64_t now) {
    return points.lo == points.hi && points.lo > now;
}

static void put_next(const work *k, size_t fact, int64_t at, int64_t more, jifen_points *out) {
    set has = k->b.values[fact];
    out->next_fact = fact;
    out->next_at = at;
    out->next_lacks = has.lo == has.hi && !has.none ? at - has.lo : 0;
    out->next_more = more;
}

// ---- a ladder --------------------------------------------------------------------------------------------------------

static const jifen_ladder *ladder_of(const work *k, str name) {
    for (size_t i = 0; i < k->jl->n_ladders; i++)
        if (str_is(k->jl->ladders[i].name, name))
            return &k->jl->ladders[i];
    return NULL;
}

static bool has_answered(const work *k, const jifen_rung *all) {
    for (size_t i = 0; i < all->n_means; i++)
        if (k->b.values[all->means[i].fact].live == 0 || k->p->given[all->means[i].fact] == GIVEN_SET)
            return true;
    return false;
}

static void next_rung(work *k, const person *nobody, uint32_t rule, const jifen_ladder *of, jifen_points *out) {
    if (!has_answered(k, &of->rungs[of->n_rungs - 1]))
        return;
    for (size_t i = of->n_rungs - 1; i-- > 0;) {
        const jifen_rung *r = &of->rungs[i];
        set points = points_within(k, nobody, rule, r->means, r->n_means);
        const jifen_bound *own = &r->means[r->n_means - 1];
        if (!is_more(points, out->least))
            continue;
        put_next(k, own->fact, own->values.lo, points.lo - out->least, out);
        return;
    }
}

// ---- one number ------------------------------------------------------------------------------------------------------

// The only fact a line looks at, if it can be asked and the line only rises with it; -1: there is none.
static int only_fact(const work *k, uint32_t rule) {
    shape s = k->jl->shapes->rules[rule];
    uint64_t facts = shape_facts(s);
    if (facts == 0 || (facts & (facts - 1)) != 0 || facts != s.up || s.down != 0)
        return -1;
    int f = 0;
    while ((facts >> f & 1) == 0)
        f++;
    const fact *of = &k->l->facts[f];
    bool is_asked = of->type.kind == KIND_NUMBER && of->ask.len > 0 && !of->is_private;
    return is_asked && set_is_one(of->type.kind, k->b.values[f]) && (k->b.presumed >> f & 1) == 0 ? f : -1;
}

// Halving: below `lo` there are no more points than now, from `hi` on there are.
static void next_number(work *k, const person *nobody, uint32_t rule, size_t fact, jifen_points *out) {
    int64_t lo = k->b.values[fact].lo + 1, hi = k->l->facts[fact].domain.hi;
    jifen_bound at = {fact, set_range(hi, hi, 0)};
    if (lo > hi || !is_more(points_within(k, nobody, rule, &at, 1), out->least))
        return;
    while (lo < hi) {
        int64_t mid = lo + (hi - lo) / 2;
        at.values = set_range(mid, mid, 0);
        if (is_more(points_within(k, nobody, rule, &at, 1), out->least))
            hi = mid;
        else
            lo = mid + 1;
    }
    at.values = set_range(hi, hi, 0);
    put_next(k, fact, hi, points_within(k, nobody, rule, &at, 1).lo - out->least, out);
}

void work_next(work *k, const person *nobody, uint32_t rule, jifen_points *out) {
    const jifen_ladder *of = ladder_of(k, out->name);
    int fact = only_fact(k, rule);
    if (out->least != out->most)
        return;
    if (of != NULL)
        next_rung(k, nobody, rule, of, out);
    else if (fact >= 0)
        next_number(k, nobody, rule, (size_t)fact, out);
}
