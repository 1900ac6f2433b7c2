// SPDX-License-Identifier: Apache-2.0
// All questions on one page, by section, with what was given.
#include "site/all.h"

#include "site/day_form.h"
#include "site/pages.h"
#include "site/question.h"
#include "site/route.h"

static bool is_asked(const jifen_fact *f) {
    return f->ask.len > 0 && !f->is_records && !f->is_private;
}

static bool is_one_of(const answers *facts, all_which which, size_t fact, arena *mem) {
    if (!is_asked(jifen_fact_at(facts->law, fact)))
        return false;
    switch (which) {
    case ALL_ASKED: break;
    case ALL_GIVEN: return facts->answered[fact];
    case ALL_NOT_GIVEN: return !facts->answered[fact] && !jifen_has_less(facts->law, &facts->who, fact, mem);
    }
    return true;
}

static bool is_same_section(const jifen_law *l, size_t a, size_t b) {
    return str_is(jifen_fact_at(l, a)->section, jifen_fact_at(l, b)->section);
}

static void put_section(page *p, const answers *facts, all_which which, size_t first) {
    HTML_LIT(&p->h, "<h2>");
    html_text(&p->h, jifen_fact_at(facts->law, first)->section_label);
    HTML_LIT(&p->h, "</h2>");
    for (size_t f = first; f < jifen_n_facts(facts->law); f++)
        if (is_one_of(facts, which, f, p->q->mem) && is_same_section(facts->law, f, first))
            question_put_small(p, facts, f);
}

static bool is_first_of_section(const answers *facts, all_which which, size_t fact, arena *mem) {
    for (size_t i = 0; i < fact; i++)
        if (is_one_of(facts, which, i, mem) && is_same_section(facts->law, i, fact))
            return false;
    return is_one_of(facts, which, fact, mem);
}

void all_put_fields(page *p, const answers *facts, all_which which) {
    for (size_t f = 0; f < jifen_n_facts(facts->law); f++)
        if (is_first_of_section(facts, which, f, p->q->mem))
            put_section(p, facts, which, f);
}

void all_put(const site *s, const request *q, response *r, const answers *facts) {
    page p = frame_open(s, q, r, STR("一页填完"), facts->wrong >= 0 || facts->day_problem.len > 0);
    HTML_LIT(&p.h,
             "<h1>一页填完</h1><p class=\"lead\">知道的填，不知道的空着。空着的，结果里会写明怎么算。</p>");
    question_put_errors(&p, facts);
    HTML_LIT(&p.h, "<form method=\"post\" novalidate");
    frame_action(&p, STR("/score/result"));
    all_put_fields(&p, facts, ALL_ASKED);
    if (facts->day.len > 0)
        day_form_put_field(&p, facts);
    HTML_LIT(&p.h,
             "<div class=\"buttons\"><button name=\"go\" value=\"result\">看结果</button></div></form>");
    frame_close(&p);
}

void score_all(const site *s, const request *q, response *r) {
    answers facts;
    answers_read(s, q, &facts);
    all_put(s, q, r, &facts);
}
