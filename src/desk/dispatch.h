// desk/dispatch.h - lets time pass over the requests that are open: warned and missed ones are marked, each once, and who has waited too
// long gets the consultant with the fewest calls.
#ifndef DESK_DISPATCH_H
#define DESK_DISPATCH_H

#include "desk/desk.h"

// Meant to be called every few seconds, by any number of servers: of two that see the same the second finds it done.
rc dispatch_run(desk *d, int64_t now_ms, arena *mem, err *e) NODISCARD;

#endif
