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

static void forget_open(uint32_t *done, const set *values, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        if (done[i] != 0 && values[i].live != 0)
            done[i] = 0;
}

void walk_forget_open(walk *w) {
    forget_open(w->rule_done, w->rule_value, w->law->n_rules);
    forget_open(w->check_done, w->check_value, w->law->n_checks);
    forget_open(&w->verdict_done, &w->verdict_value, 1);
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

// ---- truths and values -----------------------------------------------------------------------------------------
//
// Most of a law are truths: they are handed on in registers. Other values are handed on by the place where they lie, which is
// the place where they are kept, or room of the one who asks: copying a set costs more than most operations on it.

typedef struct {
    int64_t can;  // as `lo` of a bool's set
    uint64_t live;
} truth;

static truth truth_of(walk *w, node_idx idx);
static const set *work_out(walk *w, node_idx idx, set *room);
static const set *find_fact(walk *w, uint32_t idx);
static const set *rule_at(walk *w, uint32_t idx);
static const set *check_at(walk *w, uint32_t idx);

static truth to_truth(set v) {
    return (truth){v.lo, v.live};
}

static set of_truth(truth t) {
    return (set){.lo = t.can, .live = t.live};
}

static truth settled_truth(int64_t can, uint64_t live) {
    bool is_one = can == 1 || can == 2;
    return (truth){can, is_one ? 0 : live};
}

// A kept set as an expression's value.
static const set *settled(kind k, const set *kept, set *room) {
    if (kept->live == 0 || !set_is_one(k, *kept))
        return kept;
    *room = *kept;
    room->live = 0;
    return room;
}

static set constant(const node *n) {
    return n->num == NONE_DAY ? set_none() : set_one(n->kind, n->num);
}

// Facts that stand in the box are not kept a second time, but where a trace is to show that one is looked at again.
static inline const set *fact_at(walk *w, uint32_t idx) {
    w->n_reads++;
    bool is_in_box = ((w->fact_done | w->law->derived) >> idx & 1) == 0;
    return is_in_box && w->trace == NULL ? &w->box[idx] : find_fact(w, idx);
}

// Inline for the leaves, which are half of all values.
static inline const set *value_of(walk *w, node_idx idx, set *room) {
    const node *n = &w->law->nodes[idx];
    if (n->kind == KIND_BOOL) {
        *room = of_truth(truth_of(w, idx));
        return room;
    }
    if (w->trace != NULL || (n->op != OP_FACT && n->op != OP_CONST))
        return work_out(w, idx, room);
    w->n_steps++;
    if (n->op == OP_FACT)
        return settled(n->kind, fact_at(w, (uint32_t)n->num), room);
    *room = constant(n);
    return room;
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
    if (p->by == KIND_MONTH && w->law->nodes[n->a].kind == KIND_DATE && at.lo <= at.hi) {
        at.lo = day_month(at.lo);
        at.hi = day_month(at.hi);
    }
    return param_over(w, p, at);
}

// ---- truths --------------------------------------------------------------------------------------------------------

static truth connect(walk *w, const node *n) {
    truth a = truth_of(w, n->a);
    bool decides = n->op == OP_OR;
    if (a.can == 1 << decides)
        return a;
    truth b = truth_of(w, n->b);
    set both = decides ? set_or(of_truth(a), of_truth(b)) : set_and(of_truth(a), of_truth(b));
    return to_truth(both);
}

// Where both branches are taken, the trace shows the last one first.
static truth choose_truth(walk *w, const node *n) {
    truth cond = truth_of(w, n->a);
    if (set_is(of_truth(cond), true))
        return truth_of(w, n->b);
    if (set_is(of_truth(cond), false))
        return truth_of(w, n->c);
    truth c = truth_of(w, n->c), b = truth_of(w, n->b);
    set v = set_join(KIND_BOOL, of_truth(b), of_truth(c));
    return (truth){v.lo, v.live | cond.live};
}

// The operands one after another: the trace shows them in this order.
static truth compare(walk *w, const node *n) {
    set of_a, of_b;
    const set *a = value_of(w, n->a, &of_a);
    const set *b = value_of(w, n->b, &of_b);
    return to_truth(ops_compare(n->op, w->law->nodes[n->a].kind, a, b));
}

static truth in_range(walk *w, const node *n) {
    set of_a, of_from, of_to;
    const set *a = value_of(w, n->a, &of_a);
    const set *from = value_of(w, n->b, &of_from);
    const set *to = value_of(w, n->c, &of_to);
    return to_truth(ops_in_range(a, from, to));
}

static set verdict_in(walk *w, int64_t rows);

static truth is_in(walk *w, const node *n) {
    if (w->law->nodes[n->a].op == OP_VERDICT && w->trace == NULL)
        return to_truth(verdict_in(w, n->num));
    set room;
    const set *a = value_of(w, n->a, &room);
    return to_truth(set_tri((a->lo & ~n->num) != 0, (a->lo & n->num) != 0, a->live));
}

static truth has_option(walk *w, const node *n) {
    set room;
    const set *a = value_of(w, n->a, &room);
    return to_truth(set_tri(!(a->lo >> n->num & 1), a->hi >> n->num & 1, a->live));
}

static truth is_empty(walk *w, const node *n) {
    set room;
    const set *a = value_of(w, n->a, &room);
    return to_truth(set_tri(a->hi != 0, a->lo == 0, a->live));
}

static truth is_none(walk *w, const node *n) {
    set room;
    const set *a = value_of(w, n->a, &room);
    return to_truth(set_tri(a->lo <= a->hi, a->none, a->live));
}

// What is known of the records: nothing, when they may be anybody's.
static truth known_of_records(const walk *w, bool is_true) {
    bool is_anybody = w->wide != NULL && w->wide->any_record != NULL;
    return to_truth(is_anybody ? set_tri(true, true, 0) : set_one(KIND_BOOL, is_true));
}

// The side of a dispute that is followed; of those that are all followed the first.
static node_idx side_of(const walk *w, const node *n) {
    if (w->dispute == WALK_EVERY_SIDE || n->num != w->dispute)
        return n->a;
    uint32_t side = w->side < n->n_list ? w->side : n->n_list - 1;
    return (node_idx)w->law->lists[n->list + side];
}

static set every_side(walk *w, const node *n) {
    set v = walk_node(w, n->a);
    for (uint32_t i = 0; i < n->n_list; i++)
        v = set_join(n->kind, v, walk_node(w, (node_idx)w->law->lists[n->list + i]));
    return v;
}

__attribute__((always_inline)) static inline truth compute_truth(walk *w, const node *n) {
    switch (n->op) {
    case OP_CONST: return to_truth(set_one(KIND_BOOL, n->num));
    case OP_FACT: return to_truth(*fact_at(w, (uint32_t)n->num));
    case OP_RULE: return to_truth(*rule_at(w, (uint32_t)n->num));
    case OP_CHECK: return to_truth(*check_at(w, (uint32_t)n->num));
    case OP_FIELD: return to_truth(records_field(w, n));
    case OP_EACH: return to_truth(records_each(w, (uint32_t)n->num));
    case OP_PARAM: return to_truth(param_value(w, n));
    case OP_NOT: return to_truth(set_not(of_truth(truth_of(w, n->a))));
    case OP_AND:
    case OP_OR: return connect(w, n);
    case OP_IN_RANGE: return in_range(w, n);
    case OP_IN: return is_in(w, n);
    case OP_HAS: return has_option(w, n);
    case OP_IS_NONE: return is_none(w, n);
    case OP_IS_EMPTY: return is_empty(w, n);
    case OP_IF: return choose_truth(w, n);
    case OP_DISPUTED:
        return w->dispute == WALK_EVERY_SIDE ? to_truth(every_side(w, n)) : truth_of(w, side_of(w, n));
    case OP_LISTED: return to_truth(records_listed(w, n));
    case OP_DERIVED: return known_of_records(w, (w->from_records & (uint64_t)n->num) != 0);
    case OP_OVERRIDDEN: return known_of_records(w, (w->overridden & (uint64_t)n->num) != 0);
    case OP_BEYOND: return known_of_records(w, w->beyond);
    case OP_EQ:
    case OP_NE:
    case OP_LT:
    case OP_LE:
    case OP_GT:
    case OP_GE: return compare(w, n);
    default: break;
    }
    assert(!"an operation that is no truth");
    return (truth){0};
}

// ---- values --------------------------------------------------------------------------------------------------------

static const set *choose(walk *w, const node *n, set *room) {
    truth cond = truth_of(w, n->a);
    if (set_is(of_truth(cond), true))
        return value_of(w, n->b, room);
    if (set_is(of_truth(cond), false))
        return value_of(w, n->c, room);
    set c = walk_node(w, n->c), b = walk_node(w, n->b);
    *room = set_join(n->kind, b, c);
    room->live |= cond.live;
    return room;
}

static set two(walk *w, const node *n) {
    set of_a, of_b;
    const set *a = value_of(w, n->a, &of_a);
    const set *b = value_of(w, n->b, &of_b);
    if (n->op == OP_YEARS)
        return ops_years(a, b, n->num != 0);
    if (n->op == OP_ADD_WORKDAYS)
        return ops_workdays(&w->law->calendar, a, b, &w->beyond, &w->overflow);
    return ops_number(n->op, a, b, &w->overflow);
}

static set one(walk *w, const node *n) {
    set room;
    const set *a = value_of(w, n->a, &room);
    if (n->op == OP_NEG)
        return ops_negate(a, &w->overflow);
    return n->op == OP_SCALE ? ops_scale(a, n->num, &w->overflow) : ops_month_start(a, &w->overflow);
}

static set the_day(walk *w) {
    w->n_reads++;
    return set_range(w->on, w->on + (w->wide != NULL ? w->wide->n_more_days : 0), 0);
}

// What is no truth and is kept nowhere.
static set compute_value(walk *w, const node *n) {
    switch (n->op) {
    case OP_CONST: return constant(n);
    case OP_ON: return the_day(w);
    case OP_FIELD: return records_field(w, n);
    case OP_PARAM: return param_value(w, n);
    case OP_COUNT: return records_count(w, n);
    case OP_FIRST_SEEN: return records_first_seen(w, n);
    case OP_DISPUTED: return every_side(w, n);
    case OP_NEG:
    case OP_SCALE:
    case OP_MONTH_START: return one(w, n);
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
    default: break;
    }
    assert(!"an operation without a meaning");
    return set_empty();
}

static const set *compute(walk *w, const node *n, set *room) {
    switch (n->op) {
    case OP_FACT: return fact_at(w, (uint32_t)n->num);
    case OP_RULE: return rule_at(w, (uint32_t)n->num);
    case OP_IF: return choose(w, n, room);
    case OP_VERDICT: *room = walk_verdict(w); return room;
    case OP_DISPUTED:
        if (w->dispute != WALK_EVERY_SIDE)
            return value_of(w, side_of(w, n), room);
        break;
    default: break;
    }
    *room = compute_value(w, n);
    return room;
}

// ---- nodes ---------------------------------------------------------------------------------------------------------

// Facts, rules, checks and the verdict make steps of their own, so their nodes need none.
static bool is_step_of_its_own(op op) {
    return op == OP_FACT || op == OP_RULE || op == OP_CHECK || op == OP_VERDICT;
}

// Once a node is worked out, where that is not all.
static void note(walk *w, node_idx idx, uint32_t mark, set v) {
    const node *n = &w->law->nodes[idx];
    if (w->overflow && w->overflow_at == 0)
        w->overflow_at = idx;
    if (w->trace != NULL && !is_step_of_its_own(n->op))
        trace_end(w, mark, STEP_NODE, idx, -1, w->law->notes[idx].type, v);
}

static bool is_noted(const walk *w) {
    return w->trace != NULL || w->overflow;
}

static truth truth_of(walk *w, node_idx idx) {
    w->n_steps++;
    uint32_t mark = trace_begin(w);
    truth t = compute_truth(w, &w->law->nodes[idx]);
    t = settled_truth(t.can, t.live);
    if (is_noted(w))
        note(w, idx, mark, of_truth(t));
    return t;
}

__attribute__((noinline)) static const set *work_out(walk *w, node_idx idx, set *room) {
    const node *n = &w->law->nodes[idx];
    w->n_steps++;
    uint32_t mark = trace_begin(w);
    const set *v = settled(n->kind, compute(w, n, room), room);
    if (is_noted(w))
        note(w, idx, mark, *v);
    return v;
}

set walk_node(walk *w, node_idx idx) {
    set room;
    return *value_of(w, idx, &room);
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

static bool is_derived(const walk *w, uint32_t idx) {
    uint64_t free_facts = w->wide == NULL ? 0 : w->wide->free_facts;
    return ((w->law->derived & ~free_facts) >> idx & 1) != 0;
}

static const set *find_fact(walk *w, uint32_t idx) {
    set *v = &w->fact_value[idx];
    if (w->fact_done >> idx & 1) {
        trace_again(w, STEP_FACT, idx);
        return v;
    }
    const fact *f = &w->law->facts[idx];
    uint32_t mark = trace_begin(w);
    *v = is_derived(w, idx) ? derived_fact(w, f, w->box[idx]) : w->box[idx];
    w->fact_done |= (uint64_t)1 << idx;
    trace_end(w, mark, STEP_FACT, idx, -1, f->type, *v);
    return v;
}

set walk_fact(walk *w, uint32_t idx) {
    return *fact_at(w, idx);
}

// ---- tables ----------------------------------------------------------------------------------------------------

typedef struct {
    set value;
    bool is_any;
    int32_t row;  // the row that applied while everything was certain
} found;

static void add_row(const rule *r, found *f, const set *v, uint64_t live, int32_t row) {
    f->value = f->is_any ? set_join(r->type.kind, f->value, *v) : *v;
    f->value.live |= live;
    f->row = f->is_any ? -1 : row;
    f->is_any = true;
}

static void look_up(walk *w, const rule *r, found *f) {
    set of_subject, of_row;
    const set *subject = value_of(w, r->subject, &of_subject);
    int64_t rows = subject->lo;
    uint64_t live = subject->live;
    for (uint32_t k = 0; k < r->n_rows; k++)
        if (rows >> k & 1)
            add_row(r, f, value_of(w, r->rows[k].value, &of_row), live, (int32_t)k);
}

// Rows in order. A guard that is certain ends the search; one that is open adds its row, worked out with the facts
// narrowed to where the guard holds, and the search goes on.
static void search_rows(walk *w, const rule *r, found *f) {
    uint64_t live = 0;
    set room;
    for (uint32_t k = 0; k < r->n_rows; k++) {
        const row *row = &r->rows[k];
        truth guard = row->guard == 0 ? to_truth(set_one(KIND_BOOL, 1)) : truth_of(w, row->guard);
        if (set_is(of_truth(guard), false))
            continue;
        if (set_is(of_truth(guard), true)) {
            add_row(r, f, value_of(w, row->value, &room), live, (int32_t)k);
            return;
        }
        live |= guard.live;
        if (narrow_row(w, row, &room))
            add_row(r, f, &room, live, (int32_t)k);
    }
}

void walk_clamp(walk *w, const rule *r, set *sum) {
    set least = set_one(KIND_NUMBER, r->least), most = set_one(KIND_NUMBER, r->most);
    if (r->has_least)
        *sum = ops_number(OP_MAX, sum, &least, &w->overflow);
    if (r->has_most)
        *sum = ops_number(OP_MIN, sum, &most, &w->overflow);
}

static void combine_terms(walk *w, const rule *r, found *f) {
    f->value = *rule_at(w, r->terms[0]);
    for (uint32_t k = 1; k < r->n_terms; k++) {
        const set *v = rule_at(w, r->terms[k]);
        f->value = ops_number(r->table == TABLE_SUM ? OP_ADD : OP_MAX, &f->value, v, &w->overflow);
    }
    walk_clamp(w, r, &f->value);
}

static void apply(walk *w, const rule *r, found *f) {
    set room;
    f->value = set_empty();
    f->is_any = false;
    f->row = -1;
    switch (r->table) {
    case TABLE_EXPR: f->value = *value_of(w, r->subject, &room); break;
    case TABLE_BY: look_up(w, r, f); break;
    case TABLE_UNIQUE:
    case TABLE_FIRST: search_rows(w, r, f); break;
    case TABLE_BEST:
    case TABLE_SUM: combine_terms(w, r, f); break;
    }
}

void walk_keep_rule(walk *w, uint32_t idx, set v) {
    w->rule_value[idx] = v;
    w->rule_done[idx] = stamp_now(w);
}

static const set *find_rule(walk *w, uint32_t idx) {
    const rule *r = &w->law->rules[idx];
    uint32_t mark = trace_begin(w);
    found f;
    apply(w, r, &f);
    set v = set_settle(r->type.kind, f.value);
    if (w->bounds != NULL && v.live != 0)
        v = set_settle(r->type.kind, set_meet(r->type.kind, v, w->bounds[idx]));
    trace_end(w, mark, STEP_RULE, idx, f.row, r->type, v);
    walk_keep_rule(w, idx, v);
    return &w->rule_value[idx];
}

static const set *rule_at(walk *w, uint32_t idx) {
    w->n_reads++;
    if (!is_kept(w, w->rule_done[idx]))
        return find_rule(w, idx);
    trace_again(w, STEP_RULE, idx);
    return &w->rule_value[idx];
}

set walk_rule(walk *w, uint32_t idx) {
    return *rule_at(w, idx);
}

int32_t walk_row(walk *w, uint32_t idx) {
    const rule *r = &w->law->rules[idx];
    trace *t = w->trace;
    found f = {.row = -1};
    w->trace = NULL;
    if (r->n_rows > 0)
        apply(w, r, &f);
    w->trace = t;
    return f.row;
}

// ---- checks and the verdict ----------------------------------------------------------------------------------

static set alone_holds(walk *w) {
    const verdict_row *row = &w->law->verdict.rows[w->alone_row];
    set v = set_one(KIND_BOOL, 0);
    for (uint32_t k = 0; k < row->n_codes; k++)
        v = set_or(v, *check_at(w, row->codes[k].check));
    return v;
}

void walk_keep_check(walk *w, uint32_t idx, set v) {
    w->check_value[idx] = v;
    w->check_done[idx] = stamp_now(w);
}

static const set *find_check(walk *w, uint32_t idx) {
    static const type type_bool = {.kind = KIND_BOOL};
    const check *c = &w->law->checks[idx];
    uint32_t mark = trace_begin(w);
    set v = of_truth(truth_of(w, c->when));
    if (w->alone_row >= 0 && c->verdict != (uint32_t)w->alone_row && set_can(v, true))
        v = set_and(v, set_not(alone_holds(w)));
    trace_end(w, mark, STEP_CHECK, idx, -1, type_bool, v);
    walk_keep_check(w, idx, v);
    return &w->check_value[idx];
}

static const set *check_at(walk *w, uint32_t idx) {
    w->n_reads++;
    if (!is_kept(w, w->check_done[idx]))
        return find_check(w, idx);
    trace_again(w, STEP_CHECK, idx);
    return &w->check_value[idx];
}

set walk_check(walk *w, uint32_t idx) {
    return *check_at(w, idx);
}

static bool decides(const walk *w, const verdict_code *c) {
    return c->under >= 0 ? c->under == w->dispute : !c->explains;
}

static set row_holds(walk *w, const verdict_row *row) {
    set v = set_one(KIND_BOOL, 0);
    for (uint32_t k = 0; k < row->n_codes && !set_is(v, true); k++)
        if (decides(w, &row->codes[k]))
            v = set_or(v, *check_at(w, row->codes[k].check));
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
