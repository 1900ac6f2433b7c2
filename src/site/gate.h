// site/gate.h - how many connections there are, in all and from each address, for all workers together. May be used by any thread.
#ifndef SITE_GATE_H
#define SITE_GATE_H

#include "base/arena.h"

typedef struct {
    size_t most;       // in all
    size_t most_each;  // from one address; 0: no such limit
    uint32_t proxy;  // the one address that most_each does not hold for, as it stands in a sockaddr_in; 0: none
} gate_limits;

typedef enum { GATE_OPEN, GATE_FULL, GATE_FULL_EACH } gate_answer;

typedef struct gate gate;

gate *gate_make(const gate_limits *limits, arena *mem);  // NULL: no memory. Lives in mem

// A connection comes. GATE_OPEN: it is counted, and gate_leave has to be called when it has gone.
gate_answer gate_enter(gate *g, uint32_t address);
void gate_leave(gate *g, uint32_t address);
bool gate_is_proxy(const gate *g, uint32_t address);  // the server in front of this one

#endif
