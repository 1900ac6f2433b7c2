// SPDX-License-Identifier: Apache-2.0
// The engine on the real law: reading it, one person plainly and with a trace, one with open facts, one with records.
#include "bench/bench.h"
#include "engine/handle.h"
#include "eval/box.h"
#include "eval/trace.h"
#include "prop/shanghai.h"
#include "prop/world.h"

#include <string.h>

enum { TIMES = 200 };

typedef struct {
    const jifen_law *law;
    person p;
    arena mem;
    walk w;
    box b;
    uint8_t each_memo[64 * 16];
    bool trace;
    jifen_wishes wishes;
} bench;

static bool open_law(void *ctx) {
    (void)ctx;
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    bool ok = shanghai_law(&mem) != NULL;
    arena_done(&mem);
    return ok;
}

// Points, checks and verdict of one person, from the facts on.
static bool walk_once(bench *k) {
    const law *l = k->law->law;
    trace t;
    arena_reset(&k->mem);
    memset(k->each_memo, 0, sizeof k->each_memo);
    walk_init(&k->w, l, &k->p, k->b.values, k->each_memo);
    if (box_make(&k->w, &k->b, NULL) != RC_OK)
        return false;
    trace_init(&t, &k->mem);
    k->w.trace = k->trace ? &t : NULL;
    for (uint32_t i = 0; i < l->n_rules; i++)
        if (l->rules[i].is_points && walk_rule(&k->w, i).live != 0)
            return false;
    for (uint32_t i = 0; i < l->n_checks; i++)
        (void)walk_check(&k->w, i);
    return walk_verdict(&k->w).live == 0 && !t.failed;
}

static bool walk_many(void *ctx) {
    for (int i = 0; i < TIMES; i++)
        if (!walk_once(ctx))
            return false;
    return true;
}

static bool assess_many(void *ctx) {
    bench *k = ctx;
    for (int i = 0; i < TIMES; i++) {
        jifen_answer a;
        err e;
        err_clear(&e);
        arena_reset(&k->mem);
        if (jifen_assess(k->law, &k->p, k->wishes, &k->mem, &a, &e) != RC_OK)
            return false;
    }
    return true;
}

// Take random people until one fits.
static bool find_person(bench *k, bool open, uint64_t seed) {
    world w = {.law = k->law};
    arena_init(&w.mem, arena_malloc(), 0);
    rng r = {seed};
    bool found = false;
    while (!found) {
        jifen_answer a;
        err e;
        int64_t on = rng_between(&r, jifen_info(k->law)->from, jifen_info(k->law)->to);
        world_person(&w, on, open ? 40 : 0, &r, &k->p);
        for (size_t f = 0; !open && f < jifen_n_facts(k->law); f++)
            for (int tries = 0; tries < 50 && world_is_open(k->law, &k->p, f); tries++) {
                person more = k->p;
                err_clear(&e);
                if (jifen_put_set(k->law, &more, f, world_value(k->law, f, on, &r), &e) == RC_OK &&
                    world_answer(&w, &more, &a, &e) == RC_OK)
                    k->p = more;
            }
        size_t n_open = 0;
        for (size_t f = 0; f < jifen_n_facts(k->law); f++)
            n_open += world_is_open(k->law, &k->p, f);
        found =
            world_answer(&w, &k->p, &a, &e) == RC_OK && (open ? n_open >= 6 && a.n_missing > 3 : n_open == 0);
    }
    arena_done(&w.mem);
    return found;
}

int main(void) {
    arena packs;
    arena_init(&packs, arena_malloc(), 0);
    static bench k;
    k.law = shanghai_law(&packs);
    arena_init(&k.mem, arena_malloc(), 0);
    bench_print("packs: text to ready", bench_run(open_law, NULL, 1), 5e-3);
    (void)find_person(&k, false, 1);
    bench_print("one person, points to verdict", bench_run(walk_many, &k, TIMES), 5e-6);
    k.trace = true;
    bench_print("the same with a trace", bench_run(walk_many, &k, TIMES), 20e-6);
    k.wishes.brief = true;
    bench_print("assess, brief (a row of a batch)", bench_run(assess_many, &k, TIMES), 0);
    k.wishes.brief = false;
    bench_print("assess, everything", bench_run(assess_many, &k, TIMES), 0);
    (void)find_person(&k, true, 2);
    bench_print("assess with open facts and next question", bench_run(assess_many, &k, TIMES), 2e-3);
    arena_done(&k.mem);
    arena_done(&packs);
    return 0;
}
