// tests/prop/shanghai.h - the embedded packs, opened, for tests that run over the real law.
#ifndef TESTS_PROP_SHANGHAI_H
#define TESTS_PROP_SHANGHAI_H

#include "engine/jifen.h"

// The embedded packs, and the first law among them. Both stop the program when they do not open.
const jifen *shanghai_open(arena *mem);
const jifen_law *shanghai_law(arena *mem);

#endif
