// SPDX-License-Identifier: Apache-2.0
// Expressions over month records.
#include "law/resolve.h"

// The name before `in month of` or behind `count` must be the records fact.
static bool check_records(resolver *r, expr_idx idx) {
    const expr *e = EXPR(r->in, idx);
    uint32_t fact_idx = e->kind == EXPR_NAME ? names_find(&r->names, SPACE_FACT, e->text) : NAME_MISSING;
    if (fact_idx != NAME_MISSING && r->out->facts[fact_idx].is_records) {
        r->fact_used[fact_idx] |= !r->is_idle;
        return true;
    }
    bool is_broken = r->in->has_lost || names_find(&r->names, SPACE_BROKEN, e->text) != NAME_MISSING;
    if (!is_broken)
        diags_add(r->d, "N102", e->at, "'{s}' is no list of records|Name the fact of type `months`.", e->text);
    return false;
}

// An expression about one record.
static node_idx resolve_inside(resolver *r, expr_idx e) {
    bool is_in_record = r->is_in_record;
    uint32_t n_eaches = r->n_eaches;
    r->is_in_record = true;
    r->n_eaches = r->out->n_eaches;
    node_idx n = resolve_truth(r, e);
    r->is_in_record = is_in_record;
    r->n_eaches = n_eaches;
    return n;
}

static bool check_nesting(resolver *r, place at) {
    if (r->is_in_record)
        diags_add(r->d, "T109", at, "records inside records|One record cannot look at the others.");
    return !r->is_in_record;
}

static bool check_months(resolver *r, node_idx n) {
    bool is_fine = NODE(r, n)->op != OP_CONST || NODE(r, n)->num > 0;
    if (!is_fine)
        diags_add(r->d, "T106", NODE(r, n)->at, "a window has at least one month|Count from 1.");
    return is_fine;
}

// Months, day and truth of a window, into n. False: said.
static bool resolve_window(resolver *r, const expr *e, draft_node *n) {
    if (!check_nesting(r, e->at) || !check_records(r, e->d))
        return false;
    if (e->a != 0)
        n->a = resolve_expr(r, e->a, &type_whole);
    n->b = resolve_expr(r, e->b, &type_day);
    n->c = resolve_inside(r, e->c);
    return (e->a == 0 || (n->a != 0 && check_months(r, n->a))) && n->b != 0 && n->c != 0;
}

node_idx resolve_count(resolver *r, const expr *e) {
    draft_node n = {.op = OP_COUNT, .type = type_whole, .at = e->at};
    return resolve_window(r, e, &n) ? resolve_node(r, n) : 0;
}

// The options in order, as numbers into the lists. False: said.
static bool resolve_wanted(resolver *r, const expr *e, draft_node *n) {
    int64_t options_wanted[LIMIT_OPTIONS];
    for (expr_idx i = e->list; i != 0; i = EXPR(r->in, i)->next) {
        const expr *o = EXPR(r->in, i);
        uint32_t k = resolve_option(r, n->type.names, o->text, o->at);
        if (k == NAME_MISSING)
            return false;
        if (n->n_list == LIMIT_OPTIONS) {
            diags_add(r->d, "S115", o->at, "more than {i} options|Each stands once.", (int64_t)LIMIT_OPTIONS);
            return false;
        }
        options_wanted[n->n_list++] = k;
    }
    n->list = resolve_span(r, options_wanted, n->n_list);
    return true;
}

node_idx resolve_first_seen(resolver *r, const expr *e) {
    draft_node n = {.op = OP_FIRST_SEEN, .at = e->at};
    if (!resolve_window(r, e, &n))
        return 0;
    uint32_t idx = resolve_find(r, SPACE_FIELD, e->text, e->text_at, STR("field"));
    if (idx == NAME_MISSING)
        return 0;
    n.num = idx;
    n.type = r->out->fields[idx].type;
    r->field_used[idx] |= !r->is_idle;
    if (n.type.kind != KIND_ENUM) {
        diags_add(r->d, "T101", e->text_at,
                  "expected a field with options, found {s}|Only an enum field can be looked for.",
                  resolve_type_name(n.type));
        return 0;
    }
    return resolve_wanted(r, e, &n) ? resolve_node(r, n) : 0;
}

node_idx resolve_listed(resolver *r, const expr *e) {
    if (!check_nesting(r, e->at) || !check_records(r, e->d))
        return 0;
    draft_node n = {.op = OP_LISTED, .type = type_truth, .at = e->at};
    n.b = resolve_expr(r, e->b, &type_day);
    n.c = resolve_inside(r, e->c);
    return n.b != 0 && n.c != 0 ? resolve_node(r, n) : 0;
}
