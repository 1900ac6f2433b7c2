// SPDX-License-Identifier: Apache-2.0
// What is kept is there until its last moment, and then nowhere: not in a row, and not in the file's bytes.
#include "desk/bench.h"
#include "desk/retention.h"

static const int64_t day_ms = 24 * 3600000;

static void run_at(int64_t at_ms) {
    CHECK_OK(retention_run(&bench_desk, at_ms, &bench_mem, &bench_err));
}

static const lead *find(str ref) {
    const lead *found = NULL;
    CHECK_OK(lead_find(&bench_desk, ref, &bench_mem, &found, &bench_err));
    return found;
}

static void act(str ref, happening what, bool is_stop) {
    deed did = {.what = what, .owner = STR("anna"), .outcome = STR("done"), .is_stop = is_stop};
    deed_result result;
    CHECK_OK(lead_do(&bench_desk, ref, find(ref)->version, &did, bench_now_ms, &bench_mem, &result, &bench_err));
    CHECK_INT(result, DEED_DONE);
}

// An open request stays, however old; a closed one 180 days.
static void test_leads(void) {
    int64_t at_ms = bench_now_ms;
    str open = bench_lead(1), closed = bench_lead(2);
    act(closed, HAPPENS_ASSIGN, false);
    act(closed, HAPPENS_CLOSE, false);
    run_at(at_ms + 180 * day_ms - 1);
    CHECK(find(open) != NULL && find(closed) != NULL);
    run_at(at_ms + 180 * day_ms);
    CHECK(find(open) != NULL && find(closed) == NULL);
}

static int64_t count_sent(code_for to) {
    code_sent sent;
    int64_t n = 0;
    to.flow = secret_id(&bench_mem);
    CHECK_OK(code_send(&bench_desk, &to, bench_now_ms, &bench_mem, &sent, &bench_err));
    while (bench_take_code().len > 0)
        n++;
    return n;
}

// Who wants no more calls gets no messages either, for three years.
static void test_stops(void) {
    int64_t at_ms = bench_now_ms;
    str ref = bench_lead(3);
    act(ref, HAPPENS_ASSIGN, false);
    act(ref, HAPPENS_CLOSE, true);
    bench_now_ms = at_ms + 1095 * day_ms - 1;
    run_at(bench_now_ms);
    CHECK_INT(count_sent(bench_proof(3)), 0);
    bench_now_ms++;
    run_at(bench_now_ms);
    bench_now_ms += day_ms;
    CHECK_INT(count_sent(bench_proof(3)), 1);
}

static void all(void) {
    test_leads();
    test_stops();
}

int main(void) {
    bench_run("retention", all);
    CHECK_MAIN();
}
