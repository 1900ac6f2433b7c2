// SPDX-License-Identifier: Apache-2.0
// What is said of a person with unknown facts, held against every way of filling them in.
//
//   small random laws, all completions:  each lies in the range, both ends of the total are reached, the verdict
//                                        given is everybody's, certain reasons are everybody's, possible ones somebody's
//   any law, one answer after another:   nothing widens, no given verdict changes, no certain reason goes
//   any law, towards an end:             some value of each unknown fact keeps the end of the total in reach
#include "prop/shanghai.h"
#include "prop/world.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_POINTS = 64, MAX_REASONS = 64 };

// The parts of an answer that the properties are about, kept while the arena moves on.
typedef struct {
    int64_t least[MAX_POINTS], most[MAX_POINTS];
    size_t n_points, total;
    char verdict[32];
    bool is_open;
    uint64_t sure, possible;  // a bit a reason, by the order of first sight
} gist;

static str reason_names[MAX_REASONS];
static size_t n_reason_names;

static uint64_t reason_bit(str code) {
    for (size_t i = 0; i < n_reason_names; i++)
        if (str_is(reason_names[i], code))
            return (uint64_t)1 << i;
    reason_names[n_reason_names] = code;
    return (uint64_t)1 << n_reason_names++;
}

static gist gist_of(const jifen_answer *a) {
    gist g = {.n_points = a->n_points, .total = a->goals[0].points};
    for (size_t i = 0; i < a->n_points; i++) {
        g.least[i] = a->points[i].least;
        g.most[i] = a->points[i].most;
    }
    memcpy(g.verdict, a->verdict.ptr, a->verdict.len);
    g.is_open = str_is(a->verdict, STR("unknown"));
    for (size_t i = 0; i < a->n_reasons; i++)
        g.sure |= reason_bit(a->reasons[i].code);
    for (size_t i = 0; i < a->n_possible; i++)
        g.possible |= reason_bit(a->possible[i].code);
    return g;
}

static bool ask(world *w, const person *p, gist *out) {
    jifen_answer a;
    err e;
    if (world_assess(w, p, &a, &e) != RC_OK)
        return false;
    *out = gist_of(&a);
    return true;
}

static void put(world *w, person *p, size_t f, set v) {
    err e;
    err_clear(&e);
    CHECK(jifen_put_set(w->law, p, f, v, &e) == RC_OK);
}

// ---- every completion -----------------------------------------------------------------------------------------------

typedef struct {
    world *w;
    gist said;
    int64_t least, most;  // of the total, reached
    uint64_t all, any;    // reasons of all, of any
    size_t n;
    bool same_verdict;
    char verdict[32];
} tally;

static void count_completion(tally *t, const gist *g) {
    for (size_t i = 0; i < g->n_points; i++)
        CHECK(t->said.least[i] <= g->least[i] && g->most[i] <= t->said.most[i]);
    CHECK(t->said.is_open || strcmp(t->said.verdict, g->verdict) == 0);
    if (t->n == 0 || g->least[g->total] < t->least)
        t->least = g->least[g->total];
    if (t->n == 0 || g->most[g->total] > t->most)
        t->most = g->most[g->total];
    if (t->n == 0)
        memcpy(t->verdict, g->verdict, sizeof t->verdict);
    t->same_verdict = (t->n == 0 || t->same_verdict) && strcmp(t->verdict, g->verdict) == 0;
    t->all = t->n == 0 ? g->sure : t->all & g->sure;
    t->any |= g->sure;
    t->n++;
}

static void complete(tally *t, const person *p, size_t f) {
    const jifen_law *l = t->w->law;
    while (f < jifen_n_facts(l) && !world_is_open(l, p, f))
        f++;
    if (f == jifen_n_facts(l)) {
        gist g;
        if (ask(t->w, p, &g))
            count_completion(t, &g);
        return;
    }
    kind k = jifen_fact_at(l, f)->type.kind;
    set d = p->given[f] == GIVEN_SET ? p->value[f] : jifen_fact_at(l, f)->type.domain;
    bool mask = k == KIND_BOOL || k == KIND_ENUM;
    for (int64_t v = mask ? 0 : d.lo; v <= (mask ? 3 : d.hi); v++) {
        if (mask && !(d.lo >> v & 1))
            continue;
        person more = *p;
        put(t->w, &more, f, set_one(k, v));
        complete(t, &more, f + 1);
    }
}

static uint64_t n_opened;  // small laws that the prover let through

static void check_small_law(uint64_t seed) {
    rng r = {seed};
    arena packs;
    arena_init(&packs, arena_malloc(), 0);
    buf text = buf_make(&packs), report = buf_make(&packs);
    world_law(&r, &text);
    jifen_file file = {STR("random.md"), buf_str(&text), false};
    jifen *j = NULL;
    err e;
    err_clear(&e);
    if (jifen_open(&file, 1, &packs, &j, &report, &e) == RC_OK) {  // others the prover refuses, rightly
        n_opened++;
        world w = {.law = jifen_law_at(j, 0)};
        arena_init(&w.mem, arena_malloc(), 0);
        n_reason_names = 0;
        for (int i = 0; i < 2; i++) {
            person p;
            world_person(&w, jifen_info(w.law)->from + 800, 70, &r, &p);
            tally t = {.w = &w};
            if (!CHECK(ask(&w, &p, &t.said)))
                continue;
            complete(&t, &p, 0);
            CHECK(t.n > 0);
            CHECK_INT(t.said.least[t.said.total], t.least);
            CHECK_INT(t.said.most[t.said.total], t.most);
            CHECK_INT(t.said.is_open, !t.same_verdict);
            CHECK_INT(t.said.sure, t.all);
            CHECK_INT(t.said.possible & ~t.said.sure, t.any & ~t.all);
        }
        arena_done(&w.mem);
    }
    arena_done(&packs);
}

// ---- one answer after another ------------------------------------------------------------------------------------------

static void check_narrower(const gist *before, const gist *after) {
    for (size_t i = 0; i < before->n_points; i++)
        CHECK(before->least[i] <= after->least[i] && after->most[i] <= before->most[i]);
    CHECK(before->is_open || strcmp(before->verdict, after->verdict) == 0);
    CHECK((before->sure & ~after->sure) == 0);
    CHECK((after->sure & ~(before->sure | before->possible)) == 0);
    CHECK((after->possible & ~before->possible) == 0);
}

// Answer fact f with some value the law accepts. False: none of many was.
static bool answer_fact(world *w, person *p, size_t f, rng *r, gist *out) {
    for (int tries = 0; tries < 40; tries++) {
        person more = *p;
        set v = world_value(w->law, f, p->on, r);
        if (p->given[f] == GIVEN_SET && !set_has(jifen_fact_at(w->law, f)->type.kind, p->value[f], v))
            continue;
        err e;
        err_clear(&e);
        if (jifen_put_set(w->law, &more, f, v, &e) == RC_OK && ask(w, &more, out)) {
            *p = more;
            return true;
        }
    }
    return false;
}

static void check_answering(world *w, int64_t on, rng *r) {
    person p;
    world_person(w, on, 60, r, &p);
    gist before, after;
    if (!CHECK(ask(w, &p, &before)))
        return;
    size_t n = jifen_n_facts(w->law), from = rng_next(r) % n;
    for (size_t i = 0; i < n; i++) {
        size_t f = (from + i) % n;
        if (!world_is_open(w->law, &p, f) || !answer_fact(w, &p, f, r, &after))
            continue;
        check_narrower(&before, &after);
        before = after;
    }
}

// ---- towards an end of the total -------------------------------------------------------------------------------------

// Is there a value of f that keeps the end in reach? Tries ends, options, and every number of a small range.
static bool keep_end(world *w, person *p, size_t f, bool up, const gist *before) {
    const jifen_type *t = &jifen_fact_at(w->law, f)->type;
    set d = p->given[f] == GIVEN_SET ? p->value[f] : t->domain;
    bool mask = t->kind == KIND_BOOL || t->kind == KIND_ENUM;
    int64_t lo = mask ? 0 : d.lo, hi = mask ? 59 : d.hi;
    for (int64_t i = 0; i < (hi - lo > 1000 ? 40 : 1000) && i <= hi - lo; i++) {
        int64_t v = i % 2 == 0 ? lo + i / 2 : hi - i / 2;
        if (mask && !(d.lo >> v & 1))
            continue;
        person more = *p;
        gist g;
        put(w, &more, f, set_one(t->kind, v));
        if (ask(w, &more, &g) &&
            (up ? g.most[g.total] == before->most[g.total] : g.least[g.total] == before->least[g.total])) {
            *p = more;
            return true;
        }
    }
    return false;
}

// Days whose every value would have to be tried stay open; the rest must reach the end together.
static void check_end(world *w, int64_t on, bool up, rng *r) {
    person p;
    world_person(w, on, 50, r, &p);
    gist before;
    if (!CHECK(ask(w, &p, &before)))
        return;
    for (size_t f = 0; f < jifen_n_facts(w->law); f++) {
        const jifen_type *t = &jifen_fact_at(w->law, f)->type;
        if (t->kind == KIND_DATE || t->kind == KIND_SET || !world_is_open(w->law, &p, f))
            continue;
        CHECK(keep_end(w, &p, f, up, &before));
    }
}

int main(int argc, char **argv) {
    uint64_t n = argc > 1 ? strtoull(argv[1], NULL, 10) : 8;
    for (uint64_t seed = 1; seed <= n; seed++) {
        check_row = (int)seed;
        check_small_law(seed);
    }
    CHECK(n_opened >= n / 3);
    arena packs;
    arena_init(&packs, arena_malloc(), 0);
    world w = {.law = shanghai_law(&packs)};
    arena_init(&w.mem, arena_malloc(), 0);
    n_reason_names = 0;
    for (uint64_t seed = 1; seed <= n; seed++) {
        rng r = {seed * 7919};
        check_row = (int)seed;
        int64_t on = rng_between(&r, jifen_info(w.law)->from, jifen_info(w.law)->to);
        check_answering(&w, on, &r);
        check_end(&w, on, seed % 2 == 0, &r);
    }
    arena_done(&w.mem);
    arena_done(&packs);
    CHECK_MAIN();
}
