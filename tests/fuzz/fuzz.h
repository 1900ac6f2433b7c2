// tests/fuzz/fuzz.h - the one function every fuzz target defines. libFuzzer calls it with new inputs, replay.c with
// those of the corpus. It answers 0, and stops the program when a property does not hold.
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// A property, checked in every build.
#define FUZZ_MUST(cond)                                                                                      \
    do {                                                                                                     \
        if (!(cond))                                                                                         \
            abort();                                                                                         \
    } while (0)

#endif
