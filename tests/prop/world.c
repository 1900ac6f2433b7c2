// SPDX-License-Identifier: Apache-2.0
#include "prop/world.h"

#include "base/num.h"

// ---- chance (splitmix64, Steele, Lea and Flood 2014) ---------------------------------------------------------------

uint64_t rng_next(rng *r) {
    uint64_t z = (r->state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

int64_t rng_between(rng *r, int64_t lo, int64_t hi) {
    return lo + (int64_t)(rng_next(r) % ((uint64_t)(hi - lo) + 1));
}

bool rng_chance(rng *r, int64_t percent) {
    return rng_between(r, 0, 99) < percent;
}

// ---- people ----------------------------------------------------------------------------------------------------------

static set random_day(const jifen_type *t, int64_t on, rng *r) {
    if (t->may_be_none && rng_chance(r, 40))
        return set_none();
    int64_t ago = rng_chance(r, 60) ? rng_between(r, -60, 120) : rng_between(r, 0, 22000);
    return set_one(KIND_DATE, on - ago);
}

static set random_number(set domain, rng *r) {
    if (rng_chance(r, 15))
        return set_one(KIND_NUMBER, domain.lo);
    if (rng_chance(r, 15))
        return set_one(KIND_NUMBER, domain.hi);
    int64_t near = rng_chance(r, 50) ? num_min(domain.hi, domain.lo + 60) : domain.hi;
    return set_one(KIND_NUMBER, rng_between(r, domain.lo, near));
}

set world_value(const jifen_law *l, size_t fact, int64_t on, rng *r) {
    const jifen_type *t = &jifen_fact_at(l, fact)->type;
    switch (t->kind) {
    case KIND_BOOL: return set_one(KIND_BOOL, rng_between(r, 0, 1));
    case KIND_ENUM: return set_one(KIND_ENUM, rng_between(r, 0, (int64_t)t->n_options - 1));
    case KIND_SET: return set_one(KIND_SET, (int64_t)(rng_next(r) & rng_next(r)) & ((1 << t->n_options) - 1));
    case KIND_DATE: return random_day(t, on, r);
    case KIND_NUMBER:
    case KIND_MONTH: break;
    }
    return random_number(t->domain, r);
}

// Several values instead of one: a range, some options; a set of options stays one.
static set widen(const jifen_type *t, set v, rng *r) {
    if (t->kind == KIND_BOOL)
        return set_tri(true, true, 0);
    if (t->kind == KIND_ENUM) {
        v.lo |= (int64_t)(rng_next(r) & (((uint64_t)1 << t->n_options) - 1));
    } else if ((t->kind == KIND_NUMBER || t->kind == KIND_DATE) && !v.none) {
        v.hi = num_min(t->domain.hi, v.hi + rng_between(r, 1, 30));
    }
    return v;
}

static void put_random(world *w, person *p, size_t fact, int64_t open_percent, rng *r) {
    const jifen_fact *f = jifen_fact_at(w->law, fact);
    if (f->is_records || rng_chance(r, f->is_derived ? 30 : 10))
        return;
    if (rng_chance(r, open_percent / 2)) {
        jifen_put_null(p, fact);
        return;
    }
    set v = world_value(w->law, fact, p->on, r);
    if (rng_chance(r, open_percent / 2))
        v = widen(&f->type, v, r);
    err e;
    err_clear(&e);
    if (jifen_put_set(w->law, p, fact, v, &e) != RC_OK)
        p->given[fact] = GIVEN_NOT;  // outside the domain: not given
}

rc world_assess(world *w, const person *p, jifen_answer *out, err *e) {
    arena_reset(&w->mem);
    err_clear(e);
    return jifen_assess(w->law, p, (jifen_wishes){.brief = true}, &w->mem, out, e);
}

rc world_answer(world *w, const person *p, jifen_answer *out, err *e) {
    arena_reset(&w->mem);
    err_clear(e);
    return jifen_assess(w->law, p, (jifen_wishes){0}, &w->mem, out, e);
}

void world_person(world *w, int64_t on, int64_t open_percent, rng *r, person *p) {
    jifen_answer a;
    err e;
    jifen_person_init(p, on);
    for (size_t f = 0; f < jifen_n_facts(w->law); f++) {
        person before = *p;
        put_random(w, p, f, open_percent, r);
        for (int tries = 0; world_assess(w, p, &a, &e) != RC_OK; tries++) {
            *p = before;
            if (tries == 3)
                break;
            put_random(w, p, f, open_percent, r);
        }
    }
}

bool world_is_open(const jifen_law *l, const person *p, size_t fact) {
    const jifen_fact *f = jifen_fact_at(l, fact);
    if (f->is_records)
        return false;
    if (p->given[fact] == GIVEN_SET)
        return !set_is_one(f->type.kind, p->value[fact]);
    return !f->is_from_facts && (p->given[fact] == GIVEN_NULL || !f->has_default);
}

// ---- laws ------------------------------------------------------------------------------------------------------------

static void put_head(rng *r, buf *out) {
    (void)r;
    BUF_LIT(out, "---\nlaw: random\ntitle: random\npart: 1\nin force: 2024-01-01..2027-12-31\n"
                 "checked: 2026-01-01\nagain: 2027-01-01\nunit: p\n---\n\n```law\n"
                 "source S \"a source\" own low\nsection s \"section\"\n");
}

enum { N_INTS = 3, INT_MOST = 6 };

static void put_facts(rng *r, buf *out) {
    BUF_LIT(out, "fact kind enum \"kind\"\n  ask \"?\"\n  a \"a\"\n  b \"b\"\n  c \"c\"\n");
    BUF_LIT(out, "fact flag bool \"flag\"\n  ask \"?\"\n");
    BUF_LIT(out, "fact other bool \"other\" presumed false\n  ask \"?\"\n");
    for (int64_t i = 0; i < N_INTS; i++)
        buf_print(out, "fact n{i} int 0..{i} \"n\"\n  ask \"?\"\n", i, (int64_t)INT_MOST);
    if (rng_chance(r, 60))
        buf_print(out, "must n0 <= n1 \"order\"\n");
    if (rng_chance(r, 40))
        buf_print(out, "must n1 <= n2 + {i} \"order\"\n", rng_between(r, 0, 2));
    if (rng_chance(r, 40))
        buf_print(out, "must n2 <= {i} when flag \"flagged\"\n", rng_between(r, 1, INT_MOST - 1));
}

static void put_cut_table(rng *r, int64_t i, buf *out) {
    int64_t cut = rng_between(r, 1, INT_MOST);
    buf_print(out, "points p{i} \"p\" cite S\n  n{i} < {i}  -> {i}\n  n{i} >= {i} -> {i} * n{i} - {i}\n", i,
              i, cut, rng_between(r, 0, 9), i, cut, rng_between(r, 0, 4), i, rng_between(r, 0, 5));
}

static void put_steps(rng *r, buf *out) {
    int64_t high = rng_between(r, 3, INT_MOST);
    buf_print(
        out, "points steps \"steps\" cite S first of\n  n1 >= {i} -> {i}\n  n2 >= {i} -> {i}\n  otherwise -> {i}\n",
        high, rng_between(r, 5, 20), rng_between(r, 1, INT_MOST), rng_between(r, 0, 9), rng_between(r, 0, 4));
}

static void put_kinds(rng *r, buf *out) {
    buf_print(
        out, "points kinds \"kinds\" cite S by kind\n  a -> {i}\n  b -> if flag then {i} else n0\n  c -> {i}\n",
        rng_between(r, 0, 9), rng_between(r, 0, 9), rng_between(r, 0, 20));
    buf_print(
        out,
        "points flags \"flags\" cite S\n  flag and kind is {s} -> {i}\n  not (flag and kind is {s}) -> {i}\n",
        STR("a"), rng_between(r, 0, 9), STR("a"), rng_between(r, 0, 3));
    buf_print(out, "points extra \"extra\" cite S\n  other -> {i}\n  not other -> 0\n", rng_between(r, 1, 9));
}

static void put_checks(rng *r, buf *out) {
    int64_t aim = rng_between(r, 10, 40);
    BUF_LIT(out,
            "points total \"total\" cite S sum of p0, p1, steps, kinds, flags, best, extra at least 0\n");
    buf_print(out, "goal enough \"enough\" = points total >= {i}\n", aim);
    buf_print(
        out, "check low \"low\" cite S\n  when points total < {i}\n  meaning \"m\"\n  look \"看。\"\n  remedy \"r\"\n  recoverable\n",
        aim);
    buf_print(
        out, "check odd \"odd\" cite S\n  when kind is {s} and n2 < {i}\n  meaning \"m\"\n  look \"看。\"\n  remedy \"r\"\n  permanent\n",
        rng_chance(r, 50) ? STR("b") : STR("c"), rng_between(r, 1, INT_MOST));
    BUF_LIT(out, "check never \"n\" cite S\n  when kind is not b and not other and flag\n  meaning \"m\"\n  "
                 "look \"看。\"\n  "
                 "remedy \"r\"\n"
                 "  recoverable\n");
    BUF_LIT(out,
            "verdict \"v\"\n  bad \"bad\" : odd\n  stop \"stop\" : low, never\n  good \"good\" otherwise\n"
            "  unknown \"open\" open\n");
}

void world_law(rng *r, buf *out) {
    put_head(r, out);
    put_facts(r, out);
    put_cut_table(r, 0, out);
    put_cut_table(r, 1, out);
    put_steps(r, out);
    put_kinds(r, out);
    buf_print(out, "points best \"best\" cite S best of p0, kinds\n");
    put_checks(r, out);
    BUF_LIT(out, "```\n");
}
