// eval/shape.h - how each part of a law moves with each fact, derived once from the tree. Where a value only rises
// (or only falls) in a fact, the ends of the fact's range give the ends of the value, and nothing has to be split.
#ifndef EVAL_SHAPE_H
#define EVAL_SHAPE_H

#include "base/arena.h"
#include "law/law.h"

// Masks over facts. A fact in `up` and `down` moves both ways; one in `twice` is looked at in two places in a way that
// has no direction (an option, a day that may be none).
typedef struct {
    uint64_t up, down, seen, twice;
} shape;

typedef struct {
    const law *law;
    shape *facts, *rules, *checks;  // [n_facts], [n_rules], [n_checks]
    shape verdict;
    uint64_t *musts;    // [n_musts] the facts each ties together
    uint64_t *derived;  // [n_facts] the facts one follows from, itself among them; 0: it follows from none
} shapes;

// NULL: no memory.
const shapes *shapes_make(const law *l, arena *mem);
shape shape_of_node(const shapes *s, node_idx n);
shape shape_join(shape a, shape b);
uint64_t shape_with_ties(const shapes *s, uint64_t facts);  // and those that musts or derivation tie to them
uint64_t shape_facts(shape s);                              // all of them
// Facts whose range may have to be split to make a value exact.
uint64_t shape_splits(shape s);

#endif
