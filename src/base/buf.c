// SPDX-License-Identifier: Apache-2.0
#include "base/buf.h"

#include "base/day.h"
#include "base/num.h"

#include <assert.h>
#include <string.h>

enum { BUF_LEAST_BYTES = 64, DIGITS_MOST = 20 };  // UINT64_MAX has 20 digits

// The block doubles, so that n bytes are copied about n times in all.
bool buf_grow(buf *b, size_t more) {
    size_t need;
    if (b->failed || b->mem == NULL || ckd_add(&need, b->len, more))
        return false;
    size_t cap = b->cap < BUF_LEAST_BYTES ? BUF_LEAST_BYTES : b->cap;
    if (!ckd_add(&cap, cap, cap) && need < cap)
        need = cap;
    char *ptr = arena_grow(b->mem, b->ptr, b->cap, need);
    if (ptr == NULL)
        return false;
    b->ptr = ptr;
    b->cap = need;
    return true;
}

static uint64_t magnitude_of(int64_t v) {
    return v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
}

static void put_digits(buf *b, uint64_t v, int width) {
    assert(width <= DIGITS_MOST);
    char text[DIGITS_MOST];
    int at = DIGITS_MOST;
    do {
        text[--at] = (char)('0' + v % 10);
        v /= 10;
    } while (v > 0);
    while (DIGITS_MOST - at < width)
        text[--at] = '0';
    buf_put(b, (str){text + at, (size_t)(DIGITS_MOST - at)});
}

static void put_two(char *to, int v) {
    to[0] = (char)('0' + v / 10);
    to[1] = (char)('0' + v % 10);
}

void buf_put_month(buf *b, int64_t month) {
    int64_t year = num_floor_div(month, 12);
    buf_put_padded(b, year, 4);
    buf_put_char(b, '-');
    buf_put_padded(b, month - year * 12 + 1, 2);
}

void buf_put_day(buf *b, int64_t day) {
    civil c = day_to_civil(day);
    char rest[] = "-MM-DD";
    put_two(rest + 1, c.month);
    put_two(rest + 4, c.day);
    buf_put_padded(b, c.year, 4);
    buf_put(b, (str){rest, sizeof rest - 1});
}

// The value that stands for {letter}.
static void put_argument(buf *b, char letter, va_list *args) {
    switch (letter) {
    case 's': buf_put(b, va_arg(*args, str)); break;
    case 'i': buf_put_int(b, va_arg(*args, int64_t)); break;
    case 'c': buf_put_char(b, (char)va_arg(*args, int)); break;
    case 'd': buf_put_day(b, va_arg(*args, int64_t)); break;
    case 'm': buf_put_month(b, va_arg(*args, int64_t)); break;
    default: assert(false);  // a letter we do not know
    }
}

buf buf_make(arena *mem) {
    return (buf){.mem = mem};
}

buf buf_over(char *block, size_t cap) {
    return (buf){.ptr = block, .cap = cap};
}

// What does not fit is cut off, so that a failed buf is full.
void buf_put_slowly(buf *b, str s) {
    if (b->failed)
        return;
    if (!buf_has_room(b, s.len)) {
        b->failed = true;
        s.len = b->cap - b->len;
    }
    if (s.len > 0)
        memcpy(b->ptr + b->len, s.ptr, s.len);
    b->len += s.len;
}

void buf_put_int(buf *b, int64_t v) {
    if (v >= 0 && v <= 9)
        buf_put_char(b, (char)('0' + v));
    else
        buf_put_padded(b, v, 1);
}

void buf_put_decimal(buf *b, int64_t v, int scale) {
    assert(scale >= 0 && scale <= 18);
    uint64_t rest = magnitude_of(v);
    for (; scale > 0 && rest % 10 == 0; scale--)
        rest /= 10;
    uint64_t unit = (uint64_t)num_pow10(scale);
    if (v < 0)
        buf_put_char(b, '-');
    put_digits(b, rest / unit, 1);
    if (scale == 0)
        return;
    buf_put_char(b, '.');
    put_digits(b, rest % unit, scale);
}

void buf_put_padded(buf *b, int64_t v, int width) {
    if (v < 0)
        buf_put_char(b, '-');
    put_digits(b, magnitude_of(v), width);
}

void buf_clear(buf *b) {
    b->len = 0;
    b->failed = false;
}

str buf_str(const buf *b) {
    return b->failed ? (str){"", 0} : (str){b->len == 0 ? "" : b->ptr, b->len};
}

void buf_print(buf *b, const char *format, ...) {
    va_list args;
    va_start(args, format);
    buf_print_list(b, format, &args);
    va_end(args);
}

void buf_print_list(buf *b, const char *format, va_list *args) {
    for (const char *p = format; *p != '\0';) {
        size_t run = 0;
        while (p[run] != '\0' && p[run] != '{')
            run++;
        buf_put(b, (str){p, run});
        p += run;
        if (p[0] == '\0')
            return;
        bool is_brace = p[1] == '{';
        assert(is_brace || (p[1] != '\0' && p[2] == '}'));
        if (is_brace)
            buf_put_char(b, '{');
        else
            put_argument(b, p[1], args);
        p += is_brace ? 2 : 3;
    }
}
