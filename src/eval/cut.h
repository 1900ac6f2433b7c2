// eval/cut.h - the values of a fact cut in two, to look at each part by itself.
#ifndef EVAL_CUT_H
#define EVAL_CUT_H

#include "law/law.h"

// Options one by one, none by itself, numbers only at constants of the law, days also in the middle. False: there is
// nothing to cut, or the law has no constant within the numbers.
bool cut_where_it_matters(const fact *f, set v, set *first, set *second);

// Down to single values: numbers also in the middle, days first around `on`, where the law's periods are. False only
// for a single value, or none at all.
bool cut_anywhere(const fact *f, set v, int64_t on, set *first, set *second);

#endif
