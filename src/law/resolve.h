// law/resolve.h - from the draft to the law: names, types, scales, and what the shape alone refuses. Internal to law/.
//
// A node index of 0 means that something was wrong and has been said; whoever gets one goes on quietly.
#ifndef LAW_RESOLVE_H
#define LAW_RESOLVE_H

#include "law/names.h"
#include "law/syntax.h"

// A node with its note. They are put apart when all are made.
typedef struct {
    op op;
    node_idx a, b, c;
    int64_t num;
    uint32_t list, n_list;
    type type;
    place at;
} draft_node;

typedef struct {
    draft *in;      // borrowed
    law *out;       // borrowed; being filled
    arena *mem;     // borrowed
    diags *d;       // borrowed
    bool is_whole;  // no declaration had to be given up
    name_table names;
    vec nodes, lists;        // of draft_node; of out->lists
    const uint32_t *checks;  // [n_checks] draft indexes in the verdict's order

    // the expression at hand
    bool is_in_record;  // it is about one month record
    uint32_t n_eaches;  // those it may use
    bool is_idle;       // what it uses does not count as used (musts, a dispute's `when`)

    // what something uses
    bool fact_used[LIMIT_FACTS], field_used[LIMIT_FIELDS], each_used[LIMIT_FACTS], rule_used[LIMIT_RULES];
    bool *param_used, *dispute_used;
    bool is_full;  // too many nodes, said once
} resolver;

#define NODE(r, i) VEC_AT(&(r)->nodes, draft_node, i)

extern const type type_truth, type_day, type_whole;

// ---- expressions (resolve_expr.c) ----

// want NULL: any type; otherwise the answer is of that type, numbers at its scale.
node_idx resolve_expr(resolver *r, expr_idx e, const type *want);
node_idx resolve_truth(resolver *r, expr_idx e);                                 // 0 for no expression, too
node_idx resolve_hinted(resolver *r, expr_idx e, const type *want);              // want is a hint only
node_idx resolve_node(resolver *r, draft_node n);                                // keep a node
uint32_t resolve_option(resolver *r, const options *names, str text, place at);  // NAME_MISSING: said
uint32_t resolve_dispute(resolver *r, str name, place at);                       // NAME_MISSING: said
uint32_t resolve_find(resolver *r, space in, str text, place at, str what);      // NAME_MISSING: said
uint32_t resolve_span(resolver *r, const int64_t *values, uint32_t n);  // into lists; answers the first

// ---- types and scales (resolve_type.c) ----

str resolve_type_name(type t);
bool resolve_is_same(type a, type b);  // kind and names; scale and unit do not count
node_idx resolve_fit(resolver *r, node_idx n, type want);
node_idx resolve_scale(resolver *r, node_idx n, uint8_t scale);          // numbers: at least as fine
bool resolve_match(resolver *r, node_idx *n, uint32_t count, place at);  // one type for all; false: said
node_idx resolve_literal(resolver *r, const expr *e, const type *want);
node_idx resolve_calculate(resolver *r, const expr *e);
node_idx resolve_compare(resolver *r, const expr *e);
node_idx resolve_in_range(resolver *r, const expr *e);
node_idx resolve_floor(resolver *r, const expr *e);

// ---- records (resolve_record.c) ----

node_idx resolve_count(resolver *r, const expr *e);
node_idx resolve_first_seen(resolver *r, const expr *e);
node_idx resolve_listed(resolver *r, const expr *e);

// ---- declarations ----

bool resolve_prepare(resolver *r);     // names entered, arrays made; false: no memory or too many
void resolve_types(resolver *r);       // of facts and fields
void resolve_rule_types(resolver *r);  // of rules and params
void resolve_facts(resolver *r);
void resolve_musts(resolver *r);
void resolve_params(resolver *r);
void resolve_rules(resolver *r);
void resolve_goals(resolver *r);
void resolve_findings(resolver *r);
void resolve_checks(resolver *r);
void resolve_verdict_names(resolver *r);
void resolve_verdict(resolver *r);
void resolve_disputes(resolver *r);
void resolve_papers(resolver *r);
void resolve_dates(resolver *r);
void resolve_calendar(resolver *r);
void resolve_tools(resolver *r);
void resolve_forms(resolver *r);
cite resolve_cite(resolver *r, const cite_syntax *c, place at, bool is_needed);

// ---- the whole (refuse.c, order.c, cuts.c) ----

void resolve_unused(resolver *r);
void resolve_order(resolver *r);
void resolve_cuts(resolver *r);

#endif
