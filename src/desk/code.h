// desk/code.h - a code by SMS proves that a number is the visitor's. Sent and checked here, with every limit.
//
// A code belongs to one flow (a form that was opened), one purpose, one object and one number, and is good once, for five minutes, for
// five tries. What the visitor sees never tells whether a number is known, shut out or over its limits.
#ifndef DESK_CODE_H
#define DESK_CODE_H

#include "desk/desk.h"

enum { CODE_DIGITS = 6, TAG_LETTERS = 2 };

typedef struct {
    str flow;       // [ID_BYTES]
    str purpose;    // "call", "privacy"
    str object;     // what it is about, such as a reference; may be empty
    str phone;      // [PHONE_DIGITS]
    str address;    // the visitor's, as text
    bool is_decoy;  // there is nothing to prove: nothing is sent, and no code is right
    bool is_plain;  // without proof of work: a third of the limits
} code_for;

typedef enum {
    SENT,        // as far as the visitor is told
    SENT_LATER,  // too many from this address or by this form: again_ms
    SENT_NOT     // nothing can be sent at the moment
} sending;

typedef struct {
    sending what;
    str tag;           // which of several messages is meant: [TAG_LETTERS]
    int64_t again_ms;  // of SENT_LATER: when it is worth trying again
} code_sent;

rc code_send(desk *d, const code_for *to, int64_t now_ms, arena *mem, code_sent *out, err *e) NODISCARD;

typedef enum { CODE_RIGHT, CODE_WRONG, CODE_OVER, CODE_TOO_OFTEN } code_check;

// Inside the caller's transaction, which has to be committed whatever comes of it: a wrong try counts.
rc code_try(desk *d, const code_for *of, str typed, int64_t now_ms, arena *mem, code_check *out,
            err *e) NODISCARD;

// The same in a transaction of its own.
rc code_prove(desk *d, const code_for *of, str typed, int64_t now_ms, arena *mem, code_check *out,
              err *e) NODISCARD;

// The six digits of "48 29-13" and "４８２９１３". False: there are not six.
bool code_read(str text, char out[CODE_DIGITS]);

#endif
