// SPDX-License-Identifier: Apache-2.0
#include "law/lexer.h"

#include "base/day.h"
#include "base/utf8.h"

// The physical line being cut.
typedef struct {
    lexer *out;
    str line;
    uint32_t number;
    size_t at;  // next byte
} cursor;

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

static char char_at(const cursor *c, size_t at) {
    return at < c->line.len ? c->line.ptr[at] : '\0';
}

static place place_at(const cursor *c, size_t at) {
    return (place){.line = c->number, .column = (uint32_t)at + 1, .file = c->out->file};
}

static token *add_token(cursor *c, token_kind what, size_t to) {
    token *t = vec_push(&c->out->tokens);
    t->kind = (uint8_t)what;
    t->text = str_slice(c->line, c->at, to);
    t->line = c->number;
    t->column = (uint32_t)c->at + 1;
    c->at = to;
    return t;
}

// ---- texts and names -------------------------------------------------------------------------------------------

static void take_text(cursor *c) {
    size_t to = c->at + 1;
    while (to < c->line.len && c->line.ptr[to] != '"')
        to++;
    if (to == c->line.len) {
        diags_add(c->out->d, "L114", place_at(c, c->at),
                  "this text has no end on its line|Close it with a \".");
        c->out->is_bad = true;
        c->at = to;
        return;
    }
    token *t = add_token(c, TOKEN_TEXT, to + 1);
    t->text = str_slice(t->text, 1, t->text.len - 1);
}

// Signs as a Chinese keyboard writes them, and blanks nobody can see. They are refused: 》 and 〔 may stand in a key.
static const struct {
    uint32_t code;
    const char *meant;
} wide_signs[] = {
    {0xFF0C, "a comma ,"},  {0xFF1A, "a colon :"},   {0xFF08, "a bracket ("}, {0xFF09, "a bracket )"},
    {0x201C, "a quote \""}, {0x201D, "a quote \""},  {0x3001, "a comma ,"},   {0x3002, "no full stop"},
    {0xFF1D, "="},          {0xFF1C, "<"},           {0xFF1E, ">"},           {0xFF0B, "+"},
    {0xFF0D, "-"},          {0x2212, "-"},           {0xFF0A, "*"},           {0x00D7, "*"},
    {0x2265, ">="},         {0x2264, "<="},          {0x2260, "<>"},          {0xFF1B, "no semicolon"},
    {0xFF5B, "a brace {"},  {0xFF5D, "a brace }"},   {0x2192, "an arrow ->"}, {0x2026, "two dots .."},
    {0x3000, "a blank"},    {0x00A0, "a blank"},     {0x200B, "nothing"},     {0xFEFF, "nothing"},
    {0xFF02, "a quote \""}, {0xFF1F, "no question"}, {0x2018, "a quote \""},  {0x2019, "a quote \""},
};

static str meant_by(uint32_t code) {
    for (size_t i = 0; i < sizeof wide_signs / sizeof wide_signs[0]; i++) {
        size_t len = 0;
        while (code == wide_signs[i].code && wide_signs[i].meant[len] != '\0')
            len++;
        if (len > 0)
            return (str){wide_signs[i].meant, len};
    }
    return (str){0};
}

static void take_name(cursor *c) {
    size_t to = c->at;
    while (to < c->line.len && (is_letter(c->line.ptr[to]) || is_digit(c->line.ptr[to]))) {
        if ((unsigned char)c->line.ptr[to] < 0x80) {
            to++;
            continue;
        }
        uint32_t code = 0;
        size_t n = utf8_next(c->line, to, &code);
        str meant = meant_by(code);
        if (meant.len > 0) {
            diags_add(c->out->d, "L113", place_at(c, to), "'{s}' does not belong here|Write {s}.",
                      str_slice(c->line, to, to + n), meant);
            c->out->is_bad = true;
        }
        to += n;
    }
    if (to - c->at > LIMIT_NAME_BYTES) {
        diags_add(c->out->d, "L117", place_at(c, c->at), "a name of {i} bytes|At most {i}.",
                  (int64_t)(to - c->at), (int64_t)LIMIT_NAME_BYTES);
        c->out->is_bad = true;
    }
    add_token(c, TOKEN_NAME, to);
}

// ---- numbers and dates -----------------------------------------------------------------------------------------

// Does the line go on with this shape (0 for a digit), and then with neither a digit nor "-0"?
static bool has_shape(const cursor *c, str shape) {
    for (size_t i = 0; i < shape.len; i++) {
        char found = char_at(c, c->at + i);
        if (shape.ptr[i] == '0' ? !is_digit(found) : found != shape.ptr[i])
            return false;
    }
    size_t end = c->at + shape.len;
    return !is_digit(char_at(c, end)) && !(char_at(c, end) == '-' && is_digit(char_at(c, end + 1)));
}

static void take_day(cursor *c, token_kind what, size_t len) {
    token *t = add_token(c, what, c->at + len);
    if (what == TOKEN_DATE ? day_parse(t->text, &t->num) : day_parse_month(t->text, &t->num))
        return;
    diags_add(c->out->d, "L116", (place){c->number, t->column, c->out->file},
              "there is no {s} '{s}'|Years 1900 to 2199; a real day of its month.",
              what == TOKEN_DATE ? STR("date") : STR("month"), t->text);
    c->out->is_bad = true;
}

static void take_month_day(cursor *c) {
    token *t = add_token(c, TOKEN_MONTH_DAY, c->at + 5);
    const char *p = t->text.ptr;
    int32_t month = (p[0] - '0') * 10 + (p[1] - '0'), day = (p[3] - '0') * 10 + (p[4] - '0');
    t->num = month * 100 + day;
    if (month >= 1 && month <= 12 && day >= 1 && day <= day_month_length(2000, month))
        return;
    diags_add(c->out->d, "L116", (place){c->number, t->column, c->out->file},
              "there is no day '{s}'|The month first, then the day; a minus stands between blanks.", t->text);
    c->out->is_bad = true;
}

static void refuse_number(cursor *c, str text, str why) {
    diags_add(c->out->d, "L115", place_at(c, (size_t)(text.ptr - c->line.ptr)), "'{s}' is no number|{s}",
              str_slice(text, 0, 40), why);
    c->out->is_bad = true;
}

// Digits with a point or without. The value is exact; leading and trailing zeros count as digits.
static void take_number(cursor *c) {
    size_t to = c->at, n_digits = 0, scale = 0;
    int64_t num = 0;
    for (; is_digit(char_at(c, to)) || (char_at(c, to) == '.' && scale == 0 && is_digit(char_at(c, to + 1)));
         to++) {
        if (char_at(c, to) == '.') {
            scale = to + 1;  // where the decimals begin, for now
            continue;
        }
        if (++n_digits <= LIMIT_DIGITS)
            num = num * 10 + (char_at(c, to) - '0');
    }
    token *t = add_token(c, TOKEN_NUMBER, to);
    t->num = num;
    t->scale = scale == 0 || n_digits > LIMIT_DIGITS ? 0 : (uint8_t)(to - scale);
    if (n_digits > LIMIT_DIGITS)
        refuse_number(c, t->text, STR("It has more than 18 digits."));
    else if (t->text.ptr[0] == '0' && t->text.len > 1 && t->text.ptr[1] != '.')
        refuse_number(c, t->text, STR("Leave out the zeros in front."));
    else if (is_letter(char_at(c, to)) && (unsigned char)char_at(c, to) < 0x80)
        refuse_number(c, str_slice(c->line, (size_t)(t->text.ptr - c->line.ptr), to + 1),
                      STR("Put a blank behind the number; a name begins with a letter."));
}

static void take_digits(cursor *c) {
    if (has_shape(c, STR("0000-00-00")))
        take_day(c, TOKEN_DATE, 10);
    else if (has_shape(c, STR("0000-00")))
        take_day(c, TOKEN_MONTH, 7);
    else if (has_shape(c, STR("00-00")))
        take_month_day(c);
    else
        take_number(c);
}

// ---- signs -----------------------------------------------------------------------------------------------------

// Longer ones first.
static const struct {
    char text[3];
    uint8_t len, sign;
} signs[] = {
    {"->", 2, SIGN_ARROW},    {"..", 2, SIGN_RANGE}, {"<=", 2, SIGN_LESS_SAME}, {">=", 2, SIGN_GREATER_SAME},
    {"<>", 2, SIGN_OTHER},    {"(", 1, SIGN_OPEN},   {")", 1, SIGN_CLOSE},      {"{", 1, SIGN_OPEN_SET},
    {"}", 1, SIGN_CLOSE_SET}, {",", 1, SIGN_COMMA},  {":", 1, SIGN_COLON},      {"+", 1, SIGN_PLUS},
    {"-", 1, SIGN_MINUS},     {"*", 1, SIGN_TIMES},  {"/", 1, SIGN_DIVIDE},     {"<", 1, SIGN_LESS},
    {">", 1, SIGN_GREATER},   {"=", 1, SIGN_SAME},
};

static void refuse_char(cursor *c) {
    char found = char_at(c, c->at);
    place at = place_at(c, c->at);
    if (found == '\t')
        diags_add(c->out->d, "L113", at, "a tab|Indent with blanks.");
    else if (found == '!')
        diags_add(c->out->d, "L113", at, "'!' has no meaning|Write `not`, or <> for `differs from`.");
    else if (found == '%')
        diags_add(c->out->d, "L113", at,
                  "'%' has no meaning|Compare a percent with the bare number: share < 50.");
    else if (found < ' ' || found == 0x7F)
        diags_add(c->out->d, "L113", at, "a control character|Delete it.");
    else
        diags_add(c->out->d, "L113", at,
                  "'{c}' has no meaning|Texts stand between \" and \", comments behind #.", (int)found);
    c->out->is_bad = true;
    c->at++;
}

static void take_sign(cursor *c) {
    str rest = str_slice(c->line, c->at, c->line.len);
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        if (!str_starts(rest, (str){signs[i].text, signs[i].len}))
            continue;
        token *t = add_token(c, TOKEN_SIGN, c->at + signs[i].len);
        t->sign = signs[i].sign;
        return;
    }
    refuse_char(c);
}

// ---- lines -----------------------------------------------------------------------------------------------------

static size_t count_blanks(str line) {
    size_t n = 0;
    while (n < line.len && line.ptr[n] == ' ')
        n++;
    return n;
}

static bool is_empty_line(str line) {
    size_t n = count_blanks(line);
    return n == line.len || line.ptr[n] == '#';
}

// The next line that holds tokens, without taking it. False: none is left.
static bool peek_line(lexer *l, str *line) {
    for (str rest = l->rest; str_next_line(&rest, line); l->rest = rest, l->line++)
        if (!is_empty_line(*line))
            return true;
    return false;
}

static void take_line(lexer *l) {
    str line;
    if (str_next_line(&l->rest, &line))
        lexer_scan(l, line, l->line++);
}

static void check_indent(lexer *l, str line) {
    size_t n = count_blanks(line);
    l->indent = n == 0 ? 0 : 2;
    if (n == 0 || n == 2)
        return;
    l->is_bad = true;
    diags_add(
        l->d, "S103",
        (place){l->line, (uint32_t)n + 1, l->file}, "indented by {i}|A declaration stands at the margin, its body lines two in, what goes on four or more.",
        (int64_t)n);
}

lexer lexer_make(str text, uint32_t line, uint16_t file, vec tokens, diags *d) {
    return (lexer){.rest = text, .line = line, .file = file, .d = d, .tokens = tokens};
}

void lexer_scan(lexer *l, str line, uint32_t number) {
    cursor c = {.out = l, .line = line, .number = number};
    l->comment = (str){0};
    while (c.at < line.len) {
        char next = line.ptr[c.at];
        if (next == ' ')
            c.at++;
        else if (next == '#') {
            l->comment = str_slice(line, c.at, line.len);
            return;
        } else if (next == '"')
            take_text(&c);
        else if (is_digit(next))
            take_digits(&c);
        else if (is_letter(next))
            take_name(&c);
        else
            take_sign(&c);
    }
}

bool lexer_next(lexer *l) {
    str line;
    if (!peek_line(l, &line))
        return false;
    l->tokens.n = 0;
    l->is_bad = false;
    check_indent(l, line);
    do
        take_line(l);
    while (peek_line(l, &line) && count_blanks(line) >= 4);
    token last = l->tokens.n == 0 ? (token){.line = 1, .column = 1} : *VEC_LAST(&l->tokens, token);
    token *end = vec_push(&l->tokens);
    end->line = last.line;
    end->column = last.column + (uint32_t)last.text.len + (last.kind == TOKEN_TEXT ? 2 : 0);
    return true;
}
