// SPDX-License-Identifier: Apache-2.0
#include "base/buf.h"

#include "base/day.h"
#include "test.h"

#include <string.h>

static void test_numbers(void) {
    static const struct {
        int64_t v;
        str plain;
        int width;
        str padded;
    } ints[] = {
        {0, STR_INIT("0"), 0, STR_INIT("0")},
        {7, STR_INIT("7"), 3, STR_INIT("007")},
        {-7, STR_INIT("-7"), 3, STR_INIT("-007")},
        {12345, STR_INIT("12345"), 3, STR_INIT("12345")},
        {INT64_MAX, STR_INIT("9223372036854775807"), 20, STR_INIT("09223372036854775807")},
        {INT64_MIN, STR_INIT("-9223372036854775808"), 19, STR_INIT("-9223372036854775808")},
    };
    char block[64];
    CHECK_TABLE(ints, i) {
        buf b = buf_over(block, sizeof block);
        buf_put_int(&b, ints[i].v);
        CHECK_STR(buf_str(&b), ints[i].plain);
        buf_clear(&b);
        buf_put_padded(&b, ints[i].v, ints[i].width);
        CHECK_STR(buf_str(&b), ints[i].padded);
    }
}

static void test_decimals(void) {
    static const struct {
        int64_t v;
        int scale;
        str want;
    } cases[] = {
        {1234, 2, STR_INIT("12.34")},
        {-5, 1, STR_INIT("-0.5")},
        {5, 2, STR_INIT("0.05")},
        {1200, 2, STR_INIT("12")},
        {1230, 2, STR_INIT("12.3")},
        {0, 0, STR_INIT("0")},
        {0, 18, STR_INIT("0")},
        {100, 0, STR_INIT("100")},
        {-100, 2, STR_INIT("-1")},
        {1, 18, STR_INIT("0.000000000000000001")},
        {INT64_MAX, 18, STR_INIT("9.223372036854775807")},
        {INT64_MIN, 18, STR_INIT("-9.223372036854775808")},
        {INT64_MIN, 0, STR_INIT("-9223372036854775808")},
    };
    char block[64];
    CHECK_TABLE(cases, i) {
        buf b = buf_over(block, sizeof block);
        buf_put_decimal(&b, cases[i].v, cases[i].scale);
        CHECK_STR(buf_str(&b), cases[i].want);
    }
}

static void test_print(void) {
    arena a;
    arena_init(&a, arena_malloc(), 0);
    buf b = buf_make(&a);
    buf_print(&b, "");
    CHECK_STR(buf_str(&b), STR(""));
    buf_print(&b, "{s}={i}{c}", STR("a\0b"), (int64_t)-3, '%');
    CHECK_STR(buf_str(&b), STR("a\0b=-3%"));
    buf_clear(&b);
    buf_print(&b, "{{{s}} {{s}", STR("x"));
    CHECK_STR(buf_str(&b), STR("{x} {s}"));
    buf_clear(&b);
    buf_print(&b, "{d} {m} {d}", day_from_civil(2026, 3, 5), (int64_t)2026 * 12, day_from_civil(987, 12, 31));
    CHECK_STR(buf_str(&b), STR("2026-03-05 2026-01 0987-12-31"));
    buf_clear(&b);
    buf_print(&b, "{m} {d}", (int64_t)-1, day_from_civil(-44, 3, 15));
    CHECK_STR(buf_str(&b), STR("-0001-12 -0044-03-15"));
    arena_done(&a);
}

static void test_growth(void) {
    arena a;
    arena_init(&a, arena_malloc(), 0);
    buf b = buf_make(&a);
    CHECK_STR(buf_str(&b), STR(""));
    buf_put(&b, (str){0});
    for (int i = 0; i < 100000; i++)
        buf_put_char(&b, (char)('a' + i % 26));
    str s = buf_str(&b);
    CHECK_INT(s.len, 100000);
    bool is_same = true;
    for (size_t i = 0; i < s.len; i++)
        is_same = is_same && s.ptr[i] == (char)('a' + (int)(i % 26));
    CHECK(is_same);
    CHECK(a.total_bytes < 1 << 20);
    buf_put(&b, s);  // of its own contents
    CHECK_INT(buf_str(&b).len, 200000);
    CHECK(memcmp(buf_str(&b).ptr + 100000, s.ptr, 100000) == 0);
    arena_done(&a);
}

static void test_failure_is_sticky(void) {
    char big[2000] = {0};
    arena a;
    arena_init(&a, arena_malloc(), 1000);
    buf b = buf_make(&a);
    BUF_LIT(&b, "before");
    buf_put(&b, (str){big, sizeof big});
    CHECK(b.failed);
    BUF_LIT(&b, "after");
    CHECK_STR(buf_str(&b), STR(""));
    buf_clear(&b);
    BUF_LIT(&b, "again");
    CHECK_STR(buf_str(&b), STR("again"));
    arena_done(&a);
}

static void test_fixed_block(void) {
    char block[5] = "....";
    buf b = buf_over(block, 4);
    BUF_LIT(&b, "abcd");
    CHECK_STR(buf_str(&b), STR("abcd"));
    CHECK(!b.failed);
    buf_put_char(&b, 'e');
    CHECK(b.failed);
    CHECK_STR(buf_str(&b), STR(""));
    buf_clear(&b);
    BUF_LIT(&b, "ab");
    BUF_LIT(&b, "cde");
    BUF_LIT(&b, "f");
    CHECK(b.failed);
    CHECK_STR(((str){block, 5}), STR("abcd\0"));  // filled up to the end, and not one byte further
    CHECK_INT(b.len, 4);
}

int main(void) {
    test_numbers();
    test_decimals();
    test_print();
    test_growth();
    test_failure_is_sticky();
    test_fixed_block();
    CHECK_MAIN();
}
