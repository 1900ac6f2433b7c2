// SPDX-License-Identifier: Apache-2.0
// The documents an answer cites, the version of the law, who decides.
#include "page/html_parts.h"

static void put_documents(const html_answer *v) {
    sheet s = html_phrases(v);
    report_sources all = report_list_sources(&s);
    v->h->out->failed |= s.failed;
    if (all.n == 0)
        return;
    html_heading(v->h, words_get(WORD_SOURCES, false));
    HTML_LIT(v->h, "<dl class=\"sources\">");
    for (size_t i = 0; i < all.n; i++) {
        if (!report_is_first_source(&all, i))
            continue;
        HTML_LIT(v->h, "<dt>");
        html_text(v->h, all.items[i].key);
        HTML_LIT(v->h, "</dt><dd>");
        html_text(v->h, all.items[i].document);
        report_say_trust(&s, &all, i);
        html_said(v, &s);
        HTML_LIT(v->h, "</dd>\n");
    }
    HTML_LIT(v->h, "</dl>");
}

// The rules are late when the day they were to be checked again has passed.
static void put_version(const html_answer *v) {
    sheet s = html_phrases(v);
    report_say_version(&s);
    if (v->a->on <= s.info->again) {
        HTML_LIT(v->h, "<div class=\"box\"><p>");
        html_said(v, &s);
        HTML_LIT(v->h, "</p><p>下一次核对不晚于 ");
        html_plain_day(v, s.info->again);
        HTML_LIT(v->h, "。</p></div>");
        return;
    }
    HTML_LIT(v->h, "<div class=\"box late\"><p>");
    html_said(v, &s);
    HTML_LIT(v->h, "</p><p><strong>");
    (void)report_say_overdue(&s);
    html_said(v, &s);
    HTML_LIT(v->h, "</strong></p></div>");
}

void html_sources(const html_answer *v) {
    HTML_LIT(v->h, "<section>");
    put_documents(v);
    put_version(v);
    HTML_LIT(v->h, "<p>");
    html_word(v->h, WORD_DISCLAIMER);
    HTML_LIT(v->h, "</p></section>\n");
}
