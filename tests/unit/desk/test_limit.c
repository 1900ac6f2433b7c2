// SPDX-License-Identifier: Apache-2.0
// What a limit refuses is told in the audit: once within its window for whom it is about, and with nothing of a number.
#include "desk/limit.h"

#include "desk/audit.h"
#include "desk/bench.h"
#include "desk/draft.h"

static const int64_t minute_ms = 60000, hour_ms = 3600000, day_ms = 24 * 3600000;

static int64_t last_seq(void) {
    audit_rows list = {0};
    CHECK_OK(audit_list(&bench_desk, 0, 1, &bench_mem, &list, &bench_err));
    return list.n == 0 ? 0 : list.all[0].seq;
}

// Rows about limits behind `seq`: all of them are of that reason, and of a number they hold nothing.
static int count_told(int64_t seq, const char *reason, bool is_named) {
    audit_rows list = {0};
    int n = 0;
    CHECK_OK(audit_list(&bench_desk, 0, 1000, &bench_mem, &list, &bench_err));
    for (size_t i = 0; i < list.n; i++) {
        const audit_entry *one = &list.all[i].entry;
        if (list.all[i].seq <= seq || !str_is(one->action, STR("limit")))
            continue;
        n++;
        CHECK_STR(one->reason, str_of_c(reason));
        CHECK_STR(one->result, STR("refused"));
        CHECK_INT(one->object.len > 0, is_named);
    }
    return n;
}

// ---- one of them ---------------------------------------------------------------------------------------------------------

static rc tell_one(store *db, void *ctx, err *e) {
    const limit *l = ctx;
    subjects who = {0};
    (void)db;
    who.index[l->of] = limit_who(&bench_desk, l->of, STR("somebody"), &bench_mem);
    rc code = limit_lock(&bench_desk, &who, &bench_mem, e);
    return code == RC_OK ? limit_tell(&bench_desk, l, &who, bench_now_ms, &bench_mem, e) : code;
}

static int64_t tell(limit l) {
    int64_t before = last_seq();
    CHECK_OK(store_do(bench_desk.db, tell_one, &l, &bench_err));
    return last_seq() - before;
}

static void test_window(void) {
    const limit an_hour = {SUBJECT_ADDRESS, STR("try"), hour_ms, 5},
                a_day = {SUBJECT_ADDRESS, STR("try"), day_ms, 9},
                of_name = {SUBJECT_NAME, STR("try"), hour_ms, 5};
    CHECK_INT(tell(an_hour), 1);
    CHECK_INT(tell(an_hour), 0);
    CHECK_INT(tell(a_day), 1);  // another limit of the same deed
    CHECK_INT(tell(of_name), 1);
    bench_now_ms += hour_ms - 1;
    CHECK_INT(tell(an_hour), 0);
    bench_now_ms++;
    CHECK_INT(tell(an_hour), 1);
    CHECK_INT(tell(a_day), 0);
    bench_now_ms += day_ms;
}

// ---- those of visitors ---------------------------------------------------------------------------------------------------

static sending send(code_for to) {
    code_sent sent = {0};
    CHECK_OK(code_send(&bench_desk, &to, bench_now_ms, &bench_mem, &sent, &bench_err));
    (void)bench_take_code();
    return sent.what;
}

static void test_sends(void) {
    int64_t seq = last_seq();
    code_for to = bench_proof(1);
    for (int i = 0; i < 3; i++, bench_now_ms += 10 * minute_ms)
        CHECK_INT(send(to), SENT);
    CHECK_INT(count_told(seq, "", true), 0);
    for (int i = 0; i < 20; i++)
        CHECK_INT(send(to), SENT_FORM);
    CHECK_INT(count_told(seq, "send_flow", true), 1);
    seq = last_seq();
    for (int i = 0; i < 62; i++) {
        code_for many = bench_proof(100 + i * 7);
        many.address = STR("10.9.9.9");
        CHECK_INT(send(many), i < 60 ? SENT : SENT_LATER);
    }
    CHECK_INT(count_told(seq, "send_address", false), 1);
    bench_now_ms += day_ms;
}

// The visitor sees nothing of these.
static void test_numbers(void) {
    int64_t seq = last_seq();
    code_for to = bench_proof(2);
    for (int i = 0; i < 10; i++) {
        to.flow = secret_id(&bench_mem);
        CHECK_INT(send(to), SENT);
    }
    CHECK_INT(count_told(seq, "send_phone", false), 1);
    bench_now_ms += day_ms;
    seq = last_seq();
    for (int i = 0; i < 40; i++) {
        char phone[32];
        (void)snprintf(phone, sizeof phone, "1361234%04d", i);
        code_for near = bench_proof(2000 + i);
        near.phone = arena_copy(&bench_mem, str_of_c(phone));
        CHECK_INT(send(near), SENT);
    }
    CHECK_INT(count_told(seq, "send_prefix", false), 1);
    bench_now_ms += day_ms;
}

static void test_budget(void) {
    int64_t seq = last_seq(), most = bench_desk.sends_an_hour;
    bench_desk.sends_an_hour = 2;
    for (int i = 0; i < 9; i++)
        CHECK_INT(send(bench_proof(3000 + i)), i < 2 ? SENT : SENT_NOT);
    CHECK_INT(count_told(seq, "send_all", false), 1);
    bench_desk.sends_an_hour = most;
    bench_now_ms += day_ms;
}

static code_check try_wrong(const code_for *of) {
    code_check result = CODE_RIGHT;
    CHECK_OK(code_prove(&bench_desk, of, STR("no"), bench_now_ms, &bench_mem, &result, &bench_err));
    return result;
}

static void test_tries(void) {
    int64_t seq = last_seq();
    for (int i = 0; i < 6; i++) {
        code_for to = bench_proof(4000 + i * 7);
        to.address = STR("10.9.9.7");
        CHECK_INT(send(to), SENT);
        for (int k = 0; k < 5; k++)
            CHECK_INT(try_wrong(&to), i < 4 ? CODE_WRONG : CODE_TOO_OFTEN);
    }
    CHECK_INT(count_told(seq, "wrong_address", false), 1);
    bench_now_ms += day_ms;
    seq = last_seq();
    code_for of = bench_proof(5000);
    for (int i = 0; i < 4; i++, bench_now_ms += hour_ms) {
        of.flow = secret_id(&bench_mem);
        CHECK_INT(send(of), SENT);
        for (int k = 0; k < 5; k++)
            CHECK_INT(try_wrong(&of), i < 2 ? CODE_WRONG : CODE_NUMBER_SHUT);
    }
    CHECK_INT(count_told(seq, "wrong_phone", false), 1);
    bench_now_ms += day_ms;
}

static void test_drafts(void) {
    int64_t seq = last_seq();
    code_for of = bench_proof(6000);
    for (int i = 0; i < 5; i++) {
        draft_result result;
        str token;
        CHECK_OK(draft_keep(&bench_desk, &of, STR("x"), bench_now_ms, &bench_mem, &result, &token, &bench_err));
        CHECK_INT(result, i == 0 ? DRAFT_KEPT : DRAFT_TOO_MANY);
    }
    CHECK_INT(count_told(seq, "keep_flow", true), 1);
}

static void all(void) {
    test_window();
    test_sends();
    test_numbers();
    test_budget();
    test_tries();
    test_drafts();
    audit_state state;
    CHECK_OK(audit_verify(&bench_desk, &bench_mem, &state, &bench_err));
    CHECK_INT(state.broken_at, 0);
}

int main(void) {
    bench_run("limits", all);
    CHECK_MAIN();
}
