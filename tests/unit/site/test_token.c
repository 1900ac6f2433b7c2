// SPDX-License-Identifier: Apache-2.0
// Signed texts: what was written reads back; what was changed in any way does not.
#include "site/token.h"
#include "test.h"

static arena mem;
static const token_key key = {{1, 2, 3}}, other = {{1, 2, 4}};

static str write_one(str text) {
    buf b = buf_make(&mem);
    CHECK(token_put(&key, text, &b));
    return buf_str(&b);
}

static const str texts[] = {STR_INIT(""), STR_INIT("a"), STR_INIT("ab"), STR_INIT("abc"),
                            STR_INIT("permit=2027-03-01&x=%E5%8F%98")};

static void test_there_and_back(void) {
    CHECK_TABLE(texts, i) {
        str token = write_one(texts[i]), read = {0};
        CHECK(token_read(&key, token, &mem, &read));
        CHECK_STR(read, texts[i]);
        CHECK(!token_read(&other, token, &mem, &read));
    }
}

// A byte that libsodium's decoder takes for one of the alphabet.
static void test_spelling(void) {
    str token = write_one(STR("ab")), read = {0};
    for (int c = 0x80; c <= 0xFF; c++)
        for (size_t at = 0; at < token.len; at++) {
            buf b = buf_make(&mem);
            buf_put(&b, str_slice(token, 0, at));
            buf_put_char(&b, (char)(c - 0x100));
            buf_put(&b, str_slice(token, at + 1, token.len));
            CHECK(!token_read(&key, buf_str(&b), &mem, &read));
        }
}

// Every letter replaced by every other of the alphabet and some outside; every cut; a letter more.
static void test_changed(void) {
    static const str letters =
        STR_INIT("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ .");
    str token = write_one(STR("ab")), read = {0};
    for (size_t at = 0; at < token.len; at++) {
        CHECK(!token_read(&key, str_slice(token, 0, at), &mem, &read));
        for (size_t k = 0; k < letters.len; k++) {
            buf b = buf_make(&mem);
            buf_put(&b, str_slice(token, 0, at));
            buf_put_char(&b, letters.ptr[k]);
            buf_put(&b, str_slice(token, at + 1, token.len));
            CHECK(letters.ptr[k] == token.ptr[at] || !token_read(&key, buf_str(&b), &mem, &read));
        }
    }
    buf b = buf_make(&mem);
    buf_print(&b, "{s}A", token);
    CHECK(!token_read(&key, buf_str(&b), &mem, &read));
}

static void test_length(void) {
    static char text[TOKEN_TEXT_MOST + 1];
    buf b = buf_make(&mem);
    str read = {0};
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = 'x';
    CHECK(!token_put(&key, (str){text, TOKEN_TEXT_MOST + 1}, &b));
    CHECK_INT(b.len, 0);
    CHECK(token_put(&key, (str){text, TOKEN_TEXT_MOST}, &b));
    CHECK(token_read(&key, buf_str(&b), &mem, &read));
    CHECK_INT(read.len, TOKEN_TEXT_MOST);
    buf_print(&b, "{s}", (str){text, 40});
    CHECK(!token_read(&key, buf_str(&b), &mem, &read));
}

int main(void) {
    arena_init(&mem, arena_malloc(), 0);
    test_there_and_back();
    test_spelling();
    test_changed();
    test_length();
    arena_done(&mem);
    CHECK_MAIN();
}
