// SPDX-License-Identifier: Apache-2.0
// Kept for a day, given back once, and not more of it than there may be.
#include "desk/bench.h"
#include "desk/draft.h"
#include "desk/retention.h"

static const int64_t hour_ms = 3600000;

static str keep(code_for of, draft_result *out) {
    str token;
    CHECK_OK(
        draft_keep(&bench_desk, &of, STR("name=王女士"), bench_now_ms, &bench_mem, out, &token, &bench_err));
    return token;
}

static str take(str token) {
    str content;
    CHECK_OK(draft_take(&bench_desk, token, bench_now_ms, &bench_mem, &content, &bench_err));
    return content;
}

static str kept(int who) {
    draft_result result;
    str token = keep(bench_proof(who), &result);
    CHECK_INT(result, DRAFT_KEPT);
    CHECK_INT(token.len, 2 * ID_BYTES);
    return token;
}

static void test_once(void) {
    str token = kept(1), other = kept(2);
    CHECK_STR(take(token), STR("name=王女士"));
    CHECK_INT(take(token).len, 0);
    CHECK_INT(take(STR("")).len, 0);
    CHECK_STR(take(other), STR("name=王女士"));
}

static void test_a_day(void) {
    int64_t at_ms = bench_now_ms;
    str last = kept(3), late = kept(4);
    bench_now_ms = at_ms + 24 * hour_ms - 1;
    CHECK_OK(retention_run(&bench_desk, bench_now_ms, &bench_mem, &bench_err));
    CHECK(take(last).len > 0);
    bench_now_ms++;
    CHECK_INT(take(late).len, 0);  // over, though nobody has cleared away yet
    CHECK_OK(retention_run(&bench_desk, bench_now_ms, &bench_mem, &bench_err));
    bench_now_ms = at_ms;  // it would be there again, were its row
    CHECK_INT(take(late).len, 0);
    bench_now_ms = at_ms + 48 * hour_ms;
}

// Each limit on both sides.
static void test_limits(void) {
    draft_result result;
    code_for one = bench_proof(5);
    (void)keep(one, &result);
    CHECK_INT(result, DRAFT_KEPT);
    (void)keep(one, &result);  // by one form
    CHECK_INT(result, DRAFT_TOO_MANY);
    for (int n = 2; n <= 6; n++) {  // from one address
        one.flow = secret_id(&bench_mem);
        CHECK((n < 6) == (keep(one, &result).len > 0));
        CHECK_INT(result, n < 6 ? DRAFT_KEPT : DRAFT_TOO_MANY);
    }
    bench_now_ms += hour_ms;
    one.flow = secret_id(&bench_mem);
    (void)keep(one, &result);
    CHECK_INT(result, DRAFT_KEPT);
    for (int n = 2; n <= 200; n++)
        (void)kept(100 + n);
    (void)keep(bench_proof(400), &result);  // by everybody
    CHECK_INT(result, DRAFT_TOO_MANY);
}

static void all(void) {
    test_once();
    test_a_day();
    test_limits();
}

int main(void) {
    bench_run("draft", all);
    CHECK_MAIN();
}
