// SPDX-License-Identifier: Apache-2.0
// tests/packs/broken: each pack is refused for exactly what expected.txt says, at exactly that place.
#include "base/num.h"
#include "test.h"
#include "unit/law/sample.h"

enum { MOST_EXPECTED = 16 };

typedef struct {
    str name, code;
    int64_t line, column;
} expectation;

static str next_word(str *rest) {
    str s = str_trim(*rest);
    size_t n = 0;
    while (n < s.len && s.ptr[n] != ' ')
        n++;
    *rest = str_slice(s, n, s.len);
    return str_slice(s, 0, n);
}

static bool next_expectation(str *rest, expectation *out) {
    str line;
    while (str_next_line(rest, &line)) {
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        out->name = next_word(&line);
        out->code = next_word(&line);
        return num_parse(next_word(&line), 0, &out->line) == NUM_OK &&
               num_parse(next_word(&line), 0, &out->column) == NUM_OK;
    }
    return false;
}

static str code_of(const diag *d) {
    size_t len = 0;
    while (d->code[len] != '\0')
        len++;
    return (str){d->code, len};
}

static void print_diags(const diags *d, str name, str text, arena *mem) {
    buf b = buf_make(mem);
    pack_file file = {.name = name, .text = text};
    for (uint32_t i = 0; i < d->n; i++)
        diag_print(&d->items[i], &file, 1, &b);
    printf("%.*s", (int)b.len, b.ptr);
}

static void check_pack(const expectation *wanted, uint32_t n) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    buf path = buf_make(&mem);
    buf_print(&path, "tests/packs/broken/{s}.md{c}", wanted[0].name, 0);
    pack_source file = {wanted[0].name, sample_file(&mem, path.ptr)};
    diags d;
    diags_init(&d, &mem);
    bool is_fine = CHECK(law_read(&file, 1, &mem, &d) == NULL);
    is_fine &= CHECK_INT(d.n, n);
    for (uint32_t i = 0; i < n && i < d.n; i++) {
        is_fine &= CHECK_STR(code_of(&d.items[i]), wanted[i].code);
        is_fine &= CHECK_INT(d.items[i].at.line, wanted[i].line);
        is_fine &= CHECK_INT(d.items[i].at.column, wanted[i].column);
        is_fine &= CHECK(d.items[i].message.len > 0);
    }
    if (!is_fine)
        print_diags(&d, file.name, file.text, &mem);
    arena_done(&mem);
}

int main(void) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    str rest = sample_file(&mem, "tests/packs/broken/expected.txt");
    expectation wanted[MOST_EXPECTED];
    uint32_t n = 0, n_packs = 0;
    bool has_more = next_expectation(&rest, &wanted[0]);
    while (has_more) {
        for (n = 1; (has_more = next_expectation(&rest, &wanted[n])) && str_is(wanted[n].name, wanted[0].name);)
            n++;
        check_pack(wanted, n);
        n_packs++;
        wanted[0] = wanted[n];
    }
    CHECK(n_packs >= 40);
    arena_done(&mem);
    CHECK_MAIN();
}
