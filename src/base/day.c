// SPDX-License-Identifier: Apache-2.0
#include "base/day.h"

#include "base/num.h"
#include "base/utf8.h"

#include <assert.h>

const int64_t day_min = -25567;
const int64_t day_max = 84005;

// Dates are counted from 1 March of a year far before DAY_FAR, so that everything below is unsigned and leap
// days come last. 400 years, after which the calendar repeats, have DAYS_400 days.
#define DAYS_400 UINT64_C(146097)
#define SHIFT_YEARS UINT64_C(2000000000)
#define SHIFT_DAYS (SHIFT_YEARS / 400 * DAYS_400 + 719468)  // 719468: from 0000-03-01 to 1970-01-01

// Longest: 2026年12月31日. Letters of the form are kept as one byte each.
enum { LOOSE_MOST = 11, LOOSE_YEAR = 1, LOOSE_MONTH, LOOSE_DAY };

typedef struct {
    char after_year, after_month, after_day;  // 0: nothing
} loose_form;

static const loose_form loose_forms[] = {
    {'-', '-', 0},
    {'/', '/', 0},
    {'.', '.', 0},
    {LOOSE_YEAR, LOOSE_MONTH, LOOSE_DAY},
};

// Exactly n digits at *at, which moves behind them; -1 when they are not there.
static int32_t take_digits(str s, size_t *at, size_t n) {
    if (n > s.len - *at)
        return -1;
    int32_t value = 0;
    for (size_t i = 0; i < n; i++) {
        char c = s.ptr[(*at)++];
        if (c < '0' || c > '9')
            return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

// One or two digits.
static int32_t take_one_or_two(str s, size_t *at) {
    size_t next = *at;
    int32_t value = take_digits(s, &next, 2);
    if (value < 0) {
        next = *at;
        value = take_digits(s, &next, 1);
    }
    *at = next;
    return value;
}

static bool take_char(str s, size_t *at, char c) {
    if (*at >= s.len || s.ptr[*at] != c)
        return false;
    (*at)++;
    return true;
}

static bool is_known_month(int32_t year, int32_t month) {
    return year >= DAY_MIN_YEAR && year <= DAY_MAX_YEAR && month >= 1 && month <= 12;
}

static bool make_day(int32_t year, int32_t month, int32_t day, int64_t *out) {
    if (!is_known_month(year, month) || day < 1 || day > day_month_length(year, month))
        return false;
    *out = day_from_civil(year, month, day);
    return true;
}

static bool make_month(int32_t year, int32_t month, int64_t *out) {
    if (!is_known_month(year, month))
        return false;
    *out = (int64_t)year * 12 + month - 1;
    return true;
}

// The byte a letter of a loose date is kept as; 0 when it cannot be part of one.
static char fold_letter(uint32_t code) {
    if (code >= 0xFF01 && code <= 0xFF5E)
        code -= 0xFEE0;  // full-width forms, in the order of ASCII
    switch (code) {
    case 0x5E74: return LOOSE_YEAR;   // 年
    case 0x6708: return LOOSE_MONTH;  // 月
    case 0x65E5: return LOOSE_DAY;    // 日
    default: break;
    }
    static_assert('-' + 1 == '.' && '.' + 1 == '/' && '/' + 1 == '0', "all that is kept as it is");
    return code >= '-' && code <= '9' ? (char)code : 0;
}

// Write s without blanks around it, folded, to out; empty when it cannot be a date.
static str fold_loose(str s, char out[LOOSE_MOST]) {
    s = str_trim(s);
    size_t len = 0;
    for (size_t at = 0; at < s.len; len++) {
        uint32_t code;
        at += utf8_next(s, at, &code);
        char c = fold_letter(code);
        if (c == 0 || len == LOOSE_MOST)
            return (str){out, 0};
        out[len] = c;
    }
    return (str){out, len};
}

// Year, month and what stands between them; *at moves behind the month.
static const loose_form *take_year_month(str s, size_t *at, int32_t *year, int32_t *month) {
    *year = take_digits(s, at, 4);
    if (*year < 0)
        return NULL;
    for (size_t i = 0; i < sizeof loose_forms / sizeof loose_forms[0]; i++) {
        if (!take_char(s, at, loose_forms[i].after_year))
            continue;
        *month = take_one_or_two(s, at);
        return *month < 0 ? NULL : &loose_forms[i];
    }
    return NULL;
}

bool day_is_leap(int64_t year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int32_t day_month_length(int64_t year, int32_t month) {
    static const int8_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    assert(month >= 1 && month <= 12);
    return lengths[month - 1] + (month == 2 && day_is_leap(year));
}

// The arithmetic here and in split_day is that of Neri and Schneider, "Euclidean affine functions and their
// application to calendar algorithms" (2022): divisions by constants only, no table and no branch. In years that
// start in March, the day of the year on which month m (3..14) starts is floor((979 m - 2919) / 32).
int64_t day_from_civil(int64_t year, int32_t month, int32_t day) {
    assert(day >= 1 && day <= day_month_length(year, month));
    assert(year > -INT64_C(1950000000) && year < INT64_C(1950000000));
    bool is_next_year = month <= 2;
    uint64_t y = (uint64_t)year + SHIFT_YEARS - is_next_year;
    uint64_t m = (uint64_t)(is_next_year ? month + 12 : month);
    uint64_t century = y / 100;
    uint64_t days = 1461 * y / 4 - century + century / 4 + (979 * m - 2919) / 32 + (uint64_t)day - 1;
    return (int64_t)(days - SHIFT_DAYS);
}

// day_to_civil for the functions below, where gcc should keep the three numbers in registers.
static inline civil split_day(int64_t day) {
    assert(day >= -DAY_FAR && day <= DAY_FAR);
    uint64_t in_centuries = 4 * ((uint64_t)day + SHIFT_DAYS) + 3;
    uint64_t century = in_centuries / DAYS_400;
    uint64_t in_years = in_centuries % DAYS_400 | 3;  // 4 * day of the century + 3
    uint64_t year_of_century = in_years / 1461;
    uint64_t day_of_year = in_years % 1461 / 4;
    uint64_t in_months = 2141 * day_of_year + 197913;  // month 3..14 in the high part, day in the low 16 bits
    bool is_next_year = day_of_year >= 306;
    uint64_t year = 100 * century + year_of_century + is_next_year;
    return (civil){
        .year = (int32_t)((int64_t)year - (int64_t)SHIFT_YEARS),
        .month = (int32_t)(in_months >> 16) - (is_next_year ? 12 : 0),
        .day = (int32_t)((in_months & 0xFFFF) / 2141) + 1,
    };
}

civil day_to_civil(int64_t day) {
    return split_day(day);
}

int64_t day_month(int64_t day) {
    civil c = split_day(day);
    return (int64_t)c.year * 12 + c.month - 1;
}

int64_t day_month_first(int64_t month) {
    int64_t year = num_floor_div(month, 12);
    return day_from_civil(year, (int32_t)(month - year * 12) + 1, 1);
}

int32_t day_weekday(int64_t day) {
    assert(day >= -DAY_FAR && day <= DAY_FAR);
    // 1970-01-01 was a Thursday. DAY_FAR is a multiple of 7: it only makes the number positive.
    static_assert(DAY_FAR % 7 == 0, "whole weeks");
    return (int32_t)((uint64_t)(day + DAY_FAR + 3) % 7) + 1;
}

int64_t day_add_months(int64_t day, int64_t n) {
    assert(n >= -DAY_FAR && n <= DAY_FAR);
    civil c = split_day(day);
    int64_t month = (int64_t)c.year * 12 + c.month - 1 + n;
    int64_t year = num_floor_div(month, 12);
    int32_t month_of_year = (int32_t)(month - year * 12) + 1;
    int32_t length = day_month_length(year, month_of_year);
    return day_from_civil(year, month_of_year, c.day < length ? c.day : length);
}

int64_t day_full_years(int64_t from, int64_t to, bool early) {
    civil a = split_day(from);
    civil b = split_day(to);
    int32_t day = a.day;
    if (early && a.month == 2 && a.day == 29 && !day_is_leap(b.year))
        day = 28;  // without this the pair (2, 29) is first passed by (3, 1)
    bool is_reached = b.month > a.month || (b.month == a.month && b.day >= day);
    return (int64_t)b.year - a.year - !is_reached;
}

bool day_parse(str s, int64_t *day) {
    size_t at = 0;
    int32_t year = take_digits(s, &at, 4);
    if (year < 0 || !take_char(s, &at, '-'))
        return false;
    int32_t month = take_digits(s, &at, 2);
    if (month < 0 || !take_char(s, &at, '-'))
        return false;
    int32_t day_of_month = take_digits(s, &at, 2);
    return at == s.len && make_day(year, month, day_of_month, day);
}

bool day_parse_month(str s, int64_t *m) {
    size_t at = 0;
    int32_t year = take_digits(s, &at, 4);
    if (year < 0 || !take_char(s, &at, '-'))
        return false;
    int32_t month = take_digits(s, &at, 2);
    return at == s.len && make_month(year, month, m);
}

bool day_parse_loose(str s, int64_t *day) {
    char folded[LOOSE_MOST];
    s = fold_loose(s, folded);
    size_t at = 0;
    int32_t year, month;
    const loose_form *form = take_year_month(s, &at, &year, &month);
    if (form == NULL || !take_char(s, &at, form->after_month))
        return false;
    int32_t day_of_month = take_one_or_two(s, &at);
    if (day_of_month < 0 || (form->after_day != 0 && !take_char(s, &at, form->after_day)))
        return false;
    return at == s.len && make_day(year, month, day_of_month, day);
}

bool day_parse_month_loose(str s, int64_t *m) {
    char folded[LOOSE_MOST];
    s = fold_loose(s, folded);
    size_t at = 0;
    int32_t year, month;
    const loose_form *form = take_year_month(s, &at, &year, &month);
    if (form == NULL || (form->after_year == LOOSE_YEAR && !take_char(s, &at, LOOSE_MONTH)))
        return false;
    if (at != s.len || str_is(str_slice(s, 4, s.len), STR(".1")))
        return false;
    return make_month(year, month, m);
}
