// page/words.h - the words of the report and the interview, in Chinese and English. What a law says is not here: its
// facts, points, reasons, papers and dates bring their own words.
#ifndef PAGE_WORDS_H
#define PAGE_WORDS_H

#include "base/str.h"

typedef enum {
#define WORD(name, zh, en) WORD_##name,
#include "page/words.def"
#undef WORD
    WORD_COUNT_OF_WORDS
} word;

// The word as a format of buf_print; those without {…} can be printed as they are.
const char *words_format(word w, bool english);
str words_get(word w, bool english);

#endif
