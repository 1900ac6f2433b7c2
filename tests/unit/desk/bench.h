// tests/unit/desk/bench.h - a desk to try things on: a database of its own, a key, a calendar, a clock that is set by hand.
#ifndef TESTS_UNIT_DESK_BENCH_H
#define TESTS_UNIT_DESK_BENCH_H

#include "desk/lead.h"
#include "desk/staff.h"
#include "test.h"

extern arena bench_mem;
extern const char *bench_file;  // the database, when it is a file; else empty
extern desk bench_desk;
extern int64_t bench_now_ms;  // 2026-11-23 (a Monday) 10:00 in Shanghai at first

// Runs `all` on a new SQLite file, and on the PostgreSQL database of that name where JIFEN_TEST_POSTGRES says: host=…&user=….
void bench_run(const char *name, void (*all)(void));

// The code in the message that waits; empty: none waits.
str bench_take_code(void);
code_for bench_proof(int who);  // a flow, number and address of its own for each
str bench_lead(int who);        // a request by them, taken now: its reference

int64_t bench_count_told(const char *action);  // rows of the audit with it

// A sealed value of row `id` loses its last byte, and does not open any more: the statements of its column (store/sealed.def).
void bench_spoil(statement after, statement set, str id);

extern const char bench_password[];                  // of all of them
str bench_join(const char *name, const char *role);  // somebody of the staff, now: what their phone knows
str bench_totp(str secret, int64_t at_ms);           // what it shows
str bench_sign_in(const char *name, str secret);     // their cookie; half a minute later
const staff *bench_who(str cookie);                  // who is signed in with it now. NULL: nobody is

#define CHECK_OK(call)                                                                                       \
    do {                                                                                                     \
        err bench_err;                                                                                       \
        err_clear(&bench_err);                                                                               \
        rc bench_code = (call);                                                                              \
        CHECK_INT(bench_code, RC_OK);                                                                        \
        if (bench_code != RC_OK)                                                                             \
            printf("  %.*s\n", (int)err_text(&bench_err).len, err_text(&bench_err).ptr);                     \
    } while (0)

#endif
