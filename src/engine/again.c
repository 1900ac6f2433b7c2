// SPDX-License-Identifier: Apache-2.0
// When does a reason stop holding by itself? The law is asked again for later days, with the records going on as in
// the last good month. What a law says changes only on the first of a month, on the anniversary of one of the
// person's days, or on a day the law itself names, so only those days are tried.
#include "engine/work.h"

#include "base/day.h"

#include <string.h>

enum { YEARS_AHEAD = 5, MAX_DAYS = 1024 };

typedef struct {
    int64_t day[MAX_DAYS];  // sorted, different
    size_t n;
} day_list;

static void add_day(day_list *l, int64_t day, int64_t from, int64_t to) {
    if (day <= from || day > to || l->n == MAX_DAYS)
        return;
    size_t at = l->n;
    while (at > 0 && l->day[at - 1] > day)
        at--;
    if (at > 0 && l->day[at - 1] == day)
        return;
    memmove(&l->day[at + 1], &l->day[at], (l->n - at) * sizeof l->day[0]);
    l->day[at] = day;
    l->n++;
}

// Anniversaries, one day either side: 29 February is reached on 28 February or on 1 March.
static void add_anniversaries(day_list *l, int64_t of, int64_t from, int64_t to) {
    for (int64_t m = 0; m <= 12 * (YEARS_AHEAD + 1); m += 12) {
        int64_t years = day_to_civil(from).year - day_to_civil(of).year;
        int64_t day = day_add_months(of, years * 12 + m);
        add_day(l, day, from, to);
        add_day(l, day + 1, from, to);
    }
}

static void list_days(work *k, day_list *days, int64_t to) {
    int64_t from = k->p->on;
    days->n = 0;
    for (int64_t m = 1; m <= 12 * YEARS_AHEAD; m++)
        add_day(days, day_month_first(day_month(from) + m), from, to);
    for (uint32_t f = 0; f < k->l->n_facts; f++) {
        set v = k->b.values[f];
        if (k->l->facts[f].type.kind == KIND_DATE && set_is_one(KIND_DATE, v) && !v.none)
            add_anniversaries(days, v.lo, from, to);
    }
    for (uint32_t i = 1; i < k->l->n_nodes; i++)
        if (k->l->nodes[i].op == OP_CONST && k->l->nodes[i].kind == KIND_DATE) {
            add_day(days, k->l->nodes[i].num, from, to);
            add_day(days, k->l->nodes[i].num + 1, from, to);
        }
    for (uint32_t i = 0; i < k->l->n_params; i++)
        for (uint32_t r = 0; k->l->params[i].by == KIND_DATE && r < k->l->params[i].n_rows; r++)
            add_day(days, k->l->params[i].rows[r].from, from, to);
}

// ---- the person on a later day -------------------------------------------------------------------------------------

// A value given beside the day it follows from (an age beside a birth date) was true on `on` only.
static void forget_what_follows(work *k, person *later) {
    for (uint32_t f = 0; f < k->l->n_facts; f++) {
        const fact *of = &k->l->facts[f];
        if (of->from == 0 || of->from_records)
            continue;
        walk_restart(&k->w, k->b.values);
        if (set_is_one(of->type.kind, walk_node(&k->w, of->from)))
            later->given[f] = GIVEN_NOT;
    }
}

// ---- the search -------------------------------------------------------------------------------------------------------

static const check *check_of(const law *l, const jifen_reason *r, uint32_t *idx) {
    for (uint32_t i = 0; i < l->n_checks; i++)
        if (str_is(l->checks[i].name, r->code)) {
            *idx = i;
            return &l->checks[i];
        }
    return NULL;
}

// Each reason still waiting that no longer holds on `day` has found its day. Answers how many still wait.
static size_t settle(work *k, jifen_reason *reasons, size_t n, int64_t day) {
    size_t waiting = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t idx = 0;
        const check *c = check_of(k->l, &reasons[i], &idx);
        if (!c->search_again || reasons[i].has_again)
            continue;
        reasons[i].has_again = set_is(walk_check(&k->other, idx), false);
        reasons[i].again_on = day;
        waiting += !reasons[i].has_again;
    }
    return waiting;
}

static void search(work *k, jifen_reason *reasons, size_t n) {
    int64_t to = day_add_months(k->p->on, 12 * YEARS_AHEAD);
    day_list *days = work_array(k, 1, sizeof *days);
    person *later = work_array(k, 1, sizeof *later);
    if (days == NULL || later == NULL)
        return;
    *later = *k->p;
    if (!work_go_on(k, to, later))
        return;
    forget_what_follows(k, later);
    list_days(k, days, to);
    uint8_t *memo = work_memo(k, later->n_records);
    for (size_t i = 0; i < days->n && !k->no_memory; i++) {
        later->on = days->day[i];
        walk_init(&k->other, k->l, later, k->other_box.values, memo);
        if (box_make(&k->other, &k->other_box, NULL) != RC_OK)
            continue;  // a day this person cannot be asked about as things stand
        if (settle(k, reasons, n, later->on) == 0)
            return;
    }
}

static bool has_records(const work *k) {
    return k->l->records_fact >= 0 && k->p->given[k->l->records_fact] == GIVEN_SET && k->l->continues != 0;
}

void work_again(work *k) {
    // The reasons were made by work_reasons in this arena; nobody else has seen them yet.
    size_t n = k->out->n_reasons;
    jifen_reason *reasons = work_array(k, n, sizeof *reasons);
    if (reasons == NULL || n == 0)
        return;
    memcpy(reasons, k->out->reasons, n * sizeof *reasons);
    bool must_search = false;
    for (size_t i = 0; i < n; i++) {
        uint32_t idx = 0;
        const check *c = check_of(k->l, &reasons[i], &idx);
        must_search |= c->search_again;
        if (c->again == 0)
            continue;
        set day = work_ask_quietly(k, ASK_NODE, c->again);
        reasons[i].has_again = set_is_one(KIND_DATE, day) && !day.none;
        reasons[i].again_on = day.lo;
    }
    if (must_search && has_records(k))
        search(k, reasons, n);
    k->out->reasons = reasons;
}
