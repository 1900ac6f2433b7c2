// SPDX-License-Identifier: Apache-2.0
// The papers: a list to tick, on the phone and on paper.
#include "page/html_parts.h"

// The word for whether a paper is handed in at once.
static str state_of(tri needed) {
    static const word words[] = {
        [TRI_NO] = WORD_KEEP_READY, [TRI_YES] = WORD_MUST_HAND_IN, [TRI_OPEN] = WORD_MAY_HAND_IN};
    return words_get(words[needed], false);
}

// Of several pieces each is copied.
static void put_copies_tag(const html_answer *v, const jifen_paper *p) {
    sheet s = html_phrases(v);
    if (p->count > 1)
        BUF_LIT(&s.text, "每件");
    sheet_print(&s, &s.text, WORD_COPIES, p->copies);
    HTML_LIT(v->h, " <span class=\"tag\">");
    html_said(v, &s);
    HTML_LIT(v->h, "</span>");
}

static void put_tags(const html_answer *v, const jifen_paper *p) {
    if (p->count > 1)
        buf_print(v->h->out, " <span class=\"tag\">{i} 件</span>", p->count);
    if (p->original)
        html_tag(v->h, words_get(WORD_ORIGINAL, false));
    if (p->copies > 0)
        put_copies_tag(v, p);
    if (p->seal)
        html_tag(v->h, words_get(WORD_SEAL, false));
    if (!p->possible)
        html_tag(v->h, state_of(p->needed));
}

static void put_because(const html_answer *v, const jifen_paper *p) {
    if (p->because.len == 0 && p->note.len == 0)
        return;
    HTML_LIT(v->h, "<small>");
    if (p->because.len > 0) {
        html_text(v->h, p->because);
        HTML_LIT(v->h, "。");
    }
    html_text(v->h, p->note);
    HTML_LIT(v->h, "</small>");
}

static void put_source(const html_answer *v, const jifen_paper *p) {
    if (p->source.key.len == 0)
        return;
    sheet s = html_phrases(v);
    HTML_LIT(v->h, "<small>依据：");
    sheet_put_source(&s, &s.text, p->source);
    html_said(v, &s);
    HTML_LIT(v->h, "</small>");
}

static void put_name(const html_answer *v, const jifen_paper *p) {
    HTML_LIT(v->h, "<strong>");
    html_text(v->h, p->label);
    HTML_LIT(v->h, "</strong>");
    put_tags(v, p);
    put_because(v, p);
    put_source(v, p);
}

static bool is_ticked(const html_answer *v, const jifen_paper *p) {
    for (size_t i = 0; i < v->n_ticked; i++)
        if (str_is(v->ticked[i], p->id))
            return true;
    return false;
}

static void put_paper(const html_answer *v, const jifen_paper *p) {
    HTML_LIT(v->h, "<li");
    HTML_ATTR(v->h, "data-rule-id", p->id);
    if (p->possible) {
        HTML_LIT(v->h, ">");
        put_name(v, p);
    } else {
        HTML_LIT(v->h, "><label class=\"choice\"><input type=\"checkbox\" name=\"tick\"");
        HTML_ATTR(v->h, "value", p->id);
        if (is_ticked(v, p))
            HTML_LIT(v->h, " checked");
        HTML_LIT(v->h, ">");
        put_name(v, p);
        HTML_LIT(v->h, "</label>");
    }
    HTML_LIT(v->h, "</li>\n");
}

static bool is_first_of_holder(const jifen_answer *a, size_t idx, bool possible) {
    for (size_t i = 0; i < idx; i++)
        if (a->papers[i].possible == possible && str_is(a->papers[i].holder, a->papers[idx].holder))
            return false;
    return a->papers[idx].possible == possible;
}

static void put_holder(const html_answer *v, size_t first, bool possible) {
    const jifen_paper *papers = v->a->papers;
    sheet s = html_phrases(v);
    sheet_print(&s, &s.text, WORD_HOLDER, papers[first].holder_label);
    HTML_LIT(v->h, "<h3>");
    html_said(v, &s);
    if (possible)
        HTML_LIT(v->h, "</h3><ul class=\"lines\">");
    else
        HTML_LIT(v->h, "</h3><ul class=\"papers\">");
    for (size_t i = first; i < v->a->n_papers; i++)
        if (papers[i].possible == possible && str_is(papers[i].holder, papers[first].holder))
            put_paper(v, &papers[i]);
    HTML_LIT(v->h, "</ul>");
}

static void put_list(const html_answer *v, bool possible) {
    bool is_headed = false;
    for (size_t i = 0; i < v->a->n_papers; i++) {
        if (!is_first_of_holder(v->a, i, possible))
            continue;
        if (!is_headed) {
            HTML_LIT(v->h, "<section class=\"paper-list\">");
            html_heading(v->h, words_get(possible ? WORD_PAPERS_POSSIBLE : WORD_PAPERS, false));
        }
        if (!is_headed && possible) {
            HTML_LIT(v->h, "<p class=\"muted\">");
            html_word(v->h, WORD_POSSIBLE_WHY);
            HTML_LIT(v->h, "</p>");
        }
        is_headed = true;
        put_holder(v, i, possible);
    }
    if (is_headed)
        HTML_LIT(v->h, "</section>\n");
}

html_ticks html_count_ticks(const html_answer *v) {
    html_ticks n = {0};
    for (size_t i = 0; i < v->a->n_papers; i++) {
        const jifen_paper *p = &v->a->papers[i];
        n.all += !p->possible;
        n.ticked += !p->possible && is_ticked(v, p);
    }
    return n;
}

void html_papers(const html_answer *v) {
    put_list(v, false);
    put_list(v, true);
}
