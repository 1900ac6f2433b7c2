// SPDX-License-Identifier: Apache-2.0
#include "engine/work.h"

#include "eval/tighten.h"

#include <string.h>

// ---- what is missing -------------------------------------------------------------------------------------------------

int work_first_question(const law *l, uint64_t facts) {
    for (uint32_t f = 0; f < l->n_facts; f++)
        if (facts >> f & 1 && l->facts[f].ask.len > 0)
            return (int)f;
    return -1;
}

// The next question comes first: what the verdict or a goal hangs on, then what anything shown hangs on.
static void put_missing(work *k) {
    uint64_t missing = k->live_all;
    size_t *list = work_array(k, k->l->n_facts, sizeof *list);
    if (list == NULL)
        return;
    int next = work_first_question(k->l, missing & k->live_outcome);
    if (next < 0)
        next = work_first_question(k->l, missing);
    size_t n = 0;
    if (next >= 0)
        list[n++] = (size_t)next;
    for (uint32_t f = 0; f < k->l->n_facts; f++)
        if (missing >> f & 1 && (int)f != next)
            list[n++] = f;
    k->out->next_question = next;
    k->out->missing = list;
    k->out->n_missing = n;
}

// ---- what was presumed -------------------------------------------------------------------------------------------------

// Facts that are sought, those found so far, and where they are looked for: all of what is shown, part by part. A part that can look at
// none of those still sought is left out, which is most of them.
typedef struct {
    walk *w;
    const jifen_law *jl;
    uint64_t sought, found;
} search;

static bool is_worth(const search *s, need n) {
    return (n.facts & s->sought & ~s->found) != 0;
}

static void look_at_points(search *s, uint32_t rule) {
    need n = s->jl->needs->rules[rule];
    bool is_known = s->jl->alone[rule] != 0 && (n.facts & ~s->sought) == 0;
    if (is_worth(s, n))
        s->found |= is_known ? s->jl->alone[rule] : walk_rule(s->w, rule).live;
}

static void look_at(search *s, node_idx n) {
    if (is_worth(s, needs_of_node(s->jl->needs, n)))
        s->found |= walk_node(s->w, n).live;
}

static void look_at_papers(search *s, const law *l) {
    look_at(s, l->materials_when);
    look_at(s, l->materials_needed);
    for (uint32_t i = 0; i < l->n_papers; i++)
        for (uint32_t r = 0; r < l->papers[i].n_rows; r++)
            look_at(s, l->papers[i].rows[r].when);
}

static void look_at_dates(search *s, const law *l) {
    look_at(s, l->dates_when);
    for (uint32_t i = 0; i < l->n_dates; i++) {
        look_at(s, l->dates[i].value);
        look_at(s, l->dates[i].when);
    }
}

static void look_at_findings(search *s, const law *l) {
    for (uint32_t i = 0; i < l->n_findings; i++)
        for (uint32_t r = 0; r < l->findings[i].names.n; r++)
            look_at(s, l->findings[i].guards[r]);
}

// Everything shown, roughly: which facts can it depend on in this box. The verdict depends on what the checks do.
static void look_at_all(search *s) {
    const law *l = s->w->law;
    for (uint32_t i = 0; i < l->n_rules; i++)
        if (l->rules[i].is_points)
            look_at_points(s, i);
    for (uint32_t i = 0; i < l->n_checks; i++)
        if (is_worth(s, s->jl->needs->checks[i]))
            s->found |= walk_check(s->w, i).live;
    look_at_papers(s, l);
    look_at_dates(s, l);
    look_at_findings(s, l);
}

// With all defaults opened, as below.
static void put_goals_presumed(work *k) {
    for (uint32_t i = 0; k->goals != NULL && i < k->l->n_goals; i++)
        k->goals[i].live_presumed = k->b.presumed & walk_rule(&k->other, k->l->goals[i].points).live;
}

// A default is named where another value of it could change the answer: all defaults are opened together, because two
// of them may matter only jointly.
static void put_presumed(work *k) {
    set *values = k->other_box.values;
    memcpy(values, k->b.values, k->l->n_facts * sizeof *values);
    for (uint32_t f = 0; f < k->l->n_facts; f++)
        if (k->b.presumed >> f & 1) {
            values[f] = k->l->facts[f].domain;
            values[f].live = (uint64_t)1 << f;
        }
    const must *failed = NULL;
    walk_init(&k->other, k->l, k->p, values, k->each_memo);
    k->other.from_records = k->w.from_records;
    if (!tighten(&k->other, values, &failed))
        return;
    if (!k->wishes.bare)
        put_goals_presumed(k);
    search all = {.w = &k->other, .jl = k->jl, .sought = k->b.presumed};
    look_at_all(&all);
    uint64_t named = all.found & all.sought;
    size_t *list = work_array(k, k->l->n_facts, sizeof *list);
    for (uint32_t f = 0; list != NULL && f < k->l->n_facts; f++)
        if (named >> f & 1)
            list[k->out->n_presumed++] = f;
    k->out->presumed = list;
    k->out->next_presumed = work_first_question(k->l, named);
}

void work_questions(work *k) {
    put_missing(k);
    put_presumed(k);
}
