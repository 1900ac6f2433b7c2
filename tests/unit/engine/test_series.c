// SPDX-License-Identifier: Apache-2.0
// A person day by day: under a small law of two versions with a gap behind them, and with everything that can happen on
// the way.
#include "test.h"

#include "base/day.h"
#include "engine/series.h"

#include <string.h>

// A club: a member scores for years of age and for months visited; the second version knows another colour and another
// target, and no longer asks for a nickname's length.
#define HEAD(id, span)                                                                                       \
    "---\nlaw: " id "\ntitle: 社团\npart: 1\nin force: " span                                                \
    "\nchecked: 2026-01-01\nagain: 2027-01-01\nunit: 点\n---\n\n# 社团\n\n```law\n"                       \
    "source 章程 \"《章程》\" official high\nsection all \"全部\"\n"
#define FACTS                                                                                                \
    "fact born date \"生日\"\n  ask \"生日？\"\n"                                                       \
    "fact years int 0..60 \"岁数\"\n  ask \"几岁？\"\n  from full years from born to on\n"              \
    "  given must agree\n"                                                                                   \
    "fact visits months \"来的月份\"\n  field times int 0..31 \"次数\"\n  each busy = times >= 4\n"    \
    "  continues busy\n"                                                                                     \
    "fact months int 0..24 \"月数\"\n  ask \"几个月？\"\n"                                             \
    "  from count visits in 24 months before on where busy\n  given wins disputed given_months\n"
#define RULES(limit)                                                                                               \
    "dispute given_months \"按填的\" low cite 章程 \"9\"\n  other \"按记录\"\n  when overridden(months)\n" \
    "points young \"岁数分\" cite 章程 \"1\" = max(0, 40 - years)\n"                                          \
    "points often \"常来\" cite 章程 \"2\" = months\n"                                                         \
    "points total \"合计\" cite 章程 \"3\" sum of young, often, hue at most 99\n"                              \
    "goal enough \"够了\" = points total >= " limit "\n"                                                           \
    "check low \"不够\" cite 章程 \"4\"\n  when points total < " limit                                             \
    "\n  meaning \"点数不够。\"\n  look \"看。\"\n  remedy \"多来。\"\n  recoverable\n"                  \
    "verdict\n  no \"还不行\" : low\n  yes \"可以\" otherwise\n  unclear \"还不知道\" open\n```\n"

#define HUE_1                                                                                                \
    "fact colour enum \"颜色\"\n  ask \"颜色？\"\n  red \"红\"\n  blue \"蓝\"\n"                      \
    "points hue \"颜色分\" cite 章程 \"5\" by colour\n  red -> 1\n  blue -> 2\n"
#define HUE_2                                                                                                \
    "fact colour enum \"颜色\"\n  ask \"颜色？\"\n  green \"绿\"\n  blue \"蓝\"\n"                    \
    "points hue \"颜色分\" cite 章程 \"5\" by colour\n  green -> 1\n  blue -> 7\n"

static const jifen_file files[] = {
    {STR_INIT("one.md"), STR_INIT(HEAD("club", "2025-01-01..2026-06-30") FACTS HUE_1 RULES("10")), false},
    {STR_INIT("two.md"), STR_INIT(HEAD("club@2", "2026-07-01..2026-12-31") FACTS HUE_2 RULES("12")), false},
};

static arena mem;
static const jifen *laws;

static void open_laws(void) {
    static char room[4096];
    buf report = buf_over(room, sizeof room);
    jifen *j = NULL;
    err e;
    err_clear(&e);
    if (!CHECK(jifen_open(files, 2, &mem, &j, &report, &e) == RC_OK))
        printf("%.*s\n%.*s\n", (int)report.len, report.ptr, (int)e.text_len, e.text);
    laws = j;
}

static const int64_t first_day_of_sample = 20515;  // 2026-03-03

static void put(person *p, const char *name, const char *value) {
    const jifen_law *l = jifen_law_at(laws, 0);
    int f = jifen_find_fact(l, (str){name, strlen(name)});
    err e;
    err_clear(&e);
    CHECK(f >= 0 && jifen_put_text(l, p, (size_t)f, (str){value, strlen(value)}, false, &e) == RC_OK);
}

static person make_person(const char *born, const char *years, const char *months, const char *colour) {
    person p;
    jifen_person_init(&p, first_day_of_sample);
    if (born != NULL)
        put(&p, "born", born);
    if (years != NULL)
        put(&p, "years", years);
    if (months != NULL)
        put(&p, "months", months);
    if (colour != NULL)
        put(&p, "colour", colour);
    return p;
}

static series make(const person *p, int64_t to, bool continues) {
    series s = {0};
    err e;
    err_clear(&e);
    series_wishes w = {to, continues};
    if (!CHECK(series_make(laws, jifen_law_at(laws, 0), p, w, &mem, &s, &e) == RC_OK))
        printf("%.*s\n", (int)e.text_len, e.text);
    return s;
}

// Segments follow each other without a gap, changes lie in them by day, and the first is on the first day of one that
// follows an answered one.
static void check_order(const series *s) {
    int64_t next = s->from;
    for (size_t i = 0; i < s->n_segments; i++) {
        const series_segment *g = &s->segments[i];
        CHECK_INT(g->from, next);
        CHECK(g->to >= g->from);
        bool follows = i > 0 && g[-1].state == SERIES_ANSWERED && g->state == SERIES_ANSWERED;
        CHECK(!follows || (g->n_changes > 0 && g->changes[0].day == g->from));
        int64_t after = follows ? g->from - 1 : g->from;
        for (size_t c = 0; c < g->n_changes; c++) {
            CHECK(g->changes[c].day > after && g->changes[c].day <= g->to);
            after = g->changes[c].day;
        }
        next = g->to + 1;
    }
    CHECK_INT(next, s->to + 1);
}

static void print_change(const series_change *c, buf *out) {
    buf_print(out, "  {d}{s}{s}{s}", c->day, c->law_changes ? STR(" law") : STR(""),
              c->verdict_changes ? STR(" verdict") : STR(""), c->target_changes ? STR(" target") : STR(""));
    for (size_t i = 0; i < c->n_points; i++)
        buf_print(out, " {s} {i}..{i}>{i}..{i}", c->points[i].name, c->points[i].least_before,
                  c->points[i].most_before, c->points[i].least, c->points[i].most);
    for (size_t i = 0; i < c->n_reasons; i++)
        buf_print(out, " {s} {i}>{i}", c->reasons[i].code, (int64_t)c->reasons[i].before,
                  (int64_t)c->reasons[i].after);
    BUF_LIT(out, "\n");
}

static str print(const series *s) {
    buf out = buf_make(&mem);
    for (size_t i = 0; i < s->n_segments; i++) {
        const series_segment *g = &s->segments[i];
        buf_print(&out, "{d} {d}", g->from, g->to);
        if (g->state == SERIES_ANSWERED)
            buf_print(&out, " {i}..{i} {i} {s}\n", g->least, g->most, (int64_t)g->reaches, g->verdict);
        else if (g->state == SERIES_REFUSED)
            buf_print(&out, " refused: {s}\n", g->why);
        else
            BUF_LIT(&out, " not held\n");
        for (size_t c = 0; c < g->n_changes; c++)
            print_change(&g->changes[c], &out);
    }
    return buf_str(&out);
}

static int64_t day(int32_t year, int32_t month, int32_t d) {
    return day_from_civil(year, month, d);
}

// ---- tests

static void a_birthday_moves_the_total(void) {
    person p = make_person("1992-03-11", NULL, "2", "red");
    series s = make(&p, day(2026, 3, 31), false);
    check_order(&s);
    CHECK_STR(print(&s), STR("2026-03-03 2026-03-10 10..10 1 yes\n"
                             "2026-03-11 2026-03-31 9..9 0 no\n"
                             "  2026-03-11 verdict young 7..7>6..6 total 10..10>9..9 low 0>1\n"));
    CHECK_STR(s.total_label, STR("合计"));
    CHECK_STR(s.goal_label, STR("够了"));
    // the months were given as a summary and stand
    CHECK_INT(s.n_unmoved, 1);
    CHECK_STR(jifen_fact_at(s.law, s.unmoved[0])->type.name, STR("months"));
}

// Given beside the birthday, the age of the first day is no longer looked at; alone it stands.
static void an_age_alone_stands(void) {
    person p = make_person("1992-03-11", "33", "2", "red");
    series both = make(&p, day(2026, 3, 31), false);
    CHECK_INT(both.n_segments, 2);
    CHECK_INT(both.n_unmoved, 1);
    p = make_person(NULL, "33", "2", "red");
    series alone = make(&p, day(2026, 6, 30), false);
    CHECK_STR(print(&alone), STR("2026-03-03 2026-06-30 10..10 1 yes\n"));
    CHECK_INT(alone.n_unmoved, 2);
    CHECK_STR(jifen_fact_at(alone.law, alone.unmoved[0])->type.name, STR("years"));
    // nobody knows: nothing stands, the total is a range
    p = make_person(NULL, NULL, NULL, "red");
    series open = make(&p, day(2026, 3, 31), false);
    CHECK_STR(print(&open), STR("2026-03-03 2026-03-31 1..65 2 unclear\n"));
    CHECK_INT(open.n_unmoved, 0);
}

// A birthday known to the month only: the day it may come, and the day it must have come.
static void a_range_moves_too(void) {
    person p = make_person("1992-03-10..1992-03-20", "33", "2", "red");
    series s = make(&p, day(2026, 3, 31), false);
    check_order(&s);
    CHECK_STR(print(&s), STR("2026-03-03 2026-03-09 10..10 1 yes\n"
                             "2026-03-10 2026-03-19 9..10 2 unclear\n"
                             "  2026-03-10 verdict young 7..7>6..7 total 10..10>9..10 low 0>2\n"
                             "2026-03-20 2026-03-31 9..9 0 no\n"
                             "  2026-03-20 verdict young 6..7>6..6 total 9..10>9..9 low 2>1\n"));
}

// Two points that cancel out change nothing in the total: the day is named inside its segment.
static void changes_inside_a_segment(void) {
    static record visits[] = {{{2026 * 12 + 2, 5}}};
    person p = make_person("1992-04-01", NULL, NULL, "red");
    err e;
    err_clear(&e);
    CHECK(jifen_put_records(jifen_law_at(laws, 0), &p, visits, 1, &e) == RC_OK);
    series s = make(&p, day(2026, 4, 30), false);
    check_order(&s);
    CHECK_STR(print(&s), STR("2026-03-03 2026-04-30 8..8 0 no\n"
                             "  2026-04-01 young 7..7>6..6 often 0..0>1..1\n"));
    CHECK_INT(s.n_unmoved, 0);
}

// As they are given, records end; wished to go on, each month counts when it is over.
static void records_go_on_when_wished(void) {
    static record visits[] = {{{2026 * 12 + 0, 5}}, {{2026 * 12 + 1, 0}}};
    person p = make_person("1990-01-01", NULL, NULL, "red");
    err e;
    err_clear(&e);
    CHECK(jifen_put_records(jifen_law_at(laws, 0), &p, visits, 2, &e) == RC_OK);
    series still = make(&p, day(2026, 5, 31), false);
    CHECK_STR(print(&still), STR("2026-03-03 2026-05-31 6..6 0 no\n"));
    CHECK(!still.continues);
    series on = make(&p, day(2026, 5, 31), true);
    check_order(&on);
    CHECK_STR(print(&on), STR("2026-03-03 2026-03-31 6..6 0 no\n"
                              "2026-04-01 2026-04-30 7..7 0 no\n"
                              "  2026-04-01 often 1..1>2..2 total 6..6>7..7\n"
                              "2026-05-01 2026-05-31 8..8 0 no\n"
                              "  2026-05-01 often 2..2>3..3 total 7..7>8..8\n"));
    CHECK(on.continues);
    CHECK_INT(p.n_records, 2);
    person without = make_person("1990-01-01", NULL, "3", "red");
    series none = make(&without, day(2026, 5, 31), true);
    CHECK(!none.continues);
}

// The other version has another target and other points; behind it nothing is held.
static void versions_follow_each_other(void) {
    static record visits[] = {{{2026 * 12 + 0, 5}}, {{2026 * 12 + 1, 7}}};
    person p = make_person("1990-01-01", NULL, NULL, "blue");
    err e;
    err_clear(&e);
    CHECK(jifen_put_records(jifen_law_at(laws, 0), &p, visits, 2, &e) == RC_OK);
    series s = make(&p, day(2027, 1, 31), false);
    check_order(&s);
    CHECK_STR(print(&s), STR("2026-03-03 2026-06-30 8..8 0 no\n"
                             "2026-07-01 2026-12-31 13..13 1 yes\n"
                             "  2026-07-01 law verdict target hue 2..2>7..7 total 8..8>13..13 low 1>0\n"
                             "2027-01-01 2027-01-31 not held\n"));
    CHECK_INT(s.segments[0].target, 10);
    CHECK_INT(s.segments[1].target, 12);
    // red is no colour of the second version: it counts as not given there
    p = make_person("1990-01-01", NULL, "5", "red");
    s = make(&p, day(2026, 7, 31), false);
    CHECK_STR(print(&s), STR("2026-03-03 2026-06-30 10..10 1 yes\n"
                             "2026-07-01 2026-07-31 10..16 2 unclear\n"
                             "  2026-07-01 law verdict target hue 1..1>1..7 total 10..10>10..16 low 0>2\n"));
}

// Sixty is the most the law takes.
static void who_grows_too_old_is_refused(void) {
    person p = make_person("1965-03-11", NULL, "2", "red");
    series s = make(&p, day(2026, 3, 31), false);
    check_order(&s);
    CHECK_INT(s.n_segments, 2);
    CHECK(s.segments[1].state == SERIES_REFUSED && s.segments[1].why.len > 0);
    CHECK_INT(s.segments[1].from, day(2026, 3, 11));
    CHECK_INT(s.segments[1].n_changes, 0);
}

static rc code_of(const person *p, int64_t to) {
    series s = {.to = 77};
    err e;
    err_clear(&e);
    rc code = series_make(laws, jifen_law_at(laws, 0), p, (series_wishes){to, false}, &mem, &s, &e);
    CHECK(code == RC_OK || (s.to == 77 && e.text_len > 0));
    return code;
}

static void what_cannot_be_asked(void) {
    person p = make_person("1992-03-11", NULL, "2", "red");
    CHECK_INT(code_of(&p, p.on), RC_OK);
    CHECK_INT(code_of(&p, p.on - 1), RC_INPUT);
    CHECK_INT(code_of(&p, p.on + LIMIT_SERIES_DAYS - 1), RC_OK);
    CHECK_INT(code_of(&p, p.on + LIMIT_SERIES_DAYS), RC_LIMIT);
    CHECK_INT(code_of(&p, INT64_MAX), RC_LIMIT);
    p.on = day(2026, 7, 1);  // of the other version
    CHECK_INT(code_of(&p, p.on), RC_INPUT);
    p = make_person("1992-03-11", "40", "2", "red");
    CHECK_INT(code_of(&p, p.on), RC_INPUT);
}

// ---- memory that ends at the n-th piece

typedef struct {
    int left;
    arena_source real;
} failing;

static void *get(void *ctx, size_t bytes) {
    failing *f = ctx;
    return f->left-- > 0 ? f->real.get(f->real.ctx, bytes) : NULL;
}

static void put_back(void *ctx, void *chunk) {
    failing *f = ctx;
    f->real.put(f->real.ctx, chunk);
}

static void no_memory_is_said(void) {
    person p = make_person("1992-03-11", NULL, "2", "red");
    rc code = RC_MEMORY;
    for (int n = 0; n < 200 && code == RC_MEMORY; n++) {
        failing f = {n, arena_malloc()};
        arena short_of;
        arena_init(&short_of, (arena_source){get, put_back, &f}, 0);
        series s;
        err e;
        err_clear(&e);
        code = series_make(laws, jifen_law_at(laws, 0), &p, (series_wishes){day(2026, 3, 31), true},
                           &short_of, &s, &e);
        arena_done(&short_of);
        if (n < 2)
            CHECK_INT(code, RC_MEMORY);
    }
    CHECK_INT(code, RC_OK);
}

int main(void) {
    arena_init(&mem, arena_malloc(), 0);
    open_laws();
    if (laws != NULL) {
        a_birthday_moves_the_total();
        an_age_alone_stands();
        a_range_moves_too();
        changes_inside_a_segment();
        records_go_on_when_wished();
        versions_follow_each_other();
        who_grows_too_old_is_refused();
        what_cannot_be_asked();
        no_memory_is_said();
    }
    arena_done(&mem);
    CHECK_MAIN();
}
