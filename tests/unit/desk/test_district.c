// SPDX-License-Identifier: Apache-2.0
// Districts by their codes, areas as sets of them.
#include "desk/district.h"
#include "test.h"

#include <stdarg.h>

static arena mem;

static str areas(size_t n, ...) {
    va_list args;
    str codes[40];
    va_start(args, n);
    for (size_t i = 0; i < n; i++)
        codes[i] = str_of_c(va_arg(args, const char *));
    va_end(args);
    return areas_of(codes, n, &mem);
}

static void test_table(void) {
    CHECK_INT(n_districts, 16);
    for (size_t i = 0; i < n_districts; i++) {
        CHECK_INT(districts[i].code.len, DISTRICT_DIGITS);
        CHECK(str_starts(districts[i].code, STR("310")));
        CHECK_STR(district_read(districts[i].code), districts[i].code);
        CHECK_STR(district_name(districts[i].code), districts[i].name);
        CHECK(i == 0 || str_compare(districts[i - 1].code, districts[i].code) < 0);
        for (size_t j = 0; j < i; j++)
            CHECK(!str_is(districts[i].name, districts[j].name));
    }
    static const char *const none[] = {"", "310102", "31010", "3101010", "徐汇区", " 310104"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        CHECK(district_read(str_of_c(none[i])).len == 0 && district_name(str_of_c(none[i])).len == 0);
}

static void test_sets(void) {
    CHECK_STR(areas(0), STR(""));
    CHECK_STR(areas(1, "310104"), STR("310104"));
    CHECK_STR(areas(4, "310151", "310104", "310104", "x"), STR("310104 310151"));
    str codes[16];
    for (size_t i = 0; i < n_districts; i++)
        codes[i] = districts[i].code;
    CHECK_INT(areas_of(codes, 15, &mem).len, 15 * 7 - 1);
    CHECK_INT(areas_of(codes, 16, &mem).len, 0);  // all of the city
}

// Each set has what it was made of, and nothing else.
static void test_have(void) {
    str two = areas(2, "310104", "310115");
    for (size_t i = 0; i < n_districts; i++) {
        str code = districts[i].code;
        CHECK_INT(areas_have(two, code), str_is(code, STR("310104")) || str_is(code, STR("310115")));
        CHECK(areas_have((str){0}, code));
        CHECK(areas_have(areas_of(&code, 1, &mem), code));
    }
    CHECK(areas_have(two, (str){0}) && areas_have((str){0}, (str){0}));
    CHECK(!areas_have(two, STR("4 3101")) && !areas_have(two, STR("310")));
}

static void test_words(void) {
    CHECK_STR(areas_words((str){0}, AREAS_FEW, &mem), STR("全市"));
    CHECK_STR(areas_words(areas(1, "310115"), AREAS_FEW, &mem), STR("浦东新区"));
    CHECK_STR(areas_words(areas(3, "310106", "310104", "310101"), AREAS_FEW, &mem),
              STR("黄浦区、徐汇区、静安区"));
    CHECK_STR(areas_words(areas(4, "310106", "310104", "310101", "310120"), AREAS_FEW, &mem),
              STR("黄浦区等 4 个区"));
    CHECK_STR(areas_words(areas(4, "310106", "310104", "310101", "310120"), AREAS_ALL, &mem),
              STR("黄浦区、徐汇区、静安区、奉贤区"));
}

int main(void) {
    arena_init(&mem, arena_malloc(), 0);
    test_table();
    test_sets();
    test_have();
    test_words();
    arena_done(&mem);
    CHECK_MAIN();
}
