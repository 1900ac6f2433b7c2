// SPDX-License-Identifier: Apache-2.0
#include "page/html_parts.h"

#include <assert.h>

sheet html_phrases(const html_answer *v) {
    buf *out = v->h->out;
    assert(out->mem != NULL);
    return (sheet){
        .a = v->a,
        .info = jifen_info(v->a->law),
        .page = {.out = out, .width = TEXT_WIDTH},
        .lead = buf_make(out->mem),
        .text = buf_make(out->mem),
    };
}

void html_said(const html_answer *v, sheet *s) {
    html_text(v->h, sheet_str(s, &s->text));
    buf_clear(&s->text);
    v->h->out->failed |= s->failed;
}

void html_points_data(const html_answer *v, const jifen_points *p) {
    HTML_ATTR(v->h, "data-rule-id", p->name);
    HTML_LIT(v->h, " data-least=\"");
    html_int(v->h, p->least);
    HTML_LIT(v->h, "\" data-most=\"");
    html_int(v->h, p->most);
    HTML_LIT(v->h, "\"");
}

void html_word(html *h, word w) {
    html_text(h, words_get(w, false));
}

void html_heading(html *h, str text) {
    HTML_LIT(h, "<h2>");
    html_text(h, text);
    HTML_LIT(h, "</h2>");
}

void html_day(const html_answer *v, int64_t day) {
    sheet s = html_phrases(v);
    buf_print(v->h->out, "<time datetime=\"{d}\">", day);
    sheet_put_day(&s, &s.text, day);
    html_said(v, &s);
    HTML_LIT(v->h, "</time>");
}

void html_plain_day(const html_answer *v, int64_t day) {
    sheet s = html_phrases(v);
    buf_print(v->h->out, "<time datetime=\"{d}\">", day);
    sheet_put_plain_day(&s, &s.text, day);
    html_said(v, &s);
    HTML_LIT(v->h, "</time>");
}

void html_source(const html_answer *v, jifen_source from) {
    html_source_checked(v, from, 0);
}

void html_source_checked(const html_answer *v, jifen_source from, int64_t checked) {
    if (from.key.len == 0)
        return;
    sheet s = html_phrases(v);
    HTML_LIT(v->h, "<p class=\"small muted\">依据：");
    sheet_put_source(&s, &s.text, from);
    if (checked != 0) {
        buf day = buf_make(s.text.mem);
        sheet_put_plain_day(&s, &day, checked);
        buf_put(&s.text, words_get(WORD_COMMA, false));
        sheet_print(&s, &s.text, WORD_CHECKED_ON, sheet_str(&s, &day));
    }
    html_said(v, &s);
    HTML_LIT(v->h, "</p>");
}

void html_tag(html *h, str text) {
    HTML_LIT(h, " <span class=\"tag\">");
    html_text(h, text);
    HTML_LIT(h, "</span>");
}

void html_confidence(html *h, str label) {
    if (label.len == 0)
        return;
    HTML_LIT(h, " <span class=\"tag\">把握：");
    html_text(h, label);
    HTML_LIT(h, "</span>");
}

void html_rule_link(const html_answer *v, str name) {
    if (v->is_alone)
        return;
    HTML_LIT(v->h, "<a class=\"more no-print\" href=\"/rules/");
    html_url(v->h, name);
    html_text(v->h, v->query);
    HTML_LIT(v->h, "\">看这一条规定</a>");
}

void html_amount(const html_answer *v, int64_t least, int64_t most) {
    sheet s = html_phrases(v);
    HTML_LIT(v->h, "<span class=\"num\">");
    sheet_put_amount(&s, &s.text, least, most);
    html_said(v, &s);
    HTML_LIT(v->h, "</span>");
}

void html_deadline(const html_answer *v, int64_t by, str label) {
    sheet s = html_phrases(v);
    html_day(v, by);
    HTML_LIT(v->h, "，");
    if (label.len > 0) {
        html_text(v->h, label);
        HTML_LIT(v->h, "，");
    }
    sheet_put_distance(&s, &s.text, by);
    html_said(v, &s);
}
