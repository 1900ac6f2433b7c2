// SPDX-License-Identifier: Apache-2.0
// A number that wants no more calls: refused when a code is asked for and when a request is taken, for three years, or until it is lifted.
#include "desk/bench.h"
#include "desk/audit.h"
#include "desk/limit.h"
#include "desk/retention.h"
#include "desk/stop.h"

static const int64_t day_ms = 24 * 3600000;

static const lead *find(str ref) {
    const lead *found = NULL;
    CHECK_OK(lead_find(&bench_desk, ref, &bench_mem, &found, &bench_err));
    CHECK(found != NULL);
    return found;
}

static void act(str ref, happening what, bool is_stop) {
    deed did = {
        .what = what, .owner = STR("anna"), .outcome = STR("stop"), .actor = STR("anna"), .is_stop = is_stop};
    deed_result result;
    CHECK_OK(lead_do(&bench_desk, ref, find(ref)->version, &did, bench_now_ms, &bench_mem, &result, &bench_err));
    CHECK_INT(result, DEED_DONE);
}

static void end_with_stop(str ref) {
    act(ref, HAPPENS_ASSIGN, false);
    act(ref, HAPPENS_CLOSE, true);
}

// The code that goes out; empty: none does.
static str send(code_for *to) {
    code_sent sent;
    to->flow = secret_id(&bench_mem);
    CHECK_OK(code_send(&bench_desk, to, bench_now_ms, &bench_mem, &sent, &bench_err));
    CHECK_INT(sent.what, SENT);  // as far as the visitor is told
    CHECK_INT(sent.tag.len, TAG_LETTERS);
    return bench_take_code();
}

static code_check take(code_for proof, str code) {
    wish w = {.proof = proof, .name = STR("王女士"), .slot = STR("any")};
    taken t;
    CHECK_OK(lead_take(&bench_desk, &w, code, bench_now_ms, &bench_mem, &t, &bench_err));
    CHECK(t.check == CODE_RIGHT || t.ref.len == 0);
    return t.check;
}

// A code that is under way when the number is stopped is good for nothing; another open request of it ends.
static void test_refused_at_taking(void) {
    code_for proof = bench_proof(1);
    str first = bench_lead(1);
    bench_now_ms += day_ms;
    str second = bench_lead(1);
    bench_now_ms += day_ms;
    str code = send(&proof);
    CHECK_INT(code.len, CODE_DIGITS);
    end_with_stop(first);
    CHECK_INT(find(second)->status.state, LEAD_CANCELLED);
    CHECK_STR(find(second)->outcome, STR("stop"));
    CHECK_INT(take(proof, code), CODE_OVER);
    bench_now_ms += day_ms;
    CHECK_INT(send(&proof).len, 0);
    proof.purpose = STR("privacy");
    CHECK_INT(send(&proof).len, CODE_DIGITS);  // what is kept of them is theirs to see all the same
    proof = bench_proof(2);
    CHECK_INT(take(proof, send(&proof)), CODE_RIGHT);  // others are not concerned
}

static bool is_stopped(int who, int64_t at_ms) {
    bool is = false;
    CHECK_OK(stop_find(&bench_desk, bench_proof(who).phone, at_ms, &bench_mem, &is, &bench_err));
    return is;
}

static int64_t count_rows(int who) {
    deeds done = {0};
    str index = limit_who(&bench_desk, SUBJECT_PHONE, bench_proof(who).phone, &bench_mem);
    CHECK_OK(limit_count(&bench_desk, STR("stop"), index, 0, &bench_mem, &done, &bench_err));
    return done.n;
}

// To the last moment of 1,095 days, and not a moment longer: by its age at once, by its row when retention comes by.
static void test_its_end(void) {
    end_with_stop(bench_lead(3));
    int64_t end_ms = bench_now_ms + 1095 * day_ms;
    CHECK_OK(retention_run(&bench_desk, end_ms - 1, &bench_mem, &bench_err));
    CHECK(is_stopped(3, end_ms - 1));
    CHECK_INT(count_rows(3), 1);
    CHECK(!is_stopped(3, end_ms));
    CHECK(!is_stopped(3, end_ms + 1));
    CHECK_OK(retention_run(&bench_desk, end_ms, &bench_mem, &bench_err));
    CHECK_INT(count_rows(3), 0);
    CHECK_OK(retention_run(&bench_desk, end_ms + 1, &bench_mem, &bench_err));
    CHECK_INT(count_rows(3), 0);
}

static bool lift(int who) {
    bool was = false;
    CHECK_OK(stop_lift(&bench_desk, bench_proof(who).phone, STR("vera"), STR("asked"), bench_now_ms,
                       &bench_mem, &was, &bench_err));
    return was;
}

static void test_lifted(void) {
    rows last;
    audit_state chain;
    end_with_stop(bench_lead(4));
    CHECK(lift(4));
    CHECK_OK(store_run(bench_desk.db, AUDIT_LAST, NULL, 0, &bench_mem, &last, &bench_err));
    value after[] = {value_int(rows_at(&last, 0, 0)->i - 1), value_int(1)};
    CHECK_OK(store_run(bench_desk.db, AUDIT_AFTER, after, 2, &bench_mem, &last, &bench_err));
    CHECK_STR(rows_at(&last, 0, 2)->s, STR("vera"));
    CHECK_STR(rows_at(&last, 0, 3)->s, STR("stop_lifted"));
    CHECK_STR(rows_at(&last, 0, 6)->s, STR("asked"));
    CHECK(!is_stopped(4, bench_now_ms));
    CHECK(!lift(4));
    bench_now_ms += day_ms;
    code_for proof = bench_proof(4);
    CHECK_INT(take(proof, send(&proof)), CODE_RIGHT);
    CHECK_OK(audit_verify(&bench_desk, &bench_mem, &chain, &bench_err));
    CHECK_INT(chain.broken_at, 0);
}

static void all(void) {
    test_refused_at_taking();
    test_its_end();
    test_lifted();
}

int main(void) {
    bench_run("stop", all);
    CHECK_MAIN();
}
