// SPDX-License-Identifier: Apache-2.0
#define _POSIX_C_SOURCE 200809L
#include "desk/bench.h"

#include "desk/audit.h"
#include "desk/outbox.h"
#include "desk/phone.h"
#include "desk/session.h"
#include "main/embedded.h"

#include <liboath/oath.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

arena bench_mem;
const char *bench_file;
desk bench_desk;
int64_t bench_now_ms;

static const workdays plain_weeks = {.held_from = 1, .held_to = 40000};

// Whatever was done, the audit told nothing that nobody has a word for.
static void check_told(void) {
    audit_rows told = {0};
    CHECK_OK(audit_list(&bench_desk, 0, SIZE_MAX / 2, &bench_mem, &told, &bench_err));
    for (size_t i = 0; i < told.n; i++) {
        str action = told.all[i].entry.action;
        bool is_known = false;
        for (size_t k = 0; k < n_audit_actions; k++)
            is_known |= str_is(audit_actions[k], action);
        if (!is_known)
            printf("  '%.*s' does not stand in audit_actions\n", (int)action.len, action.ptr);
        CHECK(is_known);
    }
}

static void open_and_run(str where, void (*all)(void)) {
    static const unsigned char root[ROOT_BYTES] = {7, 7, 7};
    store *db = NULL;
    err e;
    err_clear(&e);
    CHECK_INT(store_open(where, &bench_mem, &db, &e), RC_OK);
    if (db == NULL) {
        printf("  %.*s\n", (int)err_text(&e).len, err_text(&e).ptr);
        return;
    }
    bench_desk = (desk){.db = db,
                        .keys = keys_make(root, &bench_mem),
                        .hours = hours_usual(&plain_weeks),
                        .sends_an_hour = 300,
                        .sends_a_day = 2000,
                        .common = {password_files[0].text, password_files[0].len}};
    bench_now_ms = INT64_C(1795399200000);
    all();
    check_told();
    store_close(db);
}

void bench_run(const char *name, void (*all)(void)) {
    char folder[] = "/tmp/jifen-desk-XXXXXX", path[64], address[512];
    const char *other = getenv("JIFEN_TEST_POSTGRES");
    arena_init(&bench_mem, arena_malloc(), 0);
    CHECK(mkdtemp(folder) != NULL);
    (void)snprintf(path, sizeof path, "%s/a.db", folder);
    bench_file = path;
    open_and_run(str_of_c(path), all);
    bench_file = "";
    (void)snprintf(address, sizeof address, "postgres:///%s?%s", name, other == NULL ? "" : other);
    if (other != NULL)
        open_and_run(str_of_c(address), all);
    arena_done(&bench_mem);
}

str bench_take_code(void) {
    message m;
    bool is_one = false;
    str me = STR("bench"), code = {0};
    CHECK_OK(outbox_take(&bench_desk, me, bench_now_ms, bench_now_ms + 60000, &bench_mem, &is_one, &m,
                         &bench_err));
    if (!is_one)
        return code;
    code = m.words[0];
    CHECK_OK(outbox_end(&bench_desk, me, &m, OUTCOME_SENT, STR("1"), (str){0}, &bench_mem, &bench_err));
    return code;
}

// Not of the same seven digits, which have limits of their own.
code_for bench_proof(int who) {
    char phone[32], address[64];
    (void)snprintf(phone, sizeof phone, "139%05d678", who % 100000);
    (void)snprintf(address, sizeof address, "10.0.%d.%d", who / 256 % 256, who % 256);
    return (code_for){.flow = secret_id(&bench_mem),
                      .purpose = STR("call"),
                      .phone = arena_copy(&bench_mem, str_of_c(phone)),
                      .address = arena_copy(&bench_mem, str_of_c(address))};
}

str bench_lead(int who) {
    code_for proof = bench_proof(who);
    code_sent sent;
    taken t;
    CHECK_OK(code_send(&bench_desk, &proof, bench_now_ms, &bench_mem, &sent, &bench_err));
    static const consent agreed[] = {{STR_INIT("call"), STR_INIT("operator"), STR_INIT("我同意")}};
    wish w = {.proof = proof,
              .consents = agreed,
              .n_consents = 1,
              .name = STR("王女士"),
              .question = STR("问一个问题"),
              .slot = STR("any")};
    CHECK_OK(lead_take(&bench_desk, &w, bench_take_code(), bench_now_ms, &bench_mem, &t, &bench_err));
    CHECK_INT(t.check, CODE_RIGHT);
    return t.ref;
}

int64_t bench_count_told(const char *action) {
    audit_rows list;
    int64_t n = 0;
    CHECK_OK(audit_list(&bench_desk, 0, 100000, &bench_mem, &list, &bench_err));
    for (size_t i = 0; i < list.n; i++)
        n += str_is(list.all[i].entry.action, str_of_c(action));
    return n;
}

void bench_spoil(statement after, statement set, str id) {
    value from[] = {value_str((str){0}), value_int(0)};
    rows found, changed = {0};
    CHECK_OK(store_run(bench_desk.db, after, from, 2, &bench_mem, &found, &bench_err));
    for (size_t i = 0; i < found.n; i++) {
        const value *row = rows_at(&found, i, 0);
        value takes[] = {row[0], row[1], row[2], value_str(str_slice(row[2].s, 0, row[2].s.len - 1))};
        if (str_is(row[0].s, id))
            CHECK_OK(store_once(bench_desk.db, set, takes, 4, &bench_mem, &changed, &bench_err));
    }
    CHECK_INT(changed.n, 1);
}

const char bench_password[] = "十二个字的密码要够长才行";

str bench_totp(str secret, int64_t at_ms) {
    char made[7];
    CHECK_INT(oath_totp_generate(secret.ptr, secret.len, (time_t)(at_ms / 1000), 30, 0, 6, made), OATH_OK);
    return arena_copy(&bench_mem, str_of_c(made));
}

str bench_join(const char *name, const char *role) {
    str token = {0};
    join_result result = JOIN_NO_LINK;
    recovery_set codes;
    CHECK_OK(staff_invite(&bench_desk, str_of_c(name), str_of_c(role), (str){0}, bench_now_ms, &bench_mem,
                          &token, &bench_err));
    str secret = staff_new_secret(&bench_desk, token, &bench_mem);
    CHECK_OK(staff_join(&bench_desk, token, str_of_c(bench_password), bench_totp(secret, bench_now_ms),
                        bench_now_ms, &bench_mem, &result, &codes, &bench_err));
    CHECK_INT(result, JOIN_DONE);
    return secret;
}

str bench_sign_in(const char *name, str secret) {
    signed_in in = {0};
    bench_now_ms += 30000;
    CHECK_OK(staff_sign_in(&bench_desk, str_of_c(name), str_of_c(bench_password),
                           bench_totp(secret, bench_now_ms), STR("10.1.1.1"), bench_now_ms, &bench_mem, &in,
                           &bench_err));
    CHECK_INT(in.what, SIGN_DONE);
    return in.cookie;
}

const staff *bench_who(str cookie) {
    const staff *found = NULL;
    CHECK_OK(session_find(&bench_desk, cookie, bench_now_ms, &bench_mem, &found, &bench_err));
    return found;
}
