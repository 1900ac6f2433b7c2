// SPDX-License-Identifier: Apache-2.0
#include "wire/csv.h"

#include "base/limits.h"
#include "base/utf8.h"

#include <assert.h>
#include <string.h>

enum { FIRST_BYTES = 4096, BOM_BYTES = 3 };

typedef enum {
    AT_START,  // nothing of the cell was read
    IN_CELL,   // without quotes
    IN_QUOTES,
    AFTER_QUOTE,  // a quote inside quotes: the closing one, or the first of two
} cell_state;

// The cells of a row lie in `text` one behind the other, each followed by a comma, so that two broken letters never
// become one. A row that has a problem is read to its end without being kept.
struct csv_reader {
    arena *mem;  // borrowed
    cell_state state;
    csv_problem problem;
    uint32_t line, row_line;
    size_t n_bom;        // bytes of the mark seen; BOM_BYTES: no longer looked for
    bool is_after_cr;    // an LF now belongs to the line end before
    bool is_handed_out;  // the row in `cells` was given to the caller
    bool is_not_ascii;
    char *text;  // [cap] in mem
    size_t len, cap;
    size_t n_cells;
    uint32_t ends[LIMIT_COLUMNS];  // of the cells in `text`
    str cells[LIMIT_COLUMNS];
};

// Bytes that end a run, without and within quotes.
static const bool stops_cell[256] = {['\0'] = true, ['\n'] = true, ['\r'] = true, [','] = true, ['"'] = true};
static const bool stops_quoted[256] = {['\0'] = true, ['\n'] = true, ['\r'] = true, ['"'] = true};

static const char bom[BOM_BYTES] = "\xEF\xBB\xBF";

static void note_problem(csv_reader *r, csv_problem p) {
    if (r->problem == CSV_FINE)
        r->problem = p;
}

// ---- keeping the row ---------------------------------------------------------------------------------------------

static bool has_room(csv_reader *r, size_t more) {
    size_t need = r->len + more;
    if (need <= r->cap)
        return true;
    size_t cap = r->cap;
    while (cap < need)
        cap *= 2;
    char *text = arena_alloc(r->mem, cap, 1);
    if (text == NULL)
        return false;
    memcpy(text, r->text, r->len);
    r->text = text;
    r->cap = cap;
    return true;
}

static void keep(csv_reader *r, const char *ptr, size_t n) {
    if (r->problem != CSV_FINE)
        return;
    if (n + r->len > LIMIT_ROW_BYTES) {
        note_problem(r, CSV_TOO_LONG);
        return;
    }
    if (!has_room(r, n)) {
        note_problem(r, CSV_NO_MEMORY);
        return;
    }
    memcpy(r->text + r->len, ptr, n);
    r->len += n;
}

static void end_cell(csv_reader *r) {
    r->state = AT_START;
    if (r->problem == CSV_FINE && r->n_cells == LIMIT_COLUMNS)
        note_problem(r, CSV_TOO_MANY);
    if (r->problem != CSV_FINE)
        return;
    if (!has_room(r, 1)) {
        note_problem(r, CSV_NO_MEMORY);
        return;
    }
    r->ends[r->n_cells++] = (uint32_t)r->len;
    r->text[r->len++] = ',';  // beyond the limit it does not matter: there are at most LIMIT_COLUMNS of them
}

static void begin_row(csv_reader *r) {
    r->state = AT_START;
    r->problem = CSV_FINE;
    r->row_line = r->line;
    r->len = r->n_cells = 0;
    r->is_handed_out = r->is_not_ascii = false;
}

// Is there nothing at all in this row? Then it is an empty line.
static bool is_empty_row(const csv_reader *r) {
    return r->state == AT_START && r->n_cells == 0 && r->problem == CSV_FINE;
}

static void end_row(csv_reader *r, csv_row *out) {
    end_cell(r);
    if (r->is_not_ascii && !utf8_is_valid((str){r->text, r->len}, NULL))
        note_problem(r, CSV_BROKEN_LETTER);
    size_t from = 0;
    for (size_t i = 0; i < r->n_cells; i++) {
        r->cells[i] = (str){r->text + from, r->ends[i] - from};
        from = (size_t)r->ends[i] + 1;
    }
    r->is_handed_out = true;
    *out = (csv_row){r->cells, r->n_cells, r->row_line, r->problem};
}

// ---- reading -----------------------------------------------------------------------------------------------------

// Keep the bytes up to the next one that means something in this state; how many.
static size_t keep_run(csv_reader *r, const char *ptr, size_t len) {
    const bool *stops = r->state == IN_QUOTES ? stops_quoted : stops_cell;
    unsigned char seen = 0;
    size_t n = 0;
    for (; n < len && !stops[(unsigned char)ptr[n]]; n++)
        seen |= (unsigned char)ptr[n];
    r->is_not_ascii |= seen >= 0x80;
    if (n == 0)
        return 0;
    if (r->state == AFTER_QUOTE)
        note_problem(r, CSV_STRAY_QUOTE);
    if (r->state != IN_QUOTES)
        r->state = IN_CELL;
    keep(r, ptr, n);
    return n;
}

static void take_quote(csv_reader *r) {
    switch (r->state) {
    case AT_START: r->state = IN_QUOTES; break;
    case IN_CELL: note_problem(r, CSV_STRAY_QUOTE); break;
    case IN_QUOTES: r->state = AFTER_QUOTE; break;
    case AFTER_QUOTE:
        keep(r, "\"", 1);
        r->state = IN_QUOTES;
        break;
    }
}

// A byte that ended a run. True: it ended the row.
static bool has_ended_row(csv_reader *r, char c) {
    bool is_line_end = c == '\r' || (c == '\n' && !r->is_after_cr);
    bool is_second = c == '\n' && r->is_after_cr;  // the LF of a CRLF
    r->is_after_cr = c == '\r';
    r->line += is_line_end;
    if (c == '\0')
        note_problem(r, CSV_NUL);
    else if (c == '"')
        take_quote(r);
    else if (r->state == IN_QUOTES)
        keep(r, &c, 1);
    else if (c == ',')
        end_cell(r);
    else if (!is_second)
        return true;
    return false;
}

// Skip the mark at the very start, though it may come in pieces.
static void skip_bom(csv_reader *r, str *bytes) {
    while (r->n_bom < BOM_BYTES && bytes->len > 0) {
        if (bytes->ptr[0] != bom[r->n_bom]) {
            keep(r, bom, r->n_bom);  // it was no mark, but the beginning of a cell
            r->is_not_ascii |= r->n_bom > 0;
            r->state = r->n_bom > 0 ? IN_CELL : AT_START;
            r->n_bom = BOM_BYTES;
            return;
        }
        r->n_bom++;
        *bytes = str_slice(*bytes, 1, bytes->len);
    }
}

csv_reader *csv_open(arena *mem) {
    csv_reader *r = ARENA_NEW(mem, csv_reader);
    char *text = arena_alloc(mem, FIRST_BYTES, 1);
    if (r == NULL || text == NULL)
        return NULL;
    r->mem = mem;
    r->text = text;
    r->cap = FIRST_BYTES;
    r->line = r->row_line = 1;
    return r;
}

bool csv_next(csv_reader *r, str *bytes, csv_row *out) {
    if (r->is_handed_out)
        begin_row(r);
    skip_bom(r, bytes);
    const char *ptr = bytes->ptr;
    size_t at = 0;
    while (at < bytes->len) {
        size_t n = keep_run(r, ptr + at, bytes->len - at);
        r->is_after_cr = r->is_after_cr && n == 0;
        at += n;
        if (at == bytes->len || !has_ended_row(r, ptr[at++]))
            continue;
        if (is_empty_row(r)) {
            begin_row(r);
            continue;
        }
        end_row(r, out);
        *bytes = str_slice(*bytes, at, bytes->len);
        return true;
    }
    *bytes = (str){0};
    return false;
}

bool csv_last(csv_reader *r, csv_row *out) {
    if (r->is_handed_out)
        begin_row(r);
    bool is_half_bom = r->n_bom > 0 && r->n_bom < BOM_BYTES;
    r->n_bom = BOM_BYTES;
    if (r->state == IN_QUOTES || is_half_bom)
        note_problem(r, is_half_bom ? CSV_BROKEN_LETTER : CSV_OPEN_QUOTE);
    if (is_empty_row(r))
        return false;
    end_row(r, out);
    return true;
}

str csv_problem_text(csv_problem p) {
    switch (p) {
    case CSV_FINE: break;
    case CSV_TOO_LONG:
        return STR("expected a row of at most 1 MiB, found a longer one（一行太长，可能少了一个引号）");
    case CSV_TOO_MANY: return STR("expected at most 1024 columns, found more（列太多）");
    case CSV_STRAY_QUOTE:
        return STR("expected quotes around a whole cell, found one inside "
                   "it（引号只能包住整个单元格，里面的引号写两个）");
    case CSV_OPEN_QUOTE: return STR("expected a closing quote, found the end of the text（引号没有配对）");
    case CSV_NUL: return STR("expected text, found a NUL byte（有空字节）");
    case CSV_NO_MEMORY: return STR("no memory for the row");
    case CSV_BROKEN_LETTER: return STR("expected UTF-8, found a broken letter（不是 UTF-8 编码）");
    }
    assert(false);  // all problems are above
    return STR("");
}

void csv_put_cell(buf *out, str text, bool is_first) {
    bool is_quoted = false;
    for (size_t i = 0; i < text.len && !is_quoted; i++)
        is_quoted = stops_cell[(unsigned char)text.ptr[i]];
    if (!is_first)
        buf_put_char(out, ',');
    if (!is_quoted) {
        buf_put(out, text);
        return;
    }
    buf_put_char(out, '"');
    for (size_t at = 0; at < text.len; at++) {
        if (text.ptr[at] == '"')
            buf_put_char(out, '"');
        buf_put_char(out, text.ptr[at]);
    }
    buf_put_char(out, '"');
}
