// SPDX-License-Identifier: Apache-2.0
// How long somebody is signed in, in how many places, and that a password needs no replacing.
#include "desk/bench.h"
#include "desk/staff.h"

#include <liboath/oath.h>
#include <time.h>

static const int64_t minute_ms = 60000, hour_ms = 3600000, day_ms = 24 * 3600000;
static const str password = STR_INIT("十二个字的密码要够长才行");
static str secret;

static str code_now(void) {
    char made[7];
    CHECK_INT(oath_totp_generate(secret.ptr, secret.len, (time_t)(bench_now_ms / 1000), 30, 0, 6, made),
              OATH_OK);
    return arena_copy(&bench_mem, str_of_c(made));
}

static void join(void) {
    str token;
    join_result result = JOIN_NO_LINK;
    CHECK_OK(staff_invite(&bench_desk, STR("anna"), STR("consultant"), bench_now_ms, &bench_mem, &token,
                          &bench_err));
    secret = staff_new_secret(&bench_desk, token, &bench_mem);
    CHECK_OK(
        staff_join(&bench_desk, token, password, code_now(), bench_now_ms, &bench_mem, &result, &bench_err));
    CHECK_INT(result, JOIN_DONE);
}

// With the next code, which no session has had.
static str sign_in(void) {
    str cookie = {0};
    sign_result result = SIGN_WRONG;
    bench_now_ms += 30000;
    CHECK_OK(staff_sign_in(&bench_desk, STR("anna"), password, code_now(), STR("10.1.1.1"), bench_now_ms,
                           &bench_mem, &result, &cookie, &bench_err));
    CHECK_INT(result, SIGN_DONE);
    return cookie;
}

static bool is_in(str cookie) {
    const staff *who = NULL;
    CHECK_OK(staff_of(&bench_desk, cookie, bench_now_ms, &bench_mem, &who, &bench_err));
    return who != NULL;
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
    join();
    test_longest();
    test_places();
    test_old_password();
}

int main(void) {
    bench_run("signed_in", all);
    CHECK_MAIN();
}
