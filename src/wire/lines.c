// SPDX-License-Identifier: Apache-2.0
#include "wire/lines.h"

#include "base/limits.h"

#include <string.h>

enum { FIRST_BYTES = 4096 };

static bool has_room(lines_reader *r, size_t need) {
    if (need <= r->cap)
        return true;
    size_t cap = r->cap == 0 ? FIRST_BYTES : r->cap;
    while (cap < need)
        cap *= 2;
    char *text = arena_alloc(r->mem, cap, 1);
    if (text == NULL)
        return false;
    if (r->len > 0)
        memcpy(text, r->text, r->len);
    r->text = text;
    r->cap = cap;
    return true;
}

// Keep a piece of a line, as much of it as the limit allows.
static void keep(lines_reader *r, str piece) {
    size_t room = LIMIT_ROW_BYTES - r->len;
    r->is_too_long |= piece.len > room;
    piece = str_slice(piece, 0, room);
    if (piece.len == 0)
        return;
    if (!has_room(r, r->len + piece.len)) {
        r->is_too_long = true;
        return;
    }
    memcpy(r->text + r->len, piece.ptr, piece.len);
    r->len += piece.len;
}

static void begin_line(lines_reader *r) {
    if (!r->is_handed_out)
        return;
    r->is_handed_out = r->is_too_long = false;
    r->len = 0;
    r->line++;
}

// Hand out what was kept, or the line itself when it came in one piece. False: it is blank.
static bool end_line(lines_reader *r, str whole, lines_row *out) {
    r->is_handed_out = true;
    if (r->len > 0 || whole.len > LIMIT_ROW_BYTES) {
        keep(r, whole);
        whole = (str){r->text, r->len};
    }
    *out = (lines_row){whole, r->line, r->is_too_long};
    return str_trim(whole).len > 0 || r->is_too_long;
}

lines_reader lines_open(arena *mem) {
    return (lines_reader){.mem = mem, .line = 1};
}

bool lines_next(lines_reader *r, str *bytes, lines_row *out) {
    while (bytes->len > 0) {
        begin_line(r);
        const char *lf = memchr(bytes->ptr, '\n', bytes->len);
        if (lf == NULL) {
            keep(r, *bytes);
            *bytes = (str){0};
            return false;
        }
        size_t len = (size_t)(lf - bytes->ptr);
        str piece = str_slice(*bytes, 0, len);
        *bytes = str_slice(*bytes, len + 1, bytes->len);
        if (end_line(r, piece, out))
            return true;
    }
    return false;
}

bool lines_last(lines_reader *r, lines_row *out) {
    begin_line(r);
    return end_line(r, (str){0}, out);
}
