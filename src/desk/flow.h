// desk/flow.h - one form that was opened: a number by chance and the time, signed. It binds a code to its form, makes two presses of one
// button one request, and shows how long somebody took.
#ifndef DESK_FLOW_H
#define DESK_FLOW_H

#include "desk/desk.h"

enum { FLOW_PLAIN_MS = 5000 };  // so long at least somebody takes whose browser does nothing for them

typedef enum {
    FLOW_FINE,
    FLOW_SOON,
    FLOW_OLD,
    FLOW_NONE
} flow_check;  // soon: within two seconds; old: after two hours

typedef struct {
    str id;  // [ID_BYTES]
    int64_t made_ms;
} flow;

void flow_put(const desk *d, int64_t now_ms, arena *mem, buf *out);
flow_check flow_read(const desk *d, str text, int64_t now_ms, arena *mem, flow *out);

#endif
