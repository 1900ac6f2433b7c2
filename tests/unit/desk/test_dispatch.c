// SPDX-License-Identifier: Apache-2.0
// Time passes over requests: nobody waits without an owner for more than five minutes of work, a missed call goes to another, once.
#include "desk/bench.h"
#include "desk/dispatch.h"

static const int64_t minute_ms = 60000, hour_ms = 3600000;

static const lead *find(str ref) {
    const lead *found = NULL;
    CHECK_OK(lead_find(&bench_desk, ref, &bench_mem, &found, &bench_err));
    return found;
}

static void run(void) {
    CHECK_OK(dispatch_run(&bench_desk, bench_now_ms, &bench_mem, &bench_err));
}

static int64_t count_events(str ref, const char *kind) {
    value takes[] = {value_str(find(ref)->id)};
    rows r;
    int64_t n = 0;
    CHECK_OK(store_run(bench_desk.db, EVENTS_OF, takes, 1, &bench_mem, &r, &bench_err));
    for (size_t i = 0; i < r.n; i++)
        n += str_is(rows_at(&r, i, 1)->s, str_of_c(kind));
    return n;
}

static void test_two(void) {
    str refs[4];
    for (int i = 0; i < 4; i++)
        refs[i] = bench_lead(i + 1);
    bench_now_ms += 5 * minute_ms;
    run();
    CHECK_INT(find(refs[0])->status.state, LEAD_WAITING);  // there is nobody
    (void)bench_join("anna", "consultant");
    (void)bench_join("bert", "consultant");
    run();
    int64_t n_first = 0;
    for (int i = 0; i < 4; i++) {
        CHECK_INT(find(refs[i])->status.state, LEAD_OWNED);
        n_first += str_is(find(refs[i])->owner, find(refs[0])->owner);
    }
    CHECK_INT(n_first, 2);  // two each
    str owner = find(refs[0])->owner;
    bench_now_ms += 23 * hour_ms;  // an hour and some minutes before it is due
    run();
    run();
    CHECK_INT(count_events(refs[0], "warned"), 1);
    CHECK_STR(find(refs[0])->owner, owner);
    bench_now_ms += 2 * hour_ms;
    run();
    run();
    CHECK_INT(count_events(refs[0], "missed"), 1);
    CHECK_INT(count_events(refs[0], "assigned"), 2);
    CHECK(!str_is(find(refs[0])->owner, owner));
}

static void act(str ref, happening what, int64_t until_ms) {
    deed did = {.what = what, .until_ms = until_ms, .outcome = STR("done"), .note = STR("等材料")};
    deed_result result;
    CHECK_OK(lead_do(&bench_desk, ref, find(ref)->version, &did, bench_now_ms, &bench_mem, &result, &bench_err));
    CHECK_INT(result, DEED_DONE);
}

// Four of the staff, and a clock that goes on: each new one goes to who has least; what is missed leaves who missed it for who has least
// then, once; what is paused, called or closed is not missed.
static void test_four(void) {
    (void)bench_join("carl", "consultant");
    (void)bench_join("dora", "consultant");
    str refs[6];
    for (int i = 0; i < 6; i++) {
        refs[i] = bench_lead(i + 11);
        bench_now_ms += 5 * minute_ms;
        run();
    }
    const colleague *all = NULL;
    size_t n = 0;
    CHECK_OK(dispatch_colleagues(&bench_desk, &bench_mem, &all, &n, &bench_err));
    CHECK_INT(n, 4);
    for (size_t i = 0; i < n; i++)
        CHECK(all[i].n == 2 || all[i].n == 3);  // ten among four
    for (size_t i = 1; i < n; i++)
        CHECK(all[i - 1].n <= all[i].n);
    act(refs[0], HAPPENS_PAUSE, bench_now_ms + 72 * hour_ms);
    act(refs[1], HAPPENS_CALL, bench_now_ms + 72 * hour_ms);
    act(refs[2], HAPPENS_CLOSE, 0);
    str owner = find(refs[3])->owner;
    bench_now_ms += 25 * hour_ms;
    run();
    CHECK(!str_is(find(refs[3])->owner, owner));
    str second = find(refs[3])->owner;
    bench_now_ms += 72 * hour_ms;
    run();
    CHECK_STR(find(refs[3])->owner, second);
    for (int i = 3; i < 6; i++) {
        CHECK_INT(count_events(refs[i], "missed"), 1);
        CHECK_INT(count_events(refs[i], "assigned"), 2);
    }
    for (int i = 0; i < 3; i++)
        CHECK_INT(count_events(refs[i], "missed"), 0);
}

static void all(void) {
    test_two();
    test_four();
}

int main(void) {
    bench_run("dispatch", all);
    CHECK_MAIN();
}
