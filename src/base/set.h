// base/set.h - the set of values a quantity may still have. A plain value is a set of one.
//
//   numbers, dates, months   every whole number lo..hi; empty when lo > hi
//   bools and enums          lo is a bit mask: bit k set when value k is possible (bool: bit 0 false, bit 1 true)
//   sets of options          lo: members it certainly has, hi: members it may have (lo within hi)
//   none                     the value "none" (no date) is possible too; `none` alone has lo > hi
//
// `live` says which unknown facts (bit = fact index) the value can still depend on; 0 for a single value.
#ifndef BASE_SET_H
#define BASE_SET_H

#include "base/str.h"

#include <assert.h>

typedef enum { KIND_BOOL, KIND_ENUM, KIND_SET, KIND_NUMBER, KIND_DATE, KIND_MONTH } kind;

typedef struct {
    int64_t lo, hi;
    uint64_t live;
    bool none;
} set;

// The short ones are inline: the inner loop of the evaluator lives on them.

// Nothing at all. One pattern is empty for every kind: lo > hi, lo not within hi, and no bit in lo that an option
// can have.
#define SET_NO_OPTION ((int64_t)1 << 62)

static inline set set_empty(void) {
    return (set){.lo = SET_NO_OPTION};
}

// Only "none".
static inline set set_none(void) {
    return (set){.lo = SET_NO_OPTION, .none = true};
}

static inline bool set_is_mask(kind k) {
    return k == KIND_BOOL || k == KIND_ENUM;
}

// The single value v (an enum's index, a bool's 0 or 1, a set's mask).
static inline set set_one(kind k, int64_t v) {
    return set_is_mask(k) ? (set){.lo = (int64_t)1 << v} : (set){.lo = v, .hi = v};
}

// lo..hi, or for a set of options: certainly lo, at most hi. live stays as given even when lo = hi, because the
// caller may still add "none"; see set_settle.
static inline set set_range(int64_t lo, int64_t hi, uint64_t live) {
    return (set){.lo = lo, .hi = hi, .live = live};
}

// A bool. Settled.
static inline set set_tri(bool can_be_false, bool can_be_true, uint64_t live) {
    return (set){.lo = can_be_false | can_be_true << 1, .live = can_be_false && can_be_true ? live : 0};
}

// One value exactly; "none" alone is one value too.
static inline bool set_is_one(kind k, set s) {
    if (set_is_mask(k)) {
        int64_t mask = s.lo & (SET_NO_OPTION - 1);
        return mask != 0 && (mask & (mask - 1)) == 0;
    }
    return s.none ? s.lo > s.hi : s.lo == s.hi;
}

// live := 0 when s is a single value.
static inline set set_settle(kind k, set s) {
    if (set_is_one(k, s))
        s.live = 0;
    return s;
}

static inline bool set_is_empty(kind k, set s) {
    if (set_is_mask(k))
        return (s.lo & (SET_NO_OPTION - 1)) == 0;
    if (k == KIND_SET)
        return (s.lo & ~s.hi) != 0;
    return s.lo > s.hi && !s.none;
}

// Of a set of one that is not "none". The enum's index.
static inline int64_t set_value(kind k, set s) {
    assert(set_is_one(k, s) && !s.none);
    return set_is_mask(k) ? __builtin_ctzll((uint64_t)s.lo) : s.lo;
}

bool set_is_same(kind k, set a, set b);      // the same values; live does not count
bool set_has(kind k, set outer, set inner);  // every value of inner is in outer

// All of both (an interval may gain what lies between), live joined. With nothing: the other one as it is.
set set_join(kind k, set a, set b);
// Common values, live joined, settled. May be empty.
set set_meet(kind k, set a, set b);

// Kleene's logic over bools. With an empty side the answer is empty.

// Is `value` possible?
static inline bool set_can(set s, bool value) {
    return (s.lo >> value & 1) != 0;
}

// Is it the only possibility?
static inline bool set_is(set s, bool value) {
    return set_can(s, value) && !set_can(s, !value);
}

static inline set set_not(set a) {
    return set_tri(set_can(a, true), set_can(a, false), a.live);
}

// With {false} on a side (set_or: {true}) the other side's live goes: nothing there can change the answer.
static inline set set_and(set a, set b) {
    bool both = (a.lo & 3) != 0 && (b.lo & 3) != 0;
    bool can_be_false = both && (set_can(a, false) || set_can(b, false));
    return set_tri(can_be_false, set_can(a, true) && set_can(b, true), a.live | b.live);
}

static inline set set_or(set a, set b) {
    bool both = (a.lo & 3) != 0 && (b.lo & 3) != 0;
    bool can_be_true = both && (set_can(a, true) || set_can(b, true));
    return set_tri(set_can(a, false) && set_can(b, false), can_be_true, a.live | b.live);
}

#endif
