// SPDX-License-Identifier: Apache-2.0
#include "eval/trace.h"

#include <string.h>

static const type type_bool = {.kind = KIND_BOOL};

void trace_init(trace *t, arena *mem) {
    *t = (trace){.mem = mem};
}

static void *grow(trace *t, void *old, uint32_t n, uint32_t *cap, size_t item_bytes) {
    uint32_t want = *cap == 0 ? 256 : *cap * 2;
    void *p = arena_alloc(t->mem, want, item_bytes);
    if (p == NULL) {
        t->failed = true;
        return old;
    }
    if (n > 0)
        memcpy(p, old, n * item_bytes);
    *cap = want;
    return p;
}

static void push_pending(trace *t, uint32_t step_idx) {
    if (t->n_pending == t->cap_pending)
        t->pending = grow(t, t->pending, t->n_pending, &t->cap_pending, sizeof *t->pending);
    if (!t->failed)
        t->pending[t->n_pending++] = step_idx;
}

static uint32_t *slot_of(trace *t, step_kind kind, uint32_t idx) {
    switch (kind) {
    case STEP_FACT: return &t->fact_step[idx];
    case STEP_RULE: return &t->rule_step[idx];
    case STEP_CHECK: return &t->check_step[idx];
    case STEP_VERDICT: return &t->verdict_step;
    case STEP_NODE:
    case STEP_RECORD:
    case STEP_ROW: break;
    }
    return NULL;
}

// The pending steps since `mark` become the arguments of a new one, which is pending itself.
void trace_put(walk *w, uint32_t mark, step_kind kind, uint32_t idx, int32_t row, type type, set value) {
    trace *t = w->trace;
    if (t->failed)
        return;
    if (t->n == t->cap)
        t->steps = grow(t, t->steps, t->n, &t->cap, sizeof *t->steps);
    uint32_t n_args = t->n_pending - mark;
    uint32_t *args = ARENA_ARRAY(t->mem, uint32_t, n_args + 1);
    if (t->failed || args == NULL) {
        t->failed = true;
        return;
    }
    if (n_args > 0)
        memcpy(args, t->pending + mark, n_args * sizeof *args);
    t->steps[t->n] = (step){kind, idx, row, args, n_args, type, value};
    t->n_pending = mark;
    uint32_t *slot = slot_of(t, kind, idx);
    if (slot != NULL)
        *slot = t->n + 1;
    push_pending(t, t->n++);
}

void trace_record(walk *w, uint32_t record_idx, node_idx where, bool holds) {
    (void)where;
    trace_end(w, trace_begin(w), STEP_RECORD, record_idx, -1, type_bool, set_one(KIND_BOOL, holds));
}

void trace_put_again(trace *t, step_kind kind, uint32_t idx) {
    if (t->failed)
        return;
    uint32_t *slot = slot_of(t, kind, idx);
    if (slot != NULL && *slot != 0)
        push_pending(t, *slot - 1);
}
