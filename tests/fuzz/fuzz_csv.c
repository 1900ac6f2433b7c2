// SPDX-License-Identifier: Apache-2.0
// CSV of strangers: in pieces of any size it reads the same, and the cells of a good row, written, read back the same. The
// first byte is the size of the pieces.
#include "fuzz.h"

#include "wire/csv.h"

#include "base/utf8.h"

// Add a row to the list: its line, its problem, its cells and their lengths.
static void put_row(const csv_row *row, buf *out) {
    buf_print(out, "{i} {i} {i}", (int64_t)row->line, (int64_t)row->problem, (int64_t)row->n_cells);
    for (size_t i = 0; i < row->n_cells; i++)
        buf_print(out, " {i} {s}", (int64_t)row->cells[i].len, row->cells[i]);
    buf_put_char(out, '\n');
}

static void must_read_back(const csv_row *row, arena *mem) {
    if (row->n_cells > 0 && str_starts(row->cells[0], STR("\xEF\xBB\xBF")))
        return;  // a mark is skipped where it stands first
    buf written = buf_make(mem);
    for (size_t i = 0; i < row->n_cells; i++)
        csv_put_cell(&written, row->cells[i], i == 0);
    buf_put_char(&written, '\n');
    csv_reader *r = csv_open(mem);
    csv_row again;
    str rest = buf_str(&written);
    bool is_there = csv_next(r, &rest, &again);
    bool is_blank = row->n_cells == 1 && row->cells[0].len == 0;  // an empty line is no row
    FUZZ_MUST(is_there == !is_blank);
    if (is_blank)
        return;
    FUZZ_MUST(again.problem == CSV_FINE && again.n_cells == row->n_cells);
    for (size_t i = 0; i < row->n_cells; i++)
        FUZZ_MUST(str_is(again.cells[i], row->cells[i]));
}

static str read_rows(str text, size_t step, bool is_checked, arena *mem) {
    buf out = buf_make(mem);
    csv_reader *r = csv_open(mem);
    csv_row row;
    for (size_t at = 0; at < text.len; at += step) {
        str piece = str_slice(text, at, at + step);
        while (csv_next(r, &piece, &row)) {
            put_row(&row, &out);
            for (size_t i = 0; i < row.n_cells; i++)
                FUZZ_MUST(row.problem != CSV_FINE || utf8_is_valid(row.cells[i], NULL));
            if (is_checked && row.problem == CSV_FINE)
                must_read_back(&row, mem);
        }
    }
    if (csv_last(r, &row))
        put_row(&row, &out);
    FUZZ_MUST(!csv_last(r, &row));
    return buf_str(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0)
        return 0;
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    str text = {(const char *)data + 1, size - 1};
    str whole = read_rows(text, text.len + 1, true, &mem);
    FUZZ_MUST(str_is(whole, read_rows(text, (size_t)data[0] % 16 + 1, false, &mem)));
    arena_done(&mem);
    return 0;
}
