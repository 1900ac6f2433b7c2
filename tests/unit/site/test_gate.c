// SPDX-License-Identifier: Apache-2.0
#include "site/gate.h"
#include "test.h"

enum { MOST = 10, EACH = 3, PROXY = 7 };

static arena mem;

static gate *make(size_t most, size_t each, uint32_t proxy) {
    gate_limits limits = {most, each, proxy};
    gate *g = gate_make(&limits, &mem);
    CHECK(g != NULL);
    return g;
}

static void test_each(void) {
    gate *g = make(MOST, EACH, PROXY);
    for (int i = 0; i < EACH; i++)
        CHECK_INT(gate_enter(g, 1), GATE_OPEN);
    CHECK_INT(gate_enter(g, 1), GATE_FULL_EACH);
    CHECK_INT(gate_enter(g, 2), GATE_OPEN);
    gate_leave(g, 1);
    CHECK_INT(gate_enter(g, 1), GATE_OPEN);
    CHECK_INT(gate_enter(g, 1), GATE_FULL_EACH);
}

static void test_most(void) {
    gate *g = make(MOST, EACH, PROXY);
    for (int i = 0; i < MOST; i++)
        CHECK_INT(gate_enter(g, PROXY), GATE_OPEN);
    CHECK_INT(gate_enter(g, PROXY), GATE_FULL);
    CHECK_INT(gate_enter(g, 1), GATE_FULL);
    gate_leave(g, PROXY);
    CHECK_INT(gate_enter(g, 1), GATE_OPEN);
    CHECK_INT(gate_enter(g, 1), GATE_FULL);
}

static void test_without(void) {
    gate *g = make(MOST, 0, 0);
    for (int i = 0; i < MOST; i++)
        CHECK_INT(gate_enter(g, 1), GATE_OPEN);
    CHECK_INT(gate_enter(g, 2), GATE_FULL);
}

// As many addresses as there may be connections, come and gone in another order, many times over.
static void test_many(void) {
    gate *g = make(MOST, 1, 0);
    for (uint32_t round = 0; round < 1000; round++) {
        for (uint32_t i = 0; i < MOST; i++)
            CHECK_INT(gate_enter(g, round + i), GATE_OPEN);
        CHECK_INT(gate_enter(g, round + MOST), GATE_FULL);
        for (uint32_t i = 0; i < MOST; i++)
            gate_leave(g, round + i * 7 % MOST);
    }
}

int main(void) {
    arena_init(&mem, arena_malloc(), 0);
    test_each();
    test_most();
    test_without();
    test_many();
    arena_done(&mem);
    CHECK_MAIN();
}
