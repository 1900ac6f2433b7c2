// base/num.h - checked integers and exact decimals. No floating point anywhere.
#ifndef BASE_NUM_H
#define BASE_NUM_H

#include "base/str.h"

#include <assert.h>

// True when the exact result did not fit; *out is then unspecified. (The names of C23's <stdckdint.h>.)
#define ckd_add(out, a, b) __builtin_add_overflow((a), (b), (out))
#define ckd_sub(out, a, b) __builtin_sub_overflow((a), (b), (out))
#define ckd_mul(out, a, b) __builtin_mul_overflow((a), (b), (out))

// Inline: the inner loop of the evaluator lives on these.
static inline int64_t num_min(int64_t a, int64_t b) {
    return a < b ? a : b;
}

static inline int64_t num_max(int64_t a, int64_t b) {
    return a > b ? a : b;
}

// b > 0; rounds towards minus infinity
static inline int64_t num_floor_div(int64_t a, int64_t b) {
    assert(b > 0);
    return a / b - (a % b < 0);
}

int64_t num_pow10(int exponent);  // 0..18

typedef enum { NUM_OK, NUM_SYNTAX, NUM_TOO_LONG, NUM_TOO_FINE } num_status;

// Read all of s as a decimal: [-]digits[.digits][e[+-]digits], also with E. out = value * 10^scale, exactly.
// NUM_TOO_FINE: more decimals than scale (12.345 at 2; 12.340 is fine). NUM_TOO_LONG: more than LIMIT_DIGITS
// significant digits (zeros at the ends do not count) or out of range. Leading zeros and '+' are NUM_SYNTAX, as in
// JSON. out is written on NUM_OK only.
num_status num_parse(str s, int scale, int64_t *out);

#endif
