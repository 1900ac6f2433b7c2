// SPDX-License-Identifier: Apache-2.0
#include "desk/staff.h"

#include "base/utf8.h"
#include "desk/audit.h"
#include "desk/limit.h"
#include "desk/totp.h"

#include <sodium.h>
#include <string.h>

enum {
    INVITED_MS = 30 * 60000,
    IDLE_MS = 30 * 60000,
    SIGNED_IN_MS = 12 * 3600000,
    SESSIONS_MOST = 3,
    SEEN_MS = 60000,  // how exactly it is known when somebody was here
    COOKIE_BYTES = 32,
    PASSWORD_OPS = 3,
    PASSWORD_MEMORY = 64 << 20
};

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

bool role_find(str name, role *out) {
    static const struct {
        str name;
        role role;
    } roles[] = {{STR_INIT("consultant"), ROLE_CONSULTANT},
                 {STR_INIT("supervisor"), ROLE_SUPERVISOR},
                 {STR_INIT("admin"), ROLE_ADMIN}};
    for (size_t i = 0; i < COUNT(roles); i++)
        if (str_is(name, roles[i].name)) {
            *out = roles[i].role;
            return true;
        }
    return false;
}

static str index_of(const desk *d, const char *what, str text, arena *mem) {
    return secret_index(d->keys, str_of_c(what), &text, 1, mem);
}

// ---- words by chance ---------------------------------------------------------------------------------------------------

static str random_word(arena *mem) {
    unsigned char raw[COOKIE_BYTES];
    size_t len = sodium_base64_ENCODED_LEN(COOKIE_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    char *text = arena_alloc(mem, len, 1);
    randombytes_buf(raw, sizeof raw);
    if (text == NULL)
        return (str){0};
    sodium_bin2base64(text, len, raw, sizeof raw, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return (str){text, len - 1};
}

str staff_new_secret(const desk *d, str token, arena *mem) {
    return str_slice(index_of(d, "totp", token, mem), 0, TOTP_SECRET_BYTES);
}

str staff_form_word(const desk *d, str cookie, arena *mem) {
    return secret_hex(index_of(d, "form", cookie, mem), mem);
}

// ---- coming in ---------------------------------------------------------------------------------------------------------

rc staff_invite(desk *d, str name, str role_name, int64_t now_ms, arena *mem, str *token, err *e) {
    role is_known;
    if (name.len == 0 || !role_find(role_name, &is_known))
        return err_set(e, RC_INPUT, "expected a name and a role: consultant, supervisor or admin");
    str word = random_word(mem);
    value takes[] = {value_str(secret_id(mem)),      value_str(name),
                     value_str(role_name),           value_str(index_of(d, "invite", word, mem)),
                     value_int(now_ms + INVITED_MS), value_int(now_ms)};
    rows invited = {0};
    rc code = store_once(d->db, STAFF_INVITE, takes, COUNT(takes), mem, &invited, e);
    *token = invited.n > 0 ? word : (str){0};
    return code;
}

static rc find_invited(desk *d, str token, int64_t now_ms, arena *mem, rows *out, err *e) {
    value takes[] = {value_str(index_of(d, "invite", token, mem)), value_int(now_ms)};
    return store_run(d->db, STAFF_BY_INVITE, takes, COUNT(takes), mem, out, e);
}

rc staff_find_invited(desk *d, str token, int64_t now_ms, arena *mem, str *name, err *e) {
    rows found;
    rc code = find_invited(d, token, now_ms, mem, &found, e);
    *name = code == RC_OK && found.n > 0 ? rows_at(&found, 0, 1)->s : (str){0};
    return code;
}

// By letters, so that twelve of Chinese are twelve.
static join_result check_password(str password, str name) {
    size_t n = 0;
    uint32_t letter, first = 0;
    bool is_one_letter = true;
    for (size_t at = 0; at < password.len; n++) {
        at += utf8_next(password, at, &letter);
        first = n == 0 ? letter : first;
        is_one_letter &= letter == first;
    }
    if (n < PASSWORD_LETTERS_LEAST)
        return JOIN_SHORT;
    if (password.len > PASSWORD_BYTES_MOST)
        return JOIN_LONG;
    return is_one_letter || str_is(password, name) ? JOIN_COMMON : JOIN_DONE;
}

static str hash_of(str password, arena *mem) {
    char *out = arena_alloc(mem, crypto_pwhash_STRBYTES, 1);
    if (out == NULL || crypto_pwhash_str(out, password.ptr, password.len, PASSWORD_OPS, PASSWORD_MEMORY) != 0)
        return (str){0};
    return str_of_c(out);
}

rc staff_join(desk *d, str token, str password, str code, int64_t now_ms, arena *mem, join_result *out, err *e) {
    rows found;
    str secret = staff_new_secret(d, token, mem);
    rc done = find_invited(d, token, now_ms, mem, &found, e);
    *out = JOIN_NO_LINK;
    if (done != RC_OK || found.n == 0)
        return done;
    str id = rows_at(&found, 0, 0)->s;
    int64_t step = totp_find(secret, code, now_ms);
    *out = check_password(password, rows_at(&found, 0, 1)->s);
    if (*out == JOIN_DONE && step < 0)
        *out = JOIN_WRONG_CODE;
    if (*out != JOIN_DONE)
        return RC_OK;
    value takes[] = {value_str(id), value_str(hash_of(password, mem)),
                     value_str(secret_seal(d->keys, STR("staff.totp"), id, secret, mem)), value_int(step)};
    if (takes[1].s.len == 0)
        return err_set(e, RC_MEMORY, "no memory for a password");
    rows joined = {0};
    done = store_once(d->db, STAFF_JOIN, takes, COUNT(takes), mem, &joined, e);
    *out = joined.n > 0 ? JOIN_DONE : JOIN_NO_LINK;
    return done;
}

// ---- signing in --------------------------------------------------------------------------------------------------------

// Never for good: nobody can be locked out by somebody who only knows their name.
static const limit of_signing[] = {
    {SUBJECT_ADDRESS, STR_INIT("sign"), 15 * 60000, 30},
    {SUBJECT_NAME, STR_INIT("sign"), 15 * 60000, 5},
};

typedef struct {
    desk *d;
    str name, password, code, address;
    int64_t now_ms;
    arena *mem;
    sign_result *out;
    str *cookie;
    rows found;  // the account of that name
} signing;

// What nobody's password has as its hash, so that an unknown name takes as long.
static const char nobody[] =
    "$argon2id$v=19$m=65536,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

static bool is_password(const rows *found, str password) {
    char hash[crypto_pwhash_STRBYTES] = {0};
    str kept = found->n > 0 ? rows_at(found, 0, 2)->s : str_of_c(nobody);
    memcpy(hash, kept.ptr, kept.len < sizeof hash ? kept.len : sizeof hash - 1);
    return crypto_pwhash_str_verify(hash, password.ptr == NULL ? "" : password.ptr, password.len) == 0 &&
           found->n > 0;
}

// The step of the clock is used up together with the session that it opens.
static rc use_step(signing *s, const rows *found, bool *is_right, err *e) {
    str id = rows_at(found, 0, 0)->s, secret;
    if (!secret_open(s->d->keys, STR("staff.totp"), id, rows_at(found, 0, 3)->s, s->mem, &secret))
        return err_set(e, RC_BUG, "an account in the database was not sealed with this key");
    int64_t step = totp_find(secret, s->code, s->now_ms);
    value takes[] = {value_str(id), value_int(step)};
    rows used = {0};
    rc code = step < 0 ? RC_OK : store_run(s->d->db, STAFF_STEP, takes, COUNT(takes), s->mem, &used, e);
    *is_right = used.n > 0;
    return code;
}

static rc open_session(signing *s, str id, err *e) {
    str word = random_word(s->mem);
    value puts[] = {value_str(index_of(s->d, "session", word, s->mem)), value_str(id), value_int(s->now_ms)};
    value ends[] = {value_str(id), value_int(SESSIONS_MOST)};
    rc code = store_run(s->d->db, SESSION_PUT, puts, COUNT(puts), s->mem, NULL, e);
    if (code == RC_OK)
        code = store_run(s->d->db, SESSIONS_END, ends, COUNT(ends), s->mem, NULL, e);
    *s->cookie = word;
    *s->out = SIGN_DONE;
    audit_entry entry = {.actor = id, .action = STR("signed_in"), .object = id, .result = STR("done")};
    return code == RC_OK ? audit_put(s->d, &entry, s->now_ms, s->mem, e) : code;
}

// A try is charged before the password is looked at, as with codes.
static rc charge(store *db, void *ctx, err *e) {
    signing *s = ctx;
    (void)db;
    subjects who = {.index[SUBJECT_ADDRESS] = limit_who(s->d, SUBJECT_ADDRESS, s->address, s->mem),
                    .index[SUBJECT_NAME] = limit_who(s->d, SUBJECT_NAME, s->name, s->mem)};
    bool is_passed = false;
    rc code = limit_lock(s->d, &who, s->mem, e);
    if (code == RC_OK)
        code = limit_find(s->d, of_signing, COUNT(of_signing), 1, &who, s->now_ms, s->mem, &is_passed, NULL, e);
    *s->out = is_passed ? SIGN_TOO_OFTEN : SIGN_WRONG;
    audit_entry entry = {.action = STR("tries_to_sign_in"),
                         .object = who.index[SUBJECT_NAME],
                         .result = is_passed ? STR("refused") : STR("done")};
    if (code == RC_OK && !is_passed)
        code = limit_note(s->d, STR("sign"), &who, s->now_ms, s->mem, e);
    return code == RC_OK ? audit_put(s->d, &entry, s->now_ms, s->mem, e) : code;
}

static rc let_in(store *db, void *ctx, err *e) {
    signing *s = ctx;
    bool is_right = false;
    (void)db;
    rc code = use_step(s, &s->found, &is_right, e);
    return code == RC_OK && is_right ? open_session(s, rows_at(&s->found, 0, 0)->s, e) : code;
}

// The password is tried between two transactions: it takes long, and nobody should have to wait for it.
rc staff_sign_in(desk *d, str name, str password, str code, str address, int64_t now_ms, arena *mem,
                 sign_result *out, str *cookie, err *e) {
    signing s = {d, name, password, code, address, now_ms, mem, out, cookie, {0}};
    value takes = value_str(name);
    rc done = store_do(d->db, charge, &s, e);
    if (done != RC_OK || *out == SIGN_TOO_OFTEN)
        return done;
    done = store_run(d->db, STAFF_BY_NAME, &takes, 1, mem, &s.found, e);
    return done == RC_OK && is_password(&s.found, password) ? store_do(d->db, let_in, &s, e) : done;
}

// ---- being here --------------------------------------------------------------------------------------------------------

static rc note_seen(desk *d, str index, int64_t now_ms, arena *mem, err *e) {
    value takes[] = {value_str(index), value_int(now_ms - now_ms % SEEN_MS)};
    return store_once(d->db, SESSION_SEEN, takes, COUNT(takes), mem, NULL, e);
}

rc staff_of(desk *d, str cookie, int64_t now_ms, arena *mem, const staff **out, err *e) {
    str index = index_of(d, "session", cookie, mem);
    value takes[] = {value_str(index), value_int(now_ms - IDLE_MS), value_int(now_ms - SIGNED_IN_MS)};
    rows found;
    *out = NULL;
    rc code = cookie.len == 0 ? RC_OK : store_run(d->db, SESSION_GET, takes, COUNT(takes), mem, &found, e);
    if (code != RC_OK || cookie.len == 0 || found.n == 0)
        return code;
    staff *who = ARENA_NEW(mem, staff);
    if (who == NULL)
        return err_set(e, RC_MEMORY, "no memory for who is signed in");
    *who = (staff){.id = rows_at(&found, 0, 0)->s, .name = rows_at(&found, 0, 1)->s};
    if (role_find(rows_at(&found, 0, 2)->s, &who->role))
        *out = who;
    return note_seen(d, index, now_ms, mem, e);
}

rc staff_sign_out(desk *d, str cookie, arena *mem, err *e) {
    value takes[] = {value_str(index_of(d, "session", cookie, mem))};
    return store_once(d->db, SESSION_END, takes, COUNT(takes), mem, NULL, e);
}
