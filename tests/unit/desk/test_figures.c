// SPDX-License-Identifier: Apache-2.0
// What is watched: it counts what there is, and forgets what is over.
#include "desk/figures.h"
#include "desk/bench.h"

static figures read(void) {
    figures f;
    CHECK_OK(figures_read(&bench_desk, bench_now_ms, &bench_mem, &f, &bench_err));
    return f;
}

static int64_t count_messages(const figures *f) {
    int64_t n = 0;
    for (size_t i = 0; i < f->messages.n; i++)
        n += rows_at(&f->messages, i, 1)->i;
    return n;
}

static void act(str ref, happening what) {
    const lead *l = NULL;
    deed did = {.what = what, .owner = STR("anna"), .outcome = STR("done")};
    deed_result result;
    CHECK_OK(lead_find(&bench_desk, ref, &bench_mem, &l, &bench_err));
    CHECK_OK(lead_do(&bench_desk, ref, l->version, &did, bench_now_ms, &bench_mem, &result, &bench_err));
    CHECK_INT(result, DEED_DONE);
}

static void check_calls(int64_t n_open, int64_t n_unowned, int64_t n_late) {
    figures f = read();
    CHECK_INT(f.n_open, n_open);
    CHECK_INT(f.n_unowned, n_unowned);
    CHECK_INT(f.n_late, n_late);
}

static void test_calls(void) {
    check_calls(0, 0, 0);
    str first = bench_lead(1), second = bench_lead(2);
    check_calls(2, 2, 0);
    act(first, HAPPENS_ASSIGN);
    check_calls(2, 1, 0);
    bench_now_ms += (int64_t)7 * 24 * 3600000;
    check_calls(2, 1, 2);
    act(first, HAPPENS_CLOSE);
    check_calls(1, 1, 1);
    act(second, HAPPENS_CANCEL);
    check_calls(0, 0, 0);
}

static void test_messages(void) {
    figures before = read();
    CHECK_INT(before.sent_hour, 0);
    (void)bench_lead(3);
    figures after = read();
    CHECK_INT(after.sent_hour, 1);
    CHECK_INT(after.sent_day, before.sent_day + 1);
    CHECK_INT(count_messages(&after), count_messages(&before) + 1);
    bench_now_ms += 3600000;
    CHECK_INT(read().sent_hour, 0);
}

// Thirty messages to neighbours of which none is answered shut them for six hours.
static void test_shut(void) {
    bench_now_ms += 24 * 3600000;
    for (int i = 0; i < 31; i++) {
        char phone[32];
        code_for to = bench_proof(1000 + i);
        code_sent sent;
        (void)snprintf(phone, sizeof phone, "1361234%04d", i);
        to.phone = str_of_c(phone);
        CHECK_INT(read().n_shut, 0);
        CHECK_OK(code_send(&bench_desk, &to, bench_now_ms, &bench_mem, &sent, &bench_err));
    }
    CHECK_INT(read().n_shut, 1);
    bench_now_ms += 6 * 3600000 - 1;
    CHECK_INT(read().n_shut, 1);
    bench_now_ms++;
    CHECK_INT(read().n_shut, 0);
}

static void all(void) {
    test_calls();
    test_messages();
    test_shut();
}

int main(void) {
    bench_run("figures", all);
    CHECK_MAIN();
}
