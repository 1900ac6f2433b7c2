// SPDX-License-Identifier: Apache-2.0
#include "wire/batch.h"

#include "base/utf8.h"
#include "wire/answer_csv.h"
#include "wire/answer_json.h"
#include "wire/csv.h"
#include "wire/facts_csv.h"
#include "wire/facts_json.h"
#include "wire/lines.h"

#include <assert.h>

// Rows are read with `csv` or `lines`; only these change after the header, so that others may answer rows meanwhile.
struct batch {
    batch_options options;
    batch_sink sink;
    arena *mem;  // borrowed
    csv_reader *csv;
    lines_reader lines;
    bool has_header, has_input;
    facts_columns columns;
    answer_columns out;
};

static rc take_header(batch *b, const csv_row *row, err *e) {
    err_at(e, row->line, 0);
    if (row->problem != CSV_FINE)
        return err_set(e, RC_INPUT, "{s}", csv_problem_text(row->problem));
    b->has_header = true;
    const facts_frame *f = &b->options.frame;
    rc code = facts_csv_header(f, row->cells, row->n_cells, b->mem, &b->columns, e);
    return code == RC_OK && b->options.is_strict ? facts_csv_refuse_ignored(f, &b->columns, e) : code;
}

static void note_ignored(const batch *b) {
    char block[256];
    for (size_t i = 0; i < b->columns.n; i++) {
        if (b->columns.all[i].kind != COLUMN_IGNORED)
            continue;
        buf line = buf_over(block, sizeof block);
        facts_csv_print_ignored(&b->options.frame, &b->columns.all[i], &line);
        b->sink.note(b->sink.ctx, buf_str(&line));
    }
}

static rc take_csv_row(batch *b, const csv_row *row, err *e) {
    b->has_input = true;
    if (row->problem == CSV_NO_MEMORY)
        return err_set(e, RC_MEMORY, "no memory for the row in line {i}", (int64_t)row->line);
    if (!b->has_header) {
        rc code = take_header(b, row, e);
        if (code == RC_OK)
            note_ignored(b);
        return code;
    }
    str problem = row->problem == CSV_FINE ? (str){0} : csv_problem_text(row->problem);
    batch_row out = {row->cells, row->n_cells, row->line, problem};
    return b->sink.take_row(b->sink.ctx, &out, e);
}

static rc take_line(batch *b, const lines_row *row, err *e) {
    b->has_input = true;
    str problem = row->is_too_long ? csv_problem_text(CSV_TOO_LONG) : (str){0};
    batch_row out = {&row->text, 1, row->line, problem};
    return b->sink.take_row(b->sink.ctx, &out, e);
}

static bool is_csv(const batch *b) {
    return b->options.from == BATCH_CSV;
}

batch *batch_open(const batch_options *o, batch_sink sink, arena *mem) {
    batch *b = ARENA_NEW(mem, batch);
    if (b == NULL)
        return NULL;
    b->options = *o;
    b->sink = sink;
    b->mem = mem;
    b->lines = lines_open(mem);
    b->csv = is_csv(b) ? csv_open(mem) : NULL;
    bool is_made = answer_csv_columns(&o->frame, &b->out);
    return is_made && (b->csv != NULL || !is_csv(b)) ? b : NULL;
}

rc batch_feed(batch *b, str bytes, err *e) {
    csv_row row;
    lines_row line;
    rc code = RC_OK;
    if (is_csv(b))
        while (code == RC_OK && csv_next(b->csv, &bytes, &row))
            code = take_csv_row(b, &row, e);
    else
        while (code == RC_OK && lines_next(&b->lines, &bytes, &line))
            code = take_line(b, &line, e);
    return code;
}

rc batch_end(batch *b, err *e) {
    csv_row row;
    lines_row line;
    rc code = RC_OK;
    if (is_csv(b) && csv_last(b->csv, &row))
        code = take_csv_row(b, &row, e);
    if (!is_csv(b) && lines_last(&b->lines, &line))
        code = take_line(b, &line, e);
    if (code == RC_OK && !b->has_input)
        return err_set(e, RC_INPUT,
                       is_csv(b) ? "expected a header and rows, found nothing（文件是空的）"
                                 : "expected one object a line, found nothing（文件是空的）");
    return code;
}

void batch_put_head(const batch *b, buf *out) {
    if (b->options.to == BATCH_CSV)
        answer_csv_put_head(&b->out, out);
}

static rc read_facts(const batch *b, const batch_row *row, arena *mem, facts *who, err *e) {
    if (is_csv(b))
        return facts_csv_read(&b->options.frame, &b->columns, row->cells, row->n_cells, row->line, mem, who, e);
    return facts_json_read(&b->options.frame, row->cells[0], row->line, mem, who, e);
}

// The facts of a row; of a broken row only its id, if that can be read.
static rc read_row(const batch *b, const batch_row *row, arena *mem, facts *who, err *e) {
    if (row->problem.len == 0)
        return read_facts(b, row, mem, who, e);
    err ignored;
    err_clear(&ignored);
    (void)read_facts(b, row, mem, who, &ignored);  // what else is wrong with it does not matter
    who->has_id = who->has_id && utf8_is_valid(who->id, NULL);
    return err_set(e, RC_INPUT, "{s}", row->problem);
}

static void put_answer(const batch *b, const facts *who, const jifen_answer *a, buf *out) {
    if (b->options.to == BATCH_CSV) {
        answer_csv_put(&b->out, who, a, out);
        return;
    }
    json_writer w = json_write_open(out, false);
    answer_json_write(&w, who, a);
    buf_put_char(out, '\n');
}

static void put_error(const batch *b, const facts *who, const err *e, buf *out) {
    if (b->options.to == BATCH_CSV) {
        answer_csv_put_error(&b->out, who, e, out);
        return;
    }
    json_writer w = json_write_open(out, false);
    answer_json_write_error(&w, who, e);
    buf_put_char(out, '\n');
}

rc batch_answer(const batch *b, const batch_row *row, arena *mem, buf *out) {
    assert(row->n_cells > 0 || row->problem.len > 0);
    arena_reset(mem);
    facts who;
    jifen_answer answer;
    jifen_wishes wishes = {.brief = b->options.to == BATCH_CSV, .bare = true};
    err e;
    err_clear(&e);
    rc code = read_row(b, row, mem, &who, &e);
    if (code == RC_OK)
        code = jifen_assess(who.law, &who.who, wishes, mem, &answer, &e);
    if (code == RC_OK)
        put_answer(b, &who, &answer, out);
    else
        put_error(b, &who, &e, out);
    return code;
}
