// desk/dispatch.h - lets time pass over the requests that are open: warned and missed ones are marked, each once, and who has waited too
// long, or whose consultant is here no more, gets the one with the fewest calls, of those who look after their district if there are any.
#ifndef DESK_DISPATCH_H
#define DESK_DISPATCH_H

#include "desk/desk.h"

// Meant to be called every few seconds, by any number of servers: of two that see the same the second finds it done.
rc dispatch_run(desk *d, int64_t now_ms, arena *mem, err *e) NODISCARD;

// Somebody who can be given a request, how many they have, and which districts they look after.
typedef struct {
    str id, name;
    int64_t n;
    str areas;  // as district.h has them
} colleague;

// All consultants that are here, the least busy first.
rc dispatch_colleagues(desk *d, arena *mem, const colleague **out, size_t *n, err *e) NODISCARD;

// Who gets a request of this district, empty: of none: the least busy of those who look after it; where nobody does, the least busy of
// all, so that nobody waits for a district to be looked after again. Never not_this_one, who has it and was late.
//
//   all  [n] the least busy first
//
// NULL: there is nobody else.
const colleague *dispatch_pick(const colleague *all, size_t n, str district, str not_this_one);

#endif
