// desk/desk.h - what every part of the service works with. One of them to a thread, as its store is.
//
// Nothing here knows a socket, a file or the clock: `now_ms` comes with each call.
#ifndef DESK_DESK_H
#define DESK_DESK_H

#include "desk/hours.h"
#include "desk/secret.h"
#include "store/store.h"

// On whose behalf something is done just now, as the audit has it. All empty: nobody's but time's.
typedef struct {
    str role;     // of staff, or "machine": whoever may use the machine itself
    str request;  // by chance, the same in the site's log
    str address;  // of staff: keyed hash; of a visitor nothing
} caller;

typedef struct desk {
    store *db;         // borrowed
    const keys *keys;  // borrowed
    hours hours;
    int64_t sends_an_hour, sends_a_day;  // SMS, by everybody together
    str common;                          // common passwords, one a line, by bytes
    caller by;                           // set anew for each request; views into it
} desk;

#endif
