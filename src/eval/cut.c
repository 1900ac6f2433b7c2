// SPDX-License-Identifier: Apache-2.0
#include "eval/cut.h"

enum { DAYS_AROUND = 400 };  // a year and a month: most periods of a law are shorter

static int64_t middle_of(set v) {
    return v.lo + (int64_t)(((uint64_t)v.hi - (uint64_t)v.lo) / 2);
}

static uint64_t distance(int64_t a, int64_t b) {
    return a > b ? (uint64_t)a - (uint64_t)b : (uint64_t)b - (uint64_t)a;
}

// The constant of the law nearest the middle, as the first value of the second part.
static bool find_constant(const fact *f, set v, int64_t *cut) {
    int64_t mid = middle_of(v);
    bool found = false;
    for (uint32_t i = 0; i < f->n_cuts; i++) {
        int64_t at = f->cuts[i];
        if (at <= v.lo || at > v.hi || (found && distance(at, mid) >= distance(*cut, mid)))
            continue;
        *cut = at;
        found = true;
    }
    return found;
}

static bool cut_options(set v, set *first, set *second) {
    first->lo = v.lo & -v.lo;
    second->lo = v.lo & (v.lo - 1);
    return true;
}

static bool cut_members(set v, set *first, set *second) {
    int64_t open = v.hi & ~v.lo;
    first->lo = v.lo | (open & -open);
    second->hi = v.hi & ~(open & -open);
    return true;
}

static bool cut_range(int64_t cut, set *first, set *second) {
    first->hi = cut - 1;
    second->lo = cut;
    return true;
}

// Where there is one way to cut: 1, where not: 0; -1: it is a range of numbers or days.
static int cut_plainly(const fact *f, set v, set *first, set *second) {
    kind k = f->type.kind;
    *first = *second = v;
    if (set_is_one(k, v) || set_is_empty(k, v))
        return 0;
    if (set_is_mask(k))
        return cut_options(v, first, second);
    if (k == KIND_SET)
        return cut_members(v, first, second);
    if (!v.none)
        return -1;
    *first = set_none();
    second->none = false;
    return 1;
}

bool cut_where_it_matters(const fact *f, set v, set *first, set *second) {
    int done = cut_plainly(f, v, first, second);
    if (done >= 0)
        return done != 0;
    int64_t cut = middle_of(v) + 1;
    if (!find_constant(f, v, &cut) && f->type.kind != KIND_DATE)
        return false;
    return cut_range(cut, first, second);
}

bool cut_anywhere(const fact *f, set v, int64_t on, set *first, set *second) {
    int done = cut_plainly(f, v, first, second);
    if (done >= 0)
        return done != 0;
    int64_t cut = middle_of(v) + 1;
    if (f->type.kind == KIND_DATE && v.lo < on - DAYS_AROUND && v.hi >= on - DAYS_AROUND)
        cut = on - DAYS_AROUND;
    else if (f->type.kind == KIND_DATE && v.lo <= on + DAYS_AROUND && v.hi > on + DAYS_AROUND)
        cut = on + DAYS_AROUND + 1;
    else
        find_constant(f, v, &cut);
    return cut_range(cut, first, second);
}
