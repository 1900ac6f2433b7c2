// desk/receipt.h - that somebody agreed to something: to what, who may use it, in which words, from when until when.
//
// It outlives the request or the reminders that were agreed to, by 1,095 days from when it was given or taken back, and holds nothing of
// theirs: whose it is is a keyed hash of the reference. Who has the reference finds it; nobody is found by it.
#ifndef DESK_RECEIPT_H
#define DESK_RECEIPT_H

#include "desk/lead.h"

enum { RECEIPT_DAYS = 1095 };

// A keyed hash of the words that were agreed to.
str receipt_words(const desk *d, str words, arena *mem);

// Both inside the caller's transaction.
rc receipt_put(desk *d, str ref, const consent *c, int64_t now_ms, arena *mem, err *e) NODISCARD;
rc receipt_end(desk *d, str ref, str purpose, int64_t now_ms, arena *mem, err *e) NODISCARD;

typedef struct {
    str purpose, receiver, words_hash;
    int64_t given_ms, withdrawn_ms;  // withdrawn_ms 0: it was never taken back
} receipt;
// The first given first.
rc receipt_list(desk *d, str ref, arena *mem, const receipt **out, size_t *n, err *e) NODISCARD;

#endif
