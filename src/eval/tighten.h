// eval/tighten.h - takes from a box what no completion can have, by the musts.
#ifndef EVAL_TIGHTEN_H
#define EVAL_TIGHTEN_H

#include "eval/walk.h"

// False: nobody is left. *failed is the must that emptied the box. w is left restarted on values,
// which are settled if they were.
bool tighten(walk *w, set *values, const must **failed);
// Only by the musts that are plain differences, which needs no evaluation.
bool tighten_differences(const law *l, set *values, const must **failed);

#endif
