// SPDX-License-Identifier: Apache-2.0
#include "eval/cells.h"

#include "eval/box.h"
#include "eval/cut.h"
#include "eval/ops.h"

#include <string.h>

enum { MOST_DEPTH = 256 };  // parts of parts: bounds the stack

// Of numbers and days first the low end is looked for, then the high one: a part that cannot move that end is left.
typedef enum { SEEK_ALL, SEEK_LOW, SEEK_HIGH } seek;

// One question under way: what is asked, which facts may be split, what has been found.
typedef struct {
    cells *c;
    ask a;
    const uint32_t *terms;  // a partial sum instead: [n_terms] rules
    uint32_t n_terms;
    uint64_t splits;
    kind kind;
    seek seek;
    set found;
    bool any;
    uint32_t budget, depth;
} quest;

static kind kind_of(const cells *c, ask a) {
    switch (a.what) {
    case ASK_RULE: return c->w->law->rules[a.idx].type.kind;
    case ASK_NODE: return c->w->law->nodes[a.idx].type.kind;
    case ASK_VERDICT: return KIND_ENUM;
    case ASK_PAPER:
    case ASK_CHECK: break;
    }
    return KIND_BOOL;
}

static shape shape_of_paper(const cells *c, const paper *p) {
    shape s = shape_of_node(c->shapes, c->w->law->materials_when);
    for (uint32_t i = 0; i < p->n_rows; i++)
        s = shape_join(s, shape_of_node(c->shapes, p->rows[i].when));
    return s;
}

static shape shape_for(const cells *c, ask a) {
    switch (a.what) {
    case ASK_RULE: return c->shapes->rules[a.idx];
    case ASK_CHECK: return c->shapes->checks[a.idx];
    case ASK_VERDICT: return c->shapes->verdict;
    case ASK_PAPER: return shape_of_paper(c, &c->w->law->papers[a.idx]);
    case ASK_NODE: break;
    }
    return shape_of_node(c->shapes, a.idx);
}

static set is_asked_for(walk *w, const paper *p) {
    set any = set_one(KIND_BOOL, 0);
    for (uint32_t i = 0; i < p->n_rows && !set_is(any, true); i++)
        any = set_or(any, walk_node(w, p->rows[i].when));
    return w->law->materials_when == 0 ? any : set_and(walk_node(w, w->law->materials_when), any);
}

static set answer(quest *q) {
    walk *w = q->c->w;
    if (q->terms != NULL) {
        set sum = walk_rule(w, q->terms[0]);
        for (uint32_t k = 1; k < q->n_terms; k++)
            sum = ops_number(OP_ADD, sum, walk_rule(w, q->terms[k]), &w->overflow);
        return set_settle(KIND_NUMBER, sum);
    }
    switch (q->a.what) {
    case ASK_RULE: return walk_rule(w, q->a.idx);
    case ASK_CHECK: return walk_check(w, q->a.idx);
    case ASK_VERDICT: return walk_verdict(w);
    case ASK_PAPER: return is_asked_for(w, &w->law->papers[q->a.idx]);
    case ASK_NODE: break;
    }
    return walk_node(w, q->a.idx);
}

// ---- splitting -------------------------------------------------------------------------------------------------

// Options first: they are few, and a known option often makes the rest plain.
static bool pick_split(const quest *q, const set *values, uint64_t live, uint32_t *out_fact, set *first,
                       set *second) {
    const law *l = q->c->w->law;
    for (int dates = 0; dates < 2; dates++)
        for (uint32_t f = 0; f < l->n_facts; f++) {
            bool is_date = l->facts[f].type.kind == KIND_DATE;
            if ((live & q->splits) >> f & 1 && is_date == (dates == 1) &&
                cut_where_it_matters(&l->facts[f], values[f], first, second)) {
                *out_fact = f;
                return true;
            }
        }
    return false;
}

static void add_found(quest *q, set v) {
    q->found = q->any ? set_join(q->kind, q->found, v) : v;
    q->any = true;
}

static void explore(quest *q, const set *values);

static void explore_part(quest *q, const set *values, uint32_t fact, set part) {
    const law *l = q->c->w->law;
    set smaller[LIMIT_FACTS];
    memcpy(smaller, values, l->n_facts * sizeof *smaller);
    smaller[fact] = set_settle(l->facts[fact].type.kind, part);
    const must *failed = NULL;
    if (!box_tighten(q->c->w, smaller, &failed))
        return;
    explore(q, smaller);
}

// Musts that are still open in this part: their facts have to be settled before a value counts as reached.
static uint64_t open_musts(const quest *q) {
    walk *w = q->c->w;
    uint64_t live = 0;
    for (uint32_t i = 0; i < w->law->n_musts; i++)
        if (!w->law->musts[i].is_difference)
            live |= walk_node(w, w->law->musts[i].truth).live;
    return live;
}

// Two verdicts make the verdict open; which others there may be is not asked.
static bool is_settled(const quest *q) {
    return q->a.what == ASK_VERDICT && q->terms == NULL && q->any && !set_is_one(KIND_ENUM, q->found);
}

// Can nothing in v move what is sought?
static bool adds_nothing(const quest *q, set v) {
    if (!q->any)
        return false;
    if (q->seek == SEEK_ALL || v.none || v.lo > v.hi)
        return set_has(q->kind, q->found, v);
    return q->seek == SEEK_LOW ? v.lo >= q->found.lo : v.hi <= q->found.hi;
}

static void explore(quest *q, const set *values) {
    if (is_settled(q))
        return;
    walk_restart(q->c->w, values);
    set v = answer(q);
    if (adds_nothing(q, v))
        return;
    uint64_t live = v.live;
    if (live != 0)
        live |= open_musts(q);
    uint32_t fact = 0;
    set first, second;
    bool has_budget = q->budget > 0 && q->depth < MOST_DEPTH;
    if (live == 0 || !pick_split(q, values, live, &fact, &first, &second) || !has_budget) {
        q->c->is_loose |= live != 0 && !has_budget;
        add_found(q, v);
        return;
    }
    q->budget--;
    q->depth++;
    explore_part(q, values, fact, q->seek == SEEK_HIGH ? second : first);
    explore_part(q, values, fact, q->seek == SEEK_HIGH ? first : second);
    q->depth--;
}

static set run(quest *q, set rough) {
    cells *c = q->c;
    bool has_ends = q->kind == KIND_NUMBER || q->kind == KIND_DATE || q->kind == KIND_MONTH;
    for (q->seek = has_ends ? SEEK_LOW : SEEK_ALL; q->seek <= (has_ends ? SEEK_HIGH : SEEK_ALL); q->seek++) {
        q->budget = LIMIT_CELLS;
        explore(q, c->values);
    }
    walk_restart(c->w, c->values);
    if (!q->any || is_settled(q))
        return rough;
    q->found.live = set_is_one(q->kind, q->found) ? 0 : rough.live;
    return q->found;
}

// ---- sums: terms that share no fact are worked out apart, and their ranges added --------------------------------

static uint64_t facts_of(shape s) {
    return s.up | s.down | s.seen;
}

// Facts tied together by a must count as shared.
static uint64_t with_ties(const law *l, uint64_t facts) {
    for (uint64_t before = 0; before != facts;) {
        before = facts;
        for (uint32_t i = 0; i < l->n_musts; i++) {
            if (!l->musts[i].is_difference)
                continue;
            uint64_t pair = (uint64_t)1 << l->musts[i].left | (uint64_t)1 << l->musts[i].right;
            if (facts & pair)
                facts |= pair;
        }
    }
    return facts;
}

// Take from terms[from..n) those that share facts with terms[from], to the front; answers how many.
static uint32_t gather_group(const cells *c, uint32_t *terms, uint32_t n) {
    uint64_t facts = with_ties(c->w->law, facts_of(c->shapes->rules[terms[0]]));
    uint32_t size = 1;
    for (uint32_t k = 1; k < n; k++) {
        uint64_t mine = with_ties(c->w->law, facts_of(c->shapes->rules[terms[k]]));
        if (!(mine & facts))
            continue;
        uint32_t t = terms[k];
        terms[k] = terms[size];
        terms[size++] = t;
        facts |= mine;
        k = size - 1;  // a larger group may tie in terms passed over
    }
    return size;
}

static set exact_group(cells *c, const uint32_t *terms, uint32_t n) {
    quest q = {.c = c, .terms = terms, .n_terms = n, .kind = KIND_NUMBER};
    shape s = {0};
    for (uint32_t k = 0; k < n; k++)
        s = shape_join(s, c->shapes->rules[terms[k]]);
    q.splits = shape_splits(s);
    set rough = answer(&q);
    bool is_plain = rough.live == 0 || !(rough.live & q.splits);
    return is_plain ? rough : run(&q, rough);
}

static set exact_sum(cells *c, const rule *r, set rough) {
    uint32_t terms[LIMIT_RULES];
    memcpy(terms, r->terms, r->n_terms * sizeof *terms);
    set sum = set_range(0, 0, 0);
    for (uint32_t from = 0; from < r->n_terms;) {
        uint32_t size = gather_group(c, terms + from, r->n_terms - from);
        sum = ops_number(OP_ADD, sum, exact_group(c, terms + from, size), &c->w->overflow);
        from += size;
    }
    if (r->has_least)
        sum = ops_number(OP_MAX, sum, set_range(r->least, r->least, 0), &c->w->overflow);
    if (r->has_most)
        sum = ops_number(OP_MIN, sum, set_range(r->most, r->most, 0), &c->w->overflow);
    sum.live = rough.live;
    return set_settle(KIND_NUMBER, sum);
}

// ---- the door ----------------------------------------------------------------------------------------------------

set cells_exact(cells *c, ask a) {
    quest q = {.c = c, .a = a, .kind = kind_of(c, a)};
    set rough = answer(&q);
    if (rough.live == 0)
        return rough;
    if (a.what == ASK_RULE && c->w->law->rules[a.idx].table == TABLE_SUM)
        return exact_sum(c, &c->w->law->rules[a.idx], rough);
    q.splits = shape_splits(shape_for(c, a));
    return rough.live & q.splits ? run(&q, rough) : rough;
}

void cells_init(cells *c, walk *w, const shapes *s, const set *values, set *bounds) {
    *c = (cells){w, s, values, bounds, false};
    w->bounds = NULL;
    walk_restart(w, values);
    for (uint32_t i = 0; i < w->law->n_rules; i++)
        bounds[i] = w->law->rules[i].is_points ? cells_exact(c, (ask){ASK_RULE, i}) : walk_rule(w, i);
    w->bounds = bounds;
    walk_restart(w, values);
}
