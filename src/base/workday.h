// base/workday.h - working days: published years as exceptions to Monday-Friday, other years by a general rule.
#ifndef BASE_WORKDAY_H
#define BASE_WORKDAY_H

#include "base/str.h"

typedef struct {
    int64_t from, to;  // days, both included
    bool off;          // true: no work (a holiday); false: work (a make-up day)
} workday_span;

typedef struct {
    int32_t month, from, to;  // days of that month off in years without a published calendar
} workday_fixed;

typedef struct {
    const workday_span *spans;  // [n_spans] of the held years, sorted by from, no overlap
    size_t n_spans;
    int64_t held_from, held_to;  // days; the years that are published; held_from > held_to: none
    const workday_fixed *fixed;  // [n_fixed]
    size_t n_fixed;
} workdays;

bool workday_is(const workdays *w, int64_t day);
// The n-th working day after `day`, which itself is not counted; n = 0 is `day`. *beyond becomes true when any day
// counted over (from day + 1 to the result) lies outside the held years; it is never made false. n >= 0.
// A calendar may have no such day: the search ends after day_max, with the first day it did not look at.
int64_t workday_add(const workdays *w, int64_t day, int64_t n, bool *beyond);
int64_t workday_count(const workdays *w, int64_t from,
                      int64_t to);  // working days in [from, to]; 0 when from > to

#endif
