// SPDX-License-Identifier: Apache-2.0
#include "engine/show.h"

bool uses_init(uses *u, const law *l, arena *mem, bool through) {
    *u = (uses){.l = l, .through = through};
    u->facts = ARENA_ARRAY(mem, bool, l->n_facts + 1);
    u->rules = ARENA_ARRAY(mem, bool, l->n_rules + 1);
    u->params = ARENA_ARRAY(mem, bool, l->n_params + 1);
    u->eaches = ARENA_ARRAY(mem, bool, l->n_eaches + 1);
    u->disputes = ARENA_ARRAY(mem, bool, l->n_disputes + 1);
    u->checks = ARENA_ARRAY(mem, bool, l->n_checks + 1);
    return u->facts != NULL && u->rules != NULL && u->params != NULL && u->eaches != NULL &&
           u->disputes != NULL && u->checks != NULL;
}

// Mark it. True: for the first time.
static bool mark(bool *marks, int64_t idx) {
    bool is_new = !marks[idx];
    marks[idx] = true;
    return is_new;
}

static void mark_facts(uses *u, int64_t mask) {
    for (uint32_t f = 0; f < u->l->n_facts; f++)
        if (mask >> f & 1)
            (void)mark(u->facts, f);  // what it is derived from does not matter here
}

void uses_of_param(uses *u, const param *p) {
    for (uint32_t i = 0; i < p->n_rows; i++)
        if (p->rows[i].dispute >= 0)
            u->disputes[p->rows[i].dispute] = true;
}

static void uses_of_sides(uses *u, const node *n) {
    for (uint32_t i = 0; i < n->n_list; i++)
        uses_of_node(u, (node_idx)u->l->lists[n->list + i]);
}

static void uses_of_fact(uses *u, uint32_t idx) {
    const fact *f = &u->l->facts[idx];
    if (!mark(u->facts, idx) || !u->through)
        return;
    uses_of_node(u, f->from);
    if (f->from != 0 && f->dispute >= 0)
        u->disputes[f->dispute] = true;
}

void uses_of_node(uses *u, node_idx idx) {
    if (idx == 0)
        return;
    const law *l = u->l;
    const node *n = &l->nodes[idx];
    if (n->op == OP_FACT)
        uses_of_fact(u, (uint32_t)n->num);
    else if (n->op == OP_RULE && mark(u->rules, n->num) && u->through && !l->rules[n->num].is_points)
        uses_of_rule(u, &l->rules[n->num]);
    else if (n->op == OP_EACH && mark(u->eaches, n->num))
        uses_of_node(u, l->eaches[n->num].where);
    else if (n->op == OP_PARAM && mark(u->params, n->num) && u->through)
        uses_of_param(u, &l->params[n->num]);
    else if (n->op == OP_CHECK)
        u->checks[n->num] = true;
    else if (n->op == OP_DERIVED || n->op == OP_OVERRIDDEN)
        mark_facts(u, n->num);
    else if (n->op == OP_DISPUTED) {
        u->disputes[n->num] = true;
        uses_of_sides(u, n);
    }
    uses_of_node(u, n->a);
    uses_of_node(u, n->b);
    uses_of_node(u, n->c);
}

void uses_of_rule(uses *u, const rule *r) {
    uses_of_node(u, r->subject);
    for (uint32_t i = 0; i < r->n_rows; i++) {
        uses_of_node(u, r->rows[i].guard);
        uses_of_node(u, r->rows[i].value);
    }
}
