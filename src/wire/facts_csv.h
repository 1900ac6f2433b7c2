// wire/facts_csv.h - a CSV row under a header of fact names becomes one person.
//
// Columns are the id, the day, and facts, in any order. A cell holds one value, `a..b`, `a/b`, `?` for unknown; for a set
// `a|b` or `none`; for records a JSON list. An empty cell is absent. Dates, digits and truths may be written as
// spreadsheets and people write them: 2026/3/5, 2026年3月5日, full-width digits, 是.
#ifndef WIRE_FACTS_CSV_H
#define WIRE_FACTS_CSV_H

#include "wire/facts.h"

typedef enum { COLUMN_FACT, COLUMN_ID, COLUMN_DAY, COLUMN_IGNORED } column_kind;

typedef struct {
    column_kind kind;
    str name;
} facts_column;

typedef struct {
    const facts_column *all;  // [n]
    size_t n;
} facts_columns;

// Understand the header. RC_INPUT: a name twice, or a cell without one. A name that no version of the law knows is
// COLUMN_IGNORED. Names are copied into mem.
rc facts_csv_header(const facts_frame *f, const str *cells, size_t n, arena *mem, facts_columns *out,
                    err *e) NODISCARD;

// RC_INPUT: a column is COLUMN_IGNORED; the message is that of an unknown fact in JSON.
rc facts_csv_refuse_ignored(const facts_frame *f, const facts_columns *columns, err *e) NODISCARD;

// One line for people about an ignored column, with the nearest name.
void facts_csv_print_ignored(const facts_frame *f, const facts_column *c, buf *out);

// As facts_json_read; the cells must outlive *out as mem must.
rc facts_csv_read(const facts_frame *f, const facts_columns *columns, const str *cells, size_t n,
                  uint32_t line, arena *mem, facts *out, err *e) NODISCARD;

#endif
