// SPDX-License-Identifier: Apache-2.0
// Articles on any bytes: a refusal says where, and the pieces of a body that is taken put together are the body again.
#include "fuzz.h"

#include "page/article.h"

static void check_view(str whole, str part) {
    FUZZ_MUST(part.len == 0 || (part.ptr >= whole.ptr && part.ptr + part.len <= whole.ptr + whole.len));
}

static void check_pieces(const article *a) {
    article_pieces all = article_begin(a);
    article_piece p;
    size_t at = 0;
    uint32_t line = a->body_line;
    while (article_next(&all, &p)) {
        FUZZ_MUST(p.line >= line && all.at > at);
        check_view(a->body, p.text);
        FUZZ_MUST(p.is_reference ? p.text.len > 0 : str_is(p.text, str_slice(a->body, at, all.at)));
        FUZZ_MUST(!p.is_reference || str_starts(str_slice(a->body, at, all.at), STR("{{")));
        at = all.at;
        line = p.line;
    }
    FUZZ_MUST(at == a->body.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    str text = {(const char *)data, size};
    article a;
    err e;
    err_clear(&e);
    rc code = article_read(text, &a, &e);
    FUZZ_MUST(code == RC_OK || err_text(&e).len > 0);
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    buf plain = buf_make(&mem);
    article_put_plain(text, &plain);
    FUZZ_MUST(plain.failed || plain.len <= size + 1);
    if (code == RC_OK) {
        FUZZ_MUST(a.id > 0 && a.slug.len > 0 && a.title.len > 0 && a.checked < a.again);
        check_view(text, a.body);
        check_view(text, a.slug);
        check_pieces(&a);
    }
    arena_done(&mem);
    return 0;
}
