// SPDX-License-Identifier: Apache-2.0
// Roles changed, people turned off and on, links for those who lost something: by whom, and by whom not.
#include "desk/audit.h"
#include "desk/bench.h"
#include "desk/session.h"
#include "desk/team.h"

static str adam_secret, adam_cookie, sara_secret, sara_cookie, carl_secret;

static const staff *who(str cookie) {
    const staff *found = NULL;
    CHECK_OK(session_find(&bench_desk, cookie, bench_now_ms, &bench_mem, &found, &bench_err));
    return found;
}

static const member *find(const char *name) {
    team t = {0};
    CHECK_OK(team_list(&bench_desk, bench_now_ms, &bench_mem, &t, &bench_err));
    for (size_t i = 0; i < t.n; i++)
        if (str_is(t.all[i].name, str_of_c(name)))
            return &t.all[i];
    CHECK(!"there is somebody of that name");
    return t.all;
}

static bool set_role(str by, const char *name, const char *role) {
    bool is_done = false;
    CHECK_OK(team_set_role(&bench_desk, who(by), find(name)->id, str_of_c(role), bench_now_ms, &bench_mem,
                           &is_done, &bench_err));
    return is_done;
}

static bool turn(str by, const char *name, bool is_on) {
    bool is_done = false;
    CHECK_OK(team_turn(&bench_desk, who(by), find(name)->id, is_on, bench_now_ms, &bench_mem, &is_done,
                       &bench_err));
    return is_done;
}

static bool ask(str by, const char *name) {
    bool is_done = false;
    CHECK_OK(team_ask(&bench_desk, who(by), find(name)->id, bench_now_ms, &bench_mem, &is_done, &bench_err));
    return is_done;
}

static str grant(str by, const char *name) {
    str token = {0};
    CHECK_OK(team_grant(&bench_desk, who(by), find(name)->id, bench_now_ms, &bench_mem, &token, &bench_err));
    return token;
}

static str link_for(str by, const char *name) {
    str token = {0};
    CHECK_OK(team_link(&bench_desk, who(by), find(name)->id, bench_now_ms, &bench_mem, &token, &bench_err));
    return token;
}

static join_result join(str token, const char *password, str code) {
    join_result result = JOIN_NO_LINK;
    recovery_set codes;
    CHECK_OK(staff_join(&bench_desk, token, str_of_c(password), code, bench_now_ms, &bench_mem, &result,
                        &codes, &bench_err));
    return result;
}

static sign_result sign_in(const char *name, const char *password, str code) {
    signed_in in = {0};
    CHECK_OK(staff_sign_in(&bench_desk, str_of_c(name), str_of_c(password), code, STR("10.1.1.1"),
                           bench_now_ms, &bench_mem, &in, &bench_err));
    return in.what;
}

static void test_roles(void) {
    str carl = bench_sign_in("carl", carl_secret);
    CHECK_INT(find("carl")->role, ROLE_CONSULTANT);
    CHECK(!set_role(adam_cookie, "carl", "boss"));
    CHECK(!set_role(adam_cookie, "carl", "consultant"));  // they are
    CHECK(!set_role(adam_cookie, "adam", "consultant"));  // nobody changes their own
    CHECK(who(carl) != NULL);
    CHECK(set_role(adam_cookie, "carl", "auditor"));
    CHECK_INT(find("carl")->role, ROLE_AUDITOR);
    CHECK(who(carl) == NULL);  // what they might before they might not any more
    CHECK(set_role(adam_cookie, "carl", "consultant"));
}

static bool set_areas(str by, const char *name, const char *areas) {
    bool is_done = false;
    CHECK_OK(team_set_areas(&bench_desk, who(by), find(name)->id, str_of_c(areas), bench_now_ms, &bench_mem,
                            &is_done, &bench_err));
    return is_done;
}

static audit_row last_row(void) {
    audit_rows list;
    CHECK_OK(audit_list(&bench_desk, 0, 1, &bench_mem, &list, &bench_err));
    CHECK_INT(list.n, 1);
    return list.all[0];
}

// Of consultants alone, by somebody else, each time told; who is signed in stays so.
static void test_areas(void) {
    str carl = bench_sign_in("carl", carl_secret);
    CHECK_INT(find("carl")->areas.len, 0);
    CHECK(set_areas(sara_cookie, "carl", "310104 310115"));
    CHECK_STR(find("carl")->areas, STR("310104 310115"));
    CHECK_STR(last_row().entry.action, STR("areas_changed"));
    CHECK_STR(last_row().entry.reason, STR("310104 310115"));
    CHECK_STR(last_row().entry.object, find("carl")->id);
    CHECK(who(carl) != NULL);
    CHECK(!set_areas(carl, "carl", ""));         // nobody changes their own
    CHECK(!set_areas(adam_cookie, "sara", ""));  // is no consultant
    CHECK_STR(last_row().entry.result, STR("refused"));
    CHECK(turn(adam_cookie, "carl", false));
    CHECK(!set_areas(adam_cookie, "carl", ""));
    CHECK(turn(adam_cookie, "carl", true));
    CHECK_STR(find("carl")->areas, STR("310104 310115"));
    CHECK(set_areas(adam_cookie, "carl", ""));
    CHECK_INT(find("carl")->areas.len, 0);
}

static void test_turned_off(void) {
    str carl = bench_sign_in("carl", carl_secret);
    CHECK(!turn(adam_cookie, "adam", false));
    CHECK(turn(adam_cookie, "carl", false));
    CHECK(who(carl) == NULL);
    CHECK_INT(find("carl")->state, MEMBER_OFF);
    CHECK(!turn(adam_cookie, "carl", false));
    bench_now_ms += 30000;
    CHECK_INT(sign_in("carl", bench_password, bench_totp(carl_secret, bench_now_ms)), SIGN_WRONG);
    CHECK_INT(link_for(adam_cookie, "carl").len, 0);
    CHECK(!ask(adam_cookie, "carl"));
    CHECK(turn(adam_cookie, "carl", true));
    CHECK_INT(find("carl")->state, MEMBER_ACTIVE);
    (void)bench_sign_in("carl", carl_secret);
    // whoever never came is invited still
    str token = {0};
    CHECK_OK(staff_invite(&bench_desk, STR("nora"), STR("consultant"), who(adam_cookie)->id, bench_now_ms,
                          &bench_mem, &token, &bench_err));
    CHECK_INT(find("nora")->state, MEMBER_INVITED);
    CHECK(turn(adam_cookie, "nora", false));
    CHECK_INT(join(token, bench_password, STR("000000")), JOIN_NO_LINK);
    CHECK(turn(adam_cookie, "nora", true));
    CHECK_INT(find("nora")->state, MEMBER_INVITED);
}

static const char other_password[] = "another kiwi on the tram";

// A link for another password wants the phone as well.
static void test_password(void) {
    str carl = bench_sign_in("carl", carl_secret);
    CHECK_INT(link_for(adam_cookie, "adam").len, 0);
    str token = link_for(sara_cookie, "carl");
    invited of;
    CHECK_OK(staff_find_link(&bench_desk, token, bench_now_ms, &bench_mem, &of, &bench_err));
    CHECK_INT(of.kind, LINK_PASSWORD);
    CHECK(who(carl) != NULL);
    str fresh = staff_new_secret(&bench_desk, token, &bench_mem);
    bench_now_ms += 30000;
    CHECK_INT(join(token, other_password, bench_totp(fresh, bench_now_ms)), JOIN_WRONG_CODE);
    CHECK_INT(join(token, other_password, bench_totp(carl_secret, bench_now_ms)), JOIN_DONE);
    CHECK(who(carl) == NULL);
    CHECK_INT(join(token, other_password, bench_totp(carl_secret, bench_now_ms)), JOIN_NO_LINK);
    bench_now_ms += 30000;
    CHECK_INT(sign_in("carl", bench_password, bench_totp(carl_secret, bench_now_ms)), SIGN_WRONG);
    CHECK_INT(sign_in("carl", other_password, bench_totp(carl_secret, bench_now_ms)), SIGN_DONE);
    // it is no way to try codes without end
    token = link_for(adam_cookie, "carl");
    bench_now_ms++;
    for (int i = 0; i < 5; i++)
        CHECK_INT(join(token, other_password, STR("000000")), JOIN_WRONG_CODE);
    CHECK_INT(join(token, other_password, STR("000000")), JOIN_TOO_OFTEN);
    bench_now_ms += 15 * 60000;
    CHECK_INT(join(token, other_password, bench_totp(carl_secret, bench_now_ms)), JOIN_DONE);
}

// One asks, another grants.
static void test_everything(void) {
    bench_now_ms += 30000;
    CHECK_INT(sign_in("carl", other_password, bench_totp(carl_secret, bench_now_ms)), SIGN_DONE);
    CHECK_INT(grant(adam_cookie, "carl").len, 0);  // nobody asked
    CHECK(ask(sara_cookie, "carl"));
    CHECK_INT(grant(adam_cookie, "carl").len, 0);  // by an account that may have been made for this
    bench_now_ms += 24 * 3600000;
    adam_cookie = bench_sign_in("adam", adam_secret);
    sara_cookie = bench_sign_in("sara", sara_secret);
    CHECK(ask(sara_cookie, "carl"));
    CHECK(find("carl")->asked_by.len > 0);
    CHECK_INT(grant(sara_cookie, "carl").len, 0);  // the same
    str token = grant(adam_cookie, "carl");
    CHECK_INT(token.len, 43);
    CHECK_INT(find("carl")->asked_by.len, 0);
    CHECK_INT(grant(adam_cookie, "carl").len, 0);  // once
    carl_secret = staff_new_secret(&bench_desk, token, &bench_mem);
    bench_now_ms += 30000;
    CHECK_INT(join(token, bench_password, bench_totp(carl_secret, bench_now_ms)), JOIN_DONE);
    (void)bench_sign_in("carl", carl_secret);
    // called back, or too late
    bool is_done = false;
    CHECK(ask(sara_cookie, "carl"));
    CHECK_OK(team_deny(&bench_desk, who(adam_cookie), find("carl")->id, bench_now_ms, &bench_mem, &is_done,
                       &bench_err));
    CHECK(is_done);
    CHECK_INT(grant(adam_cookie, "carl").len, 0);
    CHECK(ask(sara_cookie, "carl"));
    bench_now_ms += 24 * 3600000;
    CHECK_INT(find("carl")->asked_by.len, 0);
    adam_cookie = bench_sign_in("adam", adam_secret);
    CHECK_INT(grant(adam_cookie, "carl").len, 0);
}

static void all(void) {
    adam_secret = bench_join("adam", "admin");
    sara_secret = bench_join("sara", "supervisor");
    carl_secret = bench_join("carl", "consultant");
    adam_cookie = bench_sign_in("adam", adam_secret);
    sara_cookie = bench_sign_in("sara", sara_secret);
    test_roles();
    test_areas();
    test_turned_off();
    test_password();
    test_everything();
}

int main(void) {
    bench_run("team", all);
    CHECK_MAIN();
}
