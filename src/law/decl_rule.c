// SPDX-License-Identifier: Apache-2.0
// param, value, points, goal, finding.
#include "law/parse.h"

// ---- param -----------------------------------------------------------------------------------------------------

// [disputed NAME: V, V], cite … in any order
static void read_period_clauses(parser *p, period_syntax *r) {
    while (!parse_is_end(p)) {
        place at = parse_here(p);
        if (parse_cite(p, &r->cite))
            continue;
        if (!parse_take_word(p, STR("disputed"))) {
            parse_expected(p, STR("`cite` or `disputed`"));
            return;
        }
        parse_once(p, r->others != 0, at, STR("disputed"));
        r->dispute = parse_name(p, STR("the name of a dispute"));
        parse_need_sign(p, SIGN_COLON, STR("':' and the other value"));
        r->others = parse_literals(p);
    }
}

static period_syntax *add_period(parser *p, param_syntax *f) {
    if (f->rows.n++ == 0)
        f->rows.first = p->out->periods.n;
    period_syntax *r = vec_push(&p->out->periods);
    r->out.at = parse_here(p);
    r->out.dispute = -1;
    return r;
}

static void read_constant(parser *p, param_syntax *f) {
    period_syntax *r = add_period(p, f);
    f->out.by = KIND_BOOL;
    r->out.from = INT64_MIN;
    r->out.to = INT64_MAX;
    r->value = parse_operand(p);
    read_period_clauses(p, r);
    f->cite = r->cite;
}

static int64_t read_day(parser *p, kind by) {
    if (p->at->kind == (by == KIND_DATE ? TOKEN_DATE : TOKEN_MONTH))
        return parse_take(p)->num;
    parse_expected(p, by == KIND_DATE ? STR("a date") : STR("a month"));
    return 0;
}

static void read_by(parser *p, param_syntax *f) {
    if (parse_take_word(p, STR("month")))
        f->out.by = KIND_MONTH;
    else {
        parse_need_word(p, STR("date"));
        f->out.by = KIND_DATE;
    }
    parse_need_word(p, STR("from"));
    f->out.from = read_day(p, f->out.by);
    (void)parse_cite(p, &f->cite);  // may stand here or with the rows
}

void parse_param(parser *p) {
    param_syntax *f = vec_push(&p->out->of[NOUN_PARAM]);
    f->out.at = p->start;
    f->out.name = parse_name(p, STR("the name of the param")).text;
    f->type = parse_type(p, false);
    bool is_odd = f->type.is_months || f->type.out.kind == KIND_ENUM || f->type.out.kind == KIND_SET;
    if (is_odd && parse_give_up(p))
        diags_add(p->out->d, "S116", f->type.at,
                  "a param cannot be of this type|bool, int, money, percent, date.");
    f->out.label = parse_text(p, STR("the param's \"label\""));
    (void)parse_cite(p, &f->cite);
    if (parse_take_sign(p, SIGN_SAME))
        read_constant(p, f);
    else if (parse_take_word(p, STR("by")))
        read_by(p, f);
    else
        parse_expected(p, STR("'=' and its value, or `by month from`, `by date from`"));
}

// D..D V …, D.. V …: what stands right behind the dots is the end
void parse_param_body(parser *p) {
    param_syntax *f = PARSED(p, param_syntax);
    if (f->out.by == KIND_BOOL) {
        parse_expected(p, STR("nothing: the param has one value"));
        return;
    }
    period_syntax *r = add_period(p, f);
    r->out.from = read_day(p, f->out.by);
    uint32_t behind = p->at->column + 2;
    parse_need_sign(p, SIGN_RANGE, STR("'..'"));
    bool is_open = p->at->kind != TOKEN_DATE && p->at->kind != TOKEN_MONTH;
    is_open |= p->at->column != behind && f->type.out.kind == KIND_DATE;
    r->out.to = is_open ? INT64_MAX : read_day(p, f->out.by);
    r->value = parse_operand(p);
    read_period_clauses(p, r);
}

void parse_param_end(parser *p) {
    if (PARSED(p, param_syntax)->rows.n == 0 && parse_give_up(p))
        diags_add(p->out->d, "S107", p->start, "the param has no periods|Add body lines D..D V cite …");
}

// ---- value and points ------------------------------------------------------------------------------------------

static void read_limit(parser *p, expr_idx *limit, str what) {
    place at = parse_here(p);
    parse_take(p);
    parse_once(p, *limit != 0, at, what);
    *limit = parse_operand(p);
}

// best of A, B; sum of A, B, … [at least N] [at most N]
static void read_terms(parser *p, rule_syntax *f, table how) {
    parse_need_word(p, STR("of"));
    f->out.table = how;
    f->terms = parse_names(p, STR("the name of points or of a value"));
    while (how == TABLE_SUM && parse_take_word(p, STR("at"))) {
        if (parse_is_word(p, STR("least")))
            read_limit(p, &f->least, STR("at least"));
        else if (parse_is_word(p, STR("most")))
            read_limit(p, &f->most, STR("at most"));
        else
            parse_expected(p, STR("`least` or `most`"));
    }
}

// The one clause that says how it is worked out; without one there are rows of guards. False: none of them.
static bool read_rule_body(parser *p, rule_syntax *f) {
    place at = parse_here(p);
    const token *t = p->at;
    if (parse_take_sign(p, SIGN_SAME)) {
        f->out.table = TABLE_EXPR;
        f->subject = parse_expr(p);
    } else if (parse_take_word(p, STR("by"))) {
        f->out.table = TABLE_BY;
        f->subject = parse_expr(p);
    } else if (parse_take_word(p, STR("first"))) {
        parse_need_word(p, STR("of"));
        f->out.table = TABLE_FIRST;
    } else if (parse_take_word(p, STR("best")))
        read_terms(p, f, TABLE_BEST);
    else if (parse_take_word(p, STR("sum")))
        read_terms(p, f, TABLE_SUM);
    else
        return false;
    parse_once(p, f->has_body, at, t->text);
    return f->has_body = true;
}

static void read_rule(parser *p, rule_syntax *f) {
    f->out.label = parse_text(p, STR("the \"label\""));
    f->out.table = TABLE_UNIQUE;
    while (!parse_is_end(p) && (parse_cite(p, &f->cite) || read_rule_body(p, f)))
        ;
    if (!parse_is_end(p) && !f->has_body)
        parse_expected(p, STR("'=', `by`, `first of`, `best of`, `sum of` or `cite`"));
}

void parse_value(parser *p) {
    rule_syntax *f = vec_push(&p->out->of[NOUN_RULE]);
    f->out.at = p->start;
    f->out.name = parse_name(p, STR("the name of the value")).text;
    f->type = parse_type(p, false);
    bool is_odd = f->type.is_months || f->type.out.kind == KIND_ENUM || f->type.out.kind == KIND_SET;
    if (is_odd && parse_give_up(p))
        diags_add(p->out->d, "S116", f->type.at,
                  "a value cannot be of this type|bool, int, money, percent, date.");
    read_rule(p, f);
}

void parse_points(parser *p) {
    rule_syntax *f = vec_push(&p->out->of[NOUN_RULE]);
    f->out.at = p->start;
    f->out.is_points = true;
    f->out.name = parse_name(p, STR("the name of the points")).text;
    f->type.out = (type){.kind = KIND_NUMBER};
    read_rule(p, f);
}

// A row's guard: an option's name, `otherwise`, or a truth.
static void read_guard(parser *p, row_syntax *r, table how) {
    if (how == TABLE_BY)
        r->option = parse_name(p, STR("an option"));
    else if (how == TABLE_FIRST && parse_take_word(p, STR("otherwise")))
        r->is_otherwise = true;
    else
        r->guard = parse_expr(p);
}

void parse_rule_body(parser *p) {
    rule_syntax *f = PARSED(p, rule_syntax);
    if (f->out.table != TABLE_BY && f->out.table != TABLE_UNIQUE && f->out.table != TABLE_FIRST) {
        parse_expected(p, STR("nothing: no rows follow here"));
        return;
    }
    if (f->rows.n++ == 0)
        f->rows.first = p->out->rows.n;
    row_syntax *r = vec_push(&p->out->rows);
    r->out.at = parse_here(p);
    read_guard(p, r, f->out.table);
    parse_need_sign(p, SIGN_ARROW, STR("'->'"));
    r->value = parse_expr(p);
    (void)parse_cite(p, &r->cite);  // a row may have its own
}

static void check_otherwise(parser *p, const rule_syntax *f) {
    for (uint32_t i = 0; i < f->rows.n; i++) {
        const row_syntax *r = VEC_AT(&p->out->rows, row_syntax, f->rows.first + i);
        bool is_last = i + 1 == f->rows.n;
        if (r->is_otherwise == is_last || !parse_give_up(p))
            continue;
        if (is_last)
            diags_add(p->out->d, "S110", r->out.at, "the last row of `first of` is no `otherwise`|{s}",
                      STR("Add `otherwise -> EXPR`: what applies when no row does."));
        else
            diags_add(p->out->d, "S110", r->out.at,
                      "`otherwise` is not the last row|No row behind it can apply.");
    }
}

void parse_rule_end(parser *p) {
    const rule_syntax *f = PARSED(p, rule_syntax);
    bool has_rows = f->out.table == TABLE_BY || f->out.table == TABLE_UNIQUE || f->out.table == TABLE_FIRST;
    if (has_rows && f->rows.n == 0 && parse_give_up(p))
        diags_add(p->out->d, "S107", p->start, "it is not said how it is worked out|{s}",
                  STR("Add `= EXPR`, or body lines `guard -> value`."));
    if (f->out.table == TABLE_FIRST)
        check_otherwise(p, f);
}

// ---- goal and finding ------------------------------------------------------------------------------------------

void parse_goal(parser *p) {
    goal_syntax *g = vec_push(&p->out->of[NOUN_GOAL]);
    g->out.at = p->start;
    g->out.name = parse_name(p, STR("the name of the goal")).text;
    g->out.label = parse_text(p, STR("the goal's \"label\""));
    parse_need_sign(p, SIGN_SAME, STR("'='"));
    parse_need_word(p, STR("points"));
    g->points = parse_name(p, STR("the name of points"));
    parse_need_sign(p, SIGN_GREATER_SAME, STR("'>='"));
    g->target = parse_operand(p);
}

void parse_finding(parser *p) {
    finding_syntax *f = vec_push(&p->out->of[NOUN_FINDING]);
    f->out.at = p->start;
    f->out.name = parse_name(p, STR("the name of the finding")).text;
    f->out.label = parse_text(p, STR("the finding's \"label\""));
    if (parse_take_word(p, STR("when")))
        f->when = parse_expr(p);
}

// NAME "label" [reasons "heading"] when EXPR, or NAME "label" [reasons "heading"] otherwise
void parse_finding_body(parser *p) {
    finding_syntax *f = PARSED(p, finding_syntax);
    if (f->rows.n++ == 0)
        f->rows.first = p->out->finding_rows.n;
    finding_row *r = vec_push(&p->out->finding_rows);
    r->out = parse_option(p);
    if (parse_take_word(p, STR("reasons")))
        r->heading = parse_text(p, STR("the \"heading\" of the reasons"));
    if (parse_take_word(p, STR("otherwise"))) {
        r->is_otherwise = true;
        return;
    }
    parse_need_word(p, STR("when"));
    r->guard = parse_expr(p);
}

void parse_finding_end(parser *p) {
    const finding_syntax *f = PARSED(p, finding_syntax);
    place at = p->start;
    bool is_fine = f->rows.n > 0 && f->rows.n <= LIMIT_OPTIONS;
    for (uint32_t i = 0; is_fine && i < f->rows.n; i++) {
        const finding_row *r = VEC_AT(&p->out->finding_rows, finding_row, f->rows.first + i);
        is_fine = r->is_otherwise == (i + 1 == f->rows.n);
        at = r->out.at;
    }
    if (!is_fine && parse_give_up(p))
        diags_add(p->out->d, "S110", at,
                  "a finding ends in its one `otherwise`|Add NAME \"label\" otherwise, last.");
}
