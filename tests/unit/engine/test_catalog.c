// SPDX-License-Identifier: Apache-2.0
// The law of tests/packs/library-fines.md as people look it up.
#include "engine/jifen.h"

#include "test.h"

#include "base/day.h"
#include "main/embedded.h"

#include <string.h>

static arena mem;
static const jifen_law *l;

static bool open_pack(void) {
    jifen_file file = {.name = STR("library-fines.md")};
    for (size_t i = 0; i < n_pack_files; i++)
        if (strcmp(pack_files[i].name, "library-fines.md") == 0)
            file.text = (str){pack_files[i].text, pack_files[i].len};
    buf report = buf_make(&mem);
    jifen *j;
    err e;
    err_clear(&e);
    if (!CHECK_INT(jifen_open(&file, 1, &mem, &j, &report, &e), RC_OK))
        return false;
    l = jifen_law_at(j, 0);
    return true;
}

// ---- the list

static const struct {
    str name, label, noun, confidence;
    name_kind kind;
} some[] = {
    {STR_INIT("reader"), STR_INIT("读者类别"), STR_INIT("fact"), STR_INIT(""), NAME_FACT},
    {STR_INIT("lateness"), STR_INIT("逾期"), STR_INIT("points"), STR_INIT("high"), NAME_POINTS},
    {STR_INIT("daily"), STR_INIT("每天记的分"), STR_INIT("param"), STR_INIT("medium"), NAME_PARAM},
    {STR_INIT("over"), STR_INIT("到停借的分数"), STR_INIT("goal"), STR_INIT(""), NAME_GOAL},
    {STR_INIT("card"), STR_INIT("借书证"), STR_INIT("finding"), STR_INIT(""), NAME_FINDING},
    {STR_INIT("settling"), STR_INIT("缴清不满 3 天"), STR_INIT("check"), STR_INIT("medium"), NAME_CHECK},
    {STR_INIT("card_copy"), STR_INIT("借书证"), STR_INIT("paper"), STR_INIT("high"), NAME_PAPER},
    {STR_INIT("pay_by"), STR_INIT("最晚缴清"), STR_INIT("date"), STR_INIT("high"), NAME_DATE},
    {STR_INIT("old_rate"), STR_INIT("2026 年起一律每天 1 分"), STR_INIT("dispute"), STR_INIT("low"),
     NAME_DISPUTE},
};

static void test_names(void) {
    CHECK_TABLE(some, i) {
        int at = jifen_find_name(l, some[i].name);
        if (!CHECK(at >= 0))
            continue;
        jifen_name n = jifen_name_at(l, (size_t)at);
        CHECK_STR(n.name, some[i].name);
        CHECK_STR(n.label, some[i].label);
        CHECK_STR(n.noun, some[i].noun);
        CHECK_STR(n.confidence, some[i].confidence);
        CHECK_INT(n.kind, some[i].kind);
    }
    CHECK_INT(jifen_n_names(l), 21);
    CHECK_INT(jifen_find_name(l, STR("nobody")), -1);
    for (size_t i = 1; i < jifen_n_names(l); i++)
        CHECK(jifen_name_at(l, i - 1).kind <= jifen_name_at(l, i).kind);
}

static void test_near(void) {
    str near[3];
    CHECK_INT(jifen_near_names(l, STR("lost_bok"), 3, near), 1);
    CHECK_STR(near[0], STR("lost_book"));
    CHECK_INT(jifen_near_names(l, STR("los"), 3, near), 2);
    CHECK_STR(near[0], STR("lost"));
    CHECK_STR(near[1], STR("loss"));
    CHECK_INT(jifen_near_names(l, STR("los"), 1, near), 1);
    CHECK_INT(jifen_near_names(l, STR("something_else"), 3, near), 0);
    CHECK_INT(jifen_near_names(l, STR(""), 3, near), 0);
    char longer[LIMIT_NAME_BYTES + 1];
    memset(longer, 'a', sizeof longer);
    CHECK_INT(jifen_near_names(l, (str){longer, sizeof longer}, 3, near), 0);
}

static void test_sources(void) {
    CHECK_INT(jifen_n_sources(l), 3);
    jifen_source notice = jifen_source_at(l, 1);
    CHECK_STR(notice.document, STR("门口的公告"));
    CHECK_STR(notice.rank, STR("press"));
    CHECK_STR(notice.confidence, STR("medium"));
    CHECK_STR(notice.where, STR(""));
}

// ---- one of them

static jifen_entry entry(const char *name) {
    jifen_entry one = {0};
    err e;
    err_clear(&e);
    int at = jifen_find_name(l, str_of_c(name));
    if (CHECK(at >= 0))
        CHECK_INT(jifen_describe(l, (size_t)at, &mem, &one, &e), RC_OK);
    return one;
}

static void check_use(const jifen_entry *one, size_t i, str name) {
    if (CHECK(i < one->n_uses))
        CHECK_STR(jifen_name_at(l, one->uses[i]).name, name);
}

static void test_points(void) {
    jifen_entry one = entry("lateness");
    CHECK_STR(one.rule,
              STR("  看“读者类别”：\n    “少儿证”：0\n    “成人证”：“逾期天数” × 当天的“每天记的分”\n"
                  "    “敬老证”：（“逾期天数” ÷ 2，舍去小数） × 当天的“每天记的分”\n"));
    CHECK_INT(one.n_sources, 1);
    CHECK_STR(one.sources[0].where, STR("第 5 条"));
    CHECK_INT(one.n_uses, 3);
    check_use(&one, 0, STR("reader"));
    check_use(&one, 1, STR("days_late"));
    check_use(&one, 2, STR("daily"));
    CHECK_INT(one.n_sides, 1);
    CHECK_STR(one.sides[0].name, STR("old_rate"));
    CHECK_STR(one.sides[0].other, STR("2026 年以前借的书，仍是每天 2 分"));
    CHECK_STR(one.heading, STR("记分"));
    CHECK(str_starts(one.prose, STR("每天的分数 2026 年起")));
    CHECK_INT(one.n_cases, 0);
    CHECK_INT(one.checked, day_from_civil(2026, 11, 20));
    CHECK_INT(one.again, day_from_civil(2027, 6, 1));
    CHECK_INT(one.from, day_from_civil(2024, 1, 1));
    CHECK_INT(one.to, day_from_civil(2029, 12, 31));
    CHECK_STR(one.file, STR("library-fines.md"));
}

static void test_terms(void) {
    jifen_entry one = entry("total");
    CHECK_INT(one.n_uses, 2);
    check_use(&one, 0, STR("lateness"));
    check_use(&one, 1, STR("loss"));
}

static void test_param(void) {
    jifen_entry one = entry("daily");
    if (!CHECK_INT(one.n_periods, 2))
        return;
    CHECK_STR(one.periods[0].from, STR("2024-01-01"));
    CHECK_STR(one.periods[0].to, STR("2025-12-31"));
    CHECK_STR(one.periods[0].value, STR("2"));
    CHECK_STR(one.periods[0].other, STR(""));
    CHECK_STR(one.periods[1].to, STR(""));
    CHECK_STR(one.periods[1].other, STR("2"));
    CHECK_STR(one.periods[1].dispute, STR("old_rate"));
    CHECK_STR(one.periods[1].source.document, STR("门口的公告"));
    CHECK_INT(one.n_sources, 2);
    CHECK_INT(one.n_sides, 1);
    one = entry("limit");
    CHECK_INT(one.n_periods, 1);
    CHECK_STR(one.periods[0].from, STR(""));
    CHECK_STR(one.periods[0].value, STR("100"));
    CHECK_INT(one.n_sources, 1);
}

static void test_dispute(void) {
    jifen_entry one = entry("old_rate");
    CHECK_INT(one.n_sides, 1);
    CHECK_STR(one.sides[0].text, one.name.label);
    CHECK_STR(one.sides[0].confidence, STR("low"));
    CHECK_INT(one.n_uses, 0);
    CHECK_INT(one.n_sources, 1);
}

// A section without words of its own has those of the one above it.
static void test_prose(void) {
    CHECK_STR(entry("reader").heading, STR("图书馆逾期"));
    jifen_entry check = entry("lost_book"), paper = entry("loss_form");
    CHECK_STR(check.heading, STR("能不能借"));
    CHECK(str_starts(check.prose, STR("一家想象中的图书馆")));
    CHECK_STR(paper.heading, STR("带什么，哪一天"));
    CHECK_INT(paper.n_sources, 1);
}

// ---- cases: another law, whose cases stand behind its blocks

static const char *const pages[] = {
    "---\nlaw: doors\ntitle: Doors\npart: 1\nin force: 2024-01-01..2029-12-31\nchecked: 2026-01-01\n"
    "again: 2027-01-01\nunit: p\n---\n\n# Doors\n\n```law\nsource s \"S\" official high\nsection d \"D\"\n"
    "fact open bool \"Open\"\n  ask \"Open?\"\n```\n\n## Two\n\nIntro.\n\n```law\n"
    "points one \"One\" cite s = if open then 1 else 0\n```\n\n```law\n"
    "points two \"Two\" cite s = if open then 2 else 0\n```\n\nMiddle.\n\n```case\nFirst.\n  given on "
    "2026-01-01\n"
    "  open true => points one 1\n  => missing open\n```\n\n```case\nSecond.\n  on 2026-01-01, open false => "
    "points two 0\n"
    "```\n\n```law\npoints three \"Three\" cite s = points one + points two\ngoal all \"All\" = points three "
    ">= 3\n```\n",
};

static void test_cases(void) {
    jifen_file file = {STR("doors.md"), str_of_c(pages[0]), false};
    buf report = buf_make(&mem);
    jifen *j;
    err e;
    err_clear(&e);
    if (!CHECK_INT(jifen_open(&file, 1, &mem, &j, &report, &e), RC_OK)) {
        printf("%.*s\n", (int)report.len, report.ptr);
        return;
    }
    l = jifen_law_at(j, 0);
    jifen_entry one = entry("one");
    CHECK_STR(one.prose, STR("Intro.\n\n\n\n\n\nMiddle."));
    if (CHECK_INT(one.n_cases, 3)) {
        CHECK_STR(one.cases[0].title, STR("First."));
        CHECK_STR(one.cases[0].given, STR("on 2026-01-01"));
        CHECK_STR(one.cases[0].person, STR("open true"));
        CHECK_STR(one.cases[0].expected, STR("points one 1"));
        CHECK_STR(one.cases[1].person, STR(""));
        CHECK_STR(one.cases[2].title, STR("Second."));
    }
    CHECK_INT(entry("two").n_cases, 3);
    CHECK_INT(entry("three").n_cases, 0);
    CHECK_INT(entry("open").n_cases, 0);
}

int main(void) {
    arena_init(&mem, arena_malloc(), 0);
    if (open_pack()) {
        test_names();
        test_near();
        test_sources();
        test_points();
        test_terms();
        test_param();
        test_dispute();
        test_prose();
        test_cases();
    }
    arena_done(&mem);
    CHECK_MAIN();
}
