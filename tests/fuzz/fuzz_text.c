// SPDX-License-Identifier: Apache-2.0
// Text of strangers, cut, compared and quoted: lines and letters are lost nowhere, and a message stays one plain line.
#include "fuzz.h"

#include "base/buf.h"
#include "base/err.h"
#include "base/limits.h"
#include "base/utf8.h"

#include <string.h>

enum { MOST_BYTES = 4096 };

static void try_lines(str s) {
    size_t n_seen = 0;
    str rest = s;
    str line;
    while (str_next_line(&rest, &line)) {
        FUZZ_MUST(line.len == 0 || memchr(line.ptr, '\n', line.len) == NULL);
        FUZZ_MUST(line.ptr == s.ptr + n_seen);
        size_t n_end = s.len - rest.len - n_seen - line.len;
        str end = str_slice(s, n_seen + line.len, s.len - rest.len);
        FUZZ_MUST(n_end == 0 ? rest.len == 0 : str_is(end, STR("\n")) || str_is(end, STR("\r\n")));
        n_seen = s.len - rest.len;
    }
    FUZZ_MUST(n_seen == s.len);
}

static void try_trim(str s) {
    str trimmed = str_trim(s);
    FUZZ_MUST(str_is(str_trim(trimmed), trimmed));
    FUZZ_MUST(trimmed.len <= s.len && (trimmed.len == 0 || trimmed.ptr >= s.ptr));
    FUZZ_MUST(str_starts(s, str_slice(s, 0, s.len / 2)));
}

static void try_distance(str s) {
    str a = str_slice(s, 0, s.len / 2);
    str b = str_slice(s, s.len / 2, s.len);
    if (b.len > LIMIT_NAME_BYTES)
        return;
    size_t edits = str_distance(a, b, SIZE_MAX - 1);
    FUZZ_MUST(edits == str_distance(b, a, SIZE_MAX - 1));
    FUZZ_MUST(edits >= b.len - a.len && edits <= b.len);  // a is the shorter one, by one byte at most
    FUZZ_MUST((edits == 0) == str_is(a, b));
    FUZZ_MUST(str_distance(a, b, edits) == edits);
    FUZZ_MUST(edits == 0 || str_distance(a, b, edits - 1) == edits);
}

// utf8_cut looks at a few bytes only; here all letters are walked from the start.
static void try_cuts(str s) {
    size_t border = 0;
    while (border < s.len) {
        uint32_t code;
        size_t next = border + utf8_next(s, border, &code);
        for (size_t most = border; most < next; most++)
            FUZZ_MUST(utf8_cut(s, most) == border);
        border = next;
    }
    FUZZ_MUST(utf8_cut(s, border) == s.len);
}

static void try_message(str s) {
    err e;
    err_clear(&e);
    FUZZ_MUST(err_set(&e, RC_INPUT, "{s}", s) == RC_INPUT);
    err_about(&e, s);
    str text = err_text(&e);
    FUZZ_MUST(utf8_is_valid(text, NULL) && utf8_is_valid(err_name(&e), NULL));
    FUZZ_MUST(text.len == utf8_cut(s, sizeof e.text) && err_name(&e).len == utf8_cut(s, sizeof e.name));
    for (size_t i = 0; i < text.len; i++)
        FUZZ_MUST((unsigned char)text.ptr[i] >= 0x20 && (text.ptr[i] == '?' || text.ptr[i] == s.ptr[i]));
}

static void try_buf(str s) {
    char block[MOST_BYTES];
    buf b = buf_over(block, sizeof block);
    for (size_t at = 0; at < s.len; at += 7)
        buf_put(&b, str_slice(s, at, at + 7));
    FUZZ_MUST(str_is(buf_str(&b), s));
    buf half = buf_over(block, s.len / 2);
    buf_put(&half, s);
    FUZZ_MUST(half.failed == (s.len > 0) && half.len == s.len / 2 && buf_str(&half).len == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    str s = {(const char *)data, size < MOST_BYTES ? size : MOST_BYTES};
    try_lines(s);
    try_trim(s);
    try_distance(s);
    try_cuts(s);
    try_message(s);
    try_buf(s);
    return 0;
}
