// SPDX-License-Identifier: Apache-2.0
// mutate PACK... [-- PACK...] - break the law in every small way, and see that it is noticed.
//
//   deleted    each line below a declaration with what goes on with it, and each declaration as a whole. A row of a
//              period or of a table must be missed by the checker (but in `first of`, where fewer rows make a table
//              too); anything else by the checker or by a case.
//   changed    each number, month, day and day of the year, by one in its last place, up and down: by the checker or
//              by a case.
//
// The packs before `--` are broken, those behind it are only read with them. What was not noticed is printed with its
// place, and the program ends with 1.
//
// A mutant is held to the cases just behind it first, then to those of its file, then to those of the other files:
// most are caught at once.
#include "engine/jifen.h"

#include "base/day.h"
#include "base/num.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILES_MOST = 64, BLOCKS_MOST = 400, TEXT_BYTES = 64 };

// Lines that no answer hangs on, by their first word.
static const struct {
    str word;
    const char *why;
} exempt[] = {
    {STR_INIT("section"), "puts questions under a heading"},
    {STR_INIT("hint"), "tells where to look the answer up"},
    {STR_INIT("usual"), "tells what to answer in another form"},
    {STR_INIT("note"), "tells more about a paper or a day"},
};

typedef struct {
    size_t from, to;  // bytes of the text between the fences
    bool is_law;
} block;

typedef struct {
    jifen_file pack;
    block blocks[BLOCKS_MOST];
    size_t n_blocks;
} file;

// A piece of a file and what to write in its place.
typedef struct {
    size_t file, block;
    size_t from, to;
    str instead;
    bool must_be_refused;
} mutant;

typedef enum { REFUSED, CAUGHT, SURVIVED, N_FATES } fate;

typedef struct {
    file *files;  // [n_files], the first n_broken of which are broken
    size_t n_files, n_broken;
    arena kept;  // the packs
    arena mem;   // of one mutant
    size_t deleted[N_FATES], changed[N_FATES], n_exempt;
} runner;

static _Noreturn void die(const char *what, const char *why) {
    fprintf(stderr, "mutate: %s: %s\n", what, why);
    exit(2);
}

// ---- files and their blocks ------------------------------------------------------------------------------------------

static void read_file(const char *path, runner *r) {
    FILE *in = fopen(path, "rb");
    if (in == NULL || fseek(in, 0, SEEK_END) != 0)
        die(path, "cannot be read");
    long end = ftell(in);
    char *text = end < 0 ? NULL : arena_alloc(&r->kept, (size_t)end + 1, 1);
    if (text == NULL || fseek(in, 0, SEEK_SET) != 0 || fread(text, 1, (size_t)end, in) != (size_t)end)
        die(path, "cannot be read");
    fclose(in);
    if (r->n_files == FILES_MOST)
        die(path, "too many files");
    file *f = &r->files[r->n_files++];
    f->pack = (jifen_file){{path, strlen(path)}, {text, (size_t)end}, false};
}

// Fences at the margin, as packs have them.
static void find_blocks(file *f) {
    str rest = f->pack.text, line;
    bool is_open = false;
    while (str_next_line(&rest, &line)) {
        size_t at = (size_t)(line.ptr - f->pack.text.ptr), next = (size_t)(rest.ptr - f->pack.text.ptr);
        if (!str_starts(line, STR("```")))
            continue;
        is_open = !is_open;
        block *b = &f->blocks[f->n_blocks];
        bool is_law = str_is(str_trim(line), STR("```law"));
        if (!is_open) {
            b->to = at;
            f->n_blocks += b->from > 0;
        } else if (f->n_blocks + 1 == BLOCKS_MOST)
            die(f->pack.name.ptr, "too many blocks");
        else if (is_law || str_is(str_trim(line), STR("```case")))
            *b = (block){.from = next, .is_law = is_law};
        else
            *b = (block){0};
    }
}

// ---- one mutant ------------------------------------------------------------------------------------------------------

// Which cases are run: those of the blocks first..last of a file.
typedef struct {
    size_t file, first, last;
} choice;

// The file's text with its other cases made prose, and the mutant in it. Lines keep their numbers.
static str text_of(runner *r, size_t idx, choice c, const mutant *m) {
    const file *f = &r->files[idx];
    buf b = buf_make(&r->mem);
    size_t done = 0;
    for (size_t i = 0; i < f->n_blocks; i++) {
        const block *at = &f->blocks[i];
        bool is_run = at->is_law || (idx == c.file && i >= c.first && i <= c.last);
        bool has_mutant = m != NULL && m->file == idx && m->block == i;
        size_t word = at->from - (sizeof "case\n" - 1);
        buf_put(&b, str_slice(f->pack.text, done, is_run ? at->from : word));
        buf_put(&b, is_run ? STR("") : STR("text\n"));
        done = at->from;
        if (!has_mutant)
            continue;
        buf_put(&b, str_slice(f->pack.text, done, m->from));
        buf_put(&b, m->instead);
        done = m->to;
    }
    buf_put(&b, str_slice(f->pack.text, done, f->pack.text.len));
    if (b.failed)
        die("a pack", "no memory");
    return buf_str(&b);
}

// SURVIVED: the law was opened, and the cases chosen hold.
static fate run(runner *r, choice c, const mutant *m, size_t *n_cases, buf *report) {
    jifen_file packs[FILES_MOST];
    arena_reset(&r->mem);
    for (size_t i = 0; i < r->n_files; i++)
        packs[i] = (jifen_file){r->files[i].pack.name, text_of(r, i, c, m), false};
    jifen *laws = NULL;
    err e;
    err_clear(&e);
    *report = buf_make(&r->mem);
    rc code = jifen_open(packs, r->n_files, &r->mem, &laws, report, &e);
    if (code == RC_INPUT || code == RC_LIMIT)
        return REFUSED;
    size_t n_failed = 0, passed = 0, failed = 0;
    for (size_t i = 0; code == RC_OK && i < jifen_n_laws(laws); i++) {
        code = jifen_test(jifen_law_at(laws, i), &r->mem, report, &passed, &failed, &e);
        *n_cases += passed + failed;
        n_failed += failed;
    }
    if (code != RC_OK)
        die("a mutant", "trouble of our own");
    return n_failed > 0 ? CAUGHT : SURVIVED;
}

static fate run_all(runner *r, const mutant *m) {
    const file *own = &r->files[m->file];
    size_t next = m->block + 1, n_cases = 0;
    buf report;
    while (next < own->n_blocks && !own->blocks[next].is_law)
        next++;
    fate f = run(r, (choice){m->file, m->block, next - 1}, m, &n_cases, &report);
    if (f == SURVIVED)
        f = run(r, (choice){m->file, 0, own->n_blocks}, m, &n_cases, &report);
    for (size_t i = 0; i < r->n_files && f == SURVIVED; i++)
        if (i != m->file && r->files[i].n_blocks > 0)
            f = run(r, (choice){i, 0, r->files[i].n_blocks}, m, &n_cases, &report);
    return f;
}

// ---- saying ----------------------------------------------------------------------------------------------------------

static int64_t line_number(str text, size_t at) {
    int64_t n = 1;
    for (size_t i = 0; i < at; i++)
        n += text.ptr[i] == '\n';
    return n;
}

static str line_around(str text, size_t at) {
    size_t from = at, to = at;
    while (from > 0 && text.ptr[from - 1] != '\n')
        from--;
    while (to < text.len && text.ptr[to] != '\n')
        to++;
    return str_trim(str_slice(text, from, to));
}

static void say(const runner *r, const mutant *m, const char *what, str from, str to) {
    const file *f = &r->files[m->file];
    str line = line_around(f->pack.text, m->from);
    printf("%.*s:%lld: %s%.*s%s%.*s: %.*s\n", (int)f->pack.name.len, f->pack.name.ptr,
           (long long)line_number(f->pack.text, m->from), what, (int)from.len, from.ptr,
           to.len > 0 ? " -> " : "", (int)to.len, to.ptr, (int)line.len, line.ptr);
    fflush(stdout);
}

// ---- deleting --------------------------------------------------------------------------------------------------------

static size_t count_blanks(str line) {
    size_t n = 0;
    while (n < line.len && line.ptr[n] == ' ')
        n++;
    return n;
}

static bool is_empty(str line) {
    size_t n = count_blanks(line);
    return n == line.len || line.ptr[n] == '#';
}

static bool has_text(str s, str part) {
    for (size_t at = 0; at + part.len <= s.len; at++)
        if (str_starts(str_slice(s, at, s.len), part))
            return true;
    return false;
}

static str first_word(str line) {
    size_t from = count_blanks(line), to = from;
    while (to < line.len && line.ptr[to] != ' ')
        to++;
    return str_slice(line, from, to);
}

static bool is_exempt(str line) {
    for (size_t i = 0; i < sizeof exempt / sizeof exempt[0]; i++)
        if (str_is(first_word(line), exempt[i].word))
            return true;
    return false;
}

// As many line ends as the piece has.
static str line_ends(runner *r, str piece) {
    char *ends = arena_alloc(&r->kept, piece.len + 1, 1);
    size_t n = 0;
    if (ends == NULL)
        die("a pack", "no memory");
    for (size_t i = 0; i < piece.len; i++)
        if (piece.ptr[i] == '\n')
            ends[n++] = '\n';
    return (str){ends, n};
}

static void try_delete(runner *r, mutant m) {
    str piece = str_slice(r->files[m.file].pack.text, m.from, m.to);
    if (is_exempt(piece)) {
        r->n_exempt++;
        return;
    }
    m.instead = line_ends(r, piece);
    fate f = run_all(r, &m);
    bool is_late = f == CAUGHT && m.must_be_refused;
    r->deleted[is_late ? SURVIVED : f]++;
    if (is_late)
        say(r, &m, "a case failed, but the law was not refused without this row", STR(""), STR(""));
    else if (f == SURVIVED)
        say(r, &m, "deleted", STR(""), STR(""));
}

// Where the piece that begins at `from` ends: before the next line that is indented by at most `indent`.
static size_t end_of_piece(str text, size_t from, size_t to, size_t indent) {
    str rest = str_slice(text, from, to), line;
    size_t end = from;
    for (bool is_first = true; str_next_line(&rest, &line); is_first = false) {
        if (!is_first && !is_empty(line) && count_blanks(line) <= indent)
            break;
        if (!is_empty(line))
            end = (size_t)(rest.ptr - text.ptr);
    }
    return end;
}

// Rows that the checker has to miss: periods, and tables of which one row applies.
static bool is_whole_table(str head, str line) {
    bool is_period = str_starts(head, STR("param "));
    return is_period || (has_text(line, STR(" -> ")) && !has_text(head, STR("first of")));
}

static void delete_lines(runner *r, size_t file_idx, size_t block_idx) {
    str text = r->files[file_idx].pack.text;
    const block *b = &r->files[file_idx].blocks[block_idx];
    str rest = str_slice(text, b->from, b->to), line, head = STR("");
    while (str_next_line(&rest, &line)) {
        size_t indent = count_blanks(line);
        if (is_empty(line) || indent >= 4)
            continue;
        mutant m = {.file = file_idx, .block = block_idx, .from = (size_t)(line.ptr - text.ptr)};
        m.to = end_of_piece(text, m.from, b->to, indent);
        if (indent == 0)
            head = str_slice(text, m.from, end_of_piece(text, m.from, b->to, 2));
        m.must_be_refused = indent > 0 && is_whole_table(head, str_slice(text, m.from, m.to));
        try_delete(r, m);
    }
}

// ---- changing --------------------------------------------------------------------------------------------------------

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

// From the digit at `at` on: digits with single points between them, or with '-' as in days and months.
static size_t end_of_constant(str text, size_t at) {
    size_t to = at;
    while (to < text.len && (is_digit(text.ptr[to]) || ((text.ptr[to] == '.' || text.ptr[to] == '-') &&
                                                        to + 1 < text.len && is_digit(text.ptr[to + 1]))))
        to++;
    return to;
}

// The constant, `by` more in its last place.
static void put_changed(str constant, int64_t by, buf *out) {
    int64_t v = 0;
    size_t point = 0;
    while (point < constant.len && constant.ptr[point] != '.')
        point++;
    int scale = point == constant.len ? 0 : (int)(constant.len - point - 1);
    if (day_parse(constant, &v))
        buf_print(out, "{d}", v + by);
    else if (day_parse_month(constant, &v))
        buf_print(out, "{m}", v + by);
    else if (constant.len == 5 && constant.ptr[2] == '-') {  // a day of the year, in a common one
        char block_of_day[TEXT_BYTES];
        buf day = buf_over(block_of_day, sizeof block_of_day);
        buf_print(&day, "2025-{s}", constant);
        bool is_day = day_parse(buf_str(&day), &v);
        buf_clear(&day);
        buf_print(&day, "{d}", is_day ? v + by : 0);
        buf_put(out, str_slice(buf_str(&day), 5, 10));
    } else if (num_parse(constant, scale, &v) == NUM_OK)
        buf_put_decimal(out, v + by, scale);
    else
        die("a constant", "cannot be read");
}

static void try_change(runner *r, mutant m, int64_t by) {
    char block_of_text[TEXT_BYTES];
    buf changed = buf_over(block_of_text, sizeof block_of_text);
    str constant = str_slice(r->files[m.file].pack.text, m.from, m.to);
    put_changed(constant, by, &changed);
    m.instead = buf_str(&changed);
    fate f = run_all(r, &m);
    r->changed[f]++;
    if (f == SURVIVED)
        say(r, &m, "", constant, m.instead);
}

static size_t end_of_name(str text, size_t at) {
    while (at < text.len && (is_letter(text.ptr[at]) || is_digit(text.ptr[at])))
        at++;
    return at;
}

static void change_constants(runner *r, size_t file_idx, size_t block_idx) {
    str text = r->files[file_idx].pack.text;
    const block *b = &r->files[file_idx].blocks[block_idx];
    bool is_quoted = false, is_comment = false;
    for (size_t at = b->from, to; at < b->to; at = to) {
        char c = text.ptr[at];
        to = at + 1;
        is_quoted ^= c == '"' && !is_comment;
        is_comment = c != '\n' && (is_comment || (c == '#' && !is_quoted));
        if (is_quoted || is_comment)
            continue;
        if (is_letter(c))
            to = end_of_name(text, at);
        if (!is_digit(c))
            continue;
        to = end_of_constant(text, at);
        mutant m = {.file = file_idx, .block = block_idx, .from = at, .to = to};
        try_change(r, m, 1);
        try_change(r, m, -1);
    }
}

// ---- all of it -------------------------------------------------------------------------------------------------------

static void check_unbroken(runner *r) {
    size_t n_cases = 0;
    for (size_t i = 0; i < r->n_files; i++) {
        buf report;
        if (run(r, (choice){i, 0, BLOCKS_MOST}, NULL, &n_cases, &report) == SURVIVED)
            continue;
        printf("%.*s", (int)report.len, report.ptr);
        die(r->files[i].pack.name.ptr, "the law itself is refused, or a case fails");
    }
    printf("%zu cases\n", n_cases);
    fflush(stdout);
}

static void break_file(runner *r, size_t idx) {
    for (size_t i = 0; i < r->files[idx].n_blocks; i++) {
        if (!r->files[idx].blocks[i].is_law)
            continue;
        delete_lines(r, idx, i);
        change_constants(r, idx, i);
    }
}

static void say_exempt(const runner *r) {
    printf("%zu lines that no answer hangs on:", r->n_exempt);
    for (size_t i = 0; i < sizeof exempt / sizeof exempt[0]; i++)
        printf("%s %.*s %s", i > 0 ? ";" : "", (int)exempt[i].word.len, exempt[i].word.ptr, exempt[i].why);
    printf("\n");
}

static size_t sum(const size_t *fates) {
    return fates[REFUSED] + fates[CAUGHT] + fates[SURVIVED];
}

int main(int argc, char **argv) {
    static file files[FILES_MOST];
    runner r = {.files = files};
    bool is_behind = false;
    arena_init(&r.kept, arena_malloc(), 0);
    arena_init(&r.mem, arena_malloc(), 0);
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--") == 0) {
            is_behind = true;
            continue;
        }
        read_file(argv[i], &r);
        find_blocks(&files[r.n_files - 1]);
        r.n_broken += !is_behind;
    }
    if (r.n_broken == 0)
        die("usage", "mutate PACK... [-- PACK...]");
    check_unbroken(&r);
    for (size_t i = 0; i < r.n_broken; i++)
        break_file(&r, i);
    say_exempt(&r);
    const size_t *d = r.deleted, *c = r.changed;
    printf("%zu rows deleted: %zu refused, %zu caught by a case, %zu survived; "
           "%zu constants changed: %zu refused, %zu caught by a case, %zu survived\n",
           sum(d), d[REFUSED], d[CAUGHT], d[SURVIVED], sum(c), c[REFUSED], c[CAUGHT], c[SURVIVED]);
    arena_done(&r.mem);
    arena_done(&r.kept);
    return d[SURVIVED] + c[SURVIVED] > 0;
}
