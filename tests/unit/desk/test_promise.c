// SPDX-License-Identifier: Apache-2.0
// How often the first call came in time: counted once for each request, told by months of at least ten, and still there when the
// requests are gone.
#include "desk/bench.h"
#include "desk/dispatch.h"
#include "desk/promise.h"

static const int64_t day_ms = 24 * 3600000, hour_ms = 3600000;
static const int64_t november = 2026 * 12 + 10;

typedef struct {
    const promises *all;
    size_t n;
    int64_t rest_from;
} told;

static told read_before(int64_t month) {
    told t = {0};
    CHECK_OK(promise_read(&bench_desk, month, &bench_mem, &t.all, &t.n, &t.rest_from, &bench_err));
    return t;
}

static void note(int n_kept, int n_broken) {
    for (int i = 0; i < n_kept + n_broken; i++)
        CHECK_OK(promise_note(&bench_desk, i < n_kept, bench_now_ms, &bench_mem, &bench_err));
}

static void act(str ref, happening what, int64_t until_ms) {
    const lead *l = NULL;
    deed_result result;
    deed did = {
        .what = what, .owner = STR("anna"), .until_ms = until_ms, .actor = STR("anna"), .outcome = STR("done")};
    CHECK_OK(lead_find(&bench_desk, ref, &bench_mem, &l, &bench_err));
    CHECK_OK(lead_do(&bench_desk, ref, l->version, &did, bench_now_ms, &bench_mem, &result, &bench_err));
    CHECK_INT(result, DEED_DONE);
}

static void run(void) {
    CHECK_OK(dispatch_run(&bench_desk, bench_now_ms, &bench_mem, &bench_err));
}

// One in time by its first call of two, one missed and called later, one called late before time was seen to pass, one never called.
static void test_counted_once(void) {
    str in_time = bench_lead(1), missed = bench_lead(2), late = bench_lead(3), gone = bench_lead(4);
    act(in_time, HAPPENS_ASSIGN, 0);
    act(in_time, HAPPENS_CALL, bench_now_ms + hour_ms);
    act(in_time, HAPPENS_CLOSE, 0);
    act(missed, HAPPENS_ASSIGN, 0);
    act(late, HAPPENS_ASSIGN, 0);
    act(gone, HAPPENS_CANCEL, 0);
    bench_now_ms += day_ms + 1;
    act(late, HAPPENS_CLOSE, 0);
    run();
    act(missed, HAPPENS_CLOSE, 0);
    run();
    value before = value_int(november + 1);
    rows found;
    CHECK_OK(store_run(bench_desk.db, PROMISES, &before, 1, &bench_mem, &found, &bench_err));
    CHECK_INT(found.n, 1);
    CHECK_INT(rows_at(&found, 0, 0)->i, november);
    CHECK_INT(rows_at(&found, 0, 1)->i, 3);
    CHECK_INT(rows_at(&found, 0, 2)->i, 1);
    CHECK_INT(read_before(november + 1).n, 0);  // three are too few to tell
    CHECK_INT(read_before(november + 1).rest_from, november);
    CHECK_OK(lead_delete(&bench_desk, in_time, bench_now_ms, &bench_mem, &bench_err));
    CHECK_OK(store_run(bench_desk.db, PROMISES, &before, 1, &bench_mem, &found, &bench_err));
    CHECK_INT(rows_at(&found, 0, 1)->i, 3);
}

// November has three.
static void test_at_least_ten(void) {
    note(6, 0);
    CHECK_INT(read_before(november + 1).n, 0);  // 9
    note(0, 1);
    told t = read_before(november + 1);  // 10
    CHECK_INT(t.n, 1);
    CHECK_INT(t.all[0].n, 10);
    CHECK_INT(t.all[0].n_kept, 7);
    CHECK_INT(t.all[0].from, november);
    CHECK_INT(t.all[0].to, november);
    CHECK_INT(t.rest_from, november + 1);
    note(1, 0);
    CHECK_INT(read_before(november + 1).all[0].n, 11);
    CHECK_INT(read_before(november).n, 0);  // a month that is not over yet is not told
}

// Months of few are told with those after them.
static void test_put_together(void) {
    bench_now_ms += 30 * day_ms;  // December
    note(4, 0);
    bench_now_ms += 62 * day_ms;  // February: in January there was none
    told before = read_before(november + 4);
    CHECK_INT(before.n, 1);
    CHECK_INT(before.rest_from, november + 1);
    note(5, 0);
    CHECK_INT(read_before(november + 4).n, 1);  // 9
    note(1, 0);
    told t = read_before(november + 4);
    CHECK_INT(t.n, 2);
    CHECK_INT(t.all[1].from, november + 1);
    CHECK_INT(t.all[1].to, november + 3);
    CHECK_INT(t.all[1].n, 10);
    CHECK_INT(t.all[0].n, before.all[0].n);  // and what was told stays as it was
}

static void all(void) {
    test_counted_once();
    test_at_least_ten();
    test_put_together();
}

int main(void) {
    bench_run("promise", all);
    CHECK_MAIN();
}
