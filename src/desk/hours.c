// SPDX-License-Identifier: Apache-2.0
#include "desk/hours.h"

#include "base/num.h"

static const int64_t hour_ms = 3600000, day_ms = 24 * 3600000, shanghai_ms = 8 * 3600000;

enum {
    DAYS_MOST = 4000
};  // of working time that is ever counted: bounds the loops, whatever the calendar says

hours hours_usual(const workdays *calendar) {
    return (hours){calendar, 9 * hour_ms, 18 * hour_ms};
}

int64_t hours_day_ms(const hours *h) {
    return h->closes_ms - h->opens_ms;
}

int64_t hours_day_of(int64_t at_ms) {
    return num_floor_div(at_ms + shanghai_ms, day_ms);
}

int64_t hours_begin_of(int64_t day) {
    return day * day_ms - shanghai_ms;
}

bool hours_are(const hours *h, int64_t at_ms) {
    int64_t day = hours_day_of(at_ms), of_day = at_ms - hours_begin_of(day);
    return workday_is(h->calendar, day) && of_day >= h->opens_ms && of_day < h->closes_ms;
}

// Not before work begins, and not after it has ended: then the next working day.
static int64_t go_to_work(const hours *h, int64_t at_ms, bool *beyond) {
    int64_t day = hours_day_of(at_ms), of_day = at_ms - hours_begin_of(day);
    bool is_over = of_day >= h->closes_ms;
    int64_t on = workday_add(h->calendar, is_over ? day : day - 1, 1, beyond);
    return on == day ? num_max(at_ms, hours_begin_of(day) + h->opens_ms) : hours_begin_of(on) + h->opens_ms;
}

int64_t hours_add(const hours *h, int64_t from_ms, int64_t work_ms, bool *beyond) {
    int64_t at = go_to_work(h, from_ms, beyond), left = work_ms;
    for (int i = 0; i < DAYS_MOST; i++) {
        int64_t closes = hours_begin_of(hours_day_of(at)) + h->closes_ms;
        if (left <= closes - at)
            break;
        left -= closes - at;
        at = go_to_work(h, closes, beyond);
    }
    return at + left;
}

int64_t hours_between(const hours *h, int64_t from_ms, int64_t to_ms) {
    int64_t sum = 0, day = hours_day_of(from_ms), last = hours_day_of(to_ms);
    for (int i = 0; i < DAYS_MOST && day <= last && from_ms < to_ms; i++, day++) {
        int64_t opens = num_max(from_ms, hours_begin_of(day) + h->opens_ms);
        int64_t closes = num_min(to_ms, hours_begin_of(day) + h->closes_ms);
        if (workday_is(h->calendar, day) && opens < closes)
            sum += closes - opens;
    }
    return sum;
}
