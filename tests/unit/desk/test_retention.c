// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
// What is kept is there until its last moment, and then nowhere: not in a row, and not in a byte of the file or of its log. What outlives it
// names nobody.
#include "desk/bench.h"
#include "desk/own.h"
#include "desk/receipt.h"
#include "desk/retention.h"

#include <stdio.h>
#include <string.h>

static const int64_t day_ms = 24 * 3600000;

static void run_at(int64_t at_ms) {
    CHECK_OK(retention_run(&bench_desk, at_ms, &bench_mem, &bench_err));
}

static const lead *find(str ref) {
    const lead *found = NULL;
    CHECK_OK(lead_find(&bench_desk, ref, &bench_mem, &found, &bench_err));
    return found;
}

static void act(str ref, happening what, bool is_stop) {
    deed did = {.what = what, .owner = STR("anna"), .outcome = STR("done"), .is_stop = is_stop};
    deed_result result;
    CHECK_OK(lead_do(&bench_desk, ref, find(ref)->version, &did, bench_now_ms, &bench_mem, &result, &bench_err));
    CHECK_INT(result, DEED_DONE);
}

// An open request stays, however old; a closed one 180 days.
static void test_leads(void) {
    int64_t at_ms = bench_now_ms;
    str open = bench_lead(1), closed = bench_lead(2);
    act(closed, HAPPENS_ASSIGN, false);
    act(closed, HAPPENS_CLOSE, false);
    run_at(at_ms + 180 * day_ms - 1);
    CHECK(find(open) != NULL && find(closed) != NULL);
    run_at(at_ms + 180 * day_ms);
    CHECK(find(open) != NULL && find(closed) == NULL);
}

static int64_t count_sent(code_for to) {
    code_sent sent;
    int64_t n = 0;
    to.flow = secret_id(&bench_mem);
    CHECK_OK(code_send(&bench_desk, &to, bench_now_ms, &bench_mem, &sent, &bench_err));
    while (bench_take_code().len > 0)
        n++;
    return n;
}

// Who wants no more calls gets no messages either, for three years.
static void test_stops(void) {
    int64_t at_ms = bench_now_ms;
    str ref = bench_lead(3);
    act(ref, HAPPENS_ASSIGN, false);
    act(ref, HAPPENS_CLOSE, true);
    bench_now_ms = at_ms + 1095 * day_ms - 1;
    run_at(bench_now_ms);
    CHECK_INT(count_sent(bench_proof(3)), 0);
    bench_now_ms++;
    run_at(bench_now_ms);
    bench_now_ms += day_ms;
    CHECK_INT(count_sent(bench_proof(3)), 1);
}

// ---- receipts ---

static const receipt *list_of(str ref, size_t *n) {
    const receipt *all = NULL;
    CHECK_OK(receipt_list(&bench_desk, ref, &bench_mem, &all, n, &bench_err));
    return all;
}

// What was agreed to is known by its reference for 1,095 days from when it was given, or taken back, also when the request is gone.
static void test_receipts(void) {
    int64_t at_ms = bench_now_ms;
    str deleted = bench_lead(4), withdrawn = bench_lead(5);
    deed_result result;
    size_t n = 0;
    CHECK_OK(lead_delete(&bench_desk, deleted, at_ms + day_ms, &bench_mem, &bench_err));
    CHECK_OK(own_withdraw(&bench_desk, withdrawn, STR("call"), at_ms + day_ms, &bench_mem, &result, &bench_err));
    CHECK_INT(result, DEED_DONE);
    run_at(at_ms + 200 * day_ms);
    CHECK(find(deleted) == NULL && find(withdrawn) == NULL);
    const receipt *r = list_of(deleted, &n);
    CHECK_INT(n, 1);
    CHECK_STR(r[0].purpose, STR("call"));
    CHECK_STR(r[0].receiver, STR("operator"));
    CHECK_STR(r[0].words_hash, receipt_words(&bench_desk, STR("我同意"), &bench_mem));
    CHECK_INT(r[0].given_ms, at_ms);
    CHECK_INT(r[0].withdrawn_ms, 0);
    r = list_of(withdrawn, &n);
    CHECK_INT(n, 1);
    CHECK_INT(r[0].withdrawn_ms, at_ms + day_ms);
    (void)list_of(STR("0000000000000"), &n);
    CHECK_INT(n, 0);
    run_at(at_ms + 1095 * day_ms - 1);
    (void)list_of(deleted, &n);
    CHECK_INT(n, 1);
    run_at(at_ms + 1095 * day_ms);
    (void)list_of(deleted, &n);
    CHECK_INT(n, 0);
    run_at(at_ms + 1096 * day_ms - 1);
    (void)list_of(withdrawn, &n);
    CHECK_INT(n, 1);
    run_at(at_ms + 1096 * day_ms);
    (void)list_of(withdrawn, &n);
    CHECK_INT(n, 0);
}

// ---- bytes ---

enum { N_LEADS = 300, FILE_MOST = 16 << 20, N_MARKS = 4 };

// All bytes of a file; none: it is not there.
static str read_file(const char *name, const char *behind) {
    static char room[FILE_MOST];
    char path[128];
    (void)snprintf(path, sizeof path, "%s%s", name, behind);
    FILE *f = fopen(path, "rb");
    str all = {room, f == NULL ? 0 : fread(room, 1, sizeof room, f)};
    CHECK(all.len < sizeof room);
    if (f != NULL)
        (void)fclose(f);
    return all;
}

static bool stands_in(str bytes, str mark) {
    return mark.len > 0 && memmem(bytes.ptr, bytes.len, mark.ptr, mark.len) != NULL;
}

// Its reference, and what is sealed of its number, name and question: as they stand in the row.
static void read_marks(str ref, str marks[N_MARKS]) {
    value takes[] = {value_str(ref)};
    rows row;
    CHECK_OK(store_run(bench_desk.db, LEAD_GET, takes, 1, &bench_mem, &row, &bench_err));
    for (size_t i = 0; i < N_MARKS; i++)
        marks[i] = rows_at(&row, 0, i + 1)->s;
}

static int64_t count_left(str marks[][N_MARKS], const int *which, size_t n, const char *behind) {
    str bytes = read_file(bench_file, behind);
    int64_t left = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < N_MARKS; k++)
            left += stands_in(bytes, marks[which[i]][k]);
    return left;
}

static void settle(void) {
    bool is_done = false;
    CHECK_OK(store_settle(bench_desk.db, &is_done, &bench_err));
    CHECK(is_done);
}

// Of many, so that pages were filled, split and put together: one is deleted by its visitor, all others but one have an end.
static void test_bytes(void) {
    static str marks[N_LEADS][N_MARKS];
    static str refs[N_LEADS];
    static int ended[N_LEADS];
    const int deleted = 17, stays = 99;
    size_t n = 0;
    int64_t at_ms = bench_now_ms;
    for (int i = 0; i < N_LEADS; i++) {
        bench_now_ms += 3600000;
        refs[i] = bench_lead(100 + i);
        read_marks(refs[i], marks[i]);
    }
    if (bench_file[0] == '\0') {
        settle();  // there is nothing to be done
        return;
    }
    CHECK(count_left(marks, &deleted, 1, "-wal") + count_left(marks, &deleted, 1, "") >= N_MARKS);  // it is read
    CHECK_OK(lead_delete(&bench_desk, refs[deleted], bench_now_ms, &bench_mem, &bench_err));
    CHECK(count_left(marks, &deleted, 1, "-wal") > 0);
    settle();
    CHECK_INT(read_file(bench_file, "-wal").len, 0);
    CHECK_INT(count_left(marks, &deleted, 1, ""), 0);
    CHECK_INT(count_left(marks, &stays, 1, ""), N_MARKS);
    for (int i = 0; i < N_LEADS; i++)
        if (i != deleted && i != stays) {
            act(refs[i], HAPPENS_ASSIGN, false);
            act(refs[i], HAPPENS_CLOSE, false);
            ended[n++] = i;
        }
    run_at(at_ms + 400 * day_ms);
    settle();
    CHECK_INT(read_file(bench_file, "-wal").len, 0);
    CHECK_INT(count_left(marks, ended, n, ""), 0);
    CHECK_INT(count_left(marks, &stays, 1, ""), N_MARKS);
    CHECK(find(refs[stays]) != NULL);
}

static void all(void) {
    test_leads();
    test_stops();
    test_receipts();
    test_bytes();
}

int main(void) {
    bench_run("retention", all);
    CHECK_MAIN();
}
