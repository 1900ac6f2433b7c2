// SPDX-License-Identifier: Apache-2.0
// Everything is worked out when first asked for, and once: a law uses nothing that uses it.
#include "eval/needs.h"

need needs_join(need a, need b) {
    return (need){.facts = a.facts | b.facts,
                  .near = a.near | b.near,
                  .disputed = a.disputed || b.disputed,
                  .on = a.on || b.on,
                  .records = a.records || b.records};
}

need needs_of_node(const needs *s, node_idx idx) {
    return s->nodes[idx];
}

// What is worked out, beside the needs themselves.
typedef struct {
    needs *s;
    bool *facts, *rules, *checks, *eaches, *nodes;
    bool verdict;
} maker;

static need of_node(maker *m, node_idx idx);
static need of_check(maker *m, uint32_t idx);

static need only_far(need n) {
    n.near = 0;
    return n;
}

static need of_param(const law *l, uint32_t idx) {
    const param *p = &l->params[idx];
    need n = {0};
    for (uint32_t i = 0; i < p->n_rows; i++)
        n.disputed |= p->rows[i].dispute >= 0;
    return n;
}

static need of_sides(maker *m, const node *n) {
    need all = {.disputed = true};
    for (uint32_t i = 0; i < n->n_list; i++)
        all = needs_join(all, of_node(m, (node_idx)m->s->law->lists[n->list + i]));
    return all;
}

static need of_each(maker *m, uint32_t idx) {
    if (!m->eaches[idx])
        m->s->eaches[idx] = of_node(m, m->s->law->eaches[idx].where);
    m->eaches[idx] = true;
    return m->s->eaches[idx];
}

static need of_fact(maker *m, uint32_t idx) {
    const fact *f = &m->s->law->facts[idx];
    uint64_t bit = (uint64_t)1 << idx;
    if (!m->facts[idx])
        m->s->facts[idx] = (need){.facts = bit, .near = bit};
    if (!m->facts[idx] && f->from != 0 && !f->from_records)
        m->s->facts[idx] = needs_join(m->s->facts[idx], of_node(m, f->from));
    m->facts[idx] = true;
    return m->s->facts[idx];
}

static need of_rule(maker *m, uint32_t idx) {
    const rule *r = &m->s->law->rules[idx];
    if (m->rules[idx])
        return m->s->rules[idx];
    need n = of_node(m, r->subject);
    for (uint32_t k = 0; k < r->n_rows; k++)
        n = needs_join(n, needs_join(of_node(m, r->rows[k].guard), of_node(m, r->rows[k].value)));
    for (uint32_t k = 0; k < r->n_terms; k++)
        n = needs_join(n, of_rule(m, r->terms[k]));
    m->s->rules[idx] = n;
    m->rules[idx] = true;
    return n;
}

// A check holds only while none of the row that stands alone does.
static need of_those_alone(maker *m, uint32_t row_idx) {
    const verdict *v = &m->s->law->verdict;
    need n = {0};
    for (uint32_t r = 0; r < v->names.n; r++)
        for (uint32_t k = 0; v->rows[r].alone && r != row_idx && k < v->rows[r].n_codes; k++)
            n = needs_join(n, only_far(of_node(m, m->s->law->checks[v->rows[r].codes[k].check].when)));
    return n;
}

static need of_check(maker *m, uint32_t idx) {
    const check *c = &m->s->law->checks[idx];
    if (!m->checks[idx])
        m->s->checks[idx] = needs_join(of_node(m, c->when), of_those_alone(m, c->verdict));
    m->checks[idx] = true;
    return m->s->checks[idx];
}

static need compute_verdict(maker *m) {
    const verdict *v = &m->s->law->verdict;
    need n = {0};
    for (uint32_t r = 0; r < v->names.n; r++)
        for (uint32_t k = 0; k < v->rows[r].n_codes; k++) {
            n = needs_join(n, of_check(m, v->rows[r].codes[k].check));
            n.disputed |= v->rows[r].codes[k].under >= 0;
        }
    return n;
}

static need of_verdict(maker *m) {
    if (!m->verdict)
        m->s->verdict = compute_verdict(m);
    m->verdict = true;
    return m->s->verdict;
}

// What the node itself names, without its children.
static need of_name(maker *m, const node *n) {
    switch (n->op) {
    case OP_FACT: return of_fact(m, (uint32_t)n->num);
    case OP_RULE: return of_rule(m, (uint32_t)n->num);
    case OP_CHECK: return of_check(m, (uint32_t)n->num);
    case OP_VERDICT: return only_far(of_verdict(m));
    case OP_ON: return (need){.on = true};
    case OP_PARAM: return of_param(m->s->law, (uint32_t)n->num);
    case OP_EACH: return of_each(m, (uint32_t)n->num);
    case OP_DISPUTED: return of_sides(m, n);
    case OP_COUNT:
    case OP_FIRST_SEEN:
    case OP_LISTED:
    case OP_FIELD:
    case OP_DERIVED:
    case OP_OVERRIDDEN: return (need){.records = true};
    default: return (need){0};
    }
}

static need of_node(maker *m, node_idx idx) {
    if (m->nodes[idx])
        return m->s->nodes[idx];
    const node *n = &m->s->law->nodes[idx];
    need all = of_name(m, n);
    const node_idx children[] = {n->a, n->b, n->c};
    for (size_t i = 0; i < 3; i++)
        all = needs_join(all, of_node(m, children[i]));
    m->s->nodes[idx] = all;
    m->nodes[idx] = true;
    return all;
}

static void fill(maker *m) {
    const law *l = m->s->law;
    m->nodes[0] = true;  // nothing
    for (uint32_t i = 1; i < l->n_nodes; i++)
        of_node(m, i);
    for (uint32_t i = 0; i < l->n_facts; i++)
        of_fact(m, i);
    for (uint32_t i = 0; i < l->n_rules; i++)
        of_rule(m, i);
    for (uint32_t i = 0; i < l->n_checks; i++)
        of_check(m, i);
    for (uint32_t i = 0; i < l->n_eaches; i++)
        of_each(m, i);
    of_verdict(m);
}

const needs *needs_make(const law *l, arena *mem) {
    size_t n = (size_t)l->n_facts + l->n_rules + l->n_checks + l->n_eaches + l->n_nodes + 1;
    needs *s = ARENA_NEW(mem, needs);
    need *all = ARENA_ARRAY(mem, need, n);
    bool *done = ARENA_ARRAY(mem, bool, n);
    if (s == NULL || all == NULL || done == NULL)
        return NULL;
    maker m = {.s = s, .facts = done, .rules = done + l->n_facts};
    m.checks = m.rules + l->n_rules;
    m.eaches = m.checks + l->n_checks;
    m.nodes = m.eaches + l->n_eaches;
    *s = (needs){.law = l, .facts = all, .rules = all + l->n_facts};
    s->checks = s->rules + l->n_rules;
    s->eaches = s->checks + l->n_checks;
    s->nodes = s->eaches + l->n_eaches;
    fill(&m);
    return s;
}
