// SPDX-License-Identifier: Apache-2.0
#include "engine/jifen.h"

#include "test.h"
#include "unit/engine/small_law.h"

#include "base/day.h"

static const jifen_law *l;

enum {
    MARCH = 2026 * 12 + 2,
    HAS_MONTH = 1 << SMALL_MONTH,
    HAS_N = 1 << SMALL_N_LOANS,
    HAS_STATE = 1 << SMALL_STATE
};

static record record_of(int64_t n, int64_t state) {
    return (record){.value = {MARCH, n, state, 77}};
}

static void test_defaults(void) {
    record r = record_of(12, 1);
    CHECK_INT(jifen_check_record(l, &r, HAS_MONTH | HAS_N, NULL), RC_OK);
    CHECK_INT(r.value[SMALL_N_LOANS], 12);
    CHECK_INT(r.value[SMALL_STATE], 0);
    CHECK(r.value[SMALL_RETURNED] == NONE_DAY);
}

static void test_unless(void) {
    static const struct {
        int64_t n, state;
        uint32_t has;
        rc code;
        str name, want;
    } cases[] = {
        {12, 0, HAS_MONTH | HAS_N | HAS_STATE, RC_OK, STR_INIT(""), STR_INIT("")},
        {0, 1, HAS_MONTH | HAS_STATE, RC_OK, STR_INIT(""), STR_INIT("")},
        {0, 1, HAS_MONTH | HAS_N | HAS_STATE, RC_OK, STR_INIT(""), STR_INIT("")},  // out of range, and not looked at
        {0, 0, HAS_MONTH | HAS_N | HAS_STATE, RC_INPUT, STR_INIT("n"),
         STR_INIT("expected a whole number 1..99, found 0")},
        {0, 0, HAS_MONTH | HAS_STATE, RC_INPUT, STR_INIT("n"),
         STR_INIT("expected a whole number 1..99, found nothing")},
        {0, 0, HAS_MONTH, RC_INPUT, STR_INIT("n"), STR_INIT("expected a whole number 1..99, found nothing")},
        {12, 0, HAS_N, RC_INPUT, STR_INIT("month"), STR_INIT("expected a month like 2026-03, found nothing")},
        {0, 5, HAS_MONTH | HAS_STATE, RC_INPUT, STR_INIT("state"),
         STR_INIT("expected one of open, closed, found an option it does not have")},
    };
    CHECK_TABLE(cases, i) {
        record r = record_of(cases[i].n, cases[i].state);
        err e;
        err_clear(&e);
        CHECK_INT(jifen_check_record(l, &r, cases[i].has, &e), cases[i].code);
        CHECK_STR(err_name(&e), cases[i].name);
        CHECK_STR(err_text(&e), cases[i].want);
        if (cases[i].code == RC_OK)
            CHECK(r.value[SMALL_N_LOANS] >= 1);
    }
}

static void test_sorted(void) {
    enum { N = 100 };
    record all[N];
    for (int64_t i = 0; i < N; i++)
        all[i] = (record){.value = {MARCH - (i * 37) % N, i}};
    person p;
    jifen_person_init(&p, 0);
    CHECK_INT(jifen_put_records(l, &p, all, N, NULL), RC_OK);
    CHECK_INT(p.given[SMALL_LOANS], GIVEN_SET);
    CHECK_INT(p.n_records, N);
    for (int64_t i = 0; i < N; i++) {
        CHECK_INT(p.records[i].value[0], MARCH - N + 1 + i);
        CHECK_INT((p.records[i].value[1] * 37) % N, N - 1 - i);
    }
}

static void test_repeated(void) {
    record all[] = {{.value = {MARCH}}, {.value = {MARCH - 1}}, {.value = {MARCH}}};
    person p;
    err e;
    err_clear(&e);
    jifen_person_init(&p, 0);
    CHECK_INT(jifen_put_records(l, &p, all, 3, &e), RC_INPUT);
    CHECK_INT(p.given[SMALL_LOANS], GIVEN_NOT);
    CHECK_STR(err_name(&e), STR("loans"));
    CHECK_STR(err_text(&e), STR("expected each month once, found 2026-03 twice"));
}

static void test_limit(void) {
    static record all[LIMIT_RECORDS + 1];
    for (size_t i = 0; i <= LIMIT_RECORDS; i++)
        all[i].value[0] = MARCH - (int64_t)i;
    person p;
    jifen_person_init(&p, 0);
    CHECK_INT(jifen_put_records(l, &p, all, 0, NULL), RC_OK);
    CHECK_INT(jifen_put_records(l, &p, all, LIMIT_RECORDS - 1, NULL), RC_OK);
    CHECK_INT(jifen_put_records(l, &p, all, LIMIT_RECORDS, NULL), RC_OK);
    CHECK_INT(jifen_put_records(l, &p, all, LIMIT_RECORDS + 1, NULL), RC_LIMIT);
}

int main(void) {
    l = small_law();
    test_defaults();
    test_unless();
    test_sorted();
    test_repeated();
    test_limit();
    CHECK_MAIN();
}
