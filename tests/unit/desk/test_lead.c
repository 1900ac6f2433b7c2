// SPDX-License-Identifier: Apache-2.0
// A visitor asks, proves the number, is put into the queue, is called.
#include "desk/bench.h"

static wish wish_of(code_for proof) {
    static const consent agreed[] = {{STR_INIT("call"), STR_INIT("operator"), STR_INIT("我同意")}};
    return (wish){.proof = proof,
                  .name = STR("王女士"),
                  .question = STR("换了单位，\n怎么办？"),
                  .slot = STR("any"),
                  .district = STR("310104"),
                  .consents = agreed,
                  .n_consents = 1};
}

static void test_from_wish_to_call(void) {
    code_for proof = bench_proof(1);
    code_sent sent;
    CHECK_OK(code_send(&bench_desk, &proof, bench_now_ms, &bench_mem, &sent, &bench_err));
    CHECK_INT(sent.what, SENT);
    str code = bench_take_code();
    CHECK_INT(code.len, CODE_DIGITS);
    wish w = wish_of(proof);
    taken got;
    str wrong = code.ptr[0] == '0' ? STR("111111") : STR("000000");
    CHECK_OK(lead_take(&bench_desk, &w, wrong, bench_now_ms, &bench_mem, &got, &bench_err));
    CHECK_INT(got.check, CODE_WRONG);
    CHECK_OK(lead_take(&bench_desk, &w, code, bench_now_ms, &bench_mem, &got, &bench_err));
    CHECK_INT(got.check, CODE_RIGHT);
    CHECK_INT(got.ref.len, REF_LETTERS);
    CHECK_INT(got.due_ms, bench_now_ms + 24 * 3600000);  // Monday ten o'clock to Tuesday ten o'clock
    taken again;
    CHECK_OK(lead_take(&bench_desk, &w, code, bench_now_ms + 1000, &bench_mem, &again, &bench_err));
    CHECK_INT(again.check, CODE_RIGHT);
    CHECK_STR(again.ref, got.ref);
    CHECK(!got.is_other && !again.is_other);
    wish others[] = {w, w, w, w, w, w};  // of the same form, and nothing of it is kept
    others[0].proof.phone = STR("13700000000");
    others[1].name = STR("李先生");
    others[2].question = STR("");
    others[3].slot = STR("am");
    others[4].answers = STR("age=40");
    others[5].district = STR("310151");
    CHECK_TABLE(others, i) {
        CHECK_OK(lead_take(&bench_desk, &others[i], wrong, bench_now_ms, &bench_mem, &again, &bench_err));
        CHECK(again.check == CODE_RIGHT && again.is_other && str_is(again.ref, got.ref));
    }
    lead_list list;
    CHECK_OK(lead_queue(&bench_desk, NULL, 10, &bench_mem, &list, &bench_err));
    CHECK_INT(list.n, 1);
    CHECK_STR(list.all[0].phone, proof.phone);
    CHECK_STR(list.all[0].name, w.name);
    CHECK_STR(list.all[0].question, w.question);
    CHECK_STR(list.all[0].district, w.district);
    CHECK_INT(list.all[0].answers.len, 0);
    CHECK_INT(list.all[0].status.state, LEAD_WAITING);
}

static deed_result act(str ref, int64_t version, happening what, const char *owner, const char *outcome) {
    deed did = {.what = what,
                .owner = str_of_c(owner),
                .outcome = str_of_c(outcome),
                .actor = STR("a"),
                .note = STR("说明")};
    deed_result result = DEED_REFUSED;
    CHECK_OK(lead_do(&bench_desk, ref, version, &did, bench_now_ms, &bench_mem, &result, &bench_err));
    return result;
}

static void test_work(void) {
    lead_list list;
    CHECK_OK(lead_queue(&bench_desk, NULL, 10, &bench_mem, &list, &bench_err));
    str ref = list.all[0].ref;
    CHECK_INT(act(ref, 1, HAPPENS_CLOSE, NULL, "done"), DEED_REFUSED);  // nobody has it
    CHECK_INT(act(ref, 1, HAPPENS_ASSIGN, "anna", NULL), DEED_DONE);
    CHECK_INT(act(ref, 1, HAPPENS_ASSIGN, "bert", NULL), DEED_STALE);
    CHECK_INT(act(ref, 2, HAPPENS_CLOSE, NULL, "done"), DEED_DONE);
    CHECK_INT(act(ref, 3, HAPPENS_CLOSE, NULL, "done"), DEED_REFUSED);
    CHECK_INT(act(STR("0000000000000"), 1, HAPPENS_CLOSE, NULL, "done"), DEED_REFUSED);
    const lead *r = NULL;
    CHECK_OK(lead_find(&bench_desk, ref, &bench_mem, &r, &bench_err));
    CHECK(r != NULL && r->status.state == LEAD_CLOSED && str_is(r->owner, STR("anna")));
    CHECK_STR(r->outcome, STR("done"));
    CHECK_STR(r->district, STR("310104"));
    CHECK_INT(r->status.answered_ms, bench_now_ms);
    CHECK_OK(lead_queue(&bench_desk, NULL, 10, &bench_mem, &list, &bench_err));
    CHECK_INT(list.n, 0);
}

static const lead *find(str ref) {
    const lead *found = NULL;
    CHECK_OK(lead_find(&bench_desk, ref, &bench_mem, &found, &bench_err));
    CHECK(found != NULL);
    return found;
}

static int64_t count_audit(str actor, str action, str object) {
    value after[] = {value_int(0), value_int(1000)};
    rows r;
    int64_t n = 0;
    CHECK_OK(store_run(bench_desk.db, AUDIT_AFTER, after, 2, &bench_mem, &r, &bench_err));
    for (size_t i = 0; i < r.n; i++)
        n += str_is(rows_at(&r, i, 2)->s, actor) && str_is(rows_at(&r, i, 3)->s, action) &&
             str_is(rows_at(&r, i, 4)->s, object);
    return n;
}

// ---- gone over ---------------------------------------------------------------------------------------------------------

static str lead_in(int who, const char *district, const char *answers) {
    code_for proof = bench_proof(who);
    code_sent sent;
    taken t;
    wish w = wish_of(proof);
    w.answers = str_of_c(answers);
    w.district = str_of_c(district);
    CHECK_OK(code_send(&bench_desk, &proof, bench_now_ms, &bench_mem, &sent, &bench_err));
    CHECK_OK(lead_take(&bench_desk, &w, bench_take_code(), bench_now_ms, &bench_mem, &t, &bench_err));
    CHECK_INT(t.check, CODE_RIGHT);
    return t.ref;
}

static str lead_with(int who, const char *answers) {
    return lead_in(who, "", answers);
}

static deed_result go_over(str ref, int64_t version, const char *answers) {
    deed did = {.what = HAPPENS_REVIEW, .actor = STR("anna"), .answers = str_of_c(answers)};
    deed_result result = DEED_REFUSED;
    CHECK_OK(lead_do(&bench_desk, ref, version, &did, bench_now_ms, &bench_mem, &result, &bench_err));
    return result;
}

static review last_review(str ref) {
    review got;
    CHECK_OK(lead_review(&bench_desk, find(ref), &bench_mem, &got, &bench_err));
    return got;
}

static int64_t count_reviews(str id) {
    value takes[] = {value_str(id)};
    rows r;
    CHECK_OK(store_run(bench_desk.db, REVIEW_LAST, takes, 1, &bench_mem, &r, &bench_err));
    return (int64_t)r.n;
}

static void test_reviews(void) {
    str ref = lead_with(20, "age=36&insurance_months=60");
    CHECK_INT(last_review(ref).seq, 0);
    CHECK_INT(go_over(ref, 1, "age=36&insurance_months=70"), DEED_DONE);
    CHECK_INT(go_over(ref, 1, "age=37"), DEED_STALE);  // somebody was quicker
    CHECK_INT(last_review(ref).seq, 1);
    CHECK_STR(last_review(ref).answers, STR("age=36&insurance_months=70"));
    CHECK_INT(go_over(ref, 2, "age=36&insurance_months=72"), DEED_DONE);
    CHECK_INT(last_review(ref).seq, 2);
    CHECK_STR(find(ref)->answers, STR("age=36&insurance_months=60"));  // the visitor's own stays
    CHECK_INT(find(ref)->status.state, LEAD_WAITING);
    CHECK_INT(count_audit(STR("anna"), STR("reviewed"), find(ref)->id), 2);
    str id = find(ref)->id;
    CHECK_INT(count_reviews(id), 1);
    CHECK_OK(lead_delete(&bench_desk, ref, bench_now_ms, &bench_mem, &bench_err));
    CHECK_INT(count_reviews(id), 0);
    ref = lead_with(21, "");
    CHECK_INT(act(ref, 1, HAPPENS_ASSIGN, "anna", NULL), DEED_DONE);
    CHECK_INT(act(ref, 2, HAPPENS_CLOSE, NULL, "done"), DEED_DONE);
    CHECK_INT(go_over(ref, 3, "age=36"), DEED_REFUSED);  // it is over
}

static void test_pause_needs_a_reason(void) {
    str ref = lead_with(22, "");
    deed did = {.what = HAPPENS_PAUSE, .until_ms = bench_now_ms + 1000, .actor = STR("anna")};
    deed_result result;
    CHECK_INT(act(ref, 1, HAPPENS_ASSIGN, "anna", NULL), DEED_DONE);
    CHECK_OK(lead_do(&bench_desk, ref, 2, &did, bench_now_ms, &bench_mem, &result, &bench_err));
    CHECK_INT(result, DEED_REFUSED);
    did.note = STR("对方出差");
    CHECK_OK(lead_do(&bench_desk, ref, 2, &did, bench_now_ms, &bench_mem, &result, &bench_err));
    CHECK_INT(result, DEED_DONE);
    const lead_event *all = NULL;
    size_t n = 0;
    CHECK_OK(lead_history(&bench_desk, find(ref), &bench_mem, &all, &n, &bench_err));
    CHECK_INT(n, 3);
    CHECK_STR(all[2].kind, STR("paused"));
    CHECK_STR(all[2].note, STR("对方出差"));
}

// ---- several of one number ---------------------------------------------------------------------------------------------

static deed_result merge(str ref, int64_t version, str *into) {
    deed_result result = DEED_DONE;
    CHECK_OK(lead_merge(&bench_desk, ref, version, STR("anna"), bench_now_ms, &bench_mem, &result, into,
                        &bench_err));
    return result;
}

static int64_t count_twins(str ref) {
    lead_list list;
    CHECK_OK(lead_twins(&bench_desk, find(ref), &bench_mem, &list, &bench_err));
    return (int64_t)list.n;
}

static void test_merge(void) {
    static const int64_t day_ms = 24 * 3600000;
    str into, oldest = lead_with(30, "age=40");
    int64_t due_ms = find(oldest)->status.due_ms;
    CHECK_INT(count_twins(oldest), 0);
    CHECK_INT(merge(oldest, 1, &into), DEED_REFUSED);
    bench_now_ms += day_ms;
    str second = lead_with(30, "age=41"), other = lead_with(31, "");
    bench_now_ms += day_ms;
    str third = lead_with(30, "");
    CHECK_INT(count_twins(second), 2);
    CHECK_INT(act(second, 1, HAPPENS_ASSIGN, "anna", NULL), DEED_DONE);
    CHECK_INT(merge(second, 1, &into), DEED_STALE);
    CHECK_INT(find(third)->status.state, LEAD_WAITING);  // nothing of it was done
    CHECK_INT(merge(second, 2, &into), DEED_DONE);
    CHECK_STR(into, oldest);
    CHECK_INT(find(oldest)->status.due_ms, due_ms);
    CHECK_INT(find(oldest)->status.state, LEAD_OWNED);
    CHECK_STR(find(oldest)->owner, STR("anna"));
    CHECK_INT(find(second)->status.state, LEAD_MERGED);
    CHECK_INT(find(third)->status.state, LEAD_MERGED);
    CHECK_INT(find(other)->status.state, LEAD_WAITING);
    CHECK_INT(count_twins(oldest), 0);
    lead_list in;
    CHECK_OK(lead_merged(&bench_desk, find(oldest), &bench_mem, &in, &bench_err));
    CHECK_INT(in.n, 2);
    CHECK_STR(in.all[0].ref, second);
    CHECK_STR(in.all[0].answers, STR("age=41"));  // still there to be read
    CHECK_INT(count_audit(STR("anna"), STR("merged"), find(second)->id), 1);
    CHECK_INT(count_audit(STR("anna"), STR("took_in"), find(oldest)->id), 1);
    lead_list all;
    CHECK_OK(lead_family(&bench_desk, third, &bench_mem, &all, &bench_err));
    CHECK_INT(all.n, 3);
    CHECK_STR(all.all[0].ref, oldest);
    CHECK_STR(all.all[1].ref, second);
    CHECK_OK(lead_family(&bench_desk, other, &bench_mem, &all, &bench_err));
    CHECK_INT(all.n, 1);
    CHECK_OK(lead_family(&bench_desk, STR("0000000000000"), &bench_mem, &all, &bench_err));
    CHECK_INT(all.n, 0);
}

static bool is_gone(str ref) {
    const lead *found = NULL;
    CHECK_OK(lead_find(&bench_desk, ref, &bench_mem, &found, &bench_err));
    return found == NULL;
}

// By whichever of its references: nothing of it is left, and each of its parts stands in the audit.
static void test_merged_deleted(void) {
    for (int by = 0; by < 3; by++) {
        str refs[3], ids[3], into;
        for (int i = 0; i < 3; i++) {
            refs[i] = lead_with(60 + by, "age=40");
            ids[i] = find(refs[i])->id;
            bench_now_ms += 24 * 3600000;
            // the third comes when the two before are one already
            if (i > 0)
                CHECK_INT(merge(refs[i], 1, &into), DEED_DONE);
        }
        CHECK_STR(into, refs[0]);
        CHECK_OK(lead_delete(&bench_desk, refs[by], bench_now_ms, &bench_mem, &bench_err));
        for (int i = 0; i < 3; i++) {
            CHECK(is_gone(refs[i]));
            CHECK_INT(count_audit((str){0}, STR("deleted"), ids[i]), 1);
        }
    }
}

// Of two clocks: what goes on becomes part of one that came earlier, and brings along what became part of it.
static void test_family_of_merged(void) {
    str first = lead_with(64, ""), second = lead_with(65, ""), third = lead_with(66, "");
    value steps[][2] = {{value_str(find(third)->id), value_str(find(second)->id)},
                        {value_str(find(second)->id), value_str(find(first)->id)}};
    lead_list all;
    CHECK_TABLE(steps, i)
    CHECK_OK(store_once(bench_desk.db, LEAD_MERGE, steps[i], 2, &bench_mem, NULL, &bench_err));
    CHECK_OK(lead_family(&bench_desk, third, &bench_mem, &all, &bench_err));
    CHECK_INT(all.n, 3);
    CHECK_STR(all.all[0].ref, first);
    CHECK_OK(lead_delete(&bench_desk, third, bench_now_ms, &bench_mem, &bench_err));
    CHECK(is_gone(first) && is_gone(second) && is_gone(third));
}

// The older one has a consultant: they go on with it.
static void test_merge_into_owned(void) {
    str into, older = lead_with(32, "");
    CHECK_INT(act(older, 1, HAPPENS_ASSIGN, "bert", NULL), DEED_DONE);
    bench_now_ms += 24 * 3600000;
    str newer = lead_with(32, "");
    CHECK_INT(act(newer, 1, HAPPENS_ASSIGN, "anna", NULL), DEED_DONE);
    CHECK_INT(merge(newer, 2, &into), DEED_DONE);
    CHECK_STR(find(older)->owner, STR("bert"));
}

// Nobody has either: the older one is touched all the same, so that who closes it meanwhile is seen.
static void test_merge_of_nobodys(void) {
    str into, older = lead_with(33, "");
    int64_t version = find(older)->version;
    bench_now_ms += 24 * 3600000;
    str newer = lead_with(33, "");
    CHECK_INT(merge(newer, 1, &into), DEED_DONE);
    CHECK_STR(into, older);
    CHECK_INT(find(older)->version, version + 1);
    CHECK_INT(find(older)->status.state, LEAD_WAITING);
    CHECK_INT(count_audit(STR("anna"), STR("took_in"), find(older)->id), 1);
}

// The district of the one that goes on is its own; where it has none, the first that another names.
static void test_merge_districts(void) {
    static const struct {
        const char *named[3], *want;
    } cases[] = {{{"310104", "310115", ""}, "310104"},
                 {{"", "310115", "310104"}, "310115"},
                 {{"", "", "310104"}, "310104"},
                 {{"", "", ""}, ""}};
    for (int i = 0; i < 4; i++) {
        str into, refs[3];
        for (int j = 0; j < 3; j++) {
            bench_now_ms += 24 * 3600000;
            refs[j] = lead_in(34 + i, cases[i].named[j], "");
        }
        CHECK_INT(merge(refs[2], 1, &into), DEED_DONE);
        CHECK_STR(into, refs[0]);
        CHECK_STR(find(into)->district, str_of_c(cases[i].want));
        CHECK_STR(find(refs[1])->district, str_of_c(cases[i].named[1]));  // as it was said
    }
}

// ---- what does not open ---

static lead_list all_open(void) {
    lead_list list;
    CHECK_OK(lead_queue(&bench_desk, NULL, 1000, &bench_mem, &list, &bench_err));
    return list;
}

// One spoilt value hides itself: what else there is of the request, and every other, goes on.
static void test_unreadable(void) {
    static const struct {
        statement after, set;
    } columns[] = {{LEAD_PHONES_AFTER, LEAD_PHONES_SET},
                   {LEAD_NAMES_AFTER, LEAD_NAMES_SET},
                   {LEAD_QUESTIONS_AFTER, LEAD_QUESTIONS_SET},
                   {LEAD_ANSWERS_AFTER, LEAD_ANSWERS_SET}};
    size_t n_before = all_open().n;
    CHECK_TABLE(columns, i) {
        str ref = lead_with(50 + (int)i, "age=40");
        CHECK(!find(ref)->is_broken);
        bench_spoil(columns[i].after, columns[i].set, find(ref)->id);
        const lead *l = find(ref);
        CHECK(l->is_broken);
        CHECK_INT(l->phone.len, i == 0 ? 0 : 11);
        CHECK_STR(l->name, i == 1 ? LEAD_UNREADABLE : STR("王女士"));
        CHECK_STR(l->question, i == 2 ? LEAD_UNREADABLE : wish_of(bench_proof(1)).question);
        CHECK_INT(l->answers.len, i == 3 ? 0 : 6);
        CHECK_INT(act(ref, 1, HAPPENS_ASSIGN, "anna", NULL), DEED_DONE);
        CHECK_INT(go_over(ref, 2, "age=41"), DEED_DONE);
    }
    CHECK_INT(all_open().n, n_before + 4);
    str ref = lead_with(55, "");
    CHECK_INT(act(ref, 1, HAPPENS_ASSIGN, "anna", NULL), DEED_DONE);
    deed pause = {
        .what = HAPPENS_PAUSE, .until_ms = bench_now_ms + 3600000, .actor = STR("anna"), .note = STR("出差")};
    deed_result result;
    const lead_event *events = NULL;
    size_t n = 0;
    CHECK_OK(lead_do(&bench_desk, ref, 2, &pause, bench_now_ms, &bench_mem, &result, &bench_err));
    CHECK_INT(go_over(ref, 3, "age=41"), DEED_DONE);
    bench_spoil(EVENT_NOTES_AFTER, EVENT_NOTES_SET, find(ref)->id);
    bench_spoil(REVIEW_ANSWERS_AFTER, REVIEW_ANSWERS_SET, find(ref)->id);
    CHECK_OK(lead_history(&bench_desk, find(ref), &bench_mem, &events, &n, &bench_err));
    CHECK_INT(n, 4);
    CHECK_STR(events[2].note, LEAD_UNREADABLE);
    CHECK(last_review(ref).is_broken && last_review(ref).seq == 1 && last_review(ref).answers.len == 0);
}

// ---- the queue ---------------------------------------------------------------------------------------------------------

static lead_list queue(bool own, bool free, bool others, int64_t skip, int64_t most) {
    lead_list list;
    queue_wish w = {STR("zoe"), own, free, others, skip, most};
    CHECK_OK(lead_queue_of(&bench_desk, &w, &bench_mem, &list, &bench_err));
    return list;
}

static void test_queue(void) {
    int64_t n_free = (int64_t)queue(false, true, false, 0, 100).n,
            n_others = (int64_t)queue(false, false, true, 0, 100).n;
    str free = lead_with(40, ""), first = lead_with(41, ""), second = lead_with(42, "");
    CHECK_INT(act(first, 1, HAPPENS_ASSIGN, "zoe", NULL), DEED_DONE);
    CHECK_INT(act(second, 1, HAPPENS_ASSIGN, "zoe", NULL), DEED_DONE);
    deed again = {.what = HAPPENS_CALL,
                  .until_ms = bench_now_ms + 3600000,
                  .actor = STR("zoe"),
                  .outcome = STR("no_answer")};
    deed_result result;
    CHECK_OK(lead_do(&bench_desk, second, 2, &again, bench_now_ms, &bench_mem, &result, &bench_err));
    lead_list own = queue(true, false, false, 0, 100), all = queue(true, true, true, 0, 100);
    CHECK_INT(own.n, 2);
    CHECK_STR(own.all[0].ref, second);  // to be called again in an hour; the other is due tomorrow
    CHECK_STR(own.all[1].ref, first);
    CHECK_STR(all.all[0].ref, second);
    CHECK_INT(all.n, 2 + 1 + n_free + n_others);
    CHECK_STR(queue(false, true, false, n_free, 100).all[0].ref, free);  // the last of them, by when it is due
    CHECK_INT(queue(true, true, true, 0, 2).n, 2);
    CHECK_STR(queue(true, true, true, 1, 1).all[0].ref, first);
}

static void all(void) {
    test_from_wish_to_call();
    test_work();
    test_reviews();
    test_pause_needs_a_reason();
    test_merge();
    test_merge_into_owned();
    test_merge_of_nobodys();
    test_merge_districts();
    test_queue();
    test_merged_deleted();
    test_family_of_merged();
    test_unreadable();
}

int main(void) {
    bench_run("lead", all);
    CHECK_MAIN();
}
