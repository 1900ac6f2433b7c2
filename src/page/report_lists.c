// SPDX-License-Identifier: Apache-2.0
#include "page/report_parts.h"

#include "base/utf8.h"
#include "page/phrases.h"

// ---- papers: those certainly asked for, then those that some answers would ask for

// The state all papers of a list share, or a mix.
typedef enum { HAND_IN_ALL, READY_ALL, OPEN_ALL, HAND_IN_MIXED } hand_in;

typedef struct {
    bool possible;  // which of the two lists
    hand_in state;
    int label_width;  // columns
} paper_list;

static paper_list make_list(const sheet *s, bool possible) {
    paper_list list = {.possible = possible};
    size_t n[] = {[TRI_NO] = 0, [TRI_YES] = 0, [TRI_OPEN] = 0};
    for (size_t i = 0; i < s->a->n_papers; i++) {
        const jifen_paper *p = &s->a->papers[i];
        if (p->possible != possible)
            continue;
        n[p->needed]++;
        int w = utf8_width(p->label);
        list.label_width = w > list.label_width ? w : list.label_width;
    }
    size_t all = n[TRI_NO] + n[TRI_YES] + n[TRI_OPEN];
    list.state = n[TRI_YES] == all    ? HAND_IN_ALL
                 : n[TRI_NO] == all   ? READY_ALL
                 : n[TRI_OPEN] == all ? OPEN_ALL
                                      : HAND_IN_MIXED;
    if (list.label_width > s->page.width / 2)
        list.label_width = s->page.width / 2;
    return list;
}

static word word_of_state(tri needed) {
    static const word words[] = {
        [TRI_NO] = WORD_KEEP_READY, [TRI_YES] = WORD_MUST_HAND_IN, [TRI_OPEN] = WORD_MAY_HAND_IN};
    return words[needed];
}

// 原件和复印件 1 份，盖章
static void put_terms(sheet *s, const jifen_paper *p, paper_list list) {
    if (p->count > 1)
        sheet_print(s, &s->text, WORD_PIECES, p->count);
    if (p->original)
        buf_put(&s->text, sheet_word(s, WORD_ORIGINAL));
    if (p->original && p->copies > 0)
        buf_put(&s->text, sheet_word(s, WORD_AND));
    if (p->copies > 0)
        sheet_print(s, &s->text, WORD_COPIES, p->copies);
    if (p->seal) {
        sheet_put_comma(s, &s->text, 0);
        buf_put(&s->text, sheet_word(s, WORD_SEAL));
    }
    if (list.state == HAND_IN_MIXED && !list.possible) {
        sheet_put_comma(s, &s->text, 0);
        buf_put(&s->text, sheet_word(s, word_of_state(p->needed)));
    }
}

static void put_paper(sheet *s, const jifen_paper *p, paper_list list) {
    bool is_narrow = sheet_is_narrow(s);
    buf_put(&s->lead, list.possible ? STR("   -  ") : STR("  [ ] "));
    int margin = utf8_width(sheet_str(s, &s->lead));
    put_terms(s, p, list);
    if (s->text.len > 0 && !is_narrow)
        text_pad(&s->lead, p->label, list.label_width + 2);
    else
        buf_put(&s->lead, p->label);
    sheet_item(s, TEXT_PLAIN, is_narrow ? margin : margin + list.label_width + 2);
    if (list.possible)
        return;
    if (p->because.len > 0)
        buf_print(&s->text, "{s}{s}", p->because, sheet_word(s, WORD_FULL_STOP));
    buf_put(&s->text, p->note);
    sheet_put_cite(&s->text, p->source, false);
    if (s->text.len > 0)
        sheet_item(s, TEXT_FAINT, margin);
}

static bool is_first_of_holder(const jifen_answer *a, size_t idx, bool possible) {
    for (size_t i = 0; i < idx; i++)
        if (a->papers[i].possible == possible && str_is(a->papers[i].holder, a->papers[idx].holder))
            return false;
    return a->papers[idx].possible == possible;
}

static void put_holder(sheet *s, size_t first, paper_list list) {
    const jifen_paper *papers = s->a->papers;
    sheet_print(s, &s->text, WORD_HOLDER, papers[first].holder_label);
    sheet_item(s, TEXT_STRONG, SHEET_INDENT);
    for (size_t i = first; i < s->a->n_papers; i++)
        if (papers[i].possible == list.possible && str_is(papers[i].holder, papers[first].holder))
            put_paper(s, &papers[i], list);
}

static void put_list_heading(sheet *s, paper_list list) {
    static const word headings[] = {
        [HAND_IN_ALL] = WORD_PAPERS_NEEDED, [READY_ALL] = WORD_PAPERS_READY, [OPEN_ALL] = WORD_PAPERS_OPEN, [HAND_IN_MIXED] = WORD_PAPERS};
    sheet_heading(s, sheet_word(s, list.possible ? WORD_PAPERS_POSSIBLE : headings[list.state]));
    if (list.possible)
        sheet_paragraph(s, TEXT_FAINT, sheet_word(s, WORD_POSSIBLE_WHY));
}

static void put_papers(sheet *s, bool possible) {
    paper_list list = make_list(s, possible);
    bool is_headed = false;
    for (size_t i = 0; i < s->a->n_papers; i++) {
        if (!is_first_of_holder(s->a, i, possible))
            continue;
        if (!is_headed)
            put_list_heading(s, list);
        else if (!possible)
            text_blank_line(&s->page);
        is_headed = true;
        put_holder(s, i, list);
    }
}

void report_put_papers(sheet *s) {
    put_papers(s, false);
    put_papers(s, true);
}

// ---- dates

static void put_date(sheet *s, const jifen_date *d, int day_width) {
    sheet_put_day(s, &s->text, d->day);
    text_pad(&s->lead, STR(""), SHEET_INDENT);
    text_pad(&s->lead, sheet_str(s, &s->text), sheet_is_narrow(s) ? 0 : day_width + 2);
    buf_clear(&s->text);
    buf_put(&s->text, d->label);
    buf_put(&s->text, sheet_word(s, WORD_COMMA));
    sheet_put_distance(s, &s->text, d->day);
    sheet_put_cite(&s->text, d->source, false);
    int indent = sheet_is_narrow(s) ? 2 * SHEET_INDENT : SHEET_INDENT + day_width + 2;
    sheet_item(s, d->day < s->a->on ? TEXT_FAINT : TEXT_PLAIN, indent);
    if (d->note.len > 0 && d->day >= s->a->on)
        text_put(&s->page, TEXT_FAINT, indent, (str){0}, d->note);
}

void report_put_dates(sheet *s) {
    if (s->a->n_dates == 0)
        return;
    sheet_heading(s, sheet_word(s, WORD_DATES));
    int day_width = 0;
    for (size_t i = 0; i < s->a->n_dates; i++) {
        sheet_put_day(s, &s->text, s->a->dates[i].day);
        int w = utf8_width(sheet_str(s, &s->text));
        day_width = w > day_width ? w : day_width;
        buf_clear(&s->text);
    }
    for (size_t i = 0; i < s->a->n_dates; i++)
        put_date(s, phrases_date_in_order(s->a, i), day_width);
}
