// SPDX-License-Identifier: Apache-2.0
#include "law/markdown.h"

#include "test.h"

// The blocks of a text as `LINE kind:text;`, with '/' for a line's end.
static str list_blocks(arena *mem, str text, diags *d) {
    diags_init(d, mem);
    markdown m = markdown_make(text, 1, 0, d);
    buf out = buf_make(mem);
    block b;
    while (markdown_next(&m, &b)) {
        buf_print(&out, "{i} {s}:", (int64_t)b.line, b.kind == BLOCK_LAW ? STR("law") : STR("case"));
        for (size_t i = 0; i < b.text.len; i++)
            buf_put_char(&out, b.text.ptr[i] == '\n' ? '/' : b.text.ptr[i]);
        buf_put_char(&out, ';');
    }
    return buf_str(&out);
}

static const struct {
    str text, blocks;
    uint32_t n_diags;
} cases[] = {
    {STR_INIT(""), STR_INIT(""), 0},
    {STR_INIT("no block\n"), STR_INIT(""), 0},
    {STR_INIT("```law\na\nb\n```\n"), STR_INIT("2 law:a/b/;"), 0},
    {STR_INIT("x\n\n```case\na\n```\ny\n```law\n```"), STR_INIT("4 case:a/;8 law:;"), 0},
    {STR_INIT("```law\r\na\r\n```\r\n"), STR_INIT("2 law:a\r/;"), 0},
    {STR_INIT("``` law \na\n````\n"), STR_INIT("2 law:a/;"), 0},
    {STR_INIT("````\n```law\na\n```\n````\n"), STR_INIT(""), 0},  // an example
    {STR_INIT("~~~law\na\n```\n~~~\n"), STR_INIT("2 law:a/```/;"), 0},
    {STR_INIT("```law `x`\na\n"), STR_INIT(""), 0},  // a code span
    {STR_INIT("```c\n```law\n```\n"), STR_INIT(""), 0},
    {STR_INIT("    ```law\n"), STR_INIT(""), 0},  // indented code
    {STR_INIT("```law\na\n"), STR_INIT("2 law:a/;"), 1},
    {STR_INIT("```law\na"), STR_INIT("2 law:a;"), 1},
    {STR_INIT("```laws\na\n```\n"), STR_INIT(""), 1},
    {STR_INIT("```cases\n```\n"), STR_INIT(""), 1},
    {STR_INIT(" ```law\na\n```\n"), STR_INIT("2 law:a/;"), 1},
};

static void test_blocks(void) {
    CHECK_TABLE(cases, i) {
        arena mem;
        arena_init(&mem, arena_malloc(), 0);
        diags d;
        CHECK_STR(list_blocks(&mem, cases[i].text, &d), cases[i].blocks);
        CHECK_INT(d.n, cases[i].n_diags);
        arena_done(&mem);
    }
}

// Everything in the order it stands, as `FROM..END kind:text;`.
static str list_pieces(arena *mem, str text) {
    static const str kinds[] = {STR_INIT("prose"), STR_INIT("h"), STR_INIT("law"), STR_INIT("case")};
    diags d;
    diags_init(&d, mem);
    markdown m = markdown_make(text, 1, 0, &d);
    buf out = buf_make(mem);
    piece p;
    while (markdown_piece(&m, &p)) {
        buf_print(&out, "{i}..{i} {s}", (int64_t)p.line, (int64_t)p.end, kinds[p.kind]);
        if (p.kind == PIECE_HEADING)
            buf_put_int(&out, p.level);
        buf_put_char(&out, ':');
        for (size_t i = 0; i < p.text.len; i++)
            buf_put_char(&out, p.text.ptr[i] == '\n' ? '/' : p.text.ptr[i]);
        buf_put_char(&out, ';');
    }
    return buf_str(&out);
}

static const struct {
    str text, pieces;
} files[] = {
    {STR_INIT(""), STR_INIT("")},
    {STR_INIT("a\n\nb"), STR_INIT("1..2 prose:a/;2..3 prose:/;3..4 prose:b;")},
    {STR_INIT("# A \n####### B\n#C\n###### D\n"),
     STR_INIT("1..2 h1:A;2..3 prose:####### B/;3..4 prose:#C/;4..5 h6:D;")},
    {STR_INIT("x\n```law\n# no\n```\n```case\nc\n```\n"),
     STR_INIT("1..2 prose:x/;2..5 law:# no/;5..8 case:c/;")},
    {STR_INIT("```sh\n# no\n```\ny\n"), STR_INIT("1..4 prose:```sh/# no/```/;4..5 prose:y/;")},
};

static void test_pieces(void) {
    CHECK_TABLE(files, i) {
        arena mem;
        arena_init(&mem, arena_malloc(), 0);
        CHECK_STR(list_pieces(&mem, files[i].text), files[i].pieces);
        arena_done(&mem);
    }
}

// One byte below, at and above the limit.
static void test_size(void) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    diags d;
    diags_init(&d, &mem);
    char *text = arena_alloc(&mem, LIMIT_SOURCE_BYTES + 1, 1);
    for (size_t i = 0; i <= LIMIT_SOURCE_BYTES; i++)
        text[i] = '\n';
    CHECK(markdown_check((str){text, LIMIT_SOURCE_BYTES - 1}, 0, &d));
    CHECK(markdown_check((str){text, LIMIT_SOURCE_BYTES}, 0, &d));
    CHECK(!markdown_check((str){text, LIMIT_SOURCE_BYTES + 1}, 0, &d));
    CHECK_INT(d.n, 1);
    arena_done(&mem);
}

static void test_bytes(void) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    diags d;
    diags_init(&d, &mem);
    CHECK(!markdown_check(STR("a\nbc\0d"), 3, &d));
    CHECK_INT(d.items[0].at.line, 2);
    CHECK_INT(d.items[0].at.column, 3);
    CHECK_INT(d.items[0].at.file, 3);
    CHECK(!markdown_check(STR("\n\n\xff"), 0, &d));
    CHECK_INT(d.items[1].at.line, 3);
    CHECK_INT(d.items[1].at.column, 1);
    CHECK(markdown_check((str){0}, 0, &d));
    arena_done(&mem);
}

int main(void) {
    test_blocks();
    test_pieces();
    test_size();
    test_bytes();
    CHECK_MAIN();
}
