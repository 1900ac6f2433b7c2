// SPDX-License-Identifier: Apache-2.0
// A visitor asks, proves the number, is put into the queue, is called.
#include "desk/bench.h"

static wish wish_of(code_for proof) {
    static const consent agreed[] = {{STR_INIT("call"), STR_INIT("operator"), STR_INIT("我同意")}};
    return (wish){.proof = proof,
                  .name = STR("王女士"),
                  .question = STR("换了单位，\n怎么办？"),
                  .slot = STR("any"),
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
    lead_list list;
    CHECK_OK(lead_queue(&bench_desk, 10, &bench_mem, &list, &bench_err));
    CHECK_INT(list.n, 1);
    CHECK_STR(list.all[0].phone, proof.phone);
    CHECK_STR(list.all[0].name, w.name);
    CHECK_STR(list.all[0].question, w.question);
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
    CHECK_OK(lead_queue(&bench_desk, 10, &bench_mem, &list, &bench_err));
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
    CHECK_INT(r->status.answered_ms, bench_now_ms);
    CHECK_OK(lead_queue(&bench_desk, 10, &bench_mem, &list, &bench_err));
    CHECK_INT(list.n, 0);
}

static void all(void) {
    test_from_wish_to_call();
    test_work();
}

int main(void) {
    bench_run("lead", all);
    CHECK_MAIN();
}
