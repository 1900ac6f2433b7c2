// SPDX-License-Identifier: Apache-2.0
#define _POSIX_C_SOURCE 200809L
// The disk is full, fails to write, fails to sync, or loses its power: what was answered is there, and nothing is there by half.
#include "desk/bench.h"
#include "desk/faulty.h"
#include "desk/outbox.h"
#include "desk/stock.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

enum { FAULTS_MOST = 300, N_CUTS = 200, VISITORS_MOST = 4000 };

static const unsigned char secret[ROOT_BYTES] = {5};
static char path[64];
static err trouble;

static rc open_desk(void) {
    err_clear(&trouble);
    bench_desk.db = NULL;
    return store_open(str_of_c(path), &bench_mem, &bench_desk.db, &trouble);
}

static void close_desk(void) {
    store_close(bench_desk.db);
    bench_desk.db = NULL;
}

// ---- what a visitor and staff do, as far as it goes --------------------------------------------------------------------

// How far the request of a visitor has come: what was answered with RC_OK.
typedef struct {
    code_for proof;
    str code, ref;
    bool was_sent, was_taken, was_ended, was_put, was_owned;
} visit;

static bool is_one_of(rc code) {
    bool is_fine = code == RC_OK || code == RC_STORE;
    if (!CHECK(is_fine))
        printf("  %d: %.*s\n", (int)code, (int)err_text(&trouble).len, err_text(&trouble).ptr);
    return code == RC_OK;
}

static bool send(visit *v) {
    code_sent sent;
    err_clear(&trouble);
    v->was_sent = is_one_of(code_send(&bench_desk, &v->proof, bench_now_ms, &bench_mem, &sent, &trouble));
    return v->was_sent && CHECK_INT(sent.what, SENT);
}

static bool deliver(visit *v) {
    message m;
    bool is_one = false;
    str me = STR("faults");
    err_clear(&trouble);
    v->was_taken = is_one_of(
        outbox_take(&bench_desk, me, bench_now_ms, bench_now_ms + 60000, &bench_mem, &is_one, &m, &trouble));
    if (!v->was_taken || !CHECK(is_one))
        return false;
    v->code = m.words[0];
    err_clear(&trouble);
    v->was_ended =
        is_one_of(outbox_end(&bench_desk, me, &m, OUTCOME_SENT, STR("1"), (str){0}, &bench_mem, &trouble));
    return v->was_ended;
}

static bool put(visit *v) {
    static const consent agreed = {STR_INIT("call"), STR_INIT("us"), STR_INIT("words")};
    wish w = {.proof = v->proof,
              .name = STR("王女士"),
              .question = STR("问一个问题"),
              .slot = STR("any"),
              .consents = &agreed,
              .n_consents = 1};
    taken t;
    err_clear(&trouble);
    bool is_done = is_one_of(lead_take(&bench_desk, &w, v->code, bench_now_ms, &bench_mem, &t, &trouble));
    v->was_put = is_done && CHECK_INT(t.check, CODE_RIGHT);
    v->ref = v->was_put ? t.ref : (str){0};
    return v->was_put;
}

static bool own(visit *v) {
    deed did = {.what = HAPPENS_ASSIGN, .actor = STR("anna"), .owner = STR("anna"), .note = STR("我来打")};
    deed_result result;
    err_clear(&trouble);
    v->was_owned =
        is_one_of(lead_do(&bench_desk, v->ref, 1, &did, bench_now_ms, &bench_mem, &result, &trouble));
    return v->was_owned && CHECK_INT(result, DEED_DONE);
}

static void go(visit *v) {
    if (!v->was_sent && !send(v))
        return;
    if (!v->was_taken && !deliver(v))
        return;
    if (!v->was_put && !put(v))
        return;
    if (!v->was_owned)
        (void)own(v);
}

// ---- what has to be there afterwards -----------------------------------------------------------------------------------

static int64_t ask(const char *text) {
    sqlite3 *db = NULL;
    sqlite3_stmt *s = NULL;
    int64_t n = -1;
    CHECK_INT(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    CHECK_INT(sqlite3_prepare_v2(db, text, -1, &s, NULL), SQLITE_OK);
    if (s != NULL && sqlite3_step(s) == SQLITE_ROW)
        n = sqlite3_column_int64(s, 0);
    (void)sqlite3_finalize(s);
    (void)sqlite3_close(db);
    return n;
}

// Every request has its consent, the event that it came, and a row of the audit for each of these: there is none by half.
static void check_nothing_half(void) {
    sealed_state sealed;
    audit_state audit;
    CHECK_OK(stock_check(&bench_desk, &bench_mem, &sealed, &audit, &bench_err));
    CHECK_INT(
        ask("SELECT count(*) FROM leads WHERE (SELECT count(*) FROM consents WHERE request = id) <> 1 OR "
            "(SELECT count(*) FROM events WHERE request = id) <> version OR "
            "(state = 'owned') <> (version = 2)"),
        0);
    CHECK_INT(
        ask("SELECT count(*) FROM (SELECT request, count(*) AS n FROM events GROUP BY request) LEFT JOIN "
            "(SELECT object, count(*) AS m FROM audit GROUP BY object) ON object = request WHERE m IS NOT n "
            "+ 1"),
        0);
    CHECK_INT(ask("SELECT count(*) FROM codes WHERE (state = 'used') <> (flow IN (SELECT flow FROM leads))"),
              0);
    CHECK_INT(
        ask("SELECT count(*) FROM (SELECT who_index FROM hits WHERE kind = 'send' GROUP BY who_index, kind "
            "HAVING max(n) <> count(*))"),
        0);
}

static void check_visit(const visit *v) {
    const lead *found = NULL;
    if (!v->was_put)
        return;
    CHECK_OK(lead_find(&bench_desk, v->ref, &bench_mem, &found, &bench_err));
    if (!CHECK(found != NULL))
        return;
    CHECK_STR(found->phone, v->proof.phone);
    if (v->was_owned)
        CHECK_INT(found->status.state, LEAD_OWNED);
}

// ---- failing at each deed of the disk, one after the other -------------------------------------------------------------

static int next_visitor;

// Nothing waits any more that somebody before them left behind.
static visit new_visit(void) {
    bench_now_ms += 361000;
    return (visit){.proof = bench_proof(next_visitor++)};
}

// Until nothing fails any more: then there are no more deeds. Afterwards, with a disk that works, all of it goes to its end.
static void test_failing(fault kind) {
    int n = 1, n_failed = 0;
    for (bool has_failed = true; has_failed && CHECK(n < FAULTS_MOST); n++) {
        visit v = new_visit();
        faulty_begin(kind, n);
        go(&v);
        has_failed = faulty_end();
        n_failed += has_failed;
        bool was_put = v.was_put;
        check_visit(&v);
        check_nothing_half();
        if (v.was_taken && !v.was_ended)  // of this message nobody knows; the visitor asks for another
            v = (visit){.proof = new_visit().proof};
        go(&v);
        CHECK(v.was_owned || was_put);
        check_visit(&v);
    }
    CHECK(n_failed >= 5);  // one for each transaction at least
    printf("%d: %d failures\n", (int)kind, n_failed);
}

// The first of all statements is the one that makes the tables.
static void test_failing_at_start(fault kind) {
    int n_failed = 0;
    char was[64];
    memcpy(was, path, sizeof was);
    (void)snprintf(path, sizeof path, "%.40s-start%d", was, (int)kind);
    for (int n = 1; CHECK(n < FAULTS_MOST); n++) {
        faulty_begin(kind, n);
        rc code = open_desk();
        bool has_failed = faulty_end();
        if (code == RC_OK)
            close_desk();
        CHECK(code == RC_OK || code == RC_STORE);
        if (!has_failed)
            break;
        n_failed++;
    }
    CHECK_INT(open_desk(), RC_OK);
    check_nothing_half();
    close_desk();
    CHECK(n_failed > 3);
    memcpy(path, was, sizeof was);
}

// ---- the power is cut --------------------------------------------------------------------------------------------------

static visit visits[VISITORS_MOST];

// Some visitors at a time, until the power goes; then everything that was ever answered is looked for.
static void test_power(void) {
    int n_visits = 0, n_answered = 0;
    for (int i = 0; i < N_CUTS; i++) {
        arena_reset(&bench_mem);  // what visits hold of it is copied below
        CHECK_INT(open_desk(), RC_OK);
        bench_desk.keys = keys_make(secret, &bench_mem);
        check_nothing_half();
        faulty_begin(FAULT_POWER, 1 + rand() % 400);
        for (int tries = 0; tries < 8; tries++) {
            visit v = new_visit();
            go(&v);
            if (!v.was_put || n_visits == VISITORS_MOST)
                break;
            n_answered += 1;
            char *kept = malloc(v.ref.len + v.proof.phone.len);
            memcpy(kept, v.ref.ptr, v.ref.len);
            memcpy(kept + v.ref.len, v.proof.phone.ptr, v.proof.phone.len);
            v.ref.ptr = kept;
            v.proof.phone.ptr = kept + v.ref.len;
            visits[n_visits++] = v;
        }
        close_desk();
        CHECK(faulty_end());
        faulty_cut((unsigned)i);
    }
    CHECK_INT(open_desk(), RC_OK);
    bench_desk.keys = keys_make(secret, &bench_mem);
    check_nothing_half();
    for (int i = 0; i < n_visits; i++) {
        check_visit(&visits[i]);
        free((char *)(uintptr_t)visits[i].ref.ptr);
    }
    CHECK(n_answered > N_CUTS / 2);
    printf("%d cuts, %d requests answered\n", N_CUTS, n_answered);
    close_desk();
}

int main(void) {
    static const workdays plain_weeks = {.held_from = 1, .held_to = 40000};
    char folder[] = "/tmp/jifen-faults-XXXXXX";
    CHECK(mkdtemp(folder) != NULL);
    (void)snprintf(path, sizeof path, "%s/a.db", folder);
    arena_init(&bench_mem, arena_malloc(), 0);
    faulty_install();
    bench_now_ms = INT64_C(1795399200000);
    bench_desk = (desk){.keys = keys_make(secret, &bench_mem),
                        .hours = hours_usual(&plain_weeks),
                        .sends_an_hour = 1000000,
                        .sends_a_day = 1000000};
    CHECK_INT(open_desk(), RC_OK);
    for (fault kind = FAULT_FULL; kind <= FAULT_SYNC; kind++)
        test_failing(kind);
    close_desk();
    for (fault kind = FAULT_FULL; kind <= FAULT_SYNC; kind++)
        test_failing_at_start(kind);
    test_power();
    arena_done(&bench_mem);
    CHECK_MAIN();
}
