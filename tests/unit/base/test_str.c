// SPDX-License-Identifier: Apache-2.0
#include "base/str.h"

#include "base/limits.h"
#include "test.h"

static const str nothing = {0};

static void test_compare(void) {
    static const struct {
        str a, b;
        int order;
        bool starts;  // a starts with b
    } cases[] = {
        {STR_INIT(""), STR_INIT(""), 0, true},
        {STR_INIT("a"), STR_INIT(""), 1, true},
        {STR_INIT(""), STR_INIT("a"), -1, false},
        {STR_INIT("a"), STR_INIT("b"), -1, false},
        {STR_INIT("ab"), STR_INIT("a"), 1, true},
        {STR_INIT("b"), STR_INIT("ab"), 1, false},
        {STR_INIT("a\0b"), STR_INIT("a\0c"), -1, false},
        {STR_INIT("a\0"), STR_INIT("a"), 1, true},
        {STR_INIT("\xff"), STR_INIT("z"), 1, false},
        {STR_INIT("\xe4\xb8\xad"), STR_INIT("\xe4\xb8"), 1, true},
    };
    CHECK_TABLE(cases, i) {
        int order = str_compare(cases[i].a, cases[i].b);
        int back = str_compare(cases[i].b, cases[i].a);
        CHECK_INT((order > 0) - (order < 0), cases[i].order);
        CHECK_INT((back > 0) - (back < 0), -cases[i].order);
        CHECK_INT(str_is(cases[i].a, cases[i].b), cases[i].order == 0);
        CHECK_INT(str_starts(cases[i].a, cases[i].b), cases[i].starts);
    }
    CHECK(str_is(nothing, STR("")));
    CHECK(str_is(nothing, nothing));
    CHECK(str_starts(nothing, nothing));
    CHECK_INT(str_compare(nothing, STR("")), 0);
}

static void test_slice_and_trim(void) {
    static const struct {
        str s;
        size_t from, to;
        str want;
    } slices[] = {
        {STR_INIT("abc"), 0, 3, STR_INIT("abc")},
        {STR_INIT("abc"), 1, 2, STR_INIT("b")},
        {STR_INIT("abc"), 1, SIZE_MAX, STR_INIT("bc")},
        {STR_INIT("abc"), 2, 1, STR_INIT("")},
        {STR_INIT("abc"), 9, SIZE_MAX, STR_INIT("")},
        {STR_INIT("abc"), 3, 3, STR_INIT("")},
        {STR_INIT(""), 0, 5, STR_INIT("")},
        {STR_INIT("abc"), SIZE_MAX, 2, STR_INIT("")},
    };
    CHECK_TABLE(slices, i) {
        CHECK_STR(str_slice(slices[i].s, slices[i].from, slices[i].to), slices[i].want);
    }
    static const struct {
        str s, want;
    } trims[] = {
        {STR_INIT(""), STR_INIT("")},           {STR_INIT(" \t\r\n"), STR_INIT("")},
        {STR_INIT("a"), STR_INIT("a")},         {STR_INIT(" a b\t"), STR_INIT("a b")},
        {STR_INIT("\r\na\r\n"), STR_INIT("a")}, {STR_INIT("\0 "), STR_INIT("\0")},
    };
    CHECK_TABLE(trims, i) {
        CHECK_STR(str_trim(trims[i].s), trims[i].want);
    }
    CHECK_INT(str_trim(nothing).len, 0);
    CHECK(str_slice(nothing, 0, 0).ptr == NULL);
}

static void test_find(void) {
    CHECK_INT(str_find(STR("a,b,c"), ','), 1);
    CHECK_INT(str_find(STR("abc"), ','), 3);
    CHECK_INT(str_find((str){0}, ','), 0);
    CHECK_INT(str_find(str_slice(STR("ab,c"), 0, 2), ','), 2);
}

static void test_distance(void) {
    static const struct {
        str a, b;
        size_t most, want;
    } cases[] = {
        {STR_INIT(""), STR_INIT(""), 3, 0},
        {STR_INIT(""), STR_INIT("abc"), 3, 3},
        {STR_INIT("abc"), STR_INIT(""), 2, 3},
        {STR_INIT("kitten"), STR_INIT("sitting"), 9, 3},
        {STR_INIT("education"), STR_INIT("eductaion"), 3, 1},  // one swap
        {STR_INIT("ab"), STR_INIT("ba"), 3, 1},
        {STR_INIT("abcd"), STR_INIT("badc"), 3, 2},  // two swaps
        {STR_INIT("ca"), STR_INIT("abc"), 9, 3},     // a swapped pair is not edited again
        {STR_INIT("title"), STR_INIT("titel"), 2, 1},
        {STR_INIT("on"), STR_INIT("no"), 0, 1},  // `most` + 1
        {STR_INIT("same"), STR_INIT("same"), 0, 0},
        {STR_INIT("abcdef"), STR_INIT("uvwxyz"), 2, 3},
    };
    CHECK_TABLE(cases, i) {
        CHECK_INT(str_distance(cases[i].a, cases[i].b, cases[i].most), cases[i].want);
        CHECK_INT(str_distance(cases[i].b, cases[i].a, cases[i].most), cases[i].want);
    }
    char name[LIMIT_NAME_BYTES + 1] = {0};
    str longest = {name, LIMIT_NAME_BYTES};
    str longer = {name, LIMIT_NAME_BYTES + 1};
    CHECK_INT(str_distance(longest, longest, 2), 0);
    CHECK_INT(str_distance(longest, STR(""), SIZE_MAX - 1), LIMIT_NAME_BYTES);
    CHECK_INT(str_distance(longer, longer, 2), 3);
    CHECK_INT(str_distance(longest, longer, 2), 3);
}

static void test_lines(void) {
    static const struct {
        str text;
        size_t n_lines;
        str lines[4];
    } cases[] = {
        {STR_INIT(""), 0, {{0}}},
        {STR_INIT("a"), 1, {STR_INIT("a")}},
        {STR_INIT("a\n"), 1, {STR_INIT("a")}},
        {STR_INIT("\n"), 1, {STR_INIT("")}},
        {STR_INIT("\r\n\r"), 2, {STR_INIT(""), STR_INIT("\r")}},
        {STR_INIT("a\r\nb\n\nc"), 4, {STR_INIT("a"), STR_INIT("b"), STR_INIT(""), STR_INIT("c")}},
        {STR_INIT("a\rb\r\r\n"), 1, {STR_INIT("a\rb\r")}},
        {STR_INIT("a\0b\nc"), 2, {STR_INIT("a\0b"), STR_INIT("c")}},
    };
    CHECK_TABLE(cases, i) {
        str rest = cases[i].text;
        str line;
        size_t n = 0;
        for (; n < 4 && str_next_line(&rest, &line); n++)
            CHECK_STR(line, cases[i].lines[n]);
        CHECK_INT(n, cases[i].n_lines);
        CHECK_INT(rest.len, 0);
    }
    str rest = nothing;
    str line;
    CHECK(!str_next_line(&rest, &line));
}

int main(void) {
    test_compare();
    test_slice_and_trim();
    test_find();
    test_distance();
    test_lines();
    CHECK_MAIN();
}
