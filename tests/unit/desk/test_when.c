// SPDX-License-Identifier: Apache-2.0
// When to call again, however it is written: the moment that is meant, in working hours, or why it cannot be used.
#include "desk/when.h"
#include "test.h"

static const workdays plain_weeks = {.held_from = 1, .held_to = 400000};
static const int64_t minute_ms = 60000, hour_ms = 3600000, day_ms = 24 * 3600000;
static const int64_t monday_ten_ms = INT64_C(1795399200000);  // 2026-11-23
static arena mem;
static hours h;

static when_check read(const char *choice, const char *typed, int64_t now_ms, when *out) {
    return when_read(&h, str_of_c(choice), str_of_c(typed), now_ms, &mem, out);
}

static void test_choices(void) {
    when w = {0};
    CHECK_INT(read("hour", "", monday_ten_ms, &w), WHEN_FINE);
    CHECK_INT(w.at_ms, monday_ten_ms + hour_ms);
    CHECK(!w.is_moved);
    CHECK_INT(read("hour", "", monday_ten_ms + 7 * hour_ms, &w), WHEN_FINE);  // 18:00, when work is over
    CHECK_INT(w.at_ms, monday_ten_ms + 23 * hour_ms);                         // 09:00 of the next day
    CHECK(w.is_moved);
    CHECK_INT(read("morning", "", monday_ten_ms, &w), WHEN_FINE);
    CHECK_INT(w.at_ms, monday_ten_ms + day_ms);
    CHECK(!w.is_moved);
    CHECK_INT(read("morning", "", monday_ten_ms + 4 * day_ms, &w), WHEN_FINE);  // from Friday to Monday
    CHECK_INT(w.at_ms, monday_ten_ms + 7 * day_ms);
}

static void test_typed(void) {
    static const struct {
        const char *typed;
        when_check check;
        int64_t minutes;  // from Monday, ten o'clock
        bool is_moved;
    } cases[] = {
        {"14:30", WHEN_FINE, 270, false},
        {"14：30", WHEN_FINE, 270, false},
        {"１４点３０分", WHEN_FINE, 270, false},
        {"14点", WHEN_FINE, 240, false},
        {"10:01", WHEN_FINE, 1, false},
        {"10:00", WHEN_PAST, 0, false},
        {"09:00", WHEN_PAST, 0, false},
        {"11月24日 09:30", WHEN_FINE, 1410, false},
        {"11月24日9点30分", WHEN_FINE, 1410, false},
        {"2026年11月24日 09:30", WHEN_FINE, 1410, false},
        {"2026-11-24T09:30", WHEN_FINE, 1410, false},
        {"2026/11/24 9:30", WHEN_FINE, 1410, false},
        {"11-28 10:00", WHEN_FINE, 7 * 1440 - 60, true},  // a Saturday: Monday, when work begins
        {"20:00", WHEN_FINE, 1440 - 60, true},
        {"1月4日 10:00", WHEN_FINE, 42 * 1440, false},  // of the next year
        {"2026-11-22 10:00", WHEN_PAST, 0, false},
        {"2027-02-21 10:00", WHEN_FINE, 91 * 1440 - 60, true},  // the 90th day
        {"2027-02-21 10:01", WHEN_FAR, 0, false},
        {"11月31日 10:00", WHEN_UNREADABLE, 0, false},
        {"24:00", WHEN_UNREADABLE, 0, false},
        {"10:60", WHEN_UNREADABLE, 0, false},
        {"明天", WHEN_UNREADABLE, 0, false},
        {"14", WHEN_UNREADABLE, 0, false},
        {"1:2:3", WHEN_UNREADABLE, 0, false},
        {"1-2-3-4 10:00", WHEN_UNREADABLE, 0, false},
        {"12345-1-1 10:00", WHEN_UNREADABLE, 0, false},
        {":30", WHEN_UNREADABLE, 0, false},
        {"", WHEN_UNREADABLE, 0, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        when w = {0};
        CHECK_INT(read("at", cases[i].typed, monday_ten_ms, &w), cases[i].check);
        CHECK_INT(w.at_ms, cases[i].check == WHEN_FINE ? monday_ten_ms + cases[i].minutes * minute_ms : 0);
        CHECK_INT(w.is_moved, cases[i].is_moved);
    }
}

int main(void) {
    arena_init(&mem, arena_malloc(), 0);
    h = hours_usual(&plain_weeks);
    test_choices();
    test_typed();
    arena_done(&mem);
    CHECK_MAIN();
}
