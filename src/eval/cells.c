// SPDX-License-Identifier: Apache-2.0
// What is certain comes from sets, what is possible from people: the box is cut until the people found have every value
// that the sets leave.
#include "eval/cells.h"

#include "eval/focus.h"
#include "eval/ops.h"
#include "eval/tighten.h"

#include <string.h>

enum { MOST_DEPTH = 256 };  // parts of parts: bounds the stack

// One question under way.
typedef struct {
    cells *c;
    ask a;
    const uint32_t *terms;  // a partial sum instead: [n_terms] rules
    uint32_t n_terms;
    shape shape;
    kind kind;
    set found;  // values that people have, and those of parts given up
    bool any;
    uint32_t budget, depth;
} quest;

static kind kind_of(const cells *c, ask a) {
    switch (a.what) {
    case ASK_RULE: return c->w->law->rules[a.idx].type.kind;
    case ASK_NODE:
    case ASK_CAN:
    case ASK_DAY: return c->w->law->nodes[a.idx].kind;
    case ASK_VERDICT: return KIND_ENUM;
    case ASK_PAPER:
    case ASK_CHECK: break;
    }
    return KIND_BOOL;
}

static shape shape_of_paper(const cells *c, const paper *p) {
    shape s = shape_of_node(c->shapes, c->w->law->materials_when);
    for (uint32_t i = 0; i < p->n_rows; i++)
        s = shape_join(s, shape_of_node(c->shapes, p->whens[i]));
    return s;
}

static shape shape_for(const cells *c, ask a) {
    switch (a.what) {
    case ASK_RULE: return c->shapes->rules[a.idx];
    case ASK_CHECK: return c->shapes->checks[a.idx];
    case ASK_VERDICT: return c->shapes->verdict;
    case ASK_PAPER: return shape_of_paper(c, &c->w->law->papers[a.idx]);
    case ASK_NODE:
    case ASK_CAN:
    case ASK_DAY: break;
    }
    return shape_of_node(c->shapes, a.idx);
}

static set is_asked_for(walk *w, const paper *p) {
    set any = set_one(KIND_BOOL, 0);
    for (uint32_t i = 0; i < p->n_rows && !set_is(any, true); i++)
        any = set_or(any, walk_node(w, p->whens[i]));
    return w->law->materials_when == 0 ? any : set_and(walk_node(w, w->law->materials_when), any);
}

static set answer_ask(walk *w, ask a) {
    switch (a.what) {
    case ASK_RULE: return walk_rule(w, a.idx);
    case ASK_CHECK: return walk_check(w, a.idx);
    case ASK_VERDICT: return walk_verdict(w);
    case ASK_PAPER: return is_asked_for(w, &w->law->papers[a.idx]);
    case ASK_NODE:
    case ASK_CAN:
    case ASK_DAY: break;
    }
    return walk_node(w, a.idx);
}

static set answer(const quest *q, walk *w) {
    if (q->terms == NULL)
        return answer_ask(w, q->a);
    set sum = walk_rule(w, q->terms[0]);
    for (uint32_t k = 1; k < q->n_terms; k++) {
        set term = walk_rule(w, q->terms[k]);
        sum = ops_number(OP_ADD, &sum, &term, &w->overflow);
    }
    return set_settle(KIND_NUMBER, sum);
}

// ---- what is still missing -------------------------------------------------------------------------------------

static bool is_ordered(kind k) {
    return k == KIND_NUMBER || k == KIND_DATE || k == KIND_MONTH;
}

// Which way to look next: 1 for more than was found (a truth: true), -1 for less, 0 for anything new.
static int aim_of(const quest *q, set v) {
    if (q->kind == KIND_BOOL)
        return set_can(v, true) && !(q->any && set_can(q->found, true)) ? 1 : -1;
    if (!is_ordered(q->kind) || v.lo > v.hi)
        return 0;
    bool has_range = q->any && q->found.lo <= q->found.hi;
    return !has_range || v.hi > q->found.hi ? 1 : v.lo < q->found.lo ? -1 : 0;
}

static uint64_t on_paper(focus f, const paper *p, bool want) {
    uint64_t live = focus_on(f, f.box->law->materials_when, want);
    for (uint32_t i = 0; i < p->n_rows && live == 0; i++)
        live = focus_on(f, p->whens[i], want);
    return live;
}

// Facts that keep the point from having a value that is missing; 0: not known.
static uint64_t in_the_way(const quest *q, set v) {
    focus f = {q->c->w, &q->c->seek.point};
    bool want = aim_of(q, v) > 0;
    if (q->a.what == ASK_VERDICT)
        return focus_on_verdict(f, q->any ? v.lo & ~q->found.lo : v.lo, true);
    if (q->kind != KIND_BOOL)
        return 0;
    switch (q->a.what) {
    case ASK_RULE: return focus_on_rule(f, q->a.idx, want);
    case ASK_CHECK: return focus_on_check(f, q->a.idx, want);
    case ASK_PAPER: return on_paper(f, &q->c->w->law->papers[q->a.idx], want);
    case ASK_CAN:
    case ASK_NODE: return focus_on(f, q->a.idx, want);
    case ASK_DAY:
    case ASK_VERDICT: break;
    }
    return 0;
}

// ---- splitting -------------------------------------------------------------------------------------------------

static void add_found(quest *q, set v) {
    q->found = q->any ? set_join(q->kind, q->found, v) : v;
    q->any = true;
}

// A day that two people have differently needs no third.
static bool has_enough(const quest *q) {
    return (q->a.what == ASK_DAY && !set_is_one(q->kind, q->found)) ||
           (q->a.what == ASK_CAN && set_can(q->found, true));
}

static bool has_all(const quest *q, set v) {
    return q->any && (has_enough(q) || set_has(q->kind, q->found, v));
}

// Somebody who may have what is missing: facts that only push one way are taken at their ends.
static bool pick_person(quest *q, const set *values, int aim) {
    uint64_t up = q->shape.up & ~q->shape.down, down = q->shape.down & ~q->shape.up;
    if (aim == 0)
        up = down = 0;
    return seek_pick(&q->c->seek, values, aim >= 0 ? up : down, aim >= 0 ? down : up);
}

static void explore(quest *q, const set *values);

static void explore_part(quest *q, const set *values, uint32_t fact, set part) {
    const law *l = q->c->w->law;
    set smaller[LIMIT_FACTS];
    memcpy(smaller, values, l->n_facts * sizeof *smaller);
    smaller[fact] = part;
    const must *failed = NULL;
    if (tighten_differences(l, smaller, &failed))
        explore(q, smaller);
}

// What the point lacks: the value, or being a person at all.
static uint64_t facts_to_cut(quest *q, set v, set person, bool is_person, set at_point) {
    uint64_t live = 0;
    if (!is_person && has_all(q, at_point))
        live = in_the_way(q, v);
    else if (!is_person)
        live = seek_in_the_way(&q->c->seek);
    if (live == 0)
        live = in_the_way(q, v);
    if (live == 0)
        live = v.live & shape_splits(q->shape);
    return live != 0 ? live : v.live | person.live;
}

static bool has_left(quest *q) {
    if (q->budget == 0 || q->depth == MOST_DEPTH)
        return false;
    q->budget--;
    return true;
}

static void explore(quest *q, const set *values) {
    cells *c = q->c;
    walk_restart(c->w, values);
    set v = answer(q, c->w);
    if (has_all(q, v))
        return;
    set person = seek_is_person(&c->seek, c->w);
    if (set_is(person, false))
        return;
    bool is_person = pick_person(q, values, aim_of(q, v));
    set at_point = answer(q, &c->seek.point);
    if (is_person)
        add_found(q, at_point);
    if (has_all(q, v))
        return;
    uint32_t fact = 0;
    set first, second;
    bool has_budget = has_left(q);
    if (!has_budget ||
        !seek_cut(&c->seek, values, facts_to_cut(q, v, person, is_person, at_point), &fact, &first, &second)) {
        c->is_loose |= !has_budget;
        add_found(q, v);
        return;
    }
    q->depth++;
    explore_part(q, values, fact, first);
    explore_part(q, values, fact, second);
    q->depth--;
}

static set run(quest *q, set rough) {
    cells *c = q->c;
    q->budget = LIMIT_CELLS;
    if (!c->is_seeking)
        seek_init(&c->seek, c->w, c->shapes);
    c->is_seeking = true;
    seek_find_person(&c->seek, c->values);
    seek_only_about(&c->seek, shape_with_ties(c->shapes, shape_facts(q->shape)));
    explore(q, c->values);
    walk_restart(c->w, c->values);
    if (!q->any)
        return rough;
    q->found.live = set_is_one(q->kind, q->found) ? 0 : rough.live;
    return q->found;
}

// ---- sums: terms that share no fact are worked out apart, and their ranges added --------------------------------

// Take from terms[from..n) those that share facts with terms[from], to the front; answers how many.
static uint32_t gather_group(const cells *c, uint32_t *terms, uint32_t n) {
    uint64_t facts = shape_with_ties(c->shapes, shape_facts(c->shapes->rules[terms[0]]));
    uint32_t size = 1;
    for (uint32_t k = 1; k < n; k++) {
        uint64_t mine = shape_with_ties(c->shapes, shape_facts(c->shapes->rules[terms[k]]));
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
    for (uint32_t k = 0; k < n; k++)
        q.shape = shape_join(q.shape, c->shapes->rules[terms[k]]);
    set rough = answer(&q, c->w);
    return rough.live == 0 ? rough : run(&q, rough);
}

static set exact_sum(cells *c, const rule *r, set rough) {
    uint32_t terms[LIMIT_RULES];
    memcpy(terms, r->terms, r->n_terms * sizeof *terms);
    set sum = set_range(0, 0, 0);
    for (uint32_t from = 0; from < r->n_terms;) {
        uint32_t size = gather_group(c, terms + from, r->n_terms - from);
        set part = exact_group(c, terms + from, size);
        sum = ops_number(OP_ADD, &sum, &part, &c->w->overflow);
        from += size;
    }
    walk_clamp(c->w, r, &sum);
    sum.live = rough.live;
    return set_settle(KIND_NUMBER, sum);
}

// ---- the door ----------------------------------------------------------------------------------------------------

static set exact_open(cells *c, ask a, set rough) {
    if (a.what == ASK_RULE && c->w->law->rules[a.idx].table == TABLE_SUM)
        return exact_sum(c, &c->w->law->rules[a.idx], rough);
    quest q = {.c = c, .a = a, .kind = kind_of(c, a), .shape = shape_for(c, a)};
    return run(&q, rough);
}

set cells_exact(cells *c, ask a) {
    set rough = answer_ask(c->w, a);
    return rough.live == 0 ? rough : exact_open(c, a, rough);
}

void cells_init(cells *c, walk *w, const shapes *s, const set *values, set *bounds) {
    c->w = w;
    c->shapes = s;
    c->values = values;
    c->bounds = bounds;
    c->is_loose = c->is_seeking = false;
    w->bounds = NULL;
    walk_restart(w, values);
    for (uint32_t i = 0; i < w->law->n_rules; i++)
        bounds[i] = w->law->rules[i].is_points ? cells_exact(c, (ask){ASK_RULE, i}) : walk_rule(w, i);
    w->bounds = bounds;
    walk_forget_open(w);  // what bounds can make tighter
}
