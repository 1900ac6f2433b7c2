// SPDX-License-Identifier: Apache-2.0
#include "law/read.h"

#include "test.h"
#include "unit/law/sample.h"

static str format(arena *mem, str text, bool *is_fine) {
    diags d;
    diags_init(&d, mem);
    buf out = buf_make(mem);
    *is_fine = law_format((pack_source){STR("a.md"), text}, mem, &out, &d);
    return buf_str(&out);
}

// The lines of a law block, laid out.
static str format_lines(arena *mem, str lines) {
    bool is_fine;
    str text = format(mem, sample_pack(mem, lines), &is_fine);
    if (!is_fine)
        return STR("(refused)");
    str empty = sample_pack(mem, STR(""));  // head, fence, empty line, fence
    return str_slice(text, empty.len - 5, text.len - 4);
}

static const struct {
    str lines, wanted;
} cases[] = {
    {STR_INIT("fact   a  bool\"x\"  presumed   true"), STR_INIT("fact a bool \"x\" presumed true\n")},
    {STR_INIT("fact a int 0 .. 60 \"x\"#why"), STR_INIT("fact a int 0..60 \"x\"  #why\n")},
    {STR_INIT("fact a int - 5..5 \"x\""), STR_INIT("fact a int -5..5 \"x\"\n")},
    {STR_INIT("fact a int 0..9 \"x\"\n  from  ( b+ - 1 )*W( on )\n  given must agree"),
     STR_INIT("fact a int 0..9 \"x\"\n  from (b + -1) * W(on)\n  given must agree\n")},
    {STR_INIT("value a bool \"x\" = not( b in { c ,d } or(e) ) and-1<f"),
     STR_INIT("value a bool \"x\" = not (b in {c, d} or (e)) and -1 < f\n")},
    {STR_INIT("value a int \"x\" = min( 1,2 )+floor( b/3 )-( c disputed d :e,f )"),
     STR_INIT("value a int \"x\" = min(1, 2) + floor(b / 3) - (c disputed d: e, f)\n")},
    {STR_INIT("value a bool \"x\" =\n         b\n            or c"),
     STR_INIT("value a bool \"x\" =\n    b\n    or c\n")},
    {STR_INIT("points a \"x\" by b\n  c->1 cite s\n  long_one    ->   2\n         + 3\n  d -> 3"),
     STR_INIT("points a \"x\" by b\n  c        -> 1 cite s\n  long_one -> 2\n      + 3\n  d        -> 3\n")},
    {STR_INIT("param W money \"x\" by month from 2024-01\n  2024-01..2024-12 5 cite s\n  2025-01.. 11396.5 "
              "cite s disputed d :1,2"),
     STR_INIT("param W money \"x\" by month from 2024-01\n  2024-01..2024-12       5 cite s\n"
              "  2025-01..        11396.5 cite s disputed d: 1, 2\n")},
    {STR_INIT("param D date \"x\" by date from 2024-01-01\n  2024-01-01..2024-12-31 2025-01-01 cite s\n  "
              "2025-01-01.. 2026-01-01 cite s"),
     STR_INIT("param D date \"x\" by date from 2024-01-01\n  2024-01-01..2024-12-31 2025-01-01 cite s\n"
              "  2025-01-01..           2026-01-01 cite s\n")},
    {STR_INIT("\n\n# head\n\n\n\nfact a bool \"x\"\n\n  ask \"y\"\n"),
     STR_INIT("# head\n\nfact a bool \"x\"\n\n  ask \"y\"\n")},
    {STR_INIT("verdict\n  a \"x\" alone:b\n  c \"y\" otherwise\n  d \"z\" open"),
     STR_INIT("verdict\n  a \"x\" alone : b\n  c \"y\" otherwise\n  d \"z\" open\n")},
    {STR_INIT("fact a bool \"x\"\n   # odd\n  ask \"y\" # why"),
     STR_INIT("fact a bool \"x\"\n  # odd\n  ask \"y\"  # why\n")},
    {STR_INIT("tool  a \"x\"   shows  points\n  lead \"y\"\n  asks b ,c\n       , d"),
     STR_INIT("tool a \"x\" shows points\n  lead \"y\"\n  asks b, c\n      , d\n")},
    {STR_INIT("fact a bool \"x\" presumed true\n  private   # shy"),
     STR_INIT("fact a bool \"x\" presumed true\n  private  # shy\n")},
    {STR_INIT("fact a bool"), STR_INIT("(refused)")},
};

static void test_layout(void) {
    CHECK_TABLE(cases, i) {
        arena mem;
        arena_init(&mem, arena_malloc(), 0);
        str once = format_lines(&mem, cases[i].lines);
        CHECK_STR(once, cases[i].wanted);
        if (!str_is(once, STR("(refused)")))
            CHECK_STR(format_lines(&mem, str_slice(once, 0, once.len - 1)), once);
        arena_done(&mem);
    }
}

static void test_cases(void) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    bool is_fine;
    str head = STR("---\nlaw: toy\ntitle: x\npart: 1\nchecked: 2026-11-20\nagain: 2027-06-01\n---\n");
    buf b = buf_make(&mem);
    buf_print(
        &b, "{s}prose  \r\n```case\r\ntext,  as it is \r\n  a   1 ,b \"x ,  y\"=>  c  2 # why\r\n      , d 3\r\n```\r\n",
        head);
    buf wanted = buf_make(&mem);
    buf_print(&wanted,
              "{s}prose  \n```case\ntext,  as it is \n  a 1, b \"x ,  y\" => c 2  # why\n      , d 3\n```\n",
              head);
    str once = format(&mem, buf_str(&b), &is_fine);
    CHECK(is_fine);
    CHECK_STR(once, buf_str(&wanted));
    CHECK_STR(format(&mem, once, &is_fine), once);
    arena_done(&mem);
}

static void test_head(void) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    bool is_fine;
    str once = format(
        &mem, STR("\xEF\xBB\xBF---  \nlaw :toy\n\ntitle:   x : y  \npart: 1\nchecked: 2026-11-20\nagain: 2027-06-01\n---"),
        &is_fine);
    CHECK(is_fine);
    CHECK_STR(once,
              STR("---\nlaw: toy\ntitle: x : y\npart: 1\nchecked: 2026-11-20\nagain: 2027-06-01\n---\n"));
    arena_done(&mem);
}

// The meaning stays: the law printed whole is the same before and after.
static void check_meaning(const char *path) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    diags d;
    diags_init(&d, &mem);
    bool is_fine;
    pack_source before = {STR("a.md"), sample_file(&mem, path)};
    pack_source after = {STR("a.md"), format(&mem, before.text, &is_fine)};
    CHECK(is_fine);
    const law *a = law_read(&before, 1, &mem, &d), *b = law_read(&after, 1, &mem, &d);
    CHECK(a != NULL && b != NULL);
    if (a != NULL && b != NULL) {
        buf x = buf_make(&mem), y = buf_make(&mem);
        sample_print_law(a, &x);
        sample_print_law(b, &y);
        CHECK_STR(buf_str(&y), buf_str(&x));
    }
    CHECK_STR(format(&mem, after.text, &is_fine), after.text);
    arena_done(&mem);
}

int main(void) {
    test_layout();
    test_cases();
    test_head();
    check_meaning("tests/packs/library-fines.md");
    CHECK_MAIN();
}
