// SPDX-License-Identifier: Apache-2.0
// Dates, months and amounts as strangers write them: what is accepted lies in range, prints, and reads back the same.
#include "fuzz.h"

#include "base/buf.h"
#include "base/day.h"
#include "base/num.h"
#include "base/utf8.h"

#include <string.h>

static void try_day(str s) {
    int64_t strict = 0, loose = 0, again = 0;
    if (!day_parse_loose(s, &loose)) {
        FUZZ_MUST(!day_parse(s, &strict));
        return;
    }
    FUZZ_MUST(loose >= day_min && loose <= day_max);
    char block[16];
    buf printed = buf_over(block, sizeof block);
    buf_print(&printed, "{d}", loose);
    FUZZ_MUST(day_parse(buf_str(&printed), &again) && again == loose);
    if (day_parse(s, &strict))
        FUZZ_MUST(strict == loose && str_is(s, buf_str(&printed)));
}

static void try_month(str s) {
    int64_t strict = 0, loose = 0, again = 0;
    if (!day_parse_month_loose(s, &loose)) {
        FUZZ_MUST(!day_parse_month(s, &strict));
        return;
    }
    char block[16];
    buf printed = buf_over(block, sizeof block);
    buf_print(&printed, "{m}", loose);
    FUZZ_MUST(day_parse_month(buf_str(&printed), &again) && again == loose);
    if (day_parse_month(s, &strict))
        FUZZ_MUST(strict == loose && str_is(s, buf_str(&printed)));
}

static void try_amount(str s, int scale) {
    int64_t value = 0, again = 0;
    if (num_parse(s, scale, &value) != NUM_OK)
        return;
    char block[32];
    buf printed = buf_over(block, sizeof block);
    buf_put_decimal(&printed, value, scale);
    FUZZ_MUST(num_parse(buf_str(&printed), scale, &again) == NUM_OK && again == value);
}

static void try_letters(str s) {
    size_t bad_at = 0, at = 0;
    bool valid = utf8_is_valid(s, &bad_at);
    FUZZ_MUST(valid || bad_at < s.len);
    while (at < s.len) {
        uint32_t code = 0;
        size_t n = utf8_next(s, at, &code);
        FUZZ_MUST(n >= 1 && n <= s.len - at && code <= 0x10FFFF);
        char again[4];
        FUZZ_MUST(!valid || (utf8_put(again, code) == n && memcmp(again, s.ptr + at, n) == 0));
        at += n;
    }
    FUZZ_MUST(utf8_width(s) >= 0);
    FUZZ_MUST(utf8_cut(s, s.len / 2) <= s.len / 2);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    str s = {(const char *)data, size};
    try_day(s);
    try_month(s);
    try_amount(s, 0);
    try_amount(s, 2);
    try_amount(s, 4);
    try_letters(s);
    return 0;
}
