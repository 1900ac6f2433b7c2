// SPDX-License-Identifier: Apache-2.0
#include "desk/audit.h"

#include "base/num.h"

#include <sodium.h>
#include <string.h>

enum { ROWS_AT_ONCE = 1000 };

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

// ---- one row -----------------------------------------------------------------------------------------------------------

static void put_number(crypto_hash_sha256_state *s, uint64_t n) {
    unsigned char bytes[8];
    for (size_t i = 0; i < sizeof bytes; i++, n >>= 8)
        bytes[i] = (unsigned char)(n & 0xFF);
    (void)crypto_hash_sha256_update(s, bytes, sizeof bytes);
}

// Every field with its length, so that no two rows are the same bytes.
static void put_field(crypto_hash_sha256_state *s, str field) {
    put_number(s, field.len);
    (void)crypto_hash_sha256_update(s, (const unsigned char *)(field.ptr == NULL ? "" : field.ptr), field.len);
}

static void hash_row(int64_t seq, int64_t at_ms, const audit_entry *a, str before,
                     unsigned char out[HASH_BYTES]) {
    const str fields[] = {a->actor, a->action, a->object, a->result, a->reason, before};
    crypto_hash_sha256_state s;
    (void)crypto_hash_sha256_init(&s);
    put_field(&s, STR("v1"));
    put_number(&s, (uint64_t)seq);
    put_number(&s, (uint64_t)at_ms);
    for (size_t i = 0; i < COUNT(fields); i++)
        put_field(&s, fields[i]);
    (void)crypto_hash_sha256_final(&s, out);
}

static str nothing_before(void) {
    static const char zeros[HASH_BYTES];
    return (str){zeros, HASH_BYTES};
}

rc audit_put(desk *d, const audit_entry *a, int64_t now_ms, arena *mem, err *e) {
    value chain = value_str(STR("audit"));
    rows locked, last;
    rc code = store_run(d->db, SUBJECT_LOCK, &chain, 1, mem, &locked, e);
    if (code == RC_OK)
        code = store_run(d->db, AUDIT_LAST, NULL, 0, mem, &last, e);
    if (code != RC_OK)
        return code;
    int64_t seq = last.n > 0 ? rows_at(&last, 0, 0)->i + 1 : 1;
    str before = last.n > 0 ? rows_at(&last, 0, 1)->s : nothing_before();
    unsigned char hash[HASH_BYTES];
    hash_row(seq, now_ms, a, before, hash);
    value takes[] = {
        value_int(seq),       value_int(now_ms),    value_str(a->actor),
        value_str(a->action), value_str(a->object), value_str(a->result),
        value_str(a->reason), value_str(before),    value_str((str){(const char *)hash, HASH_BYTES})};
    return store_run(d->db, AUDIT_PUT, takes, COUNT(takes), mem, NULL, e);
}

// ---- all of them -------------------------------------------------------------------------------------------------------

static bool fits(const rows *r, size_t i, const audit_state *so_far) {
    audit_entry a = {rows_at(r, i, 2)->s, rows_at(r, i, 3)->s, rows_at(r, i, 4)->s, rows_at(r, i, 5)->s,
                     rows_at(r, i, 6)->s};
    unsigned char hash[HASH_BYTES];
    str before = rows_at(r, i, 7)->s, kept = rows_at(r, i, 8)->s;
    str wanted = so_far->n == 0 ? nothing_before() : (str){(const char *)so_far->head, HASH_BYTES};
    hash_row(rows_at(r, i, 0)->i, rows_at(r, i, 1)->i, &a, before, hash);
    return rows_at(r, i, 0)->i == so_far->seq + 1 && str_is(before, wanted) &&
           str_is(kept, (str){(const char *)hash, HASH_BYTES});
}

static void follow(const rows *r, audit_state *state) {
    for (size_t i = 0; i < r->n && state->broken_at == 0; i++) {
        if (!fits(r, i, state)) {
            state->broken_at = rows_at(r, i, 0)->i;
            return;
        }
        state->n++;
        state->seq = rows_at(r, i, 0)->i;
        memcpy(state->head, rows_at(r, i, 8)->s.ptr, HASH_BYTES);
    }
}

rc audit_verify(desk *d, arena *mem, audit_state *out, err *e) {
    arena some;
    rc code = RC_OK;
    *out = (audit_state){0};
    arena_init(&some, mem->source, 0);
    for (size_t n = ROWS_AT_ONCE; n == ROWS_AT_ONCE && code == RC_OK && out->broken_at == 0;) {
        value takes[] = {value_int(out->seq), value_int(ROWS_AT_ONCE)};
        rows found = {0};
        arena_reset(&some);
        code = store_run(d->db, AUDIT_AFTER, takes, COUNT(takes), &some, &found, e);
        n = found.n;
        if (code == RC_OK)
            follow(&found, out);
    }
    arena_done(&some);
    return code;
}

// ---- checkpoints -------------------------------------------------------------------------------------------------------

// SEQ HASH TIME MARK
str audit_checkpoint(const desk *d, const audit_state *state, int64_t now_ms, arena *mem) {
    buf b = buf_make(mem);
    buf_print(&b, "{i} {s} {i}", state->seq, secret_hex((str){(const char *)state->head, HASH_BYTES}, mem),
              now_ms);
    str text = buf_str(&b);
    buf_print(&b, " {s}", secret_hex(secret_sign(d->keys, text, mem), mem));
    return buf_str(&b);
}

static str last_word(str line, str *before) {
    size_t at = line.len;
    while (at > 0 && line.ptr[at - 1] != ' ')
        at--;
    *before = str_slice(line, 0, at > 0 ? at - 1 : 0);
    return str_slice(line, at, line.len);
}

rc audit_check(desk *d, str line, arena *mem, checkpoint_check *out, err *e) {
    str text, mark = last_word(str_trim(line), &text), rest = text, hash;
    int64_t seq = 0;
    rows found;
    (void)last_word(text, &rest);
    hash = last_word(rest, &rest);
    *out = CHECKPOINT_FORGED;
    if (!secret_is_signed(d->keys, text, mark) || num_parse(rest, 0, &seq) != NUM_OK)
        return RC_OK;
    value takes[] = {value_int(seq - 1), value_int(1)};
    rc code = store_run(d->db, AUDIT_AFTER, takes, COUNT(takes), mem, &found, e);
    if (code != RC_OK)
        return code;
    bool is_there = found.n > 0 && rows_at(&found, 0, 0)->i == seq &&
                    str_is(secret_hex(rows_at(&found, 0, 8)->s, mem), hash);
    *out = seq == 0 || is_there ? CHECKPOINT_FITS : CHECKPOINT_BROKEN;
    return RC_OK;
}
