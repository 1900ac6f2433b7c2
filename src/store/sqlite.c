// SPDX-License-Identifier: Apache-2.0
#include "store/driver.h"

#include <assert.h>
#include <limits.h>
#include <sqlite3.h>
#include <string.h>

enum { BUSY_MS = 5000, PATH_BYTES = 4096, NAME_BYTES = 8, FIRST_ROWS = 32 };

typedef struct {
    sqlite3 *db;                           // owned
    sqlite3_stmt *prepared[N_STATEMENTS];  // owned; NULL: not asked yet
} sqlite;

// Everything that is promised as written is on the disk when COMMIT comes back, and what is deleted is overwritten.
static const char pragmas[] = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = "
                              "ON; PRAGMA secure_delete = ON; "
                              "PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF";

// ---- what went wrong ---------------------------------------------------------------------------------------------------

static rc code_of(int result) {
    switch (result & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return RC_BUSY;
    case SQLITE_NOMEM: return RC_MEMORY;
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_CANTOPEN: return RC_STORE;
    default: return RC_BUG;
    }
}

// SQLite's own words name tables and never what is in them.
static rc refuse(const sqlite *q, const char *what, int result, err *e) {
    return err_set(e, code_of(result), "the database, {s}: {s}", str_of_c(what),
                   str_of_c(sqlite3_errmsg(q->db)));
}

// ---- statements --------------------------------------------------------------------------------------------------------

static rc prepare(sqlite *q, statement which, err *e) {
    const statement_row *row = &statement_rows[which];
    if (q->prepared[which] != NULL)
        return RC_OK;
    int result = sqlite3_prepare_v3(q->db, row->text[DIALECT_SQLITE], -1, SQLITE_PREPARE_PERSISTENT,
                                    &q->prepared[which], NULL);
    return result == SQLITE_OK ? RC_OK : refuse(q, row->name, result, e);
}

// $1 is a name to SQLite: the first one in the text need not be $1.
static int place_of(sqlite3_stmt *s, size_t n) {
    char name[NAME_BYTES] = {'$', (char)('0' + n / 10), (char)('0' + n % 10)};
    if (n < 10) {
        name[1] = name[2];
        name[2] = '\0';
    }
    return sqlite3_bind_parameter_index(s, name);
}

static int bind_one(sqlite3_stmt *s, int at, char kind, const value *v) {
    if (v->is_null)
        return sqlite3_bind_null(s, at);
    if (kind == 'i')
        return sqlite3_bind_int64(s, at, v->i);
    assert(v->s.len <= INT_MAX);
    const char *bytes = v->s.ptr == NULL ? "" : v->s.ptr;
    if (kind == 't')
        return sqlite3_bind_text(s, at, bytes, (int)v->s.len, SQLITE_STATIC);
    return sqlite3_bind_blob(s, at, bytes, (int)v->s.len, SQLITE_STATIC);
}

static int bind_all(sqlite3_stmt *s, str kinds, const value *takes) {
    int result = SQLITE_OK;
    for (size_t i = 0; i < kinds.len && result == SQLITE_OK; i++)
        result = bind_one(s, place_of(s, i + 1), kinds.ptr[i], &takes[i]);
    return result;
}

// Rows that come one by one, the number of which is not known before.
typedef struct {
    arena *mem;
    value *cells;  // [cap]
    size_t n_cells, cap;
} row_list;

// Room for one more; NULL: no memory.
static value *row_list_add(row_list *l, size_t n_columns) {
    if (l->cap - l->n_cells < n_columns) {
        size_t cap = l->cap * 2 + n_columns * FIRST_ROWS;
        value *more = arena_grow(l->mem, l->cells, l->cap * sizeof *more, cap * sizeof *more);
        if (more == NULL)
            return NULL;
        l->cells = more;
        l->cap = cap;
    }
    l->n_cells += n_columns;
    return l->cells + l->n_cells - n_columns;
}

// False: no memory.
static bool read_cell(sqlite3_stmt *s, int at, char kind, arena *mem, value *out) {
    *out = (value){.is_null = sqlite3_column_type(s, at) == SQLITE_NULL};
    if (out->is_null)
        return true;
    if (kind == 'i') {
        out->i = sqlite3_column_int64(s, at);
        return true;
    }
    const void *bytes = kind == 't' ? (const void *)sqlite3_column_text(s, at) : sqlite3_column_blob(s, at);
    out->s = arena_copy(mem, (str){bytes, (size_t)sqlite3_column_bytes(s, at)});
    return out->s.ptr != NULL;
}

static rc read_rows(sqlite *q, statement which, arena *mem, rows *out, err *e) {
    const statement_row *row = &statement_rows[which];
    sqlite3_stmt *s = q->prepared[which];
    row_list list = {.mem = mem};
    size_t n_columns = row->gives.len;
    int result;
    *out = (rows){.n_columns = n_columns};
    while ((result = sqlite3_step(s)) == SQLITE_ROW) {
        value *cells = row_list_add(&list, n_columns);
        for (size_t i = 0; i < n_columns && cells != NULL; i++)
            if (!read_cell(s, (int)i, row->gives.ptr[i], mem, &cells[i]))
                cells = NULL;
        if (cells == NULL)
            return err_set(e, RC_MEMORY, "no memory for what the database has");
        out->n++;
    }
    out->cells = list.cells;
    if (n_columns == 0)
        out->n = (size_t)sqlite3_changes64(q->db);
    return result == SQLITE_DONE ? RC_OK : refuse(q, row->name, result, e);
}

static rc run(store *s, statement which, const value *takes, arena *mem, rows *out, err *e) {
    sqlite *q = s->own;
    const statement_row *row = &statement_rows[which];
    rc code = prepare(q, which, e);
    if (code != RC_OK)
        return code;
    int result = bind_all(q->prepared[which], row->takes, takes);
    code = result == SQLITE_OK ? read_rows(q, which, mem, out, e) : refuse(q, row->name, result, e);
    (void)sqlite3_reset(q->prepared[which]);  // says once more what went wrong
    (void)sqlite3_clear_bindings(q->prepared[which]);
    return code;
}

// ---- transactions ------------------------------------------------------------------------------------------------------

static rc script(store *s, const char *text, err *e) {
    sqlite *q = s->own;
    int result = sqlite3_exec(q->db, text, NULL, NULL, NULL);
    return result == SQLITE_OK ? RC_OK : refuse(q, "a text of statements", result, e);
}

// The only one that writes from here on, so that nothing inside finds the database busy.
static rc begin(store *s, err *e) {
    return script(s, "BEGIN IMMEDIATE", e);
}

static rc commit(store *s, err *e) {
    return script(s, "COMMIT", e);
}

// After some errors SQLite has rolled back by itself.
static void rollback(store *s) {
    sqlite *q = s->own;
    if (sqlite3_get_autocommit(q->db) == 0)
        (void)sqlite3_exec(q->db, "ROLLBACK", NULL, NULL, NULL);
}

// All pages at once: a log is read behind its last COMMIT and goes on being written.
static int copy_pages(sqlite3 *from, sqlite3 *to) {
    sqlite3_backup *b = sqlite3_backup_init(to, "main", from, "main");
    if (b == NULL)
        return sqlite3_errcode(to);
    (void)sqlite3_backup_step(b, -1);
    return sqlite3_backup_finish(b);  // says once more what went wrong
}

static rc copy(store *s, const char *path, err *e) {
    sqlite *q = s->own;
    sqlite to = {0};
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    int result = sqlite3_open_v2(path, &to.db, flags, NULL);
    if (result == SQLITE_OK)
        result = copy_pages(q->db, to.db);
    rc code = result == SQLITE_OK ? RC_OK : refuse(&to, "copying it", result, e);
    (void)sqlite3_close(to.db);
    return code;
}

// Who has to wait keeps the writers waiting too: so at once or not at all.
static rc settle(store *s, err *e) {
    sqlite *q = s->own;
    (void)sqlite3_busy_timeout(q->db, 0);
    int result = sqlite3_wal_checkpoint_v2(q->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    (void)sqlite3_busy_timeout(q->db, BUSY_MS);
    return result == SQLITE_OK ? RC_OK : refuse(q, "emptying its log", result, e);
}

static void end(store *s) {
    sqlite *q = s->own;
    for (size_t i = 0; i < N_STATEMENTS; i++)
        (void)sqlite3_finalize(q->prepared[i]);
    (void)sqlite3_close(q->db);
}

static const store_driver driver = {end, begin, commit, rollback, run, script, copy, settle};

rc sqlite_open(str path, arena *mem, store *out, err *e) {
    char name[PATH_BYTES];
    sqlite *q = ARENA_NEW(mem, sqlite);
    if (q == NULL || path.len >= sizeof name || memchr(path.ptr, '\0', path.len) != NULL)
        return err_set(e, RC_INPUT, "expected the path of a database of at most {i} bytes",
                       (int64_t)sizeof name - 1);
    memcpy(name, path.ptr, path.len);
    name[path.len] = '\0';
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    int result = sqlite3_open_v2(name, &q->db, flags, NULL);
    out->driver = &driver;
    out->own = q;
    if (result == SQLITE_OK)
        result = sqlite3_busy_timeout(q->db, BUSY_MS);
    if (result == SQLITE_OK)
        result = sqlite3_db_config(q->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    if (result == SQLITE_OK)
        result = sqlite3_exec(q->db, pragmas, NULL, NULL, NULL);
    if (result == SQLITE_OK)
        return RC_OK;
    rc code = refuse(q, "opening it", result, e);
    end(out);
    return code;
}
