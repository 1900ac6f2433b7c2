// SPDX-License-Identifier: Apache-2.0
// A row that is changed in any column, left out, taken from the end, or all of it written anew: it is found.
#include "desk/audit.h"
#include "desk/bench.h"

#include <sqlite3.h>

enum { N_ROWS = 60 };

static rc put_one(store *s, void *ctx, err *e) {
    (void)s;
    return audit_put(&bench_desk, ctx, bench_now_ms, &bench_mem, e);
}

static void put(int i) {
    audit_entry entry = {.actor = secret_id(&bench_mem),
                         .action = STR("looked"),
                         .object = STR("a\nb,\"c\""),
                         .result = i % 2 == 0 ? STR("done") : STR(""),
                         .reason = STR("换行\n也不怕")};
    bench_now_ms += 1000;
    CHECK_OK(store_do(bench_desk.db, put_one, &entry, &bench_err));
}

static audit_state verify(void) {
    audit_state state;
    CHECK_OK(audit_verify(&bench_desk, &bench_mem, &state, &bench_err));
    return state;
}

static checkpoint_check check(str line) {
    checkpoint_check result = CHECKPOINT_FORGED;
    CHECK_OK(audit_check(&bench_desk, line, &bench_mem, &result, &bench_err));
    return result;
}

static str early, late;

static void test_whole(void) {
    audit_state state = verify();
    CHECK_INT(state.n, 0);
    CHECK_INT(check(audit_checkpoint(&bench_desk, &state, bench_now_ms, &bench_mem)), CHECKPOINT_FITS);
    for (int i = 0; i < N_ROWS; i++) {
        put(i);
        if (i == 9) {
            state = verify();
            early = audit_checkpoint(&bench_desk, &state, bench_now_ms, &bench_mem);
        }
    }
    state = verify();
    CHECK_INT(state.n, N_ROWS);
    CHECK_INT(state.broken_at, 0);
    late = audit_checkpoint(&bench_desk, &state, bench_now_ms, &bench_mem);
    CHECK_INT(check(early), CHECKPOINT_FITS);
    CHECK_INT(check(late), CHECKPOINT_FITS);
    for (size_t at = 0; at < late.len; at++) {
        buf b = buf_make(&bench_mem);
        buf_put(&b, late);
        b.ptr[at] = late.ptr[at] == '1' ? '2' : '1';
        CHECK_INT(check(buf_str(&b)), CHECKPOINT_FORGED);
        CHECK_INT(check(str_slice(late, 0, at)), CHECKPOINT_FORGED);
    }
}

// ---- by somebody who holds the file ------------------------------------------------------------------------------------

static sqlite3 *file;

static void change(const char *text) {
    char *why = NULL;
    CHECK_INT(sqlite3_exec(file, text, NULL, NULL, &why), SQLITE_OK);
    if (why != NULL)
        printf("  %s\n", why);
}

static bool is_refused(const char *text) {
    return sqlite3_exec(file, text, NULL, NULL, NULL) != SQLITE_OK;
}

static const struct {
    const char *does;
    int64_t broken_at;
} changes[] = {
    {"UPDATE audit SET at_ms = at_ms + 1 WHERE seq = 7", 7},
    {"UPDATE audit SET actor = x'00' WHERE seq = 8", 8},
    {"UPDATE audit SET action = 'lookee' WHERE seq = 20", 20},
    {"UPDATE audit SET object = x'61' WHERE seq = 31", 31},
    {"UPDATE audit SET result = 'dome' WHERE seq = 33", 33},
    {"UPDATE audit SET reason = '' WHERE seq = 40", 40},
    {"UPDATE audit SET before = zeroblob(32) WHERE seq = 41", 41},
    {"UPDATE audit SET hash = zeroblob(32) WHERE seq = 60", 60},
    {"UPDATE audit SET action = action || result, result = '' WHERE seq = 3", 3},
    {"DELETE FROM audit WHERE seq = 30", 31},
    {"DELETE FROM audit WHERE seq = 1", 2},
    {"UPDATE audit SET seq = 61 WHERE seq = 60", 61},
    {"INSERT INTO audit SELECT 61, at_ms, actor, action, object, result, reason, before, hash FROM audit "
     "WHERE seq = 60",
     61},
};

static void test_changed(void) {
    CHECK(is_refused("UPDATE audit SET result = '' WHERE seq = 1"));
    CHECK(is_refused("DELETE FROM audit"));
    change("DROP TRIGGER audit_stays; DROP TRIGGER audit_is_kept; CREATE TABLE kept AS SELECT * FROM audit");
    CHECK_TABLE(changes, i) {
        change(changes[i].does);
        CHECK_INT(verify().broken_at, changes[i].broken_at);
        change("DELETE FROM audit; INSERT INTO audit SELECT * FROM kept");
        CHECK_INT(verify().broken_at, 0);
    }
}

// The chain alone cannot tell that its end is missing: the checkpoints can.
static void test_cut(void) {
    change("DELETE FROM audit WHERE seq = 60");
    CHECK_INT(verify().broken_at, 0);
    CHECK_INT(check(early), CHECKPOINT_FITS);
    CHECK_INT(check(late), CHECKPOINT_BROKEN);
    change("DELETE FROM audit");
    for (int i = 0; i < N_ROWS; i++)
        put(i + 1);
    CHECK_INT(verify().broken_at, 0);
    CHECK_INT(check(early), CHECKPOINT_BROKEN);
    CHECK_INT(check(late), CHECKPOINT_BROKEN);
}

static void all(void) {
    test_whole();
    if (bench_file[0] == '\0')
        return;  // PostgreSQL: the same code reads the same rows
    CHECK_INT(sqlite3_open(bench_file, &file), SQLITE_OK);
    test_changed();
    test_cut();
    CHECK_INT(sqlite3_close(file), SQLITE_OK);
}

int main(void) {
    bench_run("audit", all);
    CHECK_MAIN();
}
