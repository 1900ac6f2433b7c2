// SPDX-License-Identifier: Apache-2.0
#include "base/buf.h"
#include "base/limits.h"
#include "test.h"
#include "wire/lines.h"

#include <string.h>

static arena mem;

// Every line as `number:text;`, read in pieces of `step` bytes.
static str read_lines(str text, size_t step) {
    buf out = buf_make(&mem);
    lines_reader r = lines_open(&mem);
    lines_row row;
    for (size_t at = 0; at <= text.len; at += step) {
        str piece = str_slice(text, at, at + step);
        bool is_last = at + step > text.len;
        while (lines_next(&r, &piece, &row))
            buf_print(&out, "{i}:{s};", (int64_t)row.line, row.text);
        if (is_last && lines_last(&r, &row))
            buf_print(&out, "{i}:{s};", (int64_t)row.line, row.text);
    }
    return buf_str(&out);
}

static const struct {
    str text, want;
} texts[] = {
    {{"", 0}, {"", 0}},        {{"\n \n\r\n", 5}, {"", 0}},        {{"a", 1}, {"1:a;", 4}},
    {{"a\n", 2}, {"1:a;", 4}}, {{"a\r\nb", 4}, {"1:a\r;2:b;", 9}}, {{"a\n\nbc\n", 6}, {"1:a;3:bc;", 9}},
};

static void test_texts(void) {
    CHECK_TABLE(texts, i) {
        for (size_t step = 1; step <= texts[i].text.len + 1; step++)
            CHECK_STR(read_lines(texts[i].text, step), texts[i].want);
    }
}

// One line at the limit, one beyond it, whole and in pieces; the next one is good.
static void test_limit(void) {
    static char text[LIMIT_ROW_BYTES + 8];
    for (size_t len = LIMIT_ROW_BYTES; len <= LIMIT_ROW_BYTES + 1; len++)
        for (size_t step = 1 << 16; step <= sizeof text; step += sizeof text - (1 << 16)) {
            memset(text, 'x', len);
            memcpy(text + len, "\nab\n", 4);
            lines_reader r = lines_open(&mem);
            lines_row row;
            int n = 0;
            for (size_t at = 0; at < len + 4; at += step) {
                str piece = str_slice((str){text, len + 4}, at, at + step);
                while (lines_next(&r, &piece, &row)) {
                    CHECK_INT(row.text.len, n == 0 ? LIMIT_ROW_BYTES : 2);
                    CHECK_INT(row.is_too_long, n == 0 && len > LIMIT_ROW_BYTES);
                    n++;
                }
            }
            CHECK_INT(n, 2);
            arena_reset(&mem);
        }
}

int main(void) {
    arena_init(&mem, arena_malloc(), 0);
    test_texts();
    test_limit();
    arena_done(&mem);
    CHECK_MAIN();
}
