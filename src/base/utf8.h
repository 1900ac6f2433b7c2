// base/utf8.h - checking UTF-8 and the width of text in a terminal.
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/str.h"

bool utf8_is_valid(str s,
                   size_t *bad_at);  // shortest forms only, no surrogates, up to U+10FFFF; bad_at may be NULL
size_t utf8_next(str s, size_t at, uint32_t *code);  // bytes of the letter at `at` (1 and U+FFFD when broken)
int utf8_width(str s);     // columns: wide (CJK, full-width) 2, combining and control 0, else 1
size_t utf8_count(str s);  // letters; in broken text each byte that does not fit is one
size_t utf8_cut(str s, size_t most_bytes);    // the largest length <= most_bytes that ends between letters
size_t utf8_put(char out[4], uint32_t code);  // bytes written

#endif
