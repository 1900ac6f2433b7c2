// wire/csv.h - CSV after RFC 4180, read row by row from bytes that arrive in pieces, and written cell by cell.
//
// Cells are separated by commas, rows end in CR, LF or CRLF, a cell in quotes may hold commas, line breaks and doubled
// quotes. A byte order mark at the start is skipped, and so are wholly empty lines. Memory is bounded: a row has at most
// LIMIT_ROW_BYTES and LIMIT_COLUMNS. A row that breaks a rule is handed out with its problem and what was read of
// it, and reading goes on behind its end; nothing is repaired.
#ifndef WIRE_CSV_H
#define WIRE_CSV_H

#include "base/buf.h"

typedef enum {
    CSV_FINE,
    CSV_TOO_LONG,       // more than LIMIT_ROW_BYTES
    CSV_TOO_MANY,       // more than LIMIT_COLUMNS
    CSV_STRAY_QUOTE,    // a quote in a cell without quotes, or something behind the closing quote
    CSV_OPEN_QUOTE,     // the text ends inside quotes
    CSV_NUL,            // a NUL byte
    CSV_BROKEN_LETTER,  // no UTF-8
    CSV_NO_MEMORY
} csv_problem;

typedef struct {
    const str *cells;  // [n_cells] of a broken row: those complete before the problem; view into the reader
    size_t n_cells;
    uint32_t line;  // where the row begins
    csv_problem problem;
} csv_row;

typedef struct csv_reader csv_reader;

csv_reader *csv_open(arena *mem);  // NULL: no memory. Lives in mem, and grows there up to the limit of a row

// Read from the front of *bytes, up to the end of the next row. True: there is a row, its cells are good until the next
// call, and *bytes is what lies behind it. False: *bytes is empty, more is needed.
bool csv_next(csv_reader *r, str *bytes, csv_row *out);
bool csv_last(csv_reader *r, csv_row *out);  // no more bytes will come: a row without a line end at the end?

str csv_problem_text(csv_problem p);  // expected …, found …

// Write one cell, in quotes where it needs them; `is_first` of its row.
void csv_put_cell(buf *out, str text, bool is_first);

#endif
