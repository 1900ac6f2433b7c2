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

// One after another for each of these subjects until the transaction ends.
rc limit_lock(desk *d, const subjects *who, arena *mem, err *e) NODISCARD;

// The first of [n] limits that one more deed would pass; NULL: none. *again_ms: when it is worth trying again.
rc limit_find(desk *d, const limit *list, size_t n, const subjects *who, int64_t now_ms, arena *mem,
              const limit **out, int64_t *again_ms, err *e) NODISCARD;

// Note the deed for each of these subjects.
rc limit_note(desk *d, str deed, const subjects *who, int64_t now_ms, arena *mem, err *e) NODISCARD;

// How often, and when last; 0 and 0: never.
typedef struct {
    int64_t n, last_ms;
} deeds;
rc limit_count(desk *d, str deed, str index, int64_t since_ms, arena *mem, deeds *out, err *e) NODISCARD;

#endif
