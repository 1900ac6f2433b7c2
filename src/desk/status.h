// desk/status.h - where a request stands, and what may happen to it next. A pure function of what was, what happens and when, so that
// the whole of it can be tried with random events.
#ifndef DESK_STATUS_H
#define DESK_STATUS_H

#include "desk/hours.h"

typedef enum {
    LEAD_WAITING,  // nobody's yet
    LEAD_OWNED,
    LEAD_PAUSED,  // the visitor asked for it; no clock runs
    LEAD_CLOSED,
    LEAD_CANCELLED,  // by the visitor
    LEAD_MERGED,     // into another of the same number
    N_LEAD_STATES
} lead_state;

// Times are milliseconds since 1970; 0: there is none.
typedef struct {
    lead_state state;
    int64_t free_ms;      // of LEAD_WAITING: since when
    int64_t due_ms;       // by when somebody was to have called
    int64_t left_ms;      // of LEAD_PAUSED: the working time that was left
    int64_t again_ms;     // of LEAD_PAUSED: when it goes on by itself; else when to call again
    int64_t answered_ms;  // the first call
    bool is_warned, is_missed,
        may_move;  // may_move: due_ms was counted over days whose calendar is not published
} lead_status;

typedef enum {
    HAPPENS_ASSIGN,  // somebody takes it, or is given it
    HAPPENS_PAUSE,   // until_ms, with a reason
    HAPPENS_RESUME,
    HAPPENS_CALL,   // called, and not done yet: until_ms, when to call again; 0: open
    HAPPENS_CLOSE,  // called, and done
    HAPPENS_CANCEL,
    HAPPENS_MERGE,
    HAPPENS_REVIEW,  // what was answered was gone over; where it stands is the same
    HAPPENS_TICK,    // time goes by
    N_HAPPENINGS
} happening;

// What follows from it for others.
typedef struct {
    bool is_refused;          // it cannot happen now; nothing was changed
    bool warns, misses;       // each once in the life of a request
    bool is_kept, is_broken;  // the first call came in time; or too late, or not: one of them, once
    bool needs_owner;         // it has waited too long, or was missed by whoever had it
} aftermath;

lead_status status_begin(const hours *h, int64_t now_ms);
aftermath status_step(lead_status *r, happening what, int64_t until_ms, const hours *h, int64_t now_ms);
bool status_is_open(const lead_status *r);
bool status_is_same(const lead_status *a, const lead_status *b);

str status_name(lead_state s);  // as the database has it
bool status_find(str name, lead_state *out);

#endif
