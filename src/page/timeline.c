// SPDX-License-Identifier: Apache-2.0
#include "page/timeline.h"

#include "page/tagged.h"

static const jifen_date *find_date(const jifen_answer *a, str id) {
    for (size_t i = 0; i < a->n_dates; i++)
        if (id.len > 0 && str_is(a->dates[i].id, id))
            return &a->dates[i];
    return NULL;
}

static void put_from_anchor(html *h, const jifen_date *d, const jifen_date *anchor) {
    int64_t n = d->day - anchor->day;
    if (n == 0)
        return;
    HTML_LIT(h, " <span class=\"timeline-from\">");
    if (n < 0)
        tagged_print(h, WORD_DATE_BEFORE, anchor->label, -n);
    else
        tagged_print(h, WORD_DATE_AFTER, anchor->label, n);
    HTML_LIT(h, "</span>");
}

static void put_note(html *h, str note) {
    if (note.len == 0)
        return;
    HTML_LIT(h, "<p class=\"timeline-note\">");
    html_text(h, note);
    HTML_LIT(h, "</p>\n");
}

static void put_source(html *h, jifen_source from) {
    if (from.key.len == 0)
        return;
    HTML_LIT(h, "<p class=\"timeline-source\">");
    tagged_print(h, WORD_SOURCE);
    tagged_print(h, WORD_COLON);
    tagged_put_source(h, from);
    HTML_LIT(h, "</p>\n");
}

static void open_item(html *h, bool is_past, bool is_anchor) {
    if (is_past && is_anchor)
        HTML_LIT(h, "<li class=\"past anchor\">\n");
    else if (is_past)
        HTML_LIT(h, "<li class=\"past\">\n");
    else if (is_anchor)
        HTML_LIT(h, "<li class=\"anchor\">\n");
    else
        HTML_LIT(h, "<li>\n");
}

static void put_item(html *h, const jifen_answer *a, const jifen_date *d, const jifen_date *anchor) {
    open_item(h, d->day < a->on, d == anchor);
    HTML_LIT(h, "<p class=\"timeline-day\">");
    tagged_put_day(h, d->day);
    HTML_LIT(h, " <span class=\"timeline-distance\">");
    tagged_put_distance(h, d->day, a->on);
    HTML_LIT(h, "</span></p>\n<p><strong>");
    html_text(h, d->label);
    HTML_LIT(h, "</strong>");
    if (anchor != NULL)
        put_from_anchor(h, d, anchor);
    HTML_LIT(h, "</p>\n");
    put_note(h, d->note);
    put_source(h, d->source);
    HTML_LIT(h, "</li>\n");
}

void timeline_print(const jifen_answer *a, timeline_options o, html *h) {
    const jifen_date *anchor = find_date(a, o.anchor);
    if (a->n_dates == 0)
        return;
    if (o.backwards)
        HTML_LIT(h, "<ol class=\"timeline\" reversed>\n");
    else
        HTML_LIT(h, "<ol class=\"timeline\">\n");
    for (size_t i = 0; i < a->n_dates; i++)
        put_item(h, a, phrases_date_in_order(a, o.backwards ? a->n_dates - 1 - i : i), anchor);
    HTML_LIT(h, "</ol>\n");
}
