// SPDX-License-Identifier: Apache-2.0
#include "base/limits.h"
#include "test.h"
#include "wire/json_read.h"

#include <string.h>

static arena mem;

#define TEXT(lit)                                                                                            \
    { "" lit, sizeof(lit) - 1 }

// Reads a whole text and forgets it; the error when it is refused.
static rc skip_all(str text, err *e) {
    json_reader r = json_read_open(text, 1, &mem);
    err_clear(e);
    rc code = json_read_skip(&r, e);
    return code == RC_OK ? json_read_end(&r, e) : code;
}

static const struct {
    str text;
    rc want;
    uint32_t line, column;
} texts[] = {
    {TEXT("{}"), RC_OK, 0, 0},
    {TEXT(" [ ] "), RC_OK, 0, 0},
    {TEXT("\xEF\xBB\xBF{}"), RC_OK, 0, 0},
    {TEXT("{\"a\":1,\r\n\"b\":[null,true,false,\"x\"]}\n"), RC_OK, 0, 0},
    {TEXT("-0.0e+10"), RC_OK, 0, 0},
    {TEXT("1e999"), RC_OK, 0, 0},  // a number all right; what it means is the caller's question
    {TEXT(""), RC_INPUT, 1, 1},
    {TEXT("\xEF\xBB\xBF"), RC_INPUT, 1, 1},
    {TEXT("{"), RC_INPUT, 1, 2},
    {TEXT("{\"a\""), RC_INPUT, 1, 5},
    {TEXT("{\"a\":"), RC_INPUT, 1, 6},
    {TEXT("{\"a\":1"), RC_INPUT, 1, 7},
    {TEXT("{\"a\":1,"), RC_INPUT, 1, 8},
    {TEXT("{\"a\":1,}"), RC_INPUT, 1, 8},
    {TEXT("[1,]"), RC_INPUT, 1, 4},
    {TEXT("[,1]"), RC_INPUT, 1, 2},
    {TEXT("[1 2]"), RC_INPUT, 1, 4},
    {TEXT("[1}"), RC_INPUT, 1, 3},
    {TEXT("{\"a\" 1}"), RC_INPUT, 1, 6},
    {TEXT("{a:1}"), RC_INPUT, 1, 2},
    {TEXT("{'a':1}"), RC_INPUT, 1, 2},
    {TEXT("{} {}"), RC_INPUT, 1, 4},
    {TEXT("{}\n\n  x"), RC_INPUT, 3, 3},
    {TEXT("// no\n{}"), RC_INPUT, 1, 1},
    {TEXT("\0{}"), RC_INPUT, 1, 1},
    {TEXT("{}\0"), RC_INPUT, 1, 3},
    {TEXT("\"a\0b\""), RC_INPUT, 1, 3},
    {TEXT("\"a\nb\""), RC_INPUT, 1, 3},
    {TEXT("\"abc"), RC_INPUT, 1, 5},
    {TEXT("\"abc\\"), RC_INPUT, 1, 6},
    {TEXT("\"中\xFF\""), RC_INPUT, 1, 3},
    {TEXT("\"\xC0\xAF\""), RC_INPUT, 1, 2},          // not the shortest form
    {TEXT("\"\xED\xA0\x80\""), RC_INPUT, 1, 2},      // half a surrogate as UTF-8
    {TEXT("\"\xF4\x90\x80\x80\""), RC_INPUT, 1, 2},  // beyond U+10FFFF
    {TEXT("\"\\x41\""), RC_INPUT, 1, 2},
    {TEXT("\"\\u0000\""), RC_INPUT, 1, 2},
    {TEXT("\"\\ud800\""), RC_INPUT, 1, 2},
    {TEXT("\"\\ud800\\u0041\""), RC_INPUT, 1, 2},
    {TEXT("\"\\udc00\\ud800\""), RC_INPUT, 1, 2},
    {TEXT("\"\\u12g4\""), RC_INPUT, 1, 2},
    {TEXT("\"ab\\u12\""), RC_INPUT, 1, 4},
    {TEXT("01"), RC_INPUT, 1, 1},
    {TEXT("-01"), RC_INPUT, 1, 2},
    {TEXT("00"), RC_INPUT, 1, 1},
    {TEXT("+1"), RC_INPUT, 1, 1},
    {TEXT(".5"), RC_INPUT, 1, 1},
    {TEXT("1."), RC_INPUT, 1, 3},
    {TEXT("1e"), RC_INPUT, 1, 3},
    {TEXT("1e+"), RC_INPUT, 1, 4},
    {TEXT("-"), RC_INPUT, 1, 2},
    {TEXT("1x"), RC_INPUT, 1, 2},
    {TEXT("NaN"), RC_INPUT, 1, 1},
    {TEXT("nul"), RC_INPUT, 1, 1},
    {TEXT("True"), RC_INPUT, 1, 1},
    {TEXT("truex"), RC_INPUT, 1, 5},
};

static void test_texts(void) {
    CHECK_TABLE(texts, i) {
        err e;
        CHECK_INT(skip_all(texts[i].text, &e), texts[i].want);
        CHECK_INT(e.line, texts[i].line);
        CHECK_INT(e.column, texts[i].column);
    }
}

static const struct {
    str text, want;
} strings[] = {
    {{"\"\"", 2}, {"", 0}},
    {{"\"中文\"", 8}, {"中文", 6}},
    {{"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", 18}, {"\"\\/\b\f\n\r\t", 8}},
    {{"\"\\u4e2d\\u6587\"", 14}, {"中文", 6}},
    {{"\"a\\u0041\\u00e9b\"", 16},
     {"aA\xC3\xA9"
      "b",
      5}},
    {{"\"\\ud83d\\ude00\"", 14}, {"\xF0\x9F\x98\x80", 4}},
    {{"\"\\uD83D\\uDE00x\"", 15}, {"\xF0\x9F\x98\x80x", 5}},
};

static void test_strings(void) {
    CHECK_TABLE(strings, i) {
        json_reader r = json_read_open(strings[i].text, 1, &mem);
        json_value v;
        err e;
        err_clear(&e);
        CHECK_INT(json_read_value(&r, &v, &e), RC_OK);
        CHECK_INT(v.kind, JSON_STRING);
        CHECK_STR(v.text, strings[i].want);
    }
}

// Numbers stay as they were written, however many digits they have.
static void test_numbers(void) {
    char digits[400];
    memset(digits, '7', sizeof digits);
    str text = {digits, sizeof digits};
    json_reader r = json_read_open(text, 1, &mem);
    json_value v;
    CHECK_INT(json_read_value(&r, &v, NULL), RC_OK);
    CHECK_INT(v.kind, JSON_NUMBER);
    CHECK_STR(v.text, text);
    r = json_read_open(STR(" -12.340e-2 "), 1, &mem);
    CHECK_INT(json_read_value(&r, &v, NULL), RC_OK);
    CHECK_STR(v.text, STR("-12.340e-2"));
    CHECK_INT(json_read_end(&r, NULL), RC_OK);
}

// A limit one below, at and above it; and as deep as anyone may try.
static void test_depth(void) {
    static char brackets[2 * 20000];
    static const size_t depths[] = {LIMIT_DEPTH - 1, LIMIT_DEPTH, LIMIT_DEPTH + 1, 20000};
    CHECK_TABLE(depths, i) {
        size_t n = depths[i];
        memset(brackets, '[', n);
        memset(brackets + n, ']', n);
        err e;
        CHECK_INT(skip_all((str){brackets, 2 * n}, &e), n <= LIMIT_DEPTH ? RC_OK : RC_LIMIT);
    }
    memset(brackets, '[', sizeof brackets);
    err e;
    CHECK_INT(skip_all((str){brackets, sizeof brackets}, &e), RC_LIMIT);
}

// Keys come as they are written, the same one twice too, and a copy of the reader is a bookmark.
static void test_keys(void) {
    json_reader r = json_read_open(STR("{\"a\": [1, 2],\n \"a\": {\"b\": null}}"), 7, &mem);
    json_value v;
    bool more;
    CHECK_INT(json_read_value(&r, &v, NULL), RC_OK);
    CHECK_INT(json_read_key(&r, &more, &v, NULL), RC_OK);
    CHECK(more);
    CHECK_STR(v.text, STR("a"));
    CHECK_INT(v.line, 7);
    json_reader bookmark = r;
    CHECK_INT(json_read_skip(&r, NULL), RC_OK);
    CHECK_INT(json_read_key(&r, &more, &v, NULL), RC_OK);
    CHECK_STR(v.text, STR("a"));
    CHECK_INT(v.line, 8);
    CHECK_INT(json_read_skip(&r, NULL), RC_OK);
    CHECK_INT(json_read_key(&r, &more, &v, NULL), RC_OK);
    CHECK(!more);
    CHECK_INT(json_read_end(&r, NULL), RC_OK);
    CHECK_INT(json_read_value(&bookmark, &v, NULL), RC_OK);
    CHECK_INT(v.kind, JSON_LIST);
    CHECK_INT(json_read_item(&bookmark, &more, NULL), RC_OK);
    CHECK(more);
    CHECK_INT(json_read_value(&bookmark, &v, NULL), RC_OK);
    CHECK_STR(v.text, STR("1"));
}

static void *get_nothing(void *ctx, size_t bytes) {
    (void)ctx;
    (void)bytes;
    return NULL;
}

static void put_nothing(void *ctx, void *chunk) {
    (void)ctx;
    (void)chunk;
}

static void test_no_memory(void) {
    arena none;
    arena_init(&none, (arena_source){get_nothing, put_nothing, NULL}, 0);
    json_value v;
    json_reader r = json_read_open(STR("\"plain\""), 1, &none);
    CHECK_INT(json_read_value(&r, &v, NULL), RC_OK);
    r = json_read_open(STR("\"\\n\""), 1, &none);
    CHECK_INT(json_read_value(&r, &v, NULL), RC_MEMORY);
}

int main(void) {
    arena_init(&mem, arena_malloc(), 0);
    test_texts();
    test_strings();
    test_numbers();
    test_depth();
    test_keys();
    test_no_memory();
    arena_done(&mem);
    CHECK_MAIN();
}
