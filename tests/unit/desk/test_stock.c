// SPDX-License-Identifier: Apache-2.0
// What is not whole is named; every sealed value is found and sealed anew; a database belongs to its keys.
#include "desk/bench.h"
#include "desk/outbox.h"
#include "desk/staff.h"
#include "desk/stock.h"

enum { N_MESSAGES = 1201 };  // more than are looked at together, twice over

static key_ring ring;

static void use(const key_ring *r) {
    bench_desk.keys = keys_of(r, &bench_mem);
}

static rc put_messages(store *s, void *ctx, err *e) {
    static const str words[] = {STR_INIT("123456"), STR_INIT("K7")};
    message m = {
        .phone = STR("13800138000"), .kind = STR("code"), .words = words, .n_words = 2, .ends_ms = INT64_MAX};
    rc code = RC_OK;
    (void)s;
    (void)ctx;
    for (int i = 0; i < N_MESSAGES && code == RC_OK; i++)
        code = outbox_put(&bench_desk, &m, bench_now_ms + 1, &bench_mem, e);
    return code;
}

static sealed_state check(void) {
    sealed_state state = {0};
    CHECK_OK(sealed_check(&bench_desk, &bench_mem, &state, &bench_err));
    return state;
}

static rc check_all(err *e) {
    sealed_state sealed;
    audit_state audit;
    err_clear(e);
    return stock_check(&bench_desk, &bench_mem, &sealed, &audit, e);
}

static bool says(const err *e, const char *word) {
    str text = err_text(e);
    for (size_t at = 0; at < text.len; at++)
        if (str_starts(str_slice(text, at, text.len), str_of_c(word)))
            return true;
    return false;
}

static void act(str ref, happening what, const char *note) {
    const lead *found = NULL;
    deed_result result;
    deed did = {.what = what, .owner = STR("anna"), .note = str_of_c(note)};
    CHECK_OK(lead_find(&bench_desk, ref, &bench_mem, &found, &bench_err));
    CHECK_OK(lead_do(&bench_desk, ref, found->version, &did, bench_now_ms, &bench_mem, &result, &bench_err));
    CHECK_INT(result, DEED_DONE);
}

// Two notes to one request: several sealed values of one row.
static str fill(void) {
    str ref = bench_lead(1);
    act(ref, HAPPENS_ASSIGN, "一");
    act(ref, HAPPENS_CALL, "没有接");
    CHECK_OK(store_do(bench_desk.db, put_messages, NULL, &bench_err));
    return ref;
}

static void test_renewal(str ref) {
    sealed_state state = check();
    int64_t n = 0;
    CHECK_INT(state.n, 2 * N_MESSAGES + 3 + 2);  // number, name and question, and two notes
    CHECK_INT(state.n_old, 0);
    CHECK(ring_add(&ring) && ring_use(&ring));
    use(&ring);
    CHECK_INT(check().n_old, state.n);
    CHECK_OK(sealed_renew(&bench_desk, &bench_mem, &n, &bench_err));
    CHECK_INT(n, state.n);
    CHECK_OK(sealed_renew(&bench_desk, &bench_mem, &n, &bench_err));
    CHECK_INT(n, 0);
    CHECK(ring_drop(&ring));
    use(&ring);
    CHECK_INT(check().n_old, 0);
    CHECK_INT(check().broken.len, 0);
    const lead *found = NULL;
    CHECK_OK(lead_find(&bench_desk, ref, &bench_mem, &found, &bench_err));
    CHECK_STR(found->name, STR("王女士"));
}

// Each column by itself: what stands in it is taken for another value, and is named.
static void test_broken(void) {
    static const struct {
        statement after, set;
        const char *column;
    } columns[] = {{MESSAGE_PHONES_AFTER, MESSAGE_PHONES_SET, "messages.phone"},
                   {MESSAGE_WORDS_AFTER, MESSAGE_WORDS_SET, "messages.words"},
                   {LEAD_PHONES_AFTER, LEAD_PHONES_SET, "leads.phone"},
                   {LEAD_NAMES_AFTER, LEAD_NAMES_SET, "leads.name"},
                   {LEAD_QUESTIONS_AFTER, LEAD_QUESTIONS_SET, "leads.question"},
                   {EVENT_NOTES_AFTER, EVENT_NOTES_SET, "events.note"}};
    err e;
    CHECK_INT(check_all(&e), RC_OK);
    CHECK_TABLE(columns, i) {
        value from[] = {value_str((str){0}), value_int(0)};
        rows found;
        CHECK_OK(store_run(bench_desk.db, columns[i].after, from, 2, &bench_mem, &found, &bench_err));
        const value *last = rows_at(&found, found.n - 1, 0);
        value was = last[2], cut = value_str(str_slice(was.s, 0, was.s.len - 1));
        value there[] = {last[0], last[1], was, cut}, back[] = {last[0], last[1], cut, was};
        CHECK_OK(store_once(bench_desk.db, columns[i].set, there, 4, &bench_mem, NULL, &bench_err));
        CHECK_INT(check_all(&e), RC_STORE);
        CHECK(says(&e, columns[i].column));
        const lead *of = NULL;
        sealed_state state = check();
        CHECK_INT(state.n_broken, 1);
        CHECK_STR(state.id, last[0].s);
        CHECK_OK(lead_find(&bench_desk, state.name, &bench_mem, &of, &bench_err));
        if (i < 2)
            CHECK_STR(state.name, secret_hex(state.id, &bench_mem));
        else if (CHECK(of != NULL))
            CHECK_STR(of->id, state.id);
        CHECK_OK(store_once(bench_desk.db, columns[i].set, back, 4, &bench_mem, NULL, &bench_err));
    }
    CHECK_INT(check_all(&e), RC_OK);
}

// Changed between being read and being sealed anew: what is there now stays.
static void test_changed_meanwhile(void) {
    value from[] = {value_str((str){0}), value_int(0)};
    rows found, changed;
    CHECK_OK(store_run(bench_desk.db, LEAD_NAMES_AFTER, from, 2, &bench_mem, &found, &bench_err));
    const value *row = rows_at(&found, 0, 0);
    value other = value_str(STR("another")), takes[] = {row[0], row[1], other, row[2]};
    CHECK_OK(store_once(bench_desk.db, LEAD_NAMES_SET, takes, 4, &bench_mem, &changed, &bench_err));
    CHECK_INT(changed.n, 0);
}

static void test_owner(void) {
    static const unsigned char secret[ROOT_BYTES] = {8};
    const keys *mine = bench_desk.keys;
    err e;
    CHECK_OK(stock_claim(&bench_desk, &bench_mem, &bench_err));
    CHECK_OK(stock_claim(&bench_desk, &bench_mem, &bench_err));
    bench_desk.keys = keys_make(secret, &bench_mem);
    err_clear(&e);
    CHECK_INT(stock_claim(&bench_desk, &bench_mem, &e), RC_INPUT);
    CHECK_INT(check_all(&e), RC_STORE);
    CHECK(says(&e, "messages.phone"));
    bench_desk.keys = mine;
}

static void test_count(void) {
    stock s;
    CHECK_OK(stock_count(&bench_desk, &bench_mem, &s, &bench_err));
    CHECK_INT(stock_rows(&s, STR("leads")), 1);
    CHECK_INT(stock_rows(&s, STR("messages")), N_MESSAGES + 1);
    CHECK_INT(stock_rows(&s, STR("events")), 3);
    CHECK_INT(s.audit_seq, 4);
    CHECK_INT(s.audit_hash.len, 64);
}

static void all(void) {
    static const unsigned char secret[ROOT_BYTES] = {7, 7, 7};
    CHECK(ring_derive(secret, &ring));
    use(&ring);
    str ref = fill();
    test_count();
    test_renewal(ref);
    test_broken();
    test_changed_meanwhile();
    test_owner();
}

int main(void) {
    bench_run("stock", all);
    CHECK_MAIN();
}
