// desk/limit.h - how often something may be done. Each deed is a row with its time, so that a limit holds exactly, also where one
// window passes into the next.
//
// All of it happens in the caller's transaction. Subjects are locked in the order of `subject`, the widest first, so that no two
// transactions wait for each other.
#ifndef DESK_LIMIT_H
#define DESK_LIMIT_H

#include "desk/desk.h"

typedef enum {
    SUBJECT_ALL,
    SUBJECT_PREFIX,
    SUBJECT_ADDRESS,
    SUBJECT_PHONE,
    SUBJECT_FLOW,
    SUBJECT_NAME,
    N_SUBJECTS
} subject;

typedef struct {
    subject of;
    str deed;  // "send", "wrong"
    int64_t window_ms;
    int64_t most;
} limit;

// Who is meant by each subject: keyed hashes, empty: not this time.
typedef struct {
    str index[N_SUBJECTS];
} subjects;

// A subject by its text: a number, an address (counted by its network.h). A keyed hash: what is counted does not say of whom.
str limit_who(const desk *d, subject of, str text, arena *mem);

// One after another for each of these subjects until the transaction ends.
rc limit_lock(desk *d, const subjects *who, arena *mem, err *e) NODISCARD;

// Which of [n] limits would one more deed pass, each divided by `share` (but never less than one)? NULL: none. *again_ms, which may be
// NULL, is when it is worth trying again.
rc limit_find(desk *d, const limit *list, size_t n, int64_t share, const subjects *who, int64_t now_ms,
              arena *mem, const limit **out_passed, int64_t *again_ms, err *e) NODISCARD;

// It has refused something, which goes into the audit: once within its window for whom it is about, however often they come, so that nobody can
// fill the disk. As the last thing in the transaction, as audit_put.
rc limit_tell(desk *d, const limit *passed, const subjects *who, int64_t now_ms, arena *mem, err *e) NODISCARD;

// Note the deed for each of these subjects.
rc limit_note(desk *d, str deed, const subjects *who, int64_t now_ms, arena *mem, err *e) NODISCARD;

// How often, and when last; 0 and 0: never.
typedef struct {
    int64_t n, last_ms;
} deeds;
rc limit_count(desk *d, str deed, str index, int64_t since_ms, arena *mem, deeds *out, err *e) NODISCARD;

#endif
