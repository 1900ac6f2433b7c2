// SPDX-License-Identifier: Apache-2.0
// The check-up before a renewal and the search for causes after it say the same, under the real law.
//
//   anybody:    a condition is wrong exactly when it is a reason; one that may become a reason is open; one that is fine
//               is no reason however the check-up's questions are answered
//   any route:  answered in full it decides, within the questions promised; what it says is certain is so for everybody
//               who is as the route supposes
#include "prop/shanghai.h"
#include "prop/world.h"
#include "test.h"

#include <stdlib.h>

enum { COMPLETIONS = 1 };

static arena mem;  // of one person

static bool has_reason(const jifen_reason *list, size_t n, str code) {
    for (size_t i = 0; i < n; i++)
        if (str_is(list[i].code, code))
            return true;
    return false;
}

static bool assess(const jifen_law *l, const person *p, jifen_answer *out) {
    err e;
    err_clear(&e);
    return jifen_assess(l, p, (jifen_wishes){0}, &mem, out, &e) == RC_OK;
}

static const jifen_condition *conditions_of(const jifen_answer *a, const person *p, size_t *n) {
    const jifen_condition *list = NULL;
    err e;
    err_clear(&e);
    CHECK_INT(jifen_conditions(a, p, jifen_find_tool(a->law, TOOL_CONDITIONS), &mem, &list, n, &e), RC_OK);
    CHECK(*n > 0);
    return list;
}

// ---- anybody ---------------------------------------------------------------------------------------------------------

static void check_same(const jifen_answer *a, const jifen_condition *c) {
    bool is_reason = has_reason(a->reasons, a->n_reasons, c->code);
    bool is_possible = has_reason(a->possible, a->n_possible, c->code);
    CHECK_INT(c->state == CONDITION_WRONG, is_reason);
    if (is_possible)
        CHECK_INT(c->state, CONDITION_OPEN);
}

// Whatever the check-up can still ask gets a value; what the law refuses is left out again.
static person complete(world *w, const person *p, rng *r) {
    const jifen_tool *t = jifen_find_tool(w->law, TOOL_CONDITIONS);
    person out = *p;
    jifen_answer a;
    err e;
    for (size_t i = 0; i < t->n_facts; i++) {
        size_t f = t->facts[i];
        person before = out;
        if (out.given[f] == GIVEN_SET && !world_is_open(w->law, p, f))
            continue;
        set v = world_value(w->law, f, p->on, r);
        err_clear(&e);
        bool is_within = out.given[f] != GIVEN_SET ||
                         !set_is_empty(jifen_fact_at(w->law, f)->type.kind,
                                       set_meet(jifen_fact_at(w->law, f)->type.kind, v, out.value[f]));
        if (!is_within || jifen_put_set(w->law, &out, f, v, &e) != RC_OK ||
            world_assess(w, &out, &a, &e) != RC_OK)
            out = before;
    }
    return out;
}

static size_t n_people, n_completed, n_of_state[3];

static void check_person(world *w, rng *r) {
    const jifen_law_info *info = jifen_info(w->law);
    person p;
    world_person(w, rng_between(r, info->from, info->to), rng_chance(r, 40) ? 0 : 60, r, &p);
    jifen_answer a, b;
    size_t n = 0;
    if (!assess(w->law, &p, &a))
        return;
    n_people++;
    const jifen_condition *list = conditions_of(&a, &p, &n);
    for (size_t i = 0; i < n; i++) {
        check_same(&a, &list[i]);
        n_of_state[list[i].state]++;
    }
    for (int k = 0; k < COMPLETIONS; k++) {
        person full = complete(w, &p, r);
        if (!assess(w->law, &full, &b))
            continue;
        n_completed++;
        for (size_t i = 0; i < n; i++)
            if (list[i].state == CONDITION_FINE && !CHECK(!has_reason(b.reasons, b.n_reasons, list[i].code)))
                printf("%.*s\n", (int)list[i].code.len, list[i].code.ptr);
    }
}

// ---- routes ----------------------------------------------------------------------------------------------------------

// What a page would ask is answered: a rung where one question stands for several facts. False: refused.
static bool answer_route(world *w, const jifen_route *way, rng *r, person *p) {
    jifen_answer a;
    err e;
    for (size_t i = 0; i < way->n_facts; i++) {
        const jifen_ladder *of = jifen_find_ladder(w->law, way->facts[i]);
        err_clear(&e);
        if (of != NULL)
            jifen_put_rung(p, &of->rungs[rng_between(r, 0, (int64_t)of->n_rungs - 1)]);
        else if (jifen_put_set(w->law, p, way->facts[i], world_value(w->law, way->facts[i], p->on, r), &e) !=
                 RC_OK)
            return false;
    }
    return world_assess(w, p, &a, &e) == RC_OK;
}

// Somebody who is as the route supposes: single values within what is open.
static person somebody_like(world *w, const person *p, rng *r) {
    person out = *p;
    jifen_answer a;
    err e;
    for (size_t f = 0; f < jifen_n_facts(w->law); f++) {
        person before = out;
        if (!world_is_open(w->law, p, f))
            continue;
        const jifen_type *t = &jifen_fact_at(w->law, f)->type;
        set v = world_value(w->law, f, p->on, r);
        if (p->given[f] == GIVEN_SET && t->kind == KIND_NUMBER) {
            int64_t one = rng_between(r, p->value[f].lo, p->value[f].hi);
            v = set_range(one, one, 0);
        } else if (p->given[f] == GIVEN_SET && set_is_empty(t->kind, set_meet(t->kind, v, p->value[f])))
            continue;
        err_clear(&e);
        if (jifen_put_set(w->law, &out, f, v, &e) != RC_OK || world_assess(w, &out, &a, &e) != RC_OK)
            out = before;
    }
    return out;
}

static size_t n_walked, n_like;

static void check_certain(const jifen_answer *said, const jifen_answer *other) {
    for (size_t i = 0; i < said->n_reasons; i++)
        if (!CHECK(has_reason(other->reasons, other->n_reasons, said->reasons[i].code)))
            printf("%.*s\n", (int)said->reasons[i].code.len, said->reasons[i].code.ptr);
}

static void check_route(world *w, const jifen_tool *t, const jifen_route *way, rng *r) {
    const jifen_law_info *info = jifen_info(w->law);
    person p;
    jifen_answer a, b;
    size_t n = 0;
    jifen_person_init(&p, rng_between(r, info->from, info->to));
    CHECK(1 + way->n_facts <= t->most);
    if (!answer_route(w, way, r, &p))
        return;
    const person given = p;
    uint64_t put = jifen_suppose(w->law, way, &mem, &p);
    if (put + 1 != (uint64_t)1 << way->n_supposes || !assess(w->law, &p, &a))
        return;
    n_walked++;
    CHECK(a.verdict.len > 0 && (!a.is_open || way->n_supposes == 0));
    const jifen_condition *list = conditions_of(&a, &given, &n);
    for (size_t i = 0; i < n; i++)
        check_same(&a, &list[i]);
    person like = somebody_like(w, &p, r);
    if (!assess(w->law, &like, &b))
        return;
    n_like++;
    check_certain(&a, &b);
}

static void check_one_route(world *w, rng *r) {
    const jifen_tool *t = jifen_find_tool(w->law, TOOL_REASONS);
    check_route(w, t, &t->routes[(uint64_t)check_row % t->n_routes], r);
}

int main(int argc, char **argv) {
    uint64_t n = argc > 1 ? strtoull(argv[1], NULL, 10) : 1000;
    arena packs;
    arena_init(&packs, arena_malloc(), 0);
    arena_init(&mem, arena_malloc(), 0);
    world w = {.law = shanghai_law(&packs)};
    arena_init(&w.mem, arena_malloc(), 0);
    for (uint64_t seed = 1; seed <= n; seed++) {
        rng r = {seed};
        check_row = (int)seed;
        check_person(&w, &r);
        arena_reset(&mem);
        check_one_route(&w, &r);
        arena_reset(&mem);
    }
    printf("%zu people, %zu completed; fine %zu, wrong %zu, open %zu; %zu routes answered, %zu like them\n",
           n_people, n_completed, n_of_state[0], n_of_state[1], n_of_state[2], n_walked, n_like);
    CHECK(n_people > 0 && n_completed > 0 && n_walked > 0 && n_like > 0);
    arena_done(&w.mem);
    arena_done(&mem);
    arena_done(&packs);
    CHECK_MAIN();
}
