// SPDX-License-Identifier: Apache-2.0
#include "test.h"

#include "base/utf8.h"
#include "page/words.h"

// The next {x} of a format, as its letter; 0 at the end.
static char next_place(str format, size_t *at) {
    for (; *at + 2 < format.len; (*at)++)
        if (format.ptr[*at] == '{') {
            char letter = format.ptr[*at + 1];
            *at += 3;
            return letter;
        }
    return 0;
}

static void both_languages_take_the_same(void) {
    for (int w = 0; w < WORD_COUNT_OF_WORDS; w++) {
        check_row = w;
        str zh = words_get((word)w, false);
        str en = words_get((word)w, true);
        CHECK(zh.len > 0 && en.len > 0);
        CHECK(utf8_is_valid(zh, NULL) && utf8_is_valid(en, NULL));
        size_t at_zh = 0, at_en = 0;
        char letter;
        if (w == WORD_DAY)
            continue;  // printed in Chinese only; the other language writes YYYY-MM-DD
        do {
            letter = next_place(zh, &at_zh);
            CHECK_INT(next_place(en, &at_en), letter);
        } while (letter != 0);
    }
    check_row = -1;
}

int main(void) {
    both_languages_take_the_same();
    CHECK_STR(words_get(WORD_YES, false), STR("是"));
    CHECK_STR(words_get(WORD_YES, true), STR("yes"));
    CHECK_MAIN();
}
