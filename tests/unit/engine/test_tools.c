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
        int next = jifen_tool_next(&a, jifen_find_tool(law, cases[i].shows), answered);
        CHECK_STR(next < 0 ? STR("") : jifen_fact_at(law, (size_t)next)->type.name, cases[i].next);
    }
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
        test_goal_question();
    }
    arena_done(&mem);
    CHECK_MAIN();
}
