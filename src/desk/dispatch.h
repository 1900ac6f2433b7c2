// desk/dispatch.h - lets time pass over the requests that are open: warned and missed ones are marked, each once, and who has waited too
// long gets the consultant with the fewest calls.
#ifndef DESK_DISPATCH_H
#define DESK_DISPATCH_H

#include "desk/desk.h"

// Meant to be called every few seconds, by any number of servers: of two that see the same the second finds it done.
rc dispatch_run(desk *d, int64_t now_ms, arena *mem, err *e) NODISCARD;

// Somebody who can be given a request, and how many they have.
typedef struct {
    str id, name;
    int64_t n;
} colleague;

// All consultants that are here, the least busy first.
rc dispatch_colleagues(desk *d, arena *mem, const colleague **out, size_t *n, err *e) NODISCARD;

#endif
