// SPDX-License-Identifier: Apache-2.0
#include "engine/why.h"

static uint64_t facts_in(const law *l, node_idx idx);

static uint64_t facts_in_rule(const law *l, const rule *r) {
    uint64_t facts = facts_in(l, r->subject);
    for (uint32_t i = 0; i < r->n_rows; i++)
        facts |= facts_in(l, r->rows[i].guard) | facts_in(l, r->rows[i].value);
    return facts;
}

// Facts an expression looks at, through named values (not through other points: those have lines of their own).
static uint64_t facts_in(const law *l, node_idx idx) {
    if (idx == 0)
        return 0;
    const node *n = &l->nodes[idx];
    if (n->op == OP_FACT)
        return (uint64_t)1 << n->num;
    if (n->op == OP_RULE && !l->rules[n->num].is_points)
        return facts_in_rule(l, &l->rules[n->num]);
    return facts_in(l, n->a) | facts_in(l, n->b) | facts_in(l, n->c);
}

static void put_fact(work *k, uint32_t f, buf *b) {
    const fact *of = &k->l->facts[f];
    if (b->len > 0)
        BUF_LIT(b, "；");
    buf_put(b, of->label);
    if (of->type.kind == KIND_BOOL) {
        BUF_LIT(b, "：");
        buf_put(b, set_is(walk_fact(&k->w, f), true) ? STR("是") : STR("否"));
        return;
    }
    buf_put(b, of->type.kind == KIND_ENUM ? STR("：") : STR(" "));
    jifen_print_value(&k->jl->facts[f].type, walk_fact(&k->w, f), true, b);
}

static void put_terms(work *k, const rule *r, buf *b) {
    for (uint32_t i = 0; i < r->n_terms; i++) {
        set v = walk_rule(&k->w, r->terms[i]);
        if (r->table == TABLE_SUM && v.lo == 0 && v.hi == 0)
            continue;
        if (b->len > 0)
            buf_put(b, r->table == TABLE_BEST ? STR("、") : v.lo < 0 ? STR(" ") : STR(" + "));
        buf_put(b, k->l->rules[r->terms[i]].label);
        buf_put_char(b, ' ');
        buf_put_decimal(b, v.lo, r->type.scale);
        if (v.lo != v.hi) {
            BUF_LIT(b, "..");
            buf_put_decimal(b, v.hi, r->type.scale);
        }
    }
}

str why_points(work *k, uint32_t idx, int32_t row_idx) {
    const rule *r = &k->l->rules[idx];
    buf b = buf_make(k->mem);
    if (r->n_terms > 0) {
        put_terms(k, r, &b);
        return buf_str(&b);
    }
    uint64_t facts = r->table == TABLE_BY || row_idx < 0 ? facts_in(k->l, r->subject)
                                                         : facts_in(k->l, r->rows[row_idx].guard);
    if (row_idx >= 0)
        facts |= facts_in(k->l, r->rows[row_idx].value);
    else
        facts |= facts_in_rule(k->l, r);
    for (uint32_t f = 0; f < k->l->n_facts; f++)
        if (facts >> f & 1 && set_is_one(k->l->facts[f].type.kind, walk_fact(&k->w, f)))
            put_fact(k, f, &b);
    return buf_str(&b);
}
