// SPDX-License-Identifier: Apache-2.0
#include "page/report.h"

#include "base/utf8.h"
#include "page/report_parts.h"

#include <assert.h>

// ---- the head: verdict, what holds today, the goals

// The confidence stands beside the headline, or below it where there is no room.
static void put_headline(sheet *s) {
    buf confidence = buf_make(s->text.mem);
    if (s->a->confidence_label.len > 0) {
        buf_put(&confidence, sheet_word(s, WORD_BRACKET_OPEN));
        sheet_print(s, &confidence, WORD_CONFIDENCE, sheet_label(s, s->a->confidence, s->a->confidence_label));
        buf_put(&confidence, sheet_word(s, WORD_BRACKET_CLOSE));
    }
    buf_put(&s->text, s->a->headline);
    if (utf8_width(sheet_str(s, &s->text)) + utf8_width(sheet_str(s, &confidence)) > s->page.width)
        sheet_item(s, TEXT_STRONG, 0);
    buf_put(&s->text, s->text.len > 0 ? sheet_str(s, &confidence) : str_trim(sheet_str(s, &confidence)));
    if (s->text.len > 0)
        sheet_item(s, TEXT_STRONG, 0);
}

static void put_as_of(sheet *s) {
    buf day = buf_make(s->text.mem);
    sheet_put_day(s, &day, s->a->on);
    sheet_print(s, &s->text, WORD_AS_OF, s->info->title, sheet_str(s, &day));
    sheet_item(s, TEXT_FAINT, 0);
}

static int width_of_labels(const sheet *s) {
    int width = 0;
    for (size_t i = 0; i < s->a->n_findings; i++) {
        int w = utf8_width(s->a->findings[i].label);
        width = w > width ? w : width;
    }
    for (size_t i = 0; i < s->a->n_goals; i++) {
        int w = utf8_width(s->a->goals[i].label);
        int points = utf8_width(s->a->points[s->a->goals[i].points].label);
        w = points > w ? points : w;
        width = w > width ? w : width;
    }
    return width;
}

// "  label   text", the text being in s->text.
static void put_fact_of_head(sheet *s, str label, int width) {
    text_pad(&s->lead, STR(""), SHEET_INDENT);
    text_pad(&s->lead, label, width + 2);
    sheet_item(s, TEXT_PLAIN, SHEET_INDENT + width + 2);
}

static void put_goal(sheet *s, const jifen_goal *g, int width) {
    const jifen_points *points = &s->a->points[g->points];
    sheet_put_amount(s, &s->text, points->least, points->most);
    put_fact_of_head(s, points->label, width);
    buf target = buf_make(s->text.mem);
    buf gap = buf_make(s->text.mem);
    sheet_put_amount(s, &target, g->target, g->target);
    sheet_put_amount(s, &gap, g->holds == TRI_OPEN ? g->most_gap : g->least_gap, g->most_gap);
    static const word words[] = {
        [TRI_NO] = WORD_GOAL_MISSED, [TRI_YES] = WORD_GOAL_REACHED, [TRI_OPEN] = WORD_GOAL_OPEN};
    sheet_print(s, &s->text, words[g->holds], sheet_str(s, &target), sheet_str(s, &gap));
    put_fact_of_head(s, g->label, width);
}

static void put_facts_of_head(sheet *s) {
    int width = width_of_labels(s);
    if (width > 0)
        text_blank_line(&s->page);
    for (size_t i = 0; i < s->a->n_findings; i++) {
        const jifen_finding *f = &s->a->findings[i];
        if (f->is_absent)
            continue;
        buf_put(&s->text, f->value.len > 0 ? f->value_label : sheet_word(s, WORD_OPEN_POINTS));
        put_fact_of_head(s, f->label, width);
    }
    for (size_t i = 0; i < s->a->n_goals; i++)
        put_goal(s, &s->a->goals[i], width);
}

// Does the other reading make another verdict, or another truth of the first goal?
static bool changes_outcome(const sheet *s, const jifen_assumption *x) {
    if (x->verdict.len > 0)
        return true;
    if (!x->has_total || s->a->n_goals == 0)
        return false;
    const jifen_goal *g = &s->a->goals[0];
    return !(g->holds == TRI_YES && x->total_least >= g->target) &&
           !(g->holds == TRI_NO && x->total_most < g->target);
}

static void put_one_reading(sheet *s, const jifen_assumption *x) {
    buf effect = buf_make(s->text.mem);
    report_put_effect(s, &effect, x);
    sheet_print(s, &s->text, WORD_HANGS_ON, x->text, x->alternative, sheet_str(s, &effect));
}

bool report_say_what_it_hangs_on(sheet *s) {
    const jifen_assumption *first = NULL;
    int64_t n_outcome = 0;
    int64_t n_other = 0;
    for (size_t i = 0; i < s->a->n_assumptions; i++) {
        const jifen_assumption *x = &s->a->assumptions[i];
        bool is_outcome = changes_outcome(s, x);
        if (is_outcome && n_outcome == 0)
            first = x;
        n_outcome += is_outcome;
        n_other += x->changes && !is_outcome;
    }
    if (n_outcome == 1)
        put_one_reading(s, first);
    else if (n_outcome > 1)
        sheet_print(s, &s->text, WORD_HANGS_ON_SEVERAL, n_outcome, sheet_word(s, WORD_ASSUMPTIONS));
    else if (n_other > 0)
        sheet_print(s, &s->text, WORD_HANGS_IN_DETAIL, n_other, sheet_word(s, WORD_ASSUMPTIONS));
    return n_outcome > 0;
}

static void put_what_it_hangs_on(sheet *s) {
    bool is_outcome = report_say_what_it_hangs_on(s);
    if (s->text.len == 0)
        return;
    text_blank_line(&s->page);
    sheet_item(s, is_outcome ? TEXT_STRONG : TEXT_PLAIN, SHEET_INDENT);
}

// ---- the whole

static sheet make_sheet(const jifen_answer *a, const person *p, report_options o, buf *out) {
    int width = o.width == 0 ? TEXT_WIDTH : o.width < TEXT_WIDTH_LEAST ? TEXT_WIDTH_LEAST : o.width;
    return (sheet){
        .a = a,
        .p = p,
        .info = jifen_info(a->law),
        .o = o,
        .page = {.out = out, .width = width, .colour = o.colour},
        .lead = buf_make(out->mem),
        .text = buf_make(out->mem),
    };
}

void report_print(const jifen_answer *a, const person *p, report_options o, buf *out) {
    assert(out->mem != NULL);
    sheet s = make_sheet(a, p, o, out);
    put_headline(&s);
    put_as_of(&s);
    put_facts_of_head(&s);
    put_what_it_hangs_on(&s);
    report_put_first_actions(&s);
    if (a->is_open)
        report_put_missing(&s);
    report_put_reasons(&s);
    report_put_points(&s);
    report_put_papers(&s);
    report_put_dates(&s);
    if (!a->is_open)
        report_put_missing(&s);
    report_put_given(&s);
    report_put_assumptions(&s);
    report_put_sources(&s);
    out->failed |= s.failed;
}
