// tests/unit/page/samples.h - answers made by hand, of a law that is not there: for tests of what people read.
#ifndef TESTS_UNIT_PAGE_SAMPLES_H
#define TESTS_UNIT_PAGE_SAMPLES_H

#include "engine/jifen.h"

typedef struct {
    const char *name;
    jifen_answer answer;
    person person;
} sample;

enum { SAMPLE_COUNT = 3 };
// 0: much is wrong and the first action comes first; 1: still open; 2: nothing is wrong.
sample sample_make(size_t idx);

#endif
