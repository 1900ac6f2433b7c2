// SPDX-License-Identifier: Apache-2.0
// What can be told in place of a fact.
#include "base/day.h"
#include "engine/jifen.h"
#include "test.h"

#include <stdio.h>

static const char *const pack =
    "---\nlaw: toy\ntitle: 小规则\npart: 1\nin force: 2024-01-01..2029-12-31\nchecked: 2026-11-20\nagain: "
    "2027-06-01\nunit: 分\n---\n\n```law\n"
    "source rules \"规则\" official high\n"
    "fact born date \"生日\"\n  ask \"哪天生的？\"\n"
    "fact age int 3..90 \"周岁\"\n  ask \"几岁？\"\n  from full years from born to on\n  given must agree\n"
    "fact joined date \"入会日\"\n  ask \"哪天入会？\"\n"
    "fact years int 0..80 \"会龄\"\n  ask \"几年？\"\n  from full years from joined to on\n  given must "
    "agree\n"
    "fact books int 0..9 \"书\"\n  ask \"几本？\"\n"
    "points young \"年纪\" cite rules\n  age in 3..17 -> 2\n  age >= 18 -> 0\n"
    "points early \"入会早\" cite rules first of\n  years < 1 -> 0\n  joined < 2020-01-01 -> 3\n"
    "  otherwise -> 1\n"
    "points read \"读书\" cite rules = books\n"
    "points total \"合计\" cite rules sum of young, early, read\n"
    "goal enough \"够了\" = points total >= 3\n"
    "verdict\n  fine \"行\" otherwise\n  open \"不知道\" open\n```\n";

static const struct {
    const char *facts[3], *texts[3], *told, *instead, *value;  // instead NULL: nothing stands in
} rows[] = {
    {{"born", "joined", "books"}, {"2010-06-01", "2019-05-01", "1"}, "born", "age", "15"},
    {{"born", "joined", "books"}, {"2010-06-01", "2019-05-01", "1"}, "joined", NULL, ""},  // the day itself counts
    {{"born", "joined", "books"}, {"2010-06-01", "2019-05-01", "1"}, "books", NULL, ""},
    {{"born", "age", "books"}, {"2010-06-01", "15", "1"}, "born", NULL, ""},  // told already
    {{"born", "books", NULL}, {"2010-06-01", "?", NULL}, "born", "age", "15"},
    {{"born", "books", NULL}, {"2010-06-01..2010-06-03", "1", NULL}, "born", "age", "15"},
    {{"born", "books", NULL}, {"2008-06-01..2012-06-03", "1", NULL}, "born", NULL, ""},  // several ages
};

static size_t find(const jifen_law *l, const char *name) {
    int fact = jifen_find_fact(l, str_of_c(name));
    CHECK(fact >= 0);
    return (size_t)fact;
}

static void test_rows(const jifen_law *l, arena *mem) {
    CHECK_TABLE(rows, i) {
        person p;
        jifen_answer a;
        jifen_bound out;
        err e;
        err_clear(&e);
        jifen_person_init(&p, day_from_civil(2026, 3, 10));
        for (size_t k = 0; k < 3 && rows[i].facts[k] != NULL; k++)
            CHECK_INT(jifen_put_text(l, &p, find(l, rows[i].facts[k]), str_of_c(rows[i].texts[k]), false, &e),
                      RC_OK);
        CHECK_INT(jifen_assess(l, &p, (jifen_wishes){0}, mem, &a, &e), RC_OK);
        bool is_found = jifen_stand_in(&a, &p, find(l, rows[i].told), mem, &out);
        CHECK(is_found == (rows[i].instead != NULL));
        if (!is_found || rows[i].instead == NULL)
            continue;
        buf text = buf_make(mem);
        CHECK_INT(out.fact, find(l, rows[i].instead));
        jifen_print_value(&jifen_fact_at(l, out.fact)->type, out.values, false, &text);
        CHECK_STR(buf_str(&text), str_of_c(rows[i].value));
    }
}

// Less is told whatever becomes of the answer, and whether it was told as well or not.
static const struct {
    const char *facts[2], *texts[2], *told, *instead, *value;
} less_rows[] = {
    {{"born", "joined"}, {"2010-06-01", "2019-05-01"}, "born", "age", "15"},
    {{"born", "joined"}, {"2010-06-01", "2019-05-01"}, "joined", "years", "6"},  // though the day itself counts
    {{"born", "age"}, {"2010-06-01", "15"}, "born", "age", "15"},
    {{"born", NULL}, {"2008-06-01..2012-06-03", NULL}, "born", "age", "13..17"},
    {{"born", NULL}, {"?", NULL}, "born", NULL, ""},  // nothing was told
    {{"books", NULL}, {"1", NULL}, "books", NULL, ""},
};

static void test_less(const jifen_law *l, arena *mem) {
    CHECK_TABLE(less_rows, i) {
        person p;
        jifen_bound out;
        err e;
        err_clear(&e);
        jifen_person_init(&p, day_from_civil(2026, 3, 10));
        for (size_t k = 0; k < 2 && less_rows[i].facts[k] != NULL; k++)
            CHECK_INT(jifen_put_text(l, &p, find(l, less_rows[i].facts[k]), str_of_c(less_rows[i].texts[k]),
                                     false, &e),
                      RC_OK);
        bool is_found = jifen_tells_less(l, &p, find(l, less_rows[i].told), mem, &out);
        CHECK(is_found == (less_rows[i].instead != NULL));
        if (!is_found || less_rows[i].instead == NULL)
            continue;
        buf text = buf_make(mem);
        CHECK_INT(out.fact, find(l, less_rows[i].instead));
        jifen_print_value(&jifen_fact_at(l, out.fact)->type, out.values, false, &text);
        CHECK_STR(buf_str(&text), str_of_c(less_rows[i].value));
    }
}

static void test_has_less(const jifen_law *l, arena *mem) {
    static const struct {
        const char *fact;
        bool has;
    } rows_of[] = {{"born", true}, {"joined", true}, {"age", false}, {"books", false}};
    person p;
    jifen_person_init(&p, day_from_civil(2026, 3, 10));
    CHECK_TABLE(rows_of, i)
    CHECK_INT(jifen_has_less(l, &p, find(l, rows_of[i].fact), mem), rows_of[i].has);
}

int main(void) {
    arena mem;
    jifen *j = NULL;
    err e;
    err_clear(&e);
    arena_init(&mem, arena_malloc(), 0);
    buf report = buf_make(&mem);
    jifen_file file = {.name = STR("toy.md"), .text = str_of_c(pack)};
    if (CHECK(jifen_open(&file, 1, &mem, &j, &report, &e) == RC_OK)) {
        test_rows(jifen_law_at(j, 0), &mem);
        test_less(jifen_law_at(j, 0), &mem);
        test_has_less(jifen_law_at(j, 0), &mem);
    } else
        printf("%.*s\n", (int)report.len, report.ptr);
    arena_done(&mem);
    CHECK_MAIN();
}
