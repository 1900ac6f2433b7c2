// SPDX-License-Identifier: Apache-2.0
#include "base/day.h"
#include "test.h"
#include "wire/json_read.h"
#include "wire/json_write.h"

static arena mem;

static void write_sample(json_writer *w) {
    json_write_object(w);
    json_write_key_str(w, STR("a"), STR("x\"y\\z\n\x01\x7F中"));
    json_write_key_int(w, STR("b"), -12);
    json_write_key(w, STR("c"));
    json_write_list(w);
    json_write_bool(w, true);
    json_write_null(w);
    json_write_decimal(w, 1250, 2);
    json_write_list(w);
    json_write_list_end(w);
    json_write_object(w);
    json_write_object_end(w);
    json_write_list_end(w);
    json_write_key_maybe(w, STR("d"), STR(""));
    json_write_key_day(w, STR("e"), true, day_from_civil(2026, 3, 5));
    json_write_key_day(w, STR("f"), false, 0);
    json_write_key(w, STR("g"));
    json_write_number(w, STR("1e999"));
    json_write_object_end(w);
}

static void test_compact(void) {
    buf out = buf_make(&mem);
    json_writer w = json_write_open(&out, false);
    write_sample(&w);
    CHECK_STR(buf_str(&out),
              STR("{\"a\":\"x\\\"y\\\\z\\n\\u0001\\u007f中\",\"b\":-12,\"c\":[true,null,12.5,[],{}],"
                  "\"d\":null,\"e\":\"2026-03-05\",\"f\":null,\"g\":1e999}"));
}

static void test_indented(void) {
    buf out = buf_make(&mem);
    json_writer w = json_write_open(&out, true);
    json_write_object(&w);
    json_write_key(&w, STR("a"));
    json_write_list(&w);
    json_write_int(&w, 1);
    json_write_int(&w, 2);
    json_write_list_end(&w);
    json_write_key(&w, STR("b"));
    json_write_object(&w);
    json_write_object_end(&w);
    json_write_key(&w, STR("c"));
    json_write_flat(&w);
    json_write_list(&w);
    json_write_int(&w, 1);
    json_write_object(&w);
    json_write_key_int(&w, STR("d"), 2);
    json_write_key_int(&w, STR("e"), 3);
    json_write_object_end(&w);
    json_write_list_end(&w);
    json_write_key_int(&w, STR("f"), 4);
    json_write_object_end(&w);
    CHECK_STR(buf_str(&out), STR("{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {},\n"
                                 "  \"c\": [1, {\"d\": 2, \"e\": 3}],\n  \"f\": 4\n}"));
}

// What is written is read again as it was.
static void test_round_trip(void) {
    static const str texts[] = {
        {"", 0}, {"中文", 6}, {"\"\\/\b\f\n\r\t\x1F", 9}, {"\xF0\x9F\x98\x80", 4}, {"\x7F", 1}};
    CHECK_TABLE(texts, i) {
        buf out = buf_make(&mem);
        json_writer w = json_write_open(&out, i % 2 == 0);
        json_write_str(&w, texts[i]);
        json_reader r = json_read_open(buf_str(&out), 1, &mem);
        json_value v;
        CHECK_INT(json_read_value(&r, &v, NULL), RC_OK);
        CHECK_STR(v.text, texts[i]);
        CHECK_INT(json_read_end(&r, NULL), RC_OK);
    }
}

int main(void) {
    arena_init(&mem, arena_malloc(), 0);
    test_compact();
    test_indented();
    test_round_trip();
    arena_done(&mem);
    CHECK_MAIN();
}
