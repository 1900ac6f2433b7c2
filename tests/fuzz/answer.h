// tests/fuzz/answer.h - what every answer of the site must be, whatever was asked. Stops the program where it is not.
#ifndef TESTS_FUZZ_ANSWER_H
#define TESTS_FUZZ_ANSWER_H

#include "site/site.h"

// Make the rest of an answer in pieces, so that its body is all there is.
void answer_finish(response *r);

// Its status is one of the site's, its headers hold no line end, its body is what its type says.
void answer_must_be_sound(const response *r, arena *mem);

// One JSON value and nothing behind it.
void answer_must_be_json(str text, arena *mem);

#endif
