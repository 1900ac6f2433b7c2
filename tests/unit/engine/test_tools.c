// SPDX-License-Identifier: Apache-2.0
// Short interviews: which tool, and what it asks next.
#include "base/day.h"
#include "test.h"
#include "unit/engine/rink.h"

static arena mem;
static const jifen_law *law;

static void test_faces(void) {
    CHECK_INT(jifen_n_tools(law), 2);
    const jifen_tool *t = jifen_find_tool(law, TOOL_POINTS);
    CHECK(t == jifen_tool_at(law, 0));
    CHECK_STR(t->name, STR("gain"));
    CHECK_STR(t->title, STR("有几分"));
    CHECK_STR(t->lead, STR("看看有几分。"));
    CHECK_INT(t->n_facts, 7);
    CHECK_INT(t->facts[1], rink_fact(law, STR("team")));
    CHECK(jifen_find_tool(law, TOOL_REASONS) == jifen_tool_at(law, 1));
    CHECK(jifen_find_tool(law, TOOL_PAPERS) == NULL && jifen_find_tool(law, TOOL_DATES) == NULL);
}

static str next_word(str *rest) {
    *rest = str_trim(*rest);
    size_t n = 0;
    while (n < rest->len && rest->ptr[n] != ' ')
        n++;
    str word = str_slice(*rest, 0, n);
    *rest = str_slice(*rest, n, rest->len);
    return word;
}

// `FACT VALUE FACT VALUE …`; all of them count as answered.
static jifen_answer answer_for(str given, bool *answered, arena *into) {
    person p;
    jifen_answer a = {0};
    err e;
    err_clear(&e);
    jifen_person_init(&p, day_from_civil(2026, 3, 10));
    while (str_trim(given).len > 0) {
        size_t fact = rink_fact(law, next_word(&given));
        answered[fact] = true;
        CHECK_INT(jifen_put_text(law, &p, fact, next_word(&given), false, &e), RC_OK);
    }
    if (!CHECK(jifen_assess(law, &p, (jifen_wishes){0}, into, &a, &e) == RC_OK))
        printf("%.*s\n", (int)e.text_len, e.text);
    return a;
}

static const struct {
    tool_shows shows;
    str given, next;
} cases[] = {
    // no goal counts lockers; whoever plays in no team is not asked whether he leads it
    {TOOL_POINTS, STR_INIT(""), STR_INIT("team")},
    {TOOL_POINTS, STR_INIT("team false"), STR_INIT("evenings")},
    {TOOL_POINTS, STR_INIT("team true"), STR_INIT("captain")},
    {TOOL_POINTS, STR_INIT("team ?"), STR_INIT("captain")},
    // the first row of a table hides the rows below it
    {TOOL_POINTS, STR_INIT("team false evenings 20..30"), STR_INIT("age")},
    {TOOL_POINTS, STR_INIT("team false evenings 0..19"), STR_INIT("mornings")},
    {TOOL_POINTS, STR_INIT("team false evenings 0..9"), STR_INIT("paid")},
    {TOOL_POINTS, STR_INIT("team false evenings 0..19 mornings 0..9"), STR_INIT("paid")},
    // what is not known is not asked twice; a range that settles the points is enough
    {TOOL_POINTS, STR_INIT("team false evenings ? mornings ? paid ?"), STR_INIT("age")},
    {TOOL_POINTS, STR_INIT("team false evenings 20 age 7..17"), STR_INIT("")},
    // a decided verdict does not hide the facts of another reason
    {TOOL_REASONS, STR_INIT(""), STR_INIT("age")},
    {TOOL_REASONS, STR_INIT("evenings 3 paid 0 age 20 team false"), STR_INIT("lockers")},
    {TOOL_REASONS, STR_INIT("evenings 3 paid 0 age 20 team false lockers 9"), STR_INIT("")},
};

static void test_next(void) {
    CHECK_TABLE(cases, i) {
        bool answered[LIMIT_FACTS] = {false};
        jifen_answer a = answer_for(cases[i].given, answered, &mem);
        int next = jifen_tool_next(&a, jifen_find_tool(law, cases[i].shows), NULL, answered);
        CHECK_STR(next < 0 ? STR("") : jifen_fact_at(law, (size_t)next)->type.name, cases[i].next);
    }
}

static void test_routes(void) {
    const jifen_tool *t = jifen_find_tool(law, TOOL_REASONS);
    CHECK_INT(t->most, 3);
    CHECK_STR(t->choice, STR("平时靠什么？"));
    CHECK_STR(t->choice_hint, STR("选最像的。"));
    CHECK_INT(t->n_routes, 3);
    CHECK_STR(t->routes[0].label, STR("晚上来"));
    CHECK_STR(t->routes[0].hint, STR("常来"));
    CHECK_INT(t->routes[1].n_supposes, 3);
    CHECK_INT(t->routes[1].n_facts, 2);
    CHECK_INT(t->routes[2].n_supposes, 0);
    CHECK(jifen_find_route(law, STR("by_age")) == &t->routes[1]);
    CHECK(jifen_find_route(law, STR("age")) == NULL);
    CHECK(jifen_find_tool(law, TOOL_POINTS)->n_routes == 0 &&
          jifen_find_tool(law, TOOL_POINTS)->choice.len == 0);
}

static void check_next(const jifen_route *way, person *p, const char *wanted) {
    bool answered[LIMIT_FACTS] = {false};
    jifen_answer a;
    err e;
    err_clear(&e);
    for (size_t f = 0; f < LIMIT_FACTS; f++)
        answered[f] = p->given[f] != GIVEN_NOT;
    CHECK_INT(jifen_assess(law, p, (jifen_wishes){0}, &mem, &a, &e), RC_OK);
    int next = jifen_tool_next(&a, jifen_find_tool(law, TOOL_REASONS), way, answered);
    CHECK_STR(next < 0 ? STR("") : jifen_fact_at(law, (size_t)next)->type.name, str_of_c(wanted));
}

static void test_suppose(void) {
    const jifen_route *way = jifen_find_route(law, STR("by_evenings"));
    size_t evenings = rink_fact(law, STR("evenings")), mornings = rink_fact(law, STR("mornings"));
    person p;
    jifen_person_init(&p, day_from_civil(2026, 3, 10));
    CHECK_INT(jifen_suppose(law, way, &mem, &p), 3);
    CHECK(p.given[evenings] == GIVEN_SET && p.value[evenings].lo == 20 && p.value[evenings].hi == 30);
    CHECK(set_is(p.value[rink_fact(law, STR("team"))], false));
    check_next(way, &p, "lockers");
    // said otherwise: what was said stands, the rest is supposed
    jifen_person_init(&p, day_from_civil(2026, 3, 10));
    p.given[evenings] = GIVEN_SET;
    p.value[evenings] = set_range(3, 3, 0);
    CHECK_INT(jifen_suppose(law, way, &mem, &p), 2);
    CHECK(p.value[evenings].lo == 3 && p.value[evenings].hi == 3);
    // not sure is an answer too
    jifen_person_init(&p, day_from_civil(2026, 3, 10));
    jifen_put_null(&p, evenings);
    CHECK_INT(jifen_suppose(law, way, &mem, &p), 2);
    // facts that contradict each other are left as they are
    jifen_person_init(&p, day_from_civil(2026, 3, 10));
    p.given[evenings] = p.given[mornings] = GIVEN_SET;
    p.value[evenings] = set_range(1, 1, 0);
    p.value[mornings] = set_range(9, 9, 0);
    CHECK_INT(jifen_suppose(law, way, &mem, &p), 0);
    CHECK(p.given[rink_fact(law, STR("team"))] == GIVEN_NOT);
}

// A supposition that cannot hold with what was answered is left out: more mornings than these evenings.
static void test_suppose_no_clash(void) {
    const jifen_route *way = jifen_find_route(law, STR("by_age"));
    person p;
    jifen_person_init(&p, day_from_civil(2026, 3, 10));
    CHECK_INT(jifen_suppose(law, way, &mem, &p), 7);
    check_next(way, &p, "mornings");
    check_next(NULL, &p, "lockers");
}

static void test_goal_question(void) {
    static const struct {
        str given, next;
    } asked[] = {
        {STR_INIT(""), STR_INIT("evenings")},
        {STR_INIT("evenings 25"), STR_INIT("age")},
        {STR_INIT("evenings 25 age 20"), STR_INIT("")},
        {STR_INIT("evenings 25 age 20 team true"), STR_INIT("captain")},
    };
    CHECK_TABLE(asked, i) {
        bool answered[LIMIT_FACTS] = {false};
        jifen_answer a = answer_for(asked[i].given, answered, &mem);
        int next = a.goals[0].next_question;
        CHECK_STR(next < 0 ? STR("") : jifen_fact_at(law, (size_t)next)->type.name, asked[i].next);
        CHECK_INT(a.goals[0].live == 0, next < 0);
        CHECK_INT(a.goals[0].live_presumed,
                  answered[rink_fact(law, STR("team"))] ? 0 : (uint64_t)1 << rink_fact(law, STR("team")));
    }
}

int main(void) {
    arena_init(&mem, arena_malloc(), 0);
    law = rink_open(&mem);
    if (law != NULL) {
        test_faces();
        test_next();
        test_routes();
        test_suppose();
        test_suppose_no_clash();
        test_goal_question();
    }
    arena_done(&mem);
    CHECK_MAIN();
}
