// SPDX-License-Identifier: Apache-2.0
// Expressions, by precedence climbing: if, or, and, not, comparison, + -, *, sign, operand.
#include "law/parse.h"

enum { MOST_EXPRS = 4 * LIMIT_NODES };  // options are named by expressions that make no node

// ---- making ----------------------------------------------------------------------------------------------------

static uint32_t depth_of_list(const draft *d, expr_idx first) {
    uint32_t depth = 0;
    for (expr_idx i = first; i != 0; i = EXPR(d, i)->next)
        if (EXPR(d, i)->depth > depth)
            depth = EXPR(d, i)->depth;
    return depth;
}

static uint32_t depth_below(const draft *d, const expr *e) {
    const expr_idx parts[] = {e->a, e->b, e->c, e->d};
    uint32_t depth = depth_of_list(d, e->list);
    for (size_t i = 0; i < 4; i++)
        if (parts[i] != 0 && EXPR(d, parts[i])->depth > depth)
            depth = EXPR(d, parts[i])->depth;
    return depth;
}

static void refuse_depth(parser *p, place at) {
    if (parse_give_up(p))
        diags_add(p->out->d, "S108", at,
                  "more than {i} steps inside each other|Name a part of it as a `value`.",
                  (int64_t)LIMIT_DEPTH);
}

// Keep e, whose parts are made already. 0 when the line is given up.
static expr_idx make(parser *p, expr e) {
    if (p->is_bad_line)
        return 0;
    uint32_t depth = depth_below(p->out, &e) + 1;
    if (depth > LIMIT_DEPTH) {
        refuse_depth(p, e.at);
        return 0;
    }
    if (p->out->exprs.n >= MOST_EXPRS) {
        if (parse_give_up(p))
            diags_add(p->out->d, "S118", e.at,
                      "more than {i} steps in the expressions of this law|Split the law.", (int64_t)MOST_EXPRS);
        return 0;
    }
    e.depth = (uint8_t)depth;
    expr *kept = vec_push(&p->out->exprs);
    *kept = e;
    return p->out->spare.failed ? 0 : p->out->exprs.n - 1;
}

static expr_idx make_two(parser *p, expr_kind what, op how, place at, expr_idx a, expr_idx b) {
    return make(p, (expr){.kind = (uint8_t)what, .op = (uint8_t)how, .at = at, .a = a, .b = b});
}

// Every recursion goes through here: brackets, not, sign, if.
static bool enter(parser *p) {
    if (p->depth < LIMIT_DEPTH) {
        p->depth++;
        return true;
    }
    refuse_depth(p, parse_here(p));
    return false;
}

static void leave(parser *p) {
    p->depth--;
}

// ---- lists -----------------------------------------------------------------------------------------------------

typedef struct {
    expr_idx first, last;
} chain;

static void link(parser *p, chain *c, expr_idx next) {
    if (next == 0)
        return;
    if (c->first == 0)
        c->first = next;
    else
        EXPR(p->out, c->last)->next = next;
    c->last = next;
}

static expr_idx make_name(parser *p, word w) {
    return make(p, (expr){.kind = EXPR_NAME, .at = w.at, .text = w.text, .text_at = w.at});
}

expr_idx parse_names(parser *p, str what) {
    chain c = {0};
    do
        link(p, &c, make_name(p, parse_name(p, what)));
    while (parse_take_sign(p, SIGN_COMMA));
    return c.first;
}

expr_idx parse_literals(parser *p) {
    chain c = {0};
    do
        link(p, &c, parse_operand(p));
    while (parse_take_sign(p, SIGN_COMMA));
    return c.first;
}

expr_idx parse_exprs(parser *p) {
    chain c = {0};
    do
        link(p, &c, parse_expr(p));
    while (parse_take_sign(p, SIGN_COMMA));
    return c.first;
}

// {a, b}, after the brace
static expr_idx parse_options(parser *p) {
    if (parse_take_sign(p, SIGN_CLOSE_SET))
        return 0;
    expr_idx list = parse_names(p, STR("the name of an option"));
    parse_need_sign(p, SIGN_CLOSE_SET, STR("'}'"));
    return list;
}

// {a, b} where an empty one would say nothing, after the brace
static expr_idx parse_some_options(parser *p) {
    if (parse_is_sign(p, SIGN_CLOSE_SET))
        parse_expected(p, STR("the name of an option"));
    return parse_options(p);
}

// (a, b), names of facts
static expr_idx parse_facts(parser *p) {
    parse_need_sign(p, SIGN_OPEN, STR("'(' and facts"));
    expr_idx list = parse_names(p, STR("the name of a fact"));
    parse_need_sign(p, SIGN_CLOSE, STR("')'"));
    return list;
}

// ---- operands that begin with a word ---------------------------------------------------------------------------

static expr_idx parse_sum(parser *p);
static expr_idx parse_product(parser *p);

static expr_idx read_true(parser *p, place at) {
    return make(p, (expr){.kind = EXPR_TRUTH, .at = at, .num = 1});
}

static expr_idx read_false(parser *p, place at) {
    return make(p, (expr){.kind = EXPR_TRUTH, .at = at});
}

static expr_idx read_on(parser *p, place at) {
    return make(p, (expr){.kind = EXPR_ON, .at = at});
}

static expr_idx read_points(parser *p, place at) {
    word w = parse_name(p, STR("the name of points"));
    return make(p, (expr){.kind = EXPR_POINTS, .at = at, .text = w.text, .text_at = w.at});
}

static expr_idx read_check(parser *p, place at) {
    word w = parse_name(p, STR("the name of a check"));
    return make(p, (expr){.kind = EXPR_CHECK, .at = at, .text = w.text, .text_at = w.at});
}

static expr_idx read_verdict(parser *p, place at) {
    return make(p, (expr){.kind = EXPR_VERDICT, .at = at});
}

// min(a, b, …) and max(a, b, …)
static expr_idx read_extreme(parser *p, place at, op how) {
    parse_need_sign(p, SIGN_OPEN, STR("'('"));
    expr_idx all = parse_expr(p);
    if (!parse_is_sign(p, SIGN_COMMA))
        parse_expected(p, STR("',' and another value"));
    while (parse_take_sign(p, SIGN_COMMA))
        all = make_two(p, EXPR_CALCULATE, how, at, all, parse_expr(p));
    parse_need_sign(p, SIGN_CLOSE, STR("')'"));
    return all;
}

static expr_idx read_min(parser *p, place at) {
    return read_extreme(p, at, OP_MIN);
}

static expr_idx read_max(parser *p, place at) {
    return read_extreme(p, at, OP_MAX);
}

// floor(A / B), floor(A)
static expr_idx read_floor(parser *p, place at) {
    parse_need_sign(p, SIGN_OPEN, STR("'('"));
    expr_idx a = parse_sum(p);
    expr_idx b = 0;
    if (parse_take_sign(p, SIGN_DIVIDE))
        b = parse_operand(p);
    else
        b = make(p, (expr){.kind = EXPR_NUMBER, .at = at, .num = 1});
    parse_need_sign(p, SIGN_CLOSE, STR("')'"));
    return make(p, (expr){.kind = EXPR_FLOOR, .at = at, .a = a, .b = b});
}

static expr_idx read_years(parser *p, place at) {
    parse_need_word(p, STR("years"));
    bool is_early = parse_take_word(p, STR("early"));
    parse_need_word(p, STR("from"));
    expr_idx a = parse_sum(p);
    parse_need_word(p, STR("to"));
    expr_idx b = parse_sum(p);
    return make(p, (expr){.kind = EXPR_YEARS, .at = at, .a = a, .b = b, .num = is_early});
}

// start of month of D
static expr_idx read_start(parser *p, place at) {
    parse_need_word(p, STR("of"));
    parse_need_word(p, STR("month"));
    parse_need_word(p, STR("of"));
    return make(p, (expr){.kind = EXPR_MONTH_START, .at = at, .a = parse_operand(p)});
}

// RECORDS [in N months] before D where EXPR, into e
static void read_window(parser *p, expr *e) {
    e->d = make_name(p, parse_name(p, STR("the name of the records")));
    if (parse_take_word(p, STR("in"))) {
        e->a = parse_product(p);
        parse_need_word(p, STR("months"));
    }
    parse_need_word(p, STR("before"));
    e->b = parse_sum(p);
    parse_need_word(p, STR("where"));
    e->c = parse_expr(p);
}

static expr_idx read_count(parser *p, place at) {
    expr e = {.kind = EXPR_COUNT, .at = at};
    read_window(p, &e);
    return make(p, e);
}

static expr_idx read_first(parser *p, place at) {
    expr e = {.kind = EXPR_FIRST_SEEN, .at = at};
    parse_need_word(p, STR("of"));
    parse_need_sign(p, SIGN_OPEN_SET, STR("'{' and options"));
    e.list = parse_some_options(p);
    parse_need_word(p, STR("as"));
    word w = parse_name(p, STR("the name of a field"));
    e.text = w.text;
    e.text_at = w.at;
    parse_need_word(p, STR("in"));
    read_window(p, &e);
    return make(p, e);
}

static expr_idx read_derived(parser *p, place at) {
    return make(p, (expr){.kind = EXPR_DERIVED, .at = at, .list = parse_facts(p)});
}

static expr_idx read_overridden(parser *p, place at) {
    return make(p, (expr){.kind = EXPR_OVERRIDDEN, .at = at, .list = parse_facts(p)});
}

static expr_idx read_beyond(parser *p, place at) {
    parse_need_word(p, STR("calendar"));
    return make(p, (expr){.kind = EXPR_BEYOND, .at = at});
}

typedef struct {
    str word;
    expr_idx (*read)(parser *p, place at);
} form;

static const form forms[] = {
    {STR_INIT("true"), read_true},     {STR_INIT("false"), read_false},
    {STR_INIT("on"), read_on},         {STR_INIT("points"), read_points},
    {STR_INIT("check"), read_check},   {STR_INIT("verdict"), read_verdict},
    {STR_INIT("min"), read_min},       {STR_INIT("max"), read_max},
    {STR_INIT("floor"), read_floor},   {STR_INIT("full"), read_years},
    {STR_INIT("count"), read_count},   {STR_INIT("derived"), read_derived},
    {STR_INIT("beyond"), read_beyond}, {STR_INIT("overridden"), read_overridden},
    {STR_INIT("start"), read_start},
};

// NAME or NAME(EXPR)
static expr_idx read_name(parser *p) {
    word w = parse_name(p, STR("a name"));
    expr e = {.kind = EXPR_NAME, .at = w.at, .text = w.text, .text_at = w.at};
    if (parse_take_sign(p, SIGN_OPEN)) {
        e.a = parse_expr(p);
        parse_need_sign(p, SIGN_CLOSE, STR("')'"));
    }
    return make(p, e);
}

static expr_idx read_word(parser *p) {
    place at = parse_here(p);
    const token *next = parse_second(p);
    if (parse_is_word(p, STR("first")) && next->kind == TOKEN_NAME && str_is(next->text, STR("of"))) {
        parse_take(p);
        return read_first(p, at);
    }
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
        if (parse_take_word(p, forms[i].word))
            return forms[i].read(p, at);
    return read_name(p);
}

// ---- operands --------------------------------------------------------------------------------------------------

// ( EXPR ) or ( EXPR disputed NAME: EXPR, … ), after the bracket
static expr_idx read_bracket(parser *p, place at) {
    bool may_chain = p->may_chain;
    p->may_chain = false;
    expr_idx inside = parse_expr(p);
    if (parse_take_word(p, STR("disputed"))) {
        word w = parse_name(p, STR("the name of a dispute"));
        parse_need_sign(p, SIGN_COLON, STR("':' and the other side"));
        expr e = {.kind = EXPR_DISPUTED, .at = at, .text = w.text, .text_at = w.at, .a = inside};
        e.list = parse_exprs(p);
        inside = make(p, e);
    }
    parse_need_sign(p, SIGN_CLOSE, STR("')'"));
    p->may_chain = may_chain;
    return inside;
}

static expr_idx read_negative(parser *p, place at) {
    if (p->at->kind == TOKEN_NUMBER) {
        const token *t = parse_take(p);
        return make(p, (expr){.kind = EXPR_NUMBER, .at = at, .num = -t->num, .scale = t->scale});
    }
    if (!enter(p))
        return 0;
    expr_idx a = parse_operand(p);
    leave(p);
    return make(p, (expr){.kind = EXPR_NEGATIVE, .at = at, .a = a});
}

static expr_idx read_constant(parser *p, place at, expr_kind what) {
    const token *t = parse_take(p);
    return make(p, (expr){.kind = (uint8_t)what, .at = at, .num = t->num, .scale = t->scale});
}

expr_idx parse_operand(parser *p) {
    place at = parse_here(p);
    switch ((token_kind)p->at->kind) {
    case TOKEN_NUMBER: return read_constant(p, at, EXPR_NUMBER);
    case TOKEN_DATE: return read_constant(p, at, EXPR_DATE);
    case TOKEN_MONTH: return read_constant(p, at, EXPR_MONTH);
    case TOKEN_NAME: return read_word(p);
    case TOKEN_END:
    case TOKEN_TEXT:
    case TOKEN_MONTH_DAY:
    case TOKEN_SIGN: break;
    }
    if (parse_take_sign(p, SIGN_OPEN))
        return read_bracket(p, at);
    if (parse_take_sign(p, SIGN_MINUS))
        return read_negative(p, at);
    if (parse_take_sign(p, SIGN_OPEN_SET))
        return make(p, (expr){.kind = EXPR_OPTIONS, .at = at, .list = parse_options(p)});
    parse_expected(p, STR("a value"));
    return 0;
}

// ---- operators -------------------------------------------------------------------------------------------------

static expr_idx parse_product(parser *p) {
    expr_idx left = parse_operand(p);
    for (;;) {
        place at = parse_here(p);
        if (!parse_take_sign(p, SIGN_TIMES))
            return left;
        left = make_two(p, EXPR_CALCULATE, OP_MUL, at, left, parse_operand(p));
    }
}

// Which unit stands behind what is added to a day; OP_CONST: none.
static op take_unit(parser *p, bool is_minus, place at) {
    if (parse_take_word(p, STR("days")))
        return OP_ADD_DAYS;
    if (parse_take_word(p, STR("months")))
        return OP_ADD_MONTHS;
    if (!parse_take_word(p, STR("workdays")))
        return OP_CONST;
    if (is_minus && parse_give_up(p))
        diags_add(p->out->d, "S112", at, "working days are only counted forwards|Write D + N workdays.");
    return OP_ADD_WORKDAYS;
}

static expr_idx parse_sum(parser *p) {
    expr_idx left = parse_product(p);
    for (;;) {
        place at = parse_here(p);
        bool is_minus = parse_is_sign(p, SIGN_MINUS);
        if (!parse_take_sign(p, SIGN_PLUS) && !parse_take_sign(p, SIGN_MINUS))
            return left;
        expr_idx right = parse_product(p);
        expr e = {.kind = EXPR_CALCULATE, .op = is_minus ? OP_SUB : OP_ADD, .at = at, .a = left, .b = right};
        op how = take_unit(p, is_minus, at);
        if (how != OP_CONST) {
            e.kind = EXPR_SHIFT;
            e.op = (uint8_t)how;
            e.num = is_minus ? -1 : 1;
        }
        left = make(p, e);
    }
}

static const struct {
    uint8_t sign, op;
} relations[] = {
    {SIGN_SAME, OP_EQ},      {SIGN_OTHER, OP_NE},   {SIGN_LESS, OP_LT},
    {SIGN_LESS_SAME, OP_LE}, {SIGN_GREATER, OP_GT}, {SIGN_GREATER_SAME, OP_GE},
};

static bool take_relation(parser *p, op *out) {
    for (size_t i = 0; i < sizeof relations / sizeof relations[0]; i++) {
        if (!parse_take_sign(p, (sign)relations[i].sign))
            continue;
        *out = (op)relations[i].op;
        return true;
    }
    return false;
}

// What follows `x <= y`: further links of a chain, each with the operand before it.
static expr_idx read_chain(parser *p, expr_idx whole, expr_idx last) {
    op how;
    for (;;) {
        place at = parse_here(p);
        if (!take_relation(p, &how))
            return whole;
        if (!p->may_chain && parse_give_up(p))
            diags_add(p->out->d, "S109", at,
                      "one comparison after another|Only a `must` has them; write `and`.");
        expr_idx next = parse_sum(p);
        expr_idx link_idx = make_two(p, EXPR_COMPARE, how, at, last, next);
        whole =
            make(p, (expr){.kind = EXPR_CONNECT, .op = OP_AND, .at = at, .a = whole, .b = link_idx, .num = 1});
        last = next;
    }
}

// X in {…}, X in a..b, RECORDS in month of D has EXPR; after `in`
static expr_idx read_in(parser *p, expr_idx left, place at) {
    const token *next = parse_second(p);
    if (parse_is_word(p, STR("month")) && next->kind == TOKEN_NAME && str_is(next->text, STR("of"))) {
        parse_take(p);
        parse_take(p);
        expr e = {.kind = EXPR_LISTED, .at = at, .d = left};
        e.b = parse_sum(p);
        parse_need_word(p, STR("has"));
        e.c = parse_expr(p);
        return make(p, e);
    }
    if (parse_take_sign(p, SIGN_OPEN_SET))
        return make(p, (expr){.kind = EXPR_IN, .at = at, .a = left, .list = parse_some_options(p)});
    expr e = {.kind = EXPR_IN_RANGE, .at = at, .a = left};
    e.b = parse_sum(p);
    parse_need_sign(p, SIGN_RANGE, STR("'..' and the largest value"));
    e.c = parse_sum(p);
    return make(p, e);
}

// X is [not] NAME, X has NAME; after the word
static expr_idx read_option(parser *p, expr_kind what, expr_idx left, place at) {
    expr e = {.kind = (uint8_t)what, .at = at, .a = left};
    e.num = what == EXPR_IS && parse_take_word(p, STR("not"));
    word w = parse_name(p, STR("the name of an option"));
    e.text = w.text;
    e.text_at = w.at;
    return make(p, e);
}

static expr_idx parse_comparison(parser *p) {
    expr_idx left = parse_sum(p);
    place at = parse_here(p);
    op how;
    if (take_relation(p, &how)) {
        expr_idx right = parse_sum(p);
        return read_chain(p, make_two(p, EXPR_COMPARE, how, at, left, right), right);
    }
    if (parse_take_word(p, STR("in")))
        return read_in(p, left, at);
    if (parse_take_word(p, STR("is")))
        return read_option(p, EXPR_IS, left, at);
    if (parse_take_word(p, STR("has")))
        return read_option(p, EXPR_HAS, left, at);
    return left;
}

static expr_idx parse_not(parser *p) {
    place at = parse_here(p);
    if (!parse_take_word(p, STR("not")))
        return parse_comparison(p);
    if (!enter(p))
        return 0;
    expr_idx a = parse_not(p);
    leave(p);
    return make(p, (expr){.kind = EXPR_NOT, .at = at, .a = a});
}

static expr_idx parse_and(parser *p) {
    expr_idx left = parse_not(p);
    for (;;) {
        place at = parse_here(p);
        if (!parse_take_word(p, STR("and")))
            return left;
        left = make_two(p, EXPR_CONNECT, OP_AND, at, left, parse_not(p));
    }
}

static expr_idx parse_or(parser *p) {
    expr_idx left = parse_and(p);
    for (;;) {
        place at = parse_here(p);
        if (!parse_take_word(p, STR("or")))
            return left;
        left = make_two(p, EXPR_CONNECT, OP_OR, at, left, parse_and(p));
    }
}

static expr_idx read_if(parser *p, place at) {
    expr e = {.kind = EXPR_IF, .at = at};
    e.a = parse_expr(p);
    parse_need_word(p, STR("then"));
    e.b = parse_expr(p);
    parse_need_word(p, STR("else"));
    e.c = parse_expr(p);
    return make(p, e);
}

expr_idx parse_expr(parser *p) {
    place at = parse_here(p);
    if (!enter(p))
        return 0;
    expr_idx e = parse_take_word(p, STR("if")) ? read_if(p, at) : parse_or(p);
    leave(p);
    return e;
}
