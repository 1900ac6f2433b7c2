// SPDX-License-Identifier: Apache-2.0
#include "page/words.h"

#include <assert.h>

typedef struct {
    const char *format;
    str text;
} wording;

static const wording words[][2] = {
#define WORD(name, zh, en) [WORD_##name] = {{zh, STR_INIT(zh)}, {en, STR_INIT(en)}},
#include "page/words.def"
#undef WORD
};
static_assert(sizeof words / sizeof words[0] == WORD_COUNT_OF_WORDS, "every word needs both languages");

const char *words_format(word w, bool english) {
    assert(w < WORD_COUNT_OF_WORDS);
    return words[w][english].format;
}

str words_get(word w, bool english) {
    assert(w < WORD_COUNT_OF_WORDS);
    return words[w][english].text;
}
