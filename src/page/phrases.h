// page/phrases.h - small phrases about days, amounts and sources, the same on a terminal, on a page and in a calendar.
// They are plain text: whoever writes them into HTML escapes them.
#ifndef PAGE_PHRASES_H
#define PAGE_PHRASES_H

#include "engine/jifen.h"
#include "page/words.h"

// The name of a rank or confidence in English, its label in Chinese.
str phrases_label(str name, str label, bool english);

void phrases_print(buf *out, bool english, word w, ...);                     // the word as a format
void phrases_put_plain_day(buf *out, int64_t day, bool english);             // 2026年3月10日
void phrases_put_day(buf *out, int64_t day, bool english);                   // 2026年3月10日（周二）
void phrases_put_distance(buf *out, int64_t day, int64_t on, bool english);  // 还有 3 天, from `on` to `day`
void phrases_put_amount(buf *out, int64_t least, int64_t most, str unit, bool english);  // 60～90 分
void phrases_put_trust(buf *out, str rank, str confidence, bool english);  // （官方，把握：高）
void phrases_put_source(buf *out, jifen_source from, bool english);  // 办法，第 19 条（官方，把握：高）

// The n-th date of an answer by day; equal days in the law's order. n < a->n_dates.
const jifen_date *phrases_date_in_order(const jifen_answer *a, size_t n);

#endif
