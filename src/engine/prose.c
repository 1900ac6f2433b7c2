// SPDX-License-Identifier: Apache-2.0
// What the author of a pack wrote around a declaration: the section it stands in, and the worked cases behind it.
#include "engine/catalog.h"

#include "law/head.h"
#include "law/markdown.h"

typedef struct {
    const pack_file *file;
    uint16_t file_idx;
    arena *mem;
    diags d;  // stays empty: the file was read before
} reader;

// All pieces behind the file's head.
static bool begin(reader *r, markdown *out) {
    head h;
    diags_init(&r->d, r->mem);
    if (!head_read(r->file->text, r->file_idx, &r->d, &h))
        return false;
    *out = markdown_make(h.body, h.body_line, r->file_idx, &r->d);
    return true;
}

// From a heading's line to the line of the next one.
typedef struct {
    str heading;
    int level;
    uint32_t from, to;
} section_lines;

// The section that `line` stands in; of those before it the last of a level below `below`.
static section_lines find_section(reader *r, uint32_t line, int below) {
    section_lines s = {.to = UINT32_MAX};
    markdown m;
    piece p;
    if (!begin(r, &m))
        return s;
    while (markdown_piece(&m, &p)) {
        if (p.kind != PIECE_HEADING)
            continue;
        if (p.line <= line && p.level < below)
            s = (section_lines){p.text, p.level, p.line, UINT32_MAX};
        else if (p.line > s.from && s.to == UINT32_MAX)
            s.to = p.line;
    }
    return s;
}

static bool put_prose(reader *r, section_lines s, str *out) {
    buf b = buf_make(r->mem);
    markdown m;
    piece p;
    if (!begin(r, &m))
        return false;
    while (markdown_piece(&m, &p)) {
        bool is_inside = p.line >= s.from && p.line < s.to;
        if (is_inside && p.kind == PIECE_PROSE)
            buf_put(&b, p.text);
        else if (is_inside && p.kind != PIECE_HEADING)
            BUF_LIT(&b, "\n");  // a block ends a paragraph
    }
    *out = str_trim(buf_str(&b));
    return !b.failed;
}

// The first row of case blocks behind the block at `line`: law blocks may stand between, as long as no case did.
static void find_cases(reader *r, section_lines s, uint32_t line, section_text *out) {
    markdown m;
    piece p;
    if (!begin(r, &m))
        return;
    while (markdown_piece(&m, &p) && p.line < s.to) {
        if (p.line <= line)
            continue;
        if (p.kind == PIECE_LAW && out->cases_to > 0)
            return;
        if (p.kind != PIECE_CASE)
            continue;
        if (out->cases_to == 0)
            out->cases_from = p.line;
        out->cases_to = p.end;
    }
}

bool prose_around(const law *l, place at, arena *mem, section_text *out) {
    enum { ANY_LEVEL = 7 };
    reader r = {.file = &l->files[at.file], .file_idx = at.file, .mem = mem};
    section_lines own = find_section(&r, at.line, ANY_LEVEL), s = own;
    *out = (section_text){.heading = own.heading};
    bool is_fine = put_prose(&r, own, &out->prose);
    find_cases(&r, own, at.line, out);
    while (is_fine && out->prose.len == 0 && s.level > 1) {
        s = find_section(&r, at.line, s.level);
        is_fine = put_prose(&r, s, &out->prose);
    }
    return is_fine;
}
