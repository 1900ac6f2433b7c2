// SPDX-License-Identifier: Apache-2.0
// source, section, holder, fact with its fields and eaches, must.
#include "law/parse.h"

static bool take_rank(parser *p, rank *out) {
    static const str names[] = {STR_INIT("official"), STR_INIT("press"), STR_INIT("agency"), STR_INIT("own")};
    for (int i = RANK_OFFICIAL; i <= RANK_OWN; i++) {
        if (!parse_take_word(p, names[i]))
            continue;
        *out = (rank)i;
        return true;
    }
    return false;
}

void parse_source(parser *p) {
    source *s = vec_push(&p->out->of[NOUN_SOURCE]);
    s->at = p->start;
    s->key = parse_key(p, STR("the key of the source")).text;
    s->document = parse_text(p, STR("the \"document\""));
    if (!take_rank(p, &s->rank))
        parse_expected(p, STR("official, press, agency or own"));
    if (!parse_confidence(p, &s->confidence))
        parse_expected(p, STR("low, medium or high"));
}

void parse_section(parser *p) {
    option *s = vec_push(&p->out->of[NOUN_SECTION]);
    *s = parse_option(p);
    p->out->section = p->out->of[NOUN_SECTION].n;
}

void parse_holder(parser *p) {
    option *h = vec_push(&p->out->of[NOUN_HOLDER]);
    *h = parse_option(p);
}

// ---- facts -----------------------------------------------------------------------------------------------------

static bool has_options(const type_syntax *t) {
    return !t->is_months && (t->out.kind == KIND_ENUM || t->out.kind == KIND_SET);
}

static void add_option(parser *p, span *to) {
    vec *all = &p->out->options;
    place at = parse_here(p);
    if (to->n == 0)
        to->first = all->n;
    if (to->n == LIMIT_OPTIONS && parse_give_up(p))
        diags_add(p->out->d, "S115", at, "more than {i} options|Group them, or leave some out.",
                  (int64_t)LIMIT_OPTIONS);
    option *o = vec_push(all);
    *o = parse_option(p);
    to->n++;
}

// given must agree | given wins disputed NAME
static void read_given(parser *p, fact_syntax *f) {
    f->says_given = true;
    if (parse_take_word(p, STR("must"))) {
        parse_need_word(p, STR("agree"));
        f->out.given = GIVEN_AGREES;
        return;
    }
    if (!parse_take_word(p, STR("wins"))) {
        parse_expected(p, STR("`given must agree` or `given wins`"));
        return;
    }
    parse_need_word(p, STR("disputed"));
    f->dispute = parse_name(p, STR("the name of a dispute"));
    f->out.given = GIVEN_WINS;
}

// What may stand in the head and in the body. False: none of it.
static bool read_fact_clause(parser *p, fact_syntax *f) {
    place at = parse_here(p);
    if (parse_take_word(p, STR("presumed"))) {
        parse_once(p, f->presumed != 0, at, STR("presumed"));
        f->presumed = parse_expr(p);
    } else if (parse_take_word(p, STR("from"))) {
        parse_once(p, f->from != 0, at, STR("from"));
        f->from = parse_expr(p);
    } else if (parse_take_word(p, STR("given"))) {
        parse_once(p, f->says_given, at, STR("given"));
        read_given(p, f);
    } else
        return parse_cite(p, &f->cite);
    return true;
}

void parse_fact(parser *p) {
    fact_syntax *f = vec_push(&p->out->of[NOUN_FACT]);
    f->out.at = p->start;
    f->out.section = p->out->section;
    f->out.dispute = -1;
    f->out.name = parse_name(p, STR("the name of the fact")).text;
    f->type = parse_type(p, true);
    f->out.is_records = f->type.is_months;
    f->out.label = parse_text(p, STR("the fact's \"label\""));
    while (!parse_is_end(p) && read_fact_clause(p, f))
        ;
}

// ---- the fields and truths of a month record -----------------------------------------------------------------

// {NAME "label", …}
static void read_field_options(parser *p, field_syntax *f) {
    if (!has_options(&f->type) || !parse_take_sign(p, SIGN_OPEN_SET)) {
        parse_expected(p, has_options(&f->type) ? STR("'{' and options") : STR("`presumed` or `unless`"));
        return;
    }
    do
        add_option(p, &f->type.options);
    while (parse_take_sign(p, SIGN_COMMA));
    parse_need_sign(p, SIGN_CLOSE_SET, STR("'}'"));
}

static void read_field_clause(parser *p, field_syntax *f) {
    place at = parse_here(p);
    if (parse_take_word(p, STR("presumed"))) {
        parse_once(p, f->standard != 0, at, STR("presumed"));
        f->standard = parse_operand(p);
    } else if (parse_take_word(p, STR("unless"))) {
        parse_once(p, f->unless != 0, at, STR("unless"));
        f->unless = parse_expr(p);
    } else
        read_field_options(p, f);
}

static void check_n_fields(parser *p, uint32_t n, int64_t most, str what) {
    place at = parse_here(p);
    if (n >= most && parse_give_up(p))
        diags_add(p->out->d, "S115", at, "more than {i} {s}|Leave some out.", most, what);
}

// A field or each with a mistake is forgotten, but uses of it are no second mistake.
static void forget_if_bad(parser *p, vec *list, str name) {
    if (!p->is_bad_line || p->out->spare.failed)
        return;
    list->n--;
    *(str *)vec_push(&p->out->broken) = name;
    p->out->has_lost |= name.len == 0;
}

static void read_field_rest(parser *p, field_syntax *f) {
    f->type = parse_type(p, true);
    if ((f->type.is_months || f->type.out.kind == KIND_SET) && parse_give_up(p))
        diags_add(p->out->d, "S116", f->type.at,
                  "a field cannot be of this type|bool, int, money, percent, date, enum.");
    f->out.label = parse_text(p, STR("the field's \"label\""));
    while (!parse_is_end(p))
        read_field_clause(p, f);
    if (has_options(&f->type) && f->type.options.n == 0)
        parse_expected(p, STR("'{' and options"));
}

static void read_field(parser *p, place at) {
    check_n_fields(p, p->out->fields.n, LIMIT_FIELDS, STR("fields, the month included"));
    field_syntax *f = vec_push(&p->out->fields);
    f->out.at = at;
    f->out.name = parse_name(p, STR("the name of the field")).text;
    read_field_rest(p, f);
    forget_if_bad(p, &p->out->fields, f->out.name);
}

static void read_each(parser *p, place at) {
    check_n_fields(p, p->out->eaches.n, LIMIT_FACTS, STR("truths about a record"));
    each_syntax *e = vec_push(&p->out->eaches);
    e->out.at = at;
    e->out.name = parse_name(p, STR("the name of the truth")).text;
    parse_need_sign(p, SIGN_SAME, STR("'='"));
    e->where = parse_expr(p);
    forget_if_bad(p, &p->out->eaches, e->out.name);
}

static void read_continues(parser *p, place at) {
    parse_once(p, p->out->continues.text.len > 0, at, STR("continues"));
    p->out->continues = parse_name(p, STR("the name of a truth about a record"));
}

// NAME "label" and nothing more
static bool is_option_line(const parser *p) {
    const token *next = parse_second(p);
    return p->at->kind == TOKEN_NAME && next->kind == TOKEN_TEXT && next[1].kind == TOKEN_END;
}

void parse_fact_body(parser *p) {
    fact_syntax *f = PARSED(p, fact_syntax);
    place at = parse_here(p);
    if (parse_take_word(p, STR("ask"))) {
        parse_once(p, f->out.ask.len > 0, at, STR("ask"));
        f->out.ask = parse_text(p, STR("the \"question\""));
    } else if (parse_take_word(p, STR("hint"))) {
        parse_once(p, f->out.hint.len > 0, at, STR("hint"));
        f->out.hint = parse_text(p, STR("the \"hint\""));
    } else if (!is_option_line(p) && parse_take_word(p, STR("private"))) {
        parse_once(p, f->out.is_private, at, STR("private"));
        f->out.is_private = true;
    } else if (has_options(&f->type) && is_option_line(p))
        add_option(p, &f->type.options);
    else if (f->type.is_months && parse_take_word(p, STR("field")))
        read_field(p, at);
    else if (f->type.is_months && parse_take_word(p, STR("each")))
        read_each(p, at);
    else if (f->type.is_months && parse_take_word(p, STR("continues")))
        read_continues(p, at);
    else if (!read_fact_clause(p, f))
        parse_expected(p, has_options(&f->type)
                              ? STR("ask, hint, private, from, given, or an option NAME \"label\"")
                          : f->type.is_months ? STR("ask, hint, private, field, each or continues")
                                              : STR("ask, hint, private, presumed, from or given"));
}

void parse_fact_end(parser *p) {
    fact_syntax *f = PARSED(p, fact_syntax);
    if (has_options(&f->type) && f->type.options.n == 0 && parse_give_up(p))
        diags_add(p->out->d, "S107", p->start, "the fact has no options|Add body lines NAME \"label\".");
    if (f->from != 0 && !f->says_given && parse_give_up(p))
        diags_add(p->out->d, "S107", p->start, "it is not said what counts when the derived fact is given|{s}",
                  STR("Add `given must agree` or `given wins disputed NAME`."));
    if (f->from == 0 && f->says_given && parse_give_up(p))
        diags_add(p->out->d, "S107", p->start, "`given` belongs to a derived fact|Add `from EXPR`.");
    if (f->from != 0 && f->presumed != 0 && parse_give_up(p))
        diags_add(p->out->d, "S106", p->start,
                  "a fact is derived or presumed, not both|Leave one of them out.");
    if (f->out.is_private && f->from == 0 && f->presumed == 0 && parse_give_up(p))
        diags_add(p->out->d, "S107", p->start, "nobody is asked the private fact, and it has no value|{s}",
                  STR("Add `presumed EXPR`, or leave `private` out."));
    bool says_much = f->from != 0 || f->presumed != 0;
    if (f->type.is_months && says_much && parse_give_up(p))
        diags_add(p->out->d, "S116", p->start, "records are given, never derived or presumed|Leave it out.");
}

// ---- must --------------------------------------------------------------------------------------------------------

static void add_must(parser *p, expr_idx relation, expr_idx when, str message) {
    must_syntax *m = vec_push(&p->out->of[NOUN_MUST]);
    m->out.at = p->start;
    m->out.message = message;
    m->relation = relation;
    m->when = when;
}

// One must for each link of `A <= B <= C`, so that a message can name both ends.
void parse_must(parser *p) {
    p->may_chain = true;
    expr_idx whole = parse_expr(p), when = 0;
    p->may_chain = false;
    if (parse_take_word(p, STR("when")))
        when = parse_expr(p);
    str message = parse_text(p, STR("the \"message\""));
    expr_idx links[LIMIT_DEPTH];
    size_t n = 0;
    for (; EXPR(p->out, whole)->kind == EXPR_CONNECT && EXPR(p->out, whole)->num == 1 && n + 1 < LIMIT_DEPTH;
         whole = EXPR(p->out, whole)->a)
        links[n++] = EXPR(p->out, whole)->b;
    add_must(p, whole, when, message);
    while (n > 0)
        add_must(p, links[--n], when, message);
}
