// SPDX-License-Identifier: Apache-2.0
#include "law/diag.h"

#include "test.h"

static str print_one(arena *mem, str text, place at, str message) {
    diags d;
    diags_init(&d, mem);
    diags_add(&d, "T999", at, "{s}|Write {i}.", message, (int64_t)7);
    pack_file file = {.name = STR("a.md"), .text = text};
    buf b = buf_make(mem);
    diag_print(&d.items[0], &file, 1, &b);
    return buf_str(&b);
}

static void test_layout(void) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    str text = STR("one\r\n  天数 x\n\x01\tz\n");
    CHECK_STR(print_one(&mem, text, (place){2, 10, 0}, STR("a | b")),
              STR("a.md:2:10: T999 a | b\n      天数 x\n           ^\n    Write 7.\n"));
    CHECK_STR(print_one(&mem, text, (place){1, 4, 0}, STR("at the end")),
              STR("a.md:1:4: T999 at the end\n    one\n       ^\n    Write 7.\n"));
    CHECK_STR(print_one(&mem, text, (place){3, 3, 0}, STR("controls")),
              STR("a.md:3:3: T999 controls\n    ??z\n      ^\n    Write 7.\n"));
    CHECK_STR(print_one(&mem, text, (place){9, 1, 0}, STR("no such line")),
              STR("a.md:9:1: T999 no such line\n    \n    ^\n    Write 7.\n"));
    CHECK_STR(print_one(&mem, text, (place){0}, STR("no place")), STR("a.md: T999 no place\n    Write 7.\n"));
    CHECK_STR(print_one(&mem, text, (place){1, 1, 5}, STR("no file")),
              STR(":1:1: T999 no file\n    \n    ^\n    Write 7.\n"));
    arena_done(&mem);
}

// A caret far behind the part of a line that is shown is left out, and the line with it.
static void test_long_line(void) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    char line[1000];
    for (size_t i = 0; i < sizeof line; i++)
        line[i] = 'x';
    CHECK_STR(print_one(&mem, (str){line, sizeof line}, (place){1, 900, 0}, STR("far")),
              STR("a.md:1:900: T999 far\n    Write 7.\n"));
    arena_done(&mem);
}

static void test_limit(void) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    diags d;
    diags_init(&d, &mem);
    for (int i = 0; i < LIMIT_DIAGNOSTICS; i++)
        diags_add(&d, "T999", (place){0}, "plain");
    CHECK_INT(d.n, LIMIT_DIAGNOSTICS);
    CHECK(!d.full);
    CHECK_INT(d.items[0].hint.len, 0);
    diags_add(&d, "T999", (place){0}, "plain");
    CHECK_INT(d.n, LIMIT_DIAGNOSTICS);
    CHECK(d.full);
    arena_done(&mem);
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
    arena mem;
    arena_init(&mem, (arena_source){get_nothing, put_nothing, NULL}, 0);
    diags d;
    diags_init(&d, &mem);
    diags_add(&d, "T999", (place){0}, "plain");
    CHECK_INT(d.n, 0);
    CHECK(d.full);
}

int main(void) {
    test_layout();
    test_long_line();
    test_limit();
    test_no_memory();
    CHECK_MAIN();
}
