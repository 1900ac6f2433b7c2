// SPDX-License-Identifier: Apache-2.0
#include "desk/session.h"

#include "desk/audit.h"

#include <sodium.h>

enum {
    IDLE_MS = 30 * 60000,
    SIGNED_IN_MS = 12 * 3600000,
    SESSIONS_MOST = 3,
    SEEN_MS = 60000,  // how exactly it is known when somebody was here
    COOKIE_BYTES = 32
};

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

str session_random_word(arena *mem) {
    unsigned char raw[COOKIE_BYTES];
    size_t len = sodium_base64_ENCODED_LEN(COOKIE_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    char *text = arena_alloc(mem, len, 1);
    randombytes_buf(raw, sizeof raw);
    if (text == NULL)
        return (str){0};
    sodium_bin2base64(text, len, raw, sizeof raw, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return (str){text, len - 1};
}

static str index_of(const desk *d, str cookie, arena *mem) {
    return secret_index(d->keys, STR("session"), &cookie, 1, mem);
}

// ---- its life ----------------------------------------------------------------------------------------------------------

rc session_open(desk *d, str staff_id, int64_t last_ms, int64_t n_failed, int64_t now_ms, arena *mem,
                str *cookie, err *e) {
    str word = session_random_word(mem);
    value puts[] = {value_str(index_of(d, word, mem)),
                    value_str(staff_id),
                    value_str(secret_id(mem)),
                    value_int(now_ms),
                    value_int(last_ms),
                    value_int(n_failed)};
    value ends[] = {value_str(staff_id), value_int(SESSIONS_MOST)};
    rc code = store_run(d->db, SESSION_PUT, puts, COUNT(puts), mem, NULL, e);
    if (code == RC_OK)
        code = store_run(d->db, SESSIONS_END, ends, COUNT(ends), mem, NULL, e);
    *cookie = word;
    return code;
}

rc session_renew(desk *d, str staff_id, str cookie, int64_t now_ms, arena *mem, str *fresh, err *e) {
    str word = session_random_word(mem);
    value takes[] = {value_str(index_of(d, cookie, mem)), value_str(staff_id),
                     value_str(index_of(d, word, mem)), value_int(now_ms)};
    rows renewed = {0};
    rc code = store_run(d->db, SESSION_RENEW, takes, COUNT(takes), mem, &renewed, e);
    *fresh = renewed.n > 0 ? word : (str){0};
    return code;
}

rc session_end_rest(desk *d, str staff_id, str cookie, arena *mem, err *e) {
    value takes[] = {value_str(index_of(d, cookie, mem)), value_str(staff_id)};
    rows ignored;
    return store_run(d->db, SESSIONS_END_OTHERS, takes, COUNT(takes), mem, &ignored, e);
}

typedef struct {
    str index, id;
    int64_t now_ms;
    arena *mem;
} sight;

static rc see(store *db, void *ctx, err *e) {
    const sight *s = ctx;
    value of_session[] = {value_str(s->index), value_int(s->now_ms)};
    value of_staff[] = {value_str(s->id), value_int(s->now_ms)};
    rc code = store_run(db, SESSION_SEEN, of_session, COUNT(of_session), s->mem, NULL, e);
    return code == RC_OK ? store_run(db, STAFF_SEEN, of_staff, COUNT(of_staff), s->mem, NULL, e) : code;
}

rc session_find(desk *d, str cookie, int64_t now_ms, arena *mem, const staff **out, err *e) {
    str index = index_of(d, cookie, mem);
    value takes[] = {value_str(index), value_int(now_ms - IDLE_MS), value_int(now_ms - SIGNED_IN_MS)};
    rows found;
    *out = NULL;
    rc code = cookie.len == 0 ? RC_OK : store_run(d->db, SESSION_GET, takes, COUNT(takes), mem, &found, e);
    if (code != RC_OK || cookie.len == 0 || found.n == 0)
        return code;
    staff *who = ARENA_NEW(mem, staff);
    if (who == NULL)
        return err_set(e, RC_MEMORY, "no memory for who is signed in");
    *who = (staff){.id = rows_at(&found, 0, 0)->s,
                   .name = rows_at(&found, 0, 1)->s,
                   .word = rows_at(&found, 0, 3)->s,
                   .fresh_ms = rows_at(&found, 0, 4)->i,
                   .last_ms = rows_at(&found, 0, 5)->i,
                   .n_failed = rows_at(&found, 0, 6)->i};
    if (role_find(rows_at(&found, 0, 2)->s, &who->role))
        *out = who;
    sight s = {index, who->id, now_ms, mem};
    return now_ms - rows_at(&found, 0, 7)->i >= SEEN_MS ? store_do(d->db, see, &s, e) : RC_OK;
}

bool session_is_fresh(const staff *who, int64_t now_ms) {
    return now_ms - who->fresh_ms <= SESSION_FRESH_MS;
}

// ---- ending ------------------------------------------------------------------------------------------------------------

static rc end(desk *d, statement which, const staff *who, str index, const char *told, int64_t now_ms,
              arena *mem, err *e) {
    value takes[] = {value_str(index), value_str(who->id)};
    audit_entry entry = {.actor = who->id, .action = str_of_c(told), .object = who->id, .result = STR("done")};
    rows ended;
    return audit_once(d, which, takes, COUNT(takes), &entry, now_ms, mem, &ended, e);
}

rc session_end(desk *d, const staff *who, str cookie, int64_t now_ms, arena *mem, err *e) {
    return end(d, SESSION_END, who, index_of(d, cookie, mem), "sign_out", now_ms, mem, e);
}

rc session_end_one(desk *d, const staff *who, str id, int64_t now_ms, arena *mem, err *e) {
    return end(d, SESSION_END, who, id, "session_ended", now_ms, mem, e);
}

rc session_end_others(desk *d, const staff *who, str cookie, int64_t now_ms, arena *mem, err *e) {
    return end(d, SESSIONS_END_OTHERS, who, index_of(d, cookie, mem), "session_ended", now_ms, mem, e);
}

rc session_list_of(desk *d, const staff *who, str cookie, int64_t now_ms, arena *mem, session_list *out,
                   err *e) {
    value takes[] = {value_str(who->id), value_int(now_ms - IDLE_MS), value_int(now_ms - SIGNED_IN_MS)};
    str this = index_of(d, cookie, mem);
    rows found;
    rc code = store_run(d->db, SESSIONS_OF, takes, COUNT(takes), mem, &found, e);
    if (code != RC_OK)
        return code;
    session *all = ARENA_ARRAY(mem, session, found.n + 1);
    if (all == NULL)
        return err_set(e, RC_MEMORY, "no memory for sessions");
    for (size_t i = 0; i < found.n; i++) {
        str id = rows_at(&found, i, 0)->s;
        all[i] = (session){id, rows_at(&found, i, 1)->i, rows_at(&found, i, 2)->i, str_is(id, this)};
    }
    *out = (session_list){all, found.n};
    return RC_OK;
}
