// desk/stop.h - numbers whose owner wants no more calls: no code for a call goes to them and no request is taken, for three years.
//
// Kept as keyed hashes, beside what is counted for limits.
#ifndef DESK_STOP_H
#define DESK_STOP_H

#include "desk/desk.h"

enum { STOP_DAYS = 1095 };

// In the caller's transaction. Who asks later waits for it: the number is locked.
rc stop_put(desk *d, str phone, int64_t now_ms, arena *mem, err *e) NODISCARD;
rc stop_find(desk *d, str phone, int64_t now_ms, arena *mem, bool *out, err *e) NODISCARD;
rc stop_has(desk *d, str phone_index, int64_t now_ms, arena *mem, bool *out, err *e) NODISCARD;  // by limit_who

// Take it back, in a transaction of its own and in the audit. reason: one of the words of the form, for it stays in the audit.
// *was_stopped is false when there was nothing to take back.
rc stop_lift(desk *d, str phone, str actor, str reason, int64_t now_ms, arena *mem, bool *was_stopped,
             err *e) NODISCARD;

#endif
