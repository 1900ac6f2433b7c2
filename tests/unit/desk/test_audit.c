// SPDX-License-Identifier: Apache-2.0
// A row that is changed in any column, left out, taken from the end, or all of it written anew: it is found.
#include "desk/audit.h"
#include "desk/bench.h"

#include <sodium.h>
#include <sqlite3.h>
#include <string.h>

enum { N_OLD = 3, N_ROWS = 200, N_CHOSEN = 50 };

static void hash_number(crypto_hash_sha256_state *s, uint64_t n) {
    for (int i = 0; i < 8; i++, n >>= 8)
        (void)crypto_hash_sha256_update(s, &(unsigned char){(unsigned char)(n & 0xFF)}, 1);
}

static void hash_text(crypto_hash_sha256_state *s, str text) {
    hash_number(s, text.len);
    (void)crypto_hash_sha256_update(s, (const unsigned char *)(text.ptr == NULL ? "" : text.ptr), text.len);
}

// A row as it was before rows said on whose behalf.
static str put_old(int64_t seq, str before) {
    static unsigned char hashes[N_OLD + 1][HASH_BYTES];
    const str fields[] = {STR_INIT("v1"),
                          STR_INIT("anna"),
                          STR_INIT("assigned"),
                          STR_INIT("lead"),
                          STR_INIT("done"),
                          STR_INIT("because"),
                          before};
    crypto_hash_sha256_state s;
    (void)crypto_hash_sha256_init(&s);
    hash_text(&s, fields[0]);
    hash_number(&s, (uint64_t)seq);
    hash_number(&s, (uint64_t)bench_now_ms);
    for (size_t i = 1; i < 7; i++)
        hash_text(&s, fields[i]);
    (void)crypto_hash_sha256_final(&s, hashes[seq]);
    str hash = {(const char *)hashes[seq], HASH_BYTES};
    value takes[] = {value_int(seq),       value_int(bench_now_ms), value_str(fields[1]),
                     value_str(fields[2]), value_str(fields[3]),    value_str(fields[4]),
                     value_str(fields[5]), value_str(before),       value_str(hash),
                     value_int(1),         value_str((str){0}),     value_str((str){0}),
                     value_str((str){0})};
    CHECK_OK(store_once(bench_desk.db, AUDIT_PUT, takes, sizeof takes / sizeof takes[0], &bench_mem, NULL,
                        &bench_err));
    return hash;
}

static rc put_one(store *s, void *ctx, err *e) {
    (void)s;
    return audit_put(&bench_desk, ctx, bench_now_ms, &bench_mem, e);
}

static void put(int i) {
    audit_entry entry = {.actor = secret_id(&bench_mem),
                         .action = STR("number_shown"),
                         .object = STR("a\nb,\"c\""),
                         .result = i % 2 == 0 ? STR("done") : STR(""),
                         .reason = STR("换行\n也不怕")};
    bench_now_ms += 1000;
    bench_desk.by = (caller){.role = i % 3 == 0 ? STR("admin") : (str){0},
                             .request = secret_id(&bench_mem),
                             .address = i % 5 == 0 ? (str){0} : secret_id(&bench_mem)};
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
    static const char zeros[HASH_BYTES];
    str before = {zeros, HASH_BYTES};
    for (int i = 1; i <= N_OLD; i++)
        before = put_old(i, before);
    for (int i = N_OLD; i < N_ROWS; i++) {
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
    {"UPDATE audit SET hash = zeroblob(32) WHERE seq = 200", 200},
    {"UPDATE audit SET role = 'admin' WHERE seq = 2", 2},
    {"UPDATE audit SET request = x'01' WHERE seq = 2", 2},
    {"UPDATE audit SET form = 2 WHERE seq = 2", 2},
    {"UPDATE audit SET form = 1, role = '', request = x'', address = x'' WHERE seq = 50", 50},
    {"UPDATE audit SET action = action || result, result = '' WHERE seq = 3", 3},
    {"DELETE FROM audit WHERE seq = 30", 31},
    {"DELETE FROM audit WHERE seq = 1", 2},
    {"UPDATE audit SET seq = 201 WHERE seq = 200", 201},
    {"INSERT INTO audit SELECT 201, at_ms, actor, action, object, result, reason, before, hash, form, role, "
     "request, address "
     "FROM audit WHERE seq = 200",
     201},
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

// A bit of what stands there; where nothing does, something.
static void flip(const char *column, int64_t seq, unsigned chance) {
    char text[160];
    sqlite3_stmt *read = NULL, *write = NULL;
    (void)snprintf(text, sizeof text, "SELECT %s FROM audit WHERE seq = ?1", column);
    CHECK_INT(sqlite3_prepare_v2(file, text, -1, &read, NULL), SQLITE_OK);
    (void)snprintf(text, sizeof text, "UPDATE audit SET %s = ?2 WHERE seq = ?1", column);
    CHECK_INT(sqlite3_prepare_v2(file, text, -1, &write, NULL), SQLITE_OK);
    sqlite3_bind_int64(read, 1, seq);
    sqlite3_bind_int64(write, 1, seq);
    CHECK_INT(sqlite3_step(read), SQLITE_ROW);
    int type = sqlite3_column_type(read, 0);
    unsigned char bytes[256] = {'x'};
    if (type == SQLITE_INTEGER) {
        sqlite3_bind_int64(write, 2, sqlite3_column_int64(read, 0) ^ ((sqlite3_int64)1 << (20 + chance % 20)));
    } else {
        int n = sqlite3_column_bytes(read, 0);
        const void *was =
            type == SQLITE_TEXT ? (const void *)sqlite3_column_text(read, 0) : sqlite3_column_blob(read, 0);
        if (n > 0) {
            memcpy(bytes, was, (size_t)n);
            bytes[chance % (unsigned)n] ^= type == SQLITE_TEXT ? 1 : (unsigned char)(1 << chance / 7 % 8);
        }
        if (type == SQLITE_TEXT)
            sqlite3_bind_text(write, 2, (const char *)bytes, n > 0 ? n : 1, SQLITE_TRANSIENT);
        else
            sqlite3_bind_blob(write, 2, bytes, n > 0 ? n : 1, SQLITE_TRANSIENT);
    }
    CHECK_INT(sqlite3_step(write), SQLITE_DONE);
    sqlite3_finalize(read);
    sqlite3_finalize(write);
}

static void test_bits(void) {
    static const char *const columns[] = {"seq",    "at_ms", "actor", "action", "object",  "result", "reason",
                                          "before", "hash",  "form",  "role",   "request", "address"};
    for (int i = 0; i < N_CHOSEN; i++) {
        int64_t seq = 1 + secret_below(N_ROWS);
        CHECK_TABLE(columns, c) {
            unsigned chance = secret_below(1 << 20);
            flip(columns[c], seq, chance);
            // a row that has another number is missed where it was
            int64_t wanted = c > 0 ? seq : seq < N_ROWS ? seq + 1 : seq ^ ((int64_t)1 << (20 + chance % 20));
            if (!CHECK_INT(verify().broken_at, wanted))
                printf("  row %d, %s, by chance %u\n", (int)seq, columns[c], chance);
            change("DELETE FROM audit; INSERT INTO audit SELECT * FROM kept");
        }
    }
    CHECK_INT(verify().broken_at, 0);
}

// The chain alone cannot tell that its end is missing: the checkpoints can.
static void test_cut(void) {
    change("DELETE FROM audit WHERE seq > 190");
    CHECK_INT(verify().broken_at, 0);
    CHECK_INT(check(early), CHECKPOINT_FITS);
    CHECK_INT(check(late), CHECKPOINT_BROKEN);
    change("DELETE FROM audit");
    CHECK_INT(verify().broken_at, 0);
    CHECK_INT(check(early), CHECKPOINT_BROKEN);
    CHECK_INT(check(late), CHECKPOINT_BROKEN);
    for (int i = 0; i < N_ROWS; i++)
        put(i + 1);
    CHECK_INT(verify().broken_at, 0);
    CHECK_INT(check(early), CHECKPOINT_BROKEN);
    CHECK_INT(check(late), CHECKPOINT_BROKEN);
}

// ---- looking at it -----------------------------------------------------------------------------------------------------

static void test_list(void) {
    audit_rows list;
    kept_checkpoint last;
    CHECK_OK(audit_list(&bench_desk, 0, 50, &bench_mem, &list, &bench_err));
    CHECK_INT(list.n, 50);
    CHECK_INT(list.all[0].seq, N_ROWS);
    CHECK_INT(list.all[49].seq, N_ROWS - 49);
    CHECK_STR(list.all[0].entry.reason, STR("换行\n也不怕"));  // still one row
    CHECK_OK(audit_list(&bench_desk, 3, 50, &bench_mem, &list, &bench_err));
    CHECK_INT(list.n, 2);
    CHECK_OK(audit_kept(&bench_desk, &bench_mem, &last, &bench_err));
    CHECK_INT(last.line.len, 0);
    audit_state state = verify();
    CHECK_OK(audit_keep(&bench_desk, &state, late, bench_now_ms, &bench_mem, &bench_err));
    CHECK_OK(audit_kept(&bench_desk, &bench_mem, &last, &bench_err));
    CHECK_STR(last.line, late);
    CHECK_INT(last.seq, N_ROWS);
    CHECK_STR(audit_paper((str){"\x00\x00\xFF\xFF\x00\x01\x27\x10................................", 32},
                          &bench_mem),
              STR("00000 65535 00001 10000 11822 11822 11822 11822"));
}

// What was followed so far is not gone over again.
static void test_follow(void) {
    audit_state state = verify();
    put(1);
    put(2);
    CHECK_OK(audit_follow(&bench_desk, &bench_mem, &state, &bench_err));
    CHECK_INT(state.seq, N_ROWS + 2);
    CHECK_INT(state.n, N_ROWS + 2);
    CHECK_INT(state.broken_at, 0);
}

static void all(void) {
    test_whole();
    test_list();
    if (bench_file[0] != '\0') {  // PostgreSQL: the same code reads the same rows
        CHECK_INT(sqlite3_open(bench_file, &file), SQLITE_OK);
        test_changed();
        test_bits();
        test_cut();
        CHECK_INT(sqlite3_close(file), SQLITE_OK);
    }
    test_follow();
}

int main(void) {
    bench_run("audit", all);
    CHECK_MAIN();
}
