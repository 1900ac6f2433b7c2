// SPDX-License-Identifier: Apache-2.0
// The points line by line: terms inside what they are part of, the total below them, zeros folded.
#include "page/html_parts.h"

enum { DEPTH_MOST = 6 };

static bool is_shown(const jifen_answer *a, size_t idx) {
    return a->points[idx].least != 0 || a->points[idx].most != 0 || report_is_total(a, idx);
}

// What is added up of others has no line of its own elsewhere.
static void put_differs(const html_answer *v, const jifen_points *p) {
    size_t idx = (size_t)(p - v->a->points);
    if (v->differs.len == 0 || report_has_terms(v->a, idx))
        return;
    HTML_LIT(v->h, "<p class=\"no-print\"><a class=\"more\" href=\"");
    html_text(v->h, v->differs);
    html_text(v->h, v->query);
    HTML_LIT(v->h, "#");
    html_url(v->h, p->name);
    HTML_LIT(v->h, "\">别处的这一项不一样？</a></p>");
}

// From where and on which days it holds; folded, so that the lines stay short.
static void put_origin(const html_answer *v, const jifen_points *p) {
    const jifen_law_info *info = jifen_info(v->a->law);
    HTML_LIT(v->h, "<details><summary>出处和适用的日期</summary><p class=\"small\">");
    if (p->source.key.len > 0) {
        html_text(v->h, p->source.document);
        if (p->source.where.len > 0) {
            HTML_LIT(v->h, "，");
            html_text(v->h, p->source.where);
        }
        HTML_LIT(v->h, "。");
    }
    HTML_LIT(v->h, "适用：");
    html_plain_day(v, info->from);
    HTML_LIT(v->h, " 至 ");
    html_plain_day(v, info->to);
    HTML_LIT(v->h, "；");
    html_plain_day(v, info->checked);
    HTML_LIT(v->h, "核对过。</p><p>");
    html_rule_link(v, p->name);
    HTML_LIT(v->h, "</p>");
    put_differs(v, p);
    HTML_LIT(v->h, "</details>");
}

static void put_why(const html_answer *v, size_t idx) {
    const jifen_points *p = &v->a->points[idx];
    bool is_silent = !report_has_terms(v->a, idx) && p->row_text.len == 0 && p->least == p->most;
    if (is_silent && p->dispute.len == 0)
        return;
    HTML_LIT(v->h, "<p>");
    if (report_has_terms(v->a, idx))
        html_word(v->h, p->is_best ? WORD_BEST_OF : WORD_SUM_OF);
    else if (p->row_text.len > 0)
        html_text(v->h, p->row_text);
    else if (p->least != p->most)
        html_word(v->h, WORD_OPEN_POINTS);
    if (p->dispute.len > 0)
        html_tag(v->h, words_get(WORD_DISPUTED, false));
    HTML_LIT(v->h, "</p>");
}

static str number(const html_answer *v, size_t fact, int64_t value) {
    buf b = buf_make(v->h->out->mem);
    jifen_print_value(&jifen_fact_at(v->a->law, fact)->type, set_range(value, value, 0), false, &b);
    return buf_str(&b);
}

// What is missing to the next points.
static void put_next(const html_answer *v, const jifen_points *p) {
    if (p->next_more == 0)
        return;
    sheet s = html_phrases(v);
    size_t fact = p->next_fact;
    str label = jifen_fact_at(v->a->law, fact)->type.label;
    str at = number(v, fact, p->next_at);
    if (p->next_lacks > 0)
        sheet_print(&s, &s.text, WORD_NEXT_LACKS, label, at, number(v, fact, p->next_lacks), p->next_more,
                    s.info->unit);
    else
        sheet_print(&s, &s.text, WORD_NEXT, label, at, p->next_more, s.info->unit);
    HTML_LIT(v->h, "<p class=\"muted\">");
    html_said(v, &s);
    HTML_LIT(v->h, "</p>");
}

static void put_head(const html_answer *v, const jifen_points *p) {
    HTML_LIT(v->h, "<div class=\"line-head\"><span>");
    html_text(v->h, p->label);
    HTML_LIT(v->h, "</span>");
    html_amount(v, p->least, p->most);
    HTML_LIT(v->h, "</div>");
}

static void open_line(const html_answer *v, size_t idx) {
    const jifen_points *p = &v->a->points[idx];
    HTML_LIT(v->h, "<li");
    html_points_data(v, p);
    if (report_is_total(v->a, idx))
        HTML_LIT(v->h, " class=\"total\"");
    HTML_LIT(v->h, ">");
    put_head(v, p);
    put_why(v, idx);
    put_next(v, p);
    html_source(v, p->source);
    put_origin(v, p);
}

static bool has_shown_terms(const jifen_answer *a, size_t idx) {
    for (size_t i = 0; i < a->n_points; i++)
        if (a->points[i].part_of == idx + 1 && is_shown(a, i))
            return true;
    return false;
}

static void put_terms(const html_answer *v, size_t part_of, int depth);

static void put_line(const html_answer *v, size_t idx, int depth) {
    bool is_total = report_is_total(v->a, idx);
    if (is_total)
        put_terms(v, idx + 1, depth);
    open_line(v, idx);
    if (!is_total && depth < DEPTH_MOST && has_shown_terms(v->a, idx)) {
        HTML_LIT(v->h, "<ul class=\"lines\">");
        put_terms(v, idx + 1, depth + 1);
        HTML_LIT(v->h, "</ul>");
    }
    HTML_LIT(v->h, "</li>\n");
}

// The terms of `part_of` (0: those of none).
static void put_terms(const html_answer *v, size_t part_of, int depth) {
    for (size_t i = 0; i < v->a->n_points; i++)
        if (v->a->points[i].part_of == part_of && is_shown(v->a, i))
            put_line(v, i, depth);
}

static void put_zeros(const html_answer *v) {
    int64_t n = 0;
    for (size_t i = 0; i < v->a->n_points; i++)
        n += report_is_zero_to_name(v->a, i);
    if (n == 0)
        return;
    buf_print(v->h->out, "<details><summary>还有 {i} 项是 0</summary><ul>", n);
    for (size_t i = 0; i < v->a->n_points; i++) {
        if (!report_is_zero_to_name(v->a, i))
            continue;
        HTML_LIT(v->h, "<li");
        html_points_data(v, &v->a->points[i]);
        HTML_LIT(v->h, ">");
        html_text(v->h, v->a->points[i].label);
        HTML_LIT(v->h, "：0。");
        html_rule_link(v, v->a->points[i].name);
        put_next(v, &v->a->points[i]);
        HTML_LIT(v->h, "</li>");
    }
    HTML_LIT(v->h, "</ul></details>");
}

void html_points(const html_answer *v) {
    if (v->a->n_points == 0)
        return;
    HTML_LIT(v->h, "<section class=\"points\">");
    html_heading(v->h, words_get(WORD_POINTS, false));
    HTML_LIT(v->h, "<ul class=\"lines\">");
    put_terms(v, 0, 0);
    HTML_LIT(v->h, "</ul>");
    put_zeros(v);
    HTML_LIT(v->h, "</section>\n");
}
