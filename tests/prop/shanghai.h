// tests/prop/shanghai.h - the embedded packs, opened, for tests that run over the real law.
#ifndef TESTS_PROP_SHANGHAI_H
#define TESTS_PROP_SHANGHAI_H

#include "engine/jifen.h"

// All of them. Stops the program when they do not open.
jifen *shanghai_engine(arena *mem);
// The first law among the embedded packs. Stops the program when they do not open.
const jifen_law *shanghai_law(arena *mem);

#endif
