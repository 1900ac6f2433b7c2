// SPDX-License-Identifier: Apache-2.0
// The calendar: published years, the days off and the days worked in them, the rule for other years.
#include "law/resolve.h"

#include "base/day.h"

enum { MOST_YEARS = DAY_MAX_YEAR - DAY_MIN_YEAR + 1 };

// Insertion: a calendar is written nearly in order, and holds some dozens of spans.
static void sort_years(resolver *r) {
    calendar_year *y = r->out->years;
    for (uint32_t i = 1; i < r->out->n_years; i++)
        for (uint32_t k = i; k > 0 && y[k].year < y[k - 1].year; k--) {
            calendar_year kept = y[k];
            y[k] = y[k - 1];
            y[k - 1] = kept;
        }
}

static void take_years(resolver *r) {
    if (r->out->n_years > MOST_YEARS) {
        diags_add(r->d, "S115", VEC_AT(&r->in->years, year_syntax, MOST_YEARS)->out.at,
                  "more than {i} years|There are no more that can be written.", (int64_t)MOST_YEARS);
        r->out->n_years = 0;
    }
    for (uint32_t i = 0; i < r->out->n_years; i++) {
        const year_syntax *s = VEC_AT(&r->in->years, year_syntax, i);
        r->out->years[i] = s->out;
        r->out->years[i].cite = resolve_cite(r, &s->cite, s->out.at, true);
    }
    sort_years(r);
    for (uint32_t i = 1; i < r->out->n_years; i++) {
        const calendar_year *y = &r->out->years[i];
        if (y->year == y[-1].year)
            diags_add(r->d, "P107", y->at, "the year {i} is given twice|Leave one of them.", (int64_t)y->year);
        else if (y->year > y[-1].year + 1)
            diags_add(r->d, "P108", y->at,
                      "the years before {i} are missing|Published years follow each other.", (int64_t)y->year);
    }
}

static void hold_years(resolver *r) {
    workdays *w = &r->out->calendar;
    w->held_from = 1;
    w->held_to = 0;
    if (r->out->n_years == 0)
        return;
    w->held_from = day_from_civil(r->out->years[0].year, 1, 1);
    w->held_to = day_from_civil(r->out->years[r->out->n_years - 1].year, 12, 31);
}

static bool is_before(const off_syntax *a, const off_syntax *b) {
    return a->out.from < b->out.from;
}

// Merge two sorted halves; the file may hold any number of spans.
static void merge(const off_syntax *from, off_syntax *to, uint32_t lo, uint32_t mid, uint32_t hi) {
    uint32_t a = lo, b = mid;
    for (uint32_t i = lo; i < hi; i++) {
        bool is_second = a == mid || (b < hi && is_before(&from[b], &from[a]));
        to[i] = is_second ? from[b++] : from[a++];
    }
}

static uint32_t least(uint32_t a, uint32_t b) {
    return a < b ? a : b;
}

// Sorted by the first day, in one of two arrays of n.
static const off_syntax *sort_spans(off_syntax *items, off_syntax *spare, uint32_t n) {
    for (uint32_t width = 1; width < n; width *= 2) {
        for (uint32_t lo = 0; lo < n; lo += 2 * width)
            merge(items, spare, lo, least(lo + width, n), least(lo + 2 * width, n));
        off_syntax *kept = items;
        items = spare;
        spare = kept;
    }
    return items;
}

static void check_span(resolver *r, const off_syntax *s, const off_syntax *before) {
    const workdays *w = &r->out->calendar;
    if (s->out.from < w->held_from || s->out.to > w->held_to)
        diags_add(r->d, "P109", s->at,
                  "this lies outside the published years|Add its `year`, or correct the date.");
    else if (before != NULL && s->out.from <= before->out.to)
        diags_add(r->d, "P110", s->at, "{d} is listed already|Leave one of them.", s->out.from);
}

static void take_spans(resolver *r) {
    uint32_t n = r->in->offs.n;
    off_syntax *spare = ARENA_ARRAY(r->mem, off_syntax, (size_t)n + 1);
    workday_span *spans = ARENA_ARRAY(r->mem, workday_span, (size_t)n + 1);
    if (spare == NULL || spans == NULL) {
        r->in->spare.failed = true;
        return;
    }
    const off_syntax *sorted = sort_spans(r->in->offs.items, spare, n);
    for (uint32_t i = 0; i < n; i++) {
        check_span(r, &sorted[i], i == 0 ? NULL : &sorted[i - 1]);
        spans[i] = sorted[i].out;
    }
    r->out->calendar.spans = spans;
    r->out->calendar.n_spans = n;
    r->out->calendar.fixed = r->in->fixed.items;
    r->out->calendar.n_fixed = r->in->fixed.n;
}

// Days that the lists have off in a year, be they weekends or not.
static int64_t count_off(const workdays *w, int32_t year) {
    int64_t first = day_from_civil(year, 1, 1), last = day_from_civil(year, 12, 31), n = 0;
    for (uint32_t i = 0; i < w->n_spans; i++) {
        const workday_span *s = &w->spans[i];
        if (s->off && s->to >= first && s->from <= last)
            n += (s->to < last ? s->to : last) - (s->from > first ? s->from : first) + 1;
    }
    return n;
}

static void count_years(resolver *r) {
    for (uint32_t i = 0; i < r->out->n_years; i++) {
        const calendar_year *y = &r->out->years[i];
        int64_t n =
            workday_count(&r->out->calendar, day_from_civil(y->year, 1, 1), day_from_civil(y->year, 12, 31));
        if (n != y->n_workdays)
            diags_add(r->d, "P111", y->at,
                      "{i} has {i} working days by these lists, not {i}|Compare with the source.",
                      (int64_t)y->year, n, (int64_t)y->n_workdays);
        int64_t n_off = count_off(&r->out->calendar, y->year);
        if (y->n_off > 0 && n_off != y->n_off)
            diags_add(r->d, "P112", y->at,
                      "{i} has {i} days off by these lists, not {i}|Compare with the source.",
                      (int64_t)y->year, n_off, (int64_t)y->n_off);
    }
}

void resolve_calendar(resolver *r) {
    r->out->calendar_dispute = -1;
    for (uint32_t i = 1; i < r->in->of[NOUN_CALENDAR].n; i++)
        diags_add(r->d, "N101", DRAFT(r->in, NOUN_CALENDAR, calendar_syntax, i)->at,
                  "a second calendar|A law has one calendar; leave one file out.");
    uint32_t n_before = r->d->n;
    take_years(r);
    hold_years(r);
    if (r->in->of[NOUN_CALENDAR].n == 0)
        return;
    take_spans(r);
    if (r->d->n == n_before)
        count_years(r);
    const word *beyond = &DRAFT(r->in, NOUN_CALENDAR, calendar_syntax, 0)->beyond;
    if (beyond->text.len == 0)
        return;
    uint32_t idx = resolve_find(r, SPACE_DISPUTE, beyond->text, beyond->at, STR("dispute"));
    r->out->calendar_dispute = idx == NAME_MISSING ? -1 : (int32_t)idx;
}
