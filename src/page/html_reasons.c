// SPDX-License-Identifier: Apache-2.0
// Why, what can be done about it, and by when.
#include "page/html_parts.h"

static void put_title(const html_answer *v, const jifen_reason *r) {
    HTML_LIT(v->h, "<h3>");
    html_text(v->h, r->label);
    if (report_says_recoverable(v->a, r)) {
        if (r->recoverable)
            HTML_LIT(v->h, " <span class=\"tag tag-ok\">");
        else
            HTML_LIT(v->h, " <span class=\"tag tag-bad\">");
        html_word(v->h, r->recoverable ? WORD_RECOVERABLE : WORD_PERMANENT);
        HTML_LIT(v->h, "</span>");
    }
    HTML_LIT(v->h, "</h3>");
}

static void put_term(const html_answer *v, word term) {
    HTML_LIT(v->h, "<dt>");
    html_word(v->h, term);
    HTML_LIT(v->h, "</dt>");
}

static void put_soonest_days(sheet *s, const jifen_reason *r) {
    buf first = buf_make(s->text.mem), last = buf_make(s->text.mem);
    sheet_put_day(s, &first, r->soonest);
    sheet_put_day(s, &last, r->soonest_last);
    if (r->soonest == r->soonest_last)
        sheet_print(s, &s->text, WORD_SOONEST, sheet_str(s, &first));
    else
        sheet_print(s, &s->text, WORD_SOONEST_BETWEEN, sheet_str(s, &first), sheet_str(s, &last));
}

// For somebody without monthly records: no day is certain, but none before this one can be.
static void put_soonest(const html_answer *v, const jifen_reason *r) {
    sheet s = html_phrases(v);
    if (!r->recoverable || !report_says_recoverable(v->a, r))
        return;
    put_term(v, WORD_AGAIN);
    HTML_LIT(v->h, "<dd>");
    if (r->has_soonest) {
        put_soonest_days(&s, r);
        html_said(v, &s);
    } else
        html_word(v->h, WORD_WHEN_DONE);
    HTML_LIT(v->h, "</dd>");
}

static void put_again(const html_answer *v, const jifen_reason *r) {
    if (!r->has_again) {
        put_soonest(v, r);
        return;
    }
    sheet s = html_phrases(v);
    buf day = buf_make(s.text.mem);
    sheet_put_day(&s, &day, r->again_on);
    sheet_print(&s, &s.text, WORD_AGAIN_ON, sheet_str(&s, &day));
    if (r->has_by && r->again_on > r->by)
        buf_put(&s.text, words_get(WORD_AGAIN_TOO_LATE, false));
    HTML_LIT(v->h, "<dt>最早</dt><dd>");
    html_said(v, &s);
    HTML_LIT(v->h, "</dd>");
}

static void put_what_to_do(const html_answer *v, const jifen_reason *r) {
    HTML_LIT(v->h, "<dl>");
    put_term(v, WORD_LOOK);
    HTML_LIT(v->h, "<dd>");
    html_text(v->h, r->look);
    HTML_LIT(v->h, "</dd><dt>怎么办</dt><dd>");
    html_text(v->h, r->remedy);
    HTML_LIT(v->h, "</dd>");
    put_again(v, r);
    if (r->has_by) {
        HTML_LIT(v->h, "<dt>最晚</dt><dd>");
        html_deadline(v, r->by, r->by_label);
        HTML_LIT(v->h, "</dd>");
    }
    HTML_LIT(v->h, "</dl>");
}

static void open_reason(const html_answer *v, const jifen_reason *r) {
    HTML_LIT(v->h, "<li");
    HTML_ATTR(v->h, "data-rule-id", r->code);
    HTML_LIT(v->h, ">");
    put_title(v, r);
    HTML_LIT(v->h, "<p>");
    html_text(v->h, r->meaning);
    HTML_LIT(v->h, "</p>");
}

static void close_reason(const html_answer *v, const jifen_reason *r) {
    html_source_checked(v, r->source, r->checked);
    html_rule_link(v, r->code);
    HTML_LIT(v->h, "</li>\n");
}

static void put_group(const html_answer *v, reason_group which) {
    sheet s = html_phrases(v);
    size_t n = 0;
    for (size_t i = 0; i < v->a->n_reasons; i++) {
        const jifen_reason *r = &v->a->reasons[i];
        if (r->first_action || report_group_of(v->a, r) != which)
            continue;
        if (n++ == 0) {
            HTML_LIT(v->h, "<section class=\"reasons\">");
            html_heading(v->h, report_group_heading(&s, which));
            HTML_LIT(v->h, "<ul class=\"lines\">");
        }
        open_reason(v, r);
        put_what_to_do(v, r);
        close_reason(v, r);
    }
    if (n > 0)
        HTML_LIT(v->h, "</ul></section>\n");
}

static void put_possible(const html_answer *v) {
    if (v->a->n_possible == 0)
        return;
    HTML_LIT(v->h, "<section class=\"reasons possible\">");
    html_heading(v->h, words_get(WORD_POSSIBLE, false));
    HTML_LIT(v->h, "<p class=\"muted\">");
    html_word(v->h, WORD_POSSIBLE_WHY);
    HTML_LIT(v->h, "</p><ul class=\"lines\">");
    for (size_t i = 0; i < v->a->n_possible; i++) {
        open_reason(v, &v->a->possible[i]);
        close_reason(v, &v->a->possible[i]);
    }
    HTML_LIT(v->h, "</ul></section>\n");
}

void html_reasons(const html_answer *v) {
    for (int g = GROUP_CAUSES; g <= GROUP_EXPLAINING; g++)
        put_group(v, (reason_group)g);
    put_possible(v);
}
