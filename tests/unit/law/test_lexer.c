// SPDX-License-Identifier: Apache-2.0
#include "law/lexer.h"

#include "test.h"

// A line's tokens as kind letters and texts: N name, T text, # number(scale), D date, M month, m month-day, S sign.
static void put_token(buf *out, const token *t) {
    static const char letters[] = ".NT#DMmS";
    buf_put_char(out, letters[t->kind]);
    if (t->kind == TOKEN_NUMBER)
        buf_print(out, "{i}/{i}", t->num, (int64_t)t->scale);
    else if (t->kind == TOKEN_DATE)
        buf_print(out, "{d}", t->num);
    else if (t->kind == TOKEN_MONTH)
        buf_print(out, "{m}", t->num);
    else if (t->kind == TOKEN_MONTH_DAY)
        buf_put_int(out, t->num);
    else
        buf_put(out, t->text);
    buf_put_char(out, ' ');
}

static str list_lines(arena *mem, str text, diags *d) {
    static vec_spare spare;
    diags_init(d, mem);
    lexer l = lexer_make(text, 1, 0, vec_make(mem, &spare, sizeof(token)), d);
    buf out = buf_make(mem);
    while (lexer_next(&l)) {
        buf_print(&out, "{i}{s}| ", (int64_t)l.indent, l.is_bad ? STR("!") : STR(""));
        for (uint32_t i = 0; i < l.tokens.n; i++)
            put_token(&out, VEC_AT(&l.tokens, token, i));
    }
    return buf_str(&out);
}

static const struct {
    str text, tokens;
    uint32_t n_diags;
} cases[] = {
    {STR_INIT(""), STR_INIT(""), 0},
    {STR_INIT("\n  \n# only\n   # more\n"), STR_INIT(""), 0},
    {STR_INIT("fact a_1 \"x # y\" # z"), STR_INIT("0| Nfact Na_1 Tx # y . "), 0},
    {STR_INIT("a\n  b\n      c\n    d\n  e"), STR_INIT("0| Na . 2| Nb Nc Nd . 2| Ne . "), 0},
    {STR_INIT("a\r\n  b\r\n"), STR_INIT("0| Na . 2| Nb . "), 0},
    {STR_INIT("a\n\n# c\n    b"), STR_INIT("0| Na Nb . "), 0},
    {STR_INIT("1 0.8 12.50 0 18..60"), STR_INIT("0| #1/0 #8/1 #1250/2 #0/0 #18/0 S.. #60/0 . "), 0},
    {STR_INIT("2026-03-10 2026-03 03-10 5 - 3"), STR_INIT("0| D2026-03-10 M2026-03 m310 #5/0 S- #3/0 . "), 0},
    {STR_INIT("2026-03..2026-04 2026-03-01..2026-03-02"),
     STR_INIT("0| M2026-03 S.. M2026-04 D2026-03-01 S.. D2026-03-02 . "), 0},
    {STR_INIT("a->b<=c>=d<>e<f>g=h"), STR_INIT("0| Na S-> Nb S<= Nc S>= Nd S<> Ne S< Nf S> Ng S= Nh . "), 0},
    {STR_INIT("(){},:+-*/"), STR_INIT("0| S( S) S{ S} S, S: S+ S- S* S/ . "), 0},
    {STR_INIT("cite 沪人社力〔2022〕103号 \"第 2 条\""),
     STR_INIT("0| Ncite N沪人社力〔2022〕103号 T第 2 条 . "), 0},
    {STR_INIT("a.b"), STR_INIT("0!| Na Nb . "), 1},
    {STR_INIT("a ； b"), STR_INIT("0!| Na N； Nb . "), 1},
    {STR_INIT("\"open\nb"), STR_INIT("0!| . 0| Nb . "), 1},
    {STR_INIT(" a"), STR_INIT("2!| Na . "), 1},
    {STR_INIT("123456789012345678"), STR_INIT("0| #123456789012345678/0 . "), 0},
    {STR_INIT("1234567890123456789"), STR_INIT("0!| #123456789012345678/0 . "), 1},
    {STR_INIT("1900-01-01 2199-12-31 2200-01-01"), STR_INIT("0!| D1900-01-01 D2199-12-31 D1970-01-01 . "), 1},
    {STR_INIT("02-29 02-30"), STR_INIT("0!| m229 m230 . "), 1},
    {STR_INIT("2026-3-10"), STR_INIT("0| #2026/0 S- #3/0 S- #10/0 . "), 0},
};

static void test_lines(void) {
    CHECK_TABLE(cases, i) {
        arena mem;
        arena_init(&mem, arena_malloc(), 0);
        diags d;
        CHECK_STR(list_lines(&mem, cases[i].text, &d), cases[i].tokens);
        CHECK_INT(d.n, cases[i].n_diags);
        arena_done(&mem);
    }
}

// A name of 63, 64 and 65 bytes.
static void test_name_length(void) {
    char text[LIMIT_NAME_BYTES + 1];
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = 'a';
    for (size_t len = LIMIT_NAME_BYTES - 1; len <= LIMIT_NAME_BYTES + 1; len++) {
        arena mem;
        arena_init(&mem, arena_malloc(), 0);
        diags d;
        (void)list_lines(&mem, (str){text, len}, &d);
        CHECK_INT(d.n, len > LIMIT_NAME_BYTES);
        arena_done(&mem);
    }
}

static void test_places(void) {
    static vec_spare spare;
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    diags d;
    diags_init(&d, &mem);
    lexer l = lexer_make(STR("天 \"二\" x\n    y"), 7, 2, vec_make(&mem, &spare, sizeof(token)), &d);
    CHECK(lexer_next(&l));
    static const uint32_t places[][2] = {{7, 1}, {7, 5}, {7, 11}, {8, 5}, {8, 6}};
    for (uint32_t i = 0; i < l.tokens.n; i++) {
        CHECK_INT(VEC_AT(&l.tokens, token, i)->line, places[i][0]);
        CHECK_INT(VEC_AT(&l.tokens, token, i)->column, places[i][1]);
    }
    CHECK_INT(l.tokens.n, 5);
    arena_done(&mem);
}

int main(void) {
    test_lines();
    test_name_length();
    test_places();
    CHECK_MAIN();
}
