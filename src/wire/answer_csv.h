// wire/answer_csv.h - an answer as one CSV row: id, points, goals, the verdict and its reasons, assumptions, error.
//
// Lists are joined by `|`, what is not settled is `least..most`, open goals are empty. The columns are those of one version
// of the law; an answer of another version fills those it has.
#ifndef WIRE_ANSWER_CSV_H
#define WIRE_ANSWER_CSV_H

#include "wire/facts.h"

typedef struct {
    const jifen_law_info *info;  // view into the engine; the version whose columns these are
} answer_columns;

// The columns for a batch: of the version in force on the day asked for, or of the first. False: no law is held.
bool answer_csv_columns(const facts_frame *f, answer_columns *out);

void answer_csv_put_head(const answer_columns *c, buf *out);
void answer_csv_put(const answer_columns *c, const facts *who, const jifen_answer *a, buf *out);
void answer_csv_put_error(const answer_columns *c, const facts *who, const err *e, buf *out);

#endif
