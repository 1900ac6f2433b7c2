// SPDX-License-Identifier: Apache-2.0
// Answers made from a law's constants: one question for a table, ranges for a number.
#include "base/day.h"
#include "test.h"
#include "unit/engine/rink.h"

static arena mem;
static const jifen_law *law;

static const jifen_ladder *ladder_for(str name) {
    return jifen_find_ladder(law, rink_fact(law, name));
}

static void test_which_tables(void) {
    const jifen_ladder *l = ladder_for(STR("evenings"));
    CHECK(l != NULL && l == ladder_for(STR("mornings")) && l == ladder_for(STR("paid")));
    static const str others[] = {STR_INIT("lockers"), STR_INIT("share"), STR_INIT("quiet"), STR_INIT("age"),
                                 STR_INIT("team")};
    CHECK_TABLE(others, i) {
        CHECK(ladder_for(others[i]) == NULL);
    }
}

static const struct {
    str label, hint;
    size_t n_means;
    int64_t least, most;  // of the last fact named
} rungs[] = {
    {STR_INIT("上个月滑冰的晚上，满 20"), STR_INIT("看卡。"), 1, 20, 30},
    {STR_INIT("上个月滑冰的早上，满 10"), STR_INIT(""), 2, 10, 30},
    {STR_INIT("上个月花的钱，满 99.5"), STR_INIT("看账单。"), 3, 9950, 100000},
    {STR_INIT("以上都没有达到"), STR_INIT(""), 3, 0, 9949},
};

static void test_rungs(void) {
    const jifen_ladder *l = ladder_for(STR("paid"));
    CHECK_STR(l->name, STR("eager"));
    CHECK_STR(l->label, STR("勤快"));
    CHECK_INT(l->n_rungs, sizeof rungs / sizeof rungs[0]);
    CHECK_TABLE(rungs, i) {
        const jifen_rung *r = &l->rungs[i];
        CHECK_STR(r->label, rungs[i].label);
        CHECK_STR(r->hint, rungs[i].hint);
        CHECK_INT(r->n_means, rungs[i].n_means);
        CHECK_INT(r->means[r->n_means - 1].values.lo, rungs[i].least);
        CHECK_INT(r->means[r->n_means - 1].values.hi, rungs[i].most);
    }
}

static size_t count_fitting(const jifen_ladder *l, const int64_t *of_fact) {
    size_t n = 0;
    for (size_t i = 0; i < l->n_rungs; i++) {
        bool fits = true;
        for (size_t k = 0; k < l->rungs[i].n_means; k++) {
            const jifen_bound *b = &l->rungs[i].means[k];
            fits &= b->values.lo <= of_fact[b->fact] && of_fact[b->fact] <= b->values.hi;
        }
        n += fits;
    }
    return n;
}

// Whoever it is, he stands on exactly one rung.
static void test_one_rung_fits(void) {
    const jifen_ladder *l = ladder_for(STR("paid"));
    int64_t values[LIMIT_FACTS] = {0};
    size_t a = rink_fact(law, STR("evenings")), b = rink_fact(law, STR("mornings"));
    for (values[a] = 0; values[a] <= 30; values[a]++)
        for (values[b] = 0; values[b] <= 30; values[b]++)
            for (int64_t cents = 9949; cents <= 9950; cents++) {
                values[rink_fact(law, STR("paid"))] = cents;
                CHECK_INT(count_fitting(l, values), 1);
            }
}

// The rung alone settles the points; what a must ties to its facts is narrowed with them.
static void test_put_rung(void) {
    static const int64_t worth[] = {30, 20, 10, 0};
    const jifen_ladder *l = ladder_for(STR("evenings"));
    CHECK_TABLE(worth, i) {
        person p;
        jifen_answer a;
        err e;
        jifen_person_init(&p, day_from_civil(2026, 3, 10));
        jifen_put_rung(&p, &l->rungs[i]);
        CHECK_INT(jifen_assess(law, &p, (jifen_wishes){0}, &mem, &a, &e), RC_OK);
        CHECK_STR(a.points[0].name, STR("eager"));
        CHECK_INT(a.points[0].least, worth[i]);
        CHECK_INT(a.points[0].most, worth[i]);
    }
}

static const struct {
    str fact, labels;  // joined by |
} bands[] = {
    {STR_INIT("age"), STR_INIT("不到 7|7 至 17|18 或更多")},
    {STR_INIT("evenings"), STR_INIT("不到 5|5 至 19|20 至 24|25 或更多")},
    {STR_INIT("share"), STR_INIT("不到 50%|50% 或更多")},
    {STR_INIT("paid"), STR_INIT("不到 99.5|99.5 或更多")},
    {STR_INIT("lockers"), STR_INIT("")},  // too many
    {STR_INIT("quiet"), STR_INIT("")},    // not asked
    {STR_INIT("team"), STR_INIT("")},     // no number
};

static void test_bands(void) {
    CHECK_TABLE(bands, i) {
        const jifen_fact *f = jifen_fact_at(law, rink_fact(law, bands[i].fact));
        buf joined = buf_make(&mem);
        int64_t next = f->type.domain.lo;
        for (size_t k = 0; k < f->n_bands; k++) {
            buf_print(&joined, "{s}{s}", k > 0 ? STR("|") : STR(""), f->bands[k].label);
            CHECK_INT(f->bands[k].values.lo, next);
            next = f->bands[k].values.hi + 1;
        }
        CHECK_STR(buf_str(&joined), bands[i].labels);
        CHECK(f->n_bands == 0 || next == f->type.domain.hi + 1);
    }
}

// ---- the next points -------------------------------------------------------------------------------------------------

static const struct {
    str evenings, mornings, paid;  // empty: not given
    int64_t more, at, lacks;
    str fact;
} nexts[] = {
    {STR_INIT("3"), STR_INIT("0"), STR_INIT("0"), 10, 9950, 9950, STR_INIT("paid")},
    {STR_INIT("3"), STR_INIT("0"), STR_INIT("100"), 10, 10, 10, STR_INIT("mornings")},
    {STR_INIT("19"), STR_INIT("10"), STR_INIT(""), 10, 20, 1, STR_INIT("evenings")},
    {STR_INIT("10..19"), STR_INIT("10"), STR_INIT(""), 10, 20, 0,
     STR_INIT("evenings")},                                               // how much is missing is not known
    {STR_INIT("20"), STR_INIT(""), STR_INIT(""), 0, 0, 0, STR_INIT("")},  // the highest
    {STR_INIT("3"), STR_INIT("0"), STR_INIT(""), 0, 0, 0, STR_INIT("")},  // not known what he has
};

static void give(person *p, const char *fact, str text) {
    err e;
    err_clear(&e);
    if (text.len > 0)
        CHECK_INT(jifen_put_text(law, p, rink_fact(law, str_of_c(fact)), text, false, &e), RC_OK);
}

static void test_next(void) {
    CHECK_TABLE(nexts, i) {
        person p;
        jifen_answer a;
        err e;
        err_clear(&e);
        jifen_person_init(&p, day_from_civil(2026, 3, 10));
        give(&p, "evenings", nexts[i].evenings);
        give(&p, "mornings", nexts[i].mornings);
        give(&p, "paid", nexts[i].paid);
        if (!CHECK_INT(jifen_assess(law, &p, (jifen_wishes){0}, &mem, &a, &e), RC_OK))
            continue;
        CHECK_INT(a.points[0].next_more, nexts[i].more);
        if (nexts[i].more == 0)
            continue;
        CHECK_STR(jifen_fact_at(law, a.points[0].next_fact)->type.name, nexts[i].fact);
        CHECK_INT(a.points[0].next_at, nexts[i].at);
        CHECK_INT(a.points[0].next_lacks, nexts[i].lacks);
    }
}

int main(void) {
    arena_init(&mem, arena_malloc(), 0);
    law = rink_open(&mem);
    if (law != NULL) {
        test_which_tables();
        test_rungs();
        test_one_rung_fits();
        test_put_rung();
        test_bands();
        test_next();
    }
    arena_done(&mem);
    CHECK_MAIN();
}
