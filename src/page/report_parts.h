// page/report_parts.h - the sections of the report. Each prints its heading, and nothing at all when it is empty.
#ifndef PAGE_REPORT_PARTS_H
#define PAGE_REPORT_PARTS_H

#include "page/sheet.h"

void report_put_first_actions(sheet *s);
void report_put_reasons(sheet *s);  // those that decide, those that explain, those that are possible
void report_put_points(sheet *s);
void report_put_papers(sheet *s);
void report_put_dates(sheet *s);
void report_put_assumptions(sheet *s);
void report_put_missing(sheet *s);
void report_put_given(sheet *s);    // what the person said, and what was presumed
void report_put_sources(sheet *s);  // documents, the law's version, who decides

// "…是 90 分，结论是“…”": what the other reading makes of the answer. Nothing when it changes nothing.
void report_put_effect(sheet *s, buf *out, const jifen_assumption *x);

#endif
