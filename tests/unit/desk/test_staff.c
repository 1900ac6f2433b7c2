// SPDX-License-Identifier: Apache-2.0
// Invited, joined, signed in, proven again, with codes from paper, and everything that is to fail.
#include "desk/audit.h"
#include "desk/bench.h"
#include "desk/limit.h"
#include "desk/session.h"
#include "desk/totp.h"

#include <sodium.h>
#include <string.h>

static const int64_t minute_ms = 60000, hour_ms = 3600000;

static str secret;
static recovery_set paper;

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

static str password;

static str now_code(void) {
    return bench_totp(secret, bench_now_ms);
}

static str invite(const char *name, const char *role) {
    str token = {0};
    CHECK_OK(staff_invite(&bench_desk, str_of_c(name), str_of_c(role), (str){0}, bench_now_ms, &bench_mem,
                          &token, &bench_err));
    return token;
}

static join_result join(str token, str word, str code) {
    join_result result = JOIN_NO_LINK;
    CHECK_OK(staff_join(&bench_desk, token, word, code, bench_now_ms, &bench_mem, &result, &paper, &bench_err));
    return result;
}

static void test_join(void) {
    str token = invite("anna", "consultant");
    invited of;
    CHECK_INT(token.len, 43);
    CHECK_OK(staff_find_link(&bench_desk, token, bench_now_ms, &bench_mem, &of, &bench_err));
    CHECK_STR(of.name, STR("anna"));
    CHECK_INT(of.kind, LINK_JOIN);
    secret = staff_new_secret(&bench_desk, token, &bench_mem);
    CHECK_INT(join(token, STR("短的密码"), now_code()), JOIN_SHORT);
    CHECK_INT(join(token, STR("aaaaaaaaaaaaaaaa"), now_code()), JOIN_COMMON);
    CHECK_INT(join(token, password, STR("000000")), JOIN_WRONG_CODE);
    CHECK_INT(join(STR("x"), password, now_code()), JOIN_NO_LINK);
    bench_now_ms += 30 * minute_ms;
    CHECK_INT(join(token, password, now_code()), JOIN_NO_LINK);  // too late
    token = invite("anna", "consultant");
    secret = staff_new_secret(&bench_desk, token, &bench_mem);
    CHECK_INT(join(token, password, now_code()), JOIN_DONE);
    CHECK_INT(join(token, password, now_code()), JOIN_NO_LINK);
    CHECK_INT(invite("anna", "admin").len, 0);  // she is here
    static const char *const wrong[][2] = {{"", "admin"},
                                           {"bert", "boss"},
                                           {" bert ", "admin"},
                                           {"  ", "admin"},
                                           {"be\nrt", "admin"},
                                           {"b\xff\xfe", "admin"},
                                           {"一二三四五六七八九十一二三四五六七八九十一", "admin"}};
    CHECK_TABLE(wrong, i) {
        err e;
        err_clear(&e);
        CHECK_INT(staff_invite(&bench_desk, str_of_c(wrong[i][0]), str_of_c(wrong[i][1]), (str){0},
                               bench_now_ms, &bench_mem, &token, &e),
                  RC_INPUT);
    }
}

static signed_in sign_in_from(const char *name, str word, str code, const char *address) {
    signed_in in = {0};
    CHECK_OK(staff_sign_in(&bench_desk, str_of_c(name), word, code, str_of_c(address), bench_now_ms,
                           &bench_mem, &in, &bench_err));
    return in;
}

static signed_in sign_in(const char *name, str word, str code) {
    return sign_in_from(name, word, code, "10.1.1.1");
}

static const staff *who(str cookie) {
    const staff *found = NULL;
    CHECK_OK(session_find(&bench_desk, cookie, bench_now_ms, &bench_mem, &found, &bench_err));
    return found;
}

static void test_sign_in(void) {
    CHECK_INT(sign_in("anna", password, now_code()).what, SIGN_WRONG);  // of the step she joined with
    bench_now_ms += 30000;
    CHECK_INT(sign_in("anna", STR("不对的密码不对的密码不对"), now_code()).what, SIGN_WRONG);
    CHECK_INT(sign_in("bert", password, now_code()).what, SIGN_WRONG);
    signed_in in = sign_in("anna", password, now_code());
    CHECK_INT(in.what, SIGN_DONE);
    CHECK_INT(sign_in("anna", password, now_code()).what, SIGN_WRONG);  // a code is good once
    const staff *anna = who(in.cookie);
    if (!CHECK(anna != NULL))
        return;
    CHECK(str_is(anna->name, STR("anna")) && anna->role == ROLE_CONSULTANT);
    CHECK_INT(anna->n_failed, 2);
    CHECK_INT(anna->last_ms, 0);
    CHECK(in.has_news);
    CHECK(who(STR("x")) == NULL && who((str){0}) == NULL);
    bench_now_ms += 29 * minute_ms;
    CHECK(who(in.cookie) != NULL);
    bench_now_ms += 31 * minute_ms;
    CHECK(who(in.cookie) == NULL);  // idle
    int64_t before_ms = bench_now_ms - hour_ms;
    in = sign_in("anna", password, now_code());
    CHECK_INT(in.what, SIGN_DONE);
    anna = who(in.cookie);
    CHECK_INT(anna->n_failed, 1);
    CHECK_INT(anna->last_ms, before_ms);
    CHECK_OK(session_end(&bench_desk, anna, in.cookie, bench_now_ms, &bench_mem, &bench_err));
    CHECK(who(in.cookie) == NULL);
    bench_now_ms += 30000;
    in = sign_in("anna", password, now_code());
    CHECK(!in.has_news);
    // seen every 29 minutes, and still not for longer than 12 hours
    for (int64_t t = 0; t + 29 * minute_ms < 12 * hour_ms; t += 29 * minute_ms) {
        CHECK(who(in.cookie) != NULL);
        bench_now_ms += 29 * minute_ms;
    }
    CHECK(who(in.cookie) != NULL);
    bench_now_ms += 29 * minute_ms;
    CHECK(who(in.cookie) == NULL);
}

// ---- limits ------------------------------------------------------------------------------------------------------------

static sign_result wrong(const char *name, const char *address) {
    return sign_in_from(name, STR("x"), STR("0"), address).what;
}

// Five in a quarter of an hour, then with growing waits. Whether there is such a name makes no difference.
static void test_name_limits(void) {
    static const char *const names[] = {"anna", "nobody"};
    static const int64_t waits[] = {15, 2, 4, 8, 16, 32, 32};  // the first is the window's
    static const size_t n_waits[] = {2, 7};                    // trying a password takes its time
    bench_now_ms += 24 * hour_ms;
    CHECK_TABLE(names, k) {
        for (int i = 0; i < 5; i++)
            CHECK_INT(wrong(names[k], "10.9.0.1"), SIGN_WRONG);
        int64_t last_ms = bench_now_ms;
        for (size_t i = 0; i < n_waits[k]; i++) {
            bench_now_ms = last_ms + waits[i] * minute_ms - 1;
            signed_in in = sign_in_from(names[k], STR("x"), STR("0"), "10.9.0.1");
            CHECK_INT(in.what, SIGN_TOO_OFTEN);
            CHECK_INT(in.again_ms, bench_now_ms + 1);
            bench_now_ms++;
            CHECK_INT(wrong(names[k], "10.9.0.1"), SIGN_WRONG);
            last_ms = bench_now_ms;
        }
        bench_now_ms += 24 * hour_ms;
    }
    // whoever comes in begins anew
    for (int i = 0; i < 4; i++)
        CHECK_INT(wrong("anna", "10.9.0.1"), SIGN_WRONG);
    CHECK_INT(sign_in("anna", password, now_code()).what, SIGN_DONE);
    bench_now_ms++;
    for (int i = 0; i < 5; i++)
        CHECK_INT(wrong("anna", "10.9.0.1"), SIGN_WRONG);
    CHECK_INT(wrong("anna", "10.9.0.1"), SIGN_TOO_OFTEN);
}

static int64_t n_rows(void) {
    audit_state state;
    CHECK_OK(audit_verify(&bench_desk, &bench_mem, &state, &bench_err));
    return state.n;
}

static void test_address_limits(void) {
    bench_now_ms += 24 * hour_ms;
    subjects who = {.index[SUBJECT_ADDRESS] =
                        limit_who(&bench_desk, SUBJECT_ADDRESS, STR("10.9.9.9"), &bench_mem)};
    for (int i = 0; i < 29; i++)
        CHECK_OK(limit_note(&bench_desk, STR("sign"), &who, bench_now_ms, &bench_mem, &bench_err));
    CHECK_INT(wrong("one", "10.9.9.9"), SIGN_WRONG);
    int64_t n_before = n_rows();
    for (int i = 0; i < 50; i++)
        CHECK_INT(wrong("another", "10.9.9.9"), SIGN_TOO_OFTEN);
    CHECK_INT(n_rows() - n_before, 1);  // told once
    CHECK_INT(wrong("another", "10.9.9.8"), SIGN_WRONG);
    CHECK_INT(n_rows() - n_before, 2);
    bench_now_ms += 15 * minute_ms - 1;
    CHECK_INT(wrong("another", "10.9.9.9"), SIGN_TOO_OFTEN);
    bench_now_ms += 1;
    CHECK_INT(wrong("another", "10.9.9.9"), SIGN_WRONG);
    bench_now_ms += 24 * hour_ms;
}

// ---- codes from paper ----------------------------------------------------------------------------------------------------

static int64_t n_left(const staff *of) {
    int64_t n = -1;
    CHECK_OK(recovery_left(&bench_desk, of->id, &bench_mem, &n, &bench_err));
    return n;
}

static void test_paper(void) {
    const size_t n = RECOVERY_LETTERS;
    CHECK_STR(secret_read_spelled(STR(" abcd-efgh jkmn oil0 pqrs-TVWX "), n, &bench_mem),
              STR("ABCDEFGHJKMN0110PQRSTVWX"));
    CHECK(secret_read_spelled(STR("ABCD-EFGH-JKMN-0123-4567-891"), n, &bench_mem).len == 0 &&
          secret_read_spelled(STR("ABCD-EFGH-JKMN-0123-4567-89123"), n, &bench_mem).len == 0);
    CHECK(secret_read_spelled(STR("ABCD-EFGH-JKMN-0123-4567-891U"), n, &bench_mem).len == 0 &&
          secret_read_spelled((str){0}, n, &bench_mem).len == 0);
    for (size_t i = 0; i < RECOVERY_CODES; i++)
        CHECK_INT(paper.codes[i].len, 29);
    signed_in in = sign_in("anna", password, paper.codes[3]);
    CHECK_INT(in.what, SIGN_DONE);
    CHECK(in.has_news);
    CHECK_INT(n_left(who(in.cookie)), 9);
    CHECK_INT(sign_in("anna", password, paper.codes[3]).what, SIGN_WRONG);  // good once
    recovery_set old = paper;
    CHECK_OK(staff_new_codes(&bench_desk, who(in.cookie), bench_now_ms, &bench_mem, &paper, &bench_err));
    CHECK_INT(n_left(who(in.cookie)), 10);
    CHECK_INT(sign_in("anna", password, old.codes[4]).what, SIGN_WRONG);
    CHECK_INT(sign_in("anna", password, paper.codes[4]).what, SIGN_DONE);
    // nobody else's
    str other = bench_join("olga", "consultant");
    (void)other;
    CHECK_INT(sign_in("olga", password, paper.codes[5]).what, SIGN_WRONG);
}

// ---- sessions ------------------------------------------------------------------------------------------------------------

static session_list sessions(str cookie) {
    session_list list = {0};
    CHECK_OK(session_list_of(&bench_desk, who(cookie), cookie, bench_now_ms, &bench_mem, &list, &bench_err));
    return list;
}

static str fresh_sign_in(void) {
    bench_now_ms += 20 * minute_ms;
    return sign_in("anna", password, now_code()).cookie;
}

static void test_sessions(void) {
    str cookies[4];
    bench_now_ms += 24 * hour_ms;
    for (int i = 0; i < 4; i++) {
        bench_now_ms += 30000;
        cookies[i] = sign_in("anna", password, now_code()).cookie;
    }
    CHECK(who(cookies[0]) == NULL);  // three at most
    session_list list = sessions(cookies[3]);
    CHECK_INT(list.n, 3);
    CHECK(list.all[0].is_this && !list.all[1].is_this);
    CHECK_OK(
        session_end_one(&bench_desk, who(cookies[3]), list.all[1].id, bench_now_ms, &bench_mem, &bench_err));
    CHECK(who(cookies[2]) == NULL && who(cookies[1]) != NULL);
    // another's is not one's own
    const staff stranger = {.id = STR("stranger"), .role = ROLE_ADMIN};
    CHECK_OK(session_end_one(&bench_desk, &stranger, list.all[0].id, bench_now_ms, &bench_mem, &bench_err));
    CHECK(who(cookies[3]) != NULL);
    CHECK_OK(session_end_others(&bench_desk, who(cookies[3]), cookies[3], bench_now_ms, &bench_mem, &bench_err));
    CHECK(who(cookies[1]) == NULL && who(cookies[3]) != NULL);
    CHECK_INT(sessions(cookies[3]).n, 1);
}

static signed_in prove(str cookie, str proof) {
    signed_in out = {0};
    CHECK_OK(staff_prove(&bench_desk, who(cookie), cookie, proof, bench_now_ms, &bench_mem, &out, &bench_err));
    return out;
}

static void test_prove(void) {
    str cookie = fresh_sign_in();
    CHECK(session_is_fresh(who(cookie), bench_now_ms));
    bench_now_ms += 5 * minute_ms;
    CHECK(session_is_fresh(who(cookie), bench_now_ms));
    CHECK(!session_is_fresh(who(cookie), bench_now_ms + 1));
    bench_now_ms += minute_ms;
    CHECK_INT(prove(cookie, STR("123")).what, SIGN_WRONG);
    CHECK_INT(prove(cookie, STR("不对的密码不对的密码不对")).what, SIGN_WRONG);
    str word = who(cookie)->word;
    signed_in again = prove(cookie, now_code());
    CHECK_INT(again.what, SIGN_DONE);
    CHECK(who(cookie) == NULL);  // under another cookie
    if (!CHECK(who(again.cookie) != NULL))
        return;
    CHECK(session_is_fresh(who(again.cookie), bench_now_ms));
    CHECK(str_is(who(again.cookie)->word, word));                 // forms that are open go on working
    CHECK_INT(prove(again.cookie, now_code()).what, SIGN_WRONG);  // a code is good once
    again = prove(again.cookie, password);
    CHECK_INT(again.what, SIGN_DONE);
    bench_now_ms++;
    for (int i = 0; i < 5; i++)
        CHECK_INT(prove(again.cookie, STR("123")).what, SIGN_WRONG);
    CHECK_INT(prove(again.cookie, password).what, SIGN_TOO_OFTEN);
    bench_now_ms += 24 * hour_ms;
}

// ---- more work a hash than when it was made ------------------------------------------------------------------------------

static str kept_hash(void) {
    value name = value_str(STR("anna"));
    rows found;
    CHECK_OK(store_run(bench_desk.db, STAFF_BY_NAME, &name, 1, &bench_mem, &found, &bench_err));
    return found.n == 0 ? (str){0} : arena_copy(&bench_mem, rows_at(&found, 0, 2)->s);
}

static void test_rehash(void) {
    char light[crypto_pwhash_STRBYTES];
    str strong = kept_hash(), id = who(fresh_sign_in())->id;
    CHECK(str_starts(strong, STR("$argon2id$v=19$m=65536,t=3,p=1$")));
    str text = secret_index(bench_desk.keys, STR("password"), &password, 1, &bench_mem);
    CHECK_INT(crypto_pwhash_str(light, text.ptr, text.len, 1, 8 << 20), 0);
    value takes[] = {value_str(id), value_str(strong), value_str(str_of_c(light))};
    CHECK_OK(store_once(bench_desk.db, STAFF_SET_PASSWORD, takes, 3, &bench_mem, NULL, &bench_err));
    CHECK(str_starts(kept_hash(), STR("$argon2id$v=19$m=8192,t=1,p=1$")));
    (void)fresh_sign_in();
    CHECK(str_starts(kept_hash(), STR("$argon2id$v=19$m=65536,t=3,p=1$")));
    str again = kept_hash();
    (void)fresh_sign_in();
    CHECK_STR(kept_hash(), again);
}

// ---- numbers shown ---------------------------------------------------------------------------------------------------------

static bool reveal(const staff *of, int which, bool is_fresh) {
    bool may = false;
    buf object = buf_make(&bench_mem);
    buf_put_int(&object, which);
    CHECK_OK(staff_reveal(&bench_desk, of, buf_str(&object), is_fresh, bench_now_ms, &bench_mem, &may,
                          &bench_err));
    return may;
}

// What is looked at again counts once, each look is told.
static void test_reveal(void) {
    const staff *anna = who(fresh_sign_in());
    for (int i = 0; i < 20; i++)
        CHECK(reveal(anna, i, false) && reveal(anna, i, false));
    CHECK_INT(bench_count_told("number_shown"), 40);
    CHECK(!reveal(anna, 20, false));
    CHECK(reveal(anna, 0, false) && reveal(anna, 19, false));
    CHECK(reveal(anna, 20, true) && reveal(anna, 20, false));
    CHECK(!reveal(anna, 21, false));
    bench_now_ms += hour_ms - 1;
    CHECK(!reveal(anna, 21, false));
    bench_now_ms += 1;
    CHECK(reveal(anna, 21, false));
    CHECK_INT(bench_count_told("number_shown"), 48);
}

static void all(void) {
    password = str_of_c(bench_password);
    test_published_codes();
    test_join();
    test_sign_in();
    test_name_limits();
    test_address_limits();
    test_paper();
    test_sessions();
    test_prove();
    test_rehash();
    test_reveal();
}

int main(void) {
    bench_run("staff", all);
    CHECK_MAIN();
}
