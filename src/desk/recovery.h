// desk/recovery.h - ten codes on paper, each good once in place of the code that a phone makes.
#ifndef DESK_RECOVERY_H
#define DESK_RECOVERY_H

#include "desk/desk.h"

enum { RECOVERY_CODES = 10, RECOVERY_LETTERS = 24 };  // of five bits each

typedef struct {
    str codes[RECOVERY_CODES];  // as they are shown: in fours, with dashes
} recovery_set;

// All three inside the caller's transaction. Those made before are good no more.
rc recovery_make(desk *d, str staff_id, arena *mem, recovery_set *out, err *e) NODISCARD;
rc recovery_use(desk *d, str staff_id, str typed, int64_t now_ms, arena *mem, bool *out_is_right,
                err *e) NODISCARD;
rc recovery_left(desk *d, str staff_id, arena *mem, int64_t *out, err *e) NODISCARD;

#endif
