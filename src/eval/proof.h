// eval/proof.h - what the proofs share. Private to eval/proof.c and eval/prove*.c.
#ifndef EVAL_PROOF_H
#define EVAL_PROOF_H

#include "eval/needs.h"
#include "eval/prove.h"
#include "eval/seek.h"
#include "eval/walk.h"

enum {
    PROOF_DAYS = 64,   // days tried one by one
    PROOF_DEPTH = 96,  // parts of parts
};

typedef struct {
    const law *l;
    arena *mem;  // borrowed
    diags *d;    // borrowed
    const needs *needs;
    const shapes *shapes;
    person who;  // of whom nothing is known
    walk w;
    seeker seeker;          // in w
    walk_wide wide;         // of w
    set open[LIMIT_FACTS];  // every fact over its whole domain
    set any_record[LIMIT_FIELDS];
    int64_t days[PROOF_DAYS];  // [n_days] different; the last day of the law, its first, and where it may change
    uint32_t n_days;
    set *levels;          // [PROOF_DEPTH + 1][n_facts] parts under way
    uint64_t most_steps;  // of w.n_steps: then what is left counts as not proved
    bool failed;          // no memory: nothing is proved
} proof;

bool proof_init(proof *p, const law *l, arena *mem, diags *d);  // false: no memory
void proof_on_day(proof *p, int64_t on);                        // look at this day from now on
void proof_on_all_days(proof *p);
void proof_under(proof *p, int32_t dispute, uint32_t side);  // and under this reading
bool proof_is_spent(const proof *p);
set *proof_level(proof *p, uint32_t depth);
// The values of these facts as people write them, those left out that may be anything.
str proof_describe(proof *p, const set *values, uint64_t facts);

// Every person and day, or only those who fulfil the musts, in parts small enough to see.
typedef enum { PART_FINE, PART_BAD, PART_OPEN } part_state;
typedef struct parts parts;
struct parts {
    proof *p;
    part_state (*look)(parts *q, uint64_t *live);  // at the part p->w stands on; *live: facts to cut while open
    void *what;                                    // for look
    need need;                                     // of what is looked at
    bool with_musts, with_derived;
    uint32_t budget;  // parts
    const set *bad;   // after PART_BAD: the part
    int64_t bad_on;   // its first day
};
// PART_FINE: everywhere. PART_BAD: not there. PART_OPEN: not decided within the budget.
part_state proof_split(parts *q);

// ---- the proofs ----

void prove_tables(proof *p);
void prove_numbers(proof *p);
void prove_reach(proof *p);

#endif
