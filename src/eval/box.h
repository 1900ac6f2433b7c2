// eval/box.h - from what a person gave to a set of values for every fact: defaults, values worked out from records,
// and the musts, which take impossible combinations away.
#ifndef EVAL_BOX_H
#define EVAL_BOX_H

#include "base/err.h"
#include "eval/walk.h"

typedef struct {
    set values[LIMIT_FACTS];  // for walk.box
    uint64_t presumed;        // facts that stand at their default because nothing was given
} box;

// Fill b for w->who on day w->on under w->dispute, and w->from_records, w->overridden; w is left restarted on b.
// RC_INPUT when no person fulfils everything (e names the facts). Under a dispute's other side musts that cannot
// hold are left out: the other reading of the records need not fit them.
rc box_make(walk *w, box *b, err *e) NODISCARD;

void box_open(const law *l, set *values);                      // [n_facts] each may be anything
void box_open_fact(const law *l, uint32_t fact, set *values);  // this one may

#endif
