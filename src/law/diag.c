// SPDX-License-Identifier: Apache-2.0
#include "law/diag.h"

#include "base/utf8.h"

#include <assert.h>
#include <stdarg.h>

enum {
    FORMAT_BYTES = 256,  // of the message's half of a format
    SHOWN_BYTES = 240    // of a source line
};

void diags_init(diags *d, arena *mem) {
    *d = (diags){.mem = mem};
}

// The next free place; NULL when there are enough already or there is no memory.
static diag *next_diag(diags *d) {
    if (d->items == NULL)
        d->items = ARENA_ARRAY(d->mem, diag, LIMIT_DIAGNOSTICS);
    if (d->items == NULL || d->n == LIMIT_DIAGNOSTICS) {
        d->full = true;
        return NULL;
    }
    return &d->items[d->n++];
}

static str print_part(arena *mem, const char *format, va_list *args) {
    buf b = buf_make(mem);
    buf_print_list(&b, format, args);
    return b.failed ? STR("(no memory left for this message)") : buf_str(&b);
}

// Copy the message's half of the format; answers where the hint's half begins, NULL when there is none.
static const char *split_format(const char *format, char message[FORMAT_BYTES]) {
    size_t at = 0;
    for (; format[at] != '\0' && format[at] != '|'; at++) {
        assert(at + 1 < FORMAT_BYTES);
        message[at] = format[at];
    }
    message[at] = '\0';
    return format[at] == '|' ? format + at + 1 : NULL;
}

void diags_add(diags *d, const char *code, place at, const char *format, ...) {
    diag *new = next_diag(d);
    if (new == NULL)
        return;
    char message[FORMAT_BYTES];
    const char *hint = split_format(format, message);
    va_list args;
    va_start(args, format);
    new->code = code;
    new->at = at;
    new->message = print_part(d->mem, message, &args);
    if (hint != NULL)
        new->hint = print_part(d->mem, hint, &args);
    va_end(args);
}

static str find_line(str text, uint32_t number) {
    str line = {0};
    for (uint32_t i = 0; i < number; i++)
        if (!str_next_line(&text, &line))
            return (str){0};
    return line;
}

// What a terminal can show: control characters and broken UTF-8 become '?', so that columns stay true.
static void put_visible(buf *out, str s) {
    for (size_t at = 0; at < s.len;) {
        uint32_t code;
        size_t n = utf8_next(s, at, &code);
        if (code < ' ' || code == 0xFFFD || (code >= 0x7F && code < 0xA0))
            buf_put_char(out, '?');
        else
            buf_put(out, str_slice(s, at, at + n));
        at += n;
    }
}

static void put_caret(buf *out, str before) {
    BUF_LIT(out, "    ");
    for (size_t at = 0; at < before.len;) {
        uint32_t code;
        size_t n = utf8_next(before, at, &code);
        int width = code < ' ' ? 1 : utf8_width(str_slice(before, at, at + n));
        for (; width > 0; width--)
            buf_put_char(out, ' ');
        at += n;
    }
    BUF_LIT(out, "^\n");
}

static void put_excerpt(buf *out, str line, uint32_t column) {
    str shown = str_slice(line, 0, utf8_cut(line, SHOWN_BYTES));
    if (column == 0 || column > shown.len + 1)
        return;
    BUF_LIT(out, "    ");
    put_visible(out, shown);
    buf_put_char(out, '\n');
    put_caret(out, str_slice(shown, 0, column - 1));
}

void diag_print(const diag *d, const pack_file *files, uint32_t n_files, buf *out) {
    pack_file file = d->at.file < n_files ? files[d->at.file] : (pack_file){0};
    buf_print(out, "{s}:", file.name);
    if (d->at.line > 0)
        buf_print(out, "{i}:{i}:", (int64_t)d->at.line, (int64_t)d->at.column);
    buf_put_char(out, ' ');
    for (const char *c = d->code; *c != '\0'; c++)
        buf_put_char(out, *c);
    buf_print(out, " {s}\n", d->message);
    if (d->at.line > 0)
        put_excerpt(out, find_line(file.text, d->at.line), d->at.column);
    if (d->hint.len > 0)
        buf_print(out, "    {s}\n", d->hint);
}
