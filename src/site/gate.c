// SPDX-License-Identifier: Apache-2.0
#include "site/gate.h"

#include <assert.h>
#include <pthread.h>

typedef struct {
    uint32_t address;
    size_t n;  // more than 0
} caller;

struct gate {
    gate_limits limits;
    pthread_mutex_t lock;  // guards what follows
    size_t n;
    caller *callers;  // [n_callers], room for limits.most
    size_t n_callers;
};

gate *gate_make(const gate_limits *limits, arena *mem) {
    gate *g = ARENA_NEW(mem, gate);
    if (g == NULL)
        return NULL;
    *g = (gate){.limits = *limits, .lock = PTHREAD_MUTEX_INITIALIZER};
    g->callers = ARENA_ARRAY(mem, caller, limits->most);
    return g->callers != NULL ? g : NULL;
}

bool gate_is_proxy(const gate *g, uint32_t address) {
    return address == g->limits.proxy;
}

static bool is_counted(const gate *g, uint32_t address) {
    return g->limits.most_each > 0 && !gate_is_proxy(g, address);
}

// Its place in the list, or the place behind the last.
static caller *find_caller(gate *g, uint32_t address) {
    size_t i = 0;
    while (i < g->n_callers && g->callers[i].address != address)
        i++;
    return &g->callers[i];
}

static gate_answer enter(gate *g, uint32_t address) {
    if (g->n == g->limits.most)
        return GATE_FULL;
    if (is_counted(g, address)) {
        caller *c = find_caller(g, address);
        bool is_new = c == g->callers + g->n_callers;
        if (!is_new && c->n == g->limits.most_each)
            return GATE_FULL_EACH;
        *c = (caller){address, is_new ? 1 : c->n + 1};
        g->n_callers += is_new;
    }
    g->n++;
    return GATE_OPEN;
}

gate_answer gate_enter(gate *g, uint32_t address) {
    pthread_mutex_lock(&g->lock);
    gate_answer answer = enter(g, address);
    pthread_mutex_unlock(&g->lock);
    return answer;
}

void gate_leave(gate *g, uint32_t address) {
    pthread_mutex_lock(&g->lock);
    assert(g->n > 0);
    g->n--;
    if (is_counted(g, address)) {
        caller *c = find_caller(g, address);
        assert(c < g->callers + g->n_callers);
        if (--c->n == 0)
            *c = g->callers[--g->n_callers];
    }
    pthread_mutex_unlock(&g->lock);
}
