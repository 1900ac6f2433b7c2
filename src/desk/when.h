// desk/when.h - a moment that staff choose or type, such as when to call again: read, checked, and moved into working hours.
#ifndef DESK_WHEN_H
#define DESK_WHEN_H

#include "base/buf.h"
#include "desk/hours.h"

enum { WHEN_DAYS_MOST = 90 };  // ahead: later is a slip of the hand

typedef enum { WHEN_FINE, WHEN_UNREADABLE, WHEN_PAST, WHEN_FAR } when_check;

typedef struct {
    int64_t at_ms;  // in working hours
    bool is_moved;  // work does not go on at the moment that was meant: it is the next one at which it does
} when;

// choice: "hour" (from now), "morning" (an hour into the next working day), else what was typed: a day and a time, 3月12日 14:30,
// 2026-3-12 14:30, 14点30分. Without a day it is today's, without a year the next such day. *out is set when it is fine.
when_check when_read(const hours *h, str choice, str typed, int64_t now_ms, arena *mem, when *out);

#endif
