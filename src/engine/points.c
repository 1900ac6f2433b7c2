// SPDX-License-Identifier: Apache-2.0
#include "engine/why.h"
#include "engine/work.h"

// The first dispute an expression hangs on, -1 when none.
static int32_t dispute_in(const law *l, node_idx idx) {
    if (idx == 0)
        return -1;
    const node *n = &l->nodes[idx];
    if (n->op == OP_DISPUTED)
        return (int32_t)n->num;
    int32_t d = dispute_in(l, n->a);
    if (d < 0)
        d = dispute_in(l, n->b);
    return d >= 0 ? d : dispute_in(l, n->c);
}

static bool has_term(const rule *r, uint32_t idx) {
    for (uint32_t i = 0; i < r->n_terms; i++)
        if (r->terms[i] == idx)
            return true;
    return false;
}

// 1 + the place among the points of the first sum or choice that rule `idx` is a term of; 0 when there is none.
static size_t sum_of(const law *l, uint32_t idx) {
    size_t place = 0;
    for (uint32_t i = 0; i < l->n_rules; i++) {
        place += l->rules[i].is_points;
        if (l->rules[i].is_points && has_term(&l->rules[i], idx))
            return place;
    }
    return 0;
}

// Brief and bare answers show values only.
static bool has_why(const work *k) {
    return !k->wishes.brief && !k->wishes.bare;
}

static void one(work *k, const person *nobody, uint32_t idx, jifen_points *p) {
    const rule *r = &k->l->rules[idx];
    set v = work_ask(k, ASK_RULE, idx);
    *p = (jifen_points){.name = r->name, .label = r->label, .least = v.lo, .most = v.hi};
    if (!has_why(k))
        return;
    p->part_of = sum_of(k->l, idx);
    p->is_best = r->table == TABLE_BEST;
    int32_t row_idx = walk_row(&k->w, idx);
    const row *applied = row_idx >= 0 ? &r->rows[row_idx] : NULL;
    p->row_text = why_points(k, idx, row_idx);
    p->source = work_source(k->l, applied != NULL ? &applied->cite : NULL, &r->cite);
    int32_t d = dispute_in(k->l, applied != NULL ? applied->value : r->subject);
    if (d >= 0)
        p->dispute = k->l->disputes[d].name;
    work_next(k, nobody, idx, p);
}

void work_points(work *k) {
    jifen_points *list = work_array(k, k->l->n_rules, sizeof *list);
    person *nobody = has_why(k) ? work_array(k, 1, sizeof *nobody) : NULL;
    size_t n = 0;
    if (nobody != NULL)
        jifen_person_init(nobody, k->p->on);
    for (uint32_t i = 0; list != NULL && !k->no_memory && i < k->l->n_rules; i++)
        if (k->l->rules[i].is_points)
            one(k, nobody, i, &list[n++]);
    k->out->points = list;
    k->out->n_points = n;
}
