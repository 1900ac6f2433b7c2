// SPDX-License-Identifier: Apache-2.0
#include "base/set.h"

#include "base/num.h"

#include <assert.h>

static bool has_no_range(set s) {
    return s.lo > s.hi;
}

static set join_ranges(set a, set b) {
    if (has_no_range(a) || has_no_range(b)) {
        set range = has_no_range(a) ? b : a;
        return (set){.lo = range.lo, .hi = range.hi};
    }
    return (set){.lo = num_min(a.lo, b.lo), .hi = num_max(a.hi, b.hi)};
}

bool set_is_empty(kind k, set s) {
    if (set_is_mask(k))
        return (s.lo & (SET_NO_OPTION - 1)) == 0;
    if (k == KIND_SET)
        return (s.lo & ~s.hi) != 0;
    return has_no_range(s) && !s.none;
}

int64_t set_value(kind k, set s) {
    assert(set_is_one(k, s) && !s.none);
    return set_is_mask(k) ? __builtin_ctzll((uint64_t)s.lo) : s.lo;
}

bool set_is_same(kind k, set a, set b) {
    if (set_is_empty(k, a) || set_is_empty(k, b))
        return set_is_empty(k, a) && set_is_empty(k, b);
    if (set_is_mask(k))
        return a.lo == b.lo;
    if (k != KIND_SET && has_no_range(a) && has_no_range(b))
        return true;  // both are "none" alone; which lo > hi stands there does not matter
    return a.lo == b.lo && a.hi == b.hi && a.none == b.none;
}

bool set_has(kind k, set outer, set inner) {
    if (set_is_empty(k, inner))
        return true;
    if (set_is_mask(k))
        return (inner.lo & ~outer.lo) == 0;
    if (k == KIND_SET)
        return (outer.lo & ~inner.lo) == 0 && (inner.hi & ~outer.hi) == 0;
    bool has_range = has_no_range(inner) || (outer.lo <= inner.lo && inner.hi <= outer.hi);
    return has_range && (outer.none || !inner.none);
}

set set_join(kind k, set a, set b) {
    if (set_is_empty(k, a))
        return b;
    if (set_is_empty(k, b))
        return a;
    set s;
    if (set_is_mask(k))
        s = (set){.lo = a.lo | b.lo};
    else if (k == KIND_SET)
        s = (set){.lo = a.lo & b.lo, .hi = a.hi | b.hi};
    else
        s = join_ranges(a, b);
    s.live = a.live | b.live;
    s.none = a.none || b.none;
    return s;
}

set set_meet(kind k, set a, set b) {
    set s = {.live = a.live | b.live, .none = a.none && b.none};
    if (set_is_mask(k)) {
        s.lo = a.lo & b.lo;
    } else if (k == KIND_SET) {
        s.lo = a.lo | b.lo;
        s.hi = a.hi & b.hi;
    } else {
        s.lo = num_max(a.lo, b.lo);
        s.hi = num_min(a.hi, b.hi);
    }
    return set_settle(k, s);
}
