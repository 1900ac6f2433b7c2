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

static uint64_t live_of(walk *w, const shown *s) {
    switch (s->kind) {
    case SHOWN_POINTS: return walk_rule(w, s->idx).live;
    case SHOWN_CHECK: return walk_check(w, s->idx).live;
    case SHOWN_NODE: break;
    }
    return walk_node(w, s->idx).live;
}

// Which of the facts sought can what is shown depend on, roughly. A part that can look at none of those still sought is left
// out, which is most of them.
static uint64_t find_live(walk *w, const jifen_law *jl, uint64_t sought) {
    uint64_t found = 0;
    for (size_t i = 0; i < jl->n_shown; i++) {
        const shown *s = &jl->shown[i];
        bool is_known = s->live != 0 && (s->facts & ~sought) == 0;
        if ((s->facts & sought & ~found) != 0)
            found |= is_known ? s->live : live_of(w, s);
    }
    return found & sought;
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
    for (uint64_t rest = k->b.presumed; rest != 0; rest &= rest - 1)
        box_open_fact(k->l, (uint32_t)__builtin_ctzll(rest), values);
    const must *failed = NULL;
    walk_init(&k->other, k->l, k->p, values, k->each_memo);
    k->other.from_records = k->w.from_records;
    if (!tighten(&k->other, values, &failed))
        return;
    if (!k->wishes.bare)
        put_goals_presumed(k);
    uint64_t named = find_live(&k->other, k->jl, k->b.presumed);
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
