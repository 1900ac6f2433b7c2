// SPDX-License-Identifier: Apache-2.0
// Many people of strangers, through the whole batch: as many answers as rows, every answer one line that can be read again,
// a bad row with its error. The first byte chooses the formats and the size of the pieces.
#include "fuzz.h"

#include "unit/wire/sample.h"
#include "wire/batch.h"
#include "wire/csv.h"
#include "wire/json_read.h"

#include "base/day.h"

typedef struct {
    batch *batch;
    batch_form to;
    arena answers;
    buf out;
    size_t n_rows;
} run;

// One answer, read again.
static void must_be_answer(const run *r, str answer, rc code, arena *mem) {
    if (r->to == BATCH_NDJSON) {
        json_reader j = json_read_open(answer, 1, mem);
        FUZZ_MUST(json_read_skip(&j, NULL) == RC_OK && json_read_end(&j, NULL) == RC_OK);
        FUZZ_MUST(answer.len > 0 && answer.ptr[answer.len - 1] == '\n');
        return;
    }
    csv_reader *c = csv_open(mem);
    csv_row row, none;
    FUZZ_MUST(csv_next(c, &answer, &row) && row.problem == CSV_FINE && answer.len == 0);
    FUZZ_MUST((row.cells[row.n_cells - 1].len > 0) == (code != RC_OK));
    FUZZ_MUST(!csv_last(c, &none));
}

static rc take_row(void *ctx, const batch_row *row, err *e) {
    run *r = ctx;
    (void)e;
    buf_clear(&r->out);
    rc code = batch_answer(r->batch, row, &r->answers, &r->out);
    FUZZ_MUST(code == RC_OK || code == RC_INPUT || code == RC_LIMIT);
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    must_be_answer(r, buf_str(&r->out), code, &mem);
    arena_done(&mem);
    r->n_rows++;
    return RC_OK;
}

static void note(void *ctx, str text) {
    (void)ctx;
    FUZZ_MUST(text.len > 0);
}

static void try_batch(const jifen *engine, str text, uint8_t choice, arena *mem) {
    run r = {.out = buf_make(mem), .to = (choice & 2) != 0 ? BATCH_CSV : BATCH_NDJSON};
    arena_init(&r.answers, arena_malloc(), 0);
    batch_options o = {.frame = {.engine = engine, .on = day_from_civil(2026, 3, 10)},
                       .from = (choice & 1) != 0 ? BATCH_CSV : BATCH_NDJSON,
                       .to = r.to};
    r.batch = batch_open(&o, (batch_sink){&r, take_row, note}, mem);
    FUZZ_MUST(r.batch != NULL);
    size_t step = (size_t)(choice >> 2) + 1;
    err e;
    err_clear(&e);
    rc code = RC_OK;
    for (size_t at = 0; at < text.len && code == RC_OK; at += step)
        code = batch_feed(r.batch, str_slice(text, at, at + step), &e);
    if (code == RC_OK)
        code = batch_end(r.batch, &e);
    FUZZ_MUST(code == e.code && (code == RC_OK || (code == RC_INPUT && err_text(&e).len > 0)));
    arena_done(&r.answers);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static arena laws;
    static const jifen *engine;
    if (engine == NULL) {
        arena_init(&laws, arena_malloc(), 0);
        engine = sample_open(&laws);
    }
    if (size == 0)
        return 0;
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    try_batch(engine, (str){(const char *)data + 1, size - 1}, data[0], &mem);
    arena_done(&mem);
    return 0;
}
