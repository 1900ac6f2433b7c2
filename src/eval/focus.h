// eval/focus.h - why does something not hold for one person out of a box of people, and which facts would have to be
// others for it? Only what stands in the way is looked at, not all that is open.
#ifndef EVAL_FOCUS_H
#define EVAL_FOCUS_H

#include "eval/walk.h"

typedef struct {
    walk *box, *point;  // the point is a person of the box
} focus;

// Facts (a bit each) open in the box that stand in the way of `want` at the point; 0: nothing does, or no fact can
// change it. n may be 0: always true.
uint64_t focus_on(focus f, node_idx n, bool want);
uint64_t focus_on_rule(focus f, uint32_t rule, bool want);
uint64_t focus_on_check(focus f, uint32_t check, bool want);
uint64_t focus_on_verdict(focus f, int64_t rows, bool want);  // rows: a mask

#endif
