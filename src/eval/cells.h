// eval/cells.h - exact answers for people about whom not everything is known. walk.h answers a set that holds every
// completion's value; here the unknown facts that could make it too wide are split, part by part, until what is left
// is exact. Beyond LIMIT_CELLS parts the answer stays sound and is no longer promised to be tight.
#ifndef EVAL_CELLS_H
#define EVAL_CELLS_H

#include "eval/seek.h"
#include "eval/shape.h"
#include "eval/walk.h"

// What is asked for.
typedef enum { ASK_RULE, ASK_CHECK, ASK_VERDICT, ASK_PAPER, ASK_NODE, ASK_DAY, ASK_CAN } ask_what;
typedef struct {
    ask_what what;
    uint32_t idx;  // rule, check, paper (is it asked for at all), node; day, can: a node too, see cells_exact
} ask;

typedef struct {
    walk *w;  // borrowed: restarted on other boxes, and on values again at the end
    const shapes *shapes;
    const set *values;  // the box, tightened
    set *bounds;        // [n_rules] exact ranges found so far, for w->bounds
    bool is_loose;      // LIMIT_CELLS was reached once: not everything is tight
    bool is_seeking;    // the seeker is begun: with the first answer that is open
    seeker seek;        // in w
} cells;

// The exact ranges of all points go to c->bounds (which must hold n_rules); named values keep their rough ones, which
// are made exact only where something shown hangs on them.
void cells_init(cells *c, walk *w, const shapes *s, const set *values, set *bounds);
// The exact set of values; of a day only whether it is the same for everybody, and which;
// of what can be only whether it is true for somebody. `live` are the unknown facts it can depend on.
set cells_exact(cells *c, ask a);

#endif
