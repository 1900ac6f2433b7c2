// desk/staff.h - who works here: invited by a link, known by a password and a code that a phone makes anew every half minute, signed in
// for a while.
#ifndef DESK_STAFF_H
#define DESK_STAFF_H

#include "desk/desk.h"

enum { PASSWORD_LETTERS_LEAST = 12, PASSWORD_BYTES_MOST = 512, TOTP_SECRET_BYTES = 20 };

typedef enum { ROLE_CONSULTANT = 1, ROLE_SUPERVISOR = 2, ROLE_ADMIN = 4 } role;
bool role_find(str name, role *out);  // consultant, supervisor, admin

typedef struct {
    str id, name;
    role role;
} staff;

// A link for somebody who is not here yet, good for 30 minutes; a new one takes the place of the old. *token is empty when there is
// somebody of that name.
rc staff_invite(desk *d, str name, str role_name, int64_t now_ms, arena *mem, str *token, err *e) NODISCARD;
// Whose link is it? *name is empty: nobody's.
rc staff_find_invited(desk *d, str token, int64_t now_ms, arena *mem, str *name, err *e) NODISCARD;

// What a phone has to know to make codes: by chance, the same each time for one link.
str staff_new_secret(const desk *d, str token, arena *mem);

typedef enum { JOIN_DONE, JOIN_NO_LINK, JOIN_SHORT, JOIN_LONG, JOIN_COMMON, JOIN_WRONG_CODE } join_result;
rc staff_join(desk *d, str token, str password, str code, int64_t now_ms, arena *mem, join_result *out,
              err *e) NODISCARD;

typedef enum { SIGN_DONE, SIGN_WRONG, SIGN_TOO_OFTEN } sign_result;
// cookie: what the browser is to bring. Wrong name, password or code are one answer and take one time.
rc staff_sign_in(desk *d, str name, str password, str code, str address, int64_t now_ms, arena *mem,
                 sign_result *out, str *cookie, err *e) NODISCARD;
// *out is NULL: nobody is signed in by this cookie.
rc staff_of(desk *d, str cookie, int64_t now_ms, arena *mem, const staff **out, err *e) NODISCARD;
rc staff_sign_out(desk *d, str cookie, arena *mem, err *e) NODISCARD;
// A word for forms of this session, which another site cannot know.
str staff_form_word(const desk *d, str cookie, arena *mem);

#endif
