// tests/prop/world.h - random people under any law, and random small laws, for the property tests.
// Everything follows from a seed, which a failing test prints.
#ifndef TESTS_PROP_WORLD_H
#define TESTS_PROP_WORLD_H

#include "engine/jifen.h"

typedef struct {
    uint64_t state;
} rng;

uint64_t rng_next(rng *r);
int64_t rng_between(rng *r, int64_t lo, int64_t hi);  // both included
bool rng_chance(rng *r, int64_t percent);

// Memory and answers of one test step.
typedef struct {
    const jifen_law *law;
    arena mem;  // reset by world_assess
} world;

// A random single value for a fact; dates lie near `on` or decades before it.
set world_value(const jifen_law *l, size_t fact, int64_t on, rng *r);

// A person whom the law accepts: each fact left out, unknown, a set, or a single value. open_percent: how many facts
// stay unknown. Facts the law refuses in this company are dropped again.
void world_person(world *w, int64_t on, int64_t open_percent, rng *r, person *p);

// Is the fact open in this person: not given, or given as more than one value?
bool world_is_open(const jifen_law *l, const person *p, size_t fact);

rc world_assess(world *w, const person *p, jifen_answer *out, err *e);  // brief: as a row of a batch
rc world_answer(world *w, const person *p, jifen_answer *out, err *e);  // everything but the trace

// Write a random law: a few facts, musts, tables, a sum, checks and a verdict. Always well formed.
void world_law(rng *r, buf *out);

#endif
