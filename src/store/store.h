// store/store.h - the database, behind one interface: SQLite in a file, or PostgreSQL.
//
// What can be asked is a table of constant statements with parameters (statements.def); nothing else is ever sent. A store is one
// connection and belongs to one thread. Four endings are told apart: rows (perhaps none), RC_BUSY (somebody else was quicker: do the
// whole transaction again, which store_do does), RC_STORE (the database cannot: full, broken, away; nothing was written), RC_BUG
// (the statement and the tables do not fit).
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/err.h"

typedef struct store store;

typedef enum {
#define STATEMENT(name, takes, gives, text) name,
#define STATEMENT_EACH(name, takes, gives, sqlite_text, postgres_text) name,
#include "store/statements.def"
#undef STATEMENT
#undef STATEMENT_EACH
    N_STATEMENTS
} statement;

// A parameter, or what stands in a row.
typedef struct {
    bool is_null;
    int64_t i;  // of a number
    str s;      // of a text or of bytes
} value;

static inline value value_int(int64_t i) {
    return (value){.i = i};
}

static inline value value_str(str s) {  // text or bytes
    return (value){.s = s};
}

static inline value value_null(void) {
    return (value){.is_null = true};
}

typedef struct {
    const value *cells;   // [n * n_columns], row by row; in the arena
    size_t n, n_columns;  // of a statement that gives nothing n is how many rows it changed
} rows;

// where: a path, or postgres://…. Makes and brings up to date the tables. RC_INPUT: it is no such place, or of a newer
// version; RC_STORE: it does not open. The store lives in mem.
rc store_open(str where, arena *mem, store **out, err *e) NODISCARD;
void store_close(store *s);  // NULL: nothing

// One statement with [n] parameters, as its row takes them. Rows go into mem; out may be NULL when it gives none.
rc store_run(store *s, statement which, const value *takes, size_t n, arena *mem, rows *out, err *e) NODISCARD;

// Call act in a transaction: what it did is there once RC_OK was answered, and else it never was. Called again, from the beginning,
// when somebody else was quicker; so what it writes elsewhere must bear that.
typedef rc store_act(store *s, void *ctx, err *e);
rc store_do(store *s, store_act *act, void *ctx, err *e) NODISCARD;

// One statement in a transaction of its own.
rc store_once(store *s, statement which, const value *takes, size_t n, arena *mem, rows *out, err *e) NODISCARD;

// All of it as it is at one moment, into a new file, while others go on reading and writing. RC_INPUT: not of a PostgreSQL, which has
// pg_dump. RC_STORE: it cannot be written.
rc store_copy(store *s, str to, err *e) NODISCARD;
// What was deleted stands in no file of it any more: SQLite's log is written into the database, where it is overwritten, and emptied. Waits
// for nobody: *is_done false, while others read or write. A PostgreSQL does so by itself, in its own time (vacuum).
rc store_settle(store *s, bool *is_done, err *e) NODISCARD;
bool store_is_postgres(str where);  // else a file

// Is there nothing in it yet? In a PostgreSQL no table is made; a file would be.
rc store_look(str where, arena *mem, bool *is_empty, err *e) NODISCARD;

// The cell of a row; both count from 0.
static inline const value *rows_at(const rows *r, size_t row, size_t column) {
    return &r->cells[row * r->n_columns + column];
}

#endif
