// SPDX-License-Identifier: Apache-2.0
// The conditions one by one.
#include "page/html_parts.h"

static const struct {
    word says;
    const char *tag, *shape;  // shape: for the eye only, the word says the same
} looks[] = {
    [CONDITION_FINE] = {WORD_CONDITION_FINE, "tag tag-ok", "✓"},
    [CONDITION_WRONG] = {WORD_CONDITION_WRONG, "tag tag-bad", "✕"},
    [CONDITION_OPEN] = {WORD_CONDITION_OPEN, "tag", "？"},
};

static int64_t count(const jifen_condition *conditions, size_t n, condition_state state) {
    int64_t found = 0;
    for (size_t i = 0; i < n; i++)
        found += conditions[i].state == state;
    return found;
}

static void put_state(const html_answer *v, condition_state state) {
    HTML_LIT(v->h, " <span");
    HTML_ATTR(v->h, "class", str_of_c(looks[state].tag));
    HTML_LIT(v->h, "><span aria-hidden=\"true\">");
    html_text(v->h, str_of_c(looks[state].shape));
    HTML_LIT(v->h, "</span> ");
    html_word(v->h, looks[state].says);
    HTML_LIT(v->h, "</span>");
}

// Where nothing is wrong, nobody needs to be told where to look.
static void put_condition(const html_answer *v, const jifen_condition *c) {
    HTML_LIT(v->h, "<li data-rule-id=\"");
    html_text(v->h, c->code);
    HTML_LIT(v->h, "\"><div class=\"line-head\"><span>");
    html_text(v->h, c->label);
    HTML_LIT(v->h, "</span>");
    put_state(v, c->state);
    HTML_LIT(v->h, "</div>");
    if (c->state == CONDITION_OPEN) {
        HTML_LIT(v->h, "<p class=\"small muted\">");
        html_word(v->h, WORD_LOOK);
        HTML_LIT(v->h, "：");
        html_text(v->h, c->look);
        HTML_LIT(v->h, "</p>");
    }
    HTML_LIT(v->h, "</li>\n");
}

static void put_group(const html_answer *v, const jifen_condition *conditions, size_t n, condition_state state) {
    for (size_t i = 0; i < n; i++)
        if (conditions[i].state == state)
            put_condition(v, &conditions[i]);
}

void html_conditions(const html_answer *v, const jifen_condition *conditions, size_t n) {
    if (n == 0)
        return;
    sheet s = html_phrases(v);
    HTML_LIT(v->h, "<section class=\"conditions\">");
    html_heading(v->h, words_get(WORD_CONDITIONS, false));
    sheet_print(&s, &s.text, WORD_CONDITIONS_COUNT, (int64_t)n, count(conditions, n, CONDITION_WRONG),
                count(conditions, n, CONDITION_OPEN), count(conditions, n, CONDITION_FINE));
    HTML_LIT(v->h, "<p>");
    html_said(v, &s);
    HTML_LIT(v->h, "</p><ul class=\"lines\">");
    put_group(v, conditions, n, CONDITION_WRONG);
    put_group(v, conditions, n, CONDITION_OPEN);
    put_group(v, conditions, n, CONDITION_FINE);
    HTML_LIT(v->h, "</ul></section>\n");
}
