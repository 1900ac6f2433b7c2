// page/html_parts.h - small pieces the fragments share: days, sources, tags, and the report's phrases as text.
#ifndef PAGE_HTML_PARTS_H
#define PAGE_HTML_PARTS_H

#include "page/html_answer.h"
#include "page/report_parts.h"

// A sheet that only says phrases into its `text`.
sheet html_phrases(const html_answer *v);
// Write and clear what was said.
void html_said(const html_answer *v, sheet *s);

void html_points_data(const html_answer *v, const jifen_points *p);  // its name and range, for programs
void html_word(html *h, word w);
void html_heading(html *h, str text);                    // <h2>
void html_day(const html_answer *v, int64_t day);        // <time>2026年3月10日（周二）</time>
void html_plain_day(const html_answer *v, int64_t day);  // without the weekday
void html_source(const html_answer *v,
                 jifen_source from);  // a small line: 依据：办法，第 12 条（官方文件，把握：高）
// The same, and the day it was read last; 0: unknown.
void html_source_checked(const html_answer *v, jifen_source from, int64_t checked);
void html_tag(html *h, str text);
void html_confidence(html *h, str label);             // a tag; nothing when the label is empty
void html_rule_link(const html_answer *v, str name);  // to /rules/NAME
void html_amount(const html_answer *v, int64_t least, int64_t most);  // 60～90 分
// By when: the day, what day that is, how far away.
void html_deadline(const html_answer *v, int64_t by,
                   str label);  // 2026年6月1日（周一），……，还有 52 天

#endif
