// SPDX-License-Identifier: Apache-2.0
// The same facts on every day of the next two years: a chart, and the same as a table.
#include "engine/series.h"

#include "base/day.h"
#include "page/chart.h"
#include "site/pages.h"
#include "site/route.h"

enum { SPAN_MONTHS = 24 };

static void put_series(page *p, const series *over, str unit) {
    HTML_LIT(&p->h, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"走势图\">");
    chart_print(over, STR("chart"), unit, &p->h);
    HTML_LIT(&p->h, "</div>");
    chart_print_notes(over, &p->h);
    HTML_LIT(&p->h, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"走势表\">");
    chart_print_table(over, unit, &p->h);
    HTML_LIT(&p->h, "</div>");
}

// A range on each of so many days would take long, and say little.
static bool is_exact(answers *facts, arena *mem) {
    jifen_answer a;
    return answers_assess(facts, mem, &a) && a.n_goals > 0 && a.goals[0].live == 0;
}

void calendar_score(const site *s, const request *q, response *r) {
    answers facts;
    series over;
    err e;
    err_clear(&e);
    answers_read(s, q, &facts);
    if (!is_exact(&facts, q->mem)) {
        all_put(s, q, r, &facts);
        return;
    }
    series_wishes wishes = {.to = day_add_months(facts.who.on, SPAN_MONTHS), .continues = true};
    if (series_make(s->engine, facts.law, &facts.who, wishes, q->mem, &over, &e) != RC_OK) {
        r->status = 500;
        response_explain(r, &e);
        return;
    }
    page p = frame_open(s, q, r, r->route->title, false);
    HTML_LIT(&p.h, "<h1>往后两年，分数怎么变</h1><p "
                   "class=\"lead\">别的都不变，只有日子往前走。每一个变化的日子都写明。</p>");
    put_series(&p, &over, jifen_info(facts.law)->unit);
    frame_close(&p);
}
