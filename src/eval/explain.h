// eval/explain.h - why the facts of a person cannot hold together, in words that name the facts.
#ifndef EVAL_EXPLAIN_H
#define EVAL_EXPLAIN_H

#include "base/err.h"
#include "eval/walk.h"

rc explain_must(walk *w, const set *values, const must *m, err *e);
rc explain_disagreement(walk *w, uint32_t fact, err *e);
// A set as people write it: 36, 36..48, a/b, 2026-03-10, none.
void explain_value(const fact *f, set v, buf *out);

#endif
