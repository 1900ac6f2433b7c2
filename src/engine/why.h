// engine/why.h - why a rule gave what it gave, in a few words: the facts it looked at and their values.
#ifndef ENGINE_WHY_H
#define ENGINE_WHY_H

#include "engine/work.h"

// Label and value of each. row -1: no single row applied. Empty when the rule looks at no fact that is known.
str why_points(work *k, uint32_t rule, int32_t row);

#endif
