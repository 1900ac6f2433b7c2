// tests/unit/wire/sample.h - the swimming pass of tests/packs, opened: a law with a fact of every kind.
#ifndef TESTS_UNIT_WIRE_SAMPLE_H
#define TESTS_UNIT_WIRE_SAMPLE_H

#include "engine/jifen.h"

const jifen *sample_open(arena *mem);  // stops the program when it cannot be opened

#endif
