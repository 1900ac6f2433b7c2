// SPDX-License-Identifier: Apache-2.0
// A series is the plain answer of each day: for random people under the real law every day's total, goal and verdict are
// those of its segment, neighbouring segments differ, and a day without a change has the points and reasons of the day
// before.
#include "engine/series.h"
#include "prop/shanghai.h"
#include "prop/world.h"
#include "test.h"

#include <stdlib.h>

enum { DAYS = 200 };

// The person on a later day, told apart from the engine: what the law works out of other facts is not told.
static person on_day(const jifen_law *l, const person *p, int64_t day) {
    person later = *p;
    later.on = day;
    for (size_t f = 0; day > p->on && f < jifen_n_facts(l); f++)
        if (jifen_fact_at(l, f)->is_from_facts)
            later.given[f] = GIVEN_NOT;
    return later;
}

// Facts the law works out of others, of which nothing is given: those are told only once.
static void drop_what_follows(const jifen_law *l, person *p) {
    for (size_t f = 0; f < jifen_n_facts(l); f++)
        if (jifen_fact_at(l, f)->is_from_facts)
            p->given[f] = GIVEN_NOT;
}

static const series_change *change_on(const series_segment *g, int64_t day) {
    for (size_t i = 0; i < g->n_changes; i++)
        if (g->changes[i].day == day)
            return &g->changes[i];
    return NULL;
}

// A number that tells answers apart by their points and reasons.
static uint64_t mark_of(const jifen_answer *a) {
    uint64_t mark = 0;
    for (size_t i = 0; i < a->n_points; i++)
        mark = mark * 1000003 + (uint64_t)(a->points[i].least * 4099 + a->points[i].most);
    for (size_t i = 0; i < a->n_reasons; i++)
        mark = mark * 1000003 + (uintptr_t)a->reasons[i].code.ptr;
    for (size_t i = 0; i < a->n_possible; i++)
        mark = mark * 999983 + (uintptr_t)a->possible[i].code.ptr;
    return mark;
}

static void check_answer(const series *s, const series_segment *g, const jifen_answer *a) {
    const jifen_points *total = &a->points[a->goals[0].points];
    CHECK_STR(total->name, s->total_name);
    CHECK_INT(g->least, total->least);
    CHECK_INT(g->most, total->most);
    CHECK_INT(g->reaches, a->goals[0].holds);
    CHECK_STR(g->verdict, a->verdict);
    CHECK_STR(g->headline, a->headline);
    CHECK_INT(g->is_open, a->is_open);
}

static void check_neighbours(const series *s) {
    for (size_t i = 1; i < s->n_segments; i++) {
        const series_segment *a = &s->segments[i - 1], *b = &s->segments[i];
        CHECK_INT(b->from, a->to + 1);
        CHECK(a->state != b->state || a->least != b->least || a->most != b->most ||
              a->reaches != b->reaches || !str_is(a->headline, b->headline));
    }
}

static void check_days(world *w, const person *p, const series *s) {
    uint64_t mark = 0;
    bool has_mark = false;
    for (size_t i = 0; i < s->n_segments; i++)
        for (int64_t day = s->segments[i].from; day <= s->segments[i].to; day++) {
            const series_segment *g = &s->segments[i];
            person now = on_day(w->law, p, day);
            jifen_answer a;
            err e;
            err_clear(&e);
            rc code = world_assess(w, &now, &a, &e);
            series_state state = code == RC_OK                  ? SERIES_ANSWERED
                                 : day > jifen_info(w->law)->to ? SERIES_NOT_HELD
                                                                : SERIES_REFUSED;
            if (!CHECK_INT(g->state, state) || code != RC_OK) {
                has_mark = false;
                continue;
            }
            check_answer(s, g, &a);
            uint64_t next = mark_of(&a);
            CHECK_INT(change_on(g, day) != NULL, has_mark && (next != mark || day == g->from));
            mark = next;
            has_mark = true;
        }
}

static void check_person(world *w, const jifen *all, arena *mem, rng *r) {
    const jifen_law_info *info = jifen_info(w->law);
    int64_t on = rng_between(r, info->from, info->to);
    person p;
    world_person(w, on, rng_chance(r, 50) ? 0 : 30, r, &p);
    drop_what_follows(w->law, &p);
    jifen_answer a;
    series s;
    err e;
    err_clear(&e);
    if (world_assess(w, &p, &a, &e) != RC_OK)
        return;
    if (CHECK(series_make(all, w->law, &p, (series_wishes){on + DAYS, false}, mem, &s, &e) == RC_OK)) {
        check_neighbours(&s);
        check_days(w, &p, &s);
    }
    arena_reset(mem);
}

int main(int argc, char **argv) {
    uint64_t n = argc > 1 ? strtoull(argv[1], NULL, 10) : 25;
    arena packs, mem;
    arena_init(&packs, arena_malloc(), 0);
    arena_init(&mem, arena_malloc(), 0);
    const jifen *all = shanghai_engine(&packs);
    world w = {.law = jifen_law_at(all, 0)};
    arena_init(&w.mem, arena_malloc(), 0);
    for (uint64_t seed = 1; seed <= n; seed++) {
        rng r = {seed};
        check_row = (int)seed;
        check_person(&w, all, &mem, &r);
    }
    arena_done(&w.mem);
    arena_done(&mem);
    arena_done(&packs);
    CHECK_MAIN();
}
