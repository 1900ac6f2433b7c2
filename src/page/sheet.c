// SPDX-License-Identifier: Apache-2.0
#include "page/sheet.h"

#include "base/utf8.h"
#include "page/phrases.h"

bool sheet_is_narrow(const sheet *s) {
    return s->page.width < SHEET_NARROW;
}

str sheet_word(const sheet *s, word w) {
    return words_get(w, s->o.english);
}

void sheet_heading(sheet *s, str heading) {
    text_blank_line(&s->page);
    text_put(&s->page, TEXT_HEAD, 0, (str){0}, heading);
}

str sheet_str(sheet *s, const buf *b) {
    s->failed |= b->failed;
    return buf_str(b);
}

void sheet_item(sheet *s, text_style style, int indent) {
    text_put(&s->page, style, indent, sheet_str(s, &s->lead), sheet_str(s, &s->text));
    buf_clear(&s->lead);
    buf_clear(&s->text);
}

void sheet_paragraph(sheet *s, text_style style, str text) {
    text_put(&s->page, style, SHEET_INDENT, (str){0}, text);
}

static int width_of_keys(const sheet *s) {
    static const word keys[] = {WORD_MEANING, WORD_REMEDY,     WORD_BY,    WORD_AGAIN,
                                WORD_SOURCE,  WORD_OTHER_SIDE, WORD_EFFECT};
    int width = 0;
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        int w = utf8_width(sheet_word(s, keys[i]));
        width = w > width ? w : width;
    }
    return width;
}

void sheet_keyed(sheet *s, word key) {
    int margin = sheet_is_narrow(s) ? SHEET_INDENT : SHEET_ITEM;
    int width = width_of_keys(s);
    text_pad(&s->lead, STR(""), margin);
    text_pad(&s->lead, sheet_word(s, key), width + 2);
    sheet_item(s, TEXT_PLAIN, margin + width + 2);
}

void sheet_number(sheet *s, int64_t number) {
    char room[32];
    buf digits = buf_over(room, sizeof room);
    buf_print(&digits, "{i}.", number);
    text_pad_left(&s->lead, buf_str(&digits), SHEET_ITEM - 1);
}

str sheet_label(const sheet *s, str name, str label) {
    return phrases_label(name, label, s->o.english);
}

void sheet_print(const sheet *s, buf *out, word w, ...) {
    va_list args;
    va_start(args, w);
    buf_print_list(out, words_format(w, s->o.english), &args);
    va_end(args);
}

void sheet_put_plain_day(const sheet *s, buf *out, int64_t day) {
    phrases_put_plain_day(out, day, s->o.english);
}

void sheet_put_day(const sheet *s, buf *out, int64_t day) {
    phrases_put_day(out, day, s->o.english);
}

void sheet_put_distance(const sheet *s, buf *out, int64_t day) {
    phrases_put_distance(out, day, s->a->on, s->o.english);
}

void sheet_put_amount(const sheet *s, buf *out, int64_t least, int64_t most) {
    phrases_put_amount(out, least, most, s->info->unit, s->o.english);
}

void sheet_put_trust(const sheet *s, buf *out, str rank, str confidence) {
    phrases_put_trust(out, rank, confidence, s->o.english);
}

void sheet_put_source(const sheet *s, buf *out, jifen_source from) {
    phrases_put_source(out, from, s->o.english);
}

void sheet_put_cite(buf *out, jifen_source from, bool with_where) {
    if (from.key.len == 0)
        return;
    BUF_LIT(out, " [");
    buf_put(out, from.key);
    if (with_where && from.where.len > 0) {
        buf_put_char(out, ' ');
        buf_put(out, from.where);
    }
    buf_put_char(out, ']');
}

void sheet_put_comma(const sheet *s, buf *out, size_t before) {
    if (out->len > before)
        buf_put(out, sheet_word(s, WORD_COMMA));
}
