// SPDX-License-Identifier: Apache-2.0
#define _POSIX_C_SOURCE 200809L
// One suite for both databases: a file, and the database `store` of where JIFEN_TEST_POSTGRES says: host=…&user=….
#include "store/store.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static arena mem;
static store *db;
static err e;

static rows ask(statement which, const value *takes, size_t n) {
    rows r = {0};
    err_clear(&e);
    CHECK_INT(store_run(db, which, takes, n, &mem, &r, &e), RC_OK);
    if (err_text(&e).len > 0)
        printf("  %.*s\n", (int)err_text(&e).len, err_text(&e).ptr);
    return r;
}

static value bytes(const char *text) {
    return value_str(str_of_c(text));
}

// ---- values ------------------------------------------------------------------------------------------------------------

static const int64_t numbers[] = {0, 1, -1, 255, 256, INT64_MAX, INT64_MIN, 1796073048874};

static void test_numbers(void) {
    CHECK_TABLE(numbers, i) {
        value takes[] = {bytes("t"), bytes("number"), value_int(numbers[i])};
        (void)ask(HITS_FORGET, (value[]){value_int(INT64_MAX)}, 1);
        (void)ask(HIT_PUT, takes, 3);
        rows r = ask(HITS_SINCE, (value[]){bytes("t"), bytes("number"), value_int(INT64_MIN)}, 3);
        bool is_behind = numbers[i] != INT64_MIN;
        CHECK_INT(r.n, 1);
        CHECK_INT(rows_at(&r, 0, 0)->i, is_behind);
        CHECK_INT(rows_at(&r, 0, 1)->i, is_behind ? numbers[i] : 0);
    }
}

// Any bytes, a NUL among them; no bytes; none at all.
static void test_bytes(void) {
    static const str odd = STR_INIT("a\0b\xFF\x80'\"\\");
    value takes[] = {value_str(odd), value_null(), value_str(odd), bytes("code"),
                     value_null(),   value_int(1), value_int(9)};
    (void)ask(MESSAGE_PUT, takes, 7);
    rows r = ask(MESSAGE_TAKE, (value[]){value_str((str){0}), value_int(5), value_int(7)}, 3);
    CHECK_INT(r.n, 1);
    CHECK_STR(rows_at(&r, 0, 0)->s, odd);
    CHECK_STR(rows_at(&r, 0, 2)->s, STR("code"));
    CHECK(rows_at(&r, 0, 3)->is_null);
    CHECK_INT(rows_at(&r, 0, 4)->i, 1);
    r = ask(MESSAGE_TAKE, (value[]){bytes("x"), value_int(5), value_int(7)}, 3);
    CHECK_INT(r.n, 0);
}

// ---- transactions ------------------------------------------------------------------------------------------------------

typedef struct {
    int n_calls, n_busy;
    rc ends;
} attempt;

static rc put_one(store *s, void *ctx, err *why) {
    attempt *a = ctx;
    value takes[] = {bytes("t"), bytes("attempt"), value_int(1)};
    rc code = store_run(s, HIT_PUT, takes, 3, &mem, NULL, why);
    if (code == RC_OK && a->n_calls++ < a->n_busy)
        return err_set(why, RC_BUSY, "somebody was quicker");
    return code == RC_OK && a->ends != RC_OK ? err_set(why, a->ends, "no") : code;
}

static int64_t count_attempts(void) {
    rows r = ask(HITS_SINCE, (value[]){bytes("t"), bytes("attempt"), value_int(0)}, 3);
    return rows_at(&r, 0, 0)->i;
}

static void test_transactions(void) {
    static const struct {
        int n_busy;
        rc ends, wants;
        int n_calls, n_rows;
    } cases[] = {
        {0, RC_OK, RC_OK, 1, 1},
        {3, RC_OK, RC_OK, 4, 1},
        {0, RC_INPUT, RC_INPUT, 1, 0},
        {100, RC_OK, RC_BUSY, 8, 0},
    };
    CHECK_TABLE(cases, i) {
        attempt a = {.n_busy = cases[i].n_busy, .ends = cases[i].ends};
        (void)ask(HITS_FORGET, (value[]){value_int(INT64_MAX)}, 1);
        err_clear(&e);
        CHECK_INT(store_do(db, put_one, &a, &e), cases[i].wants);
        CHECK_INT(err_text(&e).len > 0, cases[i].wants != RC_OK);
        CHECK_INT(a.n_calls, cases[i].n_calls);
        CHECK_INT(count_attempts(), cases[i].n_rows);
    }
}

// ---- every statement fits the tables -----------------------------------------------------------------------------------

static rc run_each(store *s, void *ctx, err *why) {
    static const struct {
        const char *name, *takes;
    } all[] = {
#define STATEMENT(name, takes, gives, text) {#name, takes},
#define STATEMENT_EACH(name, takes, gives, a, b) {#name, takes},
#include "store/statements.def"
#undef STATEMENT
#undef STATEMENT_EACH
    };
    statement which = *(statement *)ctx;
    value takes[32];
    rows r;
    size_t n = strlen(all[which].takes);
    for (size_t i = 0; i < n; i++)
        takes[i] = all[which].takes[i] == 'i' ? value_int(1) : value_str(STR("open"));
    rc code = store_run(s, which, takes, n, &mem, &r, why);
    return code == RC_OK ? err_set(why, RC_INPUT, "fits") : code;
}

static bool says(str text, const char *word) {
    for (size_t at = 0; at < text.len; at++)
        if (str_starts(str_slice(text, at, text.len), str_of_c(word)))
            return true;
    return false;
}

// A constraint of the tables may refuse what stands in a row; nothing else may happen.
static void test_every_statement(void) {
    int n_refused = 0;
    for (statement which = 0; which < N_STATEMENTS; which++) {
        err_clear(&e);
        rc code = store_do(db, run_each, &which, &e);
        bool is_refused = code == RC_BUG && says(err_text(&e), "constraint");
        if (!CHECK(code == RC_INPUT || is_refused))
            printf("  %d: %.*s\n", (int)which, (int)err_text(&e).len, err_text(&e).ptr);
        n_refused += is_refused;
    }
    CHECK(n_refused < N_STATEMENTS / 4);
}

static void test_all(const char *where) {
    err_clear(&e);
    rc code = store_open(str_of_c(where), &mem, &db, &e);
    if (code != RC_OK)
        printf("  %.*s\n", (int)err_text(&e).len, err_text(&e).ptr);
    CHECK_INT(code, RC_OK);
    if (code != RC_OK)
        return;
    test_numbers();
    test_bytes();
    test_transactions();
    test_every_statement();
    store_close(db);
    CHECK_INT(store_open(str_of_c(where), &mem, &db, &e), RC_OK);  // the tables are there
    store_close(db);
}

// Over a network only encrypted, and checked; on this machine as it is. Nothing listens on port 1.
static const struct {
    str address;
    rc code;
} ways[] = {
    {STR_INIT("postgres://db.example/a"), RC_INPUT},
    {STR_INIT("postgres://10.0.0.1/a?sslmode=require"), RC_INPUT},
    {STR_INIT("postgres://localhost,db.example/a"), RC_INPUT},
    {STR_INIT("postgres:///a?host=db.example&sslmode=prefer"), RC_INPUT},
    {STR_INIT("postgres://localhost:1/a?hostaddr=10.0.0.1"), RC_INPUT},
    {STR_INIT("postgres://db.example:1/a?hostaddr=127.0.0.1&sslmode=verify-full"), RC_STORE},
    {STR_INIT("postgres://127.0.0.1:1/a"), RC_STORE},
    {STR_INIT("postgres:///a?host=/nowhere"), RC_STORE},
    {STR_INIT("postgres://anna:secret@127.0.0.1:1/a"), RC_INPUT},
    {STR_INIT("postgres://anna@127.0.0.1:1/a?passfile=/nowhere"), RC_STORE},
};

static void test_ways(void) {
    CHECK_TABLE(ways, i) {
        err_clear(&e);
        CHECK_INT(store_open(ways[i].address, &mem, &db, &e), ways[i].code);
    }
}

int main(void) {
    char folder[] = "/tmp/jifen-store-XXXXXX", path[64];
    arena_init(&mem, arena_malloc(), 0);
    CHECK(mkdtemp(folder) != NULL);
    (void)snprintf(path, sizeof path, "%s/a.db", folder);
    test_all(path);
    const char *other = getenv("JIFEN_TEST_POSTGRES");
    char address[512];
    (void)snprintf(address, sizeof address, "postgres:///store?%s", other == NULL ? "" : other);
    if (other != NULL)
        test_all(address);
    CHECK(store_open(STR("/nowhere/at/all.db"), &mem, &db, &e) == RC_STORE);
    test_ways();
    arena_done(&mem);
    CHECK_MAIN();
}
