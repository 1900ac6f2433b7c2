// base/buf.h - a growing byte buffer. It fails sticky: after the first failure writes are ignored,
// and `failed` is looked at once, at the end.
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/arena.h"

#include <stdarg.h>
#include <string.h>

typedef struct {
    arena *mem;  // borrowed; old contents stay in the arena until it ends; NULL: a fixed block
    char *ptr;   // view into mem, or the borrowed block
    size_t len, cap;
    bool failed;  // then len is cap: there is no room for anything
} buf;

buf buf_make(arena *mem);
buf buf_over(char *block, size_t cap);  // writes into the block; what does not fit is cut off: failed
void buf_put_slowly(buf *b, str s);     // buf_put where the room may not do
void buf_put_int(buf *b, int64_t v);
void buf_put_decimal(buf *b, int64_t v, int scale);  // 1234 at 2: 12.34, 80 at 1: 12; scale 0..18
void buf_put_day(buf *b, int64_t day);               // YYYY-MM-DD
void buf_put_month(buf *b, int64_t month);           // YYYY-MM
void buf_put_padded(buf *b, int64_t v, int width);   // at least `width` digits (0..20), zeros in front
void buf_clear(buf *b);                              // empty, and not failed
str buf_str(const buf *b);                           // view of what was written; empty when failed
bool buf_grow(buf *b, size_t more);                  // buf_has_room where the room may not do
#define BUF_LIT(b, lit) buf_put((b), STR(lit))

// Make room for so many bytes; false: it has failed.
static inline bool buf_has_room(buf *b, size_t more) {
    return more <= b->cap - b->len ? !b->failed : buf_grow(b, more);
}

// Inline: an answer is made of hundreds of small pieces.
static inline void buf_put(buf *b, str s) {
    if (s.len - 1 >= b->cap - b->len) {  // nothing to put, or no room
        buf_put_slowly(b, s);
        return;
    }
    memcpy(b->ptr + b->len, s.ptr, s.len);
    b->len += s.len;
}

static inline void buf_put_char(buf *b, char c) {
    if (b->len == b->cap) {
        buf_put_slowly(b, (str){&c, 1});
        return;
    }
    b->ptr[b->len++] = c;
}

// Print by a small format into b: {s} str, {i} int64_t, {c} int (a byte), {d} int64_t day number as YYYY-MM-DD,
// {m} int64_t month number as YYYY-MM; {{ a brace. Any other letter is our bug (assert).
void buf_print(buf *b, const char *format, ...);
void buf_print_list(buf *b, const char *format, va_list *args);

#endif
