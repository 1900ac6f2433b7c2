// SPDX-License-Identifier: Apache-2.0
// What is kept is its visitor's: seen whole, corrected, taken back, deleted, and nobody else's is touched.
#include "desk/bench.h"

#include "desk/audit.h"
#include "desk/draft.h"
#include "desk/outbox.h"
#include "desk/own.h"
#include "desk/remind.h"

#include <stdio.h>

static const char planted[] = "植入的称呼";

static str take(int who, int64_t n_consents) {
    static const consent agreed[] = {{STR_INIT("call"), STR_INIT("operator"), STR_INIT("我同意")},
                                     {STR_INIT("answers"), STR_INIT("operator"), STR_INIT("一起发")}};
    code_for proof = bench_proof(who);
    code_sent sent;
    taken t;
    CHECK_OK(code_send(&bench_desk, &proof, bench_now_ms, &bench_mem, &sent, &bench_err));
    wish w = {.proof = proof,
              .name = str_of_c(planted),
              .question = STR("植入的问题"),
              .slot = STR("any"),
              .district = STR("310104"),
              .answers = STR("planted=fact"),
              .consents = agreed,
              .n_consents = (size_t)n_consents};
    CHECK_OK(lead_take(&bench_desk, &w, bench_take_code(), bench_now_ms, &bench_mem, &t, &bench_err));
    CHECK_INT(t.check, CODE_RIGHT);
    return t.ref;
}

static own_record find(str ref) {
    own_record all;
    CHECK_OK(own_find(&bench_desk, ref, &bench_mem, &all, &bench_err));
    return all;
}

static void do_to(str ref, int64_t version, const deed *what) {
    deed_result result = DEED_STALE;
    CHECK_OK(lead_do(&bench_desk, ref, version, what, bench_now_ms, &bench_mem, &result, &bench_err));
    CHECK_INT(result, DEED_DONE);
}

static deed_result withdraw(str ref, const char *purpose) {
    deed_result result = DEED_STALE;
    CHECK_OK(own_withdraw(&bench_desk, ref, str_of_c(purpose), bench_now_ms, &bench_mem, &result, &bench_err));
    return result;
}

static void test_seen(void) {
    own_record all = find(take(1, 2)), none = find(STR("0000000000000"));
    CHECK(none.request == NULL && none.n_consents == 0 && none.n_events == 0);
    CHECK_INT(all.n_consents, 2);
    CHECK_STR(all.consents[1].purpose, STR("call"));
    CHECK_INT(all.consents[1].given_ms, bench_now_ms);
    CHECK_INT(all.n_events, 1);
    CHECK_STR(all.events[0].kind, STR("came"));
}

static void test_corrected(void) {
    str ref = take(2, 2);
    own_correction to = {
        .name = STR("李先生"), .slot = STR("am"), .district = STR("310115"), .question = STR("另一个问题")};
    deed_result result;
    CHECK_OK(own_correct(&bench_desk, ref, 2, &to, bench_now_ms, &bench_mem, &result, &bench_err));
    CHECK_INT(result, DEED_STALE);
    CHECK_STR(find(ref).request->name, str_of_c(planted));
    CHECK_STR(find(ref).request->district, STR("310104"));
    CHECK_OK(own_correct(&bench_desk, ref, 1, &to, bench_now_ms, &bench_mem, &result, &bench_err));
    CHECK_INT(result, DEED_DONE);
    own_record all = find(ref);
    CHECK_STR(all.request->name, to.name);
    CHECK_STR(all.request->question, to.question);
    CHECK_STR(all.request->slot, to.slot);
    CHECK_STR(all.request->district, to.district);
    CHECK_INT(all.request->version, 2);
    to = (own_correction){.name = STR("李先生"), .slot = STR("am")};
    CHECK_OK(own_correct(&bench_desk, ref, 2, &to, bench_now_ms, &bench_mem, &result, &bench_err));
    CHECK_INT(find(ref).request->district.len + find(ref).request->question.len, 0);  // said no more
    CHECK_STR(all.events[1].kind, STR("corrected"));
    CHECK_OK(own_correct(&bench_desk, STR("0000000000000"), 1, &to, bench_now_ms, &bench_mem, &result,
                         &bench_err));
    CHECK_INT(result, DEED_REFUSED);
}

static void test_withdrawn(void) {
    str ref = take(3, 2), only_call = take(4, 1);
    CHECK_INT(withdraw(ref, "answers"), DEED_DONE);
    own_record all = find(ref);
    CHECK_INT(all.request->answers.len, 0);
    CHECK_INT(all.request->status.state, LEAD_WAITING);
    CHECK_INT(all.consents[0].withdrawn_ms, bench_now_ms);
    CHECK_INT(all.consents[1].withdrawn_ms, 0);
    CHECK_STR(all.events[1].kind, STR("withdrawn"));
    CHECK_STR(all.events[1].note, STR("answers"));
    CHECK_INT(withdraw(ref, "answers"), DEED_REFUSED);
    CHECK_INT(withdraw(ref, "call"), DEED_DONE);
    CHECK_INT(find(ref).request->status.state, LEAD_CANCELLED);
    CHECK_INT(withdraw(only_call, "answers"), DEED_REFUSED);
    CHECK_INT(find(only_call).request->answers.len, (int64_t)sizeof "planted=fact" - 1);
    CHECK_INT(withdraw(STR("0000000000000"), "call"), DEED_REFUSED);
    // of a request that is over, the agreement still can be taken back
    deed off = {.what = HAPPENS_CANCEL};
    deed_result result;
    CHECK_OK(lead_do(&bench_desk, only_call, 1, &off, bench_now_ms, &bench_mem, &result, &bench_err));
    CHECK_INT(withdraw(only_call, "call"), DEED_DONE);
}

// What staff made of the answers goes with them, and so does what came with a request that became part of this one.
static void test_withdrawn_merged(void) {
    deed own = {.what = HAPPENS_ASSIGN, .owner = STR("anna")};
    deed over = {.what = HAPPENS_REVIEW, .actor = STR("anna"), .answers = STR("planted=fact")};
    deed_result result;
    str ref = take(5, 2), into;
    do_to(ref, 1, &own);
    do_to(ref, 2, &over);
    CHECK_INT(find(ref).last.seq, 1);
    CHECK_STR(find(ref).last.answers, over.answers);
    bench_now_ms += 2 * 3600000;
    str other = take(5, 2);
    CHECK_OK(lead_merge(&bench_desk, ref, 3, STR("anna"), bench_now_ms, &bench_mem, &result, &into, &bench_err));
    CHECK_STR(into, ref);
    CHECK_INT(find(ref).merged.n, 1);
    CHECK(find(ref).merged.all[0].answers.len > 0);
    CHECK_INT(withdraw(ref, "answers"), DEED_DONE);
    CHECK_INT(find(ref).last.seq, 0);
    CHECK_INT(find(ref).merged.all[0].answers.len, 0);
    CHECK_INT(find(other).consents[0].withdrawn_ms, bench_now_ms);
    CHECK_INT(withdraw(other, "answers"), DEED_REFUSED);
}

// Two of one number that became one, which anna has.
static void merge_two(int who, str refs[2]) {
    deed own = {.what = HAPPENS_ASSIGN, .owner = STR("anna")};
    deed_result result;
    str into;
    refs[0] = take(who, 1);
    do_to(refs[0], 1, &own);
    bench_now_ms += 24 * 3600000;
    refs[1] = take(who, 2);
    CHECK_OK(lead_merge(&bench_desk, refs[1], 1, STR("anna"), bench_now_ms, &bench_mem, &result, &into,
                        &bench_err));
    CHECK_INT(result, DEED_DONE);
    CHECK_STR(into, refs[0]);
}

static int64_t count_told(const char *action, str id) {
    audit_rows told;
    int64_t n = 0;
    CHECK_OK(audit_list(&bench_desk, 0, 100000, &bench_mem, &told, &bench_err));
    for (size_t i = 0; i < told.n; i++)
        n += str_is(told.all[i].entry.action, str_of_c(action)) && str_is(told.all[i].entry.object, id);
    return n;
}

static const lead *find_one(str ref) {
    const lead *found = NULL;
    CHECK_OK(lead_find(&bench_desk, ref, &bench_mem, &found, &bench_err));
    return found;
}

// What became one is one: by either reference all of it is seen, corrected, and called off.
static void test_one_of_two(void) {
    for (int by = 0; by < 2; by++) {
        str refs[2];
        merge_two(6 + by, refs);
        own_record all = find(refs[by]);
        own_correction to = {.name = STR("李先生"), .slot = STR("am")};
        deed_result result;
        CHECK_STR(all.request->ref, refs[0]);
        CHECK_INT(all.merged.n, 1);
        CHECK_STR(all.merged.all[0].ref, refs[1]);
        CHECK_INT(all.n_consents, 3);
        CHECK_OK(own_correct(&bench_desk, refs[by], all.request->version, &to, bench_now_ms, &bench_mem,
                             &result, &bench_err));
        CHECK_INT(result, DEED_DONE);
        CHECK_STR(find_one(refs[0])->name, to.name);
        CHECK_INT(withdraw(refs[by], "answers"), DEED_DONE);
        CHECK_INT(find_one(refs[0])->status.state, LEAD_OWNED);
        CHECK_INT(find_one(refs[1])->answers.len, 0);
        CHECK_INT(withdraw(refs[by], "call"), DEED_DONE);
        CHECK_INT(find_one(refs[0])->status.state, LEAD_CANCELLED);
        CHECK_INT(find_one(refs[1])->status.state, LEAD_MERGED);
        CHECK_INT(count_told("withdrawn", all.request->id), 1);
        CHECK_INT(count_told("withdrawn", all.merged.all[0].id), 2);
        CHECK_INT(count_told("cancelled", all.request->id), 1);
        CHECK_INT(withdraw(refs[1 - by], "call"), DEED_REFUSED);
    }
}

// ---- everything of a number --------------------------------------------------------------------------------------------

static code_for privacy_of(int who) {
    code_for of = bench_proof(who);
    of.purpose = STR("privacy");
    of.object = STR("number");
    return of;
}

static str send_to(const code_for *of) {
    code_sent sent;
    CHECK_OK(code_send(&bench_desk, of, bench_now_ms, &bench_mem, &sent, &bench_err));
    return bench_take_code();
}

static code_check erase(const code_for *of, str code) {
    code_check result;
    CHECK_OK(own_delete_all(&bench_desk, of, code, bench_now_ms, &bench_mem, &result, &bench_err));
    return result;
}

static code_for remind_of(int who) {
    code_for of = bench_proof(who);
    of.purpose = REMIND_PURPOSE;
    return of;
}

static bool is_reminded(int who) {
    bool has = false;
    CHECK_OK(remind_has(&bench_desk, bench_proof(who).phone, &bench_mem, &has, &bench_err));
    return has;
}

// Thirty days before a day: a reminder that waits, and on its day its message.
static void ask_reminder(int who, int64_t day) {
    remind_date date = {STR("permit"), day};
    remind_wish w = {.proof = remind_of(who), .dates = &date, .n_dates = 1};
    w.agreed = (consent){STR("remind"), STR("operator"), STR("我同意")};
    reminded got;
    CHECK_OK(remind_take(&bench_desk, &w, send_to(&w.proof), bench_now_ms, &bench_mem, &got, &bench_err));
    CHECK_INT(got.check, CODE_RIGHT);
}

static int64_t waiting(void) {
    rows found;
    int64_t n = 0;
    CHECK_OK(store_run(bench_desk.db, MESSAGES_COUNT, NULL, 0, &bench_mem, &found, &bench_err));
    for (size_t i = 0; i < found.n; i++)
        n += rows_at(&found, i, 1)->i;
    return n;
}

static void test_deleted(void) {
    str first = take(10, 2), other = take(11, 2), token;
    draft_result kept;
    code_for draft = bench_proof(10), late = bench_proof(10), of = privacy_of(10);
    code_sent sent;
    CHECK_OK(
        draft_keep(&bench_desk, &draft, STR("name=x"), bench_now_ms, &bench_mem, &kept, &token, &bench_err));
    bench_now_ms += 2 * 3600000;
    str second = take(10, 1);
    bench_now_ms += 2 * 3600000;
    str code = send_to(&of);
    bench_now_ms += 4 * 60000;
    CHECK_OK(code_send(&bench_desk, &late, bench_now_ms, &bench_mem, &sent, &bench_err));  // one that waits
    int64_t before = waiting();
    CHECK_INT(erase(&of, code.ptr[0] == '0' ? STR("111111") : STR("000000")), CODE_WRONG);
    CHECK(find(first).request != NULL && waiting() == before);
    CHECK_INT(erase(&of, code), CODE_RIGHT);
    CHECK(find(first).request == NULL && find(second).request == NULL && find(other).request != NULL);
    CHECK(waiting() < before);
    CHECK_INT(bench_take_code().len, 0);
    CHECK_OK(code_send(&bench_desk, &late, bench_now_ms, &bench_mem, &sent, &bench_err));  // its page is open still
    CHECK_INT(sent.what, SENT);
    CHECK_INT(sent.tag.len, TAG_LETTERS);
    CHECK_INT(bench_take_code().len, 0);
    str content;
    CHECK_OK(draft_take(&bench_desk, token, bench_now_ms, &bench_mem, &content, &bench_err));
    CHECK_INT(content.len, 0);
    CHECK_INT(erase(&of, code), CODE_RIGHT);  // pressed twice
    code_for nobody = privacy_of(12);
    CHECK_INT(erase(&nobody, code), CODE_OVER);
    nobody = privacy_of(13);  // of whom nothing is known
    CHECK_INT(erase(&nobody, send_to(&nobody)), CODE_RIGHT);
}

// Reminders that wait, and the message of one that is due already; another's stay.
static void test_deleted_reminders(void) {
    static const int64_t day_ms = 24 * 3600000;
    int64_t day = (bench_now_ms + 8 * 3600000) / day_ms + 31;
    ask_reminder(30, day);
    ask_reminder(31, day);
    bench_now_ms += day_ms;
    code_for of = privacy_of(30);
    str code = send_to(&of);
    bench_now_ms += 2 * 60000;
    CHECK_OK(remind_run(&bench_desk, bench_now_ms, &bench_mem, &bench_err));
    int64_t before = waiting();
    CHECK_INT(erase(&of, code), CODE_RIGHT);
    CHECK(before - waiting() >= 2);  // the code's, which has left, and the reminder's
    CHECK(!is_reminded(30) && is_reminded(31));
    message m = {0};
    bool is_one = false;
    CHECK_OK(outbox_take(&bench_desk, STR("bench"), bench_now_ms, bench_now_ms + 60000, &bench_mem, &is_one,
                         &m, &bench_err));
    CHECK(is_one);
    CHECK_STR(m.phone, bench_proof(31).phone);
    CHECK_INT(bench_take_code().len, 0);
}

// Who wanted no calls gets none, also when all else of the number is gone.
static void test_stop_stays(void) {
    str ref = take(20, 1);
    deed own = {.what = HAPPENS_ASSIGN, .owner = STR("anna")};
    deed stop = {.what = HAPPENS_CLOSE, .outcome = STR("stop"), .is_stop = true};
    deed_result result;
    CHECK_OK(lead_do(&bench_desk, ref, 1, &own, bench_now_ms, &bench_mem, &result, &bench_err));
    CHECK_OK(lead_do(&bench_desk, ref, 2, &stop, bench_now_ms, &bench_mem, &result, &bench_err));
    bench_now_ms += 2 * 3600000;
    code_for of = privacy_of(20), call = bench_proof(20);
    CHECK_INT(erase(&of, send_to(&of)), CODE_RIGHT);
    bench_now_ms += 24 * 3600000;
    CHECK_INT(send_to(&call).len, 0);
}

static size_t count_in(const char *path, const char *text) {
    FILE *file = fopen(path, "rb");
    size_t n = 0, at = 0, len = strlen(text);
    for (int c; file != NULL && (c = fgetc(file)) != EOF;) {
        at = (char)c == text[at] ? at + 1 : (char)c == text[0] ? 1 : 0;
        n += at == len;
        at = at == len ? 0 : at;
    }
    if (file != NULL)
        (void)fclose(file);
    return n;
}

static void test_plain_nowhere(void) {
    static const char *const words[] = {planted,       "植入的问题", "planted=fact",
                                        "13900010678", "310104",     "310115"};
    char wal[128];
    audit_state state;
    CHECK_OK(audit_verify(&bench_desk, &bench_mem, &state, &bench_err));
    CHECK_INT(state.broken_at, 0);
    if (bench_file[0] == '\0')
        return;
    (void)snprintf(wal, sizeof wal, "%s-wal", bench_file);
    CHECK(count_in(bench_file, "CREATE TABLE") + count_in(wal, "CREATE TABLE") > 0);  // they are read
    CHECK_TABLE(words, i)
    CHECK_INT(count_in(bench_file, words[i]) + count_in(wal, words[i]), 0);
}

static void all(void) {
    test_seen();
    test_corrected();
    test_withdrawn();
    test_withdrawn_merged();
    test_one_of_two();
    test_deleted();
    test_deleted_reminders();
    test_stop_stays();
    test_plain_nowhere();
}

int main(void) {
    bench_run("own", all);
    CHECK_MAIN();
}
