// SPDX-License-Identifier: Apache-2.0
#include "page/text.h"

#include "base/utf8.h"

#include <assert.h>

typedef enum { SIGN_BLANK, SIGN_OPEN, SIGN_CLOSE, SIGN_DIGIT, SIGN_LATIN, SIGN_WIDE } sign;

// Signs of a line's beginning and end, and those that keep a number beside them: 2026年3月1日, 第 2 条.
typedef enum { SET_OPENING, SET_CLOSING, SET_BEFORE_DIGIT } sign_set;
static str signs_of(sign_set which) {
    switch (which) {
    case SET_OPENING: return STR("《〈「『【〔〖（［｛“‘([{");
    case SET_CLOSING: return STR("》〉」』】〕〗）］｝”’)]}，。、；：！？,;:!?%％…～");
    case SET_BEFORE_DIGIT: return STR("年月第");
    }
    assert(false);
    return STR("");
}

static str code_of(text_style style) {
    switch (style) {
    case TEXT_PLAIN: return STR("");
    case TEXT_HEAD: return STR("\033[1;36m");
    case TEXT_STRONG: return STR("\033[1m");
    case TEXT_FAINT: return STR("\033[2m");
    }
    assert(false);
    return STR("");
}

static void put_blanks(buf *out, int n) {
    for (int i = 0; i < n; i++)
        buf_put_char(out, ' ');
}

void text_pad(buf *out, str s, int columns) {
    buf_put(out, s);
    put_blanks(out, columns - utf8_width(s));
}

void text_pad_left(buf *out, str s, int columns) {
    put_blanks(out, columns - utf8_width(s));
    buf_put(out, s);
}

void text_blank_line(const text_page *t) {
    buf_put_char(t->out, '\n');
}

// ---- where a line may break

static bool is_among(sign_set which, uint32_t code) {
    str signs = signs_of(which);
    size_t n;
    for (size_t at = 0; at < signs.len; at += n) {
        uint32_t other;
        n = utf8_next(signs, at, &other);
        if (other == code)
            return true;
    }
    return false;
}

static sign sign_of(uint32_t code, int width) {
    if (code == ' ' || code == '\n' || code == '\t')
        return SIGN_BLANK;
    if (is_among(SET_OPENING, code))
        return SIGN_OPEN;
    if (is_among(SET_CLOSING, code))
        return SIGN_CLOSE;
    if (width == 2)
        return SIGN_WIDE;
    return code >= '0' && code <= '9' ? SIGN_DIGIT : SIGN_LATIN;
}

typedef struct {
    uint32_t code;
    sign sign;
    int width;
    size_t len;
} letter;

static letter letter_at(str s, size_t at) {
    letter l;
    l.len = utf8_next(s, at, &l.code);
    l.width = utf8_width(str_slice(s, at, at + l.len));
    l.sign = sign_of(l.code, l.width);
    return l;
}

static bool may_break_between(letter a, letter b, bool has_blank) {
    if (a.sign == SIGN_OPEN || b.sign == SIGN_CLOSE || b.width == 0)
        return false;
    if (a.sign == SIGN_DIGIT && b.sign == SIGN_WIDE)
        return false;  // 35 分, 12个月
    if (b.sign == SIGN_DIGIT && is_among(SET_BEFORE_DIGIT, a.code))
        return false;
    return has_blank || a.width == 2 || b.width == 2;
}

// The next piece of a line that must stay together.
typedef struct {
    size_t from, to;  // without blanks at the ends
    int width;        // columns
    bool has_blank;   // in front
} piece;

static piece next_piece(str s, size_t at) {
    piece p = {.from = at};
    while (p.from < s.len && letter_at(s, p.from).sign == SIGN_BLANK)
        p.from++;
    p.has_blank = p.from > at;
    p.to = p.from;
    letter last = {0};
    bool has_blank = false;
    int blanks = 0;
    for (size_t i = p.from; i < s.len;) {
        letter l = letter_at(s, i);
        i += l.len;
        if (l.sign == SIGN_BLANK) {
            has_blank = true;
            blanks++;
            continue;
        }
        if (p.to > p.from && may_break_between(last, l, has_blank))
            break;
        p.width += l.width + blanks;
        p.to = i;
        last = l;
        has_blank = false;
        blanks = 0;
    }
    return p;
}

// ---- filling lines

typedef struct {
    const text_page *page;
    text_style style;
    int indent, column;  // column: where the next letter goes, from 0
    bool is_fresh;       // nothing stands in this line but its indent
} line;

static void open_style(const line *l) {
    if (l->page->colour)
        buf_put(l->page->out, code_of(l->style));
}

static void close_style(const line *l) {
    if (l->page->colour && l->style != TEXT_PLAIN)
        BUF_LIT(l->page->out, "\033[0m");
}

static void start_line(line *l) {
    put_blanks(l->page->out, l->indent);
    l->column = l->indent;
    l->is_fresh = true;
    open_style(l);
}

static void end_line(line *l) {
    close_style(l);
    buf_put_char(l->page->out, '\n');
}

static void break_line(line *l) {
    end_line(l);
    start_line(l);
}

static bool is_broken(letter x) {
    return x.code == 0xFFFD && x.len == 1;
}

static void put_letters(line *l, str s) {
    for (size_t at = 0; at < s.len;) {
        letter x = letter_at(s, at);
        if (is_broken(x))
            buf_put_char(l->page->out, '?');
        else if (x.code >= ' ' && x.code != 0x7F && (x.code < 0x80 || x.code >= 0xA0))
            buf_put(l->page->out, str_slice(s, at, at + x.len));
        else if (x.sign == SIGN_BLANK)
            buf_put_char(l->page->out, ' ');
        at += x.len;
    }
}

// A piece that is wider than a whole line: letter by letter.
static void put_cut(line *l, str s) {
    for (size_t at = 0; at < s.len;) {
        letter x = letter_at(s, at);
        if (l->column + x.width > l->page->width && !l->is_fresh)
            break_line(l);
        put_letters(l, str_slice(s, at, at + x.len));
        l->column += x.width;
        l->is_fresh = false;
        at += x.len;
    }
}

static void put_piece(line *l, str s, piece p) {
    int blank = p.has_blank && !l->is_fresh ? 1 : 0;
    if (l->column + blank + p.width > l->page->width && !l->is_fresh) {
        break_line(l);
        blank = 0;
    }
    put_blanks(l->page->out, blank);
    l->column += blank;
    str letters = str_slice(s, p.from, p.to);
    if (l->column + p.width > l->page->width) {
        put_cut(l, letters);
        return;
    }
    put_letters(l, letters);
    l->column += p.width;
    l->is_fresh = l->is_fresh && p.width == 0;
}

static void flow(line *l, str s) {
    for (size_t at = 0; at < s.len;) {
        piece p = next_piece(s, at);
        if (p.to == p.from)
            break;  // only blanks were left
        put_piece(l, s, p);
        at = p.to;
    }
}

// Blanks in front of the lead, which wrapping would drop.
static int blanks_of(str lead) {
    int n = 0;
    while ((size_t)n < lead.len && lead.ptr[n] == ' ')
        n++;
    return n;
}

static str without_blanks_behind(str s) {
    while (s.len > 0 && s.ptr[s.len - 1] == ' ')
        s.len--;
    return s;
}

static void put_lead(line *l, str lead) {
    lead = without_blanks_behind(lead);
    int width = utf8_width(lead);
    if (width <= l->page->width) {
        open_style(l);
        put_letters(l, lead);
        l->column = width;
        l->is_fresh = false;
        return;
    }
    int indent = l->indent;
    l->indent = blanks_of(lead);
    start_line(l);
    flow(l, lead);
    l->indent = indent;
}

void text_put(const text_page *t, text_style style, int indent, str lead, str s) {
    assert(t->width >= TEXT_WIDTH_LEAST && indent >= 0);
    line l = {.page = t, .style = style, .indent = indent < t->width / 2 ? indent : t->width / 2};
    if (lead.len == 0) {
        start_line(&l);
        flow(&l, s);
        end_line(&l);
        return;
    }
    put_lead(&l, lead);
    if (s.len > 0 && l.column >= l.indent)
        break_line(&l);
    put_blanks(t->out, s.len > 0 ? l.indent - l.column : 0);
    l.column = l.indent;
    l.is_fresh = true;
    flow(&l, s);
    end_line(&l);
}
