// SPDX-License-Identifier: Apache-2.0
// R101, R102: of a table without a keyword, exactly one row applies to everybody, on every day, under every reading.
//
// First without the musts and with derived facts as free as given ones: that is more people than there are, and mostly
// enough. Only when it is not are the real people looked at. Under a dispute's other side a person's records need not
// fulfil the musts (box.h), so where there are such disputes the musts do not count.
#include "eval/proof.h"

enum { MOST_PARTS = 2048 };

// Guards that are each other's opposite need no splitting.
static bool is_same(const law *l, node_idx a, node_idx b) {
    if (a == b)
        return true;
    const node *x = &l->nodes[a], *y = &l->nodes[b];
    return a != 0 && b != 0 && x->op == y->op && x->num == y->num && x->n_list == 0 && y->n_list == 0 &&
           is_same(l, x->a, y->a) && is_same(l, x->b, y->b) && is_same(l, x->c, y->c);
}

static bool is_not_of(const law *l, node_idx a, node_idx b) {
    return l->nodes[a].op == OP_NOT && is_same(l, l->nodes[a].a, b);
}

static bool are_opposite(const law *l, const rule *r) {
    if (r->n_rows != 2)
        return false;
    node_idx a = r->rows[0].guard, b = r->rows[1].guard;
    return is_not_of(l, a, b) || is_not_of(l, b, a);
}

// ---- one part ------------------------------------------------------------------------------------------------------

typedef struct {
    uint32_t n_sure, n_maybe;
    uint64_t live;
} tally;

static tally count_rows(proof *p, const rule *r) {
    tally t = {0};
    for (uint32_t k = 0; k < r->n_rows; k++) {
        set guard = walk_node(&p->w, r->rows[k].guard);
        t.n_sure += set_is(guard, true);
        t.n_maybe += set_can(guard, true);
        t.live |= guard.live;
    }
    return t;
}

static part_state has_one_row(parts *q, uint64_t *live) {
    tally t = count_rows(q->p, q->what);
    if (t.n_sure == 1 && t.n_maybe == 1)
        return PART_FINE;
    if (t.n_maybe == 0 || t.n_sure > 1)
        return PART_BAD;
    *live = t.live;
    return PART_OPEN;
}

// ---- one table -----------------------------------------------------------------------------------------------------

static void say_bad(parts *q, const rule *r) {
    proof *p = q->p;
    str who = proof_describe(p, q->bad, q->need.facts);
    tally t = count_rows(p, r);
    if (t.n_maybe == 0) {
        diags_add(p->d, "R101", r->at, "no row of '{s}' applies to some people|For one: {s}, on {d}.",
                  r->name, who, q->bad_on);
        return;
    }
    uint32_t last = 0;
    for (uint32_t k = 0; k < r->n_rows; k++)
        if (set_is(walk_node(&p->w, r->rows[k].guard), true))
            last = k;
    diags_add(p->d, "R102", r->rows[last].at,
              "this row of '{s}' and one before it can both apply|To: {s}, on {d}. Write `first of` where "
              "the order "
              "decides.",
              r->name, who, q->bad_on);
}

static bool breaks_musts(const law *l) {
    return l->records_fact >= 0 && l->n_disputes > 0;
}

// Under the reading p->w stands on. False: something was said.
static bool prove_reading(proof *p, rule *r, need need) {
    parts q = {.p = p, .look = has_one_row, .what = r, .need = need, .budget = MOST_PARTS};
    if (proof_split(&q) == PART_FINE)
        return true;
    q.with_derived = true;
    q.with_musts = !breaks_musts(p->l);
    q.need.on = true;
    q.budget = MOST_PARTS;
    part_state state = proof_split(&q);
    if (state == PART_BAD)
        say_bad(&q, r);
    if (state == PART_OPEN)
        diags_add(p->d, "R101", r->at,
                  "it cannot be shown that exactly one row of '{s}' applies to everybody|Write `first of` "
                  "and a last "
                  "row `otherwise`.",
                  r->name);
    return state == PART_FINE;
}

static void prove_table(proof *p, rule *r) {
    if (are_opposite(p->l, r))
        return;
    need n = {0};
    for (uint32_t k = 0; k < r->n_rows; k++)
        n = needs_join(n, needs_of_node(p->needs, r->rows[k].guard));
    proof_under(p, -1, 0);
    bool ok = prove_reading(p, r, n);
    for (uint32_t d = 0; ok && n.disputed && d < p->l->n_disputes; d++)
        for (uint32_t side = 0; ok && side < walk_n_sides(p->l, d); side++) {
            proof_under(p, (int32_t)d, side);
            ok = prove_reading(p, r, n);
        }
    proof_under(p, -1, 0);
}

void prove_tables(proof *p) {
    for (uint32_t i = 0; i < p->l->n_rules; i++)
        if (p->l->rules[i].table == TABLE_UNIQUE)
            prove_table(p, &p->l->rules[i]);
}
