// SPDX-License-Identifier: Apache-2.0
#include "base/workday.h"

#include "base/day.h"
#include "test.h"

#define N_OF(array) (sizeof(array) / sizeof(array)[0])

// The published years 2025 and 2026.
static const struct {
    const char *from, *to;
    bool off;
} published[] = {
    {"2025-01-01", "2025-01-01", true},  {"2025-01-26", "2025-01-26", false},
    {"2025-01-28", "2025-02-04", true},  {"2025-02-08", "2025-02-08", false},
    {"2025-04-04", "2025-04-06", true},  {"2025-04-27", "2025-04-27", false},
    {"2025-05-01", "2025-05-05", true},  {"2025-05-31", "2025-06-02", true},
    {"2025-09-28", "2025-09-28", false}, {"2025-10-01", "2025-10-08", true},
    {"2025-10-11", "2025-10-11", false}, {"2026-01-01", "2026-01-03", true},
    {"2026-01-04", "2026-01-04", false}, {"2026-02-14", "2026-02-14", false},
    {"2026-02-15", "2026-02-23", true},  {"2026-02-28", "2026-02-28", false},
    {"2026-04-04", "2026-04-06", true},  {"2026-05-01", "2026-05-05", true},
    {"2026-05-09", "2026-05-09", false}, {"2026-06-19", "2026-06-21", true},
    {"2026-09-20", "2026-09-20", false}, {"2026-09-25", "2026-09-27", true},
    {"2026-10-01", "2026-10-07", true},  {"2026-10-10", "2026-10-10", false},
};

static const workday_fixed fixed[] = {{1, 1, 1}, {5, 1, 2}, {10, 1, 3}};

static int64_t day_of(const char *text) {
    int64_t day = 0;
    if (!day_parse((str){text, 10}, &day))
        CHECK_STR(((str){text, 10}), STR("a date"));
    return day;
}

static workdays make_calendar(workday_span spans[N_OF(published)]) {
    for (size_t i = 0; i < N_OF(published); i++)
        spans[i] = (workday_span){day_of(published[i].from), day_of(published[i].to), published[i].off};
    return (workdays){
        .spans = spans,
        .n_spans = N_OF(published),
        .held_from = day_of("2025-01-01"),
        .held_to = day_of("2026-12-31"),
        .fixed = fixed,
        .n_fixed = N_OF(fixed),
    };
}

static void test_published_years(const workdays *w) {
    CHECK_INT(workday_count(w, day_of("2025-01-01"), day_of("2025-12-31")), 248);
    CHECK_INT(workday_count(w, day_of("2026-01-01"), day_of("2026-12-31")), 248);
    CHECK_INT(workday_count(w, day_of("2026-01-02"), day_of("2026-01-01")), 0);
    CHECK_INT(workday_count(w, day_of("2026-02-14"), day_of("2026-02-14")), 1);
    for (size_t i = 0; i < N_OF(published); i++)
        for (int64_t day = day_of(published[i].from); day <= day_of(published[i].to); day++)
            CHECK_INT(workday_is(w, day), !published[i].off);
}

static void test_replies(const workdays *w) {
    static const struct {
        const char *on, *next, *third;
    } cases[] = {
        {"2025-01-24", "2025-01-26", "2025-02-05"}, {"2025-01-27", "2025-02-05", "2025-02-07"},
        {"2025-04-30", "2025-05-06", "2025-05-08"}, {"2025-09-26", "2025-09-28", "2025-09-30"},
        {"2025-09-30", "2025-10-09", "2025-10-11"}, {"2025-12-31", "2026-01-04", "2026-01-06"},
        {"2026-02-13", "2026-02-14", "2026-02-25"}, {"2026-02-14", "2026-02-24", "2026-02-26"},
        {"2026-04-30", "2026-05-06", "2026-05-08"}, {"2026-05-08", "2026-05-09", "2026-05-12"},
        {"2026-06-18", "2026-06-22", "2026-06-24"}, {"2026-09-18", "2026-09-20", "2026-09-22"},
        {"2026-09-30", "2026-10-08", "2026-10-10"}, {"2026-10-09", "2026-10-10", "2026-10-13"},
    };
    CHECK_TABLE(cases, i) {
        bool beyond = false;
        int64_t on = day_of(cases[i].on);
        CHECK_INT(workday_add(w, on, 0, &beyond), on);
        CHECK_INT(workday_add(w, on, 1, &beyond), day_of(cases[i].next));
        CHECK_INT(workday_add(w, on, 3, &beyond), day_of(cases[i].third));
        CHECK(!beyond);
    }
}

// Adding and counting are each other's inverse: between a day and the n-th after it lie n.
static void test_add_agrees_with_count(const workdays *w) {
    int64_t n_wrong = 0;
    for (int64_t day = day_of("2024-12-01"); day <= day_of("2027-02-01"); day++)
        for (int64_t n = 0; n <= 30; n++) {
            bool beyond = false;
            int64_t end = workday_add(w, day, n, &beyond);
            bool is_out = n > 0 && (day + 1 < w->held_from || end > w->held_to);
            n_wrong +=
                workday_count(w, day + 1, end) != n || (n > 0 && !workday_is(w, end)) || beyond != is_out;
        }
    CHECK_INT(n_wrong, 0);
}

static void test_other_years(const workdays *w) {
    static const struct {
        const char *day;
        bool works;
    } cases[] = {
        {"2027-01-01", false}, {"2027-01-04", true},  {"2027-05-03", true},  {"2027-04-30", true},
        {"2024-05-01", false}, {"2024-05-02", false}, {"2024-10-03", false}, {"2024-10-04", true},
        {"2027-10-01", false}, {"2027-10-09", false}, {"2024-12-31", true},
    };
    CHECK_TABLE(cases, i) {
        CHECK_INT(workday_is(w, day_of(cases[i].day)), cases[i].works);
    }
    static const struct {
        const char *on;
        int64_t n;
        bool was, want;
    } marks[] = {
        {"2026-12-30", 1, false, false},  {"2026-12-31", 1, false, true}, {"2026-12-31", 0, false, false},
        {"2024-12-31", 1, false, false},  {"2024-12-30", 1, false, true}, {"2026-06-01", 1, true, true},
        {"2024-12-30", 300, false, true},
    };
    CHECK_TABLE(marks, i) {
        bool beyond = marks[i].was;
        (void)workday_add(w, day_of(marks[i].on), marks[i].n, &beyond);  // the mark is what is tested
        CHECK_INT(beyond, marks[i].want);
    }
}

static void test_no_published_year(void) {
    workdays w = {.held_from = 1, .held_to = 0};
    bool beyond = false;
    int64_t friday = day_of("2026-10-02");
    CHECK(workday_is(&w, friday));
    CHECK_INT(workday_add(&w, friday, 1, &beyond), friday + 3);
    CHECK(beyond);
    CHECK_INT(workday_count(&w, friday, friday + 27), 20);
}

static void test_no_work_at_all(void) {
    workday_fixed always[12];
    for (int32_t month = 1; month <= 12; month++)
        always[month - 1] = (workday_fixed){month, 1, 31};
    workdays w = {.held_from = 1, .held_to = 0, .fixed = always, .n_fixed = 12};
    bool beyond = false;
    CHECK_INT(workday_add(&w, day_of("2026-01-01"), 1, &beyond), day_max + 1);
    CHECK(beyond);
    CHECK_INT(workday_add(&w, day_max, INT64_MAX, &beyond), day_max + 1);
    CHECK_INT(workday_add(&w, day_max, 0, &beyond), day_max);
}

int main(void) {
    workday_span spans[N_OF(published)];
    workdays w = make_calendar(spans);
    test_published_years(&w);
    test_replies(&w);
    test_add_agrees_with_count(&w);
    test_other_years(&w);
    test_no_published_year();
    test_no_work_at_all();
    CHECK_MAIN();
}
