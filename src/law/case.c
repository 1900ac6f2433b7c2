// SPDX-License-Identifier: Apache-2.0
// A case block: text at the margin, `given …` lines, and lines PERSON => EXPECTED. What stands in them is read by
// engine/cases.c; here they are only cut apart.
#include "law/syntax.h"

enum { CASE_INDENT = 2 };

typedef struct {
    draft *out;
    str rest;       // view: not read yet
    uint32_t line;  // its first line's number
    uint16_t file;
    str title;        // view: the text above, over several lines
    bool is_in_text;  // the line before was text
    buf given;        // joined so far; a case holds a view of what stood there
} reader;

// One line and what goes on with it.
typedef struct {
    str text;  // trimmed, without comments; every byte keeps its distance from the first
    place at;
} case_line;

static size_t count_blanks(str line) {
    size_t n = 0;
    while (n < line.len && line.ptr[n] == ' ')
        n++;
    return n;
}

// Where the first `mark` outside quotes stands; s.len when nowhere. A '#' must stand behind a blank.
static size_t find_outside_quotes(str s, str mark) {
    bool is_quoted = false;
    if (str_find(s, mark.ptr[0]) == s.len)
        return s.len;  // most lines
    for (size_t at = 0; at < s.len; at++) {
        if (s.ptr[at] == '"')
            is_quoted = !is_quoted;
        if (is_quoted || s.ptr[at] != mark.ptr[0] || !str_starts(str_slice(s, at, s.len), mark))
            continue;
        if (mark.ptr[0] != '#' || at == 0 || s.ptr[at - 1] == ' ')
            return at;
    }
    return s.len;
}

static bool is_blank(str line) {
    return str_trim(line).len == 0;
}

// How many bytes from the start of r->rest belong to this line: it and those indented by four or more behind it.
static size_t measure(const reader *r, uint32_t *n_lines) {
    str rest = r->rest, line;
    size_t bytes = 0;
    *n_lines = 0;
    while (str_next_line(&rest, &line) && (*n_lines == 0 || (count_blanks(line) >= 4 && !is_blank(line)))) {
        bytes = (size_t)(line.ptr - r->rest.ptr) + line.len;
        (*n_lines)++;
    }
    return bytes;
}

// Copy with line ends and comments made blank, so that places inside can still be counted.
static str blank_out(const reader *r, str whole) {
    buf b = buf_make(r->out->mem);
    str rest = whole, line;
    while (str_next_line(&rest, &line)) {
        size_t end = find_outside_quotes(line, STR("#"));
        buf_put(&b, str_slice(line, 0, end));
        while (b.len < (rest.len > 0 ? (size_t)(rest.ptr - whole.ptr) : whole.len) && !b.failed)
            buf_put_char(&b, ' ');
    }
    r->out->spare.failed |= b.failed;
    return buf_str(&b);
}

static case_line take_line(reader *r) {
    uint32_t n_lines;
    str whole = str_slice(r->rest, 0, measure(r, &n_lines));
    size_t indent = count_blanks(whole);
    case_line l = {.at = {.line = r->line, .column = (uint32_t)indent + 1, .file = r->file}};
    bool is_plain = n_lines == 1 && find_outside_quotes(whole, STR("#")) == whole.len;
    l.text = str_trim(is_plain ? whole : blank_out(r, whole));
    for (; n_lines > 0; n_lines--, r->line++)
        (void)str_next_line(&r->rest, &whole);
    return l;
}

static void add_given(reader *r, str more) {
    if (r->given.len > 0)
        BUF_LIT(&r->given, ", ");
    buf_put(&r->given, more);
    r->out->spare.failed |= r->given.failed;
}

static void add_case(const reader *r, case_line l) {
    size_t arrow = find_outside_quotes(l.text, STR("=>"));
    str expected = str_trim(str_slice(l.text, arrow + 2, l.text.len));
    if (arrow == l.text.len || expected.len == 0) {
        diags_add(r->out->d, "S117", l.at, "a case without `=>` and what must hold|{s}",
                  STR("Write PERSON => EXPECTED; lines that go on are indented by four."));
        return;
    }
    law_case *c = vec_push(&r->out->cases);
    *c = (law_case){.title = r->title, .given = buf_str(&r->given), .at = l.at};
    c->person = str_trim(str_slice(l.text, 0, arrow));
    c->expected = expected;
}

static void read_indented(reader *r) {
    static const str word_given = STR_INIT("given ");
    case_line l = take_line(r);
    r->is_in_text = false;
    if (l.text.len == 0)
        return;
    if (l.at.column != CASE_INDENT + 1)
        diags_add(r->out->d, "S103", l.at,
                  "indented by {i}|A person is indented by two, what goes on by four or more.",
                  (int64_t)l.at.column - 1);
    else if (str_starts(l.text, word_given))
        add_given(r, str_trim(str_slice(l.text, word_given.len, l.text.len)));
    else
        add_case(r, l);
}

static void read_text(reader *r, str line) {
    if (!r->is_in_text)
        r->title = line;
    r->title.len = (size_t)(line.ptr + line.len - r->title.ptr);
    r->is_in_text = true;
}

void parse_cases(draft *out, str text, uint32_t line, uint16_t file) {
    reader r = {.out = out, .rest = text, .line = line, .file = file, .given = buf_make(out->mem)};
    str rest = text, next;
    while (str_next_line(&rest, &next) && !out->spare.failed) {
        if (next.len > 0 && next.ptr[0] == ' ' && !is_blank(next)) {
            read_indented(&r);
            rest = r.rest;
            continue;
        }
        if (!is_blank(next))
            read_text(&r, next);
        r.rest = rest;
        r.line++;
    }
}
