// SPDX-License-Identifier: Apache-2.0
#include "base/limits.h"
#include "test.h"
#include "wire/csv.h"

#include <string.h>

static arena mem;

// Every row as `line:cell|cell!problem;`, read in pieces of `step` bytes.
static str read_rows(str text, size_t step) {
    buf out = buf_make(&mem);
    csv_reader *r = csv_open(&mem);
    csv_row row;
    for (size_t at = 0; at <= text.len; at += step) {
        bool is_last = at + step > text.len;
        str piece = str_slice(text, at, at + step);
        while (csv_next(r, &piece, &row) || (is_last && csv_last(r, &row))) {
            buf_print(&out, "{i}:", (int64_t)row.line);
            for (size_t i = 0; i < row.n_cells; i++)
                buf_print(&out, i == 0 ? "{s}" : "|{s}", row.cells[i]);
            if (row.problem != CSV_FINE)
                buf_print(&out, "!{i}", (int64_t)row.problem);
            buf_put_char(&out, ';');
        }
    }
    return buf_str(&out);
}

#define TEXT(lit)                                                                                            \
    { "" lit, sizeof(lit) - 1 }

static const struct {
    str text, want;
} texts[] = {
    {TEXT(""), TEXT("")},
    {TEXT("\n\r\n\r\n"), TEXT("")},
    {TEXT("a"), TEXT("1:a;")},
    {TEXT("a,b\n1,2\n"), TEXT("1:a|b;2:1|2;")},
    {TEXT("a,b\r\n1,2\r\n"), TEXT("1:a|b;2:1|2;")},
    {TEXT("a,b\r1,2\r"), TEXT("1:a|b;2:1|2;")},
    {TEXT("a,b\n\n1,2"), TEXT("1:a|b;3:1|2;")},
    {TEXT("\xEF\xBB\xBF"
          "a,b\n"),
     TEXT("1:a|b;")},
    {TEXT("\xEF\xBB\xBF\"a\",b\n"), TEXT("1:a|b;")},
    {TEXT("\xEF\xBC\x88,b\n"), TEXT("1:（|b;")},  // begins like the mark
    {TEXT("\xEF"), TEXT("1:!6;")},
    {TEXT(",\n"), TEXT("1:|;")},
    {TEXT("a,,\n"), TEXT("1:a||;")},
    {TEXT("\"\"\n"), TEXT("1:;")},
    {TEXT("\"a,b\",\"c\"\"d\"\n"), TEXT("1:a,b|c\"d;")},
    {TEXT("\"a\nb\",1\nc,2\n"), TEXT("1:a\nb|1;3:c|2;")},
    {TEXT("\"a\r\nb\",1\r\nc,2\r\n"), TEXT("1:a\r\nb|1;3:c|2;")},
    {TEXT("a\r\n\"b\"\r\n"), TEXT("1:a;2:b;")},
    {TEXT(" a , b \n"), TEXT("1: a | b ;")},
    {TEXT("a,b\"c,d\ne,f\n"), TEXT("1:a!3;2:e|f;")},    // a quote inside a cell
    {TEXT("a,\"b\"c,d\ne,f\n"), TEXT("1:a!3;2:e|f;")},  // something behind a quoted cell
    {TEXT("a,\"b\" ,d\ne,f\n"), TEXT("1:a!3;2:e|f;")},
    {TEXT("a,b\"\"c\ne\n"), TEXT("1:a!3;2:e;")},
    {TEXT("a,\"b\nc,d\n"), TEXT("1:a!4;")},  // never closed
    {TEXT("a,\"b\"\"\n"), TEXT("1:a!4;")},
    {TEXT("a,b\0c,d\ne\n"), TEXT("1:a!5;2:e;")},                       // NUL
    {TEXT("a,\xFF,d\ne\n"), TEXT("1:a|\xFF|d!6;2:e;")},                // no UTF-8
    {TEXT("a,\xE4\xB8,\xAD\ne\n"), TEXT("1:a|\xE4\xB8|\xAD!6;2:e;")},  // a letter cut by a comma
    {TEXT("中,文\n"), TEXT("1:中|文;")},
};

// In one piece, byte by byte, and everything between.
static void test_texts(void) {
    CHECK_TABLE(texts, i) {
        for (size_t step = 1; step <= texts[i].text.len + 1; step++)
            CHECK_STR(read_rows(texts[i].text, step), texts[i].want);
        arena_reset(&mem);
    }
}

// A row at the limit, and one byte more; what follows is read in any case.
static void test_long_rows(void) {
    static char text[LIMIT_ROW_BYTES + 20];
    for (int more = 0; more <= 1; more++) {
        size_t n = LIMIT_ROW_BYTES + (size_t)more;
        memcpy(text, "7,", 2);
        memset(text + 2, 'x', n - 2);
        memcpy(text + n, "\n8,y\n", 5);
        csv_reader *r = csv_open(&mem);
        csv_row row;
        str rest = {text, n + 5};
        CHECK(csv_next(r, &rest, &row));
        CHECK_INT(row.problem, more == 0 ? CSV_FINE : CSV_TOO_LONG);
        CHECK_INT(row.n_cells, more == 0 ? 2 : 1);
        CHECK_STR(row.cells[0], STR("7"));
        CHECK(csv_next(r, &rest, &row));
        CHECK_INT(row.problem, CSV_FINE);
        CHECK_INT(row.line, 2);
        CHECK_STR(row.cells[1], STR("y"));
        arena_reset(&mem);
    }
}

static void test_many_cells(void) {
    static char text[LIMIT_COLUMNS + 1];
    for (size_t n_cells = LIMIT_COLUMNS; n_cells <= LIMIT_COLUMNS + 1; n_cells++) {
        memset(text, ',', n_cells - 1);
        text[n_cells - 1] = '\n';
        csv_reader *r = csv_open(&mem);
        csv_row row;
        str rest = {text, n_cells};
        CHECK(csv_next(r, &rest, &row));
        CHECK_INT(row.problem, n_cells == LIMIT_COLUMNS ? CSV_FINE : CSV_TOO_MANY);
        CHECK_INT(row.n_cells, LIMIT_COLUMNS);
    }
    arena_reset(&mem);
}

// A hundred megabytes in one row need no more memory than the limit.
static void test_memory(void) {
    static char block[1 << 20];
    memset(block, 'x', sizeof block);
    csv_reader *r = csv_open(&mem);
    csv_row row;
    for (int i = 0; i < 100; i++) {
        str piece = {block, sizeof block};
        CHECK(!csv_next(r, &piece, &row));
    }
    CHECK(csv_last(r, &row));
    CHECK_INT(row.problem, CSV_TOO_LONG);
    CHECK(mem.total_bytes < 8 * LIMIT_ROW_BYTES);
    arena_reset(&mem);
}

static const struct {
    str cell, want;
} cells[] = {
    {TEXT(""), TEXT("")},
    {TEXT("a b"), TEXT("a b")},
    {TEXT("a,b"), TEXT("\"a,b\"")},
    {TEXT("a\"b"), TEXT("\"a\"\"b\"")},
    {TEXT("a\nb"), TEXT("\"a\nb\"")},
    {TEXT("a\rb"), TEXT("\"a\rb\"")},
    {TEXT("\""), TEXT("\"\"\"\"")},
};

static void test_write(void) {
    CHECK_TABLE(cells, i) {
        buf out = buf_make(&mem);
        csv_put_cell(&out, cells[i].cell, true);
        CHECK_STR(buf_str(&out), cells[i].want);
        csv_put_cell(&out, cells[i].cell, false);
        csv_reader *r = csv_open(&mem);
        csv_row row;
        str rest = buf_str(&out);
        bool is_read = csv_next(r, &rest, &row) || csv_last(r, &row);
        CHECK(is_read);
        CHECK_INT(row.n_cells, 2);
        CHECK_STR(row.cells[1], cells[i].cell);
    }
}

int main(void) {
    arena_init(&mem, arena_malloc(), 0);
    test_texts();
    test_long_rows();
    test_many_cells();
    test_memory();
    test_write();
    arena_done(&mem);
    CHECK_MAIN();
}
