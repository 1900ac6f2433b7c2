// SPDX-License-Identifier: Apache-2.0
// Forms, queries and paths of strangers: what is accepted is UTF-8 without NUL, and written out again reads the same.
#include "fuzz.h"

#include "base/utf8.h"
#include "page/html.h"
#include "site/form.h"

static void must_be_text(str s) {
    FUZZ_MUST(utf8_is_valid(s, NULL));
    for (size_t i = 0; i < s.len; i++)
        FUZZ_MUST(s.ptr[i] != '\0');
}

static void must_read_back(const form *f, arena *mem) {
    buf written = buf_make(mem);
    html h = {&written};
    for (size_t i = 0; i < f->n; i++) {
        html_url(&h, f->fields[i].name);
        HTML_LIT(&h, "=");
        html_url(&h, f->fields[i].value);
        HTML_LIT(&h, "&");
    }
    form again;
    err e;
    err_clear(&e);
    if (written.len > FORM_BYTES_MOST)
        return;  // escaped it may be longer than a form may be
    FUZZ_MUST(form_parse(buf_str(&written), mem, &again, &e) == RC_OK && again.n == f->n);
    for (size_t i = 0; i < f->n; i++)
        FUZZ_MUST(str_is(again.fields[i].name, f->fields[i].name) &&
                  str_is(again.fields[i].value, f->fields[i].value));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena mem;
    form f;
    err e;
    str text = {(const char *)data, size};
    arena_init(&mem, arena_malloc(), 0);
    err_clear(&e);
    if (form_parse(text, &mem, &f, &e) == RC_OK) {
        for (size_t i = 0; i < f.n; i++) {
            must_be_text(f.fields[i].name);
            must_be_text(f.fields[i].value);
        }
        must_read_back(&f, &mem);
    } else
        FUZZ_MUST(err_text(&e).len > 0);
    arena_done(&mem);
    return 0;
}
