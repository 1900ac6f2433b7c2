// desk/effort.h - proof of work: a number found by trying, which a browser does while its visitor types, and a machine that asks for
// thousands of messages has to do thousands of times. Who brings none, having no scripts, gets a third of the limits instead.
#ifndef DESK_EFFORT_H
#define DESK_EFFORT_H

#include "desk/desk.h"

// Bits that have to be 0 at the front of SHA-256 of the flow's number in hex, a colon and the work.
enum { EFFORT_USUAL = 16, EFFORT_MORE = 18, EFFORT_MUCH = 20 };

// What is asked of this address for this number (which may be empty, while it is not known) now.
rc effort_wanted(desk *d, str address, str phone, int64_t now_ms, arena *mem, int *out_bits, err *e) NODISCARD;
int effort_found(str flow_id, str work, arena *mem);  // bits

#endif
