// SPDX-License-Identifier: Apache-2.0
#include "engine/jifen.h"

#include "test.h"
#include "unit/engine/small_law.h"

#include "base/day.h"

#include <string.h>

static const jifen_law *l;

static str print(const jifen_type *t, set v, bool labels) {
    static char block[400];
    buf b = buf_over(block, sizeof block);
    jifen_print_value(t, v, labels, &b);
    return buf_str(&b);
}

// Texts that can be read, and how what was read is printed again.
static void test_accepted(void) {
    static const struct {
        int fact;
        bool loose;
        str text, want;
    } cases[] = {
        {SMALL_LATE, false, STR_INIT("12"), STR_INIT("12")},
        {SMALL_LATE, false, STR_INIT(" 0 "), STR_INIT("0")},
        {SMALL_LATE, false, STR_INIT("400"), STR_INIT("400")},
        {SMALL_LATE, false, STR_INIT("36..48"), STR_INIT("36..48")},
        {SMALL_LATE, false, STR_INIT("36 .. 48"), STR_INIT("36..48")},
        {SMALL_LATE, false, STR_INIT("7..7"), STR_INIT("7")},
        {SMALL_LATE, true, STR_INIT("１２"), STR_INIT("12")},
        {SMALL_LATE, true, STR_INIT("３６..４８"), STR_INIT("36..48")},
        {SMALL_PRICE, false, STR_INIT("1234.5"), STR_INIT("1234.50")},
        {SMALL_PRICE, false, STR_INIT("0.05"), STR_INIT("0.05")},
        {SMALL_PRICE, false, STR_INIT("5000.00"), STR_INIT("5000")},
        {SMALL_PRICE, true, STR_INIT("１．５"), STR_INIT("1.50")},
        {SMALL_SHARE, false, STR_INIT("80"), STR_INIT("80")},
        {SMALL_SHARE, false, STR_INIT("33.33..50"), STR_INIT("33.33..50")},
        {SMALL_SHARE, true, STR_INIT("80 %"), STR_INIT("80")},
        {SMALL_SHARE, true, STR_INIT("80％"), STR_INIT("80")},
        {SMALL_DUE, false, STR_INIT("2026-03-05"), STR_INIT("2026-03-05")},
        {SMALL_DUE, false, STR_INIT("2026-03-05..2026-04-01"), STR_INIT("2026-03-05..2026-04-01")},
        {SMALL_DUE, true, STR_INIT("2026/3/5"), STR_INIT("2026-03-05")},
        {SMALL_DUE, true, STR_INIT("2026年3月5日"), STR_INIT("2026-03-05")},
        {SMALL_DUE, true, STR_INIT("２０２６.３.５..2026.4.1"), STR_INIT("2026-03-05..2026-04-01")},
        {SMALL_PAID_ON, false, STR_INIT("none"), STR_INIT("none")},
        {SMALL_PAID_ON, true, STR_INIT("没有"), STR_INIT("none")},
        {SMALL_PAID_ON, false, STR_INIT("none/2026-03-05"), STR_INIT("2026-03-05/none")},
        {SMALL_PAID_ON, false, STR_INIT("2026-03-05..2026-03-09/none"), STR_INIT("2026-03-05..2026-03-09/none")},
        {SMALL_PAID_ON, true, STR_INIT("2026/3/5/none"), STR_INIT("2026-03-05/none")},
        {SMALL_LOST, false, STR_INIT("true"), STR_INIT("true")},
        {SMALL_LOST, false, STR_INIT("false/true"), STR_INIT("false/true")},
        {SMALL_LOST, true, STR_INIT("是"), STR_INIT("true")},
        {SMALL_LOST, true, STR_INIT("FALSE"), STR_INIT("false")},
        {SMALL_READER, false, STR_INIT("adult"), STR_INIT("adult")},
        {SMALL_READER, false, STR_INIT("senior/child"), STR_INIT("child/senior")},
        {SMALL_READER, false, STR_INIT("{child, adult}"), STR_INIT("child/adult")},
        {SMALL_READER, true, STR_INIT("成人证"), STR_INIT("adult")},
        {SMALL_READER, true, STR_INIT("敬老证/老年证"), STR_INIT("senior")},
        {SMALL_ITEMS, false, STR_INIT("none"), STR_INIT("none")},
        {SMALL_ITEMS, false, STR_INIT("{}"), STR_INIT("none")},
        {SMALL_ITEMS, false, STR_INIT("{ }"), STR_INIT("none")},
        {SMALL_ITEMS, false, STR_INIT("kit"), STR_INIT("kit")},
        {SMALL_ITEMS, false, STR_INIT("kit|audio"), STR_INIT("audio|kit")},
        {SMALL_ITEMS, false, STR_INIT("{audio, kit}"), STR_INIT("audio|kit")},
        {SMALL_ITEMS, false, STR_INIT("none..{audio, kit}"), STR_INIT("none..audio|kit")},
        {SMALL_ITEMS, false, STR_INIT("audio..audio|map"), STR_INIT("audio..audio|map")},
        {SMALL_ITEMS, true, STR_INIT("没有"), STR_INIT("none")},
        {SMALL_ITEMS, true, STR_INIT("有声书、地图"), STR_INIT("audio|map")},
        {SMALL_ITEMS, true, STR_INIT("教具箱、工具箱"), STR_INIT("kit")},
        {SMALL_ITEMS, true, STR_INIT("教具箱、工具箱|map"), STR_INIT("kit|map")},
    };
    CHECK_TABLE(cases, i) {
        person p;
        err e;
        err_clear(&e);
        jifen_person_init(&p, 0);
        size_t fact = (size_t)cases[i].fact;
        CHECK_INT(jifen_put_text(l, &p, fact, cases[i].text, cases[i].loose, &e), RC_OK);
        CHECK_INT(p.given[fact], GIVEN_SET);
        CHECK_STR(print(&jifen_fact_at(l, fact)->type, p.value[fact], false), cases[i].want);
        CHECK_STR(err_text(&e), STR(""));
    }
}

static void test_refused(void) {
    static const struct {
        int fact;
        bool loose;
        str text, want;
    } cases[] = {
        {SMALL_LATE, false, STR_INIT("401"), STR_INIT("expected a whole number 0..400, found '401'")},
        {SMALL_LATE, false, STR_INIT("-1"), STR_INIT("expected a whole number 0..400, found '-1'")},
        {SMALL_LATE, false, STR_INIT(""), STR_INIT("expected a whole number 0..400, found nothing")},
        {SMALL_LATE, false, STR_INIT("twelve"), STR_INIT("expected a whole number 0..400, found 'twelve'")},
        {SMALL_LATE, false, STR_INIT("1.5"), STR_INIT("expected a whole number 0..400, found '1.5'")},
        {SMALL_LATE, false, STR_INIT("１２"), STR_INIT("expected a whole number 0..400, found '１２'")},
        {SMALL_LATE, false, STR_INIT("5..3"),
         STR_INIT("expected the least first, as least..most, found '5..3'")},
        {SMALL_LATE, false, STR_INIT("36.."), STR_INIT("expected a whole number 0..400, found nothing")},
        {SMALL_LATE, false, STR_INIT("36..48..50"), STR_INIT("expected a whole number 0..400, found '48..50'")},
        {SMALL_LATE, false, STR_INIT("none"), STR_INIT("expected a whole number 0..400, found 'none'")},
        {SMALL_PRICE, true, STR_INIT("1,234.50"),
         STR_INIT(
             "expected an amount of money 0..5000 with at most 2 decimals without commas, found '1,234.50'")},
        {SMALL_PRICE, false, STR_INIT("1.005"),
         STR_INIT(
             "expected an amount of money 0..5000 with at most 2 decimals, found '1.005', which has more")},
        {SMALL_SHARE, false, STR_INIT("80%"),
         STR_INIT("expected a percentage 0..100 with at most 2 decimals, found '80%'")},
        {SMALL_SHARE, false, STR_INIT("100.01"),
         STR_INIT("expected a percentage 0..100 with at most 2 decimals, found '100.01'")},
        {SMALL_DUE, false, STR_INIT("none"), STR_INIT("expected a date like 2026-03-10, found 'none'")},
        {SMALL_DUE, false, STR_INIT("2026-02-29"),
         STR_INIT("expected a date like 2026-03-10, found '2026-02-29'")},
        {SMALL_DUE, false, STR_INIT("2026/3/5"), STR_INIT("expected a date like 2026-03-10, found '2026/3/5'")},
        {SMALL_DUE, true, STR_INIT("3/5/2026"), STR_INIT("expected a date like 2026-03-10, found '3/5/2026'")},
        {SMALL_PAID_ON, false, STR_INIT("none..2026-03-05"),
         STR_INIT("expected the least first, as least..most, found 'none..2026-03-05'")},
        {SMALL_PAID_ON, false, STR_INIT("soon"),
         STR_INIT("expected a date like 2026-03-10 or none, found 'soon'")},
        {SMALL_LOST, false, STR_INIT("是"), STR_INIT("expected true or false, found '是'")},
        {SMALL_LOST, true, STR_INIT("maybe"), STR_INIT("expected true or false, found 'maybe'")},
        {SMALL_READER, false, STR_INIT("adlut"),
         STR_INIT("expected one of child, adult, senior, found 'adlut'; did you mean 'adult'?")},
        {SMALL_READER, false, STR_INIT("child/"),
         STR_INIT("expected one of child, adult, senior, found nothing")},
        {SMALL_READER, false, STR_INIT("{}"), STR_INIT("expected one of child, adult, senior, found nothing")},
        {SMALL_READER, false, STR_INIT("成人证"),
         STR_INIT("expected one of child, adult, senior, found '成人证'")},
        {SMALL_ITEMS, false, STR_INIT("kit|"),
         STR_INIT("expected none or some of audio, kit, map, found nothing")},
        {SMALL_ITEMS, false, STR_INIT("kit|mapp"),
         STR_INIT("expected none or some of audio, kit, map, found 'mapp'; did you mean 'map'?")},
        {SMALL_ITEMS, false, STR_INIT("kit..map"),
         STR_INIT("expected the least first, as least..most, found 'kit..map'")},
        {SMALL_LOANS, false, STR_INIT("3"), STR_INIT("expected month records, found '3'")},
    };
    CHECK_TABLE(cases, i) {
        person p;
        err e;
        err_clear(&e);
        jifen_person_init(&p, 0);
        size_t fact = (size_t)cases[i].fact;
        CHECK_INT(jifen_put_text(l, &p, fact, cases[i].text, cases[i].loose, &e), RC_INPUT);
        CHECK_INT(p.given[fact], GIVEN_NOT);
        CHECK_STR(err_text(&e), cases[i].want);
        CHECK_STR(err_name(&e), jifen_fact_at(l, fact)->type.name);
    }
}

static void test_unknown(void) {
    person p;
    jifen_person_init(&p, 12);
    CHECK_INT(p.on, 12);
    for (size_t fact = 0; fact < SMALL_N_FACTS; fact++) {
        CHECK_INT(p.given[fact], GIVEN_NOT);
        CHECK_INT(jifen_put_text(l, &p, fact, STR(" ? "), false, NULL), RC_OK);
        CHECK_INT(p.given[fact], GIVEN_NULL);
    }
    CHECK_INT(jifen_put_text(l, &p, SMALL_LATE, STR("？"), true, NULL), RC_OK);
    CHECK_INT(jifen_put_text(l, &p, SMALL_LATE, STR("？"), false, NULL), RC_INPUT);
}

static void test_long_texts_are_cut(void) {
    char text[3000];
    memset(text, 'x', sizeof text);
    person p;
    err e;
    err_clear(&e);
    jifen_person_init(&p, 0);
    CHECK_INT(jifen_put_text(l, &p, SMALL_READER, (str){text, sizeof text}, true, &e), RC_INPUT);
    CHECK_STR(err_text(&e), STR("expected one of child, adult, senior, found "
                                "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…'"));
}

static void test_ready_sets(void) {
    static const struct {
        int fact;
        set value;
        rc code;
        str want;
    } cases[] = {
        {SMALL_LATE, {.lo = 3, .hi = 9}, RC_OK, STR_INIT("3..9")},
        {SMALL_LATE, {.lo = 3, .hi = 401}, RC_INPUT, STR_INIT("expected a whole number 0..400, found '3..401'")},
        {SMALL_LATE,
         {.lo = 5, .hi = 3},
         RC_INPUT,
         STR_INIT("expected the least first, as least..most, found '5..3'")},
        {SMALL_READER, {.lo = 5}, RC_OK, STR_INIT("child/senior")},
        {SMALL_READER, {.lo = 0}, RC_INPUT, STR_INIT("expected one of child, adult, senior, found nothing")},
        {SMALL_READER, {.lo = 9}, RC_INPUT, STR_INIT("expected one of child, adult, senior, found 'child'")},
        {SMALL_ITEMS, {.lo = 2, .hi = 2}, RC_OK, STR_INIT("kit")},
        {SMALL_PAID_ON, {.lo = SET_NO_OPTION, .none = true}, RC_OK, STR_INIT("none")},
        {SMALL_DUE,
         {.lo = SET_NO_OPTION, .none = true},
         RC_INPUT,
         STR_INIT("expected a date like 2026-03-10, found 'none'")},
        {SMALL_LOANS, {.lo = 1, .hi = 1}, RC_INPUT, STR_INIT("expected month records, found 'a value'")},
    };
    CHECK_TABLE(cases, i) {
        person p;
        err e;
        err_clear(&e);
        jifen_person_init(&p, 0);
        size_t fact = (size_t)cases[i].fact;
        CHECK_INT(jifen_put_set(l, &p, fact, cases[i].value, &e), cases[i].code);
        CHECK_INT(p.given[fact], cases[i].code == RC_OK ? GIVEN_SET : GIVEN_NOT);
        bool ok = cases[i].code == RC_OK;
        CHECK_STR(ok ? print(&jifen_fact_at(l, fact)->type, p.value[fact], false) : err_text(&e),
                  cases[i].want);
    }
}

static void test_print_labels(void) {
    static const struct {
        int fact;
        set value;
        str want;
    } cases[] = {
        {SMALL_LOST, {.lo = 2}, STR_INIT("是")},
        {SMALL_READER, {.lo = 3}, STR_INIT("少儿证/成人证")},
        {SMALL_ITEMS, {.lo = 5, .hi = 5}, STR_INIT("有声书、地图")},
        {SMALL_ITEMS, {.lo = 0, .hi = 0}, STR_INIT("没有")},
        {SMALL_PAID_ON, {.lo = SET_NO_OPTION, .none = true}, STR_INIT("没有")},
        {SMALL_PAID_ON, {.lo = NONE_DAY, .hi = NONE_DAY}, STR_INIT("没有")},
        {SMALL_PRICE, {.lo = 1243450, .hi = 1243450}, STR_INIT("12434.50")},
        {SMALL_PRICE, {.lo = -5, .hi = -5}, STR_INIT("-0.05")},
        {SMALL_PRICE, {.lo = 300, .hi = 300}, STR_INIT("3")},
    };
    CHECK_TABLE(cases, i)
    CHECK_STR(print(&jifen_fact_at(l, (size_t)cases[i].fact)->type, cases[i].value, true), cases[i].want);
}

int main(void) {
    l = small_law();
    test_accepted();
    test_refused();
    test_unknown();
    test_long_texts_are_cut();
    test_ready_sets();
    test_print_labels();
    CHECK_MAIN();
}
