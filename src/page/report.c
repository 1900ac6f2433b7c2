// SPDX-License-Identifier: Apache-2.0
#include "page/report.h"

#include "base/utf8.h"
#include "page/report_parts.h"

#include <assert.h>

// ---- the head: verdict, what holds today, the goals

static void put_headline(sheet *s) {
    buf_put(&s->text, s->a->headline);
    if (s->a->confidence_label.len > 0) {
        buf_put(&s->text, sheet_word(s, WORD_BRACKET_OPEN));
        sheet_print(s, &s->text, WORD_CONFIDENCE, s->a->confidence_label);
        buf_put(&s->text, sheet_word(s, WORD_BRACKET_CLOSE));
    }
    sheet_item(s, TEXT_STRONG, 0);
}

static void put_as_of(sheet *s) {
    buf day = buf_make(s->text.mem);
    sheet_put_day(s, &day, s->a->on);
    sheet_print(s, &s->text, WORD_AS_OF, s->info->title, buf_str(&day));
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
    sheet_print(s, &s->text, words[g->holds], buf_str(&target), buf_str(&gap));
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

// One sentence when the other reading of a rule would make another answer.
static void put_what_it_hangs_on(sheet *s) {
    const jifen_assumption *first = NULL;
    int64_t n = 0;
    for (size_t i = 0; i < s->a->n_assumptions; i++) {
        if (!s->a->assumptions[i].changes)
            continue;
        first = first == NULL ? &s->a->assumptions[i] : first;
        n++;
    }
    if (n == 0)
        return;
    text_blank_line(&s->page);
    if (n > 1) {
        sheet_print(s, &s->text, WORD_HANGS_ON_SEVERAL, n, sheet_word(s, WORD_ASSUMPTIONS));
    } else {
        buf effect = buf_make(s->text.mem);
        report_put_effect(s, &effect, first);
        sheet_print(s, &s->text, WORD_HANGS_ON, first->text, first->alternative, buf_str(&effect));
    }
    sheet_item(s, TEXT_PLAIN, SHEET_INDENT);
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
    report_put_dates(&s);
    report_put_points(&s);
    report_put_papers(&s);
    if (!a->is_open)
        report_put_missing(&s);
    report_put_given(&s);
    report_put_assumptions(&s);
    report_put_sources(&s);
    out->failed |= s.lead.failed || s.text.failed;
}
