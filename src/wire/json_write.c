// SPDX-License-Identifier: Apache-2.0
#include "wire/json_write.h"

#include "base/limits.h"

#include <assert.h>
#include <string.h>

enum { INDENT_COLUMNS = 2, WORD_BYTES = 8 };

static bool is_flat(const json_writer *w) {
    return w->flat_depth > 0 && w->depth >= w->flat_depth;
}

static void begin_line(json_writer *w) {
    if (!w->indent || is_flat(w))
        return;
    static const char line[] = "\n                                ";
    size_t columns = (size_t)w->depth * INDENT_COLUMNS, most = sizeof line - 2;
    buf_put(w->out, (str){line, 1 + (columns < most ? columns : most)});
    for (; columns > most; columns--)
        buf_put_char(w->out, ' ');
}

// What stands before a key, or before a value that has none.
static void begin_item(json_writer *w) {
    if (w->is_named) {
        w->is_named = false;
        return;
    }
    if (w->depth == 0)
        return;
    if (!w->fresh)
        buf_put(w->out, w->indent && is_flat(w) ? STR(", ") : STR(","));
    w->fresh = false;
    begin_line(w);
}

static void open_bracket(json_writer *w, char bracket) {
    begin_item(w);
    buf_put_char(w->out, bracket);
    w->depth++;
    w->fresh = true;
}

static void close_bracket(json_writer *w, char bracket) {
    assert(w->depth > 0 && !w->is_named);
    bool is_short = w->fresh || is_flat(w);
    w->depth--;
    w->fresh = false;
    if (!is_short)
        begin_line(w);
    if (!is_flat(w))
        w->flat_depth = 0;
    buf_put_char(w->out, bracket);
}

static void put_escape(buf *out, char c) {
    static const char hex[] = "0123456789abcdef";
    switch (c) {
    case '"': BUF_LIT(out, "\\\""); break;
    case '\\': BUF_LIT(out, "\\\\"); break;
    case '\n': BUF_LIT(out, "\\n"); break;
    case '\r': BUF_LIT(out, "\\r"); break;
    case '\t': BUF_LIT(out, "\\t"); break;
    default: buf_print(out, "\\u00{c}{c}", hex[(unsigned char)c >> 4], hex[c & 15]);
    }
}

static bool is_escaped(char c) {
    return c == '"' || c == '\\' || (unsigned char)c < 0x20 || c == 0x7F;
}

static uint64_t word_of(uint64_t byte) {
    return byte * UINT64_C(0x0101010101010101);
}

// Does is_escaped hold for one of the eight bytes? The sum of two bytes below 0x80 stays within its own byte, so their
// highest bits can be made to say: not below 0x20, not '"', not '\\', and 0x7F.
static bool has_escaped(uint64_t word) {
    uint64_t low = word & word_of(0x7F);
    uint64_t fine = (low + word_of(0x60)) & ((low ^ word_of('"')) + word_of(0x7F)) &
                    ((low ^ word_of('\\')) + word_of(0x7F));
    uint64_t is_delete = low + word_of(1);
    return ((~fine | is_delete) & ~word & word_of(0x80)) != 0;
}

// Copy what needs no escape, in words while it goes; the number of bytes.
static size_t copy_plain(char *to, const char *from, size_t len) {
    size_t at = 0;
    for (; len - at >= WORD_BYTES; at += WORD_BYTES) {
        uint64_t word;
        memcpy(&word, from + at, WORD_BYTES);
        if (has_escaped(word))
            break;
        memcpy(to + at, &word, WORD_BYTES);
    }
    for (; at < len && !is_escaped(from[at]); at++)
        to[at] = from[at];
    return at;
}

// Each turn copies up to the next letter to escape.
static void put_quoted(buf *out, str text) {
    buf_put_char(out, '"');
    for (size_t at = 0; at < text.len;) {
        if (!buf_has_room(out, text.len - at)) {
            buf_put(out, str_slice(text, at, text.len));  // fails it
            return;
        }
        size_t n = copy_plain(out->ptr + out->len, text.ptr + at, text.len - at);
        out->len += n;
        at += n;
        if (at < text.len)
            put_escape(out, text.ptr[at++]);
    }
    buf_put_char(out, '"');
}

json_writer json_write_open(buf *out, bool indent) {
    return (json_writer){.out = out, .indent = indent};
}

void json_write_object(json_writer *w) {
    open_bracket(w, '{');
}

void json_write_object_end(json_writer *w) {
    close_bracket(w, '}');
}

void json_write_list(json_writer *w) {
    open_bracket(w, '[');
}

void json_write_list_end(json_writer *w) {
    close_bracket(w, ']');
}

void json_write_key(json_writer *w, str key) {
    assert(w->depth > 0 && !w->is_named);
    begin_item(w);
    put_quoted(w->out, key);
    buf_put_char(w->out, ':');
    if (w->indent)
        buf_put_char(w->out, ' ');
    w->is_named = true;
}

void json_write_flat(json_writer *w) {
    if (w->flat_depth == 0)
        w->flat_depth = w->depth + 1;
}

void json_write_str(json_writer *w, str text) {
    begin_item(w);
    put_quoted(w->out, text);
}

void json_write_int(json_writer *w, int64_t v) {
    begin_item(w);
    buf_put_int(w->out, v);
}

void json_write_decimal(json_writer *w, int64_t v, int scale) {
    begin_item(w);
    buf_put_decimal(w->out, v, scale);
}

void json_write_bool(json_writer *w, bool v) {
    begin_item(w);
    buf_put(w->out, v ? STR("true") : STR("false"));
}

void json_write_null(json_writer *w) {
    begin_item(w);
    BUF_LIT(w->out, "null");
}

void json_write_day(json_writer *w, int64_t day) {
    begin_item(w);
    buf_print(w->out, "\"{d}\"", day);
}

void json_write_month(json_writer *w, int64_t month) {
    begin_item(w);
    buf_print(w->out, "\"{m}\"", month);
}

void json_write_number(json_writer *w, str text) {
    assert(text.len > 0);
    begin_item(w);
    buf_put(w->out, text);
}

void json_write_maybe(json_writer *w, str text) {
    if (text.len == 0)
        json_write_null(w);
    else
        json_write_str(w, text);
}

void json_write_key_str(json_writer *w, str key, str text) {
    json_write_key(w, key);
    json_write_str(w, text);
}

void json_write_key_int(json_writer *w, str key, int64_t v) {
    json_write_key(w, key);
    json_write_int(w, v);
}

void json_write_key_bool(json_writer *w, str key, bool v) {
    json_write_key(w, key);
    json_write_bool(w, v);
}

void json_write_key_maybe(json_writer *w, str key, str text) {
    json_write_key(w, key);
    json_write_maybe(w, text);
}

void json_write_key_day(json_writer *w, str key, bool is_given, int64_t day) {
    json_write_key(w, key);
    if (is_given)
        json_write_day(w, day);
    else
        json_write_null(w);
}
