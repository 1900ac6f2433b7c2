// eval/walk.h - the meaning of a law for one person: walks the checked tree over sets of values. With every fact
// a single value this is the ordinary evaluation; with unknown facts it answers a set that holds every completion's
// value (sound), and cells.h makes it exact. The same code does both, so there is one meaning.
//
// A value is worked out when first asked for and kept until walk_restart. One thread at a time.
#ifndef EVAL_WALK_H
#define EVAL_WALK_H

#include "eval/person.h"
#include "law/law.h"

typedef struct trace trace;

// For walk.dispute: every side of every dispute at once.
#define WALK_EVERY_SIDE (-2)

// Many people and days at once, for the proofs.
typedef struct {
    int64_t n_more_days;    // `on` stands for so many later days too
    uint64_t free_facts;    // these stand for themselves, though the law works them out from others
    const set *any_record;  // [n_fields] not NULL: nothing is known of the records but their fields' domains
} walk_wide;

typedef struct {
    const law *law;     // borrowed
    const person *who;  // borrowed
    const set *box;     // [n_facts] values of the facts that are not derived; borrowed, see box.h
    int64_t on;
    int32_t dispute;        // the dispute whose other side is taken; -1: none; WALK_EVERY_SIDE
    uint32_t side;          // which of its other sides
    uint64_t from_records;  // facts worked out from records (bit a fact)
    uint64_t overridden;    // facts given although records say otherwise
    const set *bounds;      // [n_rules] known ranges to meet with, or NULL
    trace *trace;           // records every step when not NULL
    const walk_wide *wide;  // NULL but in proofs
    bool beyond;            // a day was counted outside the published calendar
    bool overflow;          // an exact result did not fit; proved impossible when the law was opened
    node_idx overflow_at;   // the first node where; 0: none, or the sum of a table
    uint64_t n_steps;       // nodes worked out since walk_init: what the work has cost

    // private
    const record *rec;  // the record at hand, its index
    uint32_t rec_idx;
    int32_t alone_row;  // of the verdict; -1
    // A kept value is good while its stamp is `stamp`; inside a table row whose guard narrows facts, also `narrow`.
    uint32_t stamp, narrow, last_stamp;
    uint32_t n_narrowed;  // rows narrowed since walk_restart
    uint32_t n_reads;  // facts, rules, checks and `on` looked at: a record's truth that hangs on one is not kept long
    uint8_t memo_shift;   // where in a byte of the memo this walk's bits are
    bool each_looks_out;  // the memo has such a truth
    uint64_t each_live;   // facts the open ones among them can depend on
    uint64_t fact_done;
    uint32_t rule_done[LIMIT_RULES], check_done[LIMIT_RULES], verdict_done;
    set fact_value[LIMIT_FACTS], rule_value[LIMIT_RULES], check_value[LIMIT_RULES], verdict_value;
    uint8_t *each_memo;  // [n_records * n_eaches] 0 not known, else see records.c; in the caller's arena
} walk;

// Begin: nothing known yet. each_memo: zeroed, or kept from another day or other facts of the same person under the
// same reading; NULL when there are no records, [n_eaches] when they may be anybody's.
void walk_init(walk *w, const law *l, const person *who, const set *box, uint8_t *each_memo);
void walk_restart(walk *w, const set *box);  // forget values, take another box
void walk_forget_open(walk *w);              // only what is not certain
// w uses the other's memo, in which they do not disturb each other; only one walk may do so at a time.
void walk_share_memo(walk *w, const walk *other);

set walk_node(walk *w, node_idx n);
set walk_fact(walk *w, uint32_t fact);
set walk_rule(walk *w, uint32_t rule);
set walk_check(walk *w, uint32_t check);                // a bool
set walk_verdict(walk *w);                              // mask of verdict rows
uint32_t walk_n_sides(const law *l, uint32_t dispute);  // how many other sides a dispute has

void walk_clamp(walk *w, const rule *r,
                set *sum);  // the sum of r's terms, to what its table allows at least and at most

// Take v as the value until walk_restart.
void walk_keep_rule(walk *w, uint32_t rule, set v);
void walk_keep_check(walk *w, uint32_t check, set v);

// The row of the rule's table that applies; -1 while open or when the rule has no rows.
int32_t walk_row(walk *w, uint32_t rule);

#endif
