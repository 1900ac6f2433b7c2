// SPDX-License-Identifier: Apache-2.0
#include "site/head.h"
#include "test.h"

#include <string.h>

static const struct {
    str text;
    head_fault fault;
} heads[] = {
    {STR_INIT("GET / HTTP/1.1\r\nHost: a\r\nX-Tab:\ta\tb\r\n\r\n"), HEAD_FINE},
    {STR_INIT("GET / HTTP/1.1\nHost: a\n\n"), HEAD_FINE},
    {STR_INIT("\r\n\r\nGET / HTTP/1.1\r\nX!#$%&'*+-.^_`|~9:\r\n\r\n"), HEAD_FINE},
    {STR_INIT("GET / HTTP/1.1\r\nX: \xE4\xB8\xAD:\r\n\r\n\0\r\r what is behind it"), HEAD_FINE},
    {STR_INIT("GET / HTTP/1.1\r\nX: a\r\n b\r\n\r\n"), HEAD_FOLDED},
    {STR_INIT("GET / HTTP/1.1\r\nX: a\r\n\tb\r\n\r\n"), HEAD_FOLDED},
    {STR_INIT("GET / HTTP/1.1\r\n X: a\r\n\r\n"), HEAD_FOLDED},
    {STR_INIT("GET /\0 HTTP/1.1\r\n\r\n"), HEAD_CONTROL},
    {STR_INIT("GET / HTTP/1.1\r\nX: \0\r\n\r\n"), HEAD_CONTROL},
    {STR_INIT("GET / HTTP/1.1\r\nX: \x1B[0m\r\n\r\n"), HEAD_CONTROL},
    {STR_INIT("GET / HTTP/1.1\r\nX: \x7F\r\n\r\n"), HEAD_CONTROL},
    {STR_INIT("GET / HTTP/1.1\r\nX: a\rb\r\n\r\n"), HEAD_LONE_CR},
    {STR_INIT("GET / HTTP/1.1\r\nX: a\r\r\n\r\n"), HEAD_LONE_CR},
    {STR_INIT("GET / HTTP/1.1\r\nX : a\r\n\r\n"), HEAD_NAME},
    {STR_INIT("GET / HTTP/1.1\r\nX\xE4: a\r\n\r\n"), HEAD_NAME},
    {STR_INIT("GET / HTTP/1.1\r\n: a\r\n\r\n"), HEAD_NAME},
    {STR_INIT("GET / HTTP/1.1\r\nX\r\n\r\n"), HEAD_NAME},
};

// In one piece, and byte by byte.
static void test_heads(void) {
    CHECK_TABLE(heads, i) {
        head one = {0}, many = {0};
        head_feed(&one, heads[i].text);
        for (size_t at = 0; at < heads[i].text.len; at++)
            head_feed(&many, str_slice(heads[i].text, at, at + 1));
        CHECK_INT(one.fault, heads[i].fault);
        CHECK_INT(many.fault, heads[i].fault);
        CHECK(one.is_whole && many.is_whole);
        CHECK(head_words(one.fault).len > 0 || one.fault == HEAD_FINE);
        CHECK_INT(head_status(one.fault), one.fault == HEAD_FINE ? 200 : 400);
    }
}

static void test_parts(void) {
    str text = STR("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    for (size_t n = 0; n < text.len; n++) {
        head h = {0};
        head_feed(&h, str_slice(text, 0, n));
        CHECK(!h.is_whole && h.fault == HEAD_FINE);
    }
}

static void test_length(void) {
    static char line[HEAD_LINE_MOST + 1];
    memset(line, 'a', sizeof line);
    for (size_t n = HEAD_LINE_MOST - 1; n <= HEAD_LINE_MOST + 1; n++) {
        head h = {0};
        head_feed(&h, (str){line, n});
        head_feed(&h, STR("\r\n\r\n"));
        CHECK_INT(h.fault, n > HEAD_LINE_MOST ? HEAD_LONG : HEAD_FINE);
    }
    CHECK_INT(head_status(HEAD_LONG), 431);
}

int main(void) {
    test_heads();
    test_parts();
    test_length();
    CHECK_MAIN();
}
