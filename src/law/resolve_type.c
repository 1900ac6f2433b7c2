// SPDX-License-Identifier: Apache-2.0
// Types and scales: bringing numbers to one scale, and refusing what does not fit together.
#include "law/resolve.h"

#include "base/num.h"

const type type_truth = {.kind = KIND_BOOL};
const type type_day = {.kind = KIND_DATE};
const type type_whole = {.kind = KIND_NUMBER};
static const type type_percent = {.kind = KIND_NUMBER, .scale = 4, .unit = UNIT_PERCENT};

enum { WRITTEN_PERCENT_DECIMALS = 2 };  // 12.34 percent is written 12.34 and kept as 0.1234

str resolve_type_name(type t) {
    switch (t.kind) {
    case KIND_BOOL: return STR("a truth");
    case KIND_ENUM: return STR("an option");
    case KIND_SET: return STR("a set of options");
    case KIND_DATE: return STR("a date");
    case KIND_MONTH: return STR("a month");
    case KIND_NUMBER: break;
    }
    return t.unit == UNIT_MONEY     ? STR("an amount of money")
           : t.unit == UNIT_PERCENT ? STR("a percent")
                                    : STR("a number");
}

static str hint_for(type want) {
    switch (want.kind) {
    case KIND_BOOL: return STR("Compare it: X > 3, X is a, X is given.");
    case KIND_ENUM: return STR("Name one of the options.");
    case KIND_SET: return STR("Write the options in braces: {a, b}.");
    case KIND_DATE: return STR("Write a day: on, 2026-03-10, D + 3 days.");
    case KIND_MONTH: return STR("Write a month: 2026-03, or `month` of a record.");
    case KIND_NUMBER: break;
    }
    return STR("Write a number, or something that counts.");
}

static bool has_same_names(const options *a, const options *b) {
    if (a == NULL || b == NULL || a->n != b->n)
        return a == b;
    for (uint32_t i = 0; i < a->n; i++)
        if (!str_is(a->items[i].name, b->items[i].name))
            return false;
    return true;
}

bool resolve_is_same(type a, type b) {
    return a.kind == b.kind &&
           ((a.kind != KIND_ENUM && a.kind != KIND_SET) || has_same_names(a.names, b.names));
}

// Money with a percent: one of them was meant to be something else.
static bool is_odd_pair(type a, type b) {
    return a.unit != b.unit && a.unit != UNIT_PLAIN && b.unit != UNIT_PLAIN;
}

static node_idx refuse_pair(resolver *r, place at, type a, type b) {
    diags_add(r->d, "T102", at, "{s} and {s} do not go together|Both must be of one kind, options of one list.",
              resolve_type_name(a), resolve_type_name(b));
    return 0;
}

static node_idx refuse_large(resolver *r, place at) {
    diags_add(r->d, "T104", at, "the number does not fit into 18 digits at this scale|Use fewer decimals.");
    return 0;
}

// ---- scales ----------------------------------------------------------------------------------------------------

node_idx resolve_scale(resolver *r, node_idx n, uint8_t scale) {
    if (n == 0 || NODE(r, n)->type.scale >= scale)
        return n;
    draft_node *old = NODE(r, n);
    int missing = scale - old->type.scale;
    if (old->op == OP_CONST) {
        old->type.scale = scale;
        return ckd_mul(&old->num, old->num, num_pow10(missing)) ? refuse_large(r, old->at) : n;
    }
    type finer = old->type;
    finer.scale = scale;
    return resolve_node(r, (draft_node){.op = OP_SCALE, .type = finer, .a = n, .num = missing, .at = old->at});
}

bool resolve_match(resolver *r, node_idx *n, uint32_t count, place at) {
    uint8_t scale = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (n[i] == 0)
            return false;
        type first = NODE(r, n[0])->type, this = NODE(r, n[i])->type;
        if (!resolve_is_same(first, this) || is_odd_pair(first, this)) {
            refuse_pair(r, at, first, this);
            return false;
        }
        scale = this.scale > scale ? this.scale : scale;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (NODE(r, n[i])->type.kind == KIND_NUMBER)
            n[i] = resolve_scale(r, n[i], scale);
        if (n[i] == 0)
            return false;
    }
    return true;
}

node_idx resolve_fit(resolver *r, node_idx n, type want) {
    if (n == 0)
        return 0;
    type have = NODE(r, n)->type;
    place at = NODE(r, n)->at;
    if (!resolve_is_same(have, want) || is_odd_pair(have, want)) {
        diags_add(r->d, "T101", at, "expected {s}, found {s}|{s}", resolve_type_name(want),
                  resolve_type_name(have), hint_for(want));
        return 0;
    }
    if (have.kind != KIND_NUMBER) {
        NODE(r, n)->type = want;
        return n;
    }
    if (have.scale > want.scale) {
        diags_add(r->d, "T103", at,
                  "more decimals ({i}) than {s} has here ({i})|Round it down with floor(A / B).",
                  (int64_t)have.scale, resolve_type_name(want), (int64_t)want.scale);
        return 0;
    }
    return resolve_scale(r, n, want.scale);
}

// ---- numbers as written ----------------------------------------------------------------------------------------

// Beside a percent a bare number is one: 50 is half.
static node_idx percent_literal(resolver *r, const expr *e) {
    int64_t v = e->num;
    int scale = e->scale;
    for (; scale > WRITTEN_PERCENT_DECIMALS && v % 10 == 0; scale--)
        v /= 10;
    if (scale > WRITTEN_PERCENT_DECIMALS || ckd_mul(&v, v, num_pow10(WRITTEN_PERCENT_DECIMALS - scale)))
        return refuse_large(r, e->at);
    return resolve_node(r, (draft_node){.op = OP_CONST, .type = type_percent, .num = v, .at = e->at});
}

node_idx resolve_literal(resolver *r, const expr *e, const type *want) {
    if (want != NULL && want->kind == KIND_NUMBER && want->unit == UNIT_PERCENT)
        return percent_literal(r, e);
    int64_t v = e->num;
    uint8_t scale = e->scale;
    for (; scale > 0 && v % 10 == 0; scale--)
        v /= 10;
    type t = {.kind = KIND_NUMBER, .scale = scale};
    return resolve_node(r, (draft_node){.op = OP_CONST, .type = t, .num = v, .at = e->at});
}

// ---- two operands ----------------------------------------------------------------------------------------------

// Resolve one operand, as a percent when it is a bare number and the other one is a percent.
static node_idx beside(resolver *r, expr_idx e, node_idx other) {
    bool is_percent = other != 0 && NODE(r, other)->type.unit == UNIT_PERCENT;
    bool is_number = EXPR(r->in, e)->kind == EXPR_NUMBER;
    return resolve_hinted(r, e, is_percent && is_number ? &type_percent : NULL);
}

static void resolve_sides(resolver *r, const expr *e, node_idx pair[2]) {
    if (EXPR(r->in, e->a)->kind == EXPR_NUMBER) {
        pair[1] = resolve_hinted(r, e->b, NULL);
        pair[0] = beside(r, e->a, pair[1]);
    } else {
        pair[0] = resolve_hinted(r, e->a, NULL);
        pair[1] = beside(r, e->b, pair[0]);
    }
}

static bool has_order(type t) {
    return t.kind == KIND_NUMBER || t.kind == KIND_DATE || t.kind == KIND_MONTH;
}

static node_idx refuse_order(resolver *r, place at, type t) {
    diags_add(r->d, "T102", at,
              "{s} cannot be compared like this|Use `is`, `in {{…}` or `has` for options, {s}.",
              resolve_type_name(t), STR("a bare name or `not` for truths"));
    return 0;
}

node_idx resolve_compare(resolver *r, const expr *e) {
    node_idx pair[2];
    resolve_sides(r, e, pair);
    for (int i = 0; i < 2; i++)
        if (pair[i] != 0 && !has_order(NODE(r, pair[i])->type))
            return refuse_order(r, e->at, NODE(r, pair[i])->type);
    if (!resolve_match(r, pair, 2, e->at))
        return 0;
    return resolve_node(
        r, (draft_node){.op = (op)e->op, .type = type_truth, .a = pair[0], .b = pair[1], .at = e->at});
}

static node_idx multiply(resolver *r, const expr *e) {
    node_idx a = resolve_hinted(r, e->a, NULL), b = resolve_hinted(r, e->b, NULL);
    if (a == 0 || b == 0)
        return 0;
    type x = NODE(r, a)->type, y = NODE(r, b)->type;
    if (x.kind != KIND_NUMBER || y.kind != KIND_NUMBER)
        return refuse_pair(r, e->at, x, y);
    if (x.scale + y.scale > LIMIT_DIGITS)
        return refuse_large(r, e->at);
    bool is_money = x.unit == UNIT_MONEY || y.unit == UNIT_MONEY;
    type t = {.kind = KIND_NUMBER,
              .scale = (uint8_t)(x.scale + y.scale),
              .unit = is_money ? UNIT_MONEY : UNIT_PLAIN};
    return resolve_node(r, (draft_node){.op = OP_MUL, .type = t, .a = a, .b = b, .at = e->at});
}

// 100 - share: written for percents, calculated with fractions.
static bool is_odd_fraction(const resolver *r, const node_idx pair[2]) {
    for (int i = 0; i < 2; i++) {
        const draft_node *n = NODE(r, pair[i]), *other = NODE(r, pair[1 - i]);
        int64_t whole = n->op == OP_CONST ? n->num / num_pow10(n->type.scale) : 0;
        if (other->type.unit == UNIT_PERCENT && n->type.unit == UNIT_PLAIN && (whole > 1 || whole < -1))
            return true;
    }
    return false;
}

// + - need numbers, min and max also take days. Arithmetic takes a percent as its fraction, so a bare number beside
// one stays what it is: 1 - share is what is left.
node_idx resolve_calculate(resolver *r, const expr *e) {
    if (e->op == OP_MUL)
        return multiply(r, e);
    node_idx pair[2];
    bool is_extreme = e->op == OP_MIN || e->op == OP_MAX;
    if (is_extreme)
        resolve_sides(r, e, pair);
    else {
        pair[0] = resolve_hinted(r, e->a, NULL);
        pair[1] = resolve_hinted(r, e->b, NULL);
    }
    if (!resolve_match(r, pair, 2, e->at))
        return 0;
    if (!is_extreme && is_odd_fraction(r, pair)) {
        diags_add(r->d, "T114", e->at, "in arithmetic a percent counts as a fraction, 50 percent as 0.5|{s}",
                  STR("Write 1 - share for what is left, and do not divide by a hundred."));
        return 0;
    }
    type t = NODE(r, pair[0])->type, second = NODE(r, pair[1])->type;
    if (t.kind != KIND_NUMBER && !(is_extreme && t.kind == KIND_DATE)) {
        diags_add(r->d, "T102", e->at,
                  "{s} cannot be calculated with|A day moves by `+ N days`, months or workdays.",
                  resolve_type_name(t));
        return 0;
    }
    if (t.unit != second.unit)
        t.unit = t.unit == UNIT_MONEY || second.unit == UNIT_MONEY ? UNIT_MONEY : UNIT_PLAIN;
    return resolve_node(r, (draft_node){.op = (op)e->op, .type = t, .a = pair[0], .b = pair[1], .at = e->at});
}

node_idx resolve_floor(resolver *r, const expr *e) {
    node_idx pair[2] = {resolve_hinted(r, e->a, NULL), resolve_hinted(r, e->b, NULL)};
    if (pair[0] == 0 || pair[1] == 0)
        return 0;
    type t = NODE(r, pair[0])->type, by = NODE(r, pair[1])->type;
    if (t.kind != KIND_NUMBER || by.kind != KIND_NUMBER)
        return refuse_pair(r, e->at, t, by);
    uint8_t scale = t.scale > by.scale ? t.scale : by.scale;
    pair[0] = resolve_scale(r, pair[0], scale);
    pair[1] = resolve_scale(r, pair[1], scale);
    if (pair[0] == 0 || pair[1] == 0)
        return 0;
    if (NODE(r, pair[1])->op == OP_CONST && NODE(r, pair[1])->num <= 0) {
        diags_add(r->d, "T106", NODE(r, pair[1])->at,
                  "the divisor must be above zero|Divide by a number from 1.");
        return 0;
    }
    return resolve_node(
        r, (draft_node){.op = OP_FLOOR_DIV, .type = type_whole, .a = pair[0], .b = pair[1], .at = e->at});
}

// ---- ranges ----------------------------------------------------------------------------------------------------

// Does it hang on nothing but the day asked for?
static bool is_fixed(const resolver *r, node_idx n) {
    if (n == 0)
        return true;
    const draft_node *v = NODE(r, n);
    bool is_plain = v->op == OP_CONST || v->op == OP_ON || v->op == OP_PARAM || v->op == OP_NEG ||
                    v->op == OP_SCALE || (v->op >= OP_ADD && v->op <= OP_ADD_WORKDAYS);
    return is_plain && is_fixed(r, v->a) && is_fixed(r, v->b);
}

node_idx resolve_in_range(resolver *r, const expr *e) {
    node_idx all[3] = {resolve_hinted(r, e->a, NULL)};
    all[1] = beside(r, e->b, all[0]);
    all[2] = beside(r, e->c, all[0]);
    if (!resolve_match(r, all, 3, e->at))
        return 0;
    if (!has_order(NODE(r, all[0])->type))
        return refuse_order(r, e->at, NODE(r, all[0])->type);
    if (!is_fixed(r, all[1]) || !is_fixed(r, all[2])) {
        diags_add(r->d, "T107", e->at, "the ends of a range must not hang on facts|Write A <= X and X <= B.");
        return 0;
    }
    const draft_node *lo = NODE(r, all[1]), *hi = NODE(r, all[2]);
    if (lo->op == OP_CONST && hi->op == OP_CONST && lo->num > hi->num) {
        diags_add(r->d, "T105", lo->at, "the range ends before it begins|Put the smaller value first.");
        return 0;
    }
    return resolve_node(
        r, (draft_node){
               .op = OP_IN_RANGE, .type = type_truth, .a = all[0], .b = all[1], .c = all[2], .at = e->at});
}
