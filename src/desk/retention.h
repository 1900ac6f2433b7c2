// desk/retention.h - how long what is kept stays, and its end.
#ifndef DESK_RETENTION_H
#define DESK_RETENTION_H

#include "desk/desk.h"

// Days. Requests behind their end, with consents, notes and all that happened; reminders behind their day.
enum {
    KEPT_CODES = 1,
    KEPT_MESSAGES = 1,
    KEPT_DRAFTS = 1,
    KEPT_COUNTS = 2,
    KEPT_REMINDERS = 60,
    KEPT_REQUESTS = 180
};

// Delete what is over. Meant to be called every hour; nothing is lost when it is called more often, or late.
rc retention_run(desk *d, int64_t now_ms, arena *mem, err *e) NODISCARD;

// The same because somebody asks for it, which goes into the audit; and how much of what was deleted.
typedef struct {
    str what;  // "codes"
    int64_t n;
} forgotten;
typedef struct {
    const forgotten *all;  // [n]
    size_t n;
} retention_report;
rc retention_count(desk *d, int64_t now_ms, arena *mem, retention_report *out, err *e) NODISCARD;

#endif
