// SPDX-License-Identifier: Apache-2.0
#include "base/utf8.h"

#include "test.h"

static void test_validity(void) {
    static const struct {
        str text;
        int64_t bad_at;  // -1: valid
    } cases[] = {
        {STR_INIT(""), -1},
        {STR_INIT("plain\0text\x7f"), -1},
        {STR_INIT("\xc2\x80"), -1},  // the least and the greatest of each length
        {STR_INIT("\xdf\xbf"), -1},
        {STR_INIT("\xe0\xa0\x80"), -1},
        {STR_INIT("\xef\xbf\xbf"), -1},
        {STR_INIT("\xf0\x90\x80\x80"), -1},
        {STR_INIT("\xf4\x8f\xbf\xbf"), -1},
        {STR_INIT("\xed\x9f\xbf\xee\x80\x80"), -1},  // around the surrogates
        {STR_INIT("\xef\xbf\xbd"), -1},              // U+FFFD is a letter as any other
        {STR_INIT("ab\x80"), 2},                     // a following byte alone
        {STR_INIT("\xbf"), 0},
        {STR_INIT("\xc0\x80"), 0},  // too long: NUL, '/', U+07FF, U+FFFF
        {STR_INIT("\xc0\xaf"), 0},
        {STR_INIT("\xc1\xbf"), 0},
        {STR_INIT("\xe0\x80\x80"), 0},
        {STR_INIT("\xe0\x9f\xbf"), 0},
        {STR_INIT("\xf0\x80\x80\xaf"), 0},
        {STR_INIT("\xf0\x8f\xbf\xbf"), 0},
        {STR_INIT("\xed\xa0\x80"), 0},  // surrogates
        {STR_INIT("\xed\xbf\xbf"), 0},
        {STR_INIT("\xed\xa0\xbd\xed\xb8\x80"), 0},
        {STR_INIT("\xf4\x90\x80\x80"), 0},  // above U+10FFFF
        {STR_INIT("\xf5\x80\x80\x80"), 0},
        {STR_INIT("\xf8\x88\x80\x80\x80"), 0},
        {STR_INIT("\xfe"), 0},
        {STR_INIT("\xff"), 0},
        {STR_INIT("a\xc2"), 1},  // cut off
        {STR_INIT("a\xe4\xb8"), 1},
        {STR_INIT("a\xf0\x9f\x98"), 1},
        {STR_INIT("\xc2"
                  "a"),
         0},  // not followed
        {STR_INIT("\xe4\xb8"
                  "a"),
         0},
        {STR_INIT("\xe4"
                  "a\xad"),
         0},
        {STR_INIT("\xf0\x9f\x98\xc2\x80"), 0},
        {STR_INIT("\xe4\xb8\xad\xe4\xb8\xad\xad"), 6},  // one too many
        {STR_INIT("\xb0\xa1\xc4\xea"), 0},              // GBK
    };
    CHECK_TABLE(cases, i) {
        size_t bad_at = 99;
        bool is_valid = utf8_is_valid(cases[i].text, &bad_at);
        CHECK_INT(is_valid, cases[i].bad_at < 0);
        CHECK_INT(bad_at, is_valid ? 99 : cases[i].bad_at);
    }
    CHECK(!utf8_is_valid(STR("\xff"), NULL));
    CHECK(utf8_is_valid((str){0}, NULL));
}

// Every code there and back; every surrogate refused.
static void test_every_code(void) {
    int64_t n_wrong = 0;
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        if (code == 0xD800)
            code = 0xE000;
        char text[4];
        size_t len = utf8_put(text, code);
        uint32_t back;
        size_t taken = utf8_next((str){text, len}, 0, &back);
        bool is_short = len == 1 || utf8_next((str){text, len - 1}, 0, &back) == 1;
        utf8_next((str){text, len}, 0, &back);
        n_wrong += taken != len || back != code || !is_short;
    }
    CHECK_INT(n_wrong, 0);
    for (uint32_t code = 0xD800; code <= 0xDFFF; code++) {
        char text[3] = {(char)0xED, (char)(0x80 | (code >> 6 & 0x3F)), (char)(0x80 | (code & 0x3F))};
        uint32_t back;
        n_wrong += utf8_next((str){text, 3}, 0, &back) != 1 || back != 0xFFFD;
    }
    CHECK_INT(n_wrong, 0);
}

static void test_next(void) {
    str text = STR("a\xe4\xb8\xad\xff\xf0\x9f\x98\x80");
    static const struct {
        size_t at, len;
        uint32_t code;
    } cases[] = {{0, 1, 'a'}, {1, 3, 0x4E2D}, {2, 1, 0xFFFD}, {4, 1, 0xFFFD}, {5, 4, 0x1F600}};
    CHECK_TABLE(cases, i) {
        uint32_t code;
        CHECK_INT(utf8_next(text, cases[i].at, &code), cases[i].len);
        CHECK_INT(code, cases[i].code);
    }
}

static void test_width(void) {
    static const struct {
        str text;
        int columns;
    } cases[] = {
        {STR_INIT(""), 0},
        {STR_INIT("abc"), 3},
        {STR_INIT("\xe5\xb1\x85\xe4\xbd\x8f\xe8\xaf\x81"), 6},  // 居住证
        {STR_INIT("2026\xe5\xb9\xb4"
                  "3\xe6\x9c\x88"
                  "5\xe6\x97\xa5"),
         12},                                                               // 2026年3月5日
        {STR_INIT("\xef\xbc\x8c\xe3\x80\x82\xe3\x80\x8a\xe3\x80\x8b"), 8},  // ，。《》
        {STR_INIT("\xe2\x80\x9c\xe2\x80\x9d\xe2\x80\x94"), 3},  // “”— are as wide as the font says
        {STR_INIT("\xef\xbc\x91\xef\xbc\xa1"), 4},              // １Ａ
        {STR_INIT("\xe3\x80\x80"), 2},                          // the ideographic blank
        {STR_INIT("\xef\xbd\xb1"), 1},                          // half-width kana
        {STR_INIT("e\xcc\x81"), 1},                             // e and its accent
        {STR_INIT("\t\n\x1b\x7f\xc2\x85"), 0},
        {STR_INIT("\xe2\x80\x8b\xef\xbb\xbf"), 0},  // zero width blank, byte order mark
        {STR_INIT("\xf0\xa0\x80\x80"), 2},          // extension B
        {STR_INIT("\xf0\x9f\x98\x80"), 2},          // a face
        {STR_INIT("\xff\xfe"), 2},                  // broken: one each
        {STR_INIT("\xe2\x9c\x93"), 1},              // a tick
        {STR_INIT("\xea\xb0\x80"), 2},
    };
    CHECK_TABLE(cases, i) {
        CHECK_INT(utf8_width(cases[i].text), cases[i].columns);
    }
    CHECK_INT(utf8_width((str){0}), 0);
}

static void test_cut(void) {
    static const struct {
        str text;
        size_t most, want;
    } cases[] = {
        {STR_INIT(""), 0, 0},
        {STR_INIT("abc"), 5, 3},
        {STR_INIT("abc"), 3, 3},
        {STR_INIT("abc"), 2, 2},
        {STR_INIT("\xe4\xb8\xad"), 0, 0},
        {STR_INIT("\xe4\xb8\xad"), 1, 0},
        {STR_INIT("\xe4\xb8\xad"), 2, 0},
        {STR_INIT("\xe4\xb8\xad"), 3, 3},
        {STR_INIT("a\xe4\xb8\xad"
                  "b"),
         2, 1},
        {STR_INIT("a\xe4\xb8\xad"
                  "b"),
         4, 4},
        {STR_INIT("\xf0\x9f\x98\x80\xf0\x9f\x98\x80"), 7, 4},
        {STR_INIT("\xf0\x9f\x98\x80\xf0\x9f\x98\x80"), 4, 4},
        {STR_INIT("\x80\x80\x80\x80\x80"), 3, 3},  // broken bytes are letters of their own
        {STR_INIT("\xe4\xb8"
                  "abc"),
         1, 1},
        {STR_INIT("\xf0\x9f\x98"
                  "abc"),
         2, 2},
    };
    CHECK_TABLE(cases, i) {
        CHECK_INT(utf8_cut(cases[i].text, cases[i].most), cases[i].want);
    }
}

static void test_count(void) {
    CHECK_INT(utf8_count((str){0}), 0);
    CHECK_INT(utf8_count(STR("a\xe4\xb8\xad\xf0\x9f\x98\x80")), 3);
    CHECK_INT(utf8_count(STR("\x80\x80z")), 3);
}

int main(void) {
    test_count();
    test_validity();
    test_every_code();
    test_next();
    test_width();
    test_cut();
    CHECK_MAIN();
}
