// SPDX-License-Identifier: Apache-2.0
// What the answer rests on: questions still open, what was presumed, and how rules were read where they are disputed.
#include "page/html_parts.h"

static void put_missing(const html_answer *v) {
    if (v->a->n_missing == 0)
        return;
    HTML_LIT(v->h, "<section>");
    html_heading(v->h, words_get(WORD_MISSING, false));
    HTML_LIT(v->h, "<ol>");
    for (size_t i = 0; i < v->a->n_missing; i++) {
        const jifen_fact *f = jifen_fact_at(v->a->law, v->a->missing[i]);
        HTML_LIT(v->h, "<li>");
        html_text(v->h, f->ask.len > 0 ? f->ask : f->type.label);
        HTML_LIT(v->h, "</li>");
    }
    HTML_LIT(v->h, "</ol></section>\n");
}

static void put_presumed(const html_answer *v) {
    if (v->a->n_presumed == 0)
        return;
    sheet s = html_phrases(v);
    HTML_LIT(v->h, "<section>");
    html_heading(v->h, words_get(WORD_PRESUMED, false));
    HTML_LIT(v->h, "<ul>");
    for (size_t i = 0; i < v->a->n_presumed; i++) {
        report_say_default(&s, i);
        if (s.text.len == 0)
            continue;
        HTML_LIT(v->h, "<li>");
        html_said(v, &s);
        HTML_LIT(v->h, "</li>");
    }
    HTML_LIT(v->h, "</ul><p>");
    html_word(v->h, WORD_PRESUMED_CALL);
    HTML_LIT(v->h, "</p></section>\n");
}

static void put_other_side(const html_answer *v, const jifen_assumption *x) {
    sheet s = html_phrases(v);
    buf effect = buf_make(s.text.mem);
    report_put_effect(&s, &effect, x);
    if (effect.len > 0)
        sheet_print(&s, &s.text, WORD_EFFECT_IS, sheet_str(&s, &effect));
    else
        buf_put(&s.text, words_get(WORD_NO_EFFECT, false));
    HTML_LIT(v->h, "<dl><dt>另一种理解</dt><dd>");
    html_text(v->h, x->alternative);
    HTML_LIT(v->h, "</dd><dt>影响</dt><dd>");
    html_said(v, &s);
    HTML_LIT(v->h, "</dd></dl>");
}

static void put_assumption(const html_answer *v, const jifen_assumption *x) {
    HTML_LIT(v->h, "<li");
    HTML_ATTR(v->h, "data-rule-id", x->code);
    HTML_LIT(v->h, "><p>");
    html_text(v->h, x->text);
    html_confidence(v->h, x->confidence_label);
    HTML_LIT(v->h, "</p>");
    if (x->has_alternative)
        put_other_side(v, x);
    html_source(v, x->source);
    html_rule_link(v, x->code);
    HTML_LIT(v->h, "</li>\n");
}

static void put_assumptions(const html_answer *v) {
    if (v->a->n_assumptions == 0)
        return;
    HTML_LIT(v->h, "<section>");
    html_heading(v->h, words_get(WORD_ASSUMPTIONS, false));
    HTML_LIT(v->h, "<ul class=\"lines\">");
    for (size_t i = 0; i < v->a->n_assumptions; i++)
        put_assumption(v, &v->a->assumptions[i]);
    HTML_LIT(v->h, "</ul></section>\n");
}

void html_basis(const html_answer *v) {
    put_missing(v);
    put_presumed(v);
    put_assumptions(v);
}
