// SPDX-License-Identifier: Apache-2.0
// paper, materials, date, dates, calendar.
#include "law/parse.h"

enum { MOST_SHEETS = 99, LEAST_YEAR = 1900, MOST_YEAR = 2199 };

// ---- paper -----------------------------------------------------------------------------------------------------

// original, copies N, count N, seal. False: none of them.
static bool read_terms(parser *p, paper_terms *t) {
    if (parse_take_word(p, STR("original")))
        t->original = true;
    else if (parse_take_word(p, STR("seal")))
        t->seal = true;
    else if (parse_take_word(p, STR("copies")))
        t->copies = (uint32_t)parse_whole(p, STR("how many copies"), MOST_SHEETS);
    else if (parse_take_word(p, STR("count")))
        t->count = (uint32_t)parse_whole(p, STR("how many"), MOST_SHEETS);
    else
        return false;
    return true;
}

void parse_paper(parser *p) {
    paper_syntax *f = vec_push(&p->out->of[NOUN_PAPER]);
    f->out.at = p->start;
    f->terms.count = 1;
    f->out.name = parse_name(p, STR("the name of the paper")).text;
    f->out.label = parse_text(p, STR("the paper's \"label\""));
    parse_need_word(p, STR("from"));
    f->holder = parse_name(p, STR("the name of a holder"));
    while (!parse_is_end(p))
        if (!read_terms(p, &f->terms) && !parse_cite(p, &f->cite))
            parse_expected(p, STR("original, copies, count, seal or cite"));
}

// What may stand in a `when` row behind its truth.
static bool read_row_clause(parser *p, paper_row_syntax *r) {
    place at = parse_here(p);
    if (parse_take_word(p, STR("needed")))
        r->out.terms.needed = true;
    else if (parse_take_word(p, STR("mark"))) {
        parse_once(p, r->out.mark.len > 0, at, STR("mark"));
        r->out.mark = parse_name(p, STR("the name of the mark")).text;
    } else if (parse_take_word(p, STR("because"))) {
        parse_once(p, r->out.because.len > 0, at, STR("because"));
        r->out.because = parse_text(p, STR("the \"reason\""));
    } else
        return read_terms(p, &r->out.terms) || parse_cite(p, &r->cite);
    return true;
}

static void read_row(parser *p, paper_syntax *f, place at) {
    if (f->rows.n++ == 0)
        f->rows.first = p->out->paper_rows.n;
    paper_row_syntax *r = vec_push(&p->out->paper_rows);
    r->out.at = at;
    r->out.terms = f->terms;
    r->when = parse_expr(p);
    while (!parse_is_end(p))
        if (!read_row_clause(p, r))
            parse_expected(p, STR("original, copies, count, seal, needed, mark, because or cite"));
    if (r->out.because.len == 0)
        parse_expected(p, STR("because \"…\""));
}

void parse_paper_body(parser *p) {
    paper_syntax *f = PARSED(p, paper_syntax);
    place at = parse_here(p);
    if (parse_take_word(p, STR("note"))) {
        parse_once(p, f->out.note.len > 0, at, STR("note"));
        f->out.note = parse_text(p, STR("the \"note\""));
    } else if (parse_take_word(p, STR("when")))
        read_row(p, f, at);
    else
        parse_expected(p, STR("note or when"));
}

void parse_paper_end(parser *p) {
    if (PARSED(p, paper_syntax)->rows.n == 0 && parse_give_up(p))
        diags_add(p->out->d, "S107", p->start, "it is not said when the paper is asked for|{s}",
                  STR("Add a body line `when EXPR because \"…\"`."));
}

// ---- materials, dates, date ----------------------------------------------------------------------------------

void parse_materials(parser *p) {
    materials_syntax *m = vec_push(&p->out->of[NOUN_MATERIALS]);
    m->at = p->start;
    parse_need_word(p, STR("when"));
    m->when = parse_expr(p);
    parse_need_word(p, STR("needed"));
    parse_need_word(p, STR("when"));
    m->needed = parse_expr(p);
}

void parse_dates(parser *p) {
    materials_syntax *m = vec_push(&p->out->of[NOUN_DATES]);
    m->at = p->start;
    parse_need_word(p, STR("when"));
    m->when = parse_expr(p);
}

void parse_date(parser *p) {
    date_syntax *f = vec_push(&p->out->of[NOUN_DATE]);
    f->out.at = p->start;
    f->out.name = parse_name(p, STR("the name of the date")).text;
    f->out.label = parse_text(p, STR("the date's \"label\""));
    parse_need_sign(p, SIGN_SAME, STR("'='"));
    f->value = parse_expr(p);
    if (parse_take_word(p, STR("when")))
        f->when = parse_expr(p);
    (void)parse_cite(p, &f->cite);  // the resolver asks for it
}

void parse_date_body(parser *p) {
    date_syntax *f = PARSED(p, date_syntax);
    place at = parse_here(p);
    parse_need_word(p, STR("note"));
    parse_once(p, f->out.note.len > 0, at, STR("note"));
    f->out.note = parse_text(p, STR("the \"note\""));
}

// ---- calendar --------------------------------------------------------------------------------------------------

void parse_calendar(parser *p) {
    calendar_syntax *c = vec_push(&p->out->of[NOUN_CALENDAR]);
    c->at = p->start;
    c->name = parse_name(p, STR("the name of the calendar")).text;
    c->label = parse_text(p, STR("the calendar's \"label\""));
}

// year Y workdays N [off N] cite …
static void read_year(parser *p, place at) {
    year_syntax *y = vec_push(&p->out->years);
    y->out.at = at;
    y->out.year = (int32_t)parse_whole(p, STR("a year"), MOST_YEAR);
    if (y->out.year < LEAST_YEAR)
        parse_expected(p, STR("`workdays` behind a year from 1900 to 2199"));
    parse_need_word(p, STR("workdays"));
    y->out.n_workdays = (uint32_t)parse_whole(p, STR("the number of its working days"), 366);
    if (parse_take_word(p, STR("off")))
        y->out.n_off = (uint32_t)parse_whole(p, STR("the number of its days off"), 366);
    (void)parse_cite(p, &y->cite);  // the resolver asks for it
}

static void read_span(parser *p, bool is_off) {
    off_syntax *s = vec_push(&p->out->offs);
    s->at = parse_here(p);
    s->out.off = is_off;
    if (p->at->kind != TOKEN_DATE) {
        parse_expected(p, STR("a date"));
        return;
    }
    s->out.from = s->out.to = parse_take(p)->num;
    if (!parse_take_sign(p, SIGN_RANGE))
        return;
    if (p->at->kind != TOKEN_DATE)
        parse_expected(p, STR("the last date"));
    else
        s->out.to = parse_take(p)->num;
    if (s->out.to < s->out.from && parse_give_up(p))
        diags_add(p->out->d, "P106", s->at, "the range ends before it begins|Put the earlier date first.");
}

static void read_spans(parser *p, bool is_off) {
    do
        read_span(p, is_off);
    while (parse_take_sign(p, SIGN_COMMA));
}

static int64_t read_month_day(parser *p) {
    if (p->at->kind == TOKEN_MONTH_DAY)
        return parse_take(p)->num;
    parse_expected(p, STR("a day of the year such as 01-01"));
    return 0;
}

// 01-01, 05-01..05-02: within one month
static void read_fixed(parser *p) {
    do {
        workday_fixed *f = vec_push(&p->out->fixed);
        place at = parse_here(p);
        int64_t from = read_month_day(p);
        int64_t to = parse_take_sign(p, SIGN_RANGE) ? read_month_day(p) : from;
        *f = (workday_fixed){(int32_t)(from / 100), (int32_t)(from % 100), (int32_t)(to % 100)};
        if ((to / 100 != from / 100 || to < from) && parse_give_up(p))
            diags_add(p->out->d, "P106", at,
                      "the range is not one of days in one month|Write one range a month.");
    } while (parse_take_sign(p, SIGN_COMMA));
}

void parse_calendar_body(parser *p) {
    calendar_syntax *c = PARSED(p, calendar_syntax);
    place at = parse_here(p);
    if (parse_take_word(p, STR("year")))
        read_year(p, at);
    else if (parse_take_word(p, STR("off")))
        read_spans(p, true);
    else if (parse_take_word(p, STR("work")))
        read_spans(p, false);
    else if (parse_take_word(p, STR("fixed")))
        read_fixed(p);
    else if (parse_take_word(p, STR("beyond"))) {
        parse_once(p, c->beyond.text.len > 0, at, STR("beyond"));
        c->beyond = parse_name(p, STR("the name of a dispute"));
    } else
        parse_expected(p, STR("year, off, work, fixed or beyond"));
}
