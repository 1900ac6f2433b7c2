// desk/code.h - a code by SMS proves that a number is the visitor's. Sent and checked here, with every limit.
//
// A code belongs to one flow (a form that was opened), one purpose, one object and one number, and is good once, for five minutes, for
// five tries. What the visitor sees never tells whether a number is known, shut out or over its limits: tag, waits, tries and the limits of
// form and address are the same whether a message goes out or not.
#ifndef DESK_CODE_H
#define DESK_CODE_H

#include "desk/desk.h"

enum {
    CODE_DIGITS = 6,
    TAG_LETTERS = 2,
    SHUT_MS = 6 * 3600000
};  // so long neighbouring numbers get none that somebody misuses

typedef struct {
    str flow;       // [ID_BYTES]
    str purpose;    // "call", "privacy"
    str object;     // what it is about, such as a reference; may be empty
    str phone;      // [PHONE_DIGITS]; of a decoy any text that is no number, the same for the same object
    str address;    // the visitor's, as text
    bool is_decoy;  // there is nothing to prove: nothing is sent, and no code is right
    bool is_plain;  // without proof of work: a third of the limits
} code_for;

typedef enum {
    SENT,        // as far as the visitor is told
    SENT_FORM,   // this form asked as often as a form may; another one still can
    SENT_LATER,  // too many from this address: again_ms
    SENT_NOT     // nothing can be sent to anybody: again_ms
} sending;

typedef struct {
    sending what;
    str tag;           // which of several messages is meant: [TAG_LETTERS]
    int64_t again_ms;  // when it is worth trying again
} code_sent;

rc code_send(desk *d, const code_for *to, int64_t now_ms, arena *mem, code_sent *out, err *e) NODISCARD;

typedef enum {
    CODE_RIGHT,
    CODE_WRONG,
    CODE_OVER,
    CODE_TOO_OFTEN,   // too many wrong ones from this address, for an hour at most
    CODE_NUMBER_SHUT  // too many wrong ones for this number, for a day at most
} code_check;

// Inside the caller's transaction, which has to be committed whatever comes of it: a wrong try counts.
rc code_try(desk *d, const code_for *of, str typed, int64_t now_ms, arena *mem, code_check *out,
            err *e) NODISCARD;

// The same in a transaction of its own.
rc code_prove(desk *d, const code_for *of, str typed, int64_t now_ms, arena *mem, code_check *out,
              err *e) NODISCARD;

// The six digits of "48 29-13" and "４８２９１３". False: there are not six.
bool code_read(str text, char out[CODE_DIGITS]);

#endif
