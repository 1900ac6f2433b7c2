// SPDX-License-Identifier: Apache-2.0
#include "desk/audit.h"

#include "base/num.h"

#include <sodium.h>
#include <string.h>

enum { ROWS_AT_ONCE = 1000 };

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

const str audit_actions[] = {
    // of staff: themselves, and each other
    STR_INIT("sign_in"), STR_INIT("sign_out"), STR_INIT("session_ended"), STR_INIT("proved"),
    STR_INIT("invited"), STR_INIT("joined"), STR_INIT("reset"), STR_INIT("reset_password"),
    STR_INIT("reset_asked"), STR_INIT("reset_granted"), STR_INIT("reset_denied"), STR_INIT("role_changed"),
    STR_INIT("turned_off"), STR_INIT("turned_on"), STR_INIT("new_codes"), STR_INIT("denied"),
    STR_INIT("number_shown"), STR_INIT("card_asked"), STR_INIT("card_shown"), STR_INIT("card_sent_back"),
    STR_INIT("card_taken_down"), STR_INIT("stop_lifted"),
    // of the machine, and of limits
    STR_INIT("areas_changed"), STR_INIT("password_changed"), STR_INIT("limit"), STR_INIT("backed_up"),
    STR_INIT("restored"), STR_INIT("purged"), STR_INIT("keys_changed"),
    // of a request
    STR_INIT("consent_given"), STR_INIT("came"), STR_INIT("assigned"), STR_INIT("paused"),
    STR_INIT("resumed"), STR_INIT("called"), STR_INIT("closed"), STR_INIT("cancelled"), STR_INIT("merged"),
    STR_INIT("took_in"), STR_INIT("warned"), STR_INIT("missed"), STR_INIT("reviewed"), STR_INIT("unreadable"),
    // of its visitor
    STR_INIT("shown"), STR_INIT("exported"), STR_INIT("corrected"), STR_INIT("withdrawn"), STR_INIT("deleted"),
    STR_INIT("deleted_all"), STR_INIT("remind_began"), STR_INIT("remind_ended"), STR_INIT("remind_deleted")};
const size_t n_audit_actions = COUNT(audit_actions);

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

// Form 1 is how rows began: without on whose behalf. They stay as they are.
enum { FORM_FIRST = 1, FORM_CALLER = 2 };

static void hash_row(const audit_row *r, unsigned char out[HASH_BYTES]) {
    const audit_entry *a = &r->entry;
    const str fields[] = {a->actor,  a->action,  a->object,     a->result,    a->reason,
                          r->before, r->by.role, r->by.request, r->by.address};
    const size_t n = r->form == FORM_FIRST ? COUNT(fields) - 3 : COUNT(fields);
    crypto_hash_sha256_state s;
    (void)crypto_hash_sha256_init(&s);
    put_field(&s, r->form == FORM_FIRST ? STR("v1") : STR("v2"));
    put_number(&s, (uint64_t)r->seq);
    put_number(&s, (uint64_t)r->at_ms);
    for (size_t i = 0; i < n; i++)
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
    unsigned char hash[HASH_BYTES];
    audit_row r = {.seq = last.n > 0 ? rows_at(&last, 0, 0)->i + 1 : 1,
                   .at_ms = now_ms,
                   .entry = *a,
                   .by = d->by,
                   .form = FORM_CALLER,
                   .before = last.n > 0 ? rows_at(&last, 0, 1)->s : nothing_before()};
    hash_row(&r, hash);
    value takes[] = {
        value_int(r.seq),       value_int(now_ms),    value_str(a->actor),
        value_str(a->action),   value_str(a->object), value_str(a->result),
        value_str(a->reason),   value_str(r.before),  value_str((str){(const char *)hash, HASH_BYTES}),
        value_int(r.form),      value_str(r.by.role), value_str(r.by.request),
        value_str(r.by.address)};
    return store_run(d->db, AUDIT_PUT, takes, COUNT(takes), mem, NULL, e);
}

typedef struct {
    desk *d;
    statement which;
    const value *takes;
    size_t n;
    const audit_entry *entry;
    int64_t now_ms;
    arena *mem;
    rows *out;
} told;

static rc do_told(store *s, void *ctx, err *e) {
    const told *t = ctx;
    rc code = store_run(s, t->which, t->takes, t->n, t->mem, t->out, e);
    return code == RC_OK && t->out->n > 0 ? audit_put(t->d, t->entry, t->now_ms, t->mem, e) : code;
}

rc audit_once(desk *d, statement which, const value *takes, size_t n, const audit_entry *entry,
              int64_t now_ms, arena *mem, rows *out, err *e) {
    told t = {d, which, takes, n, entry, now_ms, mem, out};
    return store_do(d->db, do_told, &t, e);
}

static rc put_alone(store *s, void *ctx, err *e) {
    const told *t = ctx;
    (void)s;
    return audit_put(t->d, t->entry, t->now_ms, t->mem, e);
}

rc audit_put_alone(desk *d, const audit_entry *entry, int64_t now_ms, arena *mem, err *e) {
    told t = {.d = d, .entry = entry, .now_ms = now_ms, .mem = mem};
    return store_do(d->db, put_alone, &t, e);
}

// ---- all of them -------------------------------------------------------------------------------------------------------

static audit_row read_row(const rows *r, size_t i) {
    return (audit_row){.seq = rows_at(r, i, 0)->i,
                       .at_ms = rows_at(r, i, 1)->i,
                       .entry = {rows_at(r, i, 2)->s, rows_at(r, i, 3)->s, rows_at(r, i, 4)->s,
                                 rows_at(r, i, 5)->s, rows_at(r, i, 6)->s},
                       .before = rows_at(r, i, 7)->s,
                       .hash = rows_at(r, i, 8)->s,
                       .form = rows_at(r, i, 9)->i,
                       .by = {rows_at(r, i, 10)->s, rows_at(r, i, 11)->s, rows_at(r, i, 12)->s}};
}

// A row of the first form has nothing in what its hash does not go over.
static bool has_form(const audit_row *r) {
    bool is_bare = r->by.role.len + r->by.request.len + r->by.address.len == 0;
    return r->form == FORM_CALLER || (r->form == FORM_FIRST && is_bare);
}

static bool fits(const audit_row *r, const audit_state *so_far) {
    unsigned char hash[HASH_BYTES];
    str wanted = so_far->seq == 0 ? nothing_before() : (str){(const char *)so_far->head, HASH_BYTES};
    hash_row(r, hash);
    return r->seq == so_far->seq + 1 && has_form(r) && str_is(r->before, wanted) &&
           str_is(r->hash, (str){(const char *)hash, HASH_BYTES});
}

static void follow(const rows *found, audit_state *state) {
    for (size_t i = 0; i < found->n && state->broken_at == 0; i++) {
        audit_row r = read_row(found, i);
        if (!fits(&r, state)) {
            state->broken_at = r.seq;
            return;
        }
        state->n++;
        state->seq = r.seq;
        memcpy(state->head, r.hash.ptr, HASH_BYTES);
    }
}

rc audit_follow(desk *d, arena *mem, audit_state *state, err *e) {
    arena some;
    rc code = RC_OK;
    arena_init(&some, mem->source, 0);
    for (size_t n = ROWS_AT_ONCE; n == ROWS_AT_ONCE && code == RC_OK && state->broken_at == 0;) {
        value takes[] = {value_int(state->seq), value_int(ROWS_AT_ONCE)};
        rows found = {0};
        arena_reset(&some);
        code = store_run(d->db, AUDIT_AFTER, takes, COUNT(takes), &some, &found, e);
        n = found.n;
        if (code == RC_OK)
            follow(&found, state);
    }
    arena_done(&some);
    return code;
}

rc audit_verify(desk *d, arena *mem, audit_state *out, err *e) {
    *out = (audit_state){0};
    return audit_follow(d, mem, out, e);
}

rc audit_list(desk *d, int64_t before, size_t most, arena *mem, audit_rows *out, err *e) {
    value takes[] = {value_int(before > 0 ? before : INT64_MAX), value_int((int64_t)most)};
    rows found;
    rc code = store_run(d->db, AUDIT_BEFORE, takes, COUNT(takes), mem, &found, e);
    if (code != RC_OK)
        return code;
    audit_row *all = ARENA_ARRAY(mem, audit_row, found.n + 1);
    if (all == NULL)
        return err_set(e, RC_MEMORY, "no memory for rows of the audit");
    for (size_t i = 0; i < found.n; i++)
        all[i] = read_row(&found, i);
    *out = (audit_rows){all, found.n};
    return RC_OK;
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

rc audit_keep(desk *d, const audit_state *state, str line, int64_t now_ms, arena *mem, err *e) {
    value takes[] = {value_int(state->seq), value_int(now_ms), value_str(line)};
    return store_once(d->db, CHECKPOINT_PUT, takes, COUNT(takes), mem, NULL, e);
}

rc audit_kept(desk *d, arena *mem, kept_checkpoint *out, err *e) {
    rows found;
    rc code = store_run(d->db, CHECKPOINT_LAST, NULL, 0, mem, &found, e);
    *out = (kept_checkpoint){0};
    if (code == RC_OK && found.n > 0)
        *out = (kept_checkpoint){rows_at(&found, 0, 0)->i, rows_at(&found, 0, 1)->i, rows_at(&found, 0, 2)->s};
    return code;
}

str audit_paper(str hash, arena *mem) {
    buf b = buf_make(mem);
    for (size_t i = 0; i + 1 < 2 * PAPER_GROUPS && i + 1 < hash.len; i += 2) {
        if (i > 0)
            BUF_LIT(&b, " ");
        buf_put_padded(&b, (unsigned char)hash.ptr[i] * 256 + (unsigned char)hash.ptr[i + 1], 5);
    }
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
