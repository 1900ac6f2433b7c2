// desk/retention.h - how long what is kept stays, and its end.
#ifndef DESK_RETENTION_H
#define DESK_RETENTION_H

#include "desk/desk.h"

// Delete what is over. Meant to be called every hour; nothing is lost when it is called more often, or late.
rc retention_run(desk *d, int64_t now_ms, arena *mem, err *e) NODISCARD;

#endif
