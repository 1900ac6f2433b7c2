// SPDX-License-Identifier: Apache-2.0
#include "base/num.h"

#include "base/limits.h"

// A decimal as it is read: value * 10^exponent, without the zeros at its ends.
typedef struct {
    int64_t value;     // the significant digits; only while there are at most LIMIT_DIGITS
    int64_t n_digits;  // from the first to the last digit that is not 0
    int64_t n_zeros;   // zeros after the last one
    int64_t exponent;  // of the last digit read
} decimal;

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool has_char(str s, size_t at, char c) {
    return at < s.len && s.ptr[at] == c;
}

static void take_digit(decimal *d, char c) {
    if (c == '0') {
        d->n_zeros += d->n_digits > 0;
        return;
    }
    int64_t n_more = d->n_zeros + 1;
    d->n_digits += n_more;
    d->n_zeros = 0;
    if (d->n_digits <= LIMIT_DIGITS)
        d->value = d->value * num_pow10((int)n_more) + (c - '0');
}

// Where the digits that start at `at` end.
static size_t take_digits(str s, size_t at, decimal *d) {
    while (at < s.len && is_digit(s.ptr[at]))
        take_digit(d, s.ptr[at++]);
    return at;
}

// [.digits]. A point without digits is not taken, so that the caller stops at it.
static size_t take_fraction(str s, size_t at, decimal *d) {
    if (!has_char(s, at, '.'))
        return at;
    size_t end = take_digits(s, at + 1, d);
    if (end == at + 1)
        return at;
    d->exponent -= (int64_t)(end - at - 1);
    return end;
}

// [e[+-]digits]. Nothing is taken when the digits are missing.
static size_t take_exponent(str s, size_t at, decimal *d) {
    static const int64_t far =
        INT64_C(1000000000000000);  // beyond any length a text can have: stays out of range
    if (!has_char(s, at, 'e') && !has_char(s, at, 'E'))
        return at;
    bool negative = has_char(s, at + 1, '-');
    size_t from = at + 1 + (negative || has_char(s, at + 1, '+'));
    size_t end = from;
    int64_t exponent = 0;
    for (; end < s.len && is_digit(s.ptr[end]); end++)
        exponent = num_min(exponent * 10 + (s.ptr[end] - '0'), far);
    d->exponent += negative ? -exponent : exponent;
    return end == from ? at : end;
}

static num_status scale_decimal(const decimal *d, bool negative, int scale, int64_t *out) {
    int64_t shift = d->exponent + d->n_zeros + scale;
    if (d->n_digits == 0)
        shift = 0;  // 0e-999 is 0
    if (shift < 0)
        return NUM_TOO_FINE;
    int64_t value;
    if (d->n_digits > LIMIT_DIGITS || shift > LIMIT_DIGITS || ckd_mul(&value, d->value, num_pow10((int)shift)))
        return NUM_TOO_LONG;
    *out = negative ? -value : value;
    return NUM_OK;
}

int64_t num_pow10(int exponent) {
    static const int64_t powers[] = {
        1,
        10,
        100,
        1000,
        10000,
        100000,
        1000000,
        10000000,
        100000000,
        1000000000,
        10000000000,
        100000000000,
        1000000000000,
        10000000000000,
        100000000000000,
        1000000000000000,
        10000000000000000,
        100000000000000000,
        1000000000000000000,
    };
    static_assert(sizeof powers / sizeof powers[0] == LIMIT_DIGITS + 1, "one power for each digit");
    assert(exponent >= 0 && exponent <= LIMIT_DIGITS);
    return powers[exponent];
}

num_status num_parse(str s, int scale, int64_t *out) {
    assert(scale >= 0 && scale <= LIMIT_DIGITS);
    decimal d = {0};
    size_t from = has_char(s, 0, '-');
    size_t at = take_digits(s, from, &d);
    bool has_leading_zero = at > from + 1 && s.ptr[from] == '0';
    if (at == from || has_leading_zero)
        return NUM_SYNTAX;
    at = take_fraction(s, at, &d);
    at = take_exponent(s, at, &d);
    if (at != s.len)
        return NUM_SYNTAX;
    return scale_decimal(&d, from == 1, scale, out);
}
