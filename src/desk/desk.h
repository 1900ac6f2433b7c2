// desk/desk.h - what every part of the service works with. One of them to a thread, as its store is.
//
// Nothing here knows a socket, a file or the clock: `now_ms` comes with each call.
#ifndef DESK_DESK_H
#define DESK_DESK_H

#include "desk/hours.h"
#include "desk/secret.h"
#include "store/store.h"

typedef struct desk {
    store *db;         // borrowed
    const keys *keys;  // borrowed
    hours hours;
    int64_t sends_an_hour, sends_a_day;  // SMS, by everybody together
} desk;

#endif
