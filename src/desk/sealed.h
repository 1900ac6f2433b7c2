// desk/sealed.h - all sealed values together (store/sealed.def): whether each opens, and sealing them anew.
#ifndef DESK_SEALED_H
#define DESK_SEALED_H

#include "desk/desk.h"

typedef struct {
    int64_t n;      // values
    int64_t n_old;  // of these sealed with another key than what is new is sealed with
    int64_t n_broken;
    str broken;      // the column of the first one that does not open; empty: all do
    uint8_t number;  // of its key
    str id,
        name;  // of its row: the number, and how people call it, by the reference of a request, else the number in hex
} sealed_state;

// Names go into mem.
rc sealed_check(desk *d, arena *mem, sealed_state *out, err *e) NODISCARD;

// Meant to be done while others work: a few hundred to a transaction. One that does not open is left alone, and not counted.
rc sealed_renew(desk *d, arena *mem, int64_t *out_n, err *e) NODISCARD;

#endif
