// SPDX-License-Identifier: Apache-2.0
// The reader, parser and resolver on any bytes, and the formatter: what it lays out reads as the same law, and laying
// it out again changes nothing. Bytes that do not begin with a head are taken for a law block.
#include "fuzz.h"

#include "unit/law/sample.h"

static str print_law(const law *l, arena *mem) {
    buf b = buf_make(mem);
    sample_print_law(l, &b);
    return buf_str(&b);
}

static void check_diags(const diags *d, str text, arena *mem) {
    pack_file file = {.name = STR("fuzz.md"), .text = text};
    buf b = buf_make(mem);
    for (uint32_t i = 0; i < d->n; i++) {
        FUZZ_MUST(d->items[i].message.len > 0 && d->items[i].at.file == 0);
        diag_print(&d->items[i], &file, 1, &b);
    }
}

static const law *read_law(str text, arena *mem) {
    diags d;
    diags_init(&d, mem);
    pack_source file = {STR("fuzz.md"), text};
    const law *l = law_read(&file, 1, mem, &d);
    FUZZ_MUST((l == NULL) == (d.n > 0));
    check_diags(&d, text, mem);
    return l;
}

static bool format(str text, arena *mem, str *out) {
    diags d;
    diags_init(&d, mem);
    buf b = buf_make(mem);
    bool is_fine = law_format((pack_source){STR("fuzz.md"), text}, mem, &b, &d);
    FUZZ_MUST(is_fine == (d.n == 0));
    *out = buf_str(&b);
    return is_fine;
}

static void try_pack(str text, arena *mem) {
    const law *l = read_law(text, mem);
    str once, twice;
    bool is_fine = format(text, mem, &once);
    FUZZ_MUST(is_fine || l == NULL);
    if (!is_fine)
        return;
    FUZZ_MUST(format(once, mem, &twice) && str_is(once, twice));
    const law *again = read_law(once, mem);
    FUZZ_MUST((l == NULL) == (again == NULL));
    if (l != NULL)
        FUZZ_MUST(str_is(print_law(l, mem), print_law(again, mem)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    str text = {(const char *)data, size};
    bool has_head = str_starts(text, STR("---")) || str_starts(text, STR("\xEF\xBB\xBF"));
    try_pack(has_head ? text : sample_pack(&mem, text), &mem);
    arena_done(&mem);
    return 0;
}
