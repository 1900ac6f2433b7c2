// SPDX-License-Identifier: Apache-2.0
#include "site/form.h"

#include "base/utf8.h"
#include "page/html.h"

static int hex_of(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// The byte that %XX at `at` stands for; -1: it is broken.
static int escaped_byte(str text, size_t at) {
    if (text.len - at < 3)
        return -1;
    int high = hex_of(text.ptr[at + 1]), low = hex_of(text.ptr[at + 2]);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
}

rc form_decode(str text, bool plus_is_blank, arena *mem, str *out, err *e) {
    char *to = ARENA_ARRAY(mem, char, text.len + 1);
    if (to == NULL)
        return err_set(e, RC_MEMORY, "no memory for a form");
    size_t n = 0;
    for (size_t at = 0; at < text.len; at++) {
        int c = (unsigned char)text.ptr[at];
        if (c == '+' && plus_is_blank)
            c = ' ';
        else if (c == '%') {
            c = escaped_byte(text, at);
            at += 2;
        }
        if (c <= 0)
            return err_set(e, RC_INPUT, "expected %XX with two hexadecimal digits and no NUL, found neither");
        to[n++] = (char)c;
    }
    str decoded = {to, n};
    if (!utf8_is_valid(decoded, NULL))
        return err_set(e, RC_INPUT, "expected UTF-8, found other bytes");
    *out = decoded;
    return RC_OK;
}

static rc parse_field(str text, arena *mem, form_field *out, err *e) {
    size_t equals = str_find(text, '=');
    rc code = form_decode(str_slice(text, 0, equals), true, mem, &out->name, e);
    if (code != RC_OK)
        return code;
    return form_decode(str_slice(text, equals + 1, text.len), true, mem, &out->value, e);
}

rc form_parse(str text, arena *mem, form *out, err *e) {
    if (text.len > FORM_BYTES_MOST)
        return err_set(e, RC_LIMIT, "expected at most {i} bytes, found more", (int64_t)FORM_BYTES_MOST);
    form_field *fields = arena_take(mem, FORM_FIELDS_MOST, sizeof *fields);  // most forms have none
    if (fields == NULL)
        return err_set(e, RC_MEMORY, "no memory for a form");
    size_t n = 0;
    while (text.len > 0) {
        size_t end = str_find(text, '&');
        if (end > 0 && n == FORM_FIELDS_MOST)
            return err_set(e, RC_LIMIT, "expected at most {i} fields, found more", (int64_t)FORM_FIELDS_MOST);
        rc code = end > 0 ? parse_field(str_slice(text, 0, end), mem, &fields[n], e) : RC_OK;
        if (code != RC_OK)
            return code;
        n += end > 0;
        text = str_slice(text, end + 1, text.len);
    }
    *out = (form){fields, n};
    return RC_OK;
}

str form_get(const form *f, str name) {
    for (size_t i = 0; i < f->n; i++)
        if (str_is(f->fields[i].name, name))
            return f->fields[i].value;
    return (str){0};
}

size_t form_count(const form *f, str name) {
    size_t n = 0;
    for (size_t i = 0; i < f->n; i++)
        n += str_is(f->fields[i].name, name);
    return n;
}

bool form_has(const form *f, str name) {
    return form_count(f, name) > 0;
}

void form_put(buf *out, str name, str value) {
    html h = {out};
    if (out->len > 0)
        buf_put_char(out, '&');
    html_url(&h, name);
    buf_put_char(out, '=');
    html_url(&h, value);
}
