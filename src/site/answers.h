// site/answers.h - what a visitor has answered so far. It travels in the form, fact by fact, as a CSV cell would hold it, in the
// order it was asked; nothing of it is kept here.
#ifndef SITE_ANSWERS_H
#define SITE_ANSWERS_H

#include "site/frame.h"

typedef struct {
    const jifen_law *law;
    person who;
    str texts[LIMIT_FACTS];      // as given; ptr NULL: not given
    bool answered[LIMIT_FACTS];  // also by "not sure", or by a rung
    size_t order[LIMIT_FACTS];   // [n] facts in the order they came
    size_t n;
    const jifen_route *way;  // the route taken through a tool; what it supposes counts where nothing was answered
    uint64_t supposed;       // those of its suppositions that counted, a bit each; set by answers_assess
    bool is_all;             // asked on beyond the route
    str day;                 // another day than today that was asked for, as it was written; empty: none
    bool is_shared;          // somebody else's, who sent them as a link
    str day_problem;         // why it cannot be used; today counts then
    int wrong;               // the first fact that cannot be used, -1: none
    str problem;             // what is wrong with it, for people
} answers;

// Read the facts a form names, under the law of the day it asks for. A field that names no fact is left alone.
void answers_read(const site *s, const request *q, answers *out);
// The same under another law than that of the site.
void answers_read_of(const site *s, const request *q, str law_id, answers *out);

// The route through the tool that the form names, and whether to ask on beyond it.
void answers_read_way(answers *a, const request *q, const jifen_tool *t);

#define ANSWERS_WAY STR("route:")      // the field that names the route
#define ANSWERS_DAY STR("on:")         // the field that names another day than today
#define ANSWERS_SHARED STR("shared:")  // the field that says the answers are somebody else's

// Take away what was answered last, with all that the same question answered; -1: nothing was. Answers the fact.
int answers_drop_last(answers *a);

// Work them out. False: they cannot hold together; a->wrong and a->problem say which and why.
bool answers_assess(answers *a, arena *mem, jifen_answer *out);

// One hidden field for each, but for the question of `fact` (-1: of none), which the page asks.
void answers_hide(const answers *a, int fact, html *h);
// The same, but for the day: a form that asks for it, or goes back to today.
void answers_hide_but_day(const answers *a, html *h);
// Beside them: ask on beyond the route.
void answers_hide_more(html *h);

#endif
