// SPDX-License-Identifier: Apache-2.0
#include "base/err.h"

#include "base/utf8.h"
#include "test.h"

#include <string.h>

static void test_first_message_stays(void) {
    err e;
    err_clear(&e);
    CHECK_INT(e.code, RC_OK);
    CHECK_STR(err_text(&e), STR(""));
    CHECK_INT(err_set(&e, RC_INPUT, "no '{s}' in {i}", STR("age"), (int64_t)7), RC_INPUT);
    CHECK_INT(err_set(&e, RC_MEMORY, "later"), RC_MEMORY);
    CHECK_INT(e.code, RC_INPUT);
    CHECK_STR(err_text(&e), STR("no 'age' in 7"));
    err_clear(&e);
    CHECK_INT(err_set(&e, RC_BUG, "x"), RC_BUG);
    CHECK_STR(err_text(&e), STR("x"));
}

static void test_place_and_name(void) {
    err e;
    err_clear(&e);
    err_at(&e, 3, 0);
    err_at(&e, 9, 9);
    CHECK_INT(e.line, 3);
    CHECK_INT(e.column, 0);
    err_about(&e, STR(""));
    err_about(&e, STR("age"));
    err_about(&e, STR("title"));
    CHECK_STR(err_name(&e), STR("age"));
    err_clear(&e);
    CHECK_STR(err_name(&e), STR(""));
    CHECK_INT(e.line, 0);
}

static void test_words_of_the_law(void) {
    err e;
    err_clear(&e);
    CHECK_STR(err_words(&e), STR(""));
    err_note_words(&e, STR("too early"));
    CHECK_STR(err_words(&e), STR(""));
    (void)err_set(&e, RC_INPUT, "'age' does not fit (too young)");  // its code is looked at elsewhere
    err_note_words(&e, STR("too early"));
    CHECK_STR(err_words(&e), STR(""));
    err_note_words(&e, STR("too young"));
    err_note_words(&e, STR("fit"));
    CHECK_STR(err_words(&e), STR("too young"));
    err_clear(&e);
    CHECK_STR(err_words(&e), STR(""));
}

static void test_nobody_listens(void) {
    CHECK_INT(err_set(NULL, RC_LIMIT, "{s}", STR("x")), RC_LIMIT);
    err_at(NULL, 1, 1);
    err_about(NULL, STR("x"));
    err_note_words(NULL, STR("x"));
}

// Too long, with every way a letter of three bytes can lie across the end.
static void test_cut_at_letters(void) {
    static const char letter[] = "\xe4\xb8\xad";
    char text[600];
    for (size_t before = 0; before < 3; before++) {
        memset(text, '.', sizeof text);
        for (size_t at = before; at + 3 <= sizeof text; at += 3)
            memcpy(text + at, letter, 3);
        err e;
        err_clear(&e);
        (void)err_set(&e, RC_INPUT, "{s}", (str){text, sizeof text});  // its code is looked at elsewhere
        err_about(&e, (str){text, sizeof text});
        size_t n_text = before + (sizeof e.text - before) / 3 * 3;
        size_t n_name = before + (sizeof e.name - before) / 3 * 3;
        CHECK_STR(err_text(&e), ((str){text, n_text}));
        CHECK_STR(err_name(&e), ((str){text, n_name}));
    }
    err e;
    err_clear(&e);
    memset(text, 'x', sizeof text);
    (void)err_set(&e, RC_INPUT, "{s}", (str){text, sizeof e.text});
    CHECK_INT(err_text(&e).len, sizeof e.text);
    err_clear(&e);
    (void)err_set(&e, RC_INPUT, "{s}y", (str){text, sizeof e.text});
    CHECK_INT(err_text(&e).len, sizeof e.text);
}

static void test_messages_are_plain(void) {
    static const struct {
        str given, want;
    } cases[] = {
        {STR_INIT("a\nb\r\tc"), STR_INIT("a?b??c")},
        {STR_INIT("\x1b[31m\x7f"), STR_INIT("?[31m?")},
        {STR_INIT("\xc2\x9b[31m"), STR_INIT("??[31m")},  // U+009B begins an escape code, too
        {STR_INIT("\xe4\xb8\xff\x80"), STR_INIT("????")},
        {STR_INIT("\xef\xbf\xbd"), STR_INIT("\xef\xbf\xbd")},  // U+FFFD itself is a letter
        {STR_INIT("a\0b"), STR_INIT("a?b")},
        {STR_INIT("\xe5\xb9\xb4"), STR_INIT("\xe5\xb9\xb4")},
    };
    CHECK_TABLE(cases, i) {
        err e;
        err_clear(&e);
        (void)err_set(&e, RC_INPUT, "{s}", cases[i].given);
        err_about(&e, cases[i].given);
        CHECK_STR(err_text(&e), cases[i].want);
        CHECK_STR(err_name(&e), cases[i].want);
        CHECK(utf8_is_valid(err_text(&e), NULL));
    }
}

int main(void) {
    test_first_message_stays();
    test_place_and_name();
    test_words_of_the_law();
    test_nobody_listens();
    test_cut_at_letters();
    test_messages_are_plain();
    CHECK_MAIN();
}
