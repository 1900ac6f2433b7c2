// SPDX-License-Identifier: Apache-2.0
#include "engine/work.h"

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

static uint64_t live_of(walk *w, node_idx n) {
    return n == 0 ? 0 : walk_node(w, n).live;
}

// Everything shown, roughly: which facts can it depend on in this box.
static uint64_t live_of_all(walk *w) {
    const law *l = w->law;
    uint64_t live = l->verdict.names.n > 0 ? walk_verdict(w).live : 0;
    for (uint32_t i = 0; i < l->n_rules; i++)
        live |= l->rules[i].is_points ? walk_rule(w, i).live : 0;
    for (uint32_t i = 0; i < l->n_checks; i++)
        live |= walk_check(w, i).live;
    for (uint32_t i = 0; i < l->n_papers; i++)
        for (uint32_t r = 0; r < l->papers[i].n_rows; r++)
            live |= live_of(w, l->papers[i].rows[r].when);
    for (uint32_t i = 0; i < l->n_dates; i++)
        live |= live_of(w, l->dates[i].value) | live_of(w, l->dates[i].when);
    for (uint32_t i = 0; i < l->n_findings; i++)
        for (uint32_t r = 0; r < l->findings[i].names.n; r++)
            live |= live_of(w, l->findings[i].guards[r]);
    return live | live_of(w, l->materials_when) | live_of(w, l->materials_needed) | live_of(w, l->dates_when);
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
    if (!box_tighten(&k->other, values, &failed))
        return;
    uint64_t named = k->b.presumed & live_of_all(&k->other);
    put_goals_presumed(k);
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
