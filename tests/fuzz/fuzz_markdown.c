// SPDX-License-Identifier: Apache-2.0
// The reader of pack files on any bytes: the blocks it finds lie in the text, in order, apart from each other, and
// their lines are counted right.
#include "fuzz.h"

#include "law/head.h"
#include "law/markdown.h"

static uint32_t count_lines(const char *from, const char *to) {
    uint32_t n = 0;
    for (; from < to; from++)
        n += *from == '\n';
    return n;
}

static void check_blocks(str text, diags *d) {
    markdown m = markdown_make(text, 1, 0, d);
    const char *end = text.ptr;
    block b;
    while (markdown_next(&m, &b)) {
        FUZZ_MUST(b.text.ptr > end && b.text.ptr + b.text.len <= text.ptr + text.len);
        FUZZ_MUST(b.text.len == 0 || b.line == 1 + count_lines(text.ptr, b.text.ptr));
        end = b.text.ptr + b.text.len;
    }
}

static void print_all(const diags *d, str text, arena *mem) {
    pack_file file = {.name = STR("fuzz.md"), .text = text};
    buf b = buf_make(mem);
    for (uint32_t i = 0; i < d->n; i++)
        diag_print(&d->items[i], &file, 1, &b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    diags d;
    diags_init(&d, &mem);
    str text = {(const char *)data, size};
    head h;
    if (markdown_check(text, 0, &d)) {
        check_blocks(text, &d);
        if (head_read(text, 0, &d, &h))
            FUZZ_MUST(h.body.ptr + h.body.len == text.ptr + text.len && h.law.len > 0);
        else
            FUZZ_MUST(d.n > 0);
    }
    print_all(&d, text, &mem);
    arena_done(&mem);
    return 0;
}
