// SPDX-License-Identifier: Apache-2.0
#include "wire/facts_csv.h"
#include "base/day.h"
#include "sample.h"
#include "test.h"

static arena laws, mem;
static const jifen *engine;

#define TEXT(lit)                                                                                            \
    { "" lit, sizeof(lit) - 1 }

static facts_frame frame(void) {
    return (facts_frame){.engine = engine, .on = day_from_civil(2026, 3, 10)};
}

static str print_fact(const facts *who, str name) {
    int fact = jifen_find_fact(who->law, name);
    if (fact < 0 || who->who.given[fact] == GIVEN_NOT)
        return STR("-");
    if (who->who.given[fact] == GIVEN_NULL)
        return STR("?");
    buf out = buf_make(&mem);
    jifen_print_value(&jifen_fact_at(who->law, (size_t)fact)->type, who->who.value[fact], false, &out);
    return buf_str(&out);
}

// One column and one cell; what comes of it, or the message.
static const struct {
    str column, cell, want;
} cells[] = {
    {TEXT("level"), TEXT(""), TEXT("-")},
    {TEXT("level"), TEXT("  "), TEXT("-")},
    {TEXT("level"), TEXT("?"), TEXT("?")},
    {TEXT("level"), TEXT(" racer "), TEXT("racer")},
    {TEXT("level"), TEXT("比赛"), TEXT("racer")},
    {TEXT("level"), TEXT("fluent/racer"), TEXT("fluent/racer")},
    {TEXT("courses"), TEXT("none"), TEXT("none")},
    {TEXT("courses"), TEXT("crawl|rescue"), TEXT("crawl|rescue")},
    {TEXT("member"), TEXT("是"), TEXT("true")},
    {TEXT("member"), TEXT("否"), TEXT("false")},
    {TEXT("member"), TEXT("true"), TEXT("true")},
    {TEXT("busy_months"), TEXT("36..48"), TEXT("36..48")},
    {TEXT("busy_months"), TEXT("３６"), TEXT("36")},
    {TEXT("fee"), TEXT("12.5"), TEXT("12.50")},
    {TEXT("joined"), TEXT("2026/3/5"), TEXT("2026-03-05")},
    {TEXT("joined"), TEXT("2026年3月5日"), TEXT("2026-03-05")},
    {TEXT("left_on"), TEXT("none"), TEXT("none")},
};

static void test_cells(void) {
    facts_frame f = frame();
    CHECK_TABLE(cells, i) {
        facts_columns columns;
        facts who;
        err e;
        err_clear(&e);
        CHECK_INT(facts_csv_header(&f, &cells[i].column, 1, &mem, &columns, &e), RC_OK);
        CHECK_INT(facts_csv_read(&f, &columns, &cells[i].cell, 1, 2, &mem, &who, &e), RC_OK);
        CHECK_STR(err_text(&e), STR(""));
        if (e.code == RC_OK)
            CHECK_STR(print_fact(&who, cells[i].column), cells[i].want);
    }
}

static const struct {
    str column, cell;
} mistakes[] = {
    {TEXT("level"), TEXT("raser")},
    {TEXT("member"), TEXT("maybe")},
    {TEXT("busy_months"), TEXT("5..3")},
    {TEXT("busy_months"), TEXT("601")},
    {TEXT("joined"), TEXT("2026-02-30")},
    {TEXT("joined"), TEXT("3/5/2026")},
    {TEXT("on"), TEXT("yesterday")},
    {TEXT("on"), TEXT("2031-01-01")},
    {TEXT("visits"), TEXT("[{\"month\":\"2026-01\"}]")},
    {TEXT("visits"), TEXT("[1")},
};

static void test_mistakes(void) {
    facts_frame f = frame();
    CHECK_TABLE(mistakes, i) {
        str names[] = {STR("id"), mistakes[i].column};
        str row[] = {STR("007"), mistakes[i].cell};
        facts_columns columns;
        facts who;
        err e;
        err_clear(&e);
        CHECK_INT(facts_csv_header(&f, names, 2, &mem, &columns, &e), RC_OK);
        CHECK_INT(facts_csv_read(&f, &columns, row, 2, 9, &mem, &who, &e), RC_INPUT);
        CHECK_STR(err_name(&e), mistakes[i].column);
        CHECK_INT(e.line, 9);
        CHECK(who.has_id);
        CHECK_STR(who.id, STR("007"));
    }
}

static void test_header(void) {
    facts_frame f = frame();
    facts_columns columns;
    str good[] = {STR(" id "), STR("on"), STR("level"), STR("levl")};
    CHECK_INT(facts_csv_header(&f, good, 4, &mem, &columns, NULL), RC_OK);
    CHECK_INT(columns.n, 4);
    CHECK_INT(columns.all[0].kind, COLUMN_ID);
    CHECK_INT(columns.all[1].kind, COLUMN_DAY);
    CHECK_INT(columns.all[2].kind, COLUMN_FACT);
    CHECK_INT(columns.all[3].kind, COLUMN_IGNORED);
    buf out = buf_make(&mem);
    facts_csv_print_ignored(&f, &columns.all[3], &out);
    CHECK(str_starts(buf_str(&out), STR("column 'levl'")));
    err e;
    err_clear(&e);
    CHECK_INT(facts_csv_refuse_ignored(&f, &columns, &e), RC_INPUT);
    CHECK_STR(err_name(&e), STR("levl"));
    CHECK(str_starts(err_text(&e), STR("expected 'level'")));
    columns.n = 3;
    CHECK_INT(facts_csv_refuse_ignored(&f, &columns, NULL), RC_OK);
    str twice[] = {STR("level"), STR("id"), STR("level ")};
    CHECK_INT(facts_csv_header(&f, twice, 3, &mem, &columns, NULL), RC_INPUT);
    str ignored_twice[] = {STR("x"), STR("x")};
    CHECK_INT(facts_csv_header(&f, ignored_twice, 2, &mem, &columns, NULL), RC_INPUT);
    str nameless[] = {STR("level"), STR(" ")};
    CHECK_INT(facts_csv_header(&f, nameless, 2, &mem, &columns, NULL), RC_INPUT);
}

// Fewer or more cells than the header: somebody forgot quotes, and guessing would shift facts.
static void test_width(void) {
    facts_frame f = frame();
    facts_columns columns;
    facts who;
    str names[] = {STR("level"), STR("id")};
    str row[] = {STR("racer"), STR("7"), STR("")};
    CHECK_INT(facts_csv_header(&f, names, 2, &mem, &columns, NULL), RC_OK);
    for (size_t n = 1; n <= 3; n++) {
        CHECK_INT(facts_csv_read(&f, &columns, row, n, 2, &mem, &who, NULL), n == 2 ? RC_OK : RC_INPUT);
        CHECK_INT(who.has_id, n > 1);
    }
}

int main(void) {
    arena_init(&laws, arena_malloc(), 0);
    arena_init(&mem, arena_malloc(), 0);
    engine = sample_open(&laws);
    test_cells();
    test_mistakes();
    test_header();
    test_width();
    arena_done(&mem);
    arena_done(&laws);
    CHECK_MAIN();
}
