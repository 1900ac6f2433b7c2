// base/day.h - civil dates of the proleptic Gregorian calendar as day numbers, months as month numbers.
// Day 0 is 1970-01-01; month number = year * 12 + (month - 1). Years 1900..2199 are accepted from outside;
// inside, any day within DAY_FAR of 1970 is fine, and more is our bug (assert).
#ifndef BASE_DAY_H
#define BASE_DAY_H

#include "base/str.h"

typedef struct {
    int32_t year, month, day;  // month 1..12, day 1..31
} civil;

enum { DAY_MIN_YEAR = 1900, DAY_MAX_YEAR = 2199 };
extern const int64_t day_min, day_max;  // 1900-01-01, 2199-12-31
#define DAY_FAR INT64_C(700000000000)   // days: 1,900 million years

bool day_is_leap(int64_t year);
int32_t day_month_length(int64_t year, int32_t month);
int64_t day_from_civil(int64_t year, int32_t month, int32_t day);  // must be a real date
civil day_to_civil(int64_t day);
int64_t day_month(int64_t day);          // its month number
int64_t day_month_first(int64_t month);  // first day of a month number
int32_t day_weekday(int64_t day);        // 1 Monday .. 7 Sunday

// The same day of the month, n months on (n may be negative); a missing day becomes the month's last.
int64_t day_add_months(int64_t day, int64_t n);

// Full years from `from` to `to`: the number of anniversaries reached; negative when `to` is earlier (floor).
// 29 February is reached on 1 March in common years, or on 28 February when `early`.
int64_t day_full_years(int64_t from, int64_t to, bool early);

bool day_parse(str s, int64_t *day);      // exactly YYYY-MM-DD, a real date of 1900..2199
bool day_parse_month(str s, int64_t *m);  // exactly YYYY-MM

// As people write them: also 2026/3/5, 2026.3.5, 2026年3月5日 and full-width digits. Never guesses an order:
// the year comes first and has four digits. Month and day may have one digit, both separators are the same. A month
// 2026.1 is refused: spreadsheets turn 2026.10 into it.
bool day_parse_loose(str s, int64_t *day);
bool day_parse_month_loose(str s, int64_t *m);

#endif
