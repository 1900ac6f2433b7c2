// SPDX-License-Identifier: Apache-2.0
#include "page/report_parts.h"

enum { POSSIBLE_IN_FULL = 4 };

static void put_by(sheet *s, const jifen_reason *r) {
    if (!r->has_by)
        return;
    sheet_put_day(s, &s->text, r->by);
    buf_put(&s->text, sheet_word(s, WORD_COMMA));
    if (r->by_label.len > 0) {
        buf_put(&s->text, r->by_label);
        buf_put(&s->text, sheet_word(s, WORD_COMMA));
    }
    sheet_put_distance(s, &s->text, r->by);
    sheet_keyed(s, WORD_BY);
}

static void put_again(sheet *s, const jifen_reason *r) {
    if (!r->has_again)
        return;
    buf day = buf_make(s->text.mem);
    sheet_put_day(s, &day, r->again_on);
    sheet_print(s, &s->text, WORD_AGAIN_ON, sheet_str(s, &day));
    if (r->has_by && r->again_on > r->by)
        buf_put(&s->text, sheet_word(s, WORD_AGAIN_TOO_LATE));
    sheet_keyed(s, WORD_AGAIN);
}

static void put_source(sheet *s, const jifen_reason *r) {
    sheet_put_source(s, &s->text, r->source);
    sheet_keyed(s, WORD_SOURCE);
}

// Something that can still be done, and by when.
static bool is_task(const jifen_reason *r) {
    return r->recoverable && r->has_by;
}

bool report_says_recoverable(const jifen_answer *a, const jifen_reason *r) {
    return !r->recoverable || a->n_papers > 0 || a->n_dates > 0;
}

// "  1. label（难以补救）"
static void put_title(sheet *s, const jifen_reason *r, int64_t number) {
    sheet_number(s, number);
    buf_put(&s->text, r->label);
    if (report_says_recoverable(s->a, r)) {
        buf_put(&s->text, sheet_word(s, WORD_BRACKET_OPEN));
        buf_put(&s->text, sheet_word(s, r->recoverable ? WORD_RECOVERABLE : WORD_PERMANENT));
        buf_put(&s->text, sheet_word(s, WORD_BRACKET_CLOSE));
    }
    sheet_item(s, TEXT_STRONG, SHEET_ITEM);
}

// What to do stands first: it is the whole point of this section.
static void put_first_action(sheet *s, const jifen_reason *r) {
    BUF_LIT(&s->lead, "  => ");
    buf_put(&s->text, r->remedy);
    sheet_item(s, TEXT_STRONG, SHEET_ITEM);
    put_by(s, r);
    buf_print(&s->text, "{s}{s}{s}", r->label, sheet_word(s, WORD_FULL_STOP), r->meaning);
    sheet_keyed(s, WORD_MEANING);
    put_source(s, r);
}

void report_put_first_actions(sheet *s) {
    bool is_headed = false;
    for (size_t i = 0; i < s->a->n_reasons; i++) {
        if (!s->a->reasons[i].first_action)
            continue;
        if (!is_headed)
            sheet_heading(s, sheet_word(s, WORD_FIRST_ACTIONS));
        is_headed = true;
        put_first_action(s, &s->a->reasons[i]);
    }
}

static void put_reason(sheet *s, const jifen_reason *r, int64_t number) {
    if (number > 1)
        text_blank_line(&s->page);
    put_title(s, r, number);
    text_put(&s->page, TEXT_PLAIN, sheet_is_narrow(s) ? SHEET_INDENT : SHEET_ITEM, (str){0}, r->meaning);
    buf_put(&s->text, r->look);
    sheet_keyed(s, WORD_LOOK);
    buf_put(&s->text, r->remedy);
    sheet_keyed(s, WORD_REMEDY);
    put_again(s, r);
    put_by(s, r);
    put_source(s, r);
}

// Where the law gives the reasons a heading of its own, that is for what can still be done in time; otherwise tasks are
// among the causes.
reason_group report_group_of(const jifen_answer *a, const jifen_reason *r) {
    if (!r->decides)
        return GROUP_EXPLAINING;
    bool has_tasks = a->reasons_heading.len > 0 && !a->is_open;
    return has_tasks && is_task(r) ? GROUP_TASKS : GROUP_CAUSES;
}

str report_group_heading(const sheet *s, reason_group which) {
    if (which == GROUP_TASKS)
        return s->a->reasons_heading;
    if (which == GROUP_EXPLAINING)
        return sheet_word(s, WORD_EXPLAINING);
    return sheet_word(s, s->a->is_open ? WORD_REASONS_SO_FAR : WORD_REASONS);
}

// The reasons of one group, without those already shown as the first action.
static void put_group(sheet *s, reason_group which) {
    int64_t n = 0;
    for (size_t i = 0; i < s->a->n_reasons; i++) {
        const jifen_reason *r = &s->a->reasons[i];
        if (r->first_action || report_group_of(s->a, r) != which)
            continue;
        if (n == 0)
            sheet_heading(s, report_group_heading(s, which));
        put_reason(s, r, ++n);
    }
}

// Many possible reasons say only that little is known: their labels in a row will do.
static void put_possible_labels(sheet *s) {
    for (size_t i = 0; i < s->a->n_possible; i++) {
        if (i > 0)
            buf_put(&s->text, sheet_word(s, WORD_SEMICOLON));
        buf_put(&s->text, s->a->possible[i].label);
    }
    buf_put(&s->text, sheet_word(s, WORD_FULL_STOP));
    sheet_item(s, TEXT_PLAIN, SHEET_INDENT);
}

static void put_possible(sheet *s) {
    if (s->a->n_possible == 0)
        return;
    sheet_heading(s, sheet_word(s, WORD_POSSIBLE));
    sheet_paragraph(s, TEXT_FAINT, sheet_word(s, WORD_POSSIBLE_WHY));
    if (s->a->n_possible > POSSIBLE_IN_FULL) {
        put_possible_labels(s);
        return;
    }
    for (size_t i = 0; i < s->a->n_possible; i++) {
        const jifen_reason *r = &s->a->possible[i];
        BUF_LIT(&s->lead, "  - ");
        buf_print(&s->text, "{s}{s}{s}", r->label, sheet_word(s, WORD_COLON), r->meaning);
        sheet_put_cite(&s->text, r->source, false);
        sheet_item(s, TEXT_PLAIN, 2 * SHEET_INDENT);
    }
}

void report_put_reasons(sheet *s) {
    for (int g = GROUP_CAUSES; g <= GROUP_EXPLAINING; g++)
        put_group(s, (reason_group)g);
    put_possible(s);
}
