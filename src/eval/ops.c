// SPDX-License-Identifier: Apache-2.0
#include "eval/ops.h"

#include "base/day.h"
#include "base/num.h"

#include <assert.h>

// A thousand years either side of the days that are accepted: further away is a slip, and counting working days from
// there would take long.
enum { FAR_DAYS = 400000, FAR_MONTHS = 12000 };

static bool has_number(const set *s) {
    return s->lo <= s->hi;
}

// The result of an operation on two sets, with the rule for none applied: only numbers meet numbers.
static set combine(const set *a, const set *b, int64_t lo, int64_t hi) {
    set r = {lo, hi, a->live | b->live, a->none || b->none};
    if (!has_number(a) || !has_number(b)) {
        r.lo = 1;
        r.hi = 0;
    }
    return r;
}

static set any_number(const set *a, const set *b, bool *overflow) {
    *overflow = true;
    return combine(a, b, INT64_MIN, INT64_MAX);
}

static set any_day(const set *a, const set *b, bool *overflow) {
    *overflow = true;
    return combine(a, b, day_min - FAR_DAYS, day_max + FAR_DAYS);
}

static set add(const set *a, const set *b, bool *overflow) {
    int64_t lo, hi;
    bool fits = !ckd_add(&lo, a->lo, b->lo) && !ckd_add(&hi, a->hi, b->hi);
    return fits ? combine(a, b, lo, hi) : any_number(a, b, overflow);
}

static set subtract(const set *a, const set *b, bool *overflow) {
    int64_t lo, hi;
    bool fits = !ckd_sub(&lo, a->lo, b->hi) && !ckd_sub(&hi, a->hi, b->lo);
    return fits ? combine(a, b, lo, hi) : any_number(a, b, overflow);
}

static set multiply(const set *a, const set *b, bool *overflow) {
    int64_t p[4];
    bool fits = !ckd_mul(&p[0], a->lo, b->lo) && !ckd_mul(&p[1], a->lo, b->hi) &&
                !ckd_mul(&p[2], a->hi, b->lo) && !ckd_mul(&p[3], a->hi, b->hi);
    if (!fits)
        return any_number(a, b, overflow);
    int64_t lo = num_min(num_min(p[0], p[1]), num_min(p[2], p[3]));
    int64_t hi = num_max(num_max(p[0], p[1]), num_max(p[2], p[3]));
    return combine(a, b, lo, hi);
}

// The divisor is a positive constant or a set proved positive; its ends bound the quotient.
static set divide(const set *a, const set *b, bool *overflow) {
    if (b->lo <= 0)
        return any_number(a, b, overflow);
    int64_t lo = num_min(num_floor_div(a->lo, b->lo), num_floor_div(a->lo, b->hi));
    int64_t hi = num_max(num_floor_div(a->hi, b->lo), num_floor_div(a->hi, b->hi));
    return combine(a, b, lo, hi);
}

static bool is_near(int64_t day) {
    return day >= day_min - FAR_DAYS && day <= day_max + FAR_DAYS;
}

static set near_days(const set *a, const set *b, int64_t lo, int64_t hi, bool *overflow) {
    return is_near(lo) && is_near(hi) ? combine(a, b, lo, hi) : any_day(a, b, overflow);
}

static set add_days(const set *day, const set *n, bool *overflow) {
    int64_t lo, hi;
    if (ckd_add(&lo, day->lo, n->lo) || ckd_add(&hi, day->hi, n->hi))
        return any_day(day, n, overflow);
    return near_days(day, n, lo, hi, overflow);
}

static set add_months(const set *day, const set *n, bool *overflow) {
    if (n->hi > FAR_MONTHS || n->lo < -FAR_MONTHS || !is_near(day->lo) || !is_near(day->hi))
        return any_day(day, n, overflow);
    return near_days(day, n, day_add_months(day->lo, n->lo), day_add_months(day->hi, n->hi), overflow);
}

set ops_number(op op, const set *a, const set *b, bool *overflow) {
    if (!has_number(a) || !has_number(b))
        return combine(a, b, 1, 0);
    switch (op) {
    case OP_ADD: return add(a, b, overflow);
    case OP_SUB: return subtract(a, b, overflow);
    case OP_MUL: return multiply(a, b, overflow);
    case OP_FLOOR_DIV: return divide(a, b, overflow);
    case OP_MIN: return combine(a, b, num_min(a->lo, b->lo), num_min(a->hi, b->hi));
    case OP_MAX: return combine(a, b, num_max(a->lo, b->lo), num_max(a->hi, b->hi));
    case OP_ADD_DAYS: return add_days(a, b, overflow);
    case OP_ADD_MONTHS: return add_months(a, b, overflow);
    default: assert(!"not an operation on two numbers"); return *a;
    }
}

set ops_negate(const set *a, bool *overflow) {
    static const set zero = {0};
    set r = ops_number(OP_SUB, &zero, a, overflow);
    r.live = a->live;
    return r;
}

set ops_scale(const set *a, int64_t exponent, bool *overflow) {
    set factor = set_one(KIND_NUMBER, num_pow10((int)exponent));
    return ops_number(OP_MUL, a, &factor, overflow);
}

set ops_month_start(const set *day, bool *overflow) {
    if (!has_number(day))
        return *day;
    if (!is_near(day->lo) || !is_near(day->hi))
        return any_day(day, day, overflow);
    return combine(day, day, day_month_first(day_month(day->lo)), day_month_first(day_month(day->hi)));
}

set ops_years(const set *from, const set *to, bool early) {
    if (!has_number(from) || !has_number(to))
        return combine(from, to, 1, 0);
    return combine(from, to, day_full_years(from->hi, to->lo, early), day_full_years(from->lo, to->hi, early));
}

set ops_workdays(const workdays *w, const set *day, const set *n, bool *beyond, bool *overflow) {
    if (!has_number(day) || !has_number(n))
        return combine(day, n, 1, 0);
    if (n->lo < 0 || !is_near(day->lo) || !is_near(day->hi))
        return any_day(day, n, overflow);
    bool is_one = day->lo == day->hi && n->lo == n->hi;
    bool ignored = false;  // an open day says nothing about the calendar yet
    bool *flag = is_one ? beyond : &ignored;
    int64_t lo = workday_add(w, day->lo, n->lo, flag);
    return combine(day, n, lo, is_one ? lo : workday_add(w, day->hi, n->hi, flag));
}

static set compare_options(op op, const set *a, const set *b) {
    uint64_t both = (uint64_t)a->lo & (uint64_t)b->lo;
    bool can_differ = !(a->lo == b->lo && ((uint64_t)a->lo & ((uint64_t)a->lo - 1)) == 0);
    uint64_t live = a->live | b->live;
    return op == OP_EQ ? set_tri(can_differ, both != 0, live) : set_tri(both != 0, can_differ, live);
}

// Can `a op b` be true of some pair, for a < b and the like; the others follow by swapping or negating.
static bool can_less(const set *a, const set *b, bool or_equal) {
    return or_equal ? a->lo <= b->hi : a->lo < b->hi;
}

set ops_compare(op op, kind k, const set *a, const set *b) {
    if (k == KIND_BOOL || k == KIND_ENUM)
        return compare_options(op, a, b);
    uint64_t live = a->live | b->live;
    if (!has_number(a) || !has_number(b))
        return set_tri(true, false, 0);
    bool none = a->none || b->none;
    bool meet = a->lo <= b->hi && b->lo <= a->hi;
    bool same = a->lo == a->hi && b->lo == b->hi && a->lo == b->lo;
    switch (op) {
    case OP_EQ: return set_tri(none || !same, meet, live);
    case OP_NE: return set_tri(none || meet, !same, live);
    case OP_LT: return set_tri(none || can_less(b, a, true), can_less(a, b, false), live);
    case OP_LE: return set_tri(none || can_less(b, a, false), can_less(a, b, true), live);
    case OP_GT: return set_tri(none || can_less(a, b, true), can_less(b, a, false), live);
    case OP_GE: return set_tri(none || can_less(a, b, false), can_less(b, a, true), live);
    default: assert(!"not a comparison"); return *a;
    }
}

set ops_in_range(const set *a, const set *from, const set *to) {
    uint64_t live = a->live | from->live | to->live;
    if (!has_number(a) || !has_number(from) || !has_number(to))
        return set_tri(true, false, 0);
    bool can_be_out = a->none || from->none || to->none || a->lo < from->hi || a->hi > to->lo;
    return set_tri(can_be_out, a->hi >= from->lo && a->lo <= to->hi, live);
}
