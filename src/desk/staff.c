// SPDX-License-Identifier: Apache-2.0
#include "desk/staff.h"

#include "base/num.h"
#include "base/utf8.h"
#include "desk/audit.h"
#include "desk/limit.h"
#include "desk/name.h"
#include "desk/password.h"
#include "desk/session.h"
#include "desk/totp.h"

enum { INVITED_MS = 30 * 60000, SHOWN_MOST = 20 };

static const int64_t minute_ms = 60000, hour_ms = 3600000, day_ms = 24 * 3600000;

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

// ---- roles -------------------------------------------------------------------------------------------------------------

static const struct {
    str name;
    role role;
} roles[] = {{STR_INIT("consultant"), ROLE_CONSULTANT},
             {STR_INIT("supervisor"), ROLE_SUPERVISOR},
             {STR_INIT("admin"), ROLE_ADMIN},
             {STR_INIT("auditor"), ROLE_AUDITOR}};

bool role_find(str name, role *out) {
    for (size_t i = 0; i < COUNT(roles); i++)
        if (str_is(name, roles[i].name)) {
            *out = roles[i].role;
            return true;
        }
    return false;
}

str role_name(role r) {
    for (size_t i = 0; i < COUNT(roles); i++)
        if (roles[i].role == r)
            return roles[i].name;
    return (str){0};
}

static str index_of(const desk *d, const char *what, str text, arena *mem) {
    return secret_index(d->keys, str_of_c(what), &text, 1, mem);
}

// ---- coming in by a link -----------------------------------------------------------------------------------------------

// As it will be typed to sign in, where blanks at its ends are left out.
static bool is_name(str name) {
    return utf8_is_valid(name, NULL) && name_is_plain(name) && str_trim(name).len == name.len &&
           utf8_count(name) <= STAFF_NAME_LETTERS_MOST;
}

rc staff_invite(desk *d, str name, str role_name, str by, int64_t now_ms, arena *mem, str *token, err *e) {
    role is_known;
    if (!is_name(name) || !role_find(role_name, &is_known))
        return err_set(
            e, RC_INPUT,
            "expected a name of at most {i} letters and a role: consultant, supervisor, admin or auditor",
            (int64_t)STAFF_NAME_LETTERS_MOST);
    str word = session_random_word(mem), id = secret_id(mem);
    value takes[] = {value_str(id),
                     value_str(name),
                     value_str(role_name),
                     value_str(index_of(d, "invite", word, mem)),
                     value_int(now_ms + INVITED_MS),
                     value_int(now_ms)};
    audit_entry entry = {
        .actor = by, .action = STR("invited"), .object = id, .result = STR("done"), .reason = role_name};
    rows found = {0};
    rc code = audit_once(d, STAFF_INVITE, takes, COUNT(takes), &entry, now_ms, mem, &found, e);
    *token = found.n > 0 ? word : (str){0};
    return code;
}

static link_kind kind_of(str word) {
    return str_is(word, STR("password")) ? LINK_PASSWORD : str_is(word, STR("all")) ? LINK_ALL : LINK_JOIN;
}

static rc find_link(desk *d, str token, int64_t now_ms, arena *mem, rows *out, err *e) {
    value takes[] = {value_str(index_of(d, "invite", token, mem)), value_int(now_ms)};
    return store_run(d->db, STAFF_BY_LINK, takes, COUNT(takes), mem, out, e);
}

rc staff_find_link(desk *d, str token, int64_t now_ms, arena *mem, invited *out, err *e) {
    rows found = {0};
    rc code = find_link(d, token, now_ms, mem, &found, e);
    *out = (invited){LINK_NONE, {0}};
    if (code == RC_OK && found.n > 0)
        *out = (invited){kind_of(rows_at(&found, 0, 2)->s), rows_at(&found, 0, 1)->s};
    return code;
}

str staff_new_secret(const desk *d, str token, arena *mem) {
    return str_slice(index_of(d, "totp", token, mem), 0, TOTP_SECRET_BYTES);
}

// ---- the second proof --------------------------------------------------------------------------------------------------

// The step of the clock, or the code from paper, is used up together with what it opens. Inside the caller's transaction.
static rc use_code(desk *d, str id, str totp_sealed, str code, int64_t now_ms, arena *mem, bool *is_right,
                   bool *is_paper, err *e) {
    str secret;
    rc done = recovery_use(d, id, code, now_ms, mem, is_paper, e);
    *is_right = *is_paper;
    if (done != RC_OK || *is_paper)
        return done;
    if (!secret_open(d->keys, STR("staff.totp"), id, totp_sealed, mem, &secret))
        return err_set(e, RC_BUG, "an account in the database was not sealed with this key");
    int64_t step = totp_find(secret, code, now_ms);
    value takes[] = {value_str(id), value_int(step)};
    rows used = {0};
    done = step < 0 ? RC_OK : store_run(d->db, STAFF_STEP, takes, COUNT(takes), mem, &used, e);
    *is_right = used.n > 0;
    return done;
}

// ---- limits ------------------------------------------------------------------------------------------------------------

// Tries are charged before they are looked at, as with codes. For a name those since it was last right count: five in 15 minutes, and
// behind the fifth of a day each waits longer, up to half an hour. Never for good: nobody can be locked out by somebody who only
// knows their name.
enum { TRIES_MOST = 5 };

static const limit of_address = {SUBJECT_ADDRESS, STR_INIT("sign"), 15 * 60000, 30};
static const limit of_name = {SUBJECT_NAME, STR_INIT("sign"), 15 * 60000, TRIES_MOST};

static int64_t wait_ms(int64_t n) {
    static const int64_t minutes[] = {1, 2, 4, 8, 16, 32};
    return n < TRIES_MOST ? 0 : minutes[num_min(n - TRIES_MOST, (int64_t)COUNT(minutes) - 1)] * minute_ms;
}

typedef struct {
    desk *d;
    subjects who;
    int64_t now_ms;
    arena *mem;
    bool is_passed;
    int64_t again_ms;
} tries;

static rc find_backoff(tries *t, err *e) {
    str name = t->who.index[SUBJECT_NAME];
    deeds right, in_window, in_day;
    int64_t now = t->now_ms;
    rc code = limit_count(t->d, STR("signed"), name, now - day_ms, t->mem, &right, e);
    int64_t window_from = num_max(now - of_name.window_ms, right.last_ms);
    if (code == RC_OK)
        code = limit_count(t->d, of_name.deed, name, window_from, t->mem, &in_window, e);
    if (code == RC_OK)
        code = limit_count(t->d, of_name.deed, name, num_max(now - day_ms, right.last_ms), t->mem, &in_day, e);
    if (code != RC_OK)
        return code;
    int64_t until = in_day.last_ms + wait_ms(in_day.n);
    t->again_ms = num_max(t->again_ms, until);
    t->is_passed |= now < until;
    if (in_window.n < of_name.most)
        return RC_OK;
    // the oldest of these has to leave the window
    const limit *ignored;
    int64_t again = 0;
    t->is_passed = true;
    code = limit_find(t->d, &of_name, 1, 1, &t->who, now, t->mem, &ignored, &again, e);
    t->again_ms = num_max(t->again_ms, again);
    return code;
}

static rc charge(store *db, void *ctx, err *e) {
    tries *t = ctx;
    const limit *passed = NULL;
    (void)db;
    t->is_passed = false;
    t->again_ms = 0;
    rc code = limit_lock(t->d, &t->who, t->mem, e);
    if (code == RC_OK)
        code = limit_find(t->d, &of_address, 1, 1, &t->who, t->now_ms, t->mem, &passed, &t->again_ms, e);
    t->is_passed = passed != NULL;
    if (code == RC_OK)
        code = find_backoff(t, e);
    if (code != RC_OK)
        return code;
    return t->is_passed ? limit_tell(t->d, passed != NULL ? passed : &of_name, &t->who, t->now_ms, t->mem, e)
                        : limit_note(t->d, STR("sign"), &t->who, t->now_ms, t->mem, e);
}

static rc note_right(tries *t, err *e) {
    subjects name = {.index[SUBJECT_NAME] = t->who.index[SUBJECT_NAME]};
    return limit_note(t->d, STR("signed"), &name, t->now_ms, t->mem, e);
}

static tries tries_of(desk *d, str name, str address, int64_t now_ms, arena *mem) {
    tries t = {.d = d, .now_ms = now_ms, .mem = mem};
    t.who.index[SUBJECT_NAME] = limit_who(d, SUBJECT_NAME, name, mem);
    if (address.len > 0)
        t.who.index[SUBJECT_ADDRESS] = limit_who(d, SUBJECT_ADDRESS, address, mem);
    return t;
}

// ---- joining -----------------------------------------------------------------------------------------------------------

typedef struct {
    desk *d;
    tries tries;
    str token, code, hash;
    int64_t now_ms;
    arena *mem;
    rows found;
    link_kind kind;
    join_result *out;
    recovery_set *codes;
} joining;

static str joined_as(link_kind kind) {
    return kind == LINK_JOIN ? STR("joined") : STR("reset");
}

// They begin anew: signed in nowhere, and with all their tries.
static rc begin_anew(joining *j, str id, err *e) {
    value whose = value_str(id);
    audit_entry entry = {.actor = id, .action = joined_as(j->kind), .object = id, .result = STR("done")};
    rc code = store_run(j->d->db, SESSIONS_END_ALL, &whose, 1, j->mem, NULL, e);
    if (code == RC_OK)
        code = note_right(&j->tries, e);
    return code == RC_OK ? audit_put(j->d, &entry, j->now_ms, j->mem, e) : code;
}

// What is kept of the phone: the new secret with the step that was just used, or what was there.
static rc find_totp(joining *j, str id, str *sealed, int64_t *step, bool *is_right, err *e) {
    bool is_paper = false;
    *sealed = rows_at(&j->found, 0, 4)->s;
    *step = rows_at(&j->found, 0, 5)->i;
    if (j->kind == LINK_PASSWORD) {
        rc code = use_code(j->d, id, *sealed, j->code, j->now_ms, j->mem, is_right, &is_paper, e);
        *step = is_paper ? *step : totp_step(j->now_ms);
        return code;
    }
    str secret = staff_new_secret(j->d, j->token, j->mem);
    *step = totp_find(secret, j->code, j->now_ms);
    *sealed = secret_seal(j->d->keys, STR("staff.totp"), id, secret, j->mem);
    *is_right = *step >= 0;
    return RC_OK;
}

static rc join(store *db, void *ctx, err *e) {
    joining *j = ctx;
    str id = rows_at(&j->found, 0, 0)->s, sealed;
    int64_t step;
    bool is_right = false;
    rows done = {0};
    *j->out = JOIN_WRONG_CODE;
    rc code = find_totp(j, id, &sealed, &step, &is_right, e);
    if (code != RC_OK || !is_right)
        return code;
    value takes[] = {value_str(id), value_str(index_of(j->d, "invite", j->token, j->mem)), value_str(j->hash),
                     value_str(sealed), value_int(step)};
    code = store_run(db, STAFF_JOIN, takes, COUNT(takes), j->mem, &done, e);
    *j->out = done.n > 0 ? JOIN_DONE : JOIN_NO_LINK;
    if (code == RC_OK && done.n > 0 && j->kind != LINK_PASSWORD)
        code = recovery_make(j->d, id, j->mem, j->codes, e);
    return code == RC_OK && done.n > 0 ? begin_anew(j, id, e) : code;
}

static join_result join_verdict(password_verdict v) {
    switch (v) {
    case PASSWORD_SHORT: return JOIN_SHORT;
    case PASSWORD_LONG: return JOIN_LONG;
    case PASSWORD_COMMON: return JOIN_COMMON;
    case PASSWORD_FINE: break;
    }
    return JOIN_DONE;
}

// A link for another password is no way around the limits of the codes.
rc staff_join(desk *d, str token, str password, str code, int64_t now_ms, arena *mem, join_result *out,
              recovery_set *codes, err *e) {
    joining j = {.d = d, .token = token, .code = code, .now_ms = now_ms, .mem = mem, .out = out, .codes = codes};
    rc done = find_link(d, token, now_ms, mem, &j.found, e);
    *out = JOIN_NO_LINK;
    if (done != RC_OK || j.found.n == 0)
        return done;
    str name = rows_at(&j.found, 0, 1)->s;
    j.tries = tries_of(d, name, (str){0}, now_ms, mem);
    j.kind = kind_of(rows_at(&j.found, 0, 2)->s);
    *out = join_verdict(password_check(d, password, name, mem));
    if (*out == JOIN_DONE && j.kind == LINK_PASSWORD)
        done = store_do(d->db, charge, &j.tries, e);
    if (j.tries.is_passed)
        *out = JOIN_TOO_OFTEN;
    if (*out != JOIN_DONE || done != RC_OK)
        return done;
    j.hash = password_hash(d, password, mem);
    return j.hash.len == 0 ? err_set(e, RC_MEMORY, "no memory for a password") : store_do(d->db, join, &j, e);
}

// ---- signing in --------------------------------------------------------------------------------------------------------

typedef struct {
    tries tries;
    str name, password, code;
    signed_in *out;
    rows found;  // the account of that name
} signing;

static str cell(const rows *r, size_t column) {
    return r->n > 0 ? rows_at(r, 0, column)->s : (str){0};
}

// That it failed is counted for whoever comes next, and told; of a name nobody has as well, so that it takes as long.
static rc fail(signing *s, str why, err *e) {
    value name = value_str(s->name);
    tries *t = &s->tries;
    rows known;
    rc code = store_run(t->d->db, STAFF_FAILED, &name, 1, t->mem, &known, e);
    audit_entry entry = {.action = STR("sign_in"),
                         .object = s->found.n > 0 ? cell(&s->found, 0) : t->who.index[SUBJECT_NAME],
                         .result = STR("wrong"),
                         .reason = why};
    s->out->what = SIGN_WRONG;
    return code == RC_OK ? audit_put(t->d, &entry, t->now_ms, t->mem, e) : code;
}

static rc fail_password(store *db, void *ctx, err *e) {
    (void)db;
    return fail(ctx, STR("password"), e);
}

static rc come_in(signing *s, bool is_paper, err *e) {
    tries *t = &s->tries;
    str id = cell(&s->found, 0);
    int64_t n_failed = rows_at(&s->found, 0, 6)->i;
    value takes[] = {value_str(id), value_int(t->now_ms)};
    (void)role_find(cell(&s->found, 1), &s->out->role);
    s->out->what = SIGN_DONE;
    s->out->has_news = is_paper || n_failed > 0;
    t->d->by.role = cell(&s->found, 1);
    rc code =
        session_open(t->d, id, rows_at(&s->found, 0, 5)->i, n_failed, t->now_ms, t->mem, &s->out->cookie, e);
    if (code == RC_OK)
        code = store_run(t->d->db, STAFF_IN, takes, COUNT(takes), t->mem, NULL, e);
    if (code == RC_OK)
        code = note_right(t, e);
    audit_entry entry = {.actor = id,
                         .action = STR("sign_in"),
                         .object = id,
                         .result = STR("done"),
                         .reason = is_paper ? STR("paper") : STR("phone")};
    return code == RC_OK ? audit_put(t->d, &entry, t->now_ms, t->mem, e) : code;
}

static rc let_in(store *db, void *ctx, err *e) {
    signing *s = ctx;
    tries *t = &s->tries;
    bool is_right = false, is_paper = false;
    (void)db;
    rc code = use_code(t->d, cell(&s->found, 0), cell(&s->found, 3), s->code, t->now_ms, t->mem, &is_right,
                       &is_paper, e);
    if (code != RC_OK)
        return code;
    return is_right ? come_in(s, is_paper, e) : fail(s, STR("second"), e);
}

// What costs more to try now than when it was kept is kept anew.
static rc rehash(desk *d, str id, str kept, str password, arena *mem, err *e) {
    if (!password_is_dated(kept))
        return RC_OK;
    value takes[] = {value_str(id), value_str(kept), value_str(password_hash(d, password, mem))};
    return takes[2].s.len == 0 ? RC_OK
                               : store_once(d->db, STAFF_SET_PASSWORD, takes, COUNT(takes), mem, NULL, e);
}

// The password is tried between two transactions: it takes long, and nobody should have to wait for it.
rc staff_sign_in(desk *d, str name, str password, str code, str address, int64_t now_ms, arena *mem,
                 signed_in *out, err *e) {
    signing s = {tries_of(d, name, address, now_ms, mem), name, password, code, out, {0}};
    value takes = value_str(name);
    rc done = store_do(d->db, charge, &s.tries, e);
    *out = (signed_in){.what = s.tries.is_passed ? SIGN_TOO_OFTEN : SIGN_WRONG, .again_ms = s.tries.again_ms};
    if (done != RC_OK || s.tries.is_passed)
        return done;
    done = store_run(d->db, STAFF_BY_NAME, &takes, 1, mem, &s.found, e);
    if (done != RC_OK)
        return done;
    bool is_right = password_is(d, password, cell(&s.found, 2), mem);
    done = store_do(d->db, is_right ? let_in : fail_password, &s, e);
    return done == RC_OK && out->what == SIGN_DONE
               ? rehash(d, cell(&s.found, 0), cell(&s.found, 2), password, mem, e)
               : done;
}

// ---- once more ---------------------------------------------------------------------------------------------------------

typedef struct {
    signing s;
    const staff *who;
    str cookie;
    bool is_password;
} proving;

static rc prove(store *db, void *ctx, err *e) {
    proving *p = ctx;
    tries *t = &p->s.tries;
    bool is_right = p->is_password, is_paper = false;
    (void)db;
    rc code = is_right ? RC_OK
                       : use_code(t->d, p->who->id, cell(&p->s.found, 3), p->s.code, t->now_ms, t->mem,
                                  &is_right, &is_paper, e);
    if (code == RC_OK && is_right)
        code = session_renew(t->d, p->who->id, p->cookie, t->now_ms, t->mem, &p->s.out->cookie, e);
    is_right = is_right && p->s.out->cookie.len > 0;
    p->s.out->what = is_right ? SIGN_DONE : SIGN_WRONG;
    if (code == RC_OK && is_right)
        code = note_right(t, e);
    audit_entry entry = {.actor = p->who->id,
                         .action = STR("proved"),
                         .object = p->who->id,
                         .result = is_right ? STR("done") : STR("wrong")};
    return code == RC_OK ? audit_put(t->d, &entry, t->now_ms, t->mem, e) : code;
}

static proving proving_of(desk *d, const staff *who, str cookie, str proof, int64_t now_ms, arena *mem,
                          signed_in *out) {
    signing s = {tries_of(d, who->name, (str){0}, now_ms, mem), who->name, proof, str_trim(proof), out, {0}};
    return (proving){s, who, cookie, false};
}

// The try is charged, and the password looked at; without an account nothing more is to be done. A password is tried as it was typed,
// with all blanks; what is shorter than any of them is none.
static rc begin_proof(proving *p, err *e) {
    signing *s = &p->s;
    tries *t = &s->tries;
    value takes = value_str(p->who->name);
    rc done = store_do(t->d->db, charge, t, e);
    *s->out = (signed_in){
        .what = t->is_passed ? SIGN_TOO_OFTEN : SIGN_WRONG, .again_ms = t->again_ms, .role = p->who->role};
    if (done != RC_OK || t->is_passed)
        return done;
    done = store_run(t->d->db, STAFF_BY_NAME, &takes, 1, t->mem, &s->found, e);
    p->is_password = done == RC_OK && s->found.n > 0 && s->password.len >= PASSWORD_LETTERS_LEAST &&
                     password_is(t->d, s->password, cell(&s->found, 2), t->mem);
    return done;
}

rc staff_prove(desk *d, const staff *who, str cookie, str proof, int64_t now_ms, arena *mem, signed_in *out,
               err *e) {
    proving p = proving_of(d, who, cookie, proof, now_ms, mem, out);
    rc done = begin_proof(&p, e);
    return done == RC_OK && p.s.found.n > 0 ? store_do(d->db, prove, &p, e) : done;
}

// ---- another password --------------------------------------------------------------------------------------------------

typedef struct {
    proving p;
    str hash;  // of the new one; empty: the old one was wrong
} changing;

// Where they were signed in with the old one they are so no more; here they go on, under another cookie.
static rc begin_with(changing *c, err *e) {
    signing *s = &c->p.s;
    tries *t = &s->tries;
    str id = c->p.who->id;
    rc code = session_renew(t->d, id, c->p.cookie, t->now_ms, t->mem, &s->out->cookie, e);
    if (code == RC_OK)
        code = session_end_rest(t->d, id, s->out->cookie, t->mem, e);
    s->out->what = SIGN_DONE;
    return code == RC_OK ? note_right(t, e) : code;
}

static rc change(store *db, void *ctx, err *e) {
    changing *c = ctx;
    tries *t = &c->p.s.tries;
    str id = c->p.who->id;
    value takes[] = {value_str(id), value_str(cell(&c->p.s.found, 2)), value_str(c->hash)};
    rows set = {0};
    c->p.s.out->what = SIGN_WRONG;
    rc code =
        c->hash.len == 0 ? RC_OK : store_run(db, STAFF_SET_PASSWORD, takes, COUNT(takes), t->mem, &set, e);
    if (code == RC_OK && set.n > 0)
        code = begin_with(c, e);
    audit_entry entry = {.actor = id,
                         .action = STR("password_changed"),
                         .object = id,
                         .result = set.n > 0 ? STR("done") : STR("wrong")};
    return code == RC_OK ? audit_put(t->d, &entry, t->now_ms, t->mem, e) : code;
}

rc staff_change_password(desk *d, const staff *who, str cookie, str old, str fresh, int64_t now_ms,
                         arena *mem, password_change *out, err *e) {
    changing c = {proving_of(d, who, cookie, old, now_ms, mem, &out->in), {0}};
    *out = (password_change){.verdict = password_check(d, fresh, who->name, mem), .in.what = SIGN_WRONG};
    if (out->verdict != PASSWORD_FINE)
        return RC_OK;
    rc done = begin_proof(&c.p, e);
    if (done != RC_OK || out->in.what == SIGN_TOO_OFTEN)
        return done;
    c.hash = c.p.is_password ? password_hash(d, fresh, mem) : (str){0};
    if (c.p.is_password && c.hash.len == 0)
        return err_set(e, RC_MEMORY, "no memory for a password");
    return store_do(d->db, change, &c, e);
}

// ---- what they may ask for ---------------------------------------------------------------------------------------------

typedef struct {
    desk *d;
    const staff *who;
    int64_t now_ms;
    arena *mem;
    recovery_set *codes;
    str object;
    bool is_fresh;
    bool *may;
} wanted;

static rc make_codes(store *db, void *ctx, err *e) {
    const wanted *w = ctx;
    (void)db;
    audit_entry entry = {
        .actor = w->who->id, .action = STR("new_codes"), .object = w->who->id, .result = STR("done")};
    rc code = recovery_make(w->d, w->who->id, w->mem, w->codes, e);
    return code == RC_OK ? audit_put(w->d, &entry, w->now_ms, w->mem, e) : code;
}

rc staff_new_codes(desk *d, const staff *who, int64_t now_ms, arena *mem, recovery_set *out, err *e) {
    wanted w = {.d = d, .who = who, .now_ms = now_ms, .mem = mem, .codes = out};
    return store_do(d->db, make_codes, &w, e);
}

// Numbers are counted, not looks: of one that was counted within the hour it is only told.
static rc reveal(store *db, void *ctx, err *e) {
    const wanted *w = ctx;
    const limit most = {SUBJECT_NAME, STR("reveal"), hour_ms, SHOWN_MOST};
    str by_them[] = {w->who->id, w->object};
    subjects who = {.index = {[SUBJECT_NAME] = limit_who(w->d, SUBJECT_NAME, w->who->name, w->mem),
                              [SUBJECT_PHONE] = secret_index(w->d->keys, STR("shown"), by_them, 2, w->mem)}};
    const limit *passed = NULL;
    deeds before = {0};
    (void)db;
    rc code = limit_lock(w->d, &who, w->mem, e);
    if (code == RC_OK)
        code = limit_count(w->d, most.deed, who.index[SUBJECT_PHONE], w->now_ms - hour_ms, w->mem, &before, e);
    if (code == RC_OK)
        code = limit_find(w->d, &most, 1, 1, &who, w->now_ms, w->mem, &passed, NULL, e);
    *w->may = before.n > 0 || passed == NULL || w->is_fresh;
    if (code == RC_OK && *w->may && before.n == 0)
        code = limit_note(w->d, most.deed, &who, w->now_ms, w->mem, e);
    audit_entry entry = {.actor = w->who->id,
                         .action = STR("number_shown"),
                         .object = w->object,
                         .result = *w->may ? STR("done") : STR("refused")};
    return code == RC_OK ? audit_put(w->d, &entry, w->now_ms, w->mem, e) : code;
}

rc staff_reveal(desk *d, const staff *who, str object, bool is_fresh, int64_t now_ms, arena *mem,
                bool *out_may, err *e) {
    wanted w = {
        .d = d, .who = who, .now_ms = now_ms, .mem = mem, .object = object, .is_fresh = is_fresh, .may = out_may};
    return store_do(d->db, reveal, &w, e);
}
