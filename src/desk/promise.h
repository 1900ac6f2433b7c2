// desk/promise.h - how often the first call came in time, month by month: two numbers a month that hold nothing of anybody, and so
// stay when the requests they were counted from are deleted.
#ifndef DESK_PROMISE_H
#define DESK_PROMISE_H

#include "desk/desk.h"

enum { PROMISE_LEAST = 10 };  // requests that are told of together: fewer could be somebody's

// In the caller's transaction, once in the life of a request: when its first call came, or could not come in time any more.
rc promise_note(desk *d, bool is_kept, int64_t now_ms, arena *mem, err *e) NODISCARD;

// Months put together, each group of at least PROMISE_LEAST requests. Month numbers as base/day.h has them.
typedef struct {
    int64_t from, to;  // the first and the last month
    int64_t n, n_kept;
} promises;

// The groups of all complete months before `month`, the oldest first. A group never changes once it is there, so that no two of them,
// told at different times, give away a smaller one. *rest_from is the first month that is in none; `month`: all are.
rc promise_read(desk *d, int64_t month, arena *mem, const promises **out, size_t *n, int64_t *rest_from,
                err *e) NODISCARD;

#endif
