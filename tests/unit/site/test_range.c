// SPDX-License-Identifier: Apache-2.0
// A part of ten bytes, at its edges; what is not understood is the whole.
#include "site/range.h"

#include "test.h"

#define S STR_INIT

static const struct {
    str header;
    range_kind kind;
    size_t from, to;
} cases[] = {
    {S("bytes=0-0"), RANGE_PART, 0, 1},
    {S("bytes=0-9"), RANGE_PART, 0, 10},
    {S("bytes=9-9"), RANGE_PART, 9, 10},
    {S("bytes=9-"), RANGE_PART, 9, 10},
    {S("bytes=3-"), RANGE_PART, 3, 10},
    {S("bytes=2-100"), RANGE_PART, 2, 10},
    {S("bytes=0-99999999999999999999999999"), RANGE_PART, 0, 10},
    {S("bytes= 1-2 "), RANGE_PART, 1, 3},
    {S("bytes=-1"), RANGE_PART, 9, 10},
    {S("bytes=-10"), RANGE_PART, 0, 10},
    {S("bytes=-11"), RANGE_PART, 0, 10},
    {S("bytes=10-"), RANGE_OUTSIDE, 0, 0},
    {S("bytes=10-10"), RANGE_OUTSIDE, 0, 0},
    {S("bytes=99999999999999999999999999-"), RANGE_OUTSIDE, 0, 0},
    {S("bytes=-0"), RANGE_OUTSIDE, 0, 0},
    {S(""), RANGE_WHOLE, 0, 0},
    {S("bytes="), RANGE_WHOLE, 0, 0},
    {S("bytes=-"), RANGE_WHOLE, 0, 0},
    {S("bytes=5"), RANGE_WHOLE, 0, 0},
    {S("bytes=5-4"), RANGE_WHOLE, 0, 0},
    {S("bytes=0-1,3-4"), RANGE_WHOLE, 0, 0},
    {S("bytes=0x1-2"), RANGE_WHOLE, 0, 0},
    {S("bytes=+1-2"), RANGE_WHOLE, 0, 0},
    {S("bytes=1--2"), RANGE_WHOLE, 0, 0},
    {S("bytes=1 -2"), RANGE_WHOLE, 0, 0},
    {S("lines=0-1"), RANGE_WHOLE, 0, 0},
};

int main(void) {
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        span got = {0};
        range_kind kind = range_read(cases[i].header, 10, &got);
        CHECK_INT(kind, cases[i].kind);
        CHECK_INT((int64_t)got.from, (int64_t)cases[i].from);
        CHECK_INT((int64_t)got.to, (int64_t)cases[i].to);
    }
    span none;
    CHECK_INT(range_read(STR("bytes=0-"), 0, &none), RANGE_OUTSIDE);
    CHECK_INT(range_read(STR("bytes=-1"), 0, &none), RANGE_OUTSIDE);
    CHECK(range_is_meant((str){0}, STR("\"a\"")) && range_is_meant(STR("\"a\""), STR("\"a\"")));
    CHECK(!range_is_meant(STR("\"b\""), STR("\"a\"")) && !range_is_meant(STR("W/\"a\""), STR("\"a\"")));
    CHECK(!range_is_meant(STR("Tue, 01 Dec 2026 00:00:00 GMT"), STR("\"a\"")) &&
          !range_is_meant(STR("x"), (str){0}));
    CHECK_MAIN();
}
