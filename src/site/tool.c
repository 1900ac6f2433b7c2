// SPDX-License-Identifier: Apache-2.0
#include "site/tool.h"

#include "site/pages.h"
#include "site/park.h"
#include "site/question.h"
#include "site/route.h"

const tool_place tool_places[] = {
    {TOOL_POINTS, STR_INIT("/score"), STR_INIT("/score/result"), .file = STR_INIT("/calendar.ics")},
    {TOOL_PAPERS, STR_INIT("/renew"), STR_INIT("/renew/list"), .file = STR_INIT("/calendar.ics")},
    {TOOL_REASONS, STR_INIT("/why"), STR_INIT("/why/result"), .file = STR_INIT("/calendar.ics")},
    {TOOL_CONDITIONS, STR_INIT("/checkup"), STR_INIT("/checkup/result"), .file = STR_INIT("/calendar.ics")},
    {TOOL_DATES, STR_INIT("/calendar"), STR_INIT("/calendar/result"), .file = STR_INIT("/calendar.ics")},
    {TOOL_CONDITIONS, STR_INIT("/calendar/exam"), STR_INIT("/calendar/exam/result"),
     .file = STR_INIT("/calendar/exam.ics"), .law = STR_INIT("shanghai-exams"), .has_dates = true},
};
const size_t n_tool_places = sizeof tool_places / sizeof tool_places[0];

const tool_place *tool_at(str path) {
    for (size_t i = 0; i < n_tool_places; i++)
        if (str_is(path, tool_places[i].path) || str_is(path, tool_places[i].result) ||
            str_is(path, tool_places[i].file))
            return &tool_places[i];
    return NULL;
}

const jifen_law *tool_law(const site *s, const tool_place *at, int64_t on) {
    return site_law_of(s, at->law, on);
}

const jifen_tool *tool_of(const site *s, const tool_place *at, int64_t on) {
    return jifen_find_tool(tool_law(s, at, on), at->shows);
}

// ---- the start -------------------------------------------------------------------------------------------------------

static void open_form(page *p, str path) {
    HTML_LIT(&p->h, "<form method=\"post\" novalidate");
    frame_action(p, path);
}

static void put_first_question(page *p, const answers *facts, const tool_place *at, const jifen_tool *t) {
    open_form(p, at->path);
    if (t->n_routes > 0)
        question_put_choice(p, facts, t, (str){0});
    else
        question_put(p, facts, t->facts[0]);
    HTML_LIT(&p->h, "</form>");
}

// Tools that live below this one: the days of another law.
static void put_others(page *p, const tool_place *at) {
    for (size_t i = 0; i < n_tool_places; i++) {
        const jifen_tool *t = tool_of(p->s, &tool_places[i], p->q->today);
        if (t == NULL || &tool_places[i] == at || !str_starts(tool_places[i].path, at->path))
            continue;
        HTML_LIT(&p->h, "<p><a");
        frame_href(p, tool_places[i].path);
        HTML_LIT(&p->h, ">");
        html_text(&p->h, t->title);
        HTML_LIT(&p->h, "：");
        html_text(&p->h, t->lead);
        HTML_LIT(&p->h, "</a></p>");
    }
}

// The first question stands on the first screen: to answer it is to begin.
void tool_start(const site *s, const request *q, response *r) {
    const tool_place *at = tool_at(r->route->path);
    const jifen_law *l = tool_law(s, at, q->today);
    const jifen_tool *t = jifen_find_tool(l, at->shows);
    if (t == NULL) {
        r->status = 404;
        return;
    }
    answers nothing = {.law = l, .wrong = -1};
    page p = frame_open(s, q, r, t->title, false);
    HTML_LIT(&p.h, "<p class=\"kicker\">");
    html_text(&p.h, t->title);
    HTML_LIT(&p.h, "</p><p class=\"lead\">");
    html_text(&p.h, t->lead);
    HTML_LIT(&p.h, "不问姓名、证件号和手机号，答案只用来算这一次。</p>");
    park_put_return(&p, at);
    put_first_question(&p, &nothing, at, t);
    if (at->shows == TOOL_POINTS) {
        HTML_LIT(&p.h, "<p><a");
        frame_href(&p, STR("/score/all"));
        HTML_LIT(&p.h, ">想一次填完？到一页填完</a></p>");
    }
    put_others(&p, at);
    frame_close(&p);
}

// ---- one question ----------------------------------------------------------------------------------------------------

static void put_so_far(page *p, const jifen_answer *a) {
    for (size_t i = 0; a != NULL && i < a->n_goals; i++) {
        const jifen_points *of = &a->points[a->goals[i].points];
        HTML_LIT(&p->h, "<p class=\"so-far\" role=\"status\">目前 <b class=\"num\">");
        html_int(&p->h, of->least);
        if (of->most > of->least) {
            HTML_LIT(&p->h, "～");
            html_int(&p->h, of->most);
        }
        HTML_LIT(&p->h, "</b> ");
        html_text(&p->h, jifen_info(a->law)->unit);
        HTML_LIT(&p->h, "</p>");
    }
}

// The choice a tool with routes begins with; what was answered elsewhere goes along.
static void put_choice_page(const site *s, const request *q, response *r, answers *facts, str chosen) {
    const tool_place *at = tool_at(r->route->path);
    const jifen_tool *t = jifen_find_tool(facts->law, at->shows);
    if (str_is(form_get(&q->form, STR("ask")), ANSWERS_WAY))
        facts->problem = STR("请选一项；说不清就选最后一项");
    page p = frame_open(s, q, r, t->choice, facts->problem.len > 0);
    open_form(&p, at->path);
    facts->way = NULL;
    answers_hide(facts, -1, &p.h);
    question_put_choice(&p, facts, t, chosen);
    HTML_LIT(&p.h, "</form>");
    frame_close(&p);
}

static void put_question_page(const site *s, const request *q, response *r, const answers *facts, size_t fact,
                              const jifen_answer *so_far) {
    const tool_place *at = tool_at(r->route->path);
    const jifen_fact *f = jifen_fact_at(facts->law, fact);
    page p = frame_open(s, q, r, f->ask, facts->wrong >= 0);
    open_form(&p, at->path);
    if (facts->n > 0 || facts->way != NULL)
        HTML_LIT(&p.h, "<button class=\"back\" name=\"go\" value=\"back\" formnovalidate>上一题</button>");
    question_put_errors(&p, facts);
    answers_hide(facts, (int)fact, &p.h);
    question_put(&p, facts, fact);
    HTML_LIT(&p.h, "</form>");
    if (at->shows == TOOL_POINTS)
        put_so_far(&p, so_far);
    if (facts->n > 0)
        park_put_offer(&p, at);
    frame_close(&p);
}

// ---- what is rarely so -----------------------------------------------------------------------------------------------

// Truths that are presumed not to be so, and would change the points: ticked all on one page.
static bool is_rare(const jifen_answer *a, size_t fact) {
    const jifen_fact *f = jifen_fact_at(a->law, fact);
    bool is_usual = f->type.kind == KIND_BOOL && f->ask.len > 0 && f->has_default;
    uint64_t live = 0;
    for (size_t i = 0; i < a->n_goals; i++)
        live |= a->goals[i].live_presumed;
    return is_usual && (live >> fact & 1) != 0;
}

static bool has_rare(const jifen_answer *a) {
    for (size_t f = 0; f < jifen_n_facts(a->law); f++)
        if (is_rare(a, f))
            return true;
    return false;
}

static void put_rare_page(const site *s, const request *q, response *r, const answers *facts,
                          const jifen_answer *a) {
    const tool_place *at = tool_at(r->route->path);
    page p = frame_open(s, q, r, STR("下面有符合的吗？"), false);
    HTML_LIT(&p.h, "<form method=\"post\" novalidate");
    frame_action(&p, at->result);
    HTML_LIT(&p.h, "<button class=\"back\" name=\"go\" value=\"back\" formaction=\"");
    html_text(&p.h, at->path);
    HTML_LIT(&p.h, "\">上一题</button>");
    answers_hide(facts, -1, &p.h);
    HTML_LIT(
        &p.h,
        "<fieldset><legend class=\"big\"><h1>下面有符合的吗？</h1></legend><p class=\"hint\">可以选几样。"
        "没有符合的，直接看结果。</p>");
    for (size_t f = 0; f < jifen_n_facts(a->law); f++)
        if (is_rare(a, f))
            question_put_tick(&p, facts, f);
    HTML_LIT(&p.h, "</fieldset><div class=\"buttons\"><button name=\"go\" "
                   "value=\"result\">看结果</button></div></form>");
    put_so_far(&p, a);
    frame_close(&p);
}

// ---- steps -----------------------------------------------------------------------------------------------------------

// The question a page asked and that came back without an answer; -1: none.
static int unanswered(const request *q, answers *facts) {
    int asked = jifen_find_fact(facts->law, form_get(&q->form, STR("ask")));
    if (asked < 0 || facts->answered[asked])
        return -1;
    facts->wrong = asked;
    facts->problem = STR("请选一项或者填写；不清楚就选“不确定”");
    return asked;
}

static bool is_go(const request *q, str what) {
    return str_is(form_get(&q->form, STR("go")), what);
}

// Back: what was answered last is asked again, with what was said.
static void step_back(const site *s, const request *q, response *r, answers *facts) {
    int asked = jifen_find_fact(facts->law, form_get(&q->form, STR("ask")));
    for (size_t i = 0; i < facts->n && asked >= 0; i++)
        if (facts->order[i] == (size_t)asked)
            facts->n = i;  // what the page left behind asked was not answered yet
    if (facts->n == 0 && facts->way != NULL) {
        put_choice_page(s, q, r, facts, facts->way->name);
        return;
    }
    str before = facts->n > 0 ? facts->texts[facts->order[facts->n - 1]] : (str){0};
    int last = answers_drop_last(facts);
    if (last < 0)
        last = (int)jifen_find_tool(facts->law, tool_at(r->route->path)->shows)->facts[0];
    facts->texts[last] = before;
    put_question_page(s, q, r, facts, (size_t)last, NULL);
}

static void step_on(const site *s, const request *q, response *r, answers *facts) {
    const tool_place *at = tool_at(r->route->path);
    jifen_answer a;
    if (unanswered(q, facts) >= 0 || !answers_assess(facts, q->mem, &a)) {
        put_question_page(s, q, r, facts, (size_t)facts->wrong, NULL);
        return;
    }
    const jifen_route *way = facts->is_all ? NULL : facts->way;
    int next = jifen_tool_next(&a, jifen_find_tool(facts->law, at->shows), way, facts->answered);
    if (next >= 0)
        put_question_page(s, q, r, facts, (size_t)next, &a);
    else if (at->shows == TOOL_POINTS && has_rare(&a))
        put_rare_page(s, q, r, facts, &a);
    else
        result_put(s, q, r, at, facts, &a);
}

void tool_step(const site *s, const request *q, response *r) {
    answers facts;
    answers_read_of(s, q, tool_at(r->route->path)->law, &facts);
    const jifen_tool *t = jifen_find_tool(facts.law, tool_at(r->route->path)->shows);
    if (t == NULL) {
        r->status = 404;
        return;
    }
    answers_read_way(&facts, q, t);
    if (t->n_routes > 0 && facts.way == NULL)
        put_choice_page(s, q, r, &facts, (str){0});
    else if (is_go(q, STR("back")))
        step_back(s, q, r, &facts);
    else
        step_on(s, q, r, &facts);
}

void tool_result(const site *s, const request *q, response *r) {
    answers facts;
    jifen_answer a;
    const tool_place *at = tool_at(r->route->path);
    answers_read_of(s, q, at->law, &facts);
    const jifen_tool *t = jifen_find_tool(facts.law, at->shows);
    if (t != NULL)
        answers_read_way(&facts, q, t);
    if (answers_assess(&facts, q->mem, &a))
        result_put(s, q, r, at, &facts, &a);
    else if (at->law.len > 0)  // there is no page of all its questions
        put_question_page(s, q, r, &facts, (size_t)facts.wrong, NULL);
    else
        all_put(s, q, r, &facts);
}
