// eval/narrow.h - a table row that may or may not apply only needs to be worked out for the people it applies to:
// with `age in 18..55` as guard, the row's value is taken over ages 18..55 only.
#ifndef EVAL_NARROW_H
#define EVAL_NARROW_H

#include "eval/walk.h"

// The row's value over the facts narrowed to its guard. False when nobody is left.
bool narrow_row(walk *w, const row *row, set *out);

#endif
