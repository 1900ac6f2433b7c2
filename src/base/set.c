// SPDX-License-Identifier: Apache-2.0
#include "base/set.h"

#include "base/num.h"

static bool has_no_range(set s) {
    return s.lo > s.hi;
}

// For dates, numbers and months, of which neither is empty: one of them may be "none" alone.
static set join_ranges(set a, set b) {
    bool only_b = has_no_range(a);
    bool only_a = has_no_range(b);
    return (set){
        .lo = only_b   ? b.lo
              : only_a ? a.lo
                       : num_min(a.lo, b.lo),
        .hi = only_b   ? b.hi
              : only_a ? a.hi
                       : num_max(a.hi, b.hi),
        .live = a.live | b.live,
        .none = a.none || b.none,
    };
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
    if (set_is_mask(k))
        return (set){.lo = a.lo | b.lo, .live = a.live | b.live};
    if (k == KIND_SET)
        return (set){.lo = a.lo & b.lo, .hi = a.hi | b.hi, .live = a.live | b.live};
    return join_ranges(a, b);
}

set set_meet(kind k, set a, set b) {
    set s;
    if (set_is_mask(k))
        s = (set){.lo = a.lo & b.lo};
    else if (k == KIND_SET)
        s = (set){.lo = a.lo | b.lo, .hi = a.hi & b.hi};
    else
        s = (set){.lo = num_max(a.lo, b.lo), .hi = num_min(a.hi, b.hi), .none = a.none && b.none};
    s.live = a.live | b.live;
    return set_settle(k, s);
}
