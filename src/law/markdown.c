// SPDX-License-Identifier: Apache-2.0
#include "law/markdown.h"

#include "base/utf8.h"

#include <string.h>

// The row of marks that opens or closes a fence: ```` or ~~~~, with what stands behind it.
typedef struct {
    char mark;  // 0: the line is no fence
    size_t n;   // marks
    size_t indent;
    str info;  // view, trimmed
} fence;

static place place_of(str text, size_t at, uint16_t file) {
    place p = {.line = 1, .column = (uint32_t)at + 1, .file = file};
    const char *lf = text.ptr;
    for (size_t from = 0; (lf = memchr(text.ptr + from, '\n', at - from)) != NULL;) {
        from = (size_t)(lf - text.ptr) + 1;
        p.line++;
        p.column = (uint32_t)(at - from) + 1;
    }
    return p;
}

bool markdown_check(str text, uint16_t file, diags *d) {
    if (text.len > LIMIT_SOURCE_BYTES) {
        diags_add(
            d, "L101", (place){.line = 1, .column = 1, .file = file},
            "the file has {i} bytes; at most {i} are read|Split it: files with the same law form one law.",
            (int64_t)text.len, (int64_t)LIMIT_SOURCE_BYTES);
        return false;
    }
    const char *nul = text.len == 0 ? NULL : memchr(text.ptr, '\0', text.len);
    if (nul != NULL) {
        diags_add(d, "L102", place_of(text, (size_t)(nul - text.ptr), file),
                  "a NUL byte|A pack is a text file.");
        return false;
    }
    size_t bad_at = 0;
    if (!utf8_is_valid(text, &bad_at)) {
        diags_add(d, "L103", place_of(text, bad_at, file), "not UTF-8|Save the file in UTF-8.");
        return false;
    }
    return true;
}

static fence read_fence(str line) {
    fence f = {0};
    while (f.indent < line.len && line.ptr[f.indent] == ' ')
        f.indent++;
    str rest = str_slice(line, f.indent, line.len);
    if (f.indent > 3 || rest.len < 3 || (rest.ptr[0] != '`' && rest.ptr[0] != '~'))
        return (fence){0};
    while (f.n < rest.len && rest.ptr[f.n] == rest.ptr[0])
        f.n++;
    f.info = str_trim(str_slice(rest, f.n, rest.len));
    bool is_code_span = rest.ptr[0] == '`' && f.info.len > 0 && memchr(f.info.ptr, '`', f.info.len) != NULL;
    if (f.n >= 3 && !is_code_span)
        f.mark = rest.ptr[0];
    return f;
}

static bool is_closing(fence open, str line) {
    fence f = read_fence(line);
    return f.mark == open.mark && f.n >= open.n && f.info.len == 0;
}

// Skip to behind the closing fence; answers the text between. An open end is said.
static str take_content(markdown *m, fence open, uint32_t open_line) {
    const char *from = m->rest.ptr;
    str line;
    for (const char *to = from; str_next_line(&m->rest, &line); to = m->rest.ptr) {
        m->line++;
        if (is_closing(open, line))
            return (str){from, (size_t)(to - from)};
    }
    diags_add(m->d, "L110", (place){.line = open_line, .column = 1, .file = m->file},
              "this block is never closed|Close it with a line of {i} marks.", (int64_t)open.n);
    return (str){from, (size_t)(m->rest.ptr - from)};
}

// A law or case block that a slip of the pen would turn into prose.
static void warn_near(const markdown *m, fence f, uint32_t line) {
    place at = {.line = line, .column = (uint32_t)(f.indent + f.n + 1), .file = m->file};
    if (str_distance(f.info, STR("law"), 1) == 1 || str_distance(f.info, STR("case"), 1) == 1)
        diags_add(m->d, "L111", at, "a block of '{s}'|Did you mean ```law or ```case?", f.info);
}

static bool is_executed(const markdown *m, fence f, uint32_t line, block_kind *what) {
    bool is_law = str_is(f.info, STR("law"));
    if (!is_law && !str_is(f.info, STR("case"))) {
        warn_near(m, f, line);
        return false;
    }
    if (f.indent > 0)
        diags_add(m->d, "L112", (place){.line = line, .column = 1, .file = m->file},
                  "an indented block|Put the ``` at the left margin.");
    *what = is_law ? BLOCK_LAW : BLOCK_CASE;
    return true;
}

markdown markdown_make(str text, uint32_t line, uint16_t file, diags *d) {
    return (markdown){.rest = text, .line = line, .file = file, .d = d};
}

// How many marks of a heading the line begins with; 0: it is none. *text is what stands behind them.
static int read_heading(str line, str *text) {
    int level = 0;
    while ((size_t)level < line.len && line.ptr[level] == '#')
        level++;
    bool is_heading = level >= 1 && level <= 6 && (size_t)level < line.len && line.ptr[level] == ' ';
    *text = str_trim(str_slice(line, (size_t)level, line.len));
    return is_heading ? level : 0;
}

static void take_block(markdown *m, fence open, const char *from, piece *out) {
    block_kind what = BLOCK_LAW;
    bool is_block = is_executed(m, open, out->line, &what);
    out->text = take_content(m, open, out->line);
    if (is_block)
        out->kind = what == BLOCK_LAW ? PIECE_LAW : PIECE_CASE;
    else
        out->text = (str){from, (size_t)(m->rest.ptr - from)};
}

bool markdown_piece(markdown *m, piece *out) {
    const char *from = m->rest.ptr;
    str line;
    if (!str_next_line(&m->rest, &line))
        return false;
    *out = (piece){.kind = PIECE_PROSE, .line = m->line++};
    fence open = read_fence(line);
    out->level = open.mark != 0 ? 0 : read_heading(line, &out->text);
    if (open.mark != 0)
        take_block(m, open, from, out);
    else if (out->level > 0)
        out->kind = PIECE_HEADING;
    else
        out->text = (str){from, (size_t)(m->rest.ptr - from)};
    out->end = m->line;
    return true;
}

bool markdown_next(markdown *m, block *out) {
    piece p;
    while (markdown_piece(m, &p)) {
        if (p.kind != PIECE_LAW && p.kind != PIECE_CASE)
            continue;
        *out = (block){p.kind == PIECE_LAW ? BLOCK_LAW : BLOCK_CASE, p.text, p.line + 1};
        return true;
    }
    return false;
}
