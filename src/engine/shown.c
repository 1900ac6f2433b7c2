// SPDX-License-Identifier: Apache-2.0
// What of an answer can hang on a fact with a default, listed once: questions.c goes through it for every person, and what it has to
// read for that lies together here.
#include "engine/handle.h"

#include "eval/box.h"

typedef struct {
    const jifen_law *j;
    walk nobody;  // for whom every fact is open
    shown *list;
    size_t n;
} lister;

static void put(lister *s, shown_kind kind, uint32_t idx, need n) {
    if ((n.facts & s->j->law->presumed) != 0)
        s->list[s->n++] = (shown){.facts = n.facts, .kind = kind, .idx = idx};
}

static void put_node(lister *s, node_idx n) {
    put(s, SHOWN_NODE, n, needs_of_node(s->j->needs, n));
}

// Musts that tie a default to something else could narrow it.
static bool is_alone(const lister *s, need n) {
    return (n.facts & ~s->j->law->presumed) == 0 && !n.on && !n.records && !n.disputed &&
           shape_with_ties(s->j->shapes, n.facts) == n.facts;
}

static void put_points(lister *s, uint32_t rule) {
    need n = s->j->needs->rules[rule];
    size_t before = s->n;
    put(s, SHOWN_POINTS, rule, n);
    if (s->n > before && is_alone(s, n))
        s->list[before].live = walk_rule(&s->nobody, rule).live;
}

static void put_papers(lister *s, const law *l) {
    put_node(s, l->materials_when);
    put_node(s, l->materials_needed);
    for (uint32_t i = 0; i < l->n_papers; i++)
        for (uint32_t r = 0; r < l->papers[i].n_rows; r++)
            put_node(s, l->papers[i].whens[r]);
}

static void put_dates(lister *s, const law *l) {
    put_node(s, l->dates_when);
    for (uint32_t i = 0; i < l->n_dates; i++) {
        put_node(s, l->dates[i].value);
        put_node(s, l->dates[i].when);
    }
}

static void put_findings(lister *s, const law *l) {
    for (uint32_t i = 0; i < l->n_findings; i++)
        for (uint32_t r = 0; r < l->findings[i].names.n; r++)
            put_node(s, l->findings[i].guards[r]);
}

// The verdict depends on what the checks do.
static void put_all(lister *s, const law *l) {
    for (uint32_t i = 0; i < l->n_rules; i++)
        if (l->rules[i].is_points)
            put_points(s, i);
    for (uint32_t i = 0; i < l->n_checks; i++)
        put(s, SHOWN_CHECK, i, s->j->needs->checks[i]);
    put_papers(s, l);
    put_dates(s, l);
    put_findings(s, l);
}

static size_t most_of(const law *l) {
    size_t n = (size_t)l->n_rules + l->n_checks + 2 * (size_t)l->n_dates + 3;
    for (uint32_t i = 0; i < l->n_papers; i++)
        n += l->papers[i].n_rows;
    for (uint32_t i = 0; i < l->n_findings; i++)
        n += l->findings[i].names.n;
    return n;
}

bool shown_make(jifen_law *j, arena *mem) {
    const law *l = j->law;
    lister s = {.j = j, .list = ARENA_ARRAY(mem, shown, most_of(l))};
    set values[LIMIT_FACTS];
    person nobody;
    if (s.list == NULL)
        return false;
    jifen_person_init(&nobody, l->from);
    box_open(l, values);
    walk_init(&s.nobody, l, &nobody, values, NULL);
    put_all(&s, l);
    j->shown = s.list;
    j->n_shown = s.n;
    return true;
}
