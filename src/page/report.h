// page/report.h - an answer as text for a person: what to do first, why, the points, papers, days, and what it rests on.
//
// Pure: the day is the answer's, the width and colour are given.
#ifndef PAGE_REPORT_H
#define PAGE_REPORT_H

#include "engine/jifen.h"

typedef struct {
    bool english;  // the report's own words; the law's stay as they are
    bool colour;
    bool with_names;  // the names of facts beside their questions, for people who write them into a file
    int width;        // columns; 0: 80
} report_options;

// out must grow in an arena (out->mem); scratch text is put there too.
void report_print(const jifen_answer *a, const person *p, report_options o, buf *out);

#endif
