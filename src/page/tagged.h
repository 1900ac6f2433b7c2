// page/tagged.h - the phrases of phrases.h inside a page: escaped, in Chinese, days with their machine-readable form.
#ifndef PAGE_TAGGED_H
#define PAGE_TAGGED_H

#include "page/html.h"
#include "page/phrases.h"

// The word as a format of {s} and {i}; the texts put into it may be any bytes.
void tagged_print(html *h, word w, ...);
void tagged_put_day(html *h, int64_t day);  // <time datetime="2026-03-10">2026年3月10日（周二）</time>
void tagged_put_plain_day(html *h, int64_t day);                         // the same without the weekday
void tagged_put_distance(html *h, int64_t day, int64_t on);              // 还有 3 天
void tagged_put_amount(html *h, int64_t least, int64_t most, str unit);  // 60～90 分
// The whole document's name, for readers who have no list of sources beside: 《办法》，第 19 条（官方文件，把握：高）.
void tagged_put_source(html *h, jifen_source from);

#endif
