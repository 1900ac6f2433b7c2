// wire/decode.h - text from Chinese spreadsheets: GB18030 is told apart from UTF-8 and turned into it, block by block.
//
// ASCII is both; the first block with other letters decides for the whole text: UTF-8 if it is valid UTF-8, else GB18030
// if it is valid GB18030, else nothing is changed and the reader refuses the row with the broken letter. So the same text comes
// out the same only if it is fed in the same blocks: whole ones of DECODE_BLOCK_BYTES, but for the last.
#ifndef WIRE_DECODE_H
#define WIRE_DECODE_H

#include "base/err.h"

#include <iconv.h>

enum { DECODE_BLOCK_BYTES = 256 << 10 };  // the most that is fed at once

typedef enum { TEXT_UNDECIDED, TEXT_AS_IT_IS, TEXT_GB18030 } text_code;

typedef struct {
    text_code code;
    iconv_t conversion;  // owned, when GB18030
    char held[4];        // the beginning of a letter that was cut by the end of a block
    size_t n_held;
    bool has_begun;
    char *in, *out;  // blocks
} decoder;

rc decode_open(arena *mem, decoder *out, err *e) NODISCARD;
void decode_close(decoder *d);

// The next block as UTF-8; good until the next call. is_last: no more follow (the block may be empty). RC_INPUT: UTF-16.
rc decode_next(decoder *d, str block, bool is_last, str *out, err *e) NODISCARD;

#endif
