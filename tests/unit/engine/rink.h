// tests/unit/engine/rink.h - a small law made up for tests of short interviews: what a season of skating is worth.
#ifndef TESTS_UNIT_ENGINE_RINK_H
#define TESTS_UNIT_ENGINE_RINK_H

#include "engine/jifen.h"

// The law, opened in mem; NULL: it was refused, and the report printed.
const jifen_law *rink_open(arena *mem);
size_t rink_fact(const jifen_law *l, str name);  // by its name, which must be one

#endif
