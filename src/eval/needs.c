// SPDX-License-Identifier: Apache-2.0
#include "eval/needs.h"

need needs_join(need a, need b) {
    return (need){a.facts | b.facts, a.near | b.near, a.disputed || b.disputed, a.on || b.on};
}

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

static need of_list(const needs *s, const node *n) {
    need all = {.disputed = true};
    for (uint32_t i = 0; i < n->n_list; i++)
        all = needs_join(all, needs_of_node(s, (node_idx)s->law->lists[n->list + i]));
    return all;
}

// Worked out when first asked for: the order of the law does not name them.
static need of_each(const needs *s, uint32_t idx) {
    if (!s->each_done[idx]) {
        s->eaches[idx] = needs_of_node(s, s->law->eaches[idx].where);
        s->each_done[idx] = true;
    }
    return s->eaches[idx];
}

// What the node itself names, without its children.
static need of_name(const needs *s, const node *n) {
    switch (n->op) {
    case OP_FACT: return s->facts[n->num];
    case OP_RULE: return s->rules[n->num];
    case OP_CHECK: return s->checks[n->num];
    case OP_VERDICT: return only_far(s->verdict);
    case OP_ON: return (need){.on = true};
    case OP_PARAM: return of_param(s->law, (uint32_t)n->num);
    case OP_EACH: return of_each(s, (uint32_t)n->num);
    case OP_DISPUTED: return of_list(s, n);
    default: return (need){0};
    }
}

need needs_of_node(const needs *s, node_idx idx) {
    if (idx == 0)
        return (need){0};
    const node *n = &s->law->nodes[idx];
    need all = of_name(s, n);
    const node_idx children[] = {n->a, n->b, n->c};
    for (size_t i = 0; i < 3; i++)
        if (children[i] != 0)
            all = needs_join(all, needs_of_node(s, children[i]));
    return all;
}

static need of_rule(const needs *s, const rule *r) {
    need n = needs_of_node(s, r->subject);
    for (uint32_t k = 0; k < r->n_rows; k++)
        n = needs_join(n, needs_join(needs_of_node(s, r->rows[k].guard), needs_of_node(s, r->rows[k].value)));
    for (uint32_t k = 0; k < r->n_terms; k++)
        n = needs_join(n, s->rules[r->terms[k]]);
    return n;
}

static bool is_derived(const fact *f) {
    return f->from != 0 && !f->from_records;
}

static need of_fact(const needs *s, uint32_t idx) {
    const fact *f = &s->law->facts[idx];
    uint64_t bit = (uint64_t)1 << idx;
    need n = {.facts = bit, .near = bit};
    return is_derived(f) ? needs_join(n, needs_of_node(s, f->from)) : n;
}

// A check holds only while none of the row that stands alone does.
static need of_check(const needs *s, uint32_t idx) {
    const law *l = s->law;
    const check *c = &l->checks[idx];
    need n = needs_of_node(s, c->when);
    for (uint32_t r = 0; r < l->verdict.names.n; r++)
        for (uint32_t k = 0; l->verdict.rows[r].alone && r != c->verdict && k < l->verdict.rows[r].n_codes;
             k++) {
            need other = needs_of_node(s, l->checks[l->verdict.rows[r].codes[k].check].when);
            n = needs_join(n, only_far(other));
        }
    return n;
}

static need of_verdict(const needs *s) {
    const law *l = s->law;
    need n = {0};
    for (uint32_t r = 0; r < l->verdict.names.n; r++)
        for (uint32_t k = 0; k < l->verdict.rows[r].n_codes; k++) {
            n = needs_join(n, s->checks[l->verdict.rows[r].codes[k].check]);
            n.disputed |= l->verdict.rows[r].codes[k].under >= 0;
        }
    return n;
}

static void fill(needs *s) {
    const law *l = s->law;
    for (uint32_t i = 0; i < l->n_facts; i++)
        if (!is_derived(&l->facts[i]))
            s->facts[i] = of_fact(s, i);
    for (uint32_t i = 0; i < l->n_order; i++) {
        uint32_t idx = l->order[i].idx;
        switch (l->order[i].kind) {
        case ITEM_FACT: s->facts[idx] = of_fact(s, idx); break;
        case ITEM_RULE: s->rules[idx] = of_rule(s, &l->rules[idx]); break;
        case ITEM_CHECK: s->checks[idx] = of_check(s, idx); break;
        case ITEM_VERDICT: s->verdict = of_verdict(s); break;
        }
    }
    for (uint32_t i = 0; i < l->n_eaches; i++)
        of_each(s, i);
}

const needs *needs_make(const law *l, arena *mem) {
    needs *s = ARENA_NEW(mem, needs);
    need *all = ARENA_ARRAY(mem, need, (size_t)l->n_facts + l->n_rules + l->n_checks + l->n_eaches + 1);
    bool *done = ARENA_ARRAY(mem, bool, l->n_eaches + 1);
    if (s == NULL || all == NULL || done == NULL)
        return NULL;
    *s = (needs){.law = l, .facts = all, .rules = all + l->n_facts, .each_done = done};
    s->checks = s->rules + l->n_rules;
    s->eaches = s->checks + l->n_checks;
    fill(s);
    return s;
}
