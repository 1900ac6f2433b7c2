// SPDX-License-Identifier: Apache-2.0
#include "eval/shape.h"

typedef struct {
    shapes *s;
    uint8_t *fact_done, *rule_done, *check_done;
} maker;

static shape of_node(maker *m, node_idx idx);

shape shape_join(shape a, shape b) {
    return (shape){a.up | b.up, a.down | b.down, a.seen | b.seen, a.twice | b.twice | (a.seen & b.seen)};
}

static shape flip(shape a) {
    return (shape){a.down, a.up, a.seen, a.twice};
}

static shape both_ways(shape a) {
    uint64_t any = a.up | a.down;
    return (shape){any, any, a.seen, a.twice};
}

uint64_t shape_facts(shape s) {
    return s.up | s.down | s.seen;
}

uint64_t shape_splits(shape s) {
    return (s.up & s.down) | s.twice;
}

// Where each row's plain value is below (or above) the one before, a guard that rises moves the value one way.
static int rows_direction(const law *l, const rule *r) {
    bool falls = true, rises = true;
    for (uint32_t k = 0; k < r->n_rows; k++) {
        const node *n = &l->nodes[r->rows[k].value];
        if (n->op != OP_CONST || n->kind != KIND_NUMBER)
            return 0;
        if (k == 0)
            continue;
        int64_t before = l->nodes[r->rows[k - 1].value].num;
        falls &= n->num <= before;
        rises &= n->num >= before;
    }
    return falls ? 1 : rises ? -1 : 0;
}

static shape of_rows(maker *m, const rule *r) {
    shape s = {0}, guards = {0};
    for (uint32_t k = 0; k < r->n_rows; k++) {
        if (r->rows[k].guard != 0)
            guards = shape_join(guards, of_node(m, r->rows[k].guard));
        s = shape_join(s, of_node(m, r->rows[k].value));
    }
    int way = r->table == TABLE_FIRST ? rows_direction(m->s->law, r) : 0;
    return shape_join(s, way > 0 ? guards : way < 0 ? flip(guards) : both_ways(guards));
}

static shape of_rule(maker *m, uint32_t idx);

static shape compute_rule(maker *m, const rule *r) {
    shape s = {0};
    if (r->table == TABLE_BEST || r->table == TABLE_SUM) {
        for (uint32_t k = 0; k < r->n_terms; k++)
            s = shape_join(s, of_rule(m, r->terms[k]));
        return s;
    }
    if (r->table == TABLE_UNIQUE || r->table == TABLE_FIRST)
        return of_rows(m, r);
    s = of_node(m, r->subject);
    if (r->table == TABLE_BY) {
        s = both_ways(s);
        for (uint32_t k = 0; k < r->n_rows; k++)
            s = shape_join(s, of_node(m, r->rows[k].value));
    }
    return s;
}

static shape of_rule(maker *m, uint32_t idx) {
    if (!m->rule_done[idx]) {
        m->s->rules[idx] = compute_rule(m, &m->s->law->rules[idx]);
        m->rule_done[idx] = 1;
    }
    return m->s->rules[idx];
}

static shape of_check(maker *m, uint32_t idx) {
    if (!m->check_done[idx]) {
        m->s->checks[idx] = of_node(m, m->s->law->checks[idx].when);
        m->check_done[idx] = 1;
    }
    return m->s->checks[idx];
}

static shape compute_fact(maker *m, uint32_t idx) {
    const fact *f = &m->s->law->facts[idx];
    uint64_t bit = (uint64_t)1 << idx;
    bool has_way = f->type.kind == KIND_BOOL || (f->type.kind == KIND_NUMBER) ||
                   (f->type.kind == KIND_DATE && !f->domain.none);
    shape s = has_way ? (shape){.up = bit} : (shape){.seen = bit};
    return f->from != 0 && !f->from_records ? shape_join(s, of_node(m, f->from)) : s;
}

static shape of_fact(maker *m, uint32_t idx) {
    if (!m->fact_done[idx]) {
        m->s->facts[idx] = compute_fact(m, idx);
        m->fact_done[idx] = 1;
    }
    return m->s->facts[idx];
}

// Deciding codes of the verdict: a fact looked at in two checks may tie them together.
static shape of_verdict(maker *m) {
    shape s = {0};
    for (uint32_t i = 0; i < m->s->law->n_checks; i++) {
        if (m->s->law->checks[i].explains)
            continue;
        shape c = of_check(m, i);
        c.seen |= c.up | c.down;
        s = shape_join(s, c);
    }
    return s;
}

static shape of_two(maker *m, const node *n) {
    shape a = of_node(m, n->a), b = of_node(m, n->b);
    switch (n->op) {
    case OP_SUB:
    case OP_GT:
    case OP_GE:
    case OP_FLOOR_DIV: return shape_join(a, flip(b));
    case OP_LT:
    case OP_LE:
    case OP_YEARS: return shape_join(flip(a), b);
    case OP_EQ:
    case OP_NE: return both_ways(shape_join(a, b));
    default: return shape_join(a, b);
    }
}

// A constant factor below zero turns directions round; other products are of quantities that are never negative.
static shape of_product(maker *m, const node *n) {
    const node *a = &m->s->law->nodes[n->a], *b = &m->s->law->nodes[n->b];
    shape s = shape_join(of_node(m, n->a), of_node(m, n->b));
    if (a->op == OP_NEG || b->op == OP_NEG || a->op == OP_SUB || b->op == OP_SUB ||
        (a->op == OP_CONST && a->num < 0) || (b->op == OP_CONST && b->num < 0))
        return both_ways(s);
    return s;
}

static shape of_node(maker *m, node_idx idx) {
    if (idx == 0)
        return (shape){0};
    const node *n = &m->s->law->nodes[idx];
    switch (n->op) {
    case OP_FACT: return of_fact(m, (uint32_t)n->num);
    case OP_RULE: return of_rule(m, (uint32_t)n->num);
    case OP_CHECK: return of_check(m, (uint32_t)n->num);
    case OP_VERDICT: return of_verdict(m);
    case OP_NOT:
    case OP_NEG: return flip(of_node(m, n->a));
    case OP_MUL: return of_product(m, n);
    case OP_IF:
        return shape_join(both_ways(of_node(m, n->a)), shape_join(of_node(m, n->b), of_node(m, n->c)));
    case OP_IN_RANGE: return both_ways(of_node(m, n->a));
    case OP_IN:
    case OP_IS_NONE: return both_ways(of_node(m, n->a));
    case OP_PARAM: return both_ways(of_node(m, n->a));
    case OP_COUNT:
    case OP_FIRST_SEEN:
    case OP_LISTED: return (shape){0};
    default: return shape_join(of_two(m, n), of_node(m, n->c));
    }
}

const shapes *shapes_make(const law *l, arena *mem) {
    shapes *s = ARENA_NEW(mem, shapes);
    uint8_t *done = ARENA_ARRAY(mem, uint8_t, l->n_facts + l->n_rules + l->n_checks + 1);
    if (s == NULL || done == NULL)
        return NULL;
    maker m = {s, done, done + l->n_facts, done + l->n_facts + l->n_rules};
    s->law = l;
    s->rules = ARENA_ARRAY(mem, shape, l->n_rules + 1);
    s->checks = ARENA_ARRAY(mem, shape, l->n_checks + 1);
    s->facts = ARENA_ARRAY(mem, shape, l->n_facts + 1);
    s->musts = ARENA_ARRAY(mem, uint64_t, l->n_musts + 1);
    s->derived = ARENA_ARRAY(mem, uint64_t, l->n_facts + 1);
    bool has_all =
        s->facts != NULL && s->rules != NULL && s->checks != NULL && s->musts != NULL && s->derived != NULL;
    if (!has_all)
        return NULL;
    for (uint32_t i = 0; i < l->n_facts; i++)
        of_fact(&m, i);
    for (uint32_t i = 0; i < l->n_rules; i++)
        of_rule(&m, i);
    for (uint32_t i = 0; i < l->n_checks; i++)
        of_check(&m, i);
    s->verdict = of_verdict(&m);
    for (uint32_t i = 0; i < l->n_musts; i++)
        s->musts[i] = shape_facts(of_node(&m, l->musts[i].truth));
    for (uint32_t i = 0; i < l->n_facts; i++)
        s->derived[i] = l->facts[i].from != 0 && !l->facts[i].from_records ? shape_facts(s->facts[i]) : 0;
    return s;
}

shape shape_of_node(const shapes *s, node_idx n) {
    // Everything a node leads to is known by now; the masks below are never written.
    uint8_t known[LIMIT_RULES];
    for (uint32_t i = 0; i < LIMIT_RULES; i++)
        known[i] = 1;
    shapes copy = *s;
    maker m = {&copy, known, known, known};
    return of_node(&m, n);
}

static uint64_t tie(uint64_t facts, const uint64_t *tied, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        if (facts & tied[i])
            facts |= tied[i];
    return facts;
}

uint64_t shape_with_ties(const shapes *s, uint64_t facts) {
    for (uint64_t before = 0; before != facts;) {
        before = facts;
        facts = tie(facts, s->musts, s->law->n_musts);
        facts = tie(facts, s->derived, s->law->n_facts);
    }
    return facts;
}
