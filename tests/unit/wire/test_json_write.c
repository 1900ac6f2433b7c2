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

// The rule byte by byte, as it stands in json_write.h.
static void put_plainly(buf *out, str text) {
    buf_put_char(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        const char *short_one = c == '"'    ? "\\\""
                                : c == '\\' ? "\\\\"
                                : c == '\n' ? "\\n"
                                : c == '\r' ? "\\r"
                                            : NULL;
        if (c == '\t')
            short_one = "\\t";
        if (short_one != NULL)
            buf_put(out, str_of_c(short_one));
        else if ((unsigned char)c < 0x20 || c == 0x7F)
            buf_print(out, "\\u00{c}{c}", "0123456789abcdef"[c >> 4], "0123456789abcdef"[c & 15]);
        else
            buf_put_char(out, c);
    }
    buf_put_char(out, '"');
}

// Every byte at every place of a text of every length up to three words, alone and beside another one to escape.
static void test_every_byte(void) {
    enum { MOST = 24 };
    char text[MOST];
    for (size_t len = 1; len <= MOST; len++)
        for (size_t at = 0; at < len; at++)
            for (int c = 0; c < 256; c++) {
                memset(text, 'x', len);
                if (c % 3 == 0)
                    text[len - 1] = '"';
                text[at] = (char)c;
                arena_reset(&mem);
                buf out = buf_make(&mem), want = buf_make(&mem);
                json_writer w = json_write_open(&out, false);
                json_write_str(&w, (str){text, len});
                put_plainly(&want, (str){text, len});
                CHECK_STR(buf_str(&out), buf_str(&want));
            }
}

// A text that does not fit fails the buf, whatever comes after it.
static void test_no_room(void) {
    char block[8];
    buf out = buf_over(block, sizeof block);
    json_writer w = json_write_open(&out, false);
    json_write_list(&w);
    json_write_str(&w, STR("123456"));
    CHECK(out.failed);
    buf_clear(&out);
    json_write_str(&w, STR("12345"));
    CHECK_STR(buf_str(&out), STR(",\"12345\""));
}

int main(void) {
    arena_init(&mem, arena_malloc(), 0);
    test_compact();
    test_indented();
    test_round_trip();
    test_every_byte();
    test_no_room();
    arena_done(&mem);
    CHECK_MAIN();
}
