// SPDX-License-Identifier: Apache-2.0
#include "engine/work.h"

#include "base/num.h"
#include "eval/ops.h"

static tri tri_of(set v) {
    return set_is(v, true) ? TRI_YES : set_is(v, false) ? TRI_NO : TRI_OPEN;
}

// ---- goals ----------------------------------------------------------------------------------------------------------

static size_t shown_points(const law *l, uint32_t rule_idx) {
    size_t n = 0;
    for (uint32_t i = 0; i < rule_idx; i++)
        n += l->rules[i].is_points;
    return n;
}

static jifen_goal goal_of(work *k, const goal *g) {
    set v = work_ask(k, ASK_RULE, g->points);
    set target = walk_node(&k->w, g->target);
    set truth = ops_compare(OP_GE, KIND_NUMBER, &v, &target);
    k->live_outcome |= truth.live;
    jifen_goal out = {.name = g->name, .label = g->label, .holds = tri_of(truth), .target = target.lo};
    out.least_gap = num_max(0, target.lo - v.hi);
    out.most_gap = num_max(0, target.hi - v.lo);
    out.points = shown_points(k->l, g->points);
    out.live = v.live;
    out.next_question = work_first_question(k->l, v.live);
    return out;
}

static void goals(work *k) {
    jifen_goal *list = k->goals = work_array(k, k->l->n_goals, sizeof *list);
    for (uint32_t i = 0; list != NULL && i < k->l->n_goals; i++)
        list[i] = goal_of(k, &k->l->goals[i]);
    k->out->goals = list;
    k->out->n_goals = list == NULL ? 0 : k->l->n_goals;
}

// ---- findings -------------------------------------------------------------------------------------------------------

// The one row every completion has, or -1.
static int32_t certain_row(work *k, const finding *f) {
    for (uint32_t i = 0; i < f->names.n; i++) {
        set v = f->guards[i] == 0 ? set_one(KIND_BOOL, 1) : work_ask_quietly(k, ASK_NODE, f->guards[i]);
        if (set_is(v, true))
            return (int32_t)i;
        if (!set_is(v, false))
            return -1;
    }
    return -1;
}

static jifen_finding finding_of(work *k, const finding *f) {
    jifen_finding out = {.name = f->name, .label = f->label};
    set when = f->when == 0 ? set_one(KIND_BOOL, 1) : work_ask_quietly(k, ASK_NODE, f->when);
    out.is_absent = set_is(when, false);
    int32_t r = set_is(when, true) ? certain_row(k, f) : -1;
    if (r < 0)
        return out;
    out.value = f->names.items[r].name;
    out.value_label = f->names.items[r].label;
    if (k->out->reasons_heading.len == 0)
        k->out->reasons_heading = f->headings[r];
    return out;
}

static void findings(work *k) {
    jifen_finding *list = work_array(k, k->l->n_findings, sizeof *list);
    for (uint32_t i = 0; list != NULL && i < k->l->n_findings; i++)
        list[i] = finding_of(k, &k->l->findings[i]);
    k->out->findings = list;
    k->out->n_findings = list == NULL ? 0 : k->l->n_findings;
}

// ---- the verdict ----------------------------------------------------------------------------------------------------

str work_headline(work *k, uint32_t row_idx) {
    const verdict_row *r = &k->l->verdict.rows[row_idx];
    bool other = r->other_when != 0 && set_is(walk_node(&k->w, r->other_when), true);
    return other ? r->other_headline : r->headline;
}

void work_verdict(work *k) {
    goals(k);
    findings(k);
    const options *names = &k->l->verdict.names;
    if (names->n == 0)
        return;
    k->verdict = work_ask(k, ASK_VERDICT, 0);
    k->live_outcome |= k->verdict.live;
    bool decided = set_is_one(KIND_ENUM, k->verdict);
    uint32_t r = decided ? (uint32_t)set_value(KIND_ENUM, k->verdict) : names->n - 1;
    k->out->verdict = names->items[r].name;
    k->out->headline = work_headline(k, r);
    k->out->is_open = !decided;
}
