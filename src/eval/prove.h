// eval/prove.h - what must be proved of a law before it is used. A law that cannot be proved is refused, whether it is
// wrong or only too hard.
//
//   R101  a table misses somebody: no row applies
//   R102  two rows of a table can both apply
//   R103  a number, or a day, can leave what we count with
//   R104  a check nobody can meet            R108  a date nobody gets
//   R105  a row of a paper nobody can meet   R109  a dispute that never bears on an answer
//   R106  a row of a table nobody can meet   R110  a row of the verdict nobody gets
//   R107  a row of a finding nobody can meet
//   R111  no person fulfils what every person must
//   R112  answers for people of whom nothing is known would take too many parts (cells.h)
//   R113  points, or a target, without a value for somebody
//
// R101, R102, R103 and R113 are shown for every day of the law, every reading of its disputes and every person: facts
// are sets, split until each part is decided. R104 to R110 need a person and a day, who are searched for; a part of
// the law that looks at month records counts as met when nothing but the records stands against it. Both searches
// have a budget.
#ifndef EVAL_PROVE_H
#define EVAL_PROVE_H

#include "law/diag.h"

// True when nothing was found. d gets what was; mem is used for the work.
bool prove_law(const law *l, arena *mem, diags *d);

#endif
