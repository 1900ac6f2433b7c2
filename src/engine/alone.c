// SPDX-License-Identifier: Apache-2.0
// Points that look at defaults alone, and at nothing that is asked of everybody. Which defaults they hang on when all of these are opened is the
// same for everybody, and so worked out once.
#include "engine/handle.h"

#include "eval/walk.h"

static uint64_t find_defaults(const law *l) {
    uint64_t found = 0;
    for (uint32_t f = 0; f < l->n_facts; f++)
        found |= (uint64_t)(l->facts[f].presumed != 0) << f;
    return found;
}

static void open_all(const law *l, set *values) {
    for (uint32_t f = 0; f < l->n_facts; f++) {
        values[f] = l->facts[f].domain;
        values[f].live = (uint64_t)1 << f;
    }
}

// Musts that tie a default to something else could narrow it.
static bool is_alone(const jifen_law *j, need n, uint64_t defaults) {
    return (n.facts & ~defaults) == 0 && !n.on && !n.records && !n.disputed &&
           shape_with_ties(j->shapes, n.facts) == n.facts;
}

bool alone_make(jifen_law *j, arena *mem) {
    const law *l = j->law;
    uint64_t *list = ARENA_ARRAY(mem, uint64_t, l->n_rules + 1), defaults = find_defaults(l);
    set values[LIMIT_FACTS];
    person nobody;
    walk w;
    jifen_person_init(&nobody, l->from);
    open_all(l, values);
    walk_init(&w, l, &nobody, values, NULL);
    for (uint32_t i = 0; list != NULL && i < l->n_rules; i++)
        if (l->rules[i].is_points && is_alone(j, j->needs->rules[i], defaults))
            list[i] = walk_rule(&w, i).live;
    j->alone = list;
    return list != NULL;
}
