// desk/stock.h - what the database holds, and whether all of it is whole.
#ifndef DESK_STOCK_H
#define DESK_STOCK_H

#include "desk/audit.h"
#include "desk/sealed.h"

typedef struct {
    str table;
    int64_t n;
} table_rows;

typedef struct {
    int64_t version;           // of the tables
    const table_rows *tables;  // [n_tables]
    size_t n_tables;
    int64_t audit_seq;  // the last row of the audit, and its hash in hex
    str audit_hash;
} stock;

// A new database belongs to these keys from now on. RC_INPUT: it belongs to others.
rc stock_claim(desk *d, arena *mem, err *e) NODISCARD;

// In the caller's transaction, if it is to be of one moment.
rc stock_count(desk *d, arena *mem, stock *out, err *e) NODISCARD;
int64_t stock_rows(const stock *s, str table);  // -1: there is no such table

// Goes over all of it. RC_STORE: what is broken, by name: the file, the audit, or a value that no key opens.
rc stock_check(desk *d, arena *mem, sealed_state *sealed, audit_state *audit, err *e) NODISCARD;

#endif
