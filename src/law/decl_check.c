// SPDX-License-Identifier: Apache-2.0
// check, verdict, dispute.
#include "law/parse.h"

// ---- check -----------------------------------------------------------------------------------------------------

void parse_check(parser *p) {
    check_syntax *c = vec_push(&p->out->of[NOUN_CHECK]);
    c->out.at = p->start;
    c->out.by = -1;
    c->out.name = parse_name(p, STR("the name of the check")).text;
    c->out.label = parse_text(p, STR("the check's \"label\""));
    (void)parse_cite(p, &c->cite);  // the resolver asks for it
}

static void read_when(parser *p, place at) {
    check_syntax *c = PARSED(p, check_syntax);
    parse_once(p, c->when != 0, at, STR("when"));
    c->when = parse_expr(p);
}

static void read_meaning(parser *p, place at) {
    check_syntax *c = PARSED(p, check_syntax);
    parse_once(p, c->out.meaning.len > 0, at, STR("meaning"));
    c->out.meaning = parse_text(p, STR("the \"meaning\""));
}

static void read_remedy(parser *p, place at) {
    check_syntax *c = PARSED(p, check_syntax);
    parse_once(p, c->out.remedy.len > 0, at, STR("remedy"));
    c->out.remedy = parse_text(p, STR("the \"remedy\""));
}

static void read_look(parser *p, place at) {
    check_syntax *c = PARSED(p, check_syntax);
    parse_once(p, c->out.look.len > 0, at, STR("look"));
    c->out.look = parse_text(p, STR("where to \"look\""));
}

static void read_about(parser *p, place at) {
    check_syntax *c = PARSED(p, check_syntax);
    parse_once(p, c->out.about.len > 0, at, STR("about"));
    c->out.about = parse_text(p, STR("what the check is \"about\""));
    if (parse_take_word(p, STR("when")))
        c->about_when = parse_expr(p);
}

static void read_recoverable(parser *p, place at) {
    check_syntax *c = PARSED(p, check_syntax);
    parse_once(p, c->says_kind, at, STR("recoverable or permanent"));
    c->says_kind = c->out.recoverable = true;
}

static void read_permanent(parser *p, place at) {
    check_syntax *c = PARSED(p, check_syntax);
    parse_once(p, c->says_kind, at, STR("recoverable or permanent"));
    c->says_kind = true;
}

static void read_again(parser *p, place at) {
    check_syntax *c = PARSED(p, check_syntax);
    parse_once(p, c->out.search_again || c->again != 0, at, STR("again"));
    if (parse_take_word(p, STR("search")))
        c->out.search_again = true;
    else
        c->again = parse_expr(p);
}

static void read_soonest(parser *p, place at) {
    check_syntax *c = PARSED(p, check_syntax);
    parse_once(p, c->soonest != 0, at, STR("soonest"));
    c->soonest = parse_expr(p);
}

static void read_by(parser *p, place at) {
    check_syntax *c = PARSED(p, check_syntax);
    parse_once(p, c->by.text.len > 0, at, STR("by"));
    c->by = parse_name(p, STR("the name of a date"));
}

static void read_first(parser *p, place at) {
    check_syntax *c = PARSED(p, check_syntax);
    parse_need_word(p, STR("action"));
    parse_once(p, c->out.first_action, at, STR("first action"));
    c->out.first_action = true;
    if (parse_take_word(p, STR("unless")))
        c->unless = parse_expr(p);
}

static const struct {
    str word;
    void (*read)(parser *p, place at);
} check_lines[] = {
    {STR_INIT("when"), read_when},       {STR_INIT("meaning"), read_meaning},
    {STR_INIT("remedy"), read_remedy},   {STR_INIT("recoverable"), read_recoverable},
    {STR_INIT("again"), read_again},     {STR_INIT("permanent"), read_permanent},
    {STR_INIT("by"), read_by},           {STR_INIT("first"), read_first},
    {STR_INIT("look"), read_look},       {STR_INIT("about"), read_about},
    {STR_INIT("soonest"), read_soonest},
};

void parse_check_body(parser *p) {
    place at = parse_here(p);
    for (size_t i = 0; i < sizeof check_lines / sizeof check_lines[0]; i++) {
        if (!parse_take_word(p, check_lines[i].word))
            continue;
        check_lines[i].read(p, at);
        return;
    }
    parse_expected(p, STR("when, about, meaning, look, remedy, recoverable, permanent, again, soonest, by or "
                          "first action"));
}

void parse_check_end(parser *p) {
    const check_syntax *c = PARSED(p, check_syntax);
    str lacks = c->when == 0              ? STR("when EXPR")
                : c->out.meaning.len == 0 ? STR("meaning \"…\"")
                : c->out.look.len == 0    ? STR("look \"…\"")
                : c->out.remedy.len == 0  ? STR("remedy \"…\"")
                : !c->says_kind           ? STR("recoverable` or `permanent")
                                          : (str){0};
    if (lacks.len > 0 && parse_give_up(p))
        diags_add(p->out->d, "S107", p->start, "the check does not say `{s}`|Add a body line.", lacks);
}

// ---- verdict ---------------------------------------------------------------------------------------------------

void parse_verdict(parser *p) {
    verdict_syntax *v = vec_push(&p->out->of[NOUN_VERDICT]);
    v->out.at = p->start;
    if (p->at->kind == TOKEN_TEXT)
        v->out.label = parse_take(p)->text;
}

// CHECK [explains] [under DISPUTE], …
static void read_codes(parser *p, verdict_row_syntax *r) {
    r->codes.first = p->out->codes.n;
    do {
        code_syntax *c = vec_push(&p->out->codes);
        c->out.under = -1;
        c->check = parse_name(p, STR("the name of a check"));
        c->out.explains = parse_take_word(p, STR("explains"));
        if (parse_take_word(p, STR("under")))
            c->under = parse_name(p, STR("the name of a dispute"));
        r->codes.n++;
    } while (parse_take_sign(p, SIGN_COMMA));
}

// ["headline" [or "headline" when EXPR]] [alone] [by DATE]
static void read_headline(parser *p, verdict_row_syntax *r) {
    if (p->at->kind == TOKEN_TEXT)
        r->out.headline = parse_take(p)->text;
    if (parse_take_word(p, STR("or"))) {
        r->out.other_headline = parse_text(p, STR("the other \"headline\""));
        parse_need_word(p, STR("when"));
        r->other_when = parse_expr(p);
    }
    r->out.alone = parse_take_word(p, STR("alone"));
    if (parse_take_word(p, STR("by")))
        r->by = parse_name(p, STR("the name of a date"));
}

void parse_verdict_body(parser *p) {
    verdict_syntax *v = PARSED(p, verdict_syntax);
    if (v->rows.n++ == 0)
        v->rows.first = p->out->verdict_rows.n;
    verdict_row_syntax *r = vec_push(&p->out->verdict_rows);
    r->out.at = r->name.at = parse_here(p);
    r->name.name = parse_name(p, STR("the name of a row")).text;
    read_headline(p, r);
    r->name.label = r->out.headline;
    if (parse_take_word(p, STR("otherwise")))
        r->kind = ROW_OTHERWISE;
    else if (parse_take_word(p, STR("open")))
        r->kind = ROW_OPEN;
    else {
        parse_need_sign(p, SIGN_COLON, STR("':' and checks, `otherwise` or `open`"));
        read_codes(p, r);
    }
}

void parse_verdict_end(parser *p) {
    const verdict_syntax *v = PARSED(p, verdict_syntax);
    place at = p->start;
    bool is_fine = v->rows.n >= 2 && v->rows.n <= LIMIT_OPTIONS;
    for (uint32_t i = v->rows.n; is_fine && i-- > 0;) {
        const verdict_row_syntax *r = VEC_AT(&p->out->verdict_rows, verdict_row_syntax, v->rows.first + i);
        verdict_row_kind wanted = i + 1 == v->rows.n   ? ROW_OPEN
                                  : i + 2 == v->rows.n ? ROW_OTHERWISE
                                                       : ROW_OF_CHECKS;
        is_fine = r->kind == wanted;
        at = r->out.at;
    }
    if (!is_fine && parse_give_up(p))
        diags_add(p->out->d, "S110", at, "a verdict ends in one row `otherwise` and one row `open`|{s}",
                  STR("NAME \"…\" otherwise: no check holds; NAME \"…\" open: not known yet."));
}

// ---- dispute ---------------------------------------------------------------------------------------------------

void parse_dispute(parser *p) {
    dispute_syntax *s = vec_push(&p->out->of[NOUN_DISPUTE]);
    s->out.at = p->start;
    s->out.name = parse_name(p, STR("the name of the dispute")).text;
    s->out.text = parse_text(p, STR("the \"reading followed\""));
    if (!parse_confidence(p, &s->out.confidence))
        parse_expected(p, STR("low, medium or high"));
    (void)parse_cite(p, &s->cite);  // the resolver asks for it
}

void parse_dispute_body(parser *p) {
    dispute_syntax *s = PARSED(p, dispute_syntax);
    place at = parse_here(p);
    if (parse_take_word(p, STR("other"))) {
        parse_once(p, s->out.other.len > 0, at, STR("other"));
        s->out.other = parse_text(p, STR("the \"other reading\""));
    } else if (parse_take_word(p, STR("when"))) {
        parse_once(p, s->when != 0, at, STR("when"));
        s->when = parse_expr(p);
    } else
        parse_expected(p, STR("other or when"));
}
