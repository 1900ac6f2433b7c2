// SPDX-License-Identifier: Apache-2.0
// Somebody who is signed in takes another password: with the old one, within the limits of signing in, and what ends with it.
#include "desk/audit.h"
#include "desk/bench.h"

static const char fresh_password[] = "another kiwi on the tram";

static str secret;

static password_change change(str cookie, const char *old, const char *fresh) {
    password_change out = {0};
    CHECK_OK(staff_change_password(&bench_desk, bench_who(cookie), cookie, str_of_c(old), str_of_c(fresh),
                                   bench_now_ms, &bench_mem, &out, &bench_err));
    return out;
}

static sign_result sign_in(const char *password) {
    signed_in in = {0};
    bench_now_ms += 30000;
    CHECK_OK(staff_sign_in(&bench_desk, STR("anna"), str_of_c(password), bench_totp(secret, bench_now_ms),
                           STR("10.1.1.1"), bench_now_ms, &bench_mem, &in, &bench_err));
    return in.what;
}

static audit_row last_row(void) {
    audit_rows list = {0};
    CHECK_OK(audit_list(&bench_desk, 0, 1, &bench_mem, &list, &bench_err));
    return list.n == 0 ? (audit_row){0} : list.all[0];
}

static void check_told(str cookie, const char *result) {
    audit_row last = last_row();
    CHECK_STR(last.entry.action, STR("password_changed"));
    CHECK_STR(last.entry.result, str_of_c(result));
    CHECK_STR(last.entry.actor, bench_who(cookie)->id);
}

// What is refused for itself is no try of the old one, and nothing to tell.
static void test_refused(str cookie) {
    static const struct {
        const char *fresh;
        password_verdict verdict;
    } cases[] = {
        {"短的密码", PASSWORD_SHORT}, {"jifenshanghai", PASSWORD_COMMON}, {"annaannaanna", PASSWORD_COMMON}};
    int64_t seq = last_row().seq;
    for (int again = 0; again < 3; again++)
        CHECK_TABLE(cases, i)
    CHECK_INT(change(cookie, "x", cases[i].fresh).verdict, cases[i].verdict);
    CHECK_INT(last_row().seq, seq);
}

static void test_changed(str cookie, str other) {
    password_change wrong = change(cookie, "不对的密码不对的密码不对", fresh_password);
    CHECK(wrong.in.what == SIGN_WRONG && wrong.in.cookie.len == 0);
    check_told(cookie, "wrong");
    CHECK_INT(change(cookie, "", fresh_password).in.what, SIGN_WRONG);
    CHECK(bench_who(cookie) != NULL && bench_who(other) != NULL);
    password_change done = change(cookie, bench_password, fresh_password);
    CHECK_INT(done.in.what, SIGN_DONE);
    CHECK(bench_who(cookie) == NULL && bench_who(other) == NULL);
    if (!CHECK(bench_who(done.in.cookie) != NULL))
        return;
    check_told(done.in.cookie, "done");
    CHECK_INT(sign_in(bench_password), SIGN_WRONG);
    CHECK_INT(sign_in(fresh_password), SIGN_DONE);
    CHECK_INT(change(done.in.cookie, bench_password, fresh_password).in.what, SIGN_WRONG);
}

// Five in all, here and at the door; and nothing is tried behind them.
static void test_limits(str cookie) {
    bench_now_ms++;
    for (int i = 0; i < 3; i++)
        CHECK_INT(change(cookie, bench_password, fresh_password).in.what, SIGN_WRONG);
    for (int i = 0; i < 2; i++)
        CHECK_INT(sign_in(bench_password), SIGN_WRONG);
    password_change refused = change(cookie, fresh_password, bench_password);
    CHECK_INT(refused.in.what, SIGN_TOO_OFTEN);
    CHECK(refused.in.again_ms > bench_now_ms);
    CHECK_INT(sign_in(fresh_password), SIGN_TOO_OFTEN);
    bench_now_ms += 15 * 60000;
    CHECK_INT(change(cookie, fresh_password, bench_password).in.what, SIGN_DONE);
    // who changed it begins anew
    str again = bench_sign_in("anna", secret);
    bench_now_ms++;
    for (int i = 0; i < 5; i++)
        CHECK_INT(change(again, fresh_password, fresh_password).in.what, SIGN_WRONG);
    CHECK_INT(change(again, bench_password, fresh_password).in.what, SIGN_TOO_OFTEN);
    bench_now_ms += 24 * 3600000;
}

// The same letters, however a keyboard puts them together.
static void test_letters(void) {
    static const char apart[] = "cafe\xCC\x81 au lait de Zu\xCC\x88rich",
                      whole[] = "caf\xC3\xA9 au lait de Z\xC3\xBCrich";
    str cookie = bench_sign_in("anna", secret);
    CHECK_INT(change(cookie, bench_password, apart).in.what, SIGN_DONE);
    CHECK_INT(sign_in(whole), SIGN_DONE);
}

static void all(void) {
    secret = bench_join("anna", "consultant");
    str other = bench_sign_in("anna", secret), cookie = bench_sign_in("anna", secret);
    test_refused(cookie);
    test_changed(cookie, other);
    signed_in in = {0};
    bench_now_ms += 30000;
    CHECK_OK(staff_sign_in(&bench_desk, STR("anna"), str_of_c(fresh_password), bench_totp(secret, bench_now_ms),
                           STR("10.1.1.1"), bench_now_ms, &bench_mem, &in, &bench_err));
    test_limits(in.cookie);
    test_letters();
}

int main(void) {
    bench_run("new_password", all);
    CHECK_MAIN();
}
