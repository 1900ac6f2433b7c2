// store/driver.h - what a database has to be able to do. Private to store/.
#ifndef STORE_DRIVER_H
#define STORE_DRIVER_H

#include "store/store.h"

typedef enum { DIALECT_SQLITE, DIALECT_POSTGRES, N_DIALECTS } dialect;

typedef struct {
    const char *name;
    str takes, gives;  // a letter each: i a number, t a text, b bytes
    const char *text[N_DIALECTS];
} statement_row;

extern const statement_row statement_rows[N_STATEMENTS];

// Each makes the tables of the version before into its own. Several statements, run in one transaction.
extern const char *const *const migrations[N_DIALECTS];  // [n_migrations]; the first makes version 1
extern const size_t n_migrations;
extern const char *const migrations_table[N_DIALECTS];  // made first, unless it is there

typedef struct {
    void (*close)(store *s);
    rc (*begin)(store *s, err *e);
    rc (*commit)(store *s, err *e);
    void (*rollback)(store *s);
    rc (*run)(store *s, statement which, const value *takes, arena *mem, rows *out, err *e);
    rc (*script)(store *s, const char *text, err *e);  // constant text without parameters
    rc (*copy)(store *s, const char *to, err *e);      // NULL: it has tools of its own for that
    rc (*settle)(store *s, err *e);                    // RC_BUSY: not now. NULL: the same
} store_driver;

struct store {
    const store_driver *driver;
    dialect of;
    void *own;  // the driver's
};

rc sqlite_open(str path, arena *mem, store *out, err *e) NODISCARD;
rc postgres_open(str address, arena *mem, store *out, err *e) NODISCARD;

#endif
