// SPDX-License-Identifier: Apache-2.0
// Memory that changes hands: nothing of an answer is overwritten before it was sent.
#include "site/parcel.h"

#include "test.h"

#include <string.h>

enum { TURNS = 1000, SMALL = 100, LARGE = 1 << 20 };

static arena own, mem;

static char *fill(char with, size_t n) {
    arena_reset(&mem);
    char *text = arena_alloc(&mem, n, 1);
    return text == NULL ? NULL : memset(text, with, n);
}

static void test_bytes_stay(void) {
    parcels *all = parcels_open(&own);
    char *first = fill('a', SMALL);
    parcel *p = parcel_take(all, &mem);
    CHECK(p != NULL);
    char *second = fill('b', SMALL);
    CHECK(first != second);
    CHECK_INT(first[SMALL - 1], 'a');
    CHECK_INT(second[0], 'b');
    parcel_release(p);
    parcels_close(all);
}

// As many as there are, and each again once it was sent.
static void test_how_many(void) {
    parcels *all = parcels_open(&own);
    parcel *out[TURNS];
    int n = 0;
    for (; n < TURNS && fill('a', SMALL) != NULL; n++)
        if ((out[n] = parcel_take(all, &mem)) == NULL)
            break;
    CHECK(n > 1 && n < TURNS);
    char *kept = fill('c', SMALL);
    CHECK(parcel_take(all, &mem) == NULL);
    CHECK_INT(kept[0], 'c');
    for (int turn = 0; turn < TURNS; turn++) {
        parcel_release(out[turn % n]);
        CHECK(fill('d', SMALL) != NULL);
        out[turn % n] = parcel_take(all, &mem);
        CHECK(out[turn % n] != NULL);
    }
    for (int i = 0; i < n; i++)
        parcel_release(out[i]);
    parcels_close(all);
}

static void test_too_much(void) {
    parcels *all = parcels_open(&own);
    char *text = fill('a', LARGE);
    CHECK(parcel_take(all, &mem) == NULL);
    CHECK_INT(text[LARGE - 1], 'a');
    parcels_close(all);
}

int main(void) {
    arena_init(&own, arena_malloc(), 0);
    arena_init(&mem, arena_malloc(), 0);
    test_bytes_stay();
    test_how_many();
    test_too_much();
    arena_done(&mem);
    arena_done(&own);
    CHECK_MAIN();
}
