// eval/records.h - the operations that look at a person's month records. Records are exact, so every result is a
// single value, or open where the law says that silence is not an answer.
#ifndef EVAL_RECORDS_H
#define EVAL_RECORDS_H

#include "eval/walk.h"

set records_count(walk *w, const node *n);       // OP_COUNT
set records_first_seen(walk *w, const node *n);  // OP_FIRST_SEEN: open when no option occurs
set records_listed(walk *w, const node *n);      // OP_LISTED: open when the month is not listed
set records_field(walk *w, const node *n);       // OP_FIELD of the record at hand
set records_each(walk *w, uint32_t each);        // OP_EACH of the record at hand

#endif
