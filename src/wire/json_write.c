// SPDX-License-Identifier: Apache-2.0
#include "wire/json_write.h"

#include "base/limits.h"

#include <assert.h>
#include <string.h>

enum { INDENT_COLUMNS = 2, DEPTH_MOST = LIMIT_DEPTH, HALF_BYTES = 4, WORD_BYTES = 8, BLOCK_BYTES = 16 };

// Kept apart from what is done all the time, so that this needs fewer registers.
#define SELDOM __attribute__((noinline))

static bool is_flat(const json_writer *w) {
    return w->flat_depth > 0 && w->depth >= w->flat_depth;
}

// Chosen once a bracket, put once an item.
static void choose_gaps(json_writer *w) {
    static const char line[] = ",\n                                                                "
                               "                                                                ";
    assert(w->depth <= DEPTH_MOST && sizeof line - 3 == INDENT_COLUMNS * DEPTH_MOST);
    static const char flat[JSON_GAP_BYTES + 2] = ", ";
    bool is_line = w->indent && !is_flat(w);
    w->next = is_line ? (str){line, 2 + (size_t)w->depth * INDENT_COLUMNS} : (str){flat, w->indent ? 2 : 1};
    w->first = is_line ? str_slice(w->next, 1, w->next.len) : (str){flat, 0};
}

// What stands before a key, or before a value that has none.
static void begin_item(json_writer *w) {
    if (w->is_named) {
        w->is_named = false;
        return;
    }
    if (w->depth == 0)
        return;
    buf_put(w->out, w->fresh ? w->first : w->next);
    w->fresh = false;
}

static void open_bracket(json_writer *w, char bracket) {
    begin_item(w);
    buf_put_char(w->out, bracket);
    w->depth++;
    w->fresh = true;
    choose_gaps(w);
}

static void close_bracket(json_writer *w, char bracket) {
    assert(w->depth > 0 && !w->is_named);
    bool is_short = w->fresh || is_flat(w);
    w->depth--;
    w->fresh = false;
    if (!is_flat(w))
        w->flat_depth = 0;
    choose_gaps(w);
    if (!is_short)
        buf_put(w->out, w->first);
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

typedef unsigned char block __attribute__((vector_size(BLOCK_BYTES)));

static bool block_has_escaped(block b) {
    block bad = (block)((b < 0x20) | (b == '"') | (b == '\\') | (b == 0x7F));
    uint64_t halves[2];
    memcpy(halves, &bad, sizeof bad);
    return (halves[0] | halves[1]) != 0;
}

// Each copies a text of its length by its two ends, which may overlap. False: there is something to escape in it.
static bool copy_halves(char *to, const char *from, size_t len) {
    uint32_t first, last;
    memcpy(&first, from, HALF_BYTES);
    memcpy(&last, from + len - HALF_BYTES, HALF_BYTES);
    memcpy(to, &first, HALF_BYTES);
    memcpy(to + len - HALF_BYTES, &last, HALF_BYTES);
    return !has_escaped(first | (uint64_t)last << 32);
}

static bool copy_words(char *to, const char *from, size_t len) {
    uint64_t first, last;
    memcpy(&first, from, WORD_BYTES);
    memcpy(&last, from + len - WORD_BYTES, WORD_BYTES);
    memcpy(to, &first, WORD_BYTES);
    memcpy(to + len - WORD_BYTES, &last, WORD_BYTES);
    return !has_escaped(first) && !has_escaped(last);
}

static bool copy_block(char *to, const char *from) {
    block b;
    memcpy(&b, from, BLOCK_BYTES);
    memcpy(to, &b, BLOCK_BYTES);
    return !block_has_escaped(b);
}

// The number of bytes that were copied and need no escape; there may be more of them.
static size_t copy_blocks(char *to, const char *from, size_t len) {
    size_t at = 0, last = len - BLOCK_BYTES;
    for (; at < last; at += BLOCK_BYTES)
        if (!copy_block(to + at, from + at))
            return at;
    return copy_block(to + last, from + last) ? len : at;
}

// Copy what needs no escape; the number of bytes.
static size_t copy_plain(char *to, const char *from, size_t len) {
    size_t at = 0;
    if (len >= BLOCK_BYTES)
        at = copy_blocks(to, from, len);
    else if (len >= WORD_BYTES)
        at = copy_words(to, from, len) ? len : 0;
    else if (len >= HALF_BYTES)
        at = copy_halves(to, from, len) ? len : 0;
    for (; at < len && !is_escaped(from[at]); at++)
        to[at] = from[at];
    return at;
}

// Most texts fit and need no escape. False: this one does not, and nothing is written.
static bool put_plain(buf *out, str text) {
    if (!buf_has_room(out, text.len + 2))
        return false;
    char *at = out->ptr + out->len;
    if (copy_plain(at + 1, text.ptr, text.len) < text.len)
        return false;
    at[0] = at[text.len + 1] = '"';
    out->len += text.len + 2;
    return true;
}

// Each turn copies up to the next letter to escape.
SELDOM static void put_escaped(buf *out, str text) {
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

static void put_quoted(buf *out, str text) {
    if (!put_plain(out, text))
        put_escaped(out, text);
}

json_writer json_write_open(buf *out, bool indent) {
    json_writer w = {.out = out, .indent = indent};
    choose_gaps(&w);
    return w;
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

void json_write_any_key(json_writer *w, str key) {
    assert(w->depth > 0 && !w->is_named);
    begin_item(w);
    put_quoted(w->out, key);
    buf_put(w->out, w->indent ? STR(": ") : STR(":"));
    w->is_named = true;
}

void json_write_key(json_writer *w, str key) {
    assert(w->depth > 0 && !w->is_named);
    begin_item(w);
    buf_put_char(w->out, '"');
    buf_put(w->out, key);
    buf_put(w->out, w->indent ? STR("\": ") : STR("\":"));
    w->is_named = true;
}

SELDOM static void put_name(buf *out, str gap, str name) {
    buf_put(out, gap);
    buf_put(out, name);
}

void json_write_name(json_writer *w, json_name name) {
    assert(w->depth > 0 && !w->is_named && name.len <= JSON_NAME_BYTES);
    str gap = w->fresh ? w->first : w->next;
    size_t len = w->indent ? name.len : name.len - 1, room = w->out->cap - w->out->len;
    w->fresh = false;
    w->is_named = true;
    if (gap.len > JSON_GAP_BYTES || room < JSON_GAP_BYTES + JSON_NAME_BYTES) {
        put_name(w->out, gap, (str){name.text, len});
        return;
    }
    char *at = w->out->ptr + w->out->len;
    memcpy(at, gap.ptr, JSON_GAP_BYTES);
    memcpy(at + gap.len, name.text, JSON_NAME_BYTES);
    w->out->len += gap.len + len;
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
    buf_put_char(w->out, '"');
    buf_put_day(w->out, day);
    buf_put_char(w->out, '"');
}

void json_write_month(json_writer *w, int64_t month) {
    begin_item(w);
    buf_put_char(w->out, '"');
    buf_put_month(w->out, month);
    buf_put_char(w->out, '"');
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

void json_write_name_str(json_writer *w, json_name name, str text) {
    json_write_name(w, name);
    json_write_str(w, text);
}

void json_write_name_int(json_writer *w, json_name name, int64_t v) {
    json_write_name(w, name);
    json_write_int(w, v);
}

void json_write_name_bool(json_writer *w, json_name name, bool v) {
    json_write_name(w, name);
    json_write_bool(w, v);
}

void json_write_name_maybe(json_writer *w, json_name name, str text) {
    json_write_name(w, name);
    json_write_maybe(w, text);
}

void json_write_name_day(json_writer *w, json_name name, bool is_given, int64_t day) {
    json_write_name(w, name);
    if (is_given)
        json_write_day(w, day);
    else
        json_write_null(w);
}
