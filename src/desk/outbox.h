// desk/outbox.h - messages that are to be sent: written together with what they are about, sent afterwards by somebody else, each at
// most once.
#ifndef DESK_OUTBOX_H
#define DESK_OUTBOX_H

#include "desk/limit.h"

enum { WORDS_MOST = 4 };

typedef struct {
    str id;     // filled by outbox_take; to outbox_put: empty, or a number that it must not have had before
    str phone;  // [PHONE_DIGITS]
    str kind;   // which template: "code"
    const str *words;  // [n_words] what the template leaves open
    size_t n_words;
    int64_t ends_ms;  // of no use to anybody then
    int64_t tries;    // filled by outbox_take: this one included
} message;

// In the caller's transaction.
rc outbox_put(desk *d, const message *m, int64_t now_ms, arena *mem, err *e) NODISCARD;

// Has who->index[SUBJECT_PHONE] been sent as much as it may be for now, by whatever it was about? NULL: it has not. Below what the operators
// of networks allow a sender; each bound divided by `share`. What is sent is noted by the caller, as the deed "send". Visitors are not told.
rc outbox_is_full(desk *d, const subjects *who, int64_t share, int64_t now_ms, arena *mem,
                  const limit **out_passed, err *e) NODISCARD;

// One that waits, if there is one: *is_one. It is the taker's until lease_ms; what nothing was said about by then is never sent again.
rc outbox_take(desk *d, str taker, int64_t now_ms, int64_t lease_ms, arena *mem, bool *is_one, message *out,
               err *e) NODISCARD;

typedef enum { OUTCOME_SENT, OUTCOME_FAILED, OUTCOME_UNKNOWN } sent_outcome;
rc outbox_end(desk *d, str taker, const message *m, sent_outcome what, str provider_id, str why, arena *mem,
              err *e) NODISCARD;
// Nothing left this machine: once more, later.
rc outbox_again(desk *d, str taker, const message *m, int64_t at_ms, arena *mem, err *e) NODISCARD;
// What was taken and never told about, and what nobody needs any more.
rc outbox_give_up(desk *d, int64_t now_ms, arena *mem, err *e) NODISCARD;

#endif
