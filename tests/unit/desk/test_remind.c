// SPDX-License-Identifier: Apache-2.0
// A reminder is sent on its day, between 09:00 and 20:00, to somebody who still wants it, once.
#include "desk/bench.h"
#include "desk/limit.h"
#include "desk/outbox.h"
#include "desk/remind.h"
#include "desk/retention.h"

#include <string.h>

static const int64_t minute_ms = 60000, hour_ms = 3600000, day_ms = 24 * 3600000;
static int64_t today;  // of the bench's clock, in Shanghai

static int64_t clock_at(int64_t day, int64_t hour, int64_t minute) {
    return (day * 24 + hour - 8) * hour_ms + minute * minute_ms;
}

static code_for proof_of(int who, str purpose) {
    code_for proof = bench_proof(who);
    proof.purpose = purpose;
    return proof;
}

static str send_code(const code_for *proof) {
    code_sent sent;
    CHECK_OK(code_send(&bench_desk, proof, bench_now_ms, &bench_mem, &sent, &bench_err));
    return bench_take_code();
}

static const consent agreed = {STR_INIT("remind"), STR_INIT("明白服务站"), STR_INIT("我同意收到提醒。")};

static reminded ask(int who, const remind_date *dates, size_t n) {
    remind_wish w = {.proof = proof_of(who, REMIND_PURPOSE), .agreed = agreed, .dates = dates, .n_dates = n};
    reminded first = {0}, again = {0};
    str code = send_code(&w.proof);
    CHECK_OK(remind_take(&bench_desk, &w, code, bench_now_ms, &bench_mem, &first, &bench_err));
    CHECK_INT(first.check, CODE_RIGHT);
    CHECK_OK(remind_take(&bench_desk, &w, code, bench_now_ms, &bench_mem, &again, &bench_err));  // pressed twice
    CHECK_INT(again.check, CODE_RIGHT);
    CHECK_INT(again.n, first.n);
    return first;
}

static reminded ask_for(int who, int64_t day) {
    remind_date one = {STR("permit"), day};
    return ask(who, &one, 1);
}

static void run_at(int64_t at_ms) {
    bench_now_ms = at_ms;
    CHECK_OK(remind_run(&bench_desk, bench_now_ms, &bench_mem, &bench_err));
}

static bool take_message(message *out) {
    bool is_one = false;
    CHECK_OK(outbox_take(&bench_desk, STR("bench"), bench_now_ms, bench_now_ms + minute_ms, &bench_mem,
                         &is_one, out, &bench_err));
    return is_one;
}

// The days ahead of the one message that waits; "": none waits.
static str take_ahead(str *token) {
    message m;
    if (!take_message(&m))
        return (str){0};
    CHECK_STR(m.kind, STR("remind"));
    CHECK_INT(m.n_words, 2);
    if (token != NULL)
        *token = m.words[1];
    CHECK_OK(
        outbox_end(&bench_desk, STR("bench"), &m, OUTCOME_SENT, STR("1"), (str){0}, &bench_mem, &bench_err));
    return m.words[0];
}

static int64_t count_rows(statement which, int64_t a) {
    value takes[] = {value_int(a), value_int(1000)};
    rows r = {0};
    CHECK_OK(store_run(bench_desk.db, which, takes, 2, &bench_mem, &r, &bench_err));
    return (int64_t)r.n;
}

// ---- when ----------------------------------------------------------------------------------------------------------------

static void test_hours(void) {
    int64_t day = today + 40;
    reminded got = ask_for(1, day);
    CHECK_INT(got.n, 3);
    CHECK_INT(got.first_ms, clock_at(day - 30, 9, 0));
    run_at(clock_at(day - 31, 12, 0));
    CHECK_INT(take_ahead(NULL).len, 0);
    run_at(clock_at(day - 30, 8, 59) + minute_ms - 1);
    CHECK_INT(take_ahead(NULL).len, 0);
    run_at(clock_at(day - 30, 9, 0));
    CHECK_STR(take_ahead(NULL), STR("30"));
    run_at(clock_at(day - 30, 19, 59));
    CHECK_INT(take_ahead(NULL).len, 0);  // once
    run_at(clock_at(day - 7, 19, 59) + minute_ms - 1);
    CHECK_STR(take_ahead(NULL), STR("7"));
    run_at(clock_at(day - 1, 20, 0));
    CHECK_INT(take_ahead(NULL).len, 0);  // too late, and the next day it is too late too
    run_at(clock_at(day, 9, 0));
    CHECK_INT(take_ahead(NULL).len, 0);
}

// Days on which nothing can be sent any more make no rows.
static void test_near(void) {
    today = (bench_now_ms + 8 * hour_ms) / day_ms;
    CHECK(!remind_is_ahead(today + 1, today) && remind_is_ahead(today + 2, today));
    CHECK_INT(ask_for(2, today + 2).n, 1);
    CHECK_INT(ask_for(3, today + 8).n, 2);
    CHECK_INT(ask_for(4, today + 7).n, 1);  // today's is not sent
    CHECK_INT(ask_for(5, today + 31).n, 3);
}

// ---- once ----------------------------------------------------------------------------------------------------------------

// Killed behind the queueing, and behind the taking: what the provider may have is not sent again.
static void test_crash(void) {
    int64_t day = today + 100;
    message m;
    (void)ask_for(10, day);
    run_at(clock_at(day - 30, 10, 0));
    run_at(clock_at(day - 30, 10, 1));
    CHECK(take_message(&m));  // and nothing is ever told about it
    run_at(clock_at(day - 30, 10, 30));
    CHECK_OK(outbox_give_up(&bench_desk, bench_now_ms, &bench_mem, &bench_err));
    run_at(clock_at(day - 30, 10, 31));
    CHECK(!take_message(&m));
}

// Killed within the transaction: neither marked nor queued, and so queued later.

static rc mark_and_break(store *s, void *ctx, err *e) {
    rows due, marked;
    value takes[] = {value_int(bench_now_ms), value_int(1)};
    (void)ctx;
    rc code = store_run(s, REMINDERS_DUE, takes, 2, &bench_mem, &due, e);
    CHECK_INT(due.n, 1);
    value one[] = {*rows_at(&due, 0, 0), value_int(bench_now_ms)};
    if (code == RC_OK)
        code = store_run(s, REMINDER_MARK, one, 2, &bench_mem, &marked, e);
    CHECK_INT(marked.n, 1);
    return err_set(e, RC_STORE, "killed");
}

static void test_half(void) {
    int64_t day = today + 200;
    err e;
    err_clear(&e);
    (void)ask_for(11, day);
    bench_now_ms = clock_at(day - 30, 10, 0);
    CHECK_INT(store_do(bench_desk.db, mark_and_break, NULL, &e), RC_STORE);
    run_at(clock_at(day - 30, 10, 1));
    CHECK_STR(take_ahead(NULL), STR("30"));
    CHECK_INT(take_ahead(NULL).len, 0);
}

// ---- wanted --------------------------------------------------------------------------------------------------------------

static void stop_by(str token, bool wanted) {
    bool is_known = !wanted;
    CHECK_OK(remind_stop(&bench_desk, token, bench_now_ms, &bench_mem, &is_known, &bench_err));
    CHECK_INT(is_known, wanted);
}

// The token comes with the first message; a letter less or another one is nobody's.
static void test_link(void) {
    int64_t day = today + 300;
    str token = {0};
    char forged[2 * REF_LETTERS];
    (void)ask_for(20, day);
    run_at(clock_at(day - 30, 9, 0));
    CHECK_STR(take_ahead(&token), STR("30"));
    CHECK_INT(token.len, 2 * REF_LETTERS);
    for (size_t i = 0; i < token.len; i++) {
        memcpy(forged, token.ptr, token.len);
        forged[i] = forged[i] == '0' ? '1' : '0';
        CHECK(!remind_is_token(&bench_desk, (str){forged, token.len}, &bench_mem));
        CHECK(!remind_is_token(&bench_desk, str_slice(token, 0, i), &bench_mem));
    }
    CHECK(remind_is_token(&bench_desk, token, &bench_mem));
    stop_by(str_slice(token, 0, REF_LETTERS), false);
    stop_by(token, true);
    stop_by(token, true);  // pressed twice
    run_at(clock_at(day - 7, 9, 0));
    CHECK_INT(take_ahead(NULL).len, 0);
}

// Withdrawn when it is in the outbox already: not sent either.
static void test_between(void) {
    int64_t day = today + 400;
    str token = {0};
    message m;
    (void)ask_for(21, day);
    run_at(clock_at(day - 30, 9, 0));
    CHECK_STR(take_ahead(&token), STR("30"));
    run_at(clock_at(day - 7, 9, 0));
    stop_by(token, true);
    CHECK(!take_message(&m));
}

// The agreement itself is what counts, looked at once more when the message is queued: here it ends, and the row still waits.
static void test_agreement(void) {
    int64_t day = today + 450;
    rows due, marked, ended;
    (void)ask_for(25, day);
    bench_now_ms = clock_at(day - 30, 9, 0);
    value now[] = {value_int(bench_now_ms), value_int(10)};
    CHECK_OK(store_run(bench_desk.db, REMINDERS_DUE, now, 2, &bench_mem, &due, &bench_err));
    CHECK_INT((int64_t)due.n, 1);
    value whose[] = {*rows_at(&due, 0, 1), value_int(bench_now_ms)};
    CHECK_OK(store_once(bench_desk.db, AGREEMENTS_END, whose, 2, &bench_mem, &ended, &bench_err));
    CHECK_INT((int64_t)ended.n, 1);
    value one[] = {*rows_at(&due, 0, 0), value_int(bench_now_ms)};
    CHECK_OK(store_once(bench_desk.db, REMINDER_MARK, one, 2, &bench_mem, &marked, &bench_err));
    CHECK_INT((int64_t)marked.n, 0);
    run_at(clock_at(day - 30, 9, 1));
    CHECK_INT(take_ahead(NULL).len, 0);
}

static void test_number(void) {
    int64_t day = today + 500;
    code_check check;
    (void)ask_for(22, day);
    bench_now_ms += hour_ms;
    code_for proof = proof_of(22, REMIND_STOP_PURPOSE);
    str code = send_code(&proof);
    code_for other = proof;
    other.purpose = REMIND_PURPOSE;  // a code is good for what it was sent for
    CHECK_OK(remind_stop_number(&bench_desk, &other, code, bench_now_ms, &bench_mem, &check, &bench_err));
    CHECK_INT(check, CODE_WRONG);
    CHECK_OK(remind_stop_number(&bench_desk, &proof, code, bench_now_ms, &bench_mem, &check, &bench_err));
    CHECK_INT(check, CODE_RIGHT);
    run_at(clock_at(day - 30, 9, 0));
    CHECK_INT(take_ahead(NULL).len, 0);
}

// Who wants nothing more from us at all gets no reminder either.
static void test_stop_list(void) {
    int64_t day = today + 600;
    (void)ask_for(23, day);
    subjects only = {.index[SUBJECT_PHONE] =
                         limit_who(&bench_desk, SUBJECT_PHONE, bench_proof(23).phone, &bench_mem)};
    CHECK_OK(limit_note(&bench_desk, STR("stop"), &only, bench_now_ms, &bench_mem, &bench_err));
    run_at(clock_at(day - 30, 9, 0));
    CHECK_INT(take_ahead(NULL).len, 0);
    CHECK_INT(count_rows(REMINDERS_DUE, bench_now_ms), 0);
}

// Asked again with other days: those count.
static void test_again(void) {
    int64_t day = today + 700;
    (void)ask_for(24, day);
    bench_now_ms += hour_ms;
    (void)ask_for(24, day + 10);
    run_at(clock_at(day - 30, 9, 0));
    CHECK_INT(take_ahead(NULL).len, 0);
    run_at(clock_at(day - 20, 9, 0));
    CHECK_STR(take_ahead(NULL), STR("30"));
}

// ---- how many ------------------------------------------------------------------------------------------------------------

// Two of one number on one day: a minute apart.
static void test_two(void) {
    int64_t day = today + 800;
    remind_date both[] = {{STR("permit"), day}, {STR("renewal"), day}};
    CHECK_INT(ask(30, both, 2).n, 6);
    run_at(clock_at(day - 30, 9, 0));
    CHECK_STR(take_ahead(NULL), STR("30"));
    CHECK_INT(take_ahead(NULL).len, 0);
    run_at(clock_at(day - 30, 9, 1));
    CHECK_STR(take_ahead(NULL), STR("30"));
}

// Half of what goes out in an hour is kept for codes; and a code goes first.
static void test_budget(void) {
    int64_t day = today + 900;
    message m;
    for (int i = 0; i < 8; i++)
        (void)ask_for(40 + i, day);
    bench_desk.sends_an_hour = 10;
    run_at(clock_at(day - 30, 9, 0));
    code_for proof = proof_of(60, STR("call"));
    code_sent sent;
    CHECK_OK(code_send(&bench_desk, &proof, bench_now_ms + 1000, &bench_mem, &sent, &bench_err));
    bench_now_ms += 1000;
    CHECK(take_message(&m));
    CHECK_STR(m.kind, STR("code"));
    int64_t n = 0;
    while (take_message(&m))
        n++;
    CHECK_INT(n, 5);
    CHECK_INT(count_rows(REMINDERS_DUE, bench_now_ms), 3);
    run_at(clock_at(day - 30, 10, 1));  // the next hour has room
    while (take_message(&m))
        n++;
    CHECK_INT(n, 8);
    bench_desk.sends_an_hour = 300;
}

// ---- kept ----------------------------------------------------------------------------------------------------------------

static int64_t count_agreed(str flow) {
    value takes[] = {value_str(flow)};
    rows r = {0};
    CHECK_OK(store_run(bench_desk.db, AGREEMENT_OF_FLOW, takes, 1, &bench_mem, &r, &bench_err));
    return r.n == 0 ? -1 : rows_at(&r, 0, 0)->i;
}

static void test_retention(void) {
    int64_t day = today + 1000;
    remind_date one = {STR("permit"), day};
    remind_wish w = {.proof = proof_of(70, REMIND_PURPOSE), .agreed = agreed, .dates = &one, .n_dates = 1};
    reminded got;
    str code = send_code(&w.proof);
    CHECK_OK(remind_take(&bench_desk, &w, code, bench_now_ms, &bench_mem, &got, &bench_err));
    CHECK_OK(retention_run(&bench_desk, clock_at(day + 30, 9, 0) - 1, &bench_mem, &bench_err));
    CHECK_INT(count_agreed(w.proof.flow), 3);
    CHECK_OK(retention_run(&bench_desk, clock_at(day + 30, 9, 0), &bench_mem, &bench_err));
    CHECK_INT(count_agreed(w.proof.flow), 2);  // 60 days behind the day 30 days ahead
    CHECK_OK(retention_run(&bench_desk, clock_at(day + 59, 9, 0) - 1, &bench_mem, &bench_err));
    CHECK_INT(count_agreed(w.proof.flow), 1);
    CHECK_OK(retention_run(&bench_desk, clock_at(day + 59, 9, 0), &bench_mem, &bench_err));
    CHECK_INT(count_agreed(w.proof.flow), -1);
}

// One whose number does not open is not sent, and keeps nobody else's from going.
static void test_unreadable(void) {
    int64_t day = today + 700;
    rows due;
    (void)ask_for(80, day);
    (void)ask_for(81, day);
    bench_now_ms = clock_at(day - 30, 9, 0);
    value now[] = {value_int(bench_now_ms), value_int(10)};
    CHECK_OK(store_run(bench_desk.db, REMINDERS_DUE, now, 2, &bench_mem, &due, &bench_err));
    CHECK_INT((int64_t)due.n, 2);
    bench_spoil(REMINDER_PHONES_AFTER, REMINDER_PHONES_SET, rows_at(&due, 0, 0)->s);
    run_at(bench_now_ms);
    CHECK_STR(take_ahead(NULL), STR("30"));
    CHECK_INT(take_ahead(NULL).len, 0);
    CHECK_OK(store_run(bench_desk.db, REMINDERS_DUE, now, 2, &bench_mem, &due, &bench_err));
    CHECK_INT((int64_t)due.n, 1);  // it stays as it is
}

static void all(void) {
    void (*const tests[])(void) = {test_hours,   test_near,   test_crash,      test_half,      test_link,
                                   test_between, test_number, test_agreement,  test_stop_list, test_again,
                                   test_two,     test_budget, test_unreadable, test_retention};
    for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++) {
        bench_now_ms += 2 * day_ms;
        today = (bench_now_ms + 8 * hour_ms) / day_ms;
        tests[i]();
    }
}

int main(void) {
    bench_run("remind", all);
    CHECK_MAIN();
}
