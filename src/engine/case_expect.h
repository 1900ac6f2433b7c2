// engine/case_expect.h - what a worked case expects, held against what came out. Private to engine/.
#ifndef ENGINE_CASE_EXPECT_H
#define ENGINE_CASE_EXPECT_H

#include "engine/jifen.h"

// What came of a case's person.
typedef struct {
    const jifen_law *law;
    const jifen_answer *answer;  // NULL: there is none, because the law is not held or the facts were refused
    const person *who;
    const jifen_route *way;  // NULL: none
    const err *refusal;      // NULL: nothing was refused
    bool is_held;
} case_outcome;

typedef enum { CASE_HOLDS, CASE_DIFFERS, CASE_MALFORMED } case_result;

// One expectation, such as `points lateness 12`. What was found instead, or how it should be written, goes to found.
case_result case_expect(const case_outcome *o, str expectation, arena *mem, buf *found);

#endif
