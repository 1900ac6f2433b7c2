// SPDX-License-Identifier: Apache-2.0
#include "base/day.h"

#include "test.h"

static const int64_t untouched = -77;

// Read YYYY-MM-DD of a table.
static int64_t day_of(const char *text) {
    int64_t day = untouched;
    if (!day_parse((str){text, 10}, &day))
        CHECK_STR(((str){text, 10}), STR("a date"));
    return day;
}

// Walk the calendar day by day, counting as one does on paper, and compare everything on the way.
static void test_every_day(void) {
    int64_t day = day_min;
    int64_t n_wrong = 0;
    int32_t weekday = 1;  // 1 January 1900 was a Monday
    for (int32_t year = DAY_MIN_YEAR; year <= DAY_MAX_YEAR; year++) {
        bool is_leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
        n_wrong += day_is_leap(year) != is_leap;
        for (int32_t month = 1; month <= 12; month++) {
            int32_t length = month == 2                                              ? 28 + is_leap
                             : month == 4 || month == 6 || month == 9 || month == 11 ? 30
                                                                                     : 31;
            int64_t month_number = (int64_t)year * 12 + month - 1;
            n_wrong += day_month_length(year, month) != length;
            n_wrong += day_month_first(month_number) != day;
            for (int32_t d = 1; d <= length; d++, day++) {
                civil c = day_to_civil(day);
                n_wrong += c.year != year || c.month != month || c.day != d;
                n_wrong += day_from_civil(year, month, d) != day;
                n_wrong += day_month(day) != month_number;
                n_wrong += day_weekday(day) != weekday;
                weekday = weekday % 7 + 1;
            }
        }
    }
    CHECK_INT(n_wrong, 0);
    CHECK_INT(day, day_max + 1);
    CHECK_INT(day_max - day_min + 1, 109573);
    CHECK_INT(day_from_civil(1970, 1, 1), 0);
    CHECK_INT(day_weekday(day_of("2026-11-24")), 2);
}

static void test_far_days(void) {
    static const struct {
        int64_t year;
        int32_t month, day;
        int64_t number;
    } cases[] = {
        {0, 3, 1, -719468},      {0, 2, 29, -719469},       {-1, 12, 31, -719529},
        {9999, 12, 31, 2932896}, {-4713, 11, 24, -2440588},  // day 0 of the Julian day count
        {1600, 2, 29, -135081},
    };
    CHECK_TABLE(cases, i) {
        civil c = day_to_civil(cases[i].number);
        CHECK_INT(day_from_civil(cases[i].year, cases[i].month, cases[i].day), cases[i].number);
        CHECK_INT(c.year, cases[i].year);
        CHECK_INT(c.month, cases[i].month);
        CHECK_INT(c.day, cases[i].day);
    }
    static const int64_t ends[] = {-DAY_FAR, DAY_FAR};
    CHECK_TABLE(ends, i) {
        civil c = day_to_civil(ends[i]);
        CHECK_INT(day_from_civil(c.year, c.month, c.day), ends[i]);
        CHECK_INT(day_weekday(ends[i]), 4);  // DAY_FAR is whole weeks from a Thursday
        CHECK_INT(day_add_months(ends[i], 0), ends[i]);
    }
}

static void test_add_months(void) {
    static const struct {
        const char *from;
        int64_t n;
        const char *want;
    } cases[] = {
        {"2026-01-31", 1, "2026-02-28"},     {"2024-01-31", 1, "2024-02-29"},
        {"2100-01-31", 1, "2100-02-28"},     {"2026-03-31", -1, "2026-02-28"},
        {"2026-05-31", 1, "2026-06-30"},     {"2026-02-28", 1, "2026-03-28"},
        {"2024-02-29", 12, "2025-02-28"},    {"2024-02-29", 48, "2028-02-29"},
        {"2024-02-29", -12, "2023-02-28"},   {"2026-12-15", 1, "2027-01-15"},
        {"2026-01-15", -1, "2025-12-15"},    {"2026-11-30", 3, "2027-02-28"},
        {"2026-06-10", 0, "2026-06-10"},     {"1900-01-01", 3599, "2199-12-01"},
        {"2199-12-31", -3599, "1900-01-31"}, {"2026-08-31", -2, "2026-06-30"},
        {"1970-01-31", -11, "1969-02-28"},
    };
    CHECK_TABLE(cases, i) {
        CHECK_INT(day_add_months(day_of(cases[i].from), cases[i].n), day_of(cases[i].want));
    }
}

static void test_full_years(void) {
    static const struct {
        const char *from, *to;
        int64_t late, early;
    } cases[] = {
        {"1990-03-07", "2026-03-06", 35, 35},   {"1990-03-07", "2026-03-07", 36, 36},
        {"1990-03-07", "1990-03-07", 0, 0},     {"1990-03-07", "1990-03-06", -1, -1},
        {"1990-03-07", "1989-03-07", -1, -1},   {"1990-03-07", "1989-03-06", -2, -2},
        {"2000-02-29", "2026-02-28", 25, 26},   {"2000-02-29", "2026-03-01", 26, 26},
        {"2000-02-29", "2024-02-28", 23, 23},   {"2000-02-29", "2024-02-29", 24, 24},
        {"2000-02-29", "2026-02-27", 25, 25},   {"2000-02-29", "2100-02-28", 99, 100},
        {"2000-02-29", "2000-02-28", -1, -1},   {"2000-02-29", "1999-02-28", -2, -1},
        {"2000-02-29", "1999-03-01", -1, -1},   {"2000-02-28", "2004-02-28", 4, 4},
        {"2001-02-28", "2004-02-28", 3, 3},     {"2000-12-31", "2001-01-01", 0, 0},
        {"1900-01-01", "2199-12-31", 299, 299},
    };
    CHECK_TABLE(cases, i) {
        int64_t from = day_of(cases[i].from);
        int64_t to = day_of(cases[i].to);
        CHECK_INT(day_full_years(from, to, false), cases[i].late);
        CHECK_INT(day_full_years(from, to, true), cases[i].early);
    }
}

// The definition, slowly: the anniversaries that lie on or before `to`.
static int64_t count_anniversaries(int64_t from, int64_t to, bool early) {
    civil c = day_to_civil(from);
    for (int64_t n = 10;; n--) {
        bool is_missing = c.day > day_month_length(c.year + n, c.month);
        int64_t reached = !is_missing ? day_from_civil(c.year + n, c.month, c.day)
                          : early     ? day_from_civil(c.year + n, 2, 28)
                                      : day_from_civil(c.year + n, 3, 1);
        if (reached <= to)
            return n;
    }
}

static void test_full_years_by_definition(void) {
    int64_t n_wrong = 0;
    int64_t middle = day_of("2000-01-01");
    for (int64_t from = middle; from < middle + 366; from++)
        for (int64_t to = middle - 800; to < middle + 1700; to++) {
            n_wrong += day_full_years(from, to, false) != count_anniversaries(from, to, false);
            n_wrong += day_full_years(from, to, true) != count_anniversaries(from, to, true);
        }
    CHECK_INT(n_wrong, 0);
}

static void test_parse(void) {
    static const struct {
        str text;
        int64_t year;  // 0: refused
        int32_t month, day;
    } cases[] = {
        {STR_INIT("2026-03-05"), 2026, 3, 5},   {STR_INIT("1900-01-01"), 1900, 1, 1},
        {STR_INIT("2199-12-31"), 2199, 12, 31}, {STR_INIT("2024-02-29"), 2024, 2, 29},
        {STR_INIT("2000-02-29"), 2000, 2, 29},  {STR_INIT("1899-12-31"), 0, 0, 0},
        {STR_INIT("2200-01-01"), 0, 0, 0},      {STR_INIT("2026-02-29"), 0, 0, 0},
        {STR_INIT("2100-02-29"), 0, 0, 0},      {STR_INIT("2026-04-31"), 0, 0, 0},
        {STR_INIT("2026-00-10"), 0, 0, 0},      {STR_INIT("2026-13-10"), 0, 0, 0},
        {STR_INIT("2026-01-00"), 0, 0, 0},      {STR_INIT("2026-01-32"), 0, 0, 0},
        {STR_INIT("2026-3-5"), 0, 0, 0},        {STR_INIT("2026/03/05"), 0, 0, 0},
        {STR_INIT(" 2026-03-05"), 0, 0, 0},     {STR_INIT("2026-03-05 "), 0, 0, 0},
        {STR_INIT("2026-03-05\0"), 0, 0, 0},    {STR_INIT("2026-03-0"), 0, 0, 0},
        {STR_INIT("2026-03-055"), 0, 0, 0},     {STR_INIT("2026-03"), 0, 0, 0},
        {STR_INIT("20260305"), 0, 0, 0},        {STR_INIT("+026-03-05"), 0, 0, 0},
        {STR_INIT("2026--3-05"), 0, 0, 0},      {STR_INIT("2026-0a-05"), 0, 0, 0},
        {STR_INIT("-2026-3-05"), 0, 0, 0},      {STR_INIT(""), 0, 0, 0},
    };
    CHECK_TABLE(cases, i) {
        int64_t got = untouched;
        bool is_date = cases[i].year > 0;
        CHECK_INT(day_parse(cases[i].text, &got), is_date);
        CHECK_INT(got, is_date ? day_from_civil(cases[i].year, cases[i].month, cases[i].day) : untouched);
    }
    int64_t got = untouched;
    CHECK(!day_parse((str){0}, &got));
    CHECK(day_parse((str){"2026-03-0599", 10}, &got));
}

static void test_parse_month(void) {
    static const struct {
        str text;
        int64_t strict, loose;  // month numbers; -1: refused
    } cases[] = {
        {STR_INIT("2026-03"), 2026 * 12 + 2, 2026 * 12 + 2},
        {STR_INIT("1900-01"), 1900 * 12, 1900 * 12},
        {STR_INIT("2199-12"), 2199 * 12 + 11, 2199 * 12 + 11},
        {STR_INIT("1899-12"), -1, -1},
        {STR_INIT("2200-01"), -1, -1},
        {STR_INIT("2026-00"), -1, -1},
        {STR_INIT("2026-13"), -1, -1},
        {STR_INIT("2026-3"), -1, 2026 * 12 + 2},
        {STR_INIT("2026/3"), -1, 2026 * 12 + 2},
        {STR_INIT("2026.3"), -1, 2026 * 12 + 2},
        {STR_INIT("2026.03"), -1, 2026 * 12 + 2},
        {STR_INIT("2026.10"), -1, 2026 * 12 + 9},
        {STR_INIT("2026.01"), -1, 2026 * 12},
        {STR_INIT("2026.1"), -1, -1},  // may have been 2026.10
        {STR_INIT("2026-1"), -1, 2026 * 12},
        {STR_INIT("2026\xe5\xb9\xb4"
                  "3\xe6\x9c\x88"),
         -1, 2026 * 12 + 2},
        {STR_INIT("2026\xe5\xb9\xb4"
                  "12\xe6\x9c\x88"),
         -1, 2026 * 12 + 11},
        {STR_INIT("2026\xe5\xb9\xb4"
                  "3"),
         -1, -1},
        {STR_INIT("2026-3\xe6\x9c\x88"), -1, -1},
        {STR_INIT("2026-03-05"), -1, -1},
        {STR_INIT("2026-"), -1, -1},
        {STR_INIT("2026"), -1, -1},
        {STR_INIT("202603"), -1, -1},
        {STR_INIT("3-2026"), -1, -1},
        {STR_INIT("2026-003"), -1, -1},
        {STR_INIT(" 2026-03\r\n"), -1, 2026 * 12 + 2},
        {STR_INIT(""), -1, -1},
    };
    CHECK_TABLE(cases, i) {
        int64_t strict = -1;
        int64_t loose = -1;
        CHECK_INT(day_parse_month(cases[i].text, &strict), cases[i].strict >= 0);
        CHECK_INT(strict, cases[i].strict);
        CHECK_INT(day_parse_month_loose(cases[i].text, &loose), cases[i].loose >= 0);
        CHECK_INT(loose, cases[i].loose);
    }
}

#define YEAR "\xe5\xb9\xb4"
#define MONTH "\xe6\x9c\x88"
#define DAY "\xe6\x97\xa5"

static void test_parse_loose(void) {
    static const str same[] = {
        STR_INIT("2026-03-05"),
        STR_INIT("2026-3-5"),
        STR_INIT("2026/3/5"),
        STR_INIT("2026/03/05"),
        STR_INIT("2026.3.5"),
        STR_INIT("2026" YEAR "3" MONTH "5" DAY),
        STR_INIT("2026" YEAR "03" MONTH "05" DAY),
        STR_INIT("\t 2026-03-05 \r\n"),
        STR_INIT("\xef\xbc\x92\xef\xbc\x90\xef\xbc\x92\xef\xbc\x96" YEAR "\xef\xbc\x93" MONTH
                 "\xef\xbc\x95" DAY),
        STR_INIT("\xef\xbc\x92\xef\xbc\x90\xef\xbc\x92\xef\xbc\x96\xef\xbc\x8f"
                 "3\xef\xbc\x8f"
                 "5"),
    };
    CHECK_TABLE(same, i) {
        int64_t got = untouched;
        CHECK(day_parse_loose(same[i], &got));
        CHECK_INT(got, day_from_civil(2026, 3, 5));
    }
    static const str refused[] = {
        STR_INIT(""),
        STR_INIT("   "),
        STR_INIT("3/5/2026"),
        STR_INIT("05-03-2026"),
        STR_INIT("26-3-5"),
        STR_INIT("2026/3-5"),
        STR_INIT("2026-3/5"),
        STR_INIT("2026.3.5."),
        STR_INIT("2026" YEAR "3" MONTH "5"),
        STR_INIT("2026" YEAR "3-5"),
        STR_INIT("2026-3-5" DAY),
        STR_INIT("2026" YEAR "3" MONTH),
        STR_INIT("2026-2-29"),
        STR_INIT("2026-13-1"),
        STR_INIT("2026-1-32"),
        STR_INIT("2026-0-1"),
        STR_INIT("1899-1-1"),
        STR_INIT("2026-003-05"),
        STR_INIT("2026 -3-5"),
        STR_INIT("2026-3-5 12:00"),
        STR_INIT("20260305"),
        STR_INIT("2026\x01"
                 "3\x02"
                 "5\x03"),
        STR_INIT("\xb2\xb0"),
        STR_INIT("2026-3-5\xff"),
        STR_INIT("2026" YEAR YEAR "3" MONTH "5" DAY),
    };
    CHECK_TABLE(refused, i) {
        int64_t got = untouched;
        CHECK(!day_parse_loose(refused[i], &got));
        CHECK_INT(got, untouched);
    }
    int64_t got = untouched;
    CHECK(!day_parse_loose((str){0}, &got));
    CHECK(day_parse_loose(STR("2026" YEAR "12" MONTH "31" DAY), &got));  // the longest
    CHECK_INT(got, day_from_civil(2026, 12, 31));
}

int main(void) {
    test_every_day();
    test_far_days();
    test_add_months();
    test_full_years();
    test_full_years_by_definition();
    test_parse();
    test_parse_month();
    test_parse_loose();
    CHECK_MAIN();
}
