// eval/records.h - the operations that look at a person's month records. Records are exact, so a result is a single
// value, unless the law says that silence is not an answer, or a fact that is open decides which records are looked at.
#ifndef EVAL_RECORDS_H
#define EVAL_RECORDS_H

#include "eval/walk.h"

enum { RECORDS_MEMO_BITS = 3 };  // of one walk, in a byte of its memo

set records_count(walk *w, const node *n);       // OP_COUNT
set records_first_seen(walk *w, const node *n);  // OP_FIRST_SEEN: open when no option occurs
set records_listed(walk *w, const node *n);      // OP_LISTED: open when the month is not listed
set records_field(walk *w, const node *n);       // OP_FIELD of the record at hand
set records_each(walk *w, uint32_t each);        // OP_EACH of the record at hand
void records_forget(walk *w);  // kept truths about records that hang on more than the record

#endif
