// SPDX-License-Identifier: Apache-2.0
#include "base/workday.h"

#include "base/day.h"
#include "base/num.h"

#include <assert.h>

static bool is_held(const workdays *w, int64_t day) {
    return day >= w->held_from && day <= w->held_to;
}

static bool is_monday_to_friday(int64_t day) {
    return day_weekday(day) <= 5;
}

static bool is_fixed_off(const workdays *w, int64_t day) {
    if (w->n_fixed == 0)
        return false;
    civil c = day_to_civil(day);
    for (size_t i = 0; i < w->n_fixed; i++) {
        const workday_fixed *f = &w->fixed[i];
        if (f->month == c.month && c.day >= f->from && c.day <= f->to)
            return true;
    }
    return false;
}

// The first span that ends on `day` or later; n_spans: none does.
static size_t find_span(const workdays *w, int64_t day) {
    size_t from = 0, to = w->n_spans;
    while (from < to) {
        size_t mid = (from + to) / 2;
        if (w->spans[mid].to < day)
            from = mid + 1;
        else
            to = mid;
    }
    return from;
}

// *span: the first one that ends on `day` or later, or one before it.
static bool is_workday(const workdays *w, int64_t day, size_t *span) {
    if (!is_held(w, day))
        return is_monday_to_friday(day) && !is_fixed_off(w, day);
    while (*span < w->n_spans && w->spans[*span].to < day)
        ++*span;
    bool is_in = *span < w->n_spans && w->spans[*span].from <= day;
    return is_in ? !w->spans[*span].off : is_monday_to_friday(day);
}

bool workday_is(const workdays *w, int64_t day) {
    size_t span = find_span(w, day);
    return is_workday(w, day, &span);
}

int64_t workday_add(const workdays *w, int64_t day, int64_t n, bool *beyond) {
    assert(n >= 0);
    size_t span = find_span(w, day);
    for (int64_t n_left = n; n_left > 0 && day <= day_max;) {
        day++;
        n_left -= is_workday(w, day, &span);
        if (!is_held(w, day))
            *beyond = true;
    }
    return day;
}

int64_t workday_count(const workdays *w, int64_t from, int64_t to) {
    int64_t n = 0;
    size_t span = find_span(w, from);
    for (int64_t day = from; day <= to; day++)
        n += is_workday(w, day, &span);
    return n;
}
