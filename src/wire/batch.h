// wire/batch.h - many people in, as many answers out in the same order: CSV or NDJSON on either side.
//
// Push: bytes are fed in pieces of any size, whole rows come out at a callback, and each is answered on its own. What a
// row holds is read only when it is answered: reading is one thread's work, answering may be shared by several, each
// with an arena and a buf of its own. A row that cannot be read becomes an answer with its id and an error; only a CSV
// header that is no use ends the run. Memory does not grow with the number of rows.
#ifndef WIRE_BATCH_H
#define WIRE_BATCH_H

#include "wire/facts.h"

typedef enum { BATCH_CSV, BATCH_NDJSON } batch_form;

typedef struct {
    facts_frame frame;
    batch_form from, to;
    bool is_strict;  // a column that no law knows is an error of the header; else it is noted and ignored
} batch_options;

// A row as it was read: the cells of a CSV row, or one cell with an NDJSON line.
typedef struct {
    const str *cells;  // [n_cells]
    size_t n_cells;
    uint32_t line;
    str problem;  // why it cannot be used, if it is broken as a row; else empty. Static text
} batch_row;

typedef struct {
    void *ctx;
    rc (*take_row)(void *ctx, const batch_row *row, err *e);  // the row is good during the call
    void (*note)(void *ctx, str text);  // one line for people: a column that is ignored; NULL: is_strict
} batch_sink;

typedef struct batch batch;

batch *batch_open(const batch_options *o, batch_sink sink, arena *mem);  // NULL: no memory. Lives in mem

// The bytes' rows go to take_row, the CSV header is taken here. An error is one of the header, or of take_row.
rc batch_feed(batch *b, str bytes, err *e) NODISCARD;
rc batch_end(batch *b, err *e) NODISCARD;  // a last row without line end; a header must have come

// The head of the output: for CSV the names of the columns. After the header was read.
void batch_put_head(const batch *b, buf *out);

// Answer one row into out, and forget what is in mem. The answer is written in any case, with an error where there is
// one; the code answered is RC_OK, RC_INPUT or RC_LIMIT for a bad row, or that of a failure of ours.
rc batch_answer(const batch *b, const batch_row *row, arena *mem, buf *out) NODISCARD;

#endif
