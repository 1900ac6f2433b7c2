// SPDX-License-Identifier: Apache-2.0
// Points that look at nothing but facts with a default. When all of these are opened, which of them the points hang on is the same
// for everybody, and so is worked out once.
#include "engine/handle.h"

#include "eval/box.h"

static uint64_t find_defaults(const law *l) {
    uint64_t found = 0;
    for (uint32_t f = 0; f < l->n_facts; f++)
        found |= (uint64_t)(l->facts[f].presumed != 0) << f;
    return found;
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
    box_open(l, values);
    walk_init(&w, l, &nobody, values, NULL);
    for (uint32_t i = 0; list != NULL && i < l->n_rules; i++)
        if (l->rules[i].is_points && is_alone(j, j->needs->rules[i], defaults))
            list[i] = walk_rule(&w, i).live;
    j->alone = list;
    return list != NULL;
}
