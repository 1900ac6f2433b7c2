// SPDX-License-Identifier: Apache-2.0
// The answer's page: the number and the verdict first, then the part the tool is about, the ways on, and what it rests on.
#include "page/html_answer.h"
#include "page/timeline.h"
#include "site/day_form.h"
#include "site/remind.h"
#include "site/share.h"
#include "site/subscribe.h"
#include "site/tool.h"

typedef struct {
    const site *s;
    const request *q;
    const answers *facts;
    const html_answer *v;
    page *p;
    const tool_place *at;
    jifen_form other;  // where v->differs is a page
} result;

// ---- parts -----------------------------------------------------------------------------------------------------------

static void put_points(const result *t) {
    html_points(t->v);
    if (t->v->differs.len == 0)
        return;
    HTML_LIT(&t->p->h, "<p class=\"no-print\"><a class=\"more\"");
    frame_href(t->p, t->v->differs);
    HTML_LIT(&t->p->h, ">和");
    html_text(&t->p->h, t->other.label);
    HTML_LIT(&t->p->h, "不一样？逐项看原因</a></p>");
}

// What a route supposed is not known: the conditions are fine only by what was answered.
static void put_conditions(const result *t) {
    const jifen_tool *tool = jifen_find_tool(t->facts->law, TOOL_CONDITIONS);
    const jifen_condition *list = NULL;
    size_t n = 0;
    err e;
    err_clear(&e);
    if (tool != NULL && jifen_conditions(t->v->a, &t->facts->who, tool, t->q->mem, &list, &n, &e) == RC_OK)
        html_conditions(t->v, list, n);
}

static void put_reasons(const result *t) {
    html_reasons(t->v);
    put_conditions(t);
}

// A form that takes the answers along to another page.
static void put_way(const result *t, str path, str label) {
    HTML_LIT(&t->p->h, "<form method=\"post\"");
    frame_action(t->p, path);
    answers_hide(t->facts, -1, &t->p->h);
    HTML_LIT(&t->p->h, "<button class=\"quiet\">");
    html_text(&t->p->h, label);
    HTML_LIT(&t->p->h, "</button></form>");
}

static void put_dates(const result *t) {
    if (t->v->a->n_dates == 0)
        return;
    HTML_LIT(&t->p->h, "<section class=\"dates\"><h2>日子</h2>");
    timeline_print(t->v->a, (timeline_options){0}, &t->p->h);
    HTML_LIT(&t->p->h, "<div class=\"buttons\">");
    put_way(t, t->at->file, STR("存到手机日历"));
    if (t->at->law.len == 0)
        remind_put_offer(t->p, t->v->a);
    HTML_LIT(&t->p->h, "</div>");
    if (t->at->law.len == 0)
        subscribe_put(t->p, t->facts, jifen_find_tool(t->facts->law, TOOL_DATES));
    HTML_LIT(&t->p->h, "</section>");
}

static void put_checkup(const result *t) {
    put_conditions(t);
    html_reasons(t->v);
    if (t->at->has_dates)
        put_dates(t);
}

// How many papers are at hand. Scripts count on and remember in the browser; without them the form comes back ticked.
static void put_tick_count(const result *t) {
    html_ticks n = html_count_ticks(t->v);
    HTML_LIT(&t->p->h,
             "<div class=\"buttons\"><button class=\"quiet\" data-keep-ticks>记下打了勾的</button>");
    frame_put_print(t->p, STR("打印清单"));
    HTML_LIT(&t->p->h,
             "</div><p class=\"so-far no-print\" role=\"status\">备好 <b class=\"num\" data-ticked>");
    html_int(&t->p->h, (int64_t)n.ticked);
    HTML_LIT(&t->p->h, "</b> 样，一共 ");
    html_int(&t->p->h, (int64_t)n.all);
    HTML_LIT(&t->p->h, " 样</p>");
}

// The list is a form: the answers go along, so that it can come back with its ticks.
static void put_papers(const result *t) {
    if (t->v->a->n_papers > 0) {
        HTML_LIT(&t->p->h, "<form class=\"ticks\" method=\"post\"");
        frame_action(t->p, STR("/renew/list"));
        answers_hide(t->facts, -1, &t->p->h);
        html_papers(t->v);
        put_tick_count(t);
        HTML_LIT(&t->p->h, "</form>");
    }
    HTML_LIT(&t->p->h, "<p class=\"no-print\"><a");
    frame_href(t->p, STR("/renew/letter"));
    HTML_LIT(&t->p->h, ">填一份介绍信和说明书，打印</a></p>");
}

// The papers that the form says are at hand.
static void read_ticks(const request *q, html_answer *v) {
    str *ids = ARENA_ARRAY(q->mem, str, q->form.n + 1);
    for (size_t i = 0; ids != NULL && i < q->form.n; i++)
        if (str_is(q->form.fields[i].name, STR("tick")))
            ids[v->n_ticked++] = q->form.fields[i].value;
    v->ticked = ids;
}

// ---- what the route supposed -----------------------------------------------------------------------------------------

static void put_supposed_number(html *h, const jifen_type *t, set v) {
    if (v.lo > t->domain.lo && v.hi < t->domain.hi) {
        html_int(h, v.lo);
        HTML_LIT(h, " 至 ");
        html_int(h, v.hi);
    } else if (v.lo > t->domain.lo) {
        HTML_LIT(h, "至少 ");
        html_int(h, v.lo);
    } else {
        HTML_LIT(h, "不超过 ");
        html_int(h, v.hi);
    }
}

static void put_supposed_options(html *h, const jifen_type *t, set v) {
    bool is_first = true;
    for (size_t i = 0; i < t->n_options; i++) {
        if ((v.lo >> i & 1) == 0)
            continue;
        if (!is_first)
            HTML_LIT(h, "；或者");
        is_first = false;
        html_text(h, t->options[i].label);
    }
}

static void put_supposed(const result *t, const jifen_bound *b) {
    const jifen_type *type = &jifen_fact_at(t->facts->law, b->fact)->type;
    html *h = &t->p->h;
    HTML_LIT(h, "<li>");
    html_text(h, type->label);
    HTML_LIT(h, "：");
    if (type->kind == KIND_NUMBER)
        put_supposed_number(h, type, b->values);
    else if (type->n_options > 0)
        put_supposed_options(h, type, b->values);
    else
        html_text(h, set_can(b->values, true) ? STR("是") : STR("否"));
    HTML_LIT(h, "</li>");
}

static void put_way_taken(const result *t) {
    const jifen_route *way = t->facts->way;
    html *h = &t->p->h;
    HTML_LIT(h, "<section class=\"supposed\"><h2>没有问的，先这样设想</h2><p>您选的是“");
    html_text(h, way->label);
    HTML_LIT(h, "”。和您不一样的，请补答，结果会跟着变。</p><ul>");
    for (size_t i = 0; i < way->n_supposes; i++)
        if (t->facts->supposed >> i & 1)
            put_supposed(t, &way->supposes[i]);
    HTML_LIT(h, "</ul></section>");
}

// What the route did not ask can be asked now, for who wants to be sure.
static void put_more(const result *t, const tool_place *at) {
    const jifen_tool *tool = jifen_find_tool(t->facts->law, at->shows);
    if (t->facts->way == NULL || jifen_tool_next(t->v->a, tool, NULL, t->facts->answered) < 0)
        return;
    HTML_LIT(&t->p->h, "<form class=\"no-print\" method=\"post\"");
    frame_action(t->p, at->path);
    answers_hide(t->facts, -1, &t->p->h);
    answers_hide_more(&t->p->h);
    HTML_LIT(&t->p->h, "<button>再答几个，把没问到的也看清</button></form>");
}

static void (*const parts[])(const result *t) = {[TOOL_POINTS] = put_points,
                                                 [TOOL_REASONS] = put_reasons,
                                                 [TOOL_CONDITIONS] = put_checkup,
                                                 [TOOL_PAPERS] = put_papers,
                                                 [TOOL_DATES] = put_dates};

// ---- the page --------------------------------------------------------------------------------------------------------

static void put_private(const result *t) {
    const jifen_private_effect *effects = NULL;
    size_t n = 0;
    err e;
    err_clear(&e);
    if (jifen_private_effects(t->facts->law, t->q->mem, &effects, &n, &e) != RC_OK || n == 0)
        return;
    HTML_LIT(&t->p->h, "<details class=\"ground\"><summary>这里不问、但会影响结果的情况</summary>");
    html_private(t->v, effects, n);
    HTML_LIT(&t->p->h, "</details>");
}

// Every day of two years is worked out at once only for somebody whose points are all known.
static bool is_exact(const jifen_answer *a) {
    return a->n_goals > 0 && a->goals[0].live == 0;
}

static void put_ways(const result *t, const tool_place *at) {
    if (at->law.len > 0)
        return;  // a law with one tool leads nowhere else
    HTML_LIT(&t->p->h, "<section class=\"ways no-print\"><h2>接着看</h2><div class=\"buttons\">");
    put_way(t, STR("/score/all"), STR("改答案，或者再补几样"));
    if (is_exact(t->v->a) && !t->v->is_supposed)
        put_way(t, STR("/calendar/score"), STR("往后两年，分数怎么变"));
    for (size_t i = 0; i < n_tool_places; i++) {
        const jifen_tool *tool = jifen_find_tool(t->facts->law, tool_places[i].shows);
        if (tool != NULL && &tool_places[i] != at && tool_places[i].law.len == 0)
            put_way(t, tool_places[i].path, tool->title);
    }
    HTML_LIT(&t->p->h, "</div></section>");
}

// Somebody to ask, for who wants that: behind the result, and with the answers only if they are sent along on the next page.
static void put_call(const result *t) {
    if (!t->s->takes_calls || t->at->law.len > 0 || t->facts->is_shared)
        return;
    HTML_LIT(&t->p->h, "<section class=\"ways no-print\"><h2>还想问人</h2><div class=\"buttons\">");
    put_way(t, STR("/contact/with"), STR("请顾问回电"));
    HTML_LIT(&t->p->h, "</div></section>");
}

// What the answer rests on, folded: long, and read by few.
static void put_ground(const result *t) {
    HTML_LIT(&t->p->h, "<details class=\"ground\"><summary>这个结果是怎么来的</summary>");
    html_basis(t->v);
    HTML_LIT(&t->p->h, "</details>");
    put_private(t);
    HTML_LIT(&t->p->h, "<details class=\"ground\"><summary>依据的文件</summary>");
    html_sources(t->v);
    HTML_LIT(&t->p->h, "</details>");
}

void result_put(const site *s, const request *q, response *r, const tool_place *at, const answers *facts,
                const jifen_answer *a) {
    const jifen_tool *tool = jifen_find_tool(facts->law, at->shows);
    page p = frame_open(s, q, r, tool->title, facts->day_problem.len > 0);
    html_answer v = {.h = &p.h, .a = a, .query = q->is_care ? STR("?v=care") : (str){0}};
    v.verdict_first = at->shows != TOOL_POINTS;
    v.is_supposed = facts->supposed != 0;
    read_ticks(q, &v);
    result t = {.s = s, .q = q, .facts = facts, .v = &v, .p = &p, .at = at};
    const jifen_difference *differences = NULL;
    size_t n_differences = 0;
    if (jifen_other_form(facts->law, q->mem, &t.other, &differences, &n_differences))
        v.differs = STR("/score/differs");
    HTML_LIT(&p.h, "<h1>");
    html_text(&p.h, tool->title);
    HTML_LIT(&p.h, "</h1>");
    day_form_put_note(&p, facts, at->result);
    html_summary(&v);
    frame_put_checked(&p, jifen_info(facts->law)->checked, jifen_info(facts->law)->again);
    day_form_put(&p, facts, at->result);
    parts[at->shows](&t);
    if (facts->supposed != 0)
        put_way_taken(&t);
    put_more(&t, at);
    share_put(&p, facts, at, a);
    put_ways(&t, at);
    put_call(&t);
    put_ground(&t);
    frame_close(&p);
}
