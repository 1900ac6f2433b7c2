// SPDX-License-Identifier: Apache-2.0
// One working day from any moment on, by the calendar that is built in: around feasts, make-up days, nights and weekends.
#include "desk/hours.h"
#include "prop/shanghai.h"
#include "test.h"

#include "base/day.h"

static const int64_t minute_ms = 60000, day_ms = 24 * 3600000;
static hours clock_of;

// 2026-02-14 at 17:00 in Shanghai
static int64_t at(const char *day, int64_t hour, int64_t minute) {
    int64_t number = 0;
    CHECK(day_parse(str_of_c(day), &number));
    return number * day_ms + ((hour - 8) * 60 + minute) * minute_ms;
}

static const struct {
    const char *from;
    int64_t hour, minute;
    const char *due;
    int64_t due_hour, due_minute;
    bool beyond;
} cases[] = {
    {"2026-11-23", 10, 0, "2026-11-24", 10, 0, false},  // Monday morning
    {"2026-11-23", 9, 0, "2026-11-23", 18, 0, false},   // as work begins: that day
    {"2026-11-23", 8, 59, "2026-11-23", 18, 0, false},  // before
    {"2026-11-23", 17, 59, "2026-11-24", 17, 59, false},
    {"2026-11-23", 18, 0, "2026-11-24", 18, 0, false},  // as work ends: the next day
    {"2026-11-23", 23, 30, "2026-11-24", 18, 0, false},
    {"2026-11-24", 0, 0, "2026-11-24", 18, 0, false},
    {"2026-11-27", 15, 0, "2026-11-30", 15, 0, false},  // Friday afternoon
    {"2026-11-28", 12, 0, "2026-11-30", 18, 0, false},  // Saturday
    {"2026-02-13", 17, 0, "2026-02-14", 17, 0,
     false},  // before the Spring Festival; the 14th is a make-up day, a Saturday
    {"2026-02-14", 17, 0, "2026-02-24", 17, 0, false},  // over it
    {"2026-02-15", 9, 0, "2026-02-24", 18, 0, false},   // within it
    {"2026-02-23", 23, 59, "2026-02-24", 18, 0, false},
    {"2026-02-27", 12, 0, "2026-02-28", 12, 0, false},  // the 28th is a make-up day, a Saturday
    {"2026-02-28", 12, 0, "2026-03-02", 12, 0, false},
    {"2026-09-24", 16, 0, "2026-09-28", 16, 0, false},  // Mid-Autumn, Friday to Sunday
    {"2026-09-19", 10, 0, "2026-09-20", 18, 0, false},  // Saturday before a Sunday of work
    {"2026-09-30", 10, 0, "2026-10-08", 10, 0, false},  // over the National Day
    {"2026-10-09", 17, 0, "2026-10-10", 17, 0, false},  // Friday, and the Saturday of work behind it
    {"2026-10-10", 17, 0, "2026-10-12", 17, 0, false},
    {"2026-01-02", 10, 0, "2026-01-04", 18, 0, false},  // New Year, and a Sunday of work
    {"2025-12-31", 10, 0, "2026-01-04", 10, 0, false},  // from one year to the next, both published
    {"2026-12-31", 10, 0, "2027-01-04", 10, 0, true},   // to one that is not
    {"2027-03-01", 10, 0, "2027-03-02", 10, 0, true},
};

static void test_one_day(void) {
    CHECK_TABLE(cases, i) {
        bool beyond = false;
        int64_t from = at(cases[i].from, cases[i].hour, cases[i].minute);
        int64_t due = hours_add(&clock_of, from, hours_day_ms(&clock_of), &beyond);
        CHECK_INT(due, at(cases[i].due, cases[i].due_hour, cases[i].due_minute));
        CHECK_INT(beyond, cases[i].beyond);
        CHECK_INT(hours_between(&clock_of, from, due), hours_day_ms(&clock_of));
    }
}

// What is added is what lies between, and ends within working hours.
static void test_there_and_back(void) {
    uint64_t seed = 7;
    for (int i = 0; i < 20000; i++) {
        bool beyond = false;
        seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407U;
        int64_t from = at("2026-01-01", 0, 0) + (int64_t)(seed >> 33) % (340 * day_ms);
        int64_t work = (int64_t)(seed >> 40) % (20 * hours_day_ms(&clock_of));
        int64_t end = hours_add(&clock_of, from, work, &beyond);
        CHECK_INT(hours_between(&clock_of, from, end), work);
        CHECK(end >= from && hours_are(&clock_of, end - 1) + hours_are(&clock_of, end) > 0);
    }
}

int main(void) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    clock_of = hours_usual(jifen_workdays(shanghai_law(&mem)));
    test_one_day();
    test_there_and_back();
    arena_done(&mem);
    CHECK_MAIN();
}
