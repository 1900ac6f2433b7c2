// SPDX-License-Identifier: Apache-2.0
// How long somebody is signed in, in how many places, and that a password needs no replacing.
#include "desk/bench.h"

static const int64_t minute_ms = 60000, hour_ms = 3600000, day_ms = 24 * 3600000;
static str secret;

static str sign_in(void) {
    return bench_sign_in("anna", secret);
}

static bool is_in(str cookie) {
    return bench_who(cookie) != NULL;
}

// Twelve hours, however busy.
static void test_longest(void) {
    str cookie = sign_in();
    int64_t begun_ms = bench_now_ms;
    for (bench_now_ms += 20 * minute_ms; bench_now_ms < begun_ms + 12 * hour_ms; bench_now_ms += 20 * minute_ms)
        CHECK(is_in(cookie));
    bench_now_ms = begun_ms + 12 * hour_ms - 1;
    CHECK(is_in(cookie));
    bench_now_ms++;
    CHECK(!is_in(cookie));
}

// In three places at once; the fourth ends the first.
static void test_places(void) {
    str cookies[4];
    for (int i = 0; i < 4; i++) {
        cookies[i] = sign_in();
        for (int k = 0; k < i; k++)
            CHECK(!str_is(cookies[i], cookies[k]));
    }
    CHECK(!is_in(cookies[0]));
    for (int i = 1; i < 4; i++)
        CHECK(is_in(cookies[i]));
}

static void test_old_password(void) {
    bench_now_ms += 1000 * day_ms;
    CHECK(is_in(sign_in()));
}

static void all(void) {
    secret = bench_join("anna", "consultant");
    test_longest();
    test_places();
    test_old_password();
}

int main(void) {
    bench_run("signed_in", all);
    CHECK_MAIN();
}
