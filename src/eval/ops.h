// eval/ops.h - the operations of expressions over sets of numbers and days. Every result holds all results of
// single values taken from the operands; `none` in gives none out, and comparing with none is false.
#ifndef EVAL_OPS_H
#define EVAL_OPS_H

#include "base/set.h"
#include "law/law.h"

// a op b for OP_ADD, SUB, MUL, MIN, MAX, FLOOR_DIV, ADD_DAYS, ADD_MONTHS. *overflow becomes true when a result
// does not fit in 64 bits, when a divisor may not be positive, or when a day is so far away that nobody means it; the
// result may then be anything.
set ops_number(op op, const set *a, const set *b, bool *overflow);
set ops_negate(const set *a, bool *overflow);
set ops_scale(const set *a, int64_t exponent, bool *overflow);
set ops_month_start(const set *day, bool *overflow);  // of its month
set ops_years(const set *from, const set *to, bool early);
set ops_workdays(const workdays *w, const set *day, const set *n, bool *beyond, bool *overflow);
set ops_compare(op op, kind k, const set *a, const set *b);  // EQ NE LT LE GT GE, a bool
set ops_in_range(const set *a, const set *from, const set *to);

#endif
