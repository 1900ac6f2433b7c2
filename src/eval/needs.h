// eval/needs.h - what each part of a law can look at, worked out once from the tree.
#ifndef EVAL_NEEDS_H
#define EVAL_NEEDS_H

#include "base/arena.h"
#include "law/law.h"

typedef struct {
    uint64_t facts;  // all it can look at, through rules, checks and the verdict
    uint64_t near;   // the same without those only the verdict looks at
    bool disputed;   // a dispute's other side can change it
    bool on;         // it looks at the day asked for
    bool records;    // it looks at records
} need;

typedef struct {
    const law *law;
    need *facts, *rules, *checks, *eaches;  // [n_facts], [n_rules], [n_checks], [n_eaches]
    need *nodes;                            // [n_nodes]; of node 0: nothing
    need verdict;
} needs;

// NULL: no memory.
const needs *needs_make(const law *l, arena *mem);
need needs_of_node(const needs *s, node_idx n);  // n may be 0: nothing
need needs_join(need a, need b);

#endif
