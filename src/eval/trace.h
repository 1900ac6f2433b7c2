// eval/trace.h - every step of one evaluation, kept as data: what was worked out from what. Renderers and tests read
// it; replaying each step's operation on its arguments gives its value again.
#ifndef EVAL_TRACE_H
#define EVAL_TRACE_H

#include "eval/walk.h"

typedef enum { STEP_NODE, STEP_RECORD, STEP_FACT, STEP_RULE, STEP_ROW, STEP_CHECK, STEP_VERDICT } step_kind;

typedef struct {
    step_kind kind;
    uint32_t idx;          // node, record, fact, rule, check by kind
    int32_t row;           // STEP_RULE: the row that applied; -1
    const uint32_t *args;  // [n_args] earlier steps
    uint32_t n_args;
    type type;
    set value;
} step;

struct trace {
    arena *mem;   // borrowed
    step *steps;  // [n]
    uint32_t n, cap;
    uint32_t *pending;  // steps done whose parent is still at work
    uint32_t n_pending, cap_pending;
    bool failed;  // no memory: the trace is not usable
    uint32_t fact_step[LIMIT_FACTS], rule_step[LIMIT_RULES], check_step[LIMIT_RULES], verdict_step;  // + 1
};

void trace_init(trace *t, arena *mem);
void trace_put(walk *w, uint32_t mark, step_kind kind, uint32_t idx, int32_t row, type type, set value);

// A mark to give to trace_end; call before working out the arguments.
static inline uint32_t trace_begin(const walk *w) {
    return w->trace == NULL ? 0 : w->trace->n_pending;
}

static inline void trace_end(walk *w, uint32_t mark, step_kind kind, uint32_t idx, int32_t row, type type,
                             set value) {
    if (w->trace != NULL)
        trace_put(w, mark, kind, idx, row, type, value);
}

void trace_record(walk *w, uint32_t record_idx, node_idx where, bool holds);
void trace_put_again(trace *t, step_kind kind, uint32_t idx);

// A kept value is used once more: an argument, no new step.
static inline void trace_again(const walk *w, step_kind kind, uint32_t idx) {
    if (w->trace != NULL)
        trace_put_again(w->trace, kind, idx);
}

#endif
