// SPDX-License-Identifier: Apache-2.0
#include "wire/batch.h"
#include "base/day.h"
#include "base/limits.h"
#include "sample.h"
#include "test.h"

#include <string.h>

static arena laws, mem, answers;
static const jifen *engine;

#define TEXT(lit)                                                                                            \
    { "" lit, sizeof(lit) - 1 }

typedef struct {
    batch *batch;
    buf out, notes;
    size_t n_bad;
} run;

static rc take_row(void *ctx, const batch_row *row, err *e) {
    run *r = ctx;
    (void)e;
    r->n_bad += batch_answer(r->batch, row, &answers, &r->out) != RC_OK;
    return RC_OK;
}

static void note(void *ctx, str text) {
    run *r = ctx;
    buf_print(&r->notes, "{s}\n", text);
}

// A whole text, fed in pieces of `step` bytes.
static rc run_text(str text, batch_form from, batch_form to, size_t step, run *r, err *e) {
    batch_options o = {{.engine = engine, .on = day_from_civil(2026, 3, 10)}, .from = from, .to = to};
    *r = (run){.out = buf_make(&mem), .notes = buf_make(&mem)};
    err_clear(e);
    r->batch = batch_open(&o, (batch_sink){r, take_row, note}, &mem);
    rc code = RC_OK;
    for (size_t at = 0; at < text.len && code == RC_OK; at += step)
        code = batch_feed(r->batch, str_slice(text, at, at + step), e);
    return code == RC_OK ? batch_end(r->batch, e) : code;
}

static const str csv_rows = TEXT("id,member,left_on,joined,busy_months,level,courses,who\r\n"
                                 "1,true,none,2024-05-01,12,racer,none,甲\r\n"
                                 "2,?,none,2024-05-01,12,racer,none,乙\r\n"
                                 "\"3,\"\"x\",true,none,2024-05-01,3,racer,,\"a\r\nb\"\r\n"
                                 "4,true,none,2024-05-01,many,racer,,\r\n"
                                 "\r\n"
                                 "5,true,none,2024-05-01,12\r\n"
                                 "6,true,none,2024-05-01,0..12,fluent/racer,rescue,\r\n");

static const str csv_answers =
    TEXT("1,12,4,0,0,16,true,granted,,,,\n"
         "2,12,4,0,0,16,true,unknown,,outsider,,\n"
         "\"3,\"\"x\",3,4,0,0,7,false,refused,too_few,,,\n"
         "4,,,,,,,,,,,\"fact 'busy_months': expected a whole number 0..600, found 'many'\"\n"
         "5,,,,,,,,,,,\"expected 8 cells as in the header, found 5（格数和表头不一样）\"\n"
         "6,0..12,2..4,3,0,5..19,,unknown,,too_few,,\n");

static void test_csv(void) {
    for (size_t step = 1; step < 400; step = step * 3 + 1) {
        run r;
        err e;
        CHECK_INT(run_text(csv_rows, BATCH_CSV, BATCH_CSV, step, &r, &e), RC_OK);
        CHECK_STR(buf_str(&r.out), csv_answers);
        CHECK_INT(r.n_bad, 2);
        CHECK(str_starts(buf_str(&r.notes), STR("column 'who'")));
    }
}

static void test_strict(void) {
    batch_options o = {.frame = {.engine = engine, .on = day_from_civil(2026, 3, 10)}, .is_strict = true};
    run r = {.out = buf_make(&mem)};
    err e;
    err_clear(&e);
    r.batch = batch_open(&o, (batch_sink){.ctx = &r, .take_row = take_row}, &mem);
    CHECK_INT(batch_feed(r.batch, STR("\nid,level,levl\n1,racer,\n"), &e), RC_INPUT);
    CHECK_STR(err_name(&e), STR("levl"));
    CHECK_INT(e.line, 2);
    CHECK_INT(r.out.len, 0);
}

static void test_head(void) {
    run r;
    err e;
    CHECK_INT(run_text(STR("id\n"), BATCH_CSV, BATCH_CSV, 9, &r, &e), RC_OK);
    buf head = buf_make(&mem);
    batch_put_head(r.batch, &head);
    CHECK_STR(buf_str(&head),
              STR("id,visiting,skill,lifesaver,dues,sum,free,verdict,reasons,possible_reasons,"
                  "assumptions,error\n"));
    CHECK_INT(r.out.len, 0);
}

static const str lines = TEXT("{\"id\":1,\"member\":true,\"joined\":\"2024-05-01\",\"busy_months\":12}\n"
                              "\n"
                              "{\"id\":\"b\",\"levl\":1}\n"
                              "{\"id\":3,\"member\":\n"
                              "not json\n"
                              "{\"id\":1.50,\"on\":\"2027-01-01\"}");

static void test_ndjson(void) {
    run r;
    err e;
    CHECK_INT(run_text(lines, BATCH_NDJSON, BATCH_CSV, 7, &r, &e), RC_OK);
    CHECK_STR(buf_str(&r.out),
              STR("1,12,0,0,0,12,true,granted,,,,\n"
                  "b,,,,,,,,,,,\"fact 'levl': expected 'level', found an unknown name（没有这一项，是不是 "
                  "'level'？）\"\n"
                  "3,,,,,,,,,,,\"expected a value, found the end (column 18)\"\n"
                  ",,,,,,,,,,,\"expected a value, found 'n' (column 1)\"\n"
                  "1.50,,,,,,,,,,,\"fact 'on': expected a day of 2025-01-01..2026-12-31, found 2027-01-01"
                  "（没有收录这一天适用的规定）\"\n"));
    CHECK_INT(r.n_bad, 4);
    CHECK_INT(run_text(STR("{\"id\":\"b\",\"levl\":1}\n{}"), BATCH_NDJSON, BATCH_NDJSON, 7, &r, &e), RC_OK);
    CHECK(str_starts(buf_str(&r.out), STR("{\"id\":\"b\",\"error\":\"fact 'levl': ")));
    CHECK_STR(str_slice(buf_str(&r.out), r.out.len - 2, r.out.len), STR("}\n"));
}

// What ends a run: no header, a header that is no use, nothing at all.
static const struct {
    str text;
    batch_form form;
} useless[] = {
    {TEXT(""), BATCH_CSV},
    {TEXT("\n\n"), BATCH_CSV},
    {TEXT(""), BATCH_NDJSON},
    {TEXT(" \n"), BATCH_NDJSON},
    {TEXT("id,id\n1,2\n"), BATCH_CSV},
    {TEXT("id,,level\n"), BATCH_CSV},
    {TEXT("id,\"level\n"), BATCH_CSV},
    {TEXT("id,\xFF\n"), BATCH_CSV},
};

static void test_useless(void) {
    CHECK_TABLE(useless, i) {
        run r;
        err e;
        CHECK_INT(run_text(useless[i].text, useless[i].form, BATCH_CSV, 100, &r, &e), RC_INPUT);
        CHECK_INT(e.code, RC_INPUT);
        CHECK_INT(r.out.len, 0);
    }
}

// Broken rows keep their id where it can be read, and the next row is good.
static void test_broken_rows(void) {
    run r;
    err e;
    CHECK_INT(
        run_text(STR("id,level\n1,ra\"cer\n2,\"racer\"x\n3,\xFF\n\xFF,racer\n4,r\0\n5,racer\n6,\"racer\n"),
                 BATCH_CSV, BATCH_NDJSON, 5, &r, &e),
        RC_OK);
    static const str ids[] = {TEXT("\"1\""), TEXT("\"2\""), TEXT("\"3\""), TEXT("null"),
                              TEXT("\"4\""), TEXT("\"5\""), TEXT("\"6\"")};
    str rest = buf_str(&r.out), line;
    CHECK_TABLE(ids, i) {
        CHECK(str_next_line(&rest, &line));
        CHECK_STR(str_slice(line, 6, 6 + ids[i].len), ids[i]);
    }
    CHECK(!str_next_line(&rest, &line));
    CHECK_INT(r.n_bad, 6);
}

static void test_long_row(void) {
    static char text[LIMIT_ROW_BYTES + 100];
    static const str begin = TEXT("{\"id\":7,\"level\":\"");
    memcpy(text, begin.ptr, begin.len);
    memset(text + begin.len, 'x', LIMIT_ROW_BYTES);
    memcpy(text + begin.len + LIMIT_ROW_BYTES, "\n{\"id\":8}\n", 10);
    run r;
    err e;
    str all = {text, begin.len + LIMIT_ROW_BYTES + 10};
    CHECK_INT(run_text(all, BATCH_NDJSON, BATCH_CSV, 1 << 16, &r, &e), RC_OK);
    CHECK(str_starts(buf_str(&r.out), STR("7,,,,,,,,,,,")));
    CHECK_INT(r.n_bad, 1);
}

// Memory of a run does not depend on the number of its rows.
static void test_memory(void) {
    run r;
    err e;
    size_t before = 0;
    batch_options o = {
        {.engine = engine, .on = day_from_civil(2026, 3, 10)}, .from = BATCH_CSV, .to = BATCH_CSV};
    r = (run){.out = buf_make(&mem), .notes = buf_make(&mem)};
    err_clear(&e);
    r.batch = batch_open(&o, (batch_sink){&r, take_row, note}, &mem);
    CHECK_INT(batch_feed(r.batch, STR("id,busy_months,level\n"), &e), RC_OK);
    for (int i = 0; i < 20000; i++) {
        CHECK_INT(batch_feed(r.batch, STR("1,12,racer\n"), &e), RC_OK);
        buf_clear(&r.out);
        if (i == 100)
            before = mem.total_bytes + answers.total_bytes;
    }
    CHECK_INT(mem.total_bytes + answers.total_bytes, before);
}

int main(void) {
    arena_init(&laws, arena_malloc(), 0);
    arena_init(&mem, arena_malloc(), 0);
    arena_init(&answers, arena_malloc(), 0);
    engine = sample_open(&laws);
    test_csv();
    test_strict();
    test_head();
    test_ndjson();
    test_useless();
    test_broken_rows();
    test_long_row();
    test_memory();
    arena_done(&answers);
    arena_done(&mem);
    arena_done(&laws);
    CHECK_MAIN();
}
