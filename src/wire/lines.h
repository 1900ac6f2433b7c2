// wire/lines.h - lines out of bytes that arrive in pieces, for NDJSON: one row a line.
//
// Lines end in LF; blank ones (blanks, tabs, CR) are skipped. Memory is bounded: of a line longer than LIMIT_ROW_BYTES only
// that many bytes are kept, and it is marked.
#ifndef WIRE_LINES_H
#define WIRE_LINES_H

#include "base/arena.h"

typedef struct {
    str text;       // without its LF; of a line too long: its beginning
    uint32_t line;  // its number, from 1
    bool is_too_long;
} lines_row;

typedef struct {
    arena *mem;  // borrowed
    uint32_t line;
    bool is_handed_out, is_too_long;
    char *text;  // [cap] in mem; the beginning of a line that came in pieces
    size_t len, cap;
} lines_reader;

lines_reader lines_open(arena *mem);

// As csv_next and csv_last. The row is a view into *bytes as it was, or into the reader, until the next call.
// A line for which there is no memory counts as too long.
bool lines_next(lines_reader *r, str *bytes, lines_row *out);
bool lines_last(lines_reader *r, lines_row *out);

#endif
