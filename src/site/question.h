// site/question.h - one question as a form control: choices to tap where there are few answers, a field to type in else; "not sure"
// always.
#ifndef SITE_QUESTION_H
#define SITE_QUESTION_H

#include "site/answers.h"

// The question as the page's heading, its hint, and the control, with what was answered before and what is wrong with it.
void question_put(page *p, const answers *a, size_t fact);

// The same small, one of many on a page: a label, a select or field that may stay empty.
void question_put_small(page *p, const answers *a, size_t fact);

// A box to tick when a truth that is usually not so is so: its own label.
void question_put_tick(page *p, const answers *a, size_t fact);

// What is wrong with which answer, above the form.
void question_put_errors(page *p, const answers *a);

// The choice a tool begins with; `chosen`: the name of a route, or empty. Wrong when a->problem says why.
void question_put_choice(page *p, const answers *a, const jifen_tool *t, str chosen);

#endif
