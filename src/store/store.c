// SPDX-License-Identifier: Apache-2.0
#include "store/driver.h"

#include <assert.h>

enum { TRIES_MOST = 8, PATH_BYTES = 4096 };

// ---- the tables of statements ------------------------------------------------------------------------------------------

const statement_row statement_rows[N_STATEMENTS] = {
#define STATEMENT(name, takes, gives, text) {#name, STR_INIT(takes), STR_INIT(gives), {text, text}},
#define STATEMENT_EACH(name, takes, gives, sqlite_text, postgres_text)                                       \
    {#name, STR_INIT(takes), STR_INIT(gives), {sqlite_text, postgres_text}},
#include "store/statements.def"
#undef STATEMENT
#undef STATEMENT_EACH
};

// ---- statements and transactions ---------------------------------------------------------------------------------------

rc store_run(store *s, statement which, const value *takes, size_t n, arena *mem, rows *out, err *e) {
    const statement_row *row = &statement_rows[which];
    rows ignored;
    assert(n == row->takes.len && (out != NULL || row->gives.len == 0));
    return s->driver->run(s, which, takes, mem, out == NULL ? &ignored : out, e);
}

static rc try_once(store *s, store_act *act, void *ctx, err *e) {
    rc code = s->driver->begin(s, e);
    if (code != RC_OK)
        return code;
    code = act(s, ctx, e);
    if (code == RC_OK)
        code = s->driver->commit(s, e);
    if (code != RC_OK)
        s->driver->rollback(s);
    return code;
}

rc store_do(store *s, store_act *act, void *ctx, err *e) {
    rc code = RC_BUSY;
    for (int i = 0; i < TRIES_MOST && code == RC_BUSY; i++) {
        err again;
        err_clear(&again);
        code = try_once(s, act, ctx, &again);
        if (code != RC_OK && (code != RC_BUSY || i + 1 == TRIES_MOST))
            *e = again;
    }
    return code;
}

typedef struct {
    statement which;
    const value *takes;
    size_t n;
    arena *mem;
    rows *out;
} single;

static rc run_single(store *s, void *ctx, err *e) {
    const single *a = ctx;
    return store_run(s, a->which, a->takes, a->n, a->mem, a->out, e);
}

rc store_once(store *s, statement which, const value *takes, size_t n, arena *mem, rows *out, err *e) {
    single a = {which, takes, n, mem, out};
    return store_do(s, run_single, &a, e);
}

// ---- opening -----------------------------------------------------------------------------------------------------------

// Several servers may start at once: whoever holds the lock brings the tables up to date, the others find them so.
static rc migrate(store *s, void *ctx, err *e) {
    arena *mem = ctx;
    rows found;
    rc code = store_run(s, MIGRATIONS_LOCK, NULL, 0, mem, &found, e);
    if (code == RC_OK)
        code = store_run(s, MIGRATION_LAST, NULL, 0, mem, &found, e);
    if (code != RC_OK)
        return code;
    size_t done = (size_t)rows_at(&found, 0, 0)->i;
    if (done > n_migrations)
        return err_set(e, RC_INPUT,
                       "the database is of version {i}, made by a newer program; this one knows {i}",
                       (int64_t)done, (int64_t)n_migrations);
    for (size_t i = done; i < n_migrations && code == RC_OK; i++) {
        value takes[] = {value_int((int64_t)i + 1)};
        code = s->driver->script(s, migrations[s->of][i], e);
        if (code == RC_OK)
            code = store_run(s, MIGRATION_PUT, takes, 1, mem, NULL, e);
    }
    return code;
}

bool store_is_postgres(str where) {
    return str_starts(where, STR("postgres://")) || str_starts(where, STR("postgresql://"));
}

static rc connect(str where, arena *mem, store **out, err *e) {
    store *s = ARENA_NEW(mem, store);
    *out = s;
    if (s == NULL)
        return err_set(e, RC_MEMORY, "no memory for the database");
    s->of = store_is_postgres(where) ? DIALECT_POSTGRES : DIALECT_SQLITE;
    return s->of == DIALECT_POSTGRES ? postgres_open(where, mem, s, e) : sqlite_open(where, mem, s, e);
}

rc store_look(str where, arena *mem, bool *is_empty, err *e) {
    store *s;
    rows found;
    rc code = connect(where, mem, &s, e);
    if (code != RC_OK)
        return code;
    code = store_run(s, TABLES_COUNT, NULL, 0, mem, &found, e);
    *is_empty = code == RC_OK && rows_at(&found, 0, 0)->i == 0;
    store_close(s);
    return code;
}

rc store_open(str where, arena *mem, store **out, err *e) {
    store *s;
    rc code = connect(where, mem, &s, e);
    if (code != RC_OK)
        return code;
    code = s->driver->script(s, migrations_table[s->of], e);
    if (code == RC_OK)
        code = store_do(s, migrate, mem, e);
    if (code != RC_OK) {
        store_close(s);
        return code;
    }
    *out = s;
    return RC_OK;
}

rc store_copy(store *s, str to, err *e) {
    char path[PATH_BYTES];
    buf b = buf_over(path, sizeof path);
    buf_put(&b, to);
    buf_put_char(&b, '\0');
    if (s->driver->copy == NULL || b.failed)
        return err_set(e, RC_INPUT, "expected a database in a file, and a path of at most {i} bytes",
                       (int64_t)sizeof path - 1);
    return s->driver->copy(s, path, e);
}

rc store_settle(store *s, bool *is_done, err *e) {
    rc code = s->driver->settle == NULL ? RC_OK : s->driver->settle(s, e);
    *is_done = code == RC_OK;
    if (code == RC_BUSY)
        err_clear(e);
    return code == RC_BUSY ? RC_OK : code;
}

void store_close(store *s) {
    if (s != NULL)
        s->driver->close(s);
}
