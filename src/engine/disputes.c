// SPDX-License-Identifier: Apache-2.0
// Disputed readings that bear on an answer: each is worked out both ways, and what the other way would change is said.
#include "engine/work.h"

#include "base/num.h"

// What one other side of a dispute makes of the person.
typedef struct {
    cells c;
    set total, verdict;
} other_side;

static uint32_t total_rule(const work *k) {
    return k->l->n_goals > 0 ? k->l->goals[0].points : UINT32_MAX;
}

static bool take_side(work *k, uint32_t dispute_idx, uint32_t side, other_side *o) {
    uint8_t *memo = work_memo(k, k->p->n_records);
    set *bounds = work_array(k, k->l->n_rules, sizeof *bounds);
    if (k->no_memory)
        return false;
    walk_init(&k->other, k->l, k->p, k->other_box.values, memo);
    k->other.dispute = (int32_t)dispute_idx;
    k->other.side = side;
    if (box_make(&k->other, &k->other_box, NULL) != RC_OK)
        return false;
    cells_init(&o->c, &k->other, k->jl->shapes, k->other_box.values, bounds);
    o->total =
        total_rule(k) == UINT32_MAX ? set_range(0, 0, 0) : cells_exact(&o->c, (ask){ASK_RULE, total_rule(k)});
    o->verdict = k->l->verdict.names.n == 0 ? k->verdict : cells_exact(&o->c, (ask){ASK_VERDICT, 0});
    return true;
}

static void compare_total(work *k, const other_side *o, bool first, jifen_assumption *a) {
    if (total_rule(k) == UINT32_MAX)
        return;
    set now = work_ask_quietly(k, ASK_RULE, total_rule(k));
    a->has_total |= !set_is_same(KIND_NUMBER, now, o->total);
    a->total_least = first ? o->total.lo : num_min(a->total_least, o->total.lo);
    a->total_most = first ? o->total.hi : num_max(a->total_most, o->total.hi);
    a->total_name = k->l->rules[total_rule(k)].name;
}

static void compare_verdict(work *k, const other_side *o, jifen_assumption *a) {
    if (a->verdict.len > 0 || set_is_same(KIND_ENUM, k->verdict, o->verdict))
        return;
    const options *names = &k->l->verdict.names;
    bool decided = set_is_one(KIND_ENUM, o->verdict);
    uint32_t row_idx = decided ? (uint32_t)set_value(KIND_ENUM, o->verdict) : names->n - 1;
    if (str_is(names->items[row_idx].name, k->out->verdict))
        return;
    a->verdict = names->items[row_idx].name;
    a->headline = work_headline(k, row_idx);
}

static const date *date_named(const law *l, str name) {
    for (uint32_t i = 0; i < l->n_dates; i++)
        if (str_is(l->dates[i].name, name))
            return &l->dates[i];
    return NULL;
}

static bool is_noted(const jifen_assumption *a, str id) {
    for (size_t i = 0; i < a->n_dates; i++)
        if (str_is(a->dates[i].id, id))
            return true;
    return false;
}

static void compare_dates(work *k, other_side *o, jifen_assumption *a, jifen_date *list) {
    for (size_t i = 0; i < k->out->n_dates; i++) {
        const jifen_date *shown = &k->out->dates[i];
        set v = cells_exact(&o->c, (ask){ASK_DAY, date_named(k->l, shown->id)->value});
        if (is_noted(a, shown->id) || !set_is_one(KIND_DATE, v) || v.none || v.lo == shown->day)
            continue;
        list[a->n_dates] = *shown;
        list[a->n_dates++].day = v.lo;
    }
}

static void work_sides(work *k, uint32_t idx, jifen_assumption *a) {
    jifen_date *dates = work_array(k, k->out->n_dates, sizeof *dates);
    other_side *o = work_array(k, 1, sizeof *o);
    if (dates == NULL || o == NULL)
        return;
    a->dates = dates;
    uint32_t n = walk_n_sides(k->l, idx);
    bool first = true;
    for (uint32_t side = 0; side < n; side++) {
        if (!take_side(k, idx, side, o))
            continue;
        compare_total(k, o, first, a);
        compare_verdict(k, o, a);
        compare_dates(k, o, a, dates);
        first = false;
    }
    a->changes = a->has_total || a->verdict.len > 0 || a->n_dates > 0;
}

static jifen_assumption assumption_of(work *k, uint32_t idx) {
    const dispute *d = &k->l->disputes[idx];
    jifen_assumption a = {.code = d->name, .text = d->text, .alternative = d->other};
    a.confidence = work_confidence(d->confidence);
    a.confidence_label = work_confidence_label(d->confidence);
    a.has_alternative = d->other.len > 0;
    if (k->wishes.brief)
        return a;
    a.source = work_source(k->l, &d->cite, NULL);
    if (a.has_alternative)
        work_sides(k, idx, &a);
    return a;
}

// A dispute bears when its condition is certain. One without another side is about the dates shown, and needs some.
static bool bears(work *k, uint32_t idx, bool beyond) {
    const dispute *d = &k->l->disputes[idx];
    if (d->other.len == 0 && k->out->n_dates == 0)
        return false;
    return d->when == 0 ? beyond && (int32_t)idx == k->l->calendar_dispute
                        : set_is(walk_node(&k->w, d->when), true);
}

void work_assumptions(work *k) {
    jifen_assumption *list = work_array(k, k->l->n_disputes, sizeof *list);
    bool beyond = k->w.beyond;  // as work_dates left it
    for (uint32_t i = 0; list != NULL && i < k->l->n_disputes; i++)
        if (bears(k, i, beyond))
            list[k->out->n_assumptions++] = assumption_of(k, i);
    k->out->assumptions = list;
}
