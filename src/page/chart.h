// page/chart.h - a series of days as a step chart in SVG, and the same as a table for those who cannot see it.
//
// Colours and lines come from a style sheet by class: chart-line (the total where it is known: no fill, a stroke),
// chart-band (where it is a range: a fill), chart-goal (the line to reach), chart-tick (a day of change), chart-axis,
// chart-text. No attribute of it is refused by a policy that forbids inline styles.
#ifndef PAGE_CHART_H
#define PAGE_CHART_H

#include "engine/series.h"
#include "page/html.h"

// <svg role="img"> with <title> and <desc>, 640 wide. Days without an answer are left blank. Nothing is written for a
// law without a goal.
//
//   id    what the ids of the title and the description begin with; different for each chart of a page
//   unit  of the total; may be empty
void chart_print(const series *s, str id, str unit, html *h);

// <table class="chart-table">: a row a segment with its days, the total, the verdict and what changed, day by day.
void chart_print_table(const series *s, str unit, html *h);

// Paragraphs <p class="chart-note">: which facts stand as given, and whether records were supposed to go on. Nothing is
// written when there is nothing to say.
void chart_print_notes(const series *s, html *h);

#endif
