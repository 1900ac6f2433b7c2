// SPDX-License-Identifier: Apache-2.0
#include "base/num.h"

#include "base/limits.h"
#include "test.h"

#include <string.h>

static const int64_t untouched = -77;

static void test_parse(void) {
    static const struct {
        str text;
        int scale;
        num_status status;
        int64_t want;
    } cases[] = {
        {STR_INIT("0"), 0, NUM_OK, 0},
        {STR_INIT("-0"), 2, NUM_OK, 0},
        {STR_INIT("7"), 2, NUM_OK, 700},
        {STR_INIT("-7"), 0, NUM_OK, -7},
        {STR_INIT("12.340"), 2, NUM_OK, 1234},
        {STR_INIT("12.345"), 2, NUM_TOO_FINE, 0},
        {STR_INIT("-0.5"), 1, NUM_OK, -5},
        {STR_INIT("0.05"), 2, NUM_OK, 5},
        {STR_INIT("0.000"), 0, NUM_OK, 0},
        {STR_INIT("1.0"), 0, NUM_OK, 1},
        {STR_INIT("1.5"), 0, NUM_TOO_FINE, 0},
        {STR_INIT("1e2"), 0, NUM_OK, 100},
        {STR_INIT("1E+2"), 2, NUM_OK, 10000},
        {STR_INIT("1e02"), 0, NUM_OK, 100},
        {STR_INIT("100e-2"), 0, NUM_OK, 1},
        {STR_INIT("125e-2"), 2, NUM_OK, 125},
        {STR_INIT("125e-3"), 2, NUM_TOO_FINE, 0},
        {STR_INIT("1.25e1"), 1, NUM_OK, 125},
        {STR_INIT("0e999"), 0, NUM_OK, 0},
        {STR_INIT("0.0e-999"), 0, NUM_OK, 0},
        {STR_INIT("1e999"), 2, NUM_TOO_LONG, 0},
        {STR_INIT("1e-999"), 2, NUM_TOO_FINE, 0},
        {STR_INIT("1e99999999999999999999999999"), 2, NUM_TOO_LONG, 0},
        {STR_INIT("1e-99999999999999999999999999"), 2, NUM_TOO_FINE, 0},
        {STR_INIT("999999999999999999"), 0, NUM_OK, 999999999999999999},
        {STR_INIT("-999999999999999999"), 0, NUM_OK, -999999999999999999},
        {STR_INIT("99999999999999999.9"), 1, NUM_OK, 999999999999999999},
        {STR_INIT("9999999999999999999"), 0, NUM_TOO_LONG, 0},
        {STR_INIT("1234567890123456789"), 0, NUM_TOO_LONG, 0},  // 19 digits, though it would fit
        {STR_INIT("1000000000000000000"), 0, NUM_OK, 1000000000000000000},
        {STR_INIT("9000000000000000000"), 0, NUM_OK, 9000000000000000000},
        {STR_INIT("10000000000000000000"), 0, NUM_TOO_LONG, 0},
        {STR_INIT("92233720368547758"), 2, NUM_OK, 9223372036854775800},
        {STR_INIT("92233720368547759"), 2, NUM_TOO_LONG, 0},
        {STR_INIT("0.000000000000000001"), 18, NUM_OK, 1},
        {STR_INIT("0.0000000000000000001"), 18, NUM_TOO_FINE, 0},
        {STR_INIT(""), 0, NUM_SYNTAX, 0},
        {STR_INIT("-"), 0, NUM_SYNTAX, 0},
        {STR_INIT("+1"), 0, NUM_SYNTAX, 0},
        {STR_INIT("--1"), 0, NUM_SYNTAX, 0},
        {STR_INIT(".5"), 2, NUM_SYNTAX, 0},
        {STR_INIT("5."), 2, NUM_SYNTAX, 0},
        {STR_INIT("5.e1"), 2, NUM_SYNTAX, 0},
        {STR_INIT("-.5"), 2, NUM_SYNTAX, 0},
        {STR_INIT("01"), 0, NUM_SYNTAX, 0},
        {STR_INIT("00"), 0, NUM_SYNTAX, 0},
        {STR_INIT("-01"), 0, NUM_SYNTAX, 0},
        {STR_INIT("1e"), 0, NUM_SYNTAX, 0},
        {STR_INIT("1e+"), 0, NUM_SYNTAX, 0},
        {STR_INIT("1e+-2"), 0, NUM_SYNTAX, 0},
        {STR_INIT("1e2.5"), 0, NUM_SYNTAX, 0},
        {STR_INIT("1.2.3"), 2, NUM_SYNTAX, 0},
        {STR_INIT("1,000"), 0, NUM_SYNTAX, 0},
        {STR_INIT(" 1"), 0, NUM_SYNTAX, 0},
        {STR_INIT("1 "), 0, NUM_SYNTAX, 0},
        {STR_INIT("1\0"), 0, NUM_SYNTAX, 0},
        {STR_INIT("0x10"), 0, NUM_SYNTAX, 0},
        {STR_INIT("NaN"), 0, NUM_SYNTAX, 0},
        {STR_INIT("Infinity"), 0, NUM_SYNTAX, 0},
        {STR_INIT("\xef\xbc\x91"), 0, NUM_SYNTAX, 0},  // a full-width 1
    };
    CHECK_TABLE(cases, i) {
        int64_t got = untouched;
        CHECK_INT(num_parse(cases[i].text, cases[i].scale, &got), cases[i].status);
        CHECK_INT(got, cases[i].status == NUM_OK ? cases[i].want : untouched);
    }
    int64_t got = untouched;
    CHECK_INT(num_parse((str){0}, 0, &got), NUM_SYNTAX);
    // The end is the length: what lies behind it is not read.
    CHECK_INT(num_parse((str){"12345", 2}, 0, &got), NUM_OK);
    CHECK_INT(got, 12);
}

// 400 digits in every place where they may stand.
static void test_parse_400_digits(void) {
    char text[500];
    int64_t got = untouched;
    memset(text, '7', sizeof text);
    CHECK_INT(num_parse((str){text, 400}, 2, &got), NUM_TOO_LONG);
    memset(text, '0', sizeof text);
    text[0] = '1';
    CHECK_INT(num_parse((str){text, 400}, 2, &got), NUM_TOO_LONG);
    text[1] = '.';
    CHECK_INT(num_parse((str){text, 400}, 2, &got), NUM_OK);  // 1.000...
    CHECK_INT(got, 100);
    text[0] = '0';
    text[399] = '3';
    CHECK_INT(num_parse((str){text, 400}, 2, &got), NUM_TOO_FINE);  // 0.000...3
    memcpy(text + 400, "e398", 4);
    CHECK_INT(num_parse((str){text, 404}, 2, &got), NUM_OK);  // the same, moved back
    CHECK_INT(got, 300);
    memset(text, '0', sizeof text);
    text[0] = '6';
    memcpy(text + 400, "e-399", 5);
    CHECK_INT(num_parse((str){text, 405}, 2, &got), NUM_OK);
    CHECK_INT(got, 600);
}

// One below, at and above the number of digits that is allowed.
static void test_digit_limit(void) {
    char text[LIMIT_DIGITS + 1];
    memset(text, '3', sizeof text);
    for (size_t n = LIMIT_DIGITS - 1; n <= LIMIT_DIGITS + 1; n++) {
        int64_t got = untouched;
        num_status want = n <= LIMIT_DIGITS ? NUM_OK : NUM_TOO_LONG;
        CHECK_INT(num_parse((str){text, n}, 0, &got), want);
        CHECK_INT(got, want == NUM_OK ? num_pow10((int)n) / 3 : untouched);
    }
}

static void test_small_functions(void) {
    static const struct {
        int64_t a, b, floor;
    } divs[] = {
        {7, 2, 3},
        {-7, 2, -4},
        {-8, 2, -4},
        {0, 5, 0},
        {-1, INT64_MAX, -1},
        {INT64_MIN, 1, INT64_MIN},
        {INT64_MIN, 2, INT64_MIN / 2},
        {INT64_MIN, INT64_MAX, -2},
        {INT64_MAX, INT64_MAX, 1},
    };
    CHECK_TABLE(divs, i) {
        CHECK_INT(num_floor_div(divs[i].a, divs[i].b), divs[i].floor);
    }
    CHECK_INT(num_min(INT64_MIN, INT64_MAX), INT64_MIN);
    CHECK_INT(num_max(INT64_MIN, INT64_MAX), INT64_MAX);
    int64_t power = 1;
    for (int i = 0; i <= 18; i++, power *= i <= 18 ? 10 : 1)
        CHECK_INT(num_pow10(i), power);
}

static void test_checked(void) {
    int64_t v;
    CHECK(ckd_add(&v, INT64_MAX, (int64_t)1));
    CHECK(ckd_sub(&v, INT64_MIN, (int64_t)1));
    CHECK(ckd_mul(&v, INT64_MIN, (int64_t)-1));
    CHECK(!ckd_add(&v, INT64_MAX, (int64_t)-1));
    CHECK_INT(v, INT64_MAX - 1);
}

int main(void) {
    test_parse();
    test_parse_400_digits();
    test_digit_limit();
    test_small_functions();
    test_checked();
    CHECK_MAIN();
}
