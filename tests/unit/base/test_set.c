// SPDX-License-Identifier: Apache-2.0
#include "base/set.h"

#include "base/limits.h"
#include "test.h"

#include <assert.h>

// Small worlds in which everything can be tried: options 0..2, numbers 0..4, dates 0..4 and "none". The values of a
// set are written as a mask: bit v for the value v (for sets of options: the subset v), bit NONE for "none".
enum { N_OPTIONS = 3, N_NUMBERS = 5, NONE = 8, MOST = 80 };

typedef struct {
    set of[MOST];
    size_t n;
} many;

static uint32_t values_of(kind k, set s) {
    uint32_t values = 0;
    for (int64_t v = 0; v < 8; v++) {
        bool has = set_is_mask(k)  ? (s.lo >> v & 1) != 0
                   : k == KIND_SET ? (s.lo & ~v) == 0 && (v & ~s.hi) == 0
                                   : s.lo <= v && v <= s.hi;
        values |= (uint32_t)has << v;
    }
    return values | (uint32_t)s.none << NONE;
}

static void add_set(many *all, set s) {
    assert(all->n < MOST);
    all->of[all->n++] = s;
}

// Every set of a small world, the empty ones in several spellings.
static many list_sets(kind k) {
    many all = {.n = 0};
    add_set(&all, set_empty());
    int64_t n_masks = k == KIND_BOOL ? 4 : 1 << N_OPTIONS;
    if (set_is_mask(k)) {
        for (int64_t mask = 0; mask < n_masks; mask++)
            add_set(&all, (set){.lo = mask, .live = (uint64_t)1 << mask});
        return all;
    }
    int64_t n = k == KIND_SET ? n_masks : N_NUMBERS;
    for (int64_t lo = 0; lo < n; lo++)
        for (int64_t hi = 0; hi < n; hi++) {
            set s = set_range(lo, hi, (uint64_t)(1 + lo * n + hi));
            add_set(&all, s);
            s.none = true;
            if (k == KIND_DATE)
                add_set(&all, s);
        }
    if (k == KIND_DATE)
        add_set(&all, set_none());
    return all;
}

static int count_bits(uint32_t values) {
    int n = 0;
    for (; values != 0; values &= values - 1)
        n++;
    return n;
}

// Least interval, or least pair of subsets, around the values: what a join may gain at most.
static uint32_t hull_of(kind k, uint32_t values) {
    if (set_is_mask(k))
        return values;
    uint32_t plain = values & ((1U << NONE) - 1);
    uint32_t hull = values;
    for (int64_t v = 0; v < 8; v++) {
        bool between = false;
        int64_t all = 7;
        int64_t some = 0;
        for (int64_t w = 0; w < 8; w++) {
            if ((plain >> w & 1) == 0)
                continue;
            all &= w;
            some |= w;
            between = between || (k != KIND_SET && w <= v && plain >> v != 0);
        }
        if (k == KIND_SET)
            between = plain != 0 && (all & ~v) == 0 && (v & ~some) == 0;
        hull |= (uint32_t)between << v;
    }
    return hull;
}

static void check_one(kind k, set s) {
    uint32_t values = values_of(k, s);
    set settled = set_settle(k, s);
    CHECK_INT(set_is_empty(k, s), values == 0);
    CHECK_INT(set_is_one(k, s), count_bits(values) == 1);
    CHECK_INT(values_of(k, settled), values);
    CHECK_INT(settled.live, count_bits(values) == 1 ? 0 : s.live);
    if (count_bits(values) == 1 && !s.none)
        CHECK_INT(1U << set_value(k, s), values);
}

static void check_pair(kind k, set a, set b) {
    uint32_t in_a = values_of(k, a);
    uint32_t in_b = values_of(k, b);
    CHECK_INT(set_is_same(k, a, b), in_a == in_b);
    CHECK_INT(set_has(k, a, b), (in_b & ~in_a) == 0);
    set met = set_meet(k, a, b);
    CHECK_INT(values_of(k, met), in_a & in_b);
    CHECK_INT(met.live, count_bits(in_a & in_b) == 1 ? 0 : a.live | b.live);
    set joined = set_join(k, a, b);
    CHECK_INT(values_of(k, joined), hull_of(k, in_a | in_b));
    uint64_t live = in_a == 0 ? b.live : in_b == 0 ? a.live : a.live | b.live;
    CHECK_INT(joined.live, live);
}

static void test_small_worlds(void) {
    static const kind kinds[] = {KIND_BOOL, KIND_ENUM, KIND_SET, KIND_NUMBER, KIND_DATE, KIND_MONTH};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        kind k = kinds[i];
        many all = list_sets(k);
        check_row = (int)k;
        for (size_t a = 0; a < all.n; a++) {
            check_one(k, all.of[a]);
            for (size_t b = 0; b < all.n; b++)
                check_pair(k, all.of[a], all.of[b]);
        }
    }
    check_row = -1;
}

static void test_ends(void) {
    set all = set_range(INT64_MIN, INT64_MAX, 1);
    set last = set_one(KIND_NUMBER, INT64_MAX);
    CHECK(set_has(KIND_NUMBER, all, last));
    CHECK(!set_has(KIND_NUMBER, last, all));
    CHECK(set_is_same(KIND_NUMBER, set_meet(KIND_NUMBER, all, last), last));
    CHECK(set_is_same(KIND_NUMBER, set_join(KIND_NUMBER, all, last), all));
    CHECK_INT(set_value(KIND_NUMBER, set_one(KIND_NUMBER, INT64_MIN)), INT64_MIN);
    for (int64_t v = 0; v < LIMIT_OPTIONS; v++) {
        CHECK_INT(set_value(KIND_ENUM, set_one(KIND_ENUM, v)), v);
        CHECK_INT(set_value(KIND_SET, set_one(KIND_SET, (int64_t)1 << v)), (int64_t)1 << v);
    }
    CHECK_INT(set_value(KIND_BOOL, set_one(KIND_BOOL, true)), 1);
    CHECK_INT(set_value(KIND_SET, set_one(KIND_SET, 0)), 0);  // no options at all is a value
    CHECK(!set_is_empty(KIND_SET, set_one(KIND_SET, 0)));
}

static void test_none(void) {
    set none = set_none();
    set day = set_one(KIND_DATE, 5);
    CHECK(set_is_one(KIND_DATE, none));
    CHECK(!set_is_empty(KIND_DATE, none));
    CHECK(set_is_empty(KIND_DATE, set_meet(KIND_DATE, none, day)));
    set both = set_join(KIND_DATE, none, day);
    CHECK(both.none && both.lo == 5 && both.hi == 5 && !set_is_one(KIND_DATE, both));
    // A single day keeps what it depends on while "none" may still be added to it.
    set maybe = set_range(5, 5, 4);
    maybe.none = true;
    CHECK_INT(set_settle(KIND_DATE, maybe).live, 4);
    none.live = 4;
    CHECK_INT(set_settle(KIND_DATE, none).live, 0);
}

static void test_empty_of_every_kind(void) {
    static const kind kinds[] = {KIND_BOOL, KIND_ENUM, KIND_SET, KIND_NUMBER, KIND_DATE, KIND_MONTH};
    CHECK_TABLE(kinds, i) {
        set empty = set_empty();
        CHECK(set_is_empty(kinds[i], empty));
        CHECK(!set_is_one(kinds[i], empty));
        CHECK(set_is_empty(kinds[i], set_join(kinds[i], empty, empty)));
        CHECK(!set_is_empty(kinds[i], set_one(kinds[i], 1)));
        CHECK(set_is_same(kinds[i], set_join(kinds[i], empty, set_one(kinds[i], 1)), set_one(kinds[i], 1)));
    }
    CHECK(!set_can(set_empty(), false) && !set_can(set_empty(), true));
}

// Kleene's tables: 0 false, 1 true, 2 either.
static void test_kleene(void) {
    static const struct {
        int a, b, both, any;
    } cases[] = {
        {0, 0, 0, 0}, {0, 1, 0, 1}, {0, 2, 0, 2}, {1, 0, 0, 1}, {1, 1, 1, 1},
        {1, 2, 2, 1}, {2, 0, 0, 2}, {2, 1, 2, 1}, {2, 2, 2, 2},
    };
    CHECK_TABLE(cases, i) {
        const int written[] = {cases[i].a, cases[i].b, cases[i].both, cases[i].any};
        set s[4];
        for (size_t k = 0; k < 4; k++)
            s[k] = set_tri(written[k] != 1, written[k] != 0, (uint64_t)1 << k);
        set both = set_and(s[0], s[1]);
        set any = set_or(s[0], s[1]);
        CHECK(set_is_same(KIND_BOOL, both, s[2]));
        CHECK(set_is_same(KIND_BOOL, any, s[3]));
        // What is decided depends on nothing; what is open, on the open sides.
        uint64_t live = s[0].live | s[1].live;
        CHECK_INT(both.live, cases[i].both == 2 ? live : 0);
        CHECK_INT(any.live, cases[i].any == 2 ? live : 0);
        CHECK_INT(set_not(s[0]).live, s[0].live);
        CHECK(set_is_same(KIND_BOOL, set_not(set_not(s[0])), s[0]));
        CHECK_INT(set_is(s[0], true), cases[i].a == 1);
        CHECK_INT(set_is(s[0], false), cases[i].a == 0);
        CHECK_INT(set_can(s[0], true), cases[i].a != 0);
        CHECK_INT(set_is(set_not(s[0]), true), cases[i].a == 0);
    }
    set empty = set_tri(false, false, 1);
    CHECK(set_is_empty(KIND_BOOL, set_and(empty, set_tri(true, false, 0))));
    CHECK(set_is_empty(KIND_BOOL, set_or(set_tri(false, true, 0), empty)));
    CHECK(set_is_empty(KIND_BOOL, set_not(empty)));
}

int main(void) {
    test_small_worlds();
    test_ends();
    test_none();
    test_empty_of_every_kind();
    test_kleene();
    CHECK_MAIN();
}
