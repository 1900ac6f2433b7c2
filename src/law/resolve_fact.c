// SPDX-License-Identifier: Apache-2.0
// Facts, fields, eaches, musts.
#include "law/resolve.h"

#include "base/num.h"

// ---- types and domains -----------------------------------------------------------------------------------------

static void check_options(resolver *r, const options *o) {
    for (uint32_t i = 0; i < o->n; i++)
        for (uint32_t k = 0; k < i; k++)
            if (str_is(o->items[i].name, o->items[k].name))
                diags_add(r->d, "N101", o->items[i].at, "a second option '{s}'|Leave one of them.",
                          o->items[i].name);
}

static options take_options(resolver *r, span s) {
    options o = {.items = s.n == 0 ? NULL : VEC_AT(&r->in->options, option, s.first), .n = s.n};
    check_options(r, &o);
    return o;
}

static set whole_domain(const type_syntax *t, uint32_t n_options) {
    int64_t all = ((int64_t)1 << n_options) - 1;
    if (t->has_domain)
        return t->domain;
    if (t->out.kind == KIND_SET)
        return set_range(0, all, 0);
    return t->out.kind == KIND_ENUM ? (set){.lo = all} : set_tri(true, true, 0);
}

static void take_fact(resolver *r, uint32_t i) {
    const fact_syntax *s = DRAFT(r->in, NOUN_FACT, fact_syntax, i);
    fact *f = &r->out->facts[i];
    *f = s->out;
    f->type = s->type.out;
    f->names = take_options(r, s->type.options);
    f->type.names = f->type.kind == KIND_ENUM || f->type.kind == KIND_SET ? &f->names : NULL;
    f->domain = whole_domain(&s->type, f->names.n);
    if (!f->is_records)
        return;
    if (r->out->records_fact >= 0)
        diags_add(r->d, "N101", f->at, "a second list of records|A law has at most one fact of type `months`.");
    r->out->records_fact = (int32_t)i;
}

static void take_field(resolver *r, uint32_t i) {
    const field_syntax *s = VEC_AT(&r->in->fields, field_syntax, i);
    field *f = &r->out->fields[i];
    *f = s->out;
    f->type = s->type.out;
    f->names = take_options(r, s->type.options);
    f->type.names = f->type.kind == KIND_ENUM || f->type.kind == KIND_SET ? &f->names : NULL;
    f->domain = whole_domain(&s->type, f->names.n);
}

// ---- values given once ---------------------------------------------------------------------------------------

static set constant_set(const draft_node *n) {
    bool is_none = n->type.kind == KIND_DATE && n->num == NONE_DAY;
    return is_none ? set_none() : set_one(n->type.kind, n->num);
}

static void check_domain(resolver *r, node_idx n, set domain) {
    if (n == 0 || NODE(r, n)->op != OP_CONST)
        return;
    if (!set_has(NODE(r, n)->type.kind, domain, constant_set(NODE(r, n))))
        diags_add(r->d, "T110", NODE(r, n)->at,
                  "this value lies outside of what may be given|Change it, or the range.");
}

static void resolve_standard(resolver *r, field *f, expr_idx e) {
    uint32_t n_before = r->nodes.n;
    node_idx n = resolve_expr(r, e, &f->type);
    if (n != 0 && NODE(r, n)->op != OP_CONST) {
        diags_add(r->d, "T111", NODE(r, n)->at,
                  "expected a constant|A field presumes one value for every record.");
    } else if (n != 0) {
        check_domain(r, n, f->domain);
        f->has_default = true;
        f->standard = constant_set(NODE(r, n));
    }
    r->nodes.n = n_before;  // the value is kept as a set
}

static void resolve_field(resolver *r, uint32_t i) {
    const field_syntax *s = VEC_AT(&r->in->fields, field_syntax, i);
    field *f = &r->out->fields[i];
    if (s->standard != 0)
        resolve_standard(r, f, s->standard);
    r->is_in_record = true;
    r->n_eaches = 0;
    f->unless = resolve_truth(r, s->unless);
    r->is_in_record = false;
}

// An each may use those above it.
static void resolve_eaches(resolver *r) {
    r->is_in_record = true;
    for (uint32_t i = 0; i < r->out->n_eaches; i++) {
        const each_syntax *s = VEC_AT(&r->in->eaches, each_syntax, i);
        r->out->eaches[i] = s->out;
        r->n_eaches = i;
        r->out->eaches[i].where = resolve_truth(r, s->where);
    }
    r->is_in_record = false;
    r->n_eaches = 0;
}

static void resolve_continues(resolver *r) {
    const word *w = &r->in->continues;
    if (w->text.len == 0)
        return;
    uint32_t idx = resolve_find(r, SPACE_EACH, w->text, w->at, STR("truth about a record"));
    if (idx == NAME_MISSING)
        return;
    r->out->continues = idx + 1;
    r->each_used[idx] = true;
}

static void resolve_fact(resolver *r, uint32_t i) {
    const fact_syntax *s = DRAFT(r->in, NOUN_FACT, fact_syntax, i);
    fact *f = &r->out->facts[i];
    if (s->presumed != 0)
        f->presumed = resolve_expr(r, s->presumed, &f->type);
    check_domain(r, f->presumed, f->domain);
    if (s->from != 0)
        f->from = resolve_expr(r, s->from, &f->type);
    if (s->dispute.text.len > 0) {
        uint32_t idx = resolve_dispute(r, s->dispute.text, s->dispute.at);
        f->dispute = idx == NAME_MISSING ? -1 : (int32_t)idx;
    }
    f->cite = resolve_cite(r, &s->cite, f->at, false);
}

void resolve_facts(resolver *r) {
    for (uint32_t i = 1; i < r->out->n_fields; i++)
        resolve_field(r, i);
    resolve_eaches(r);
    resolve_continues(r);
    for (uint32_t i = 0; i < r->out->n_facts; i++)
        resolve_fact(r, i);
}

// ---- musts -----------------------------------------------------------------------------------------------------

// fact + add, if n is that
typedef struct {
    bool is_it;
    uint32_t fact;
    int64_t add;
} sum;

static bool is_constant(const resolver *r, node_idx n) {
    return NODE(r, n)->op == OP_CONST && NODE(r, n)->num != NONE_DAY;
}

static sum read_sum(const resolver *r, node_idx idx) {
    const draft_node *n = NODE(r, idx);
    if (n->op == OP_FACT)
        return (sum){true, (uint32_t)n->num, 0};
    bool is_sum = n->op == OP_ADD || n->op == OP_SUB || n->op == OP_ADD_DAYS;
    if (!is_sum)
        return (sum){0};
    node_idx first = n->a, second = n->b;
    if (n->op == OP_ADD && is_constant(r, first)) {
        first = n->b;
        second = n->a;
    }
    if (NODE(r, first)->op != OP_FACT || !is_constant(r, second))
        return (sum){0};
    int64_t add = NODE(r, second)->num;
    return (sum){true, (uint32_t)NODE(r, first)->num, n->op == OP_SUB ? -add : add};
}

static bool may_be_none(const resolver *r, uint32_t idx) {
    return r->out->facts[idx].domain.none;
}

// A <= B with one fact and at most one constant on each side is left - right <= limit.
static void find_difference(const resolver *r, must *m, node_idx relation) {
    const draft_node *n = NODE(r, relation);
    if (n->op != OP_LE && n->op != OP_LT && n->op != OP_GE && n->op != OP_GT)
        return;
    bool is_turned = n->op == OP_GE || n->op == OP_GT;
    sum left = read_sum(r, is_turned ? n->b : n->a), right = read_sum(r, is_turned ? n->a : n->b);
    int64_t limit;
    if (!left.is_it || !right.is_it || left.fact == right.fact || ckd_sub(&limit, right.add, left.add))
        return;
    if (may_be_none(r, left.fact) || may_be_none(r, right.fact))
        return;
    m->is_difference = true;
    m->left = left.fact;
    m->right = right.fact;
    m->limit = limit - (n->op == OP_LT || n->op == OP_GT);
}

static void resolve_must(resolver *r, uint32_t i) {
    const must_syntax *s = DRAFT(r->in, NOUN_MUST, must_syntax, i);
    must *m = &r->out->musts[i];
    *m = s->out;
    m->truth = resolve_truth(r, s->relation);
    if (m->truth == 0)
        return;
    if (s->when == 0) {
        find_difference(r, m, m->truth);
        return;
    }
    node_idx when = resolve_truth(r, s->when);
    if (when == 0)
        return;
    place at = NODE(r, when)->at;
    node_idx not_when = resolve_node(r, (draft_node){.op = OP_NOT, .type = type_truth, .a = when, .at = at});
    m->truth =
        resolve_node(r, (draft_node){.op = OP_OR, .type = type_truth, .a = not_when, .b = m->truth, .at = at});
}

void resolve_musts(resolver *r) {
    r->is_idle = true;
    for (uint32_t i = 0; i < r->out->n_musts; i++)
        resolve_must(r, i);
    r->is_idle = false;
}

void resolve_types(resolver *r) {
    r->out->records_fact = -1;
    for (uint32_t i = 0; i < r->out->n_facts; i++)
        take_fact(r, i);
    for (uint32_t i = 0; i < r->out->n_fields; i++)
        take_field(r, i);
}
