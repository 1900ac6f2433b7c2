// SPDX-License-Identifier: Apache-2.0
#include "store/driver.h"

#include "base/num.h"

#include <assert.h>
#include <libpq-fe.h>
#include <limits.h>
#include <string.h>

enum { ADDRESS_BYTES = 1024, PARAMETERS_MOST = 32, NUMBER_BYTES = 8 };

// Of PostgreSQL's catalog, where they never change.
enum { OID_BYTEA = 17, OID_INT8 = 20, OID_TEXT = 25 };

typedef struct {
    PGconn *con;     // owned
    bool is_inside;  // of a transaction: what was begun is lost with the connection
    bool is_prepared[N_STATEMENTS];
} postgres;

// ---- what went wrong ---------------------------------------------------------------------------------------------------

// By SQLSTATE. 40: rolled back for another's sake. 08, 53, 57, 58 and no state at all: away, full, shutting down, broken.
static rc code_of(str state) {
    static const str cannot[] = {STR_INIT("08"), STR_INIT("53"), STR_INIT("57"), STR_INIT("58")};
    if (state.len == 0)
        return RC_STORE;
    for (size_t i = 0; i < sizeof cannot / sizeof cannot[0]; i++)
        if (str_starts(state, cannot[i]))
            return RC_STORE;
    return str_starts(state, STR("40")) ? RC_BUSY : RC_BUG;
}

// Only the first line of what the server says: the next ones can show what stood in a row.
static rc refuse(const postgres *q, const char *what, const PGresult *result, err *e) {
    const char *state = result == NULL ? NULL : PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char *words = result == NULL ? NULL : PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    str said = str_of_c(words != NULL ? words : PQerrorMessage(q->con));
    return err_set(e, code_of(str_of_c(state)), "the database, {s}: {s}", str_of_c(what),
                   str_slice(said, 0, str_find(said, '\n')));
}

// ---- statements --------------------------------------------------------------------------------------------------------

static Oid oid_of(char kind) {
    return kind == 'i' ? OID_INT8 : kind == 't' ? OID_TEXT : OID_BYTEA;
}

static rc prepare(postgres *q, statement which, err *e) {
    const statement_row *row = &statement_rows[which];
    Oid types[PARAMETERS_MOST];
    size_t n = row->takes.len;
    assert(n <= PARAMETERS_MOST);
    if (q->is_prepared[which])
        return RC_OK;
    for (size_t i = 0; i < n; i++)
        types[i] = oid_of(row->takes.ptr[i]);
    PGresult *result = PQprepare(q->con, row->name, row->text[DIALECT_POSTGRES], (int)n, types);
    q->is_prepared[which] = PQresultStatus(result) == PGRES_COMMAND_OK;
    rc code = q->is_prepared[which] ? RC_OK : refuse(q, row->name, result, e);
    PQclear(result);
    return code;
}

// Numbers travel with their highest byte first.
static void put_number(int64_t v, char out[NUMBER_BYTES]) {
    uint64_t rest = (uint64_t)v;
    for (int i = NUMBER_BYTES - 1; i >= 0; i--, rest >>= 8)
        out[i] = (char)(rest & 0xFF);
}

static int64_t get_number(const char *from) {
    uint64_t v = 0;
    for (int i = 0; i < NUMBER_BYTES; i++)
        v = v << 8 | (unsigned char)from[i];
    return (int64_t)v;
}

static PGresult *send(postgres *q, const statement_row *row, const value *takes) {
    char numbers[PARAMETERS_MOST][NUMBER_BYTES];
    const char *values[PARAMETERS_MOST];
    int lengths[PARAMETERS_MOST], formats[PARAMETERS_MOST], n = (int)row->takes.len;
    for (int i = 0; i < n; i++) {
        const value *v = &takes[i];
        bool is_number = row->takes.ptr[i] == 'i';
        assert(v->s.len <= INT_MAX);
        if (is_number)
            put_number(v->i, numbers[i]);
        values[i] = v->is_null ? NULL : is_number ? numbers[i] : v->s.ptr == NULL ? "" : v->s.ptr;
        lengths[i] = is_number ? NUMBER_BYTES : (int)v->s.len;
        formats[i] = 1;
    }
    return PQexecPrepared(q->con, row->name, n, values, lengths, formats, 1);
}

static bool read_cell(const PGresult *from, int row, int column, char kind, arena *mem, value *out) {
    *out = (value){.is_null = PQgetisnull(from, row, column) != 0};
    if (out->is_null)
        return true;
    const char *bytes = PQgetvalue(from, row, column);
    size_t len = (size_t)PQgetlength(from, row, column);
    if (kind == 'i') {
        assert(len == NUMBER_BYTES);
        out->i = get_number(bytes);
        return true;
    }
    out->s = arena_copy(mem, (str){bytes, len});
    return out->s.ptr != NULL;
}

// Rows that were changed, in letters; none of a statement that changes none.
static size_t read_changed(PGresult *from) {
    int64_t n = 0;
    return num_parse(str_of_c(PQcmdTuples(from)), 0, &n) == NUM_OK ? (size_t)n : 0;
}

static rc read_rows(PGresult *from, const statement_row *row, arena *mem, rows *out, err *e) {
    size_t n_columns = row->gives.len, n = (size_t)PQntuples(from);
    value *cells = ARENA_ARRAY(mem, value, n * n_columns + 1);
    bool has_room = cells != NULL;
    assert(n_columns == (size_t)PQnfields(from));
    for (size_t i = 0; i < n * n_columns && has_room; i++)
        has_room = read_cell(from, (int)(i / n_columns), (int)(i % n_columns), row->gives.ptr[i % n_columns],
                             mem, &cells[i]);
    if (n_columns == 0)
        n = read_changed(from);
    *out = (rows){cells, n, n_columns};
    return has_room ? RC_OK : err_set(e, RC_MEMORY, "no memory for what the database has");
}

// Not in a transaction: the rest of it would be done without its beginning.
static rc be_connected(postgres *q, err *e) {
    if (q->is_inside || PQstatus(q->con) == CONNECTION_OK)
        return RC_OK;
    memset(q->is_prepared, 0, sizeof q->is_prepared);
    PQreset(q->con);
    return PQstatus(q->con) == CONNECTION_OK ? RC_OK : refuse(q, "connecting", NULL, e);
}

static rc run(store *s, statement which, const value *takes, arena *mem, rows *out, err *e) {
    postgres *q = s->own;
    const statement_row *row = &statement_rows[which];
    rc code = be_connected(q, e);
    if (code == RC_OK)
        code = prepare(q, which, e);
    if (code != RC_OK)
        return code;
    PGresult *result = send(q, row, takes);
    ExecStatusType status = PQresultStatus(result);
    bool is_fine = status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
    code = is_fine ? read_rows(result, row, mem, out, e) : refuse(q, row->name, result, e);
    PQclear(result);
    return code;
}

// ---- transactions ------------------------------------------------------------------------------------------------------

static rc script(store *s, const char *text, err *e) {
    postgres *q = s->own;
    PGresult *result = PQexec(q->con, text);
    ExecStatusType status = PQresultStatus(result);
    bool is_fine = status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
    rc code = is_fine ? RC_OK : refuse(q, "a text of statements", result, e);
    PQclear(result);
    return code;
}

// What went away is found again here, where nothing is under way; that it went away is often seen only now.
static rc begin(store *s, err *e) {
    postgres *q = s->own;
    err first;
    err_clear(&first);
    rc code = be_connected(q, e);
    if (code != RC_OK)
        return code;
    code = script(s, "BEGIN", &first);
    bool is_lost = code != RC_OK && PQstatus(q->con) != CONNECTION_OK;
    if (is_lost)
        code = be_connected(q, e);
    if (is_lost && code == RC_OK)
        code = script(s, "BEGIN", e);
    if (!is_lost && code != RC_OK)
        *e = first;
    q->is_inside = code == RC_OK;
    return code;
}

static rc commit(store *s, err *e) {
    postgres *q = s->own;
    q->is_inside = false;
    return script(s, "COMMIT", e);
}

static void rollback(store *s) {
    postgres *q = s->own;
    q->is_inside = false;
    if (PQtransactionStatus(q->con) != PQTRANS_IDLE)
        PQclear(PQexec(q->con, "ROLLBACK"));
}

static void end(store *s) {
    postgres *q = s->own;
    PQfinish(q->con);
}

static const store_driver driver = {end, begin, commit, rollback, run, script, NULL, NULL};

static void ignore_notice(void *ctx, const char *text) {
    (void)ctx;
    (void)text;
}

// ---- opening -----------------------------------------------------------------------------------------------------------

static bool is_of(str text, const str *list, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (str_is(text, list[i]))
            return true;
    return false;
}

static str option(const PQconninfoOption *all, const char *name) {
    while (all->keyword != NULL && !str_is(str_of_c(all->keyword), str_of_c(name)))
        all++;
    return all->keyword == NULL || all->val == NULL ? (str){0} : str_of_c(all->val);
}

// On this machine: by a socket of the file system, or the loopback.
static bool is_near(str host) {
    static const str names[] = {STR_INIT(""), STR_INIT("localhost"), STR_INIT("127.0.0.1"), STR_INIT("::1")};
    return is_of(host, names, sizeof names / sizeof names[0]) || host.ptr[0] == '/';
}

// Over a network only encrypted, and to nobody but who has the name's certificate: libpq's own choice would give way. A password in an
// address is read by whoever lists the machine's processes.
static rc check_way(const char *address, err *e) {
    PQconninfoOption *all = PQconninfoParse(address, NULL);
    if (all == NULL)
        return RC_OK;  // connecting says what is wrong with it
    bool has_password = option(all, "password").len > 0;
    bool is_safe = (is_near(option(all, "host")) && is_near(option(all, "hostaddr"))) ||
                   str_is(option(all, "sslmode"), STR("verify-full"));
    PQconninfoFree(all);
    if (has_password)
        return err_set(e, RC_INPUT, "expected no password in a database's address, but passfile= and a file");
    return is_safe ? RC_OK
                   : err_set(e, RC_INPUT,
                             "a database on another machine: expected sslmode=verify-full in its address");
}

rc postgres_open(str address, arena *mem, store *out, err *e) {
    char text[ADDRESS_BYTES];
    postgres *q = ARENA_NEW(mem, postgres);
    if (q == NULL || address.len >= sizeof text || memchr(address.ptr, '\0', address.len) != NULL)
        return err_set(e, RC_INPUT, "expected an address of at most {i} bytes", (int64_t)sizeof text - 1);
    memcpy(text, address.ptr, address.len);
    text[address.len] = '\0';
    rc code = check_way(text, e);
    if (code != RC_OK)
        return code;
    q->con = PQconnectdb(text);
    out->driver = &driver;
    out->own = q;
    PQsetNoticeProcessor(q->con, ignore_notice, NULL);
    if (PQstatus(q->con) == CONNECTION_OK)
        return RC_OK;
    code = refuse(q, "connecting", NULL, e);
    end(out);
    return code;
}
