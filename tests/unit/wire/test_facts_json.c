// SPDX-License-Identifier: Apache-2.0
#include "wire/facts_json.h"
#include "base/day.h"
#include "base/limits.h"
#include "sample.h"
#include "test.h"

#include <string.h>

static arena laws, mem;
static const jifen *engine;

#define TEXT(lit)                                                                                            \
    { "" lit, sizeof(lit) - 1 }

static rc read_text(str text, facts *out, err *e) {
    facts_frame f = {.engine = engine, .on = day_from_civil(2026, 3, 10)};
    err_clear(e);
    return facts_json_read(&f, text, 1, &mem, out, e);
}

// What is known of a fact as it is printed; "?" for null, "-" for nothing.
static str print_fact(const facts *who, str name) {
    int fact = jifen_find_fact(who->law, name);
    if (fact < 0 || who->who.given[fact] == GIVEN_NOT)
        return STR("-");
    if (who->who.given[fact] == GIVEN_NULL)
        return STR("?");
    buf out = buf_make(&mem);
    jifen_print_value(&jifen_fact_at(who->law, (size_t)fact)->type, who->who.value[fact], false, &out);
    return buf_str(&out);
}

static const struct {
    str text, fact, want;
} values[] = {
    {TEXT("{}"), TEXT("level"), TEXT("-")},
    {TEXT("{\"level\":null}"), TEXT("level"), TEXT("?")},
    {TEXT("{\"level\":\"fluent\"}"), TEXT("level"), TEXT("fluent")},
    {TEXT("{\"level\":[\"racer\",\"fluent\"]}"), TEXT("level"), TEXT("fluent/racer")},
    {TEXT("{\"level\":[\"racer\",\"racer\"]}"), TEXT("level"), TEXT("racer")},
    {TEXT("{\"courses\":[]}"), TEXT("courses"), TEXT("none")},
    {TEXT("{\"courses\":[\"rescue\",\"crawl\"]}"), TEXT("courses"), TEXT("crawl|rescue")},
    {TEXT("{\"courses\":null}"), TEXT("courses"), TEXT("?")},
    {TEXT("{\"member\":true}"), TEXT("member"), TEXT("true")},
    {TEXT("{\"member\":false}"), TEXT("member"), TEXT("false")},
    {TEXT("{\"fee\":12.5}"), TEXT("fee"), TEXT("12.50")},
    {TEXT("{\"fee\":12.500}"), TEXT("fee"), TEXT("12.50")},
    {TEXT("{\"fee\":1.25e2}"), TEXT("fee"), TEXT("125")},
    {TEXT("{\"fee\":[0.01,1000]}"), TEXT("fee"), TEXT("0.01..1000")},
    {TEXT("{\"refund\":12.34}"), TEXT("refund"), TEXT("12.34")},
    {TEXT("{\"busy_months\":36}"), TEXT("busy_months"), TEXT("36")},
    {TEXT("{\"busy_months\":36.0}"), TEXT("busy_months"), TEXT("36")},
    {TEXT("{\"busy_months\":[36,48]}"), TEXT("busy_months"), TEXT("36..48")},
    {TEXT("{\"busy_months\":[36,36]}"), TEXT("busy_months"), TEXT("36")},
    {TEXT("{\"joined\":\"2024-02-29\"}"), TEXT("joined"), TEXT("2024-02-29")},
    {TEXT("{\"joined\":[\"2024-01-01\",\"2024-02-29\"]}"), TEXT("joined"), TEXT("2024-01-01..2024-02-29")},
    {TEXT("{\"left_on\":\"none\"}"), TEXT("left_on"), TEXT("none")},
    {TEXT("{\"\\u006cevel\":\"flu\\u0065nt\"}"), TEXT("level"), TEXT("fluent")},
    {TEXT("\xEF\xBB\xBF{\r\n\"level\":\"racer\"\r\n}\r\n"), TEXT("level"), TEXT("racer")},
};

static void test_values(void) {
    CHECK_TABLE(values, i) {
        facts who;
        err e;
        CHECK_INT(read_text(values[i].text, &who, &e), RC_OK);
        CHECK_STR(err_text(&e), STR(""));
        if (e.code == RC_OK)
            CHECK_STR(print_fact(&who, values[i].fact), values[i].want);
    }
}

static const struct {
    str text;
    uint32_t line;
    str name;
    str part;  // of the message
} mistakes[] = {
    {TEXT(""), 1, TEXT(""), TEXT("found nothing")},
    {TEXT("\xEF\xBB\xBF \n"), 1, TEXT(""), TEXT("found nothing")},
    {TEXT("[]"), 1, TEXT(""), TEXT("expected one object")},
    {TEXT("\n\"x\""), 2, TEXT(""), TEXT("expected one object")},
    {TEXT("{\"level\":\"racer\"} {}"), 1, TEXT(""), TEXT("nothing more")},
    {TEXT("{\"level\":\"racer\""), 1, TEXT(""), TEXT("found the end")},
    {TEXT("{\n\"levl\":\"racer\"}"), 2, TEXT("levl"), TEXT("'level'")},
    {TEXT("{\"zzzzzz\":1}"), 1, TEXT("zzzzzz"), TEXT("unknown")},
    {TEXT("{\"level\":\"racer\",\n\"level\":\"racer\"}"), 2, TEXT("level"), TEXT("once")},
    {TEXT("{\"id\":1,\"id\":1}"), 1, TEXT("id"), TEXT("once")},
    {TEXT("{\"id\":[1]}"), 1, TEXT("id"), TEXT("a text or a number")},
    {TEXT("{\"level\":1}"), 1, TEXT("level"), TEXT("the number 1")},
    {TEXT("{\"level\":true}"), 1, TEXT("level"), TEXT("found true")},
    {TEXT("{\"level\":\"raser\"}"), 1, TEXT("level"), TEXT("racer")},
    {TEXT("{\"level\":\"会游\"}"), 1, TEXT("level"), TEXT("会游")},
    {TEXT("{\"level\":[]}"), 1, TEXT("level"), TEXT("an empty list")},
    {TEXT("{\"level\":[[\"racer\"]]}"), 1, TEXT("level"), TEXT("a list")},
    {TEXT("{\"level\":{}}"), 1, TEXT("level"), TEXT("an object")},
    {TEXT("{\"courses\":\"crawl\"}"), 1, TEXT("courses"), TEXT("a list")},
    {TEXT("{\"courses\":[\"none\"]}"), 1, TEXT("courses"), TEXT("none")},
    {TEXT("{\"courses\":[null]}"), 1, TEXT("courses"), TEXT("null")},
    {TEXT("{\"member\":\"true\"}"), 1, TEXT("member"), TEXT("\"true\"")},
    {TEXT("{\"member\":1}"), 1, TEXT("member"), TEXT("the number 1")},
    {TEXT("{\"member\":[true,false]}"), 1, TEXT("member"), TEXT("a list")},
    {TEXT("{\"fee\":\"12\"}"), 1, TEXT("fee"), TEXT("the text \"12\"")},
    {TEXT("{\"fee\":12.345}"), 1, TEXT("fee"), TEXT("12.345")},
    {TEXT("{\"fee\":1000.01}"), 1, TEXT("fee"), TEXT("0..1000")},
    {TEXT("{\"fee\":-1}"), 1, TEXT("fee"), TEXT("-1")},
    {TEXT("{\"fee\":1e999}"), 1, TEXT("fee"), TEXT("1e999")},
    {TEXT("{\"busy_months\":36.5}"), 1, TEXT("busy_months"), TEXT("36.5")},
    {TEXT("{\"busy_months\":[5,3]}"), 1, TEXT("busy_months"), TEXT("[5, 3]")},
    {TEXT("{\"busy_months\":[5]}"), 1, TEXT("busy_months"), TEXT("two values")},
    {TEXT("{\"busy_months\":[]}"), 1, TEXT("busy_months"), TEXT("two values")},
    {TEXT("{\"busy_months\":[1,2,3]}"), 1, TEXT("busy_months"), TEXT("two values")},
    {TEXT("{\"busy_months\":[1,null]}"), 1, TEXT("busy_months"), TEXT("found null")},
    {TEXT("{\"busy_months\":[0,601]}"), 1, TEXT("busy_months"), TEXT("601")},
    {TEXT("{\"joined\":\"2026-02-30\"}"), 1, TEXT("joined"), TEXT("2026-02-30")},
    {TEXT("{\"joined\":\"2026/3/5\"}"), 1, TEXT("joined"), TEXT("2026/3/5")},
    {TEXT("{\"joined\":20260305}"), 1, TEXT("joined"), TEXT("20260305")},
    {TEXT("{\"joined\":\"none\"}"), 1, TEXT("joined"), TEXT("none")},
    {TEXT("{\"left_on\":[\"2026-01-01\",\"none\"]}"), 1, TEXT("left_on"), TEXT("two dates")},
    {TEXT("{\"on\":\"2026-13-01\"}"), 1, TEXT("on"), TEXT("2026-13-01")},
    {TEXT("{\"on\":[\"2026-01-01\",\"2026-01-02\"]}"), 1, TEXT("on"), TEXT("a list")},
    {TEXT("{\n\"on\":\"2031-01-01\"}"), 2, TEXT("on"), TEXT("2025-01-01..2026-12-31")},
    {TEXT("{\"visits\":{}}"), 1, TEXT("visits"), TEXT("a list of records")},
    {TEXT("{\"visits\":[1]}"), 1, TEXT("visits"), TEXT("record 1")},
    {TEXT("{\"visits\":[\n{\"month\":\"2026-01\"}]}"), 2, TEXT("visits"), TEXT("record 1")},
    {TEXT("{\"visits\":[{\"times\":5}]}"), 1, TEXT("visits"), TEXT("'month'")},
    {TEXT("{\"visits\":[{\"month\":\"2026-01\",\"times\":5},\n{\"month\":\"2026-02\",\"tmes\":5}]}"), 2,
     TEXT("visits"), TEXT("record 2: expected 'times'")},
    {TEXT("{\"visits\":[{\"month\":\"2026-01\",\"times\":5,\"times\":5}]}"), 1, TEXT("visits"),
     TEXT("'times': expected it once")},
    {TEXT("{\"visits\":[{\"month\":\"2026-01\",\"times\":[1,5]}]}"), 1, TEXT("visits"), TEXT("a list")},
    {TEXT("{\"visits\":[{\"month\":\"2026-01\",\"times\":5,\"own\":null}]}"), 1, TEXT("visits"), TEXT("'own'")},
    {TEXT("{\"visits\":[{\"month\":\"2026-1\",\"times\":5}]}"), 1, TEXT("visits"), TEXT("2026-1")},
    {TEXT("{\"visits\":[{\"month\":\"2026-01\",\"times\":5},{\"month\":\"2026-01\",\"times\":6}]}"), 1,
     TEXT("visits"), TEXT("2026-01")},
};

static bool has_part(str text, str part) {
    for (size_t at = 0; at + part.len <= text.len; at++)
        if (str_is(str_slice(text, at, at + part.len), part))
            return true;
    return false;
}

static void test_mistakes(void) {
    CHECK_TABLE(mistakes, i) {
        facts who;
        err e;
        rc code = read_text(mistakes[i].text, &who, &e);
        CHECK_INT(code, RC_INPUT);
        CHECK_INT(e.code, code);
        CHECK_INT(e.line, mistakes[i].line);
        CHECK_STR(err_name(&e), mistakes[i].name);
        if (!has_part(err_text(&e), mistakes[i].part))
            CHECK_STR(err_text(&e), mistakes[i].part);
    }
}

// The id comes back as it was, also when what follows is broken.
static void test_id(void) {
    facts who;
    err e;
    CHECK_INT(read_text(STR("{\"id\":\"a\\u0062\"}"), &who, &e), RC_OK);
    CHECK(who.has_id && !who.id_is_number);
    CHECK_STR(who.id, STR("ab"));
    CHECK_INT(read_text(STR("{\"level\":\"racer\",\"id\":-1.50}"), &who, &e), RC_OK);
    CHECK(who.has_id && who.id_is_number);
    CHECK_STR(who.id, STR("-1.50"));
    CHECK_INT(read_text(STR("{\"id\":null}"), &who, &e), RC_OK);
    CHECK(!who.has_id);
    CHECK_INT(read_text(STR("{\"id\":7,\"level\":"), &who, &e), RC_INPUT);
    CHECK(who.has_id);
    CHECK_STR(who.id, STR("7"));
    CHECK_INT(read_text(STR("{\"level\":,\"id\":7"), &who, &e), RC_INPUT);
    CHECK(!who.has_id);
}

static void test_day(void) {
    facts_frame f = {.engine = engine, .on = day_from_civil(2026, 3, 10), .on_is_given = true};
    facts who;
    err e;
    err_clear(&e);
    CHECK_INT(facts_json_read(&f, STR("{\"on\":\"2026-03-10\"}"), 1, &mem, &who, &e), RC_OK);
    CHECK_INT(who.who.on, f.on);
    CHECK_INT(facts_json_read(&f, STR("{\"on\":null}"), 1, &mem, &who, &e), RC_OK);
    CHECK_INT(facts_json_read(&f, STR("{\"on\":\"2026-03-11\"}"), 1, &mem, &who, &e), RC_INPUT);
    CHECK_STR(err_name(&e), STR("on"));
    f.on_is_given = false;
    CHECK_INT(facts_json_read(&f, STR("{\"on\":\"2026-03-11\"}"), 1, &mem, &who, NULL), RC_OK);
    CHECK_INT(who.who.on, f.on + 1);
    f.law_id = STR("no-such-law");
    CHECK_INT(facts_json_read(&f, STR("{}"), 1, &mem, &who, NULL), RC_INPUT);
}

// Fields left out take their defaults, one that does not count may be null, and months may come in any order.
static void test_records(void) {
    facts who;
    err e;
    CHECK_INT(
        read_text(
            STR("{\"visits\":[{\"times\":5,\"month\":\"2026-02\"},"
                "{\"month\":\"2026-01\",\"state\":\"shut\",\"times\":null,\"own\":false,\"guest_on\":null},"
                "{\"month\":\"2025-12\",\"times\":31,\"guest_on\":\"2025-12-24\"}]}"),
            &who, &e),
        RC_OK);
    CHECK_STR(err_text(&e), STR(""));
    CHECK_INT(who.who.n_records, 3);
    const record *r = who.who.records;
    size_t guest = (size_t)jifen_find_field(who.law, STR("guest_on"));
    size_t own = (size_t)jifen_find_field(who.law, STR("own"));
    CHECK_INT(r[0].value[0], 2025 * 12 + 11);
    CHECK_INT(r[0].value[guest], day_from_civil(2025, 12, 24));
    CHECK_INT(r[1].value[own], 0);
    CHECK_INT(r[1].value[guest], NONE_DAY);
    CHECK_INT(r[2].value[0], 2026 * 12 + 1);
    CHECK_INT(r[2].value[own], 1);
    CHECK_INT(read_text(STR("{\"visits\":[]}"), &who, &e), RC_OK);
    CHECK_INT(who.who.n_records, 0);
    CHECK_STR(print_fact(&who, STR("busy_months")), STR("-"));
}

// As many records as there may be, and one more.
static void test_many_records(void) {
    for (int64_t n = LIMIT_RECORDS; n <= LIMIT_RECORDS + 1; n++) {
        buf text = buf_make(&mem);
        BUF_LIT(&text, "{\"visits\":[");
        for (int64_t i = 0; i < n; i++)
            buf_print(&text, i == 0 ? "{{\"month\":\"{m}\",\"times\":1}" : ",{{\"month\":\"{m}\",\"times\":1}",
                      (int64_t)1930 * 12 + i);
        BUF_LIT(&text, "]}");
        facts who;
        err e;
        CHECK_INT(read_text(buf_str(&text), &who, &e), n <= LIMIT_RECORDS ? RC_OK : RC_LIMIT);
    }
}

// A number of any length is refused, and the message stays short.
static void test_long_number(void) {
    char text[420] = "{\"fee\":";
    memset(text + 7, '9', 400);
    text[407] = '}';
    facts who;
    err e;
    CHECK_INT(read_text((str){text, 408}, &who, &e), RC_INPUT);
    CHECK_STR(err_name(&e), STR("fee"));
}

int main(void) {
    arena_init(&laws, arena_malloc(), 0);
    arena_init(&mem, arena_malloc(), 0);
    engine = sample_open(&laws);
    test_values();
    test_mistakes();
    test_id();
    test_day();
    test_records();
    test_many_records();
    test_long_number();
    arena_done(&mem);
    arena_done(&laws);
    CHECK_MAIN();
}
