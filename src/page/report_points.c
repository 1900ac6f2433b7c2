// SPDX-License-Identifier: Apache-2.0
#include "page/report_parts.h"

#include "base/utf8.h"

#include <assert.h>

enum { DEPTH_MOST = 6, LABEL_WIDTH_MOST = 32 };

typedef struct {
    int label, value;  // columns
} columns;

static bool is_zero(const jifen_points *p) {
    return p->least == 0 && p->most == 0;
}

bool report_has_terms(const jifen_answer *a, size_t idx) {
    for (size_t i = 0; i < a->n_points; i++)
        if (a->points[i].part_of == idx + 1)
            return true;
    return false;
}

bool report_is_total(const jifen_answer *a, size_t idx) {
    for (size_t i = 0; i < a->n_goals; i++)
        if (a->goals[i].points == idx)
            return true;
    return a->points[idx].part_of == 0 && report_has_terms(a, idx);
}

bool report_is_zero_to_name(const jifen_answer *a, size_t idx) {
    const jifen_points *p = &a->points[idx];
    size_t whole = p->part_of;
    bool is_inside = whole != 0 && is_zero(&a->points[whole - 1]) && !report_is_total(a, whole - 1);
    return is_zero(p) && !report_is_total(a, idx) && !is_inside;
}

// How deep a line is indented: below the total it begins at 0 again.
static int depth_of(const sheet *s, size_t idx) {
    int depth = 0;
    size_t part_of = s->a->points[idx].part_of;
    while (part_of != 0 && depth < DEPTH_MOST) {
        depth += !report_is_total(s->a, part_of - 1);
        part_of = s->a->points[part_of - 1].part_of;
    }
    return depth;
}

static void put_value(const sheet *s, buf *out, const jifen_points *p) {
    buf_put_int(out, p->least);
    if (p->least != p->most) {
        buf_put(out, sheet_word(s, WORD_TO));
        buf_put_int(out, p->most);
    }
}

static columns measure(sheet *s) {
    columns c = {0, 0};
    for (size_t i = 0; i < s->a->n_points; i++) {
        const jifen_points *p = &s->a->points[i];
        if (is_zero(p) && !report_is_total(s->a, i))
            continue;
        int label = utf8_width(p->label) + SHEET_INDENT * depth_of(s, i);
        c.label = label > c.label ? label : c.label;
        buf_clear(&s->text);
        put_value(s, &s->text, p);
        int value = utf8_width(sheet_str(s, &s->text));
        c.value = value > c.value ? value : c.value;
    }
    buf_clear(&s->text);
    c.label = c.label < LABEL_WIDTH_MOST ? c.label : LABEL_WIDTH_MOST;
    return c;
}

static void put_why(sheet *s, size_t idx) {
    const jifen_points *p = &s->a->points[idx];
    if (report_has_terms(s->a, idx))
        buf_put(&s->text, sheet_word(s, p->is_best ? WORD_BEST_OF : WORD_SUM_OF));  // its terms stand beside it
    else if (p->row_text.len > 0)
        buf_put(&s->text, p->row_text);
    else if (p->least != p->most)
        buf_put(&s->text, sheet_word(s, WORD_OPEN_POINTS));
    if (p->dispute.len > 0) {
        sheet_put_comma(s, &s->text, 0);
        buf_put(&s->text, sheet_word(s, WORD_DISPUTED));
    }
    sheet_put_cite(&s->text, p->source, true);
}

static void put_line(sheet *s, size_t idx, columns c) {
    const jifen_points *p = &s->a->points[idx];
    int depth = SHEET_INDENT * depth_of(s, idx);
    put_value(s, &s->text, p);
    text_pad(&s->lead, STR(""), SHEET_INDENT + depth);
    text_pad(&s->lead, p->label, c.label - depth + 2);
    text_pad_left(&s->lead, sheet_str(s, &s->text), c.value);
    buf_clear(&s->text);
    put_why(s, idx);
    int indent = sheet_is_narrow(s) ? 2 * SHEET_INDENT + depth : SHEET_INDENT + c.label + 2 + c.value + 2;
    sheet_item(s, report_is_total(s->a, idx) ? TEXT_STRONG : TEXT_PLAIN, indent);
}

static void put_rule(sheet *s, columns c) {
    text_pad(&s->lead, STR(""), SHEET_INDENT);
    for (int i = 0; i < c.label + 2 + c.value; i++)
        buf_put_char(&s->lead, '-');
    sheet_item(s, TEXT_FAINT, 0);
}

// The terms of `part_of` (0: those of none), each with its own terms below it; a total below its terms.
static size_t put_terms(sheet *s, size_t part_of, columns c, int depth) {
    size_t n = 0;
    for (size_t i = 0; depth < DEPTH_MOST && i < s->a->n_points; i++) {
        if (s->a->points[i].part_of != part_of)
            continue;
        bool total = report_is_total(s->a, i);
        if (!total && is_zero(&s->a->points[i]))
            continue;
        if (!total)
            put_line(s, i, c);
        n += put_terms(s, i + 1, c, depth + 1) + 1;
        if (!total)
            continue;
        if (n > 1)
            put_rule(s, c);
        put_line(s, i, c);
    }
    return n;
}

// Zeros in one line.
static void put_zeros(sheet *s) {
    buf names = buf_make(s->text.mem);
    bool is_all = true;
    for (size_t i = 0; i < s->a->n_points; i++) {
        const jifen_points *p = &s->a->points[i];
        is_all = is_all && (is_zero(p) || report_is_total(s->a, i));
        if (!report_is_zero_to_name(s->a, i))
            continue;
        if (names.len > 0)
            buf_put(&names, sheet_word(s, WORD_LIST_COMMA));
        buf_put(&names, p->label);
    }
    if (names.len == 0)
        return;
    if (!is_all)
        text_blank_line(&s->page);
    sheet_print(s, &s->text, is_all ? WORD_ZERO_ALL : WORD_ZERO_REST, sheet_str(s, &names));
    sheet_item(s, TEXT_FAINT, SHEET_INDENT);
}

void report_put_points(sheet *s) {
    if (s->a->n_points == 0)
        return;
    sheet_heading(s, sheet_word(s, WORD_POINTS));
    put_terms(s, 0, measure(s), 0);
    put_zeros(s);
}
