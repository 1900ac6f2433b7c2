// desk/session.h - who is signed in, for a while: known by what their browser holds, of which only a hash is kept.
#ifndef DESK_SESSION_H
#define DESK_SESSION_H

#include "desk/staff.h"

enum { SESSION_FRESH_MS = 5 * 60000 };

str session_random_word(arena *mem);  // 32 bytes by chance, as letters

// Inside the caller's transaction. last_ms, n_failed: what the session is to tell of the time before.
rc session_open(desk *d, str staff_id, int64_t last_ms, int64_t n_failed, int64_t now_ms, arena *mem,
                str *cookie, err *e) NODISCARD;
// It was proven again who it is: the session goes on under another cookie.
rc session_renew(desk *d, str staff_id, str cookie, int64_t now_ms, arena *mem, str *fresh, err *e) NODISCARD;

// The same of all others of theirs: they are over.
rc session_end_rest(desk *d, str staff_id, str cookie, arena *mem, err *e) NODISCARD;

// *out is NULL: nobody is signed in by this cookie.
rc session_find(desk *d, str cookie, int64_t now_ms, arena *mem, const staff **out, err *e) NODISCARD;
bool session_is_fresh(const staff *who, int64_t now_ms);
rc session_end(desk *d, const staff *who, str cookie, int64_t now_ms, arena *mem, err *e) NODISCARD;

typedef struct {
    str id;  // a hash, of no use to sign in with
    int64_t made_ms, seen_ms;
    bool is_this;
} session;
typedef struct {
    const session *all;  // [n], last seen first
    size_t n;
} session_list;
rc session_list_of(desk *d, const staff *who, str cookie, int64_t now_ms, arena *mem, session_list *out,
                   err *e) NODISCARD;
// One of one's own by its id; there may be none.
rc session_end_one(desk *d, const staff *who, str id, int64_t now_ms, arena *mem, err *e) NODISCARD;
rc session_end_others(desk *d, const staff *who, str cookie, int64_t now_ms, arena *mem, err *e) NODISCARD;

#endif
