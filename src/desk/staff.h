// desk/staff.h - who works here: invited by a link, known by a password and a code that a phone makes anew every half minute, or one from
// paper.
#ifndef DESK_STAFF_H
#define DESK_STAFF_H

#include "desk/password.h"
#include "desk/recovery.h"

enum { TOTP_SECRET_BYTES = 20, STAFF_NAME_LETTERS_MOST = 20 };

// What each may stands in the table of routes.
typedef enum { ROLE_CONSULTANT = 1, ROLE_SUPERVISOR = 2, ROLE_ADMIN = 4, ROLE_AUDITOR = 8 } role;
bool role_find(str name, role *out);  // consultant, supervisor, admin, auditor
str role_name(role r);

// Somebody who is signed in.
typedef struct staff {
    str id, name;
    role role;
    str word;          // what the forms of this session have to bring
    int64_t fresh_ms;  // when it was last proven who it is
    int64_t last_ms;   // when they came the time before; 0: never
    int64_t n_failed;  // how often somebody tried to in between
} staff;

// What a link is for.
typedef enum { LINK_NONE, LINK_JOIN, LINK_PASSWORD, LINK_ALL } link_kind;

// A link for somebody who is not here yet, good for 30 minutes; a new one takes the place of the old. *token is empty when there is
// somebody of that name. by: who invites; empty: from the machine itself.
rc staff_invite(desk *d, str name, str role_name, str by, int64_t now_ms, arena *mem, str *token,
                err *e) NODISCARD;

typedef struct {
    link_kind kind;  // LINK_NONE: nobody's
    str name;
} invited;
rc staff_find_link(desk *d, str token, int64_t now_ms, arena *mem, invited *out, err *e) NODISCARD;

// What a phone has to know to make codes: by chance, the same each time for one link.
str staff_new_secret(const desk *d, str token, arena *mem);

typedef enum {
    JOIN_DONE,
    JOIN_NO_LINK,
    JOIN_SHORT,
    JOIN_LONG,
    JOIN_COMMON,
    JOIN_WRONG_CODE,
    JOIN_TOO_OFTEN
} join_result;
// code: of the new secret; of LINK_PASSWORD that of the phone they have, or one from paper. Whoever was signed in as them is so no more.
// codes: new ones, but for LINK_PASSWORD.
rc staff_join(desk *d, str token, str password, str code, int64_t now_ms, arena *mem, join_result *out,
              recovery_set *codes, err *e) NODISCARD;

typedef enum { SIGN_DONE, SIGN_WRONG, SIGN_TOO_OFTEN } sign_result;
typedef struct {
    sign_result what;
    int64_t again_ms;  // of SIGN_TOO_OFTEN: when it is worth trying again
    str cookie;        // what the browser is to bring
    role role;
    bool has_news;  // there were failures since the last time, or a code from paper was used
} signed_in;
// Wrong name, password or code are one answer and take one time.
rc staff_sign_in(desk *d, str name, str password, str code, str address, int64_t now_ms, arena *mem,
                 signed_in *out, err *e) NODISCARD;

// Once more, by the password or by a code: *cookie is a new one in place of the old.
rc staff_prove(desk *d, const staff *who, str cookie, str proof, int64_t now_ms, arena *mem, signed_in *out,
               err *e) NODISCARD;

// Another password, by whoever is signed in and knows the old one. Tries of the old one are counted with those of signing in.
typedef struct {
    password_verdict verdict;  // of the new one; unless it is fine the old one was not tried
    signed_in in;  // of SIGN_DONE: they go on by its cookie, and all their other sessions are over
} password_change;
rc staff_change_password(desk *d, const staff *who, str cookie, str old, str fresh, int64_t now_ms,
                         arena *mem, password_change *out, err *e) NODISCARD;

// Their codes on paper, anew.
rc staff_new_codes(desk *d, const staff *who, int64_t now_ms, arena *mem, recovery_set *out, err *e) NODISCARD;

// May they look at this number, which is told in the audit? More than twenty an hour want a fresh proof; one looked at again counts once.
rc staff_reveal(desk *d, const staff *who, str object, bool is_fresh, int64_t now_ms, arena *mem,
                bool *out_may, err *e) NODISCARD;

#endif
