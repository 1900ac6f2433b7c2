// SPDX-License-Identifier: Apache-2.0
#include "law/parse.h"

#include "base/day.h"
#include "base/num.h"

enum { FOUND_BYTES = 40 };  // of a token, in a message

place parse_here(const parser *p) {
    return (place){.line = p->at->line, .column = p->at->column, .file = p->lex.file};
}

bool parse_give_up(parser *p) {
    bool is_first = !p->is_bad_line;
    p->is_bad_line = p->is_bad = true;
    p->at = VEC_LAST(&p->lex.tokens, token);
    return is_first;
}

void parse_expected(parser *p, str what) {
    token found = *p->at;
    place at = parse_here(p);
    str text = str_slice(found.text, 0, FOUND_BYTES);
    if (!parse_give_up(p))
        return;
    if (found.kind == TOKEN_END)
        diags_add(p->out->d, "S102", at,
                  "expected {s}, found the end of the line|What goes on is indented by four.", what);
    else if (found.kind == TOKEN_TEXT)
        diags_add(p->out->d, "S102", at,
                  "expected {s}, found the text \"{s}\"|The forms stand in docs/language.md.", what, text);
    else
        diags_add(p->out->d, "S102", at, "expected {s}, found '{s}'|The forms stand in docs/language.md.",
                  what, text);
}

// ---- tokens ----------------------------------------------------------------------------------------------------

bool parse_is_end(const parser *p) {
    return p->at->kind == TOKEN_END;
}

bool parse_is_word(const parser *p, str text) {
    return p->at->kind == TOKEN_NAME && str_is(p->at->text, text);
}

bool parse_is_sign(const parser *p, sign s) {
    return p->at->kind == TOKEN_SIGN && p->at->sign == s;
}

const token *parse_second(const parser *p) {
    return parse_is_end(p) ? p->at : p->at + 1;
}

const token *parse_take(parser *p) {
    const token *t = p->at;
    if (!parse_is_end(p))
        p->at++;
    return t;
}

bool parse_take_word(parser *p, str text) {
    bool is_it = parse_is_word(p, text);
    p->at += is_it;
    return is_it;
}

bool parse_take_sign(parser *p, sign s) {
    bool is_it = parse_is_sign(p, s);
    p->at += is_it;
    return is_it;
}

void parse_need_word(parser *p, str text) {
    if (!parse_take_word(p, text))
        parse_expected(p, text);
}

void parse_need_sign(parser *p, sign s, str shown) {
    if (!parse_take_sign(p, s))
        parse_expected(p, shown);
}

void parse_end(parser *p) {
    if (parse_is_end(p))
        return;
    str found = str_slice(p->at->text, 0, FOUND_BYTES);
    place at = parse_here(p);
    if (parse_give_up(p))
        diags_add(p->out->d, "S111", at, "'{s}' cannot stand here|The line should have ended before it.",
                  found);
}

// ---- words and texts -------------------------------------------------------------------------------------------

static bool is_plain(str name) {
    for (size_t i = 0; i < name.len; i++)
        if ((unsigned char)name.ptr[i] >= 0x80)
            return false;
    return true;
}

word parse_key(parser *p, str what) {
    word w = {.at = parse_here(p)};
    if (p->at->kind == TOKEN_NAME)
        w.text = parse_take(p)->text;
    else
        parse_expected(p, what);
    return w;
}

word parse_name(parser *p, str what) {
    word w = parse_key(p, what);
    if (!is_plain(w.text) && parse_give_up(p))
        diags_add(p->out->d, "S113", w.at,
                  "'{s}' cannot be a name here|Names are small letters, digits and _.", w.text);
    return w;
}

str parse_text(parser *p, str what) {
    if (p->at->kind == TOKEN_TEXT)
        return parse_take(p)->text;
    parse_expected(p, what);
    return (str){0};
}

option parse_option(parser *p) {
    option o = {.at = parse_here(p)};
    o.name = parse_name(p, STR("a name")).text;
    o.label = parse_text(p, STR("its \"label\""));
    return o;
}

void parse_once(parser *p, bool again, place at, str what) {
    if (again && parse_give_up(p))
        diags_add(p->out->d, "S106", at, "'{s}' is said twice|Leave one of them.", what);
}

// ---- numbers ---------------------------------------------------------------------------------------------------

int64_t parse_whole(parser *p, str what, int64_t most) {
    if (p->at->kind == TOKEN_NUMBER && p->at->scale == 0 && p->at->num <= most)
        return parse_take(p)->num;
    parse_expected(p, what);
    return 0;
}

bool parse_decimal(parser *p, int scale, int64_t *out) {
    bool is_negative = parse_take_sign(p, SIGN_MINUS);
    const token *t = p->at;
    place at = parse_here(p);
    if (t->kind != TOKEN_NUMBER) {
        parse_expected(p, STR("a number"));
        return false;
    }
    int64_t v = t->num;
    int fine = t->scale;
    for (; fine > scale && v % 10 == 0; fine--)
        v /= 10;
    parse_take(p);
    if (fine > scale || ckd_mul(&v, v, num_pow10(scale - fine))) {
        if (parse_give_up(p))
            diags_add(p->out->d, "T104", at, "'{s}' does not fit here|At most {i} decimals and 18 digits.",
                      t->text, (int64_t)scale);
        return false;
    }
    *out = is_negative ? -v : v;
    return true;
}

// ---- citations -------------------------------------------------------------------------------------------------

bool parse_confidence(parser *p, confidence *out) {
    static const str names[] = {STR_INIT("low"), STR_INIT("medium"), STR_INIT("high")};
    for (int i = CONFIDENCE_LOW; i <= CONFIDENCE_HIGH; i++) {
        if (!parse_take_word(p, names[i]))
            continue;
        *out = (confidence)i;
        return true;
    }
    return false;
}

bool parse_cite(parser *p, cite_syntax *out) {
    place at = parse_here(p);
    if (!parse_take_word(p, STR("cite")))
        return false;
    bool is_second = out->key.text.len > 0;
    *out = (cite_syntax){.confidence = -1};
    out->key = parse_key(p, STR("the key of a source"));
    if (p->at->kind == TOKEN_TEXT)
        out->where = parse_take(p)->text;
    confidence c;
    if (parse_confidence(p, &c))
        out->confidence = (int32_t)c;
    if (is_second && parse_give_up(p))
        diags_add(p->out->d, "S106", at,
                  "a second citation|One source stands behind a rule; name the best one.");
    return true;
}

// ---- types -----------------------------------------------------------------------------------------------------

typedef struct {
    str word;
    type out;
    bool is_number;
    bool is_months;
} type_word;

static const type_word type_words[] = {
    {STR_INIT("bool"), {.kind = KIND_BOOL}, false, false},
    {STR_INIT("int"), {.kind = KIND_NUMBER}, true, false},
    {STR_INIT("money"), {.kind = KIND_NUMBER, .scale = 2, .unit = UNIT_MONEY}, true, false},
    {STR_INIT("percent"), {.kind = KIND_NUMBER, .scale = 4, .unit = UNIT_PERCENT}, true, false},
    {STR_INIT("date"), {.kind = KIND_DATE}, false, false},
    {STR_INIT("enum"), {.kind = KIND_ENUM}, false, false},
    {STR_INIT("set"), {.kind = KIND_SET}, false, false},
    {STR_INIT("months"), {.kind = KIND_BOOL}, false, true},
};

// LEAST..MOST. A percent is written 0..100 with two decimals: the same digits as its fraction at scale 4.
static void read_domain(parser *p, type_syntax *t) {
    int scale = t->out.unit == UNIT_PLAIN ? 0 : 2;
    place at = parse_here(p);
    t->has_domain = parse_decimal(p, scale, &t->domain.lo);
    parse_need_sign(p, SIGN_RANGE, STR(".. and the largest value"));
    (void)parse_decimal(p, scale, &t->domain.hi);  // gives up on failure, and the type with it
    if (t->domain.lo > t->domain.hi && parse_give_up(p))
        diags_add(p->out->d, "T105", at, "the range ends before it begins|Put the smaller number first.");
}

static void read_dates(parser *p, type_syntax *t) {
    t->has_domain = true;
    t->domain = set_range(day_min, day_max, 0);
    if (parse_take_word(p, STR("or"))) {
        parse_need_word(p, STR("none"));
        t->domain.none = true;
    }
}

static void read_range(parser *p, type_syntax *t, const type_word *w, bool wants_domain) {
    bool is_written = p->at->kind == TOKEN_NUMBER || parse_is_sign(p, SIGN_MINUS);
    if (t->out.kind == KIND_DATE && wants_domain)
        read_dates(p, t);
    else if (w->is_number && wants_domain && !is_written)
        parse_expected(p, STR("the range of the number, such as 0..60"));
    else if (w->is_number && wants_domain)
        read_domain(p, t);
    else if (is_written && parse_give_up(p))
        diags_add(p->out->d, "S111", t->at, "only a fact or field says its range|Leave the range out.");
}

type_syntax parse_type(parser *p, bool wants_domain) {
    type_syntax t = {.at = parse_here(p)};
    for (size_t i = 0; i < sizeof type_words / sizeof type_words[0]; i++) {
        if (!parse_take_word(p, type_words[i].word))
            continue;
        t.out = type_words[i].out;
        t.is_months = type_words[i].is_months;
        read_range(p, &t, &type_words[i], wants_domain);
        return t;
    }
    parse_expected(p, STR("a type (bool, int, money, percent, date, enum, set, months)"));
    return t;
}
