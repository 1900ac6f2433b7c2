// SPDX-License-Identifier: Apache-2.0
// The head of an answer: what a tired person reads when nothing else.
#include "page/html_parts.h"

static void put_gap(const html_answer *v, const jifen_goal *g) {
    switch (g->holds) {
    case TRI_YES: HTML_LIT(v->h, "已经达到"); return;
    case TRI_NO:
        HTML_LIT(v->h, "还差 ");
        html_amount(v, g->least_gap, g->most_gap);
        return;
    case TRI_OPEN: break;
    }
    HTML_LIT(v->h, "还不能确定，最多还差 ");
    html_amount(v, g->most_gap, g->most_gap);
}

static void put_goal(const html_answer *v, const jifen_goal *g) {
    const jifen_points *total = &v->a->points[g->points];
    HTML_LIT(v->h, "<p>");
    html_text(v->h, total->label);
    HTML_LIT(v->h, "</p><p class=\"headline\"");
    html_points_data(v, total);
    HTML_LIT(v->h, ">");
    html_amount(v, total->least, total->most);
    HTML_LIT(v->h, "</p><p>");
    html_text(v->h, g->label);
    HTML_LIT(v->h, "（");
    html_amount(v, g->target, g->target);
    HTML_LIT(v->h, "）：<strong>");
    put_gap(v, g);
    HTML_LIT(v->h, "</strong></p>");
}

// A verdict that is open is a note, not a heading.
static void put_verdict(const html_answer *v) {
    if (v->a->headline.len == 0)
        return;
    if (v->a->is_open)
        HTML_LIT(v->h, "<p class=\"lead\">能不能办成：");
    else
        HTML_LIT(v->h, "<h2>");
    html_text(v->h, v->a->headline);
    html_confidence(v->h, v->a->confidence_label);
    if (v->a->is_open)
        HTML_LIT(v->h, "</p>");
    else
        HTML_LIT(v->h, "</h2>");
    if (!v->a->has_by)
        return;
    HTML_LIT(v->h, "<p><strong>最晚：");
    html_deadline(v, v->a->by, v->a->by_label);
    HTML_LIT(v->h, "</strong></p>");
}

// A range so wide that nothing was asked about it says nothing.
static void put_goals(const html_answer *v) {
    for (size_t i = 0; i < v->a->n_goals; i++)
        if (!v->verdict_first || v->a->goals[i].live == 0)
            put_goal(v, &v->a->goals[i]);
}

static void put_findings(const html_answer *v) {
    for (size_t i = 0; i < v->a->n_findings; i++) {
        const jifen_finding *f = &v->a->findings[i];
        if (f->is_absent || (f->value.len == 0 && v->a->is_open))
            continue;
        HTML_LIT(v->h, "<p>");
        html_text(v->h, f->label);
        HTML_LIT(v->h, "：<strong>");
        if (f->value.len > 0)
            html_text(v->h, f->value_label);
        else
            html_word(v->h, WORD_OPEN_POINTS);
        HTML_LIT(v->h, "</strong></p>");
    }
}

static void put_as_of(const html_answer *v) {
    sheet s = html_phrases(v);
    buf day = buf_make(s.text.mem);
    sheet_put_day(&s, &day, v->a->on);
    sheet_print(&s, &s.text, WORD_AS_OF, s.info->title, sheet_str(&s, &day));
    HTML_LIT(v->h, "<p class=\"small muted\">");
    html_said(v, &s);
    HTML_LIT(v->h, "</p>");
}

static void put_what_it_hangs_on(const html_answer *v) {
    sheet s = html_phrases(v);
    bool is_outcome = report_say_what_it_hangs_on(&s);
    if (s.text.len == 0)
        return;
    if (is_outcome)
        HTML_LIT(v->h, "<p class=\"box note\">");
    else
        HTML_LIT(v->h, "<p>");
    html_said(v, &s);
    HTML_LIT(v->h, "</p>");
}

static void put_first_action(const html_answer *v, const jifen_reason *r) {
    HTML_LIT(v->h, "<div class=\"box\"");
    HTML_ATTR(v->h, "data-rule-id", r->code);
    HTML_LIT(v->h, "><h3>");
    html_word(v->h, WORD_FIRST_ACTIONS);
    HTML_LIT(v->h, "</h3><p><strong>");
    html_text(v->h, r->remedy);
    HTML_LIT(v->h, "</strong></p>");
    if (r->has_by) {
        HTML_LIT(v->h, "<p>最晚：");
        html_deadline(v, r->by, r->by_label);
        HTML_LIT(v->h, "</p>");
    }
    HTML_LIT(v->h, "<p>");
    html_text(v->h, r->label);
    HTML_LIT(v->h, "。");
    html_text(v->h, r->meaning);
    HTML_LIT(v->h, "</p>");
    html_source(v, r->source);
    html_rule_link(v, r->code);
    HTML_LIT(v->h, "</div>");
}

void html_summary(const html_answer *v) {
    HTML_LIT(v->h, "<section class=\"summary\">");
    if (!v->verdict_first)
        put_goals(v);
    put_verdict(v);
    put_findings(v);
    put_as_of(v);
    put_what_it_hangs_on(v);
    for (size_t i = 0; i < v->a->n_reasons; i++)
        if (v->a->reasons[i].first_action)
            put_first_action(v, &v->a->reasons[i]);
    if (v->verdict_first && !v->is_supposed)
        put_goals(v);
    HTML_LIT(v->h, "</section>\n");
}
