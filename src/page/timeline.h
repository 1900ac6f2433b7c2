// page/timeline.h - the dates of an answer as an ordered list of HTML, each with its distance, note and source.
#ifndef PAGE_TIMELINE_H
#define PAGE_TIMELINE_H

#include "engine/jifen.h"
#include "page/html.h"

typedef struct {
    str anchor;  // id of the date the others are counted from (how many days before or after it); may be empty
    bool backwards;  // the last day first, and the list says so (<ol reversed>)
} timeline_options;

// <ol class="timeline">, an <li> a date, by day. A past one is `class="past"` and says in words how long ago it was; the
// anchor is `class="anchor"`. Inside: <p class="timeline-day">, the label in <strong>, <p class="timeline-note">,
// <p class="timeline-source">. Nothing is written when the answer has no dates.
void timeline_print(const jifen_answer *a, timeline_options o, html *h);

#endif
