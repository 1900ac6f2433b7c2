// desk/hours.h - the clock that runs in working hours alone. Times are milliseconds since 1970; hours are those of Shanghai.
#ifndef DESK_HOURS_H
#define DESK_HOURS_H

#include "base/workday.h"

typedef struct {
    const workdays *calendar;     // borrowed
    int64_t opens_ms, closes_ms;  // of the day
} hours;

hours hours_usual(const workdays *calendar);  // 09:00 to 18:00

int64_t hours_day_of(int64_t at_ms);  // its day in Shanghai
int64_t hours_begin_of(int64_t day);  // the moment that day begins there

bool hours_are(const hours *h, int64_t at_ms);
// The moment when so much working time has passed; 0: when work next goes on. *beyond becomes true when a day counted lies
// outside the published calendar.
int64_t hours_add(const hours *h, int64_t from_ms, int64_t work_ms, bool *beyond);
int64_t hours_between(const hours *h, int64_t from_ms,
                      int64_t to_ms);  // working time; 0 when from is not before to
int64_t hours_day_ms(const hours *h);  // one working day

#endif
