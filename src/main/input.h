// main/input.h - bytes from a file or from standard input: as a whole up to a bound, or block by block.
#ifndef MAIN_INPUT_H
#define MAIN_INPUT_H

#include "wire/decode.h"

#include <stdio.h>

typedef struct {
    const char *name;  // as it was given; "-" is standard input
    FILE *file;        // owned, but for standard input
    char *block;       // [DECODE_BLOCK_BYTES] in the arena
    bool is_decoded, has_ended;
    decoder decoder;
} input;

// is_decoded: text of a spreadsheet, which may be GB18030. RC_INPUT: there is no such file.
rc input_open(const char *name, bool is_decoded, arena *mem, input *out, err *e) NODISCARD;
void input_close(input *in);

// The next block, good until the next call; empty: the end. That it is converted is said once.
rc input_next(input *in, str *out, err *e) NODISCARD;

// Everything. RC_LIMIT: more than `most` bytes.
rc input_read_all(input *in, size_t most, arena *mem, str *out, err *e) NODISCARD;

#endif
