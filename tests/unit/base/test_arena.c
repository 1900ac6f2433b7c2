// SPDX-License-Identifier: Apache-2.0
#include "base/arena.h"

#include "test.h"

#include <stdlib.h>
#include <string.h>

// Counts what is out, and gives nothing from the `fail_at`-th request on (0: gives always).
typedef struct {
    size_t n_gets, n_out, fail_at;
} counter;

static void *get_counted(void *ctx, size_t bytes) {
    counter *c = ctx;
    c->n_gets++;
    if (c->fail_at > 0 && c->n_gets >= c->fail_at)
        return NULL;
    c->n_out++;
    return malloc(bytes);
}

static void put_counted(void *ctx, void *chunk) {
    counter *c = ctx;
    c->n_out--;
    free(chunk);
}

static arena_source count_with(counter *c) {
    return (arena_source){.get = get_counted, .put = put_counted, .ctx = c};
}

static bool is_zero(const unsigned char *p, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (p[i] != 0)
            return false;
    return true;
}

static void test_zeroed_and_aligned(void) {
    arena a;
    arena_init(&a, arena_malloc(), 0);
    for (int round = 0; round < 3; round++) {
        for (size_t n = 0; n < 3000; n += 1 + n / 7) {
            unsigned char *p = arena_alloc(&a, n, 1);
            CHECK(p != NULL && (uintptr_t)p % _Alignof(max_align_t) == 0 && is_zero(p, n));
            memset(p, 0xA5, n);
        }
        arena_reset(&a);
    }
    CHECK(arena_alloc(&a, 5 << 20, 1) != NULL);  // more than any chunk would have by itself
    CHECK(ARENA_NEW(&a, double) != NULL);
    CHECK(ARENA_ARRAY(&a, int64_t, 1000) != NULL);
    arena_done(&a);
}

static void test_neighbours_do_not_overlap(void) {
    enum { N = 500 };
    arena a;
    arena_init(&a, arena_malloc(), 0);
    unsigned char *blocks[N];
    for (size_t i = 0; i < N; i++) {
        blocks[i] = arena_alloc(&a, i, 1);
        memset(blocks[i], (int)(i & 0xFF), i);
    }
    for (size_t i = 0; i < N; i++)
        for (size_t k = 0; k < i; k++)
            if (blocks[i][k] != (i & 0xFF)) {
                CHECK_INT(blocks[i][k], i & 0xFF);
                return;
            }
    CHECK(arena_alloc(&a, 0, 8) != arena_alloc(&a, 0, 8));
    arena_done(&a);
}

static void test_sizes_that_overflow(void) {
    static const struct {
        size_t n, item_bytes;
    } cases[] = {
        {SIZE_MAX, 1}, {SIZE_MAX, SIZE_MAX}, {SIZE_MAX / 2 + 1, 2}, {SIZE_MAX - 14, 1}, {SIZE_MAX - 20, 1}};
    arena a;
    arena_init(&a, arena_malloc(), 0);
    CHECK_TABLE(cases, i) {
        CHECK(arena_alloc(&a, cases[i].n, cases[i].item_bytes) == NULL);
    }
    CHECK(arena_alloc(&a, 1, 1) != NULL);
    arena_done(&a);
}

static void test_limit(void) {
    enum { LIMIT = 100000 };
    counter c = {0};
    arena a;
    arena_init(&a, count_with(&c), LIMIT);
    for (int round = 0; round < 3; round++) {
        size_t n = 0;
        while (n < LIMIT && arena_alloc(&a, 100, 1) != NULL)
            n++;
        CHECK(n > LIMIT / 112 * 9 / 10 && n <= LIMIT / 112);  // 112: 100 rounded up; little is lost at the ends
        CHECK(a.total_bytes <= LIMIT);
        CHECK(arena_alloc(&a, 1 << 20, 1) == NULL);
        arena_reset(&a);  // what is given back counts no more
    }
    arena_done(&a);
    CHECK_INT(c.n_out, 0);
    CHECK_INT(a.limit_bytes, LIMIT);
    CHECK(arena_alloc(&a, LIMIT / 2, 1) != NULL);
    CHECK(arena_alloc(&a, LIMIT, 1) == NULL);
    arena_done(&a);
}

static void test_reset_keeps_one_chunk(void) {
    counter c = {0};
    arena a;
    arena_init(&a, count_with(&c), 0);
    arena_reset(&a);  // nothing yet
    arena_done(&a);
    for (int i = 0; i < 100; i++)
        CHECK(arena_alloc(&a, 1000, 1) != NULL);
    CHECK(c.n_out > 1);
    arena_reset(&a);
    CHECK_INT(c.n_out, 1);
    size_t n_gets = c.n_gets;
    CHECK(arena_alloc(&a, 1000, 1) != NULL);
    CHECK_INT(c.n_gets, n_gets);
    arena_done(&a);
    CHECK_INT(c.n_out, 0);
    arena_done(&a);  // twice is fine
}

// Filled with the same again and again, an arena soon holds it in one chunk.
static void test_reset_grows_to_one_chunk(void) {
    counter c = {0};
    arena a;
    size_t n_gets[4];
    arena_init(&a, count_with(&c), 0);
    for (int round = 0; round < 4; round++) {
        for (int i = 0; i < 100; i++)
            CHECK(arena_alloc(&a, 1000, 1) != NULL);
        n_gets[round] = c.n_gets;
        arena_reset(&a);
    }
    CHECK(n_gets[0] > 1);
    CHECK_INT(n_gets[3], n_gets[2]);
    arena_done(&a);
}

// Fails at the n-th request for n = 1, 2, 3... until all goes well: never a crash, never a leak.
static void test_failing_source(void) {
    bool is_done = false;
    for (size_t n = 1; !is_done && n < 100; n++) {
        counter c = {.fail_at = n};
        arena a;
        arena_init(&a, count_with(&c), 0);
        bool failed = false;
        for (size_t i = 0; i < 200 && !failed; i++)
            failed = arena_alloc(&a, i, 17) == NULL;
        CHECK_INT(failed, c.n_gets >= n);
        is_done = !failed;
        if (failed) {
            c.fail_at = 0;
            CHECK(arena_alloc(&a, 5000, 1) != NULL);  // usable again once there is memory
        }
        arena_done(&a);
        CHECK_INT(c.n_out, 0);
    }
    CHECK(is_done);
}

static void test_copy(void) {
    arena a;
    arena_init(&a, arena_malloc(), 0);
    char text[] = "a\0b";
    str copy = arena_copy(&a, (str){text, 3});
    text[0] = 'z';
    CHECK_STR(copy, STR("a\0b"));
    CHECK(arena_copy(&a, (str){0}).ptr != NULL);
    arena_done(&a);
    counter c = {.fail_at = 1};
    arena_init(&a, count_with(&c), 0);
    CHECK(arena_copy(&a, STR("abc")).ptr == NULL);
    CHECK_INT(arena_copy(&a, STR("abc")).len, 0);
    arena_done(&a);
}

// A block that came last grows where it is, one that has something behind it moves; both keep what they hold.
static void test_grow(void) {
    arena a;
    arena_init(&a, arena_malloc(), 0);
    char *first = arena_grow(&a, NULL, 0, 10);
    CHECK(first != NULL);
    memcpy(first, "0123456789", 10);
    CHECK(arena_grow(&a, first, 10, 100) == first);
    char *other = arena_alloc(&a, 1, 1);
    CHECK(other >= first + 100);
    char *moved = arena_grow(&a, first, 100, 200);
    CHECK(moved != NULL && moved != first);
    CHECK(moved >= other + 1);
    CHECK_STR(((str){moved, 10}), STR("0123456789"));
    char *large = arena_grow(&a, moved, 200, 1 << 20);  // more than the chunk has
    CHECK(large != NULL && large != moved);
    CHECK_STR(((str){large, 10}), STR("0123456789"));
    CHECK(arena_grow(&a, large, 1 << 20, SIZE_MAX) == NULL);
    a.limit_bytes = 8 << 20;
    CHECK(arena_grow(&a, large, 1 << 20, 16 << 20) == NULL);
    arena_done(&a);
}

int main(void) {
    test_zeroed_and_aligned();
    test_neighbours_do_not_overlap();
    test_sizes_that_overflow();
    test_limit();
    test_reset_keeps_one_chunk();
    test_reset_grows_to_one_chunk();
    test_failing_source();
    test_copy();
    test_grow();
    CHECK_MAIN();
}
