// SPDX-License-Identifier: Apache-2.0
#include "wire/json_read.h"

#include "base/limits.h"
#include "base/utf8.h"

#include <assert.h>

enum { SHOWN_BYTES = 16, ESCAPE_DIGITS = 4 };

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// ---- places and what was found there -----------------------------------------------------------------------

// Letters, not bytes: that is what an editor shows. Counted only for a message.
static uint32_t find_column(const json_reader *r, size_t at) {
    uint32_t column = 1;
    uint32_t code;
    for (size_t i = r->line_start; i < at; i += utf8_next(r->text, i, &code))
        column++;
    return column;
}

// Fill in the place of an error, and answer its code.
static rc place(const json_reader *r, size_t at, rc code, err *e) {
    err_at(e, r->line, find_column(r, at));
    return code;
}

// What stands at `at`, in words.
static str describe(const json_reader *r, size_t at, char block[SHOWN_BYTES]) {
    static const char hex[] = "0123456789ABCDEF";
    if (at >= r->text.len)
        return STR("the end");
    unsigned char c = (unsigned char)r->text.ptr[at];
    uint32_t code;
    size_t n = utf8_next(r->text, at, &code);
    bool is_shown = c > 0x20 && c != 0x7F && (n > 1 || c < 0x80);
    buf b = buf_over(block, SHOWN_BYTES);
    if (is_shown)
        buf_print(&b, "'{s}'", str_slice(r->text, at, at + n));
    else
        buf_print(&b, "byte 0x{c}{c}", hex[c >> 4], hex[c & 15]);
    return buf_str(&b);
}

static rc refuse(const json_reader *r, str expected, err *e) {
    char block[SHOWN_BYTES];
    rc code = err_set(e, RC_INPUT, "expected {s}, found {s}", expected, describe(r, r->at, block));
    return place(r, r->at, code, e);
}

static void skip_blanks(json_reader *r) {
    for (; r->at < r->text.len; r->at++) {
        char c = r->text.ptr[r->at];
        if (c == '\n') {
            r->line++;
            r->line_start = r->at + 1;
        } else if (c != ' ' && c != '\t' && c != '\r')
            return;
    }
}

// The next byte; 0 at the end. A NUL in the text fits nowhere either, and describe() tells them apart.
static char peek(const json_reader *r) {
    return r->at < r->text.len ? r->text.ptr[r->at] : '\0';
}

static bool has_taken(json_reader *r, char c) {
    if (r->at == r->text.len || r->text.ptr[r->at] != c)
        return false;
    r->at++;
    return true;
}

// ---- strings -------------------------------------------------------------------------------------------------

// Four hexadecimal digits at `at`; -1 when they are not.
static int32_t parse_hex(str s, size_t at) {
    if (s.len < ESCAPE_DIGITS || at > s.len - ESCAPE_DIGITS)
        return -1;
    int32_t v = 0;
    for (size_t i = at; i < at + ESCAPE_DIGITS; i++) {
        char c = s.ptr[i];
        int digit = is_digit(c)            ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : -1;
        if (digit < 0)
            return -1;
        v = v << 4 | digit;
    }
    return v;
}

// The letter of \uXXXX or of a pair of them; `at` is behind the 'u'. 0: not a letter that may stand in a text.
static uint32_t parse_unicode(str s, size_t at, size_t *out_used) {
    int32_t high = parse_hex(s, at);
    *out_used = ESCAPE_DIGITS;
    if (high <= 0 || (high >= 0xDC00 && high <= 0xDFFF))
        return 0;
    if (high < 0xD800 || high > 0xDBFF)
        return (uint32_t)high;
    if (!str_is(str_slice(s, at + 4, at + 6), STR("\\u")))
        return 0;
    int32_t low = parse_hex(s, at + 6);
    if (low < 0xDC00 || low > 0xDFFF)
        return 0;
    *out_used = 2 * ESCAPE_DIGITS + 2;
    return 0x10000U + ((uint32_t)(high - 0xD800) << 10) + (uint32_t)(low - 0xDC00);
}

// The byte a one-letter escape stands for; 0: there is no such escape.
static char plain_escape(char c) {
    switch (c) {
    case '"':
    case '\\':
    case '/': return c;
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return '\0';
    }
}

// Write the escape at raw[at] (a backslash) to dst; the number of bytes of raw it takes, 0 when it is none.
static size_t put_escape(str raw, size_t at, char *dst, size_t *dst_len) {
    char c = raw.ptr[at + 1];  // the closing quote was found, so a backslash is never last
    if (c != 'u') {
        dst[(*dst_len)++] = plain_escape(c);
        return plain_escape(c) == '\0' ? 0 : 2;
    }
    size_t used;
    uint32_t code = parse_unicode(raw, at + 2, &used);
    if (code == 0)
        return 0;
    *dst_len += utf8_put(dst + *dst_len, code);
    return 2 + used;
}

// Escapes never get longer by being written out, so the raw length is room enough.
static rc unescape(json_reader *r, str raw, str *out, err *e) {
    char *dst = arena_alloc(r->mem, raw.len + 4, 1);
    if (dst == NULL)
        return err_set(e, RC_MEMORY, "no memory for a text of {i} bytes", (int64_t)raw.len);
    size_t len = 0;
    for (size_t at = 0; at < raw.len;) {
        if (raw.ptr[at] != '\\') {
            dst[len++] = raw.ptr[at++];
            continue;
        }
        size_t used = put_escape(raw, at, dst, &len);
        if (used == 0) {
            size_t place_at = (size_t)(raw.ptr - r->text.ptr) + at;
            return place(r, place_at,
                         err_set(e, RC_INPUT, "expected an escape of JSON that is a letter, found '{s}'",
                                 str_slice(raw, at, at + 2)),
                         e);
        }
        at += used;
    }
    *out = (str){dst, len};
    return RC_OK;
}

// The opening quote is taken. Finds the closing one; what lies between is still to be checked.
static rc find_quote(json_reader *r, bool *has_escape, bool *is_ascii, err *e) {
    const char *p = r->text.ptr;
    unsigned char seen = 0;

    for (size_t len = r->text.len; r->at < len; r->at++) {
        unsigned char c = (unsigned char)p[r->at];
        seen |= c;
        if (c == '"') {
            *is_ascii = seen < 0x80;
            return RC_OK;
        }
        if (c < 0x20)
            break;
        if (c == '\\') {
            *has_escape = true;
            r->at++;
            if (r->at == len || (unsigned char)p[r->at] < 0x20)
                break;
            seen |= (unsigned char)p[r->at];
        }
    }
    return refuse(r, STR("the rest of a text and its closing '\"'"), e);
}

static rc read_string(json_reader *r, str *out, err *e) {
    size_t from = ++r->at;
    bool has_escape = false, is_ascii = true;
    rc code = find_quote(r, &has_escape, &is_ascii, e);
    if (code != RC_OK)
        return code;
    str raw = str_slice(r->text, from, r->at++);
    size_t bad_at;
    if (!is_ascii && !utf8_is_valid(raw, &bad_at)) {
        char block[SHOWN_BYTES];
        code = err_set(e, RC_INPUT, "expected UTF-8, found {s}", describe(r, from + bad_at, block));
        return place(r, from + bad_at, code, e);
    }
    *out = raw;
    return has_escape ? unescape(r, raw, out, e) : RC_OK;
}

// ---- numbers and words -----------------------------------------------------------------------------------------

static rc take_digits(json_reader *r, err *e) {
    if (!is_digit(peek(r)))
        return refuse(r, STR("a digit"), e);
    while (is_digit(peek(r)))
        r->at++;
    return RC_OK;
}

// -? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?
static rc read_number(json_reader *r, str *out, err *e) {
    size_t from = r->at;
    (void)has_taken(r, '-');  // may be there or not
    size_t digits_from = r->at;
    rc code = take_digits(r, e);
    if (code == RC_OK && r->text.ptr[digits_from] == '0' && r->at > digits_from + 1) {
        r->at = digits_from;
        return refuse(r, STR("a number without zeros in front"), e);
    }
    if (code == RC_OK && has_taken(r, '.'))
        code = take_digits(r, e);
    if (code == RC_OK && (has_taken(r, 'e') || has_taken(r, 'E'))) {
        if (!has_taken(r, '+'))
            (void)has_taken(r, '-');  // a sign may be there or not
        code = take_digits(r, e);
    }
    *out = str_slice(r->text, from, r->at);
    return code;
}

static rc read_word(json_reader *r, json_value *out, err *e) {
    static const struct {
        str word;
        json_kind kind;
        bool yes;
    } words[] = {
        {{"null", 4}, JSON_NULL, false},
        {{"true", 4}, JSON_BOOL, true},
        {{"false", 5}, JSON_BOOL, false},
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (str_is(str_slice(r->text, r->at, r->at + words[i].word.len), words[i].word)) {
            r->at += words[i].word.len;
            out->kind = words[i].kind;
            out->yes = words[i].yes;
            return RC_OK;
        }
    return refuse(r, STR("a value"), e);
}

static rc open_bracket(json_reader *r, err *e) {
    if (r->depth == LIMIT_DEPTH) {
        rc code = err_set(e, RC_LIMIT, "expected at most {i} brackets inside each other, found more",
                          (int64_t)LIMIT_DEPTH);
        return place(r, r->at, code, e);
    }
    r->at++;
    r->depth++;
    r->fresh = true;
    return RC_OK;
}

// ---- the reader --------------------------------------------------------------------------------------------------

json_reader json_read_open(str text, uint32_t line, arena *mem) {
    json_reader r = {.text = text, .line = line, .mem = mem};
    if (str_starts(text, STR("\xEF\xBB\xBF")))
        r.at = r.line_start = 3;
    return r;
}

rc json_read_value(json_reader *r, json_value *out, err *e) {
    skip_blanks(r);
    json_value v = {.line = r->line};
    char c = peek(r);
    rc code;
    if (c == '"') {
        v.kind = JSON_STRING;
        code = read_string(r, &v.text, e);
    } else if (c == '-' || is_digit(c)) {
        v.kind = JSON_NUMBER;
        code = read_number(r, &v.text, e);
    } else if (c == '[' || c == '{') {
        v.kind = c == '[' ? JSON_LIST : JSON_OBJECT;
        code = open_bracket(r, e);
    } else
        code = read_word(r, &v, e);
    if (code == RC_OK)
        *out = v;
    return code;
}

// Before an item or a key: a comma unless it is the first, or the closing bracket.
static rc step(json_reader *r, char closing, bool *out_more, err *e) {
    assert(r->depth > 0);
    skip_blanks(r);
    bool is_first = r->fresh;
    r->fresh = false;
    *out_more = false;
    if (has_taken(r, closing)) {
        r->depth--;
        return RC_OK;
    }
    if (!is_first && !has_taken(r, ','))
        return refuse(r, closing == ']' ? STR("',' or ']'") : STR("',' or '}'"), e);
    *out_more = true;
    return RC_OK;
}

rc json_read_item(json_reader *r, bool *out_more, err *e) {
    return step(r, ']', out_more, e);
}

rc json_read_key(json_reader *r, bool *out_more, json_value *out_key, err *e) {
    rc code = step(r, '}', out_more, e);
    if (code != RC_OK || !*out_more)
        return code;
    skip_blanks(r);
    if (peek(r) != '"')
        return refuse(r, STR("a name in '\"'"), e);
    json_value key = {.kind = JSON_STRING, .line = r->line};
    code = read_string(r, &key.text, e);
    if (code != RC_OK)
        return code;
    skip_blanks(r);
    if (!has_taken(r, ':'))
        return refuse(r, STR("':'"), e);
    *out_key = key;
    return RC_OK;
}

// Until the bracket that was opened for v is closed. Recursion is bounded: json_read_value counts the depth.
rc json_read_rest(json_reader *r, json_value v, err *e) {
    if (v.kind != JSON_LIST && v.kind != JSON_OBJECT)
        return RC_OK;
    for (;;) {
        bool more;
        json_value next;
        rc code = v.kind == JSON_LIST ? json_read_item(r, &more, e) : json_read_key(r, &more, &next, e);
        if (code != RC_OK || !more)
            return code;
        code = json_read_skip(r, e);
        if (code != RC_OK)
            return code;
    }
}

rc json_read_skip(json_reader *r, err *e) {
    json_value v;
    rc code = json_read_value(r, &v, e);
    return code == RC_OK ? json_read_rest(r, v, e) : code;
}

rc json_read_end(json_reader *r, err *e) {
    assert(r->depth == 0);
    skip_blanks(r);
    return r->at == r->text.len ? RC_OK : refuse(r, STR("nothing more"), e);
}
