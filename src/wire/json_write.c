// SPDX-License-Identifier: Apache-2.0
#include "wire/json_write.h"

#include "base/limits.h"

#include <assert.h>

enum { INDENT_COLUMNS = 2 };

static bool is_flat(const json_writer *w) {
    return w->flat_depth > 0 && w->depth >= w->flat_depth;
}

static void begin_line(json_writer *w) {
    if (!w->indent || is_flat(w))
        return;
    buf_put_char(w->out, '\n');
    for (int i = 0; i < w->depth * INDENT_COLUMNS; i++)
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

static void put_quoted(buf *out, str text) {
    buf_put_char(out, '"');
    for (size_t at = 0; at < text.len; at++) {
        size_t from = at;
        while (at < text.len && !is_escaped(text.ptr[at]))
            at++;
        buf_put(out, str_slice(text, from, at));
        if (at < text.len)
            put_escape(out, text.ptr[at]);
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
