// SPDX-License-Identifier: Apache-2.0
// What can be told in place of a fact: less of the person, and the same answer. Years of age for a day of birth.
#include "engine/work.h"

// Worked out from others, and asked too.
static bool can_follow(const fact *f) {
    return f->from != 0 && !f->from_records && f->ask.len > 0;
}

static set value_of(const jifen_law *l, const person *p, size_t fact, arena *mem) {
    work k;
    jifen_answer out;
    err e;
    err_clear(&e);
    if (work_begin(&k, l, p, (jifen_wishes){0}, mem, &out, &e) != RC_OK)
        return l->law->facts[fact].domain;
    return walk_fact(&k.w, (uint32_t)fact);
}

static bool is_same_points(const jifen_answer *a, const jifen_answer *b) {
    bool is_same = a->n_goals == b->n_goals && a->n_reasons == b->n_reasons && str_is(a->verdict, b->verdict);
    for (size_t i = 0; i < a->n_points && is_same; i++)
        is_same = a->points[i].least == b->points[i].least && a->points[i].most == b->points[i].most;
    return is_same;
}

static bool answers_alike(const jifen_answer *a, const person *p, arena *mem) {
    jifen_answer b;
    err e;
    err_clear(&e);
    return jifen_assess(a->law, p, (jifen_wishes){0}, mem, &b, &e) == RC_OK && is_same_points(a, &b);
}

// `other` in place of `fact`: worked out from it, known by it alone, and enough.
static bool can_stand_in(const jifen_answer *a, const person *who, size_t told, size_t other, arena *mem,
                         set *value) {
    const fact *f = &a->law->law->facts[other];
    if (!can_follow(f) || who->given[other] != GIVEN_NOT)
        return false;
    person less = *who;
    err e;
    err_clear(&e);
    *value = value_of(a->law, who, other, mem);
    less.given[told] = GIVEN_NOT;
    return set_is_one(f->type.kind, *value) && !set_is_one(f->type.kind, value_of(a->law, &less, other, mem)) &&
           jifen_put_set(a->law, &less, other, *value, &e) == RC_OK && answers_alike(a, &less, mem);
}

// `other` as it follows from `told`; false: it does not.
static bool follows(const jifen_law *l, const person *who, size_t told, size_t other, arena *mem, set *value) {
    if (!can_follow(&l->law->facts[other]))
        return false;
    person with = *who;
    with.given[other] = GIVEN_NOT;
    person without = with;
    without.given[told] = GIVEN_NOT;
    *value = value_of(l, &with, other, mem);
    return !set_is_same(l->law->facts[other].type.kind, *value, value_of(l, &without, other, mem));
}

bool jifen_tells_less(const jifen_law *l, const person *who, size_t fact, arena *mem, jifen_bound *out) {
    for (size_t other = 0; other < jifen_n_facts(l); other++)
        if (other != fact && follows(l, who, fact, other, mem, &out->values)) {
            out->fact = other;
            return true;
        }
    return false;
}

// While nothing is known, what a fact follows from is what its value can still depend on.
bool jifen_has_less(const jifen_law *l, const person *who, size_t fact, arena *mem) {
    person nobody;
    bool has = false;
    jifen_person_init(&nobody, who->on);
    for (size_t other = 0; other < jifen_n_facts(l) && !has; other++)
        has = other != fact && can_follow(&l->law->facts[other]) &&
              (value_of(l, &nobody, other, mem).live >> fact & 1) != 0;
    return has;
}

bool jifen_stand_in(const jifen_answer *a, const person *who, size_t fact, arena *mem, jifen_bound *out) {
    for (size_t other = 0; other < jifen_n_facts(a->law); other++)
        if (can_stand_in(a, who, fact, other, mem, &out->values)) {
            out->fact = other;
            return true;
        }
    return false;
}
