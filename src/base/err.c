// SPDX-License-Identifier: Apache-2.0
#include "base/err.h"

#include "base/utf8.h"

#include <assert.h>
#include <string.h>

// Messages quote what strangers wrote: no line break may split one, no escape code reach a terminal, no broken letter
// get into a JSON answer.
static void make_plain(char *text, size_t len) {
    size_t n;
    for (size_t at = 0; at < len; at += n) {
        uint32_t code;
        n = utf8_next((str){text, len}, at, &code);
        bool is_broken = n == 1 && code > 0x7F;
        if (is_broken || code < 0x20 || (code >= 0x7F && code < 0xA0))
            memset(text + at, '?', n);
    }
}

void err_clear(err *e) {
    *e = (err){.code = RC_OK};
}

rc err_set(err *e, rc code, const char *format, ...) {
    assert(code != RC_OK);
    if (e == NULL || e->code != RC_OK)
        return code;
    char text[sizeof e->text + 3];  // a letter that crosses the end must be seen whole, to be left out whole
    buf b = buf_over(text, sizeof text);
    va_list args;
    va_start(args, format);
    buf_print_list(&b, format, &args);
    va_end(args);
    size_t len = utf8_cut((str){text, b.len}, sizeof e->text);
    make_plain(text, len);
    memcpy(e->text, text, len);
    e->text_len = (uint16_t)len;
    e->code = code;
    return code;
}

void err_at(err *e, uint32_t line, uint32_t column) {
    if (e == NULL || e->line != 0)
        return;
    e->line = line;
    e->column = column;
}

void err_about(err *e, str name) {
    if (e == NULL || e->name_len != 0)
        return;
    size_t len = utf8_cut(name, sizeof e->name);
    if (len > 0)
        memcpy(e->name, name.ptr, len);
    make_plain(e->name, len);
    e->name_len = (uint16_t)len;
}

void err_note_words(err *e, str words) {
    if (e == NULL || words.len == 0 || e->words_len != 0)
        return;
    for (size_t at = 0; words.len <= e->text_len && at <= e->text_len - words.len; at++) {
        if (memcmp(e->text + at, words.ptr, words.len) != 0)
            continue;
        e->words_at = (uint16_t)at;
        e->words_len = (uint16_t)words.len;
        return;
    }
}

str err_words(const err *e) {
    return (str){e->text + e->words_at, e->words_len};
}

str err_text(const err *e) {
    return (str){e->text, e->text_len};
}

str err_name(const err *e) {
    return (str){e->name, e->name_len};
}
