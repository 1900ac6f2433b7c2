// SPDX-License-Identifier: Apache-2.0
// The layout of a pack: one blank between tokens, two for a body line, four more for what goes on, the rows of a
// table under each other. Lines are neither joined nor broken, so that their sense stays the author's.
#include "law/read.h"

#include "base/utf8.h"
#include "law/lexer.h"
#include "law/markdown.h"
#include "law/syntax.h"

enum {
    MOST_CELLS = 3,
    MOST_ALIGNED = 48  // a wider cell stands out of the column
};

typedef enum { LINE_BLANK, LINE_COMMENT, LINE_PLAIN, LINE_ROW, LINE_PERIOD, LINE_MORE } line_kind;

// A line laid out but for the width of its columns.
typedef struct {
    line_kind kind;
    uint32_t indent;
    str cells[MOST_CELLS];  // of LINE_ROW: guard, rest; of LINE_PERIOD: range, value (to the right), rest
    uint32_t n_cells;
    str comment;
} laid_line;

typedef struct {
    arena *mem;
    buf *out;
    lexer lex;
    vec lines;       // laid_line
    uint32_t depth;  // indent of the line before that was not going on
} layout;

// ---- tokens ----------------------------------------------------------------------------------------------------

// Words behind which a bracket is no argument and a minus no subtraction.
static const str openers[] = {
    STR_INIT("and"),   STR_INIT("or"),       STR_INIT("not"),   STR_INIT("if"),     STR_INIT("then"),
    STR_INIT("else"),  STR_INIT("in"),       STR_INIT("is"),    STR_INIT("has"),    STR_INIT("when"),
    STR_INIT("where"), STR_INIT("from"),     STR_INIT("to"),    STR_INIT("by"),     STR_INIT("before"),
    STR_INIT("of"),    STR_INIT("unless"),   STR_INIT("again"), STR_INIT("needed"), STR_INIT("least"),
    STR_INIT("most"),  STR_INIT("presumed"), STR_INIT("int"),   STR_INIT("money"),  STR_INIT("percent"),
    STR_INIT("must"),  STR_INIT("disputed"),
};

static bool is_sign(const token *t, sign s) {
    return t->kind == TOKEN_SIGN && t->sign == s;
}

static bool is_word(const token *t, str text) {
    return t->kind == TOKEN_NAME && str_is(t->text, text);
}

static bool is_opener(const token *t) {
    for (size_t i = 0; i < sizeof openers / sizeof openers[0]; i++)
        if (is_word(t, openers[i]))
            return true;
    return false;
}

// Does an operand end with this token, so that a minus behind it subtracts?
static bool ends_operand(const token *t) {
    if (t->kind == TOKEN_SIGN)
        return t->sign == SIGN_CLOSE || t->sign == SIGN_CLOSE_SET;
    return !is_opener(t);
}

// Is tokens[i] a minus that only turns the sign?
static bool is_negative(const token *tokens, uint32_t i) {
    return is_sign(&tokens[i], SIGN_MINUS) && (i == 0 || !ends_operand(&tokens[i - 1]));
}

static bool binds_left(const token *tokens, uint32_t i) {
    const token *t = &tokens[i];
    if (t->kind != TOKEN_SIGN)
        return false;
    if (t->sign == SIGN_COLON)  // (A disputed NAME: B), but "headline" : CHECK
        return i > 1 && is_word(&tokens[i - 2], STR("disputed"));
    if (t->sign == SIGN_OPEN)
        return tokens[i - 1].kind == TOKEN_NAME && !is_opener(&tokens[i - 1]);
    return t->sign == SIGN_CLOSE || t->sign == SIGN_CLOSE_SET || t->sign == SIGN_COMMA || t->sign == SIGN_RANGE;
}

static bool binds_right(const token *tokens, uint32_t i) {
    const token *t = &tokens[i];
    if (t->kind != TOKEN_SIGN)
        return false;
    return t->sign == SIGN_OPEN || t->sign == SIGN_OPEN_SET || t->sign == SIGN_RANGE || is_negative(tokens, i);
}

// tokens [from, to) with the blanks between them
static str print_tokens(const layout *f, const token *tokens, uint32_t from, uint32_t to) {
    buf b = buf_make(f->mem);
    for (uint32_t i = from; i < to; i++) {
        if (i > from && !binds_left(tokens, i) && !binds_right(tokens, i - 1))
            buf_put_char(&b, ' ');
        if (tokens[i].kind == TOKEN_TEXT)
            buf_print(&b, "\"{s}\"", tokens[i].text);
        else
            buf_put(&b, tokens[i].text);
    }
    f->lines.spare->failed |= b.failed;
    return buf_str(&b);
}

// ---- lines -----------------------------------------------------------------------------------------------------

static size_t count_blanks(str line) {
    size_t n = 0;
    while (n < line.len && line.ptr[n] == ' ')
        n++;
    return n;
}

static uint32_t find_arrow(const token *tokens, uint32_t n) {
    uint32_t i = 0;
    while (i < n && !is_sign(&tokens[i], SIGN_ARROW))
        i++;
    return i;
}

// Where a period's range ends: D..D and D.. are followed by the value; what stands right behind the dots is the end.
static uint32_t range_end(const token *tokens, uint32_t n) {
    bool is_period = n > 2 && (tokens[0].kind == TOKEN_DATE || tokens[0].kind == TOKEN_MONTH) &&
                     is_sign(&tokens[1], SIGN_RANGE);
    if (!is_period)
        return 0;
    if (tokens[2].kind != tokens[0].kind)
        return 2;
    bool is_close = tokens[2].column == tokens[1].column + 2;
    bool has_value = n > 3 && !is_word(&tokens[3], STR("cite")) && !is_word(&tokens[3], STR("disputed"));
    return is_close || has_value ? 3 : 2;
}

static uint32_t value_end(const token *tokens, uint32_t from, uint32_t n) {
    uint32_t i = from;
    while (i < n && !is_word(&tokens[i], STR("cite")) && !is_word(&tokens[i], STR("disputed")))
        i++;
    return i;
}

static void add_cell(const layout *f, laid_line *l, uint32_t from, uint32_t to) {
    if (from < to)
        l->cells[l->n_cells++] = print_tokens(f, f->lex.tokens.items, from, to);
}

// Cut a body line into the columns of its table.
static void lay_body(const layout *f, laid_line *l, uint32_t n) {
    const token *tokens = f->lex.tokens.items;
    uint32_t arrow = find_arrow(tokens, n), range = range_end(tokens, n);
    if (range > 0) {
        uint32_t value = value_end(tokens, range, n);
        l->kind = LINE_PERIOD;
        add_cell(f, l, 0, range);
        add_cell(f, l, range, value);
        add_cell(f, l, value, n);
    } else if (arrow > 0 && arrow < n) {
        l->kind = LINE_ROW;
        add_cell(f, l, 0, arrow);
        add_cell(f, l, arrow, n);
    } else
        add_cell(f, l, 0, n);
}

static void lay_tokens(layout *f, laid_line *l, size_t n_blanks) {
    uint32_t n = f->lex.tokens.n;
    l->kind = LINE_PLAIN;
    if (n_blanks >= 4) {
        l->kind = LINE_MORE;
        l->indent = f->depth + 4;
        add_cell(f, l, 0, n);
        return;
    }
    l->indent = f->depth = n_blanks == 0 ? 0 : 2;
    if (l->indent == 2)
        lay_body(f, l, n);
    else
        add_cell(f, l, 0, n);
}

static void lay_line(layout *f, str line, uint32_t number) {
    laid_line *l = vec_push(&f->lines);
    size_t n_blanks = count_blanks(line);
    f->lex.tokens.n = 0;
    lexer_scan(&f->lex, line, number);
    l->comment = str_trim(f->lex.comment);
    if (f->lex.tokens.n > 0)
        lay_tokens(f, l, n_blanks);
    else if (l->comment.len > 0) {
        l->kind = LINE_COMMENT;
        l->indent = n_blanks >= 4 ? 4 : n_blanks >= 2 ? 2 : 0;
    }
}

// ---- columns ---------------------------------------------------------------------------------------------------

static int width_of(str s) {
    int width = utf8_width(s);
    return width > MOST_ALIGNED ? 0 : width;
}

// The lines from `first` that belong to one table: rows of its kind and what goes on with them.
static uint32_t table_end(const layout *f, uint32_t first) {
    line_kind what = VEC_AT(&f->lines, laid_line, first)->kind;
    uint32_t i = first + 1;
    for (; i < f->lines.n; i++) {
        line_kind next = VEC_AT(&f->lines, laid_line, i)->kind;
        if (next != what && next != LINE_MORE)
            break;
    }
    return i;
}

static void put_blanks(buf *out, int n) {
    for (; n > 0; n--)
        buf_put_char(out, ' ');
}

static void put_line(buf *out, const laid_line *l, const int width[MOST_CELLS]) {
    put_blanks(out, l->kind == LINE_BLANK ? 0 : (int)l->indent);
    for (uint32_t i = 0; i < l->n_cells; i++) {
        int missing = width[i] - utf8_width(l->cells[i]);
        bool is_right = l->kind == LINE_PERIOD && i == 1;
        if (i > 0)
            buf_put_char(out, ' ');
        if (is_right)
            put_blanks(out, missing);
        buf_put(out, l->cells[i]);
        if (!is_right && i + 1 < l->n_cells)
            put_blanks(out, missing);
    }
    if (l->n_cells > 0 && l->comment.len > 0)
        BUF_LIT(out, "  ");
    buf_put(out, l->comment);
    buf_put_char(out, '\n');
}

static void put_table(const layout *f, uint32_t from, uint32_t to) {
    static const int no_width[MOST_CELLS] = {0};
    int width[MOST_CELLS] = {0};
    for (uint32_t i = from; i < to; i++) {
        const laid_line *l = VEC_AT(&f->lines, laid_line, i);
        for (uint32_t k = 0; l->kind != LINE_MORE && k + 1 < l->n_cells; k++)
            width[k] = width_of(l->cells[k]) > width[k] ? width_of(l->cells[k]) : width[k];
        if (l->kind == LINE_PERIOD && l->n_cells == 2)
            width[1] = width_of(l->cells[1]) > width[1] ? width_of(l->cells[1]) : width[1];
    }
    for (uint32_t i = from; i < to; i++) {
        const laid_line *l = VEC_AT(&f->lines, laid_line, i);
        put_line(f->out, l, l->kind == LINE_MORE ? no_width : width);
    }
}

// One blank line for several; none at the edges of a block.
static void put_lines(const layout *f) {
    static const int no_width[MOST_CELLS] = {0};
    bool has_any = false, is_due = false;
    for (uint32_t i = 0; i < f->lines.n;) {
        const laid_line *l = VEC_AT(&f->lines, laid_line, i);
        if (l->kind == LINE_BLANK) {
            is_due = has_any;
            i++;
            continue;
        }
        if (is_due)
            buf_put_char(f->out, '\n');
        is_due = false;
        has_any = true;
        uint32_t end = l->kind == LINE_ROW || l->kind == LINE_PERIOD ? table_end(f, i) : i + 1;
        if (end > i + 1 || l->n_cells > 1)
            put_table(f, i, end);
        else
            put_line(f->out, l, no_width);
        i = end;
    }
}

static void format_law(layout *f, const block *b) {
    str rest = b->text, line;
    f->lines.n = 0;
    f->depth = 0;
    for (uint32_t number = b->line; str_next_line(&rest, &line) && !f->lines.spare->failed; number++)
        lay_line(f, line, number);
    put_lines(f);
}

// ---- cases -----------------------------------------------------------------------------------------------------

// The blanks due before the next byte of a case line.
static void put_case_text(buf *out, str line) {
    bool is_quoted = false, is_due = false, had_arrow = false;
    for (size_t i = 0; i < line.len; i++) {
        char c = line.ptr[i];
        if (c == ' ' && !is_quoted) {
            is_due = true;
            continue;
        }
        bool is_arrow = !is_quoted && !had_arrow && str_starts(str_slice(line, i, line.len), STR("=>"));
        if ((is_due && (c != ',' || is_quoted)) || (is_arrow && i > 0))
            buf_put_char(out, ' ');
        buf_put_char(out, c);
        if (is_arrow)
            buf_put_char(out, line.ptr[++i]);
        had_arrow |= is_arrow;
        if (c == '"')
            is_quoted = !is_quoted;
        is_due = !is_quoted && (c == ',' || is_arrow);
    }
}

static size_t find_comment(str line) {
    bool is_quoted = false;
    for (size_t i = 0; i < line.len; i++) {
        if (line.ptr[i] == '"')
            is_quoted = !is_quoted;
        if (line.ptr[i] == '#' && !is_quoted && (i == 0 || line.ptr[i - 1] == ' '))
            return i;
    }
    return line.len;
}

static void put_case_line(buf *out, str line) {
    str trimmed = str_trim(line);
    size_t n_blanks = count_blanks(line);
    put_blanks(out, trimmed.len == 0 || n_blanks == 0 ? 0 : n_blanks >= 4 ? 6 : 2);
    if (n_blanks == 0) {
        buf_put(out, line);  // text
    } else {
        size_t comment = find_comment(trimmed);
        put_case_text(out, str_trim(str_slice(trimmed, 0, comment)));
        if (comment > 0 && comment < trimmed.len)
            BUF_LIT(out, "  ");
        buf_put(out, str_slice(trimmed, comment, trimmed.len));
    }
    buf_put_char(out, '\n');
}

static void format_cases(buf *out, const block *b) {
    str rest = b->text, line;
    while (str_next_line(&rest, &line))
        put_case_line(out, line);
}

// ---- the file --------------------------------------------------------------------------------------------------

// Prose as it is, but for the ends of its lines.
static void put_prose(buf *out, const char *from, const char *to) {
    str rest = {from, (size_t)(to - from)}, line;
    while (str_next_line(&rest, &line)) {
        buf_put(out, line);
        if (line.ptr + line.len < to)
            buf_put_char(out, '\n');
    }
}

static void put_head(buf *out, str text, const char *body) {
    str rest = {text.ptr, (size_t)(body - text.ptr)}, line;
    if (str_starts(rest, STR("\xEF\xBB\xBF")))
        rest = str_slice(rest, 3, rest.len);
    while (str_next_line(&rest, &line)) {
        str entry = str_trim(line);
        size_t colon = str_find(entry, ':');
        if (entry.len == 0)
            continue;
        buf_put(out, str_trim(str_slice(entry, 0, colon)));
        if (colon < entry.len)
            buf_print(out, ": {s}", str_trim(str_slice(entry, colon + 1, entry.len)));
        buf_put_char(out, '\n');
    }
}

static void put_body(layout *f, const head *h, diags *d) {
    markdown m = markdown_make(h->body, h->body_line, 0, d);
    const char *from = h->body.ptr;
    block b;
    while (markdown_next(&m, &b)) {
        put_prose(f->out, from, b.text.ptr);
        if (b.kind == BLOCK_LAW)
            format_law(f, &b);
        else
            format_cases(f->out, &b);
        from = b.text.ptr + b.text.len;
    }
    put_prose(f->out, from, h->body.ptr + h->body.len);
}

// Does it parse? The names of other files are not known here, so nothing is resolved.
static bool does_parse(const head *h, draft *parsed, diags *d) {
    uint32_t n_before = d->n;
    markdown m = markdown_make(h->body, h->body_line, 0, d);
    block b;
    while (markdown_next(&m, &b) && !parsed->spare.failed) {
        if (b.kind == BLOCK_LAW)
            parse_law(parsed, b.text, b.line, 0);
        else
            parse_cases(parsed, b.text, b.line, 0);
    }
    return d->n == n_before && !d->full && !parsed->spare.failed;
}

bool law_format(pack_source file, arena *mem, buf *out, diags *d) {
    head h;
    if (!markdown_check(file.text, 0, d) || !head_read(file.text, 0, d, &h))
        return false;
    draft *parsed = ARENA_NEW(mem, draft);
    if (parsed == NULL || !draft_init(parsed, mem, d))
        return false;
    if (!does_parse(&h, parsed, d))
        return false;
    layout f = {.mem = mem, .out = out, .lines = vec_make(mem, &parsed->spare, sizeof(laid_line))};
    f.lex = lexer_make((str){0}, 0, 0, vec_make(mem, &parsed->spare, sizeof(token)), d);
    put_head(out, file.text, h.body.ptr);
    put_body(&f, &h, d);
    return !parsed->spare.failed && !out->failed;
}
