// base/str.h - text as a slice of bytes: a pointer and a length, never NUL-terminated, NUL is data.
// A str never owns what it points to.
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct {
    const char *ptr;  // view
    size_t len;       // bytes
} str;

#define STR(lit) ((str){"" lit, sizeof(lit) - 1})
// The same in a static table, where gcc refuses STR.
#define STR_INIT(lit)                                                                                        \
    { "" lit, sizeof(lit) - 1 }

// Same bytes. Inline: names are looked up by it.
static inline bool str_is(str a, str b) {
    // memcmp must not see the NULL of an empty str, not even with length 0
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

str str_of_c(const char *s);  // the letters before the NUL, a view; NULL: empty
bool str_starts(str s, str prefix);
int str_compare(str a, str b);                 // <0, 0, >0 by bytes
str str_slice(str s, size_t from, size_t to);  // [from, to), clipped to s
size_t str_find(str s, char c);                // where the first c stands; s.len: there is none
str str_trim(str s);                           // without ASCII blanks and tabs (and CR, LF) at both ends

// Edits (insert, delete, change, swap of neighbours) that turn a into b, or `most` + 1 when more are needed.
// For "did you mean": names up to LIMIT_NAME_BYTES; longer ones count as different.
size_t str_distance(str a, str b, size_t most);

// Cut the next line off *rest: without its LF or CRLF. False when nothing is left (a last LF starts no line).
bool str_next_line(str *rest, str *line);

#endif
