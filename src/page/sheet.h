// page/sheet.h - what every part of the report needs: the answer, the page, and small phrases (days, amounts, sources).
#ifndef PAGE_SHEET_H
#define PAGE_SHEET_H

#include "page/report.h"
#include "page/text.h"
#include "page/words.h"

typedef struct {
    const jifen_answer *a;
    const person *p;
    const jifen_law_info *info;
    report_options o;
    text_page page;
    buf lead, text;  // for one item at a time; sheet_item prints and clears them
    bool failed;     // some piece of text found no memory
} sheet;

enum {
    SHEET_INDENT = 2,  // of what stands below a heading
    SHEET_ITEM = 5,    // of the text beside "  1. "
    SHEET_NARROW = 60  // below this many columns tables become lists
};

bool sheet_is_narrow(const sheet *s);
str sheet_word(const sheet *s, word w);

// A blank line and a heading.
void sheet_heading(sheet *s, str heading);
// What was written into a buffer of the moment; that it failed is remembered.
str sheet_str(sheet *s, const buf *b);
// Print and clear what was written into s->lead and s->text.
void sheet_item(sheet *s, text_style style, int indent);
// One paragraph at the margin of a section.
void sheet_paragraph(sheet *s, text_style style, str text);
// "     key   text", the text being in s->text; its column is the same for all keys.
void sheet_keyed(sheet *s, word key);

// "  7. " as the lead of an item; numbers up to 999 fit before the text at SHEET_ITEM.
void sheet_number(sheet *s, int64_t number);

// ---- phrases

// The name of a rank or confidence in English, its label in Chinese.
str sheet_label(const sheet *s, str name, str label);

void sheet_print(const sheet *s, buf *out, word w, ...);          // the word as a format
void sheet_put_plain_day(const sheet *s, buf *out, int64_t day);  // 2026年3月10日
void sheet_put_day(const sheet *s, buf *out, int64_t day);        // 2026年3月10日（周二）
void sheet_put_distance(const sheet *s, buf *out, int64_t day);   // 还有 3 天, from the day asked for
void sheet_put_amount(const sheet *s, buf *out, int64_t least, int64_t most);  // 60～90 分
void sheet_put_trust(const sheet *s, buf *out, str rank, str confidence);      // （官方，把握：高）
void sheet_put_source(const sheet *s, buf *out, jifen_source from);  // 办法，第 19 条（官方，把握：高）
void sheet_put_cite(buf *out, jifen_source from, bool with_where);  // [办法 第 19 条]; nothing without key
void sheet_put_comma(const sheet *s, buf *out, size_t before);  // unless nothing stands behind `before` yet

#endif
