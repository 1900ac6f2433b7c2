// SPDX-License-Identifier: Apache-2.0
// Expressions: names to what they stand for, options to their numbers.
#include "law/resolve.h"

#include "base/num.h"

enum { MOST_SIDES = 16 };  // of a dispute

// ---- helpers ---------------------------------------------------------------------------------------------------

node_idx resolve_node(resolver *r, draft_node n) {
    if (r->nodes.n >= LIMIT_NODES) {
        if (!r->is_full)
            diags_add(r->d, "S118", n.at, "more than {i} steps in the expressions of this law|Split the law.",
                      (int64_t)LIMIT_NODES);
        r->is_full = true;
        return 0;
    }
    *(draft_node *)vec_push(&r->nodes) = n;
    return r->in->spare.failed ? 0 : r->nodes.n - 1;
}

uint32_t resolve_span(resolver *r, const int64_t *values, uint32_t n) {
    uint32_t first = r->lists.n;
    for (uint32_t i = 0; i < n; i++)
        *(int64_t *)vec_push(&r->lists) = values[i];
    return first;
}

// Was it declared with a mistake that has been said?
static bool is_known_broken(const resolver *r, str text) {
    return r->in->has_lost || names_find(&r->names, SPACE_BROKEN, text) != NAME_MISSING;
}

static void refuse_name(resolver *r, uint32_t mask, str text, place at, str what) {
    if (is_known_broken(r, text))
        return;
    str near = names_near(&r->names, mask, text);
    if (near.len > 0)
        diags_add(r->d, "N102", at, "no {s} is named '{s}'|Did you mean '{s}'?", what, text, near);
    else
        diags_add(r->d, "N102", at, "no {s} is named '{s}'|Declare it, or correct the name.", what, text);
}

uint32_t resolve_find(resolver *r, space in, str text, place at, str what) {
    uint32_t idx = names_find(&r->names, in, text);
    if (idx == NAME_MISSING)
        refuse_name(r, (uint32_t)1 << in, text, at, what);
    return idx;
}

uint32_t resolve_dispute(resolver *r, str name, place at) {
    uint32_t idx = resolve_find(r, SPACE_DISPUTE, name, at, STR("dispute"));
    if (idx == NAME_MISSING)
        return idx;
    r->dispute_used[idx] = true;
    const dispute *s = &DRAFT(r->in, NOUN_DISPUTE, dispute_syntax, idx)->out;
    if (s->other.len == 0)
        diags_add(r->d, "N108", at, "the dispute '{s}' has no other side|Add `other \"…\"` to it.", name);
    return idx;
}

static str near_option(const options *names, str text) {
    str near = {0};
    size_t edits = 3;
    for (uint32_t i = 0; i < names->n; i++) {
        size_t n = str_distance(text, names->items[i].name, edits - 1);
        if (n < edits) {
            edits = n;
            near = names->items[i].name;
        }
    }
    return near;
}

static uint32_t find_option(const options *names, str text) {
    for (uint32_t i = 0; i < names->n; i++)
        if (str_is(names->items[i].name, text))
            return i;
    return NAME_MISSING;
}

uint32_t resolve_option(resolver *r, const options *names, str text, place at) {
    uint32_t idx = find_option(names, text);
    if (idx != NAME_MISSING)
        return idx;
    str near = near_option(names, text);
    if (near.len == 0)
        near = names->n > 0 ? names->items[0].name : text;
    diags_add(r->d, "N103", at, "'{s}' is none of the options|Did you mean '{s}'?", text, near);
    return NAME_MISSING;
}

// The bits of the options named in a chain. False: said.
static bool options_mask(resolver *r, expr_idx list, const options *names, int64_t *mask) {
    *mask = 0;
    bool is_fine = true;
    for (expr_idx i = list; i != 0; i = EXPR(r->in, i)->next) {
        const expr *e = EXPR(r->in, i);
        uint32_t k = resolve_option(r, names, e->text, e->at);
        if (k != NAME_MISSING && *mask >> k & 1)
            diags_add(r->d, "N101", e->at, "'{s}' is listed twice|Leave one of them.", e->text);
        is_fine = is_fine && k != NAME_MISSING && !(*mask >> k & 1);
        *mask |= k == NAME_MISSING ? 0 : (int64_t)1 << k;
    }
    return is_fine;
}

// ---- names -----------------------------------------------------------------------------------------------------

static node_idx fact_node(resolver *r, uint32_t idx, place at) {
    const fact *f = &r->out->facts[idx];
    if (f->is_records) {
        diags_add(r->d, "T101", at, "'{s}' is a list of records|Use `count {s} … where`, or `{s} in month of`.",
                  f->name, f->name, f->name);
        return 0;
    }
    r->fact_used[idx] |= !r->is_idle;
    return resolve_node(r, (draft_node){.op = OP_FACT, .type = f->type, .num = idx, .at = at});
}

static node_idx rule_node(resolver *r, uint32_t idx, place at) {
    r->rule_used[idx] |= !r->is_idle;
    return resolve_node(r, (draft_node){.op = OP_RULE, .type = r->out->rules[idx].type, .num = idx, .at = at});
}

static node_idx param_node(resolver *r, uint32_t idx, const expr *e) {
    const param *f = &r->out->params[idx];
    r->param_used[idx] |= !r->is_idle;
    draft_node n = {.op = OP_PARAM, .type = f->type, .num = idx, .at = e->at};
    if (f->by == KIND_BOOL && e->a == 0)
        return resolve_node(r, n);
    if ((f->by == KIND_BOOL) != (e->a == 0)) {
        diags_add(r->d, "T108", e->at,
                  f->by == KIND_BOOL ? "'{s}' has one value and takes no argument|Write {s}."
                                     : "'{s}' changes with time|Write {s}(on), or another day.",
                  f->name, f->name);
        return 0;
    }
    n.a = resolve_hinted(r, e->a, NULL);
    if (n.a == 0)
        return 0;
    type t = NODE(r, n.a)->type;
    if (t.kind == KIND_DATE || (t.kind == KIND_MONTH && f->by == KIND_MONTH))
        return resolve_node(r, n);
    diags_add(r->d, "T101", NODE(r, n.a)->at,
              "expected a {s}, found {s}|Write the day it is asked for: {s}(on).",
              f->by == KIND_MONTH ? STR("month or date") : STR("date"), resolve_type_name(t), f->name);
    return 0;
}

static node_idx each_node(resolver *r, uint32_t idx, place at) {
    if (idx >= r->n_eaches) {
        diags_add(r->d, "N104", at, "'{s}' is used before it means something|Put it above this line.",
                  VEC_AT(&r->in->eaches, each_syntax, idx)->out.name);
        return 0;
    }
    r->each_used[idx] |= !r->is_idle;
    return resolve_node(r, (draft_node){.op = OP_EACH, .type = type_truth, .num = idx, .at = at});
}

// What a bare name means inside records, before facts are looked at. False: nothing.
static bool record_name(resolver *r, const expr *e, node_idx *out) {
    uint32_t idx = names_find(&r->names, SPACE_FIELD, e->text);
    if (idx != NAME_MISSING) {
        r->field_used[idx] |= !r->is_idle;
        *out = resolve_node(
            r, (draft_node){.op = OP_FIELD, .type = r->out->fields[idx].type, .num = idx, .at = e->at});
        return true;
    }
    idx = names_find(&r->names, SPACE_EACH, e->text);
    if (idx == NAME_MISSING)
        return false;
    *out = each_node(r, idx, e->at);
    return true;
}

// A name that is nothing here, but something elsewhere.
static void refuse_bare(resolver *r, const expr *e) {
    uint32_t mask = 1u << SPACE_FACT | 1u << SPACE_VALUE | 1u << SPACE_PARAM;
    bool is_of_record = names_find(&r->names, SPACE_FIELD, e->text) != NAME_MISSING ||
                        names_find(&r->names, SPACE_EACH, e->text) != NAME_MISSING;
    if (str_is(e->text, STR("none")))
        diags_add(r->d, "T101", e->at,
                  "`none` is presumed or chosen as a date, not calculated with|Write X is none.");
    else if (is_of_record)
        diags_add(r->d, "N107", e->at,
                  "'{s}' belongs to one record|It means something behind `where` or `has`.", e->text);
    else if (names_find(&r->names, SPACE_POINTS, e->text) != NAME_MISSING)
        diags_add(r->d, "N102", e->at, "no fact or value is named '{s}'|For the points write `points {s}`.",
                  e->text, e->text);
    else if (names_find(&r->names, SPACE_CHECK, e->text) != NAME_MISSING)
        diags_add(r->d, "N102", e->at, "no fact or value is named '{s}'|For the check write `check {s}`.",
                  e->text, e->text);
    else
        refuse_name(r, r->is_in_record ? mask | 1u << SPACE_FIELD | 1u << SPACE_EACH : mask, e->text, e->at,
                    STR("fact or value"));
}

// An option or `none` where one is expected. False: it is not one.
static bool expected_name(resolver *r, const expr *e, const type *want, node_idx *out) {
    if (want == NULL || e->a != 0)
        return false;
    draft_node n = {.op = OP_CONST, .type = *want, .at = e->at};
    if (want->kind == KIND_DATE && str_is(e->text, STR("none")))
        n.num = NONE_DAY;
    else if (want->kind == KIND_ENUM && find_option(want->names, e->text) != NAME_MISSING)
        n.num = find_option(want->names, e->text);
    else
        return false;
    *out = resolve_node(r, n);
    return true;
}

static node_idx name_node(resolver *r, const expr *e, const type *want) {
    node_idx n = 0;
    if (expected_name(r, e, want, &n) || (r->is_in_record && e->a == 0 && record_name(r, e, &n)))
        return n;
    uint32_t idx = names_find(&r->names, SPACE_FACT, e->text);
    if (idx != NAME_MISSING && e->a == 0)
        return fact_node(r, idx, e->at);
    idx = names_find(&r->names, SPACE_VALUE, e->text);
    if (idx != NAME_MISSING && e->a == 0)
        return rule_node(r, idx, e->at);
    idx = names_find(&r->names, SPACE_PARAM, e->text);
    if (idx != NAME_MISSING)
        return param_node(r, idx, e);
    if (e->a != 0)
        refuse_name(r, 1u << SPACE_PARAM, e->text, e->at, STR("param"));
    else if (want != NULL && want->kind == KIND_ENUM && !is_known_broken(r, e->text))
        (void)resolve_option(r, want->names, e->text, e->at);  // says what the options are
    else
        refuse_bare(r, e);
    return 0;
}

static node_idx points_node(resolver *r, const expr *e) {
    uint32_t idx = resolve_find(r, SPACE_POINTS, e->text, e->text_at, STR("points"));
    return idx == NAME_MISSING ? 0 : rule_node(r, idx, e->at);
}

static node_idx check_node(resolver *r, const expr *e) {
    uint32_t idx = resolve_find(r, SPACE_CHECK, e->text, e->text_at, STR("check"));
    return idx == NAME_MISSING
               ? 0
               : resolve_node(r, (draft_node){.op = OP_CHECK, .type = type_truth, .num = idx, .at = e->at});
}

static node_idx verdict_node(resolver *r, const expr *e) {
    if (r->out->verdict.names.n > 0)
        return resolve_node(r, (draft_node){.op = OP_VERDICT, .type = r->out->verdict.type, .at = e->at});
    if (!is_known_broken(r, STR("verdict")))
        diags_add(r->d, "N102", e->at, "there is no verdict|Declare it, or leave this out.");
    return 0;
}

// ---- options ---------------------------------------------------------------------------------------------------

static node_idx negate(resolver *r, node_idx n, bool is_not, place at) {
    return n == 0 || !is_not
               ? n
               : resolve_node(r, (draft_node){.op = OP_NOT, .type = type_truth, .a = n, .at = at});
}

// X is true, X is false
static node_idx is_truth(resolver *r, const expr *e, node_idx a) {
    bool is_false = str_is(e->text, STR("false"));
    if (is_false || str_is(e->text, STR("true")))
        return negate(r, a, is_false != (e->num == 1), e->at);
    diags_add(r->d, "N103", e->text_at, "a truth is never '{s}'|It is true or false.", e->text);
    return 0;
}

// X is none, X is given
static node_idx is_day(resolver *r, const expr *e, node_idx a) {
    bool is_given = str_is(e->text, STR("given"));
    draft_node n = {.op = OP_IS_NONE, .type = type_truth, .a = a, .at = e->at};
    if (is_given || str_is(e->text, STR("none")))
        return negate(r, resolve_node(r, n), is_given != (e->num == 1), e->at);
    diags_add(r->d, "N103", e->text_at, "a date is never '{s}'|It is `none` or `given`.", e->text);
    return 0;
}

static node_idx is_set(resolver *r, const expr *e, node_idx a) {
    draft_node n = {.op = OP_IS_EMPTY, .type = type_truth, .a = a, .at = e->at};
    if (str_is(e->text, STR("empty")))
        return negate(r, resolve_node(r, n), e->num == 1, e->at);
    diags_add(r->d, "N103", e->text_at, "a set is never '{s}'|It is `empty`, or it `has` an option.", e->text);
    return 0;
}

static node_idx is_enum(resolver *r, const expr *e, node_idx a) {
    uint32_t k = resolve_option(r, NODE(r, a)->type.names, e->text, e->text_at);
    if (k == NAME_MISSING)
        return 0;
    draft_node n = {.op = OP_IN, .type = type_truth, .a = a, .num = (int64_t)1 << k, .at = e->at};
    return negate(r, resolve_node(r, n), e->num == 1, e->at);
}

static node_idx is_node(resolver *r, const expr *e) {
    node_idx a = resolve_hinted(r, e->a, NULL);
    if (a == 0)
        return 0;
    switch (NODE(r, a)->type.kind) {
    case KIND_BOOL: return is_truth(r, e, a);
    case KIND_ENUM: return is_enum(r, e, a);
    case KIND_SET: return is_set(r, e, a);
    case KIND_DATE: return is_day(r, e, a);
    case KIND_NUMBER:
    case KIND_MONTH: break;
    }
    diags_add(r->d, "T102", e->at,
              "`is` asks for an option, a truth or a date, not for {s}|Compare with = or <>.",
              resolve_type_name(NODE(r, a)->type));
    return 0;
}

static node_idx in_node(resolver *r, const expr *e) {
    node_idx a = resolve_hinted(r, e->a, NULL);
    if (a == 0)
        return 0;
    type t = NODE(r, a)->type;
    if (t.kind != KIND_ENUM) {
        diags_add(r->d, "T102", e->at, "`in {{…}` asks for an option, not for {s}|Use a range, `has` or `is`.",
                  resolve_type_name(t));
        return 0;
    }
    int64_t mask;
    if (!options_mask(r, e->list, t.names, &mask))
        return 0;
    return resolve_node(r, (draft_node){.op = OP_IN, .type = type_truth, .a = a, .num = mask, .at = e->at});
}

static node_idx has_node(resolver *r, const expr *e) {
    node_idx a = resolve_hinted(r, e->a, NULL);
    if (a == 0)
        return 0;
    type t = NODE(r, a)->type;
    if (t.kind != KIND_SET) {
        diags_add(r->d, "T102", e->at, "`has` asks for a set of options, not for {s}|Use `is`.",
                  resolve_type_name(t));
        return 0;
    }
    uint32_t k = resolve_option(r, t.names, e->text, e->text_at);
    if (k == NAME_MISSING)
        return 0;
    return resolve_node(r, (draft_node){.op = OP_HAS, .type = type_truth, .a = a, .num = k, .at = e->at});
}

static node_idx set_node(resolver *r, const expr *e, const type *want) {
    if (want == NULL || want->kind != KIND_SET) {
        diags_add(r->d, "T101", e->at,
                  "a set of options is not expected here|Use `in {{…}` to choose among options.");
        return 0;
    }
    int64_t mask;
    if (!options_mask(r, e->list, want->names, &mask))
        return 0;
    return resolve_node(r, (draft_node){.op = OP_CONST, .type = *want, .num = mask, .at = e->at});
}

// derived(F, …), overridden(F, …)
static node_idx facts_node(resolver *r, const expr *e) {
    uint64_t mask = 0;
    bool is_fine = true;
    for (expr_idx i = e->list; i != 0; i = EXPR(r->in, i)->next) {
        const expr *f = EXPR(r->in, i);
        uint32_t idx = resolve_find(r, SPACE_FACT, f->text, f->at, STR("fact"));
        is_fine = is_fine && idx != NAME_MISSING;
        if (idx == NAME_MISSING)
            continue;
        mask |= (uint64_t)1 << idx;
        if (DRAFT(r->in, NOUN_FACT, fact_syntax, idx)->from != 0)
            continue;
        diags_add(r->d, "N109", f->at, "the fact '{s}' is not derived|Leave it out, or say `from EXPR`.",
                  f->text);
        is_fine = false;
    }
    op how = e->kind == EXPR_DERIVED ? OP_DERIVED : OP_OVERRIDDEN;
    return is_fine
               ? resolve_node(r, (draft_node){.op = how, .type = type_truth, .num = (int64_t)mask, .at = e->at})
               : 0;
}

// ---- truths, days, choices -------------------------------------------------------------------------------------

static node_idx not_node(resolver *r, const expr *e) {
    return negate(r, resolve_expr(r, e->a, &type_truth), true, e->at);
}

static node_idx connect_node(resolver *r, const expr *e) {
    node_idx a = resolve_expr(r, e->a, &type_truth), b = resolve_expr(r, e->b, &type_truth);
    if (a == 0 || b == 0)
        return 0;
    return resolve_node(r, (draft_node){.op = (op)e->op, .type = type_truth, .a = a, .b = b, .at = e->at});
}

static node_idx negative_node(resolver *r, const expr *e) {
    node_idx a = resolve_hinted(r, e->a, NULL);
    if (a == 0)
        return 0;
    type t = NODE(r, a)->type;
    if (t.kind == KIND_NUMBER)
        return resolve_node(r, (draft_node){.op = OP_NEG, .type = t, .a = a, .at = e->at});
    diags_add(r->d, "T102", e->at, "expected a number behind the minus, found {s}|Turn a truth with `not`.",
              resolve_type_name(t));
    return 0;
}

static node_idx shift_node(resolver *r, const expr *e) {
    node_idx a = resolve_expr(r, e->a, &type_day), b = resolve_expr(r, e->b, &type_whole);
    if (a == 0 || b == 0)
        return 0;
    if (e->num < 0 && NODE(r, b)->op == OP_CONST)
        NODE(r, b)->num = -NODE(r, b)->num;
    else if (e->num < 0)
        b = resolve_node(r, (draft_node){.op = OP_NEG, .type = type_whole, .a = b, .at = e->at});
    if (e->op == OP_ADD_WORKDAYS && NODE(r, b)->op == OP_CONST && NODE(r, b)->num < 0) {
        diags_add(r->d, "T106", NODE(r, b)->at, "working days are only counted forwards|Use a number from 0.");
        return 0;
    }
    return resolve_node(r, (draft_node){.op = (op)e->op, .type = type_day, .a = a, .b = b, .at = e->at});
}

static node_idx years_node(resolver *r, const expr *e) {
    node_idx a = resolve_expr(r, e->a, &type_day), b = resolve_expr(r, e->b, &type_day);
    if (a == 0 || b == 0)
        return 0;
    return resolve_node(
        r, (draft_node){.op = OP_YEARS, .type = type_whole, .a = a, .b = b, .num = e->num, .at = e->at});
}

static node_idx month_start_node(resolver *r, const expr *e) {
    node_idx a = resolve_expr(r, e->a, &type_day);
    return a == 0 ? 0
                  : resolve_node(r, (draft_node){.op = OP_MONTH_START, .type = type_day, .a = a, .at = e->at});
}

// A percent beside anything else in a choice stays one only if all are.
static type joined_type(resolver *r, const node_idx *n, uint32_t count) {
    type t = NODE(r, n[0])->type;
    for (uint32_t i = 1; i < count; i++)
        if (NODE(r, n[i])->type.unit != t.unit)
            t.unit = t.unit == UNIT_MONEY || NODE(r, n[i])->type.unit == UNIT_MONEY ? UNIT_MONEY : UNIT_PLAIN;
    return t;
}

static node_idx if_node(resolver *r, const expr *e, const type *want) {
    node_idx a = resolve_expr(r, e->a, &type_truth);
    node_idx sides[2] = {resolve_hinted(r, e->b, want)};
    type first = sides[0] == 0 ? (type){0} : NODE(r, sides[0])->type;
    sides[1] = resolve_hinted(r, e->c, want != NULL || sides[0] == 0 ? want : &first);
    if (a == 0 || !resolve_match(r, sides, 2, e->at))
        return 0;
    draft_node n = {
        .op = OP_IF, .type = joined_type(r, sides, 2), .a = a, .b = sides[0], .c = sides[1], .at = e->at};
    return resolve_node(r, n);
}

static node_idx disputed_node(resolver *r, const expr *e, const type *want) {
    node_idx sides[MOST_SIDES + 1] = {resolve_hinted(r, e->a, want)};
    int64_t others[MOST_SIDES];
    uint32_t n = 1;
    for (expr_idx i = e->list; i != 0; i = EXPR(r->in, i)->next) {
        if (n > MOST_SIDES) {
            diags_add(r->d, "S115", EXPR(r->in, i)->at, "more than {i} other sides|Leave some out.",
                      (int64_t)MOST_SIDES);
            return 0;
        }
        sides[n++] = resolve_hinted(r, i, want);
    }
    uint32_t idx = resolve_dispute(r, e->text, e->text_at);
    if (!resolve_match(r, sides, n, e->at) || idx == NAME_MISSING)
        return 0;
    for (uint32_t k = 1; k < n; k++)
        others[k - 1] = sides[k];
    draft_node new = {
        .op = OP_DISPUTED, .type = joined_type(r, sides, n), .a = sides[0], .num = idx, .at = e->at};
    new.list = resolve_span(r, others, n - 1);
    new.n_list = n - 1;
    return resolve_node(r, new);
}

static node_idx constant(resolver *r, const expr *e, kind what) {
    return resolve_node(r, (draft_node){.op = OP_CONST, .type = {.kind = what}, .num = e->num, .at = e->at});
}

node_idx resolve_hinted(resolver *r, expr_idx idx, const type *want) {
    const expr *e = EXPR(r->in, idx);
    if (idx == 0)
        return 0;
    switch ((expr_kind)e->kind) {
    case EXPR_NUMBER: return resolve_literal(r, e, want);
    case EXPR_DATE: return constant(r, e, KIND_DATE);
    case EXPR_MONTH: return constant(r, e, KIND_MONTH);
    case EXPR_TRUTH: return constant(r, e, KIND_BOOL);
    case EXPR_ON: return resolve_node(r, (draft_node){.op = OP_ON, .type = type_day, .at = e->at});
    case EXPR_NAME: return name_node(r, e, want);
    case EXPR_POINTS: return points_node(r, e);
    case EXPR_CHECK: return check_node(r, e);
    case EXPR_VERDICT: return verdict_node(r, e);
    case EXPR_OPTIONS: return set_node(r, e, want);
    case EXPR_NOT: return not_node(r, e);
    case EXPR_NEGATIVE: return negative_node(r, e);
    case EXPR_CONNECT: return connect_node(r, e);
    case EXPR_COMPARE: return resolve_compare(r, e);
    case EXPR_CALCULATE: return resolve_calculate(r, e);
    case EXPR_SHIFT: return shift_node(r, e);
    case EXPR_FLOOR: return resolve_floor(r, e);
    case EXPR_IN_RANGE: return resolve_in_range(r, e);
    case EXPR_IN: return in_node(r, e);
    case EXPR_IS: return is_node(r, e);
    case EXPR_HAS: return has_node(r, e);
    case EXPR_YEARS: return years_node(r, e);
    case EXPR_MONTH_START: return month_start_node(r, e);
    case EXPR_IF: return if_node(r, e, want);
    case EXPR_DISPUTED: return disputed_node(r, e, want);
    case EXPR_COUNT: return resolve_count(r, e);
    case EXPR_FIRST_SEEN: return resolve_first_seen(r, e);
    case EXPR_LISTED: return resolve_listed(r, e);
    case EXPR_DERIVED:
    case EXPR_OVERRIDDEN: return facts_node(r, e);
    case EXPR_BEYOND: return resolve_node(r, (draft_node){.op = OP_BEYOND, .type = type_truth, .at = e->at});
    }
    return 0;
}

node_idx resolve_expr(resolver *r, expr_idx e, const type *want) {
    node_idx n = resolve_hinted(r, e, want);
    return want == NULL ? n : resolve_fit(r, n, *want);
}

node_idx resolve_truth(resolver *r, expr_idx e) {
    return resolve_expr(r, e, &type_truth);
}
