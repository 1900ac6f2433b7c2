// SPDX-License-Identifier: Apache-2.0
#include "test.h"

#include "site/form.h"

typedef struct {
    str given;
    rc code;
    size_t n;
    str first_name, first_value;
} form_case;

static const form_case cases[] = {
    {STR_INIT(""), RC_OK, 0, STR_INIT(""), STR_INIT("")},
    {STR_INIT("&&"), RC_OK, 0, STR_INIT(""), STR_INIT("")},
    {STR_INIT("a=1"), RC_OK, 1, STR_INIT("a"), STR_INIT("1")},
    {STR_INIT("a"), RC_OK, 1, STR_INIT("a"), STR_INIT("")},
    {STR_INIT("=1"), RC_OK, 1, STR_INIT(""), STR_INIT("1")},
    {STR_INIT("a=1=2"), RC_OK, 1, STR_INIT("a"), STR_INIT("1=2")},
    {STR_INIT("a+b=c+d&e"), RC_OK, 2, STR_INIT("a b"), STR_INIT("c d")},
    {STR_INIT("%E7%A7%AF=%e5%88%86"), RC_OK, 1, STR_INIT("积"), STR_INIT("分")},
    {STR_INIT("a=%2B%26%3D"), RC_OK, 1, STR_INIT("a"), STR_INIT("+&=")},
    {STR_INIT("a=%"), RC_INPUT, 0, STR_INIT(""), STR_INIT("")},
    {STR_INIT("a=%4"), RC_INPUT, 0, STR_INIT(""), STR_INIT("")},
    {STR_INIT("a=%4g"), RC_INPUT, 0, STR_INIT(""), STR_INIT("")},
    {STR_INIT("a=%00"), RC_INPUT, 0, STR_INIT(""), STR_INIT("")},
    {STR_INIT("a=\0"), RC_INPUT, 0, STR_INIT(""), STR_INIT("")},
    {STR_INIT("a=%C0%BC"), RC_INPUT, 0, STR_INIT(""), STR_INIT("")},  // < written too long
    {STR_INIT("a=%E7"), RC_INPUT, 0, STR_INIT(""), STR_INIT("")},
};

static void check_cases(void) {
    CHECK_TABLE(cases, i) {
        arena mem;
        form f = {0};
        err e;
        err_clear(&e);
        arena_init(&mem, arena_malloc(), 0);
        CHECK_INT(form_parse(cases[i].given, &mem, &f, &e), cases[i].code);
        CHECK_INT(f.n, cases[i].n);
        if (f.n > 0) {
            CHECK_STR(f.fields[0].name, cases[i].first_name);
            CHECK_STR(f.fields[0].value, cases[i].first_value);
        }
        arena_done(&mem);
    }
}

// As many fields as there may be, and one more.
static void check_limit(void) {
    static char text[2 * (FORM_FIELDS_MOST + 1)];
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = i % 2 == 0 ? 'a' : '&';
    arena mem;
    form f;
    err e;
    err_clear(&e);
    arena_init(&mem, arena_malloc(), 0);
    CHECK_INT(form_parse((str){text, sizeof text - 2}, &mem, &f, &e), RC_OK);
    CHECK_INT(f.n, FORM_FIELDS_MOST);
    CHECK_INT(form_count(&f, STR("a")), FORM_FIELDS_MOST);
    CHECK_INT(form_parse((str){text, sizeof text}, &mem, &f, &e), RC_LIMIT);
    arena_done(&mem);
}

int main(void) {
    check_cases();
    check_limit();
    CHECK_MAIN();
}
