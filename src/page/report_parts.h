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

// ---- the same facts for other faces: phrases go into s->text, nothing is printed

// One sentence when another reading would make another answer; true when it would make another verdict or goal.
bool report_say_what_it_hangs_on(sheet *s);

bool report_has_terms(const jifen_answer *a, size_t points);
bool report_is_total(const jifen_answer *a,
                     size_t points);  // stands below its terms, and is shown even when it is 0
// Is it 0 and worth a word? Terms of something that is 0 itself are not.
bool report_is_zero_to_name(const jifen_answer *a, size_t points);

typedef enum { GROUP_CAUSES, GROUP_TASKS, GROUP_EXPLAINING } reason_group;
reason_group report_group_of(const jifen_answer *a, const jifen_reason *r);
str report_group_heading(const sheet *s, reason_group which);
// That it can still be done is only said where anything is left to do.
bool report_says_recoverable(const jifen_answer *a, const jifen_reason *r);

// What was presumed, grouped by value: the line that begins with this one; nothing when an earlier one has it.
void report_say_default(sheet *s, size_t nth_presumed);

typedef struct {
    const jifen_source *items;  // [n] as cited, in that order
    size_t n;
} report_sources;
report_sources report_list_sources(sheet *s);
bool report_is_first_source(const report_sources *all, size_t idx);  // of its document
// "（官方文件，把握：高、中）": clauses of one document may differ.
void report_say_trust(sheet *s, const report_sources *all, size_t first);

// "办法，2023年1月1日起施行，…核对过。"
void report_say_version(sheet *s);
// The same rules not checked again in time. False and nothing said: they were.
bool report_say_overdue(sheet *s);

#endif
