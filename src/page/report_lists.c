// SPDX-License-Identifier: Apache-2.0
#include "page/report_parts.h"

#include "base/utf8.h"

#include <assert.h>

// ---- papers

// The state all papers share, or a mix.
typedef enum { HAND_IN_ALL, READY_ALL, HAND_IN_MIXED } hand_in;

static hand_in common_state(const jifen_answer *a) {
    bool all_needed = true;
    bool all_ready = true;
    for (size_t i = 0; i < a->n_papers; i++) {
        all_needed = all_needed && a->papers[i].needed == TRI_YES;
        all_ready = all_ready && a->papers[i].needed == TRI_NO;
    }
    return all_needed ? HAND_IN_ALL : all_ready ? READY_ALL : HAND_IN_MIXED;
}

static word word_of_state(tri needed) {
    static const word words[] = {
        [TRI_NO] = WORD_KEEP_READY, [TRI_YES] = WORD_MUST_HAND_IN, [TRI_OPEN] = WORD_MAY_HAND_IN};
    return words[needed];
}

// 原件和复印件 1 份，盖章
static void put_terms(sheet *s, const jifen_paper *p, hand_in state) {
    size_t before = s->text.len;
    if (p->count > 1)
        sheet_print(s, &s->text, WORD_PIECES, p->count);
    if (p->original)
        buf_put(&s->text, sheet_word(s, WORD_ORIGINAL));
    if (p->original && p->copies > 0)
        buf_put(&s->text, sheet_word(s, WORD_AND));
    if (p->copies > 0)
        sheet_print(s, &s->text, WORD_COPIES, p->copies);
    if (p->seal) {
        sheet_put_comma(s, &s->text, before);
        buf_put(&s->text, sheet_word(s, WORD_SEAL));
    }
    if (state == HAND_IN_MIXED) {
        sheet_put_comma(s, &s->text, before);
        buf_put(&s->text, sheet_word(s, word_of_state(p->needed)));
    }
    if (p->possible) {
        sheet_put_comma(s, &s->text, before);
        buf_put(&s->text, sheet_word(s, WORD_POSSIBLY_NEEDED));
    }
}

static void put_paper(sheet *s, const jifen_paper *p, hand_in state, int label_width) {
    bool is_narrow = sheet_is_narrow(s);
    BUF_LIT(&s->lead, "  [ ] ");
    int margin = utf8_width(buf_str(&s->lead));
    put_terms(s, p, state);
    if (s->text.len > 0 && !is_narrow)
        text_pad(&s->lead, p->label, label_width + 2);
    else
        buf_put(&s->lead, p->label);
    sheet_item(s, TEXT_PLAIN, is_narrow ? margin : margin + label_width + 2);
    if (p->because.len > 0)
        buf_print(&s->text, "{s}{s}", p->because, sheet_word(s, WORD_FULL_STOP));
    buf_put(&s->text, p->note);
    sheet_put_cite(&s->text, p->source, false);
    if (s->text.len > 0)
        sheet_item(s, TEXT_FAINT, margin);
}

static bool is_first_of_holder(const jifen_answer *a, size_t idx) {
    for (size_t i = 0; i < idx; i++)
        if (str_is(a->papers[i].holder, a->papers[idx].holder))
            return false;
    return true;
}

static void put_holder(sheet *s, size_t first, hand_in state, int label_width) {
    const jifen_paper *papers = s->a->papers;
    if (first > 0)
        text_blank_line(&s->page);
    sheet_print(s, &s->text, WORD_HOLDER, papers[first].holder_label);
    sheet_item(s, TEXT_STRONG, SHEET_INDENT);
    for (size_t i = first; i < s->a->n_papers; i++)
        if (str_is(papers[i].holder, papers[first].holder))
            put_paper(s, &papers[i], state, label_width);
}

void report_put_papers(sheet *s) {
    static const word headings[] = {
        [HAND_IN_ALL] = WORD_PAPERS_NEEDED, [READY_ALL] = WORD_PAPERS_READY, [HAND_IN_MIXED] = WORD_PAPERS};
    if (s->a->n_papers == 0)
        return;
    hand_in state = common_state(s->a);
    sheet_heading(s, sheet_word(s, headings[state]));
    int label_width = 0;
    for (size_t i = 0; i < s->a->n_papers; i++) {
        int w = utf8_width(s->a->papers[i].label);
        label_width = w > label_width ? w : label_width;
    }
    label_width = label_width < s->page.width / 2 ? label_width : s->page.width / 2;
    for (size_t i = 0; i < s->a->n_papers; i++)
        if (is_first_of_holder(s->a, i))
            put_holder(s, i, state, label_width);
}

// ---- dates

// The n-th date by day; equal days in the law's order.
static const jifen_date *date_in_order(const jifen_answer *a, size_t n) {
    for (size_t i = 0; i < a->n_dates; i++) {
        size_t before = 0;
        for (size_t k = 0; k < a->n_dates; k++)
            before += a->dates[k].day < a->dates[i].day || (a->dates[k].day == a->dates[i].day && k < i);
        if (before == n)
            return &a->dates[i];
    }
    assert(false);
    return NULL;
}

static void put_date(sheet *s, const jifen_date *d, int day_width) {
    sheet_put_day(s, &s->text, d->day);
    text_pad(&s->lead, STR(""), SHEET_INDENT);
    text_pad(&s->lead, buf_str(&s->text), sheet_is_narrow(s) ? 0 : day_width + 2);
    buf_clear(&s->text);
    buf_put(&s->text, d->label);
    buf_put(&s->text, sheet_word(s, WORD_COMMA));
    sheet_put_distance(s, &s->text, d->day);
    sheet_put_cite(&s->text, d->source, false);
    int indent = sheet_is_narrow(s) ? 2 * SHEET_INDENT : SHEET_INDENT + day_width + 2;
    sheet_item(s, d->day < s->a->on ? TEXT_FAINT : TEXT_PLAIN, indent);
    if (d->note.len > 0)
        text_put(&s->page, TEXT_FAINT, indent, (str){0}, d->note);
}

void report_put_dates(sheet *s) {
    if (s->a->n_dates == 0)
        return;
    sheet_heading(s, sheet_word(s, WORD_DATES));
    int day_width = 0;
    for (size_t i = 0; i < s->a->n_dates; i++) {
        sheet_put_day(s, &s->text, s->a->dates[i].day);
        int w = utf8_width(buf_str(&s->text));
        day_width = w > day_width ? w : day_width;
        buf_clear(&s->text);
    }
    for (size_t i = 0; i < s->a->n_dates; i++)
        put_date(s, date_in_order(s->a, i), day_width);
}
