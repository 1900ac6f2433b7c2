// SPDX-License-Identifier: Apache-2.0
#include "eval/walk.h"

#include "base/day.h"
#include "eval/narrow.h"
#include "eval/ops.h"
#include "eval/records.h"
#include "eval/trace.h"

#include <assert.h>
#include <string.h>

static int32_t find_alone_row(const law *l) {
    for (uint32_t r = 0; r < l->verdict.names.n; r++)
        if (l->verdict.rows[r].alone)
            return (int32_t)r;
    return -1;
}

void walk_init(walk *w, const law *l, const person *who, const set *box, uint8_t *each_memo) {
    w->law = l;
    w->who = who;
    w->on = who->on;
    w->dispute = -1;
    w->side = 0;
    w->from_records = w->overridden = 0;
    w->bounds = NULL;
    w->trace = NULL;
    w->wide = NULL;
    w->beyond = w->overflow = false;
    w->overflow_at = 0;
    w->n_steps = 0;
    w->rec = NULL;
    w->rec_idx = 0;
    w->n_reads = 0;
    w->each_memo = each_memo;
    w->alone_row = find_alone_row(l);
    w->last_stamp = UINT32_MAX;
    w->memo_shift = 0;
    w->each_looks_out = each_memo != NULL;
    w->each_live = 0;
    walk_restart(w, box);
}

static void forget_stamps(walk *w) {
    memset(w->rule_done, 0, w->law->n_rules * sizeof w->rule_done[0]);
    memset(w->check_done, 0, w->law->n_checks * sizeof w->check_done[0]);
    w->verdict_done = 0;
    w->last_stamp = 0;
}

void walk_restart(walk *w, const set *box) {
    if (w->last_stamp > UINT32_MAX / 2)
        forget_stamps(w);
    w->box = box;
    w->stamp = ++w->last_stamp;
    w->narrow = 0;
    w->n_narrowed = 0;
    w->fact_done = 0;
    if (w->each_looks_out)
        records_forget(w);
}

void walk_share_memo(walk *w, const walk *other) {
    w->each_memo = other->each_memo;
    w->memo_shift = RECORDS_MEMO_BITS;
}

static bool is_kept(const walk *w, uint32_t done) {
    return done == w->stamp || (w->narrow != 0 && done == w->narrow);
}

static uint32_t stamp_now(const walk *w) {
    return w->narrow != 0 ? w->narrow : w->stamp;
}

// ---- params --------------------------------------------------------------------------------------------------

static set period_value(const walk *w, const param *p, const period *row) {
    kind k = p->type.kind;
    set v = set_one(k, row->value);
    if (w->dispute == WALK_EVERY_SIDE) {
        for (uint32_t i = 0; i < row->n_list; i++)
            v = set_join(k, v, set_one(k, w->law->lists[row->list + i]));
    } else if (row->dispute >= 0 && row->dispute == w->dispute) {
        v = set_one(k, w->law->lists[row->list + (w->side < row->n_list ? w->side : row->n_list - 1)]);
    }
    return v;
}

// The join over all periods the argument may lie in, with none for what lies in no period.
static set param_over(const walk *w, const param *p, set at) {
    set v = set_empty();
    bool is_none = at.lo > at.hi;
    for (uint32_t i = 0; i < p->n_rows && !is_none; i++) {
        const period *row = &p->rows[i];
        if (row->from <= at.hi && row->to >= at.lo)
            v = set_join(p->type.kind, v, period_value(w, p, row));
    }
    v.live = at.live;
    v.none = is_none || at.none || at.lo < p->from;
    return v;
}

static set param_value(walk *w, const node *n) {
    const param *p = &w->law->params[n->num];
    if (p->by == KIND_BOOL)
        return period_value(w, p, &p->rows[0]);
    set at = walk_node(w, n->a);
    if (p->by == KIND_MONTH && w->law->nodes[n->a].type.kind == KIND_DATE && at.lo <= at.hi) {
        at.lo = day_month(at.lo);
        at.hi = day_month(at.hi);
    }
    return param_over(w, p, at);
}

// ---- expressions -----------------------------------------------------------------------------------------------

static set choose(walk *w, const node *n) {
    set cond = walk_node(w, n->a);
    if (set_is(cond, true))
        return walk_node(w, n->b);
    if (set_is(cond, false))
        return walk_node(w, n->c);
    set v = set_join(n->type.kind, walk_node(w, n->b), walk_node(w, n->c));
    v.live |= cond.live;
    return v;
}

static set connect(walk *w, const node *n) {
    set a = walk_node(w, n->a);
    bool decides = n->op == OP_OR;
    if (set_is(a, decides))
        return a;
    set b = walk_node(w, n->b);
    return decides ? set_or(a, b) : set_and(a, b);
}

static set disputed(walk *w, const node *n) {
    if (w->dispute == WALK_EVERY_SIDE) {
        set v = walk_node(w, n->a);
        for (uint32_t i = 0; i < n->n_list; i++)
            v = set_join(n->type.kind, v, walk_node(w, (node_idx)w->law->lists[n->list + i]));
        return v;
    }
    if (n->num != w->dispute)
        return walk_node(w, n->a);
    uint32_t side = w->side < n->n_list ? w->side : n->n_list - 1;
    return walk_node(w, (node_idx)w->law->lists[n->list + side]);
}

// One after another: the trace shows the arguments in this order.
static set in_range(walk *w, const node *n) {
    set a = walk_node(w, n->a);
    set from = walk_node(w, n->b);
    set to = walk_node(w, n->c);
    return ops_in_range(a, from, to);
}

static set verdict_in(walk *w, int64_t rows);

static set is_in(walk *w, const node *n) {
    if (w->law->nodes[n->a].op == OP_VERDICT && w->trace == NULL)
        return verdict_in(w, n->num);
    set a = walk_node(w, n->a);
    return set_tri((a.lo & ~n->num) != 0, (a.lo & n->num) != 0, a.live);
}

static set has_option(walk *w, const node *n) {
    set a = walk_node(w, n->a);
    return set_tri(!(a.lo >> n->num & 1), a.hi >> n->num & 1, a.live);
}

static set is_empty(walk *w, const node *n) {
    set a = walk_node(w, n->a);
    return set_tri(a.hi != 0, a.lo == 0, a.live);
}

static set is_none(walk *w, const node *n) {
    set a = walk_node(w, n->a);
    return set_tri(a.lo <= a.hi, a.none, a.live);
}

static set two(walk *w, const node *n) {
    set a = walk_node(w, n->a);
    set b = walk_node(w, n->b);
    switch (n->op) {
    case OP_EQ:
    case OP_NE:
    case OP_LT:
    case OP_LE:
    case OP_GT:
    case OP_GE: return ops_compare(n->op, w->law->nodes[n->a].type.kind, a, b);
    case OP_YEARS: return ops_years(a, b, n->num != 0);
    case OP_ADD_WORKDAYS: return ops_workdays(&w->law->calendar, a, b, &w->beyond, &w->overflow);
    default: return ops_number(n->op, a, b, &w->overflow);
    }
}

static set the_day(walk *w) {
    w->n_reads++;
    return set_range(w->on, w->on + (w->wide != NULL ? w->wide->n_more_days : 0), 0);
}

// What is known of the records: nothing, when they may be anybody's.
static set known_of_records(const walk *w, bool is_true) {
    return w->wide != NULL && w->wide->any_record != NULL ? set_tri(true, true, 0)
                                                          : set_one(KIND_BOOL, is_true);
}

static set compute(walk *w, const node *n) {
    switch (n->op) {
    case OP_CONST: return n->num == NONE_DAY ? set_none() : set_one(n->type.kind, n->num);
    case OP_ON: return the_day(w);
    case OP_FACT: return walk_fact(w, (uint32_t)n->num);
    case OP_RULE: return walk_rule(w, (uint32_t)n->num);
    case OP_CHECK: return walk_check(w, (uint32_t)n->num);
    case OP_VERDICT: return walk_verdict(w);
    case OP_FIELD: return records_field(w, n);
    case OP_EACH: return records_each(w, (uint32_t)n->num);
    case OP_PARAM: return param_value(w, n);
    case OP_NOT: return set_not(walk_node(w, n->a));
    case OP_AND:
    case OP_OR: return connect(w, n);
    case OP_IN_RANGE: return in_range(w, n);
    case OP_IN: return is_in(w, n);
    case OP_HAS: return has_option(w, n);
    case OP_IS_NONE: return is_none(w, n);
    case OP_IS_EMPTY: return is_empty(w, n);
    case OP_NEG: return ops_negate(walk_node(w, n->a), &w->overflow);
    case OP_SCALE: return ops_scale(walk_node(w, n->a), n->num, &w->overflow);
    case OP_MONTH_START: return ops_month_start(walk_node(w, n->a), &w->overflow);
    case OP_IF: return choose(w, n);
    case OP_DISPUTED: return disputed(w, n);
    case OP_COUNT: return records_count(w, n);
    case OP_FIRST_SEEN: return records_first_seen(w, n);
    case OP_LISTED: return records_listed(w, n);
    case OP_DERIVED: return known_of_records(w, (w->from_records & (uint64_t)n->num) != 0);
    case OP_OVERRIDDEN: return known_of_records(w, (w->overridden & (uint64_t)n->num) != 0);
    case OP_BEYOND: return known_of_records(w, w->beyond);
    case OP_EQ:
    case OP_NE:
    case OP_LT:
    case OP_LE:
    case OP_GT:
    case OP_GE:
    case OP_ADD:
    case OP_SUB:
    case OP_MUL:
    case OP_MIN:
    case OP_MAX:
    case OP_FLOOR_DIV:
    case OP_ADD_DAYS:
    case OP_ADD_MONTHS:
    case OP_ADD_WORKDAYS:
    case OP_YEARS: return two(w, n);
    case OP_COUNT_OF_OPS: break;
    }
    assert(!"an operation without a meaning");
    return set_empty();
}

// Facts, rules, checks and the verdict make steps of their own, so their nodes need none.
static bool is_step_of_its_own(op op) {
    return op == OP_FACT || op == OP_RULE || op == OP_CHECK || op == OP_VERDICT;
}

set walk_node(walk *w, node_idx idx) {
    const node *n = &w->law->nodes[idx];
    w->n_steps++;
    uint32_t mark = trace_begin(w);
    set v = set_settle(n->type.kind, compute(w, n));
    if (w->overflow && w->overflow_at == 0)
        w->overflow_at = idx;
    if (w->trace != NULL && !is_step_of_its_own(n->op))
        trace_end(w, mark, STEP_NODE, idx, -1, n->type, v);
    return v;
}

// ---- facts -----------------------------------------------------------------------------------------------------

// A fact derived from others (not from records): what was given and what follows must both hold.
static set derived_fact(walk *w, const fact *f, set given) {
    set from = walk_node(w, f->from);
    bool was_open = set_is_same(f->type.kind, given, f->domain);
    set v = set_meet(f->type.kind, given, from);
    v.live = was_open ? from.live : given.live | from.live;
    return set_settle(f->type.kind, v);
}

static bool is_free(const walk *w, uint64_t bit) {
    return w->wide != NULL && (w->wide->free_facts & bit) != 0;
}

set walk_fact(walk *w, uint32_t idx) {
    uint64_t bit = (uint64_t)1 << idx;
    w->n_reads++;
    if (w->fact_done & bit) {
        trace_again(w, STEP_FACT, idx);
        return w->fact_value[idx];
    }
    const fact *f = &w->law->facts[idx];
    uint32_t mark = trace_begin(w);
    set v = w->box[idx];
    if (f->from != 0 && !f->from_records && !is_free(w, bit))
        v = derived_fact(w, f, v);
    w->fact_value[idx] = v;
    w->fact_done |= bit;
    trace_end(w, mark, STEP_FACT, idx, -1, f->type, v);
    return v;
}

// ---- tables ----------------------------------------------------------------------------------------------------

typedef struct {
    set value;
    bool is_any;
    int32_t row;  // the row that applied while everything was certain
} found;

static void add_row(const rule *r, found *f, set v, uint64_t live, int32_t row) {
    f->value = f->is_any ? set_join(r->type.kind, f->value, v) : v;
    f->value.live |= live;
    f->row = f->is_any ? -1 : row;
    f->is_any = true;
}

static found look_up(walk *w, const rule *r) {
    found f = {set_empty(), false, -1};
    set subject = walk_node(w, r->subject);
    for (uint32_t k = 0; k < r->n_rows; k++)
        if (subject.lo >> k & 1)
            add_row(r, &f, walk_node(w, r->rows[k].value), subject.live, (int32_t)k);
    return f;
}

// Rows in order. A guard that is certain ends the search; one that is open adds its row, worked out with the facts
// narrowed to where the guard holds, and the search goes on.
static found search_rows(walk *w, const rule *r) {
    found f = {set_empty(), false, -1};
    uint64_t live = 0;
    for (uint32_t k = 0; k < r->n_rows; k++) {
        const row *row = &r->rows[k];
        set guard = row->guard == 0 ? set_one(KIND_BOOL, 1) : walk_node(w, row->guard);
        if (set_is(guard, false))
            continue;
        if (set_is(guard, true)) {
            add_row(r, &f, walk_node(w, row->value), live, (int32_t)k);
            return f;
        }
        live |= guard.live;
        set v;
        if (narrow_row(w, row, &v))
            add_row(r, &f, v, live, (int32_t)k);
    }
    return f;
}

static found combine_terms(walk *w, const rule *r) {
    found f = {walk_rule(w, r->terms[0]), true, -1};
    for (uint32_t k = 1; k < r->n_terms; k++) {
        set v = walk_rule(w, r->terms[k]);
        f.value = ops_number(r->table == TABLE_SUM ? OP_ADD : OP_MAX, f.value, v, &w->overflow);
    }
    if (r->has_least)
        f.value = ops_number(OP_MAX, f.value, set_range(r->least, r->least, 0), &w->overflow);
    if (r->has_most)
        f.value = ops_number(OP_MIN, f.value, set_range(r->most, r->most, 0), &w->overflow);
    return f;
}

static found apply(walk *w, const rule *r) {
    switch (r->table) {
    case TABLE_EXPR: return (found){walk_node(w, r->subject), true, -1};
    case TABLE_BY: return look_up(w, r);
    case TABLE_UNIQUE:
    case TABLE_FIRST: return search_rows(w, r);
    case TABLE_BEST:
    case TABLE_SUM: return combine_terms(w, r);
    }
    assert(!"a table without a meaning");
    return (found){set_empty(), false, -1};
}

void walk_keep_rule(walk *w, uint32_t idx, set v) {
    w->rule_value[idx] = v;
    w->rule_done[idx] = stamp_now(w);
}

set walk_rule(walk *w, uint32_t idx) {
    w->n_reads++;
    if (is_kept(w, w->rule_done[idx])) {
        trace_again(w, STEP_RULE, idx);
        return w->rule_value[idx];
    }
    const rule *r = &w->law->rules[idx];
    uint32_t mark = trace_begin(w);
    found f = apply(w, r);
    set v = set_settle(r->type.kind, f.value);
    if (w->bounds != NULL && v.live != 0)
        v = set_settle(r->type.kind, set_meet(r->type.kind, v, w->bounds[idx]));
    trace_end(w, mark, STEP_RULE, idx, f.row, r->type, v);
    walk_keep_rule(w, idx, v);
    return v;
}

int32_t walk_row(walk *w, uint32_t idx) {
    const rule *r = &w->law->rules[idx];
    trace *t = w->trace;
    w->trace = NULL;
    found f = {set_empty(), false, -1};
    if (r->n_rows > 0)
        f = apply(w, r);
    w->trace = t;
    return f.row;
}

// ---- checks and the verdict ----------------------------------------------------------------------------------

static set alone_holds(walk *w) {
    const verdict_row *row = &w->law->verdict.rows[w->alone_row];
    set v = set_one(KIND_BOOL, 0);
    for (uint32_t k = 0; k < row->n_codes; k++)
        v = set_or(v, walk_check(w, row->codes[k].check));
    return v;
}

void walk_keep_check(walk *w, uint32_t idx, set v) {
    w->check_value[idx] = v;
    w->check_done[idx] = stamp_now(w);
}

set walk_check(walk *w, uint32_t idx) {
    w->n_reads++;
    if (is_kept(w, w->check_done[idx])) {
        trace_again(w, STEP_CHECK, idx);
        return w->check_value[idx];
    }
    static const type type_bool = {.kind = KIND_BOOL};
    const check *c = &w->law->checks[idx];
    uint32_t mark = trace_begin(w);
    set v = walk_node(w, c->when);
    if (w->alone_row >= 0 && c->verdict != (uint32_t)w->alone_row && set_can(v, true))
        v = set_and(v, set_not(alone_holds(w)));
    trace_end(w, mark, STEP_CHECK, idx, -1, type_bool, v);
    walk_keep_check(w, idx, v);
    return v;
}

static bool decides(const walk *w, const verdict_code *c) {
    return c->under >= 0 ? c->under == w->dispute : !c->explains;
}

static set row_holds(walk *w, const verdict_row *row) {
    set v = set_one(KIND_BOOL, 0);
    for (uint32_t k = 0; k < row->n_codes && !set_is(v, true); k++)
        if (decides(w, &row->codes[k]))
            v = set_or(v, walk_check(w, row->codes[k].check));
    return v;
}

// The first row that holds; the row before the last is `otherwise`, the last (open) is no value of its own.
static set first_row(walk *w) {
    const verdict *v = &w->law->verdict;
    set r = {0};
    for (uint32_t k = 0; k + 2 < v->names.n; k++) {
        set holds = row_holds(w, &v->rows[k]);
        if (set_can(holds, true))
            r.lo |= (int64_t)1 << k;
        r.live |= holds.live;
        if (set_is(holds, true))
            return r;
    }
    r.lo |= (int64_t)1 << (v->names.n - 2);
    return r;
}

// Is the verdict one of `rows`? Only the rows up to where that is settled are looked at, so that what comes later
// is not counted among the facts it depends on.
static set verdict_in(walk *w, int64_t rows) {
    const verdict *v = &w->law->verdict;
    uint32_t last = v->names.n - 2;  // `otherwise`
    int64_t all = ((int64_t)1 << (last + 1)) - 1;
    set in = set_one(KIND_BOOL, 0), still = set_one(KIND_BOOL, 1);
    for (uint32_t k = 0; k <= last && set_can(still, true); k++) {
        int64_t rest = all >> k << k;
        if ((rows & rest) == 0)
            break;
        if ((rows & rest) == rest)
            return set_or(in, still);
        set holds = row_holds(w, &v->rows[k]);
        if (rows >> k & 1)
            in = set_or(in, set_and(still, holds));
        still = set_and(still, set_not(holds));
    }
    return in;
}

set walk_verdict(walk *w) {
    w->n_reads++;
    if (is_kept(w, w->verdict_done)) {
        trace_again(w, STEP_VERDICT, 0);
        return w->verdict_value;
    }
    uint32_t mark = trace_begin(w);
    set v = set_settle(KIND_ENUM, first_row(w));
    trace_end(w, mark, STEP_VERDICT, 0, -1, w->law->verdict.type, v);
    w->verdict_value = v;
    w->verdict_done = stamp_now(w);
    return v;
}

uint32_t walk_n_sides(const law *l, uint32_t dispute) {
    uint32_t n = l->disputes[dispute].other.len > 0 ? 1 : 0;
    for (uint32_t i = 1; i < l->n_nodes; i++)
        if (l->nodes[i].op == OP_DISPUTED && l->nodes[i].num == dispute && l->nodes[i].n_list > n)
            n = l->nodes[i].n_list;
    for (uint32_t p = 0; p < l->n_params; p++)
        for (uint32_t k = 0; k < l->params[p].n_rows; k++)
            if (l->params[p].rows[k].dispute == (int32_t)dispute && l->params[p].rows[k].n_list > n)
                n = l->params[p].rows[k].n_list;
    return n;
}
