// SPDX-License-Identifier: Apache-2.0
// Invited, joined, signed in, and everything that is to fail.
#include "desk/bench.h"
#include "desk/staff.h"
#include "desk/totp.h"

#include <liboath/oath.h>
#include <string.h>
#include <time.h>

static str secret;

static str code_at(int64_t at_ms) {
    char made[7];
    CHECK_INT(oath_totp_generate(secret.ptr, secret.len, (time_t)(at_ms / 1000), 30, 0, 6, made), OATH_OK);
    return arena_copy(&bench_mem, str_of_c(made));
}

static void test_published_codes(void) {
    // RFC 6238, appendix B, with six digits instead of eight
    static const struct {
        int64_t at_s;
        str code;
    } cases[] = {{59, STR_INIT("287082")},         {1111111109, STR_INIT("081804")},
                 {1111111111, STR_INIT("050471")}, {1234567890, STR_INIT("005924")},
                 {2000000000, STR_INIT("279037")}, {20000000000, STR_INIT("353130")}};
    str key = STR("12345678901234567890");
    CHECK_TABLE(cases, i) {
        CHECK_INT(totp_find(key, cases[i].code, cases[i].at_s * 1000), cases[i].at_s / 30);
        CHECK_INT(totp_find(key, cases[i].code, (cases[i].at_s + 30) * 1000), cases[i].at_s / 30);
        CHECK_INT(totp_find(key, cases[i].code, (cases[i].at_s + 60) * 1000), -1);
    }
    buf b = buf_make(&bench_mem);
    totp_print_secret(key, &b);
    CHECK_STR(buf_str(&b), STR("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
}

static const str password = STR_INIT("十二个字的密码要够长才行");

static join_result join(str token, str word, str code) {
    join_result result = JOIN_NO_LINK;
    CHECK_OK(staff_join(&bench_desk, token, word, code, bench_now_ms, &bench_mem, &result, &bench_err));
    return result;
}

static void test_join(void) {
    str token, name;
    CHECK_OK(staff_invite(&bench_desk, STR("anna"), STR("consultant"), bench_now_ms, &bench_mem, &token,
                          &bench_err));
    CHECK_INT(token.len, 43);
    CHECK_OK(staff_find_invited(&bench_desk, token, bench_now_ms, &bench_mem, &name, &bench_err));
    CHECK_STR(name, STR("anna"));
    secret = staff_new_secret(&bench_desk, token, &bench_mem);
    CHECK_INT(join(token, STR("短的密码"), code_at(bench_now_ms)), JOIN_SHORT);
    CHECK_INT(join(token, STR("aaaaaaaaaaaaaaaa"), code_at(bench_now_ms)), JOIN_COMMON);
    CHECK_INT(join(token, password, STR("000000")), JOIN_WRONG_CODE);
    CHECK_INT(join(STR("x"), password, code_at(bench_now_ms)), JOIN_NO_LINK);
    bench_now_ms += 30 * 60000;
    CHECK_INT(join(token, password, code_at(bench_now_ms)), JOIN_NO_LINK);  // too late
    CHECK_OK(staff_invite(&bench_desk, STR("anna"), STR("consultant"), bench_now_ms, &bench_mem, &token,
                          &bench_err));
    secret = staff_new_secret(&bench_desk, token, &bench_mem);
    CHECK_INT(join(token, password, code_at(bench_now_ms)), JOIN_DONE);
    CHECK_INT(join(token, password, code_at(bench_now_ms)), JOIN_NO_LINK);
    CHECK_OK(staff_invite(&bench_desk, STR("anna"), STR("admin"), bench_now_ms, &bench_mem, &token, &bench_err));
    CHECK_INT(token.len, 0);  // she is here
}

static sign_result sign_in(const char *name, str word, str code, str *cookie) {
    sign_result result = SIGN_WRONG;
    CHECK_OK(staff_sign_in(&bench_desk, str_of_c(name), word, code, STR("10.1.1.1"), bench_now_ms, &bench_mem,
                           &result, cookie, &bench_err));
    return result;
}

static const staff *who(str cookie) {
    const staff *found = NULL;
    CHECK_OK(staff_of(&bench_desk, cookie, bench_now_ms, &bench_mem, &found, &bench_err));
    return found;
}

static void test_sign_in(void) {
    str cookie = {0}, other = {0};
    CHECK_INT(sign_in("anna", password, code_at(bench_now_ms), &cookie),
              SIGN_WRONG);  // of the step she joined with
    bench_now_ms += 30000;
    CHECK_INT(sign_in("anna", STR("不对的密码不对的密码不对"), code_at(bench_now_ms), &cookie), SIGN_WRONG);
    CHECK_INT(sign_in("bert", password, code_at(bench_now_ms), &cookie), SIGN_WRONG);
    CHECK_INT(sign_in("anna", password, code_at(bench_now_ms), &cookie), SIGN_DONE);
    CHECK_INT(sign_in("anna", password, code_at(bench_now_ms), &other), SIGN_WRONG);  // a code is good once
    const staff *anna = who(cookie);
    CHECK(anna != NULL && str_is(anna->name, STR("anna")) && anna->role == ROLE_CONSULTANT);
    CHECK(who(STR("x")) == NULL && who((str){0}) == NULL);
    for (int i = 0; i < 2; i++)
        (void)sign_in("anna", STR("x"), STR("0"), &other);
    bench_now_ms += 30000;
    CHECK_INT(sign_in("anna", password, code_at(bench_now_ms), &other), SIGN_TOO_OFTEN);
    bench_now_ms += 29 * 60000;
    CHECK(who(cookie) != NULL);
    bench_now_ms += 31 * 60000;
    CHECK(who(cookie) == NULL);  // idle
    CHECK_INT(sign_in("anna", password, code_at(bench_now_ms), &cookie), SIGN_DONE);
    CHECK(who(cookie) != NULL);
    CHECK_OK(staff_sign_out(&bench_desk, cookie, &bench_mem, &bench_err));
    CHECK(who(cookie) == NULL);
}

static void all(void) {
    test_published_codes();
    test_join();
    test_sign_in();
}

int main(void) {
    bench_run("staff", all);
    CHECK_MAIN();
}
