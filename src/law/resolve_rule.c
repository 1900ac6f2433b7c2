// SPDX-License-Identifier: Apache-2.0
// Params, values, points, goals, findings.
#include "law/resolve.h"

// ---- citations -------------------------------------------------------------------------------------------------

cite resolve_cite(resolver *r, const cite_syntax *c, place at, bool is_needed) {
    if (c->key.text.len == 0) {
        if (is_needed)
            diags_add(r->d, "N106", at, "no source is cited|Add `cite KEY \"where\"`.");
        return (cite){.source_idx = -1};
    }
    uint32_t idx = resolve_find(r, SPACE_SOURCE, c->key.text, c->key.at, STR("source"));
    if (idx == NAME_MISSING)
        return (cite){.source_idx = -1};
    confidence own = r->out->sources[idx].confidence;
    return (cite){(int32_t)idx, c->where, c->confidence < 0 ? own : (confidence)c->confidence};
}

// ---- params ----------------------------------------------------------------------------------------------------

// A value written in a param; its node is not kept.
static bool resolve_constant(resolver *r, expr_idx e, const type *want, int64_t *out) {
    uint32_t n_before = r->nodes.n;
    node_idx n = resolve_expr(r, e, want);
    bool is_fine = n != 0 && NODE(r, n)->op == OP_CONST;
    if (is_fine)
        *out = NODE(r, n)->num;
    else if (n != 0)
        diags_add(r->d, "T111", NODE(r, n)->at, "expected a constant|What is worked out is a `value`.");
    r->nodes.n = n_before;
    return is_fine;
}

static void resolve_others(resolver *r, const period_syntax *s, const type *want, period *out) {
    int64_t values[LIMIT_OPTIONS];
    for (expr_idx e = s->others; e != 0; e = EXPR(r->in, e)->next) {
        if (out->n_list == LIMIT_OPTIONS) {
            diags_add(r->d, "S115", EXPR(r->in, e)->at, "more than {i} other values|Leave some out.",
                      (int64_t)LIMIT_OPTIONS);
            break;
        }
        if (resolve_constant(r, e, want, &values[out->n_list]))
            out->n_list++;
    }
    out->list = resolve_span(r, values, out->n_list);
    uint32_t idx = resolve_dispute(r, s->dispute.text, s->dispute.at);
    out->dispute = idx == NAME_MISSING ? -1 : (int32_t)idx;
}

static void resolve_period(resolver *r, const param *f, const period_syntax *s, period *out) {
    *out = s->out;
    (void)resolve_constant(r, s->value, &f->type, &out->value);  // said why not
    if (s->others != 0)
        resolve_others(r, s, &f->type, out);
    bool is_needed = f->by != KIND_BOOL && f->cite.source_idx < 0;
    out->cite = f->by == KIND_BOOL ? f->cite : resolve_cite(r, &s->cite, out->at, is_needed);
}

// Each period begins where the one before it ended.
static void check_neighbours(resolver *r, const period *p, const period *before) {
    if (before->to == INT64_MAX)
        diags_add(r->d, "P105", before->at, "only the last period is open|Say where it ends.");
    else if (p->from > before->to + 1)
        diags_add(r->d, "P101", p->at, "there is a gap before this period|Begin where the one before it ends.");
    else if (p->from <= before->to)
        diags_add(r->d, "P102", p->at, "this period overlaps the one before it|Begin where that one ends.");
}

static void check_periods(resolver *r, const param *f) {
    for (uint32_t i = 0; i < f->n_rows; i++) {
        const period *p = &f->rows[i];
        if (p->from > p->to)
            diags_add(r->d, "P106", p->at, "the period ends before it begins|Put the earlier one first.");
        else if (i == 0 && p->from != f->from)
            diags_add(r->d, "P104", p->at,
                      "the first period does not begin where `from` says|Correct one of them.");
        else if (i > 0 && f->rows[i - 1].from <= f->rows[i - 1].to)
            check_neighbours(r, p, &f->rows[i - 1]);
        if (i + 1 == f->n_rows && p->to != INT64_MAX)
            diags_add(r->d, "P103", p->at,
                      "the last period has an end|Leave it open: D.. V, cited for what it is.");
    }
}

static void resolve_param(resolver *r, uint32_t i, period *rows) {
    const param_syntax *s = DRAFT(r->in, NOUN_PARAM, param_syntax, i);
    param *f = &r->out->params[i];
    f->cite = resolve_cite(r, &s->cite, f->at, f->by == KIND_BOOL);
    f->rows = &rows[s->rows.first];
    f->n_rows = s->rows.n;
    for (uint32_t k = 0; k < s->rows.n; k++)
        resolve_period(r, f, VEC_AT(&r->in->periods, period_syntax, s->rows.first + k), &f->rows[k]);
    if (f->by != KIND_BOOL)
        check_periods(r, f);
}

void resolve_params(resolver *r) {
    period *rows = ARENA_ARRAY(r->mem, period, (size_t)r->in->periods.n + 1);
    r->in->spare.failed |= rows == NULL;
    for (uint32_t i = 0; rows != NULL && i < r->out->n_params; i++)
        resolve_param(r, i, rows);
}

// ---- tables ----------------------------------------------------------------------------------------------------

// The number of a row's option; NAME_MISSING: said.
static uint32_t find_row(resolver *r, const type *subject, const word *name) {
    if (subject->kind == KIND_ENUM)
        return resolve_option(r, subject->names, name->text, name->at);
    if (str_is(name->text, STR("false")))
        return 0;
    if (str_is(name->text, STR("true")))
        return 1;
    diags_add(r->d, "N103", name->at, "'{s}' is none of the options|The rows are `true` and `false`.",
              name->text);
    return NAME_MISSING;
}

static void resolve_row_into(resolver *r, const rule *f, const row_syntax *s, row *out) {
    *out = s->out;
    out->guard = resolve_truth(r, s->guard);
    out->value = resolve_expr(r, s->value, &f->type);
    out->cite = resolve_cite(r, &s->cite, out->at, f->cite.source_idx < 0);
}

static void check_by_rows(resolver *r, const rule *f, const type *subject) {
    for (uint32_t k = 0; k < f->n_rows; k++) {
        if (f->rows[k].at.line > 0)
            continue;
        str name = subject->kind == KIND_ENUM ? subject->names->items[k].name
                   : k == 0                   ? STR("false")
                                              : STR("true");
        diags_add(r->d, "T112", f->at, "no row for '{s}'|Add `{s} -> …`.", name, name);
    }
}

// by EXPR: the rows in the order of the options.
static void resolve_by(resolver *r, rule *f, const rule_syntax *s) {
    f->subject = resolve_hinted(r, s->subject, NULL);
    if (f->subject == 0)
        return;
    type subject = NODE(r, f->subject)->type;
    if (subject.kind != KIND_ENUM && subject.kind != KIND_BOOL) {
        diags_add(r->d, "T102", NODE(r, f->subject)->at,
                  "a table `by` asks for an option or a truth, not for {s}|{s}", resolve_type_name(subject),
                  STR("Write rows `EXPR -> EXPR`."));
        return;
    }
    f->n_rows = subject.kind == KIND_ENUM ? subject.names->n : 2;
    f->rows = ARENA_ARRAY(r->mem, row, f->n_rows);
    r->in->spare.failed |= f->rows == NULL;
    bool is_known = f->rows != NULL;
    for (uint32_t k = 0; f->rows != NULL && k < s->rows.n; k++) {
        const row_syntax *w = VEC_AT(&r->in->rows, row_syntax, s->rows.first + k);
        uint32_t idx = find_row(r, &subject, &w->option);
        is_known &= idx != NAME_MISSING;
        if (idx != NAME_MISSING && f->rows[idx].at.line > 0)
            diags_add(r->d, "T113", w->out.at, "a second row for '{s}'|Leave one of them.", w->option.text);
        else if (idx != NAME_MISSING)
            resolve_row_into(r, f, w, &f->rows[idx]);
    }
    if (is_known)
        check_by_rows(r, f, &subject);
}

static void resolve_guards(resolver *r, rule *f, const rule_syntax *s) {
    f->n_rows = s->rows.n;
    f->rows = ARENA_ARRAY(r->mem, row, (size_t)f->n_rows + 1);
    r->in->spare.failed |= f->rows == NULL;
    for (uint32_t k = 0; f->rows != NULL && k < s->rows.n; k++)
        resolve_row_into(r, f, VEC_AT(&r->in->rows, row_syntax, s->rows.first + k), &f->rows[k]);
}

// A term is points of that name, or else a value.
static uint32_t find_term(resolver *r, const expr *e) {
    uint32_t idx = names_find(&r->names, SPACE_POINTS, e->text);
    if (idx == NAME_MISSING)
        idx = names_find(&r->names, SPACE_VALUE, e->text);
    if (idx == NAME_MISSING)
        (void)resolve_find(r, SPACE_POINTS, e->text, e->at, STR("points or value"));  // says it
    return idx;
}

static bool check_term(resolver *r, const rule *f, uint32_t idx, const expr *e) {
    type have = r->out->rules[idx].type;
    for (uint32_t k = 0; k < f->n_terms; k++) {
        if (f->terms[k] != idx)
            continue;
        diags_add(r->d, "N101", e->at, "'{s}' is listed twice|Leave one of them.", e->text);
        return false;
    }
    if (resolve_is_same(have, f->type) && have.scale == f->type.scale)
        return true;
    diags_add(r->d, "T102", e->at,
              "'{s}' is {s} and does not fit into the list|All must be of the declared type.", e->text,
              resolve_type_name(have));
    return false;
}

static void resolve_terms(resolver *r, rule *f, const rule_syntax *s) {
    f->terms = ARENA_ARRAY(r->mem, uint32_t, LIMIT_RULES);
    r->in->spare.failed |= f->terms == NULL;
    for (expr_idx i = s->terms; f->terms != NULL && i != 0; i = EXPR(r->in, i)->next) {
        const expr *e = EXPR(r->in, i);
        uint32_t idx = find_term(r, e);
        if (idx == NAME_MISSING || !check_term(r, f, idx, e))
            continue;
        r->rule_used[idx] = true;
        f->terms[f->n_terms++] = idx;
    }
    f->has_least = s->least != 0 && resolve_constant(r, s->least, &f->type, &f->least);
    f->has_most = s->most != 0 && resolve_constant(r, s->most, &f->type, &f->most);
}

static void resolve_rule(resolver *r, uint32_t i) {
    const rule_syntax *s = DRAFT(r->in, NOUN_RULE, rule_syntax, i);
    rule *f = &r->out->rules[i];
    bool has_cited_rows = false;
    for (uint32_t k = 0; k < s->rows.n; k++)
        has_cited_rows |= VEC_AT(&r->in->rows, row_syntax, s->rows.first + k)->cite.key.text.len > 0;
    bool is_free = !f->is_points && f->table == TABLE_EXPR;  // a value that is only a step
    uint32_t n_said = r->d->n;
    f->cite = resolve_cite(r, &s->cite, f->at, !is_free && !has_cited_rows);
    bool is_said = r->d->n > n_said;
    cite kept = f->cite;
    if (is_said)
        f->cite.source_idx = 0;  // the rows need not complain too
    if (f->table == TABLE_EXPR)
        f->subject = resolve_expr(r, s->subject, &f->type);
    else if (f->table == TABLE_BY)
        resolve_by(r, f, s);
    else if (f->table == TABLE_UNIQUE || f->table == TABLE_FIRST)
        resolve_guards(r, f, s);
    else
        resolve_terms(r, f, s);
    f->cite = kept;
}

void resolve_rules(resolver *r) {
    for (uint32_t i = 0; i < r->out->n_rules; i++)
        resolve_rule(r, i);
}

void resolve_rule_types(resolver *r) {
    for (uint32_t i = 0; i < r->out->n_rules; i++) {
        const rule_syntax *s = DRAFT(r->in, NOUN_RULE, rule_syntax, i);
        r->out->rules[i] = s->out;
        r->out->rules[i].type = s->type.out;
    }
    for (uint32_t i = 0; i < r->out->n_params; i++) {
        const param_syntax *s = DRAFT(r->in, NOUN_PARAM, param_syntax, i);
        r->out->params[i] = s->out;
        r->out->params[i].type = s->type.out;
    }
}

// ---- goals and findings ----------------------------------------------------------------------------------------

static void resolve_goal(resolver *r, uint32_t i) {
    const goal_syntax *s = DRAFT(r->in, NOUN_GOAL, goal_syntax, i);
    goal *g = &r->out->goals[i];
    *g = s->out;
    g->target = resolve_expr(r, s->target, &type_whole);
    uint32_t idx = resolve_find(r, SPACE_POINTS, s->points.text, s->points.at, STR("points"));
    if (idx == NAME_MISSING || g->target == 0)
        return;
    g->points = idx;
    r->rule_used[idx] = true;
    node_idx have =
        resolve_node(r, (draft_node){.op = OP_RULE, .type = type_whole, .num = idx, .at = s->points.at});
    g->truth = resolve_node(
        r, (draft_node){.op = OP_GE, .type = type_truth, .a = have, .b = g->target, .at = s->points.at});
}

void resolve_goals(resolver *r) {
    for (uint32_t i = 0; i < r->out->n_goals; i++)
        resolve_goal(r, i);
}

// Its options, guards and headings. False: no memory.
static bool make_finding(resolver *r, finding *f, uint32_t n) {
    f->names.items = ARENA_ARRAY(r->mem, option, n);
    f->guards = ARENA_ARRAY(r->mem, node_idx, n);
    f->headings = ARENA_ARRAY(r->mem, str, n);
    f->names.n = n;
    f->type = (type){.kind = KIND_ENUM, .names = &f->names};
    return f->names.items != NULL && f->guards != NULL && f->headings != NULL;
}

static void resolve_finding(resolver *r, uint32_t i) {
    const finding_syntax *s = DRAFT(r->in, NOUN_FINDING, finding_syntax, i);
    finding *f = &r->out->findings[i];
    *f = s->out;
    f->when = resolve_truth(r, s->when);
    if (!make_finding(r, f, s->rows.n)) {
        r->in->spare.failed = true;
        return;
    }
    for (uint32_t k = 0; k < s->rows.n; k++) {
        const finding_row *w = VEC_AT(&r->in->finding_rows, finding_row, s->rows.first + k);
        f->names.items[k] = w->out;
        f->headings[k] = w->heading;
        f->guards[k] = resolve_truth(r, w->guard);
        for (uint32_t before = 0; before < k; before++)
            if (str_is(f->names.items[before].name, w->out.name))
                diags_add(r->d, "N101", w->out.at, "a second option '{s}'|Leave one of them.", w->out.name);
    }
}

void resolve_findings(resolver *r) {
    for (uint32_t i = 0; i < r->out->n_findings; i++)
        resolve_finding(r, i);
}
