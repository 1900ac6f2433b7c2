// SPDX-License-Identifier: Apache-2.0
// Expressions: precedence, scales, and what names stand for, as trees.
#include "test.h"
#include "unit/law/sample.h"

#include <string.h>

// The world of the expressions below.
static const char world[] =
    "source rules \"规则\" official high\n"
    "fact n int 0..60 \"数\"\n"
    "fact m int -5..60 \"又一个数\"\n"
    "fact price money 0..5000 \"价钱\"\n"
    "fact share percent 0..100 \"份额\"\n"
    "fact born date \"生日\"\n"
    "fact paid date or none \"缴清\" presumed none\n"
    "fact ok bool \"行\"\n"
    "fact kind enum \"种类\"\n  book \"书\"\n  disc \"碟\"\n  none \"没有\"\n"
    "fact bag set \"一起\" presumed {disc}\n  book \"书\"\n  disc \"碟\"\n"
    "fact log months \"记录\"\n"
    "  field times int 0..31 \"次数\"\n"
    "  field state enum \"状态\" presumed open {open \"开\", shut \"关\"}\n"
    "  each busy = times >= 4 and state is open\n"
    "fact busy_months int 0..60 \"忙的月份\"\n"
    "  from count log in 12 months before on where busy and month >= 2024-01\n"
    "  given wins disputed doubt\n"
    "dispute doubt \"一种读法\" low cite rules\n"
    "  other \"另一种\"\n"
    "  when overridden(busy_months)\n"
    "param wage money \"工资\" by month from 2020-01\n  2020-01.. 4692.5 cite rules\n"
    "param rate int \"每天\" = 3 cite rules\n"
    "value age int \"周岁\" = full years from born to on\n"
    "points age \"年龄\" cite rules = age\n"
    "check bad \"不行\" cite rules\n  when n > 9\n  meaning \"多。\"\n  look \"看。\"\n  remedy \"少。\"\n  "
    "recoverable\n"
    "verdict\n  no \"不行\" : bad\n  yes \"可以\" otherwise\n  unknown \"不知道\" open\n"
    "points everything \"全用上\" cite rules = if ok and kind is book and bag is empty and n + m + rate > 3 "
    "and price > 1\n"
    "    and share > 1 and paid is none and busy_months > 3 and wage(on) > 1 then 1 else 0\n";

// A truth is asked as a finding's condition, so that nothing else is in the way.
static str tree_of(arena *mem, str text) {
    buf lines = buf_make(mem), out = buf_make(mem);
    buf_print(&lines, "{s}finding f \"f\"\n  a \"a\" when {s}\n  b \"b\" otherwise\n",
              (str){world, sizeof world - 1}, text);
    diags d;
    const law *l = sample_read(mem, buf_str(&lines), &d);
    for (uint32_t i = 0; l == NULL && i < d.n; i++)
        buf_print(&out, "{s}; ", d.items[i].message);
    if (l != NULL)
        sample_print_node(l, l->findings[0].guards[0], &out);
    return buf_str(&out);
}

static const struct {
    str text, tree;
} cases[] = {
    // precedence
    {STR_INIT("ok or not ok and n > 3"), STR_INIT("(or (fact ok) (and (not (fact ok)) (gt (fact n) 3e-0)))")},
    {STR_INIT("n + 2 * m - 1 = 4"), STR_INIT("(eq (sub (add (fact n) (mul 2e-0 (fact m))) 1e-0) 4e-0)")},
    {STR_INIT("(n + 2) * m <> -4"), STR_INIT("(ne (mul (add (fact n) 2e-0) (fact m)) -4e-0)")},
    {STR_INIT("not ok or ok"), STR_INIT("(or (not (fact ok)) (fact ok))")},
    {STR_INIT("not not ok"), STR_INIT("(not (not (fact ok)))")},
    {STR_INIT("if ok then n < 3 else not ok"), STR_INIT("(if (fact ok) (lt (fact n) 3e-0) (not (fact ok)))")},
    {STR_INIT("min(n, m, 3) >= max(n, 2)"),
     STR_INIT("(ge (min (min (fact n) (fact m)) 3e-0) (max (fact n) 2e-0))")},
    {STR_INIT("-n < - 3"), STR_INIT("(lt (neg (fact n)) -3e-0)")},
    // scales
    {STR_INIT("price > 3"), STR_INIT("(gt (fact price) 300e-2)")},
    {STR_INIT("price > n"), STR_INIT("(gt (fact price) (scale #2 (fact n)))")},
    {STR_INIT("n > 0.50"), STR_INIT("(gt (scale #1 (fact n)) 5e-1)")},
    {STR_INIT("price >= 0.8 * wage(2024-01-05)"),
     STR_INIT("(ge (scale #1 (fact price)) (mul 8e-1 (param wage 2024-01-05)))")},
    {STR_INIT("floor(price / 10) = 4"), STR_INIT("(eq (floor-div (fact price) 1000e-2) 4e-0)")},
    {STR_INIT("floor(n * 0.5) = 4"), STR_INIT("(eq (floor-div (mul (fact n) 5e-1) 10e-1) 4e-0)")},
    {STR_INIT("share < 50"), STR_INIT("(lt (fact share) 5000e-4)")},
    {STR_INIT("12.5 <= share"), STR_INIT("(le 1250e-4 (fact share))")},
    {STR_INIT("share in 10..20"), STR_INIT("(in-range (fact share) 1000e-4 2000e-4)")},
    {STR_INIT("price * share > price * (1 - share)"),
     STR_INIT("(gt (mul (fact price) (fact share)) (mul (fact price) (sub 10000e-4 (fact share))))")},
    // names
    {STR_INIT("age + points age = rate"), STR_INIT("(eq (add (rule age) (rule age)) (param rate))")},
    {STR_INIT("kind is none"), STR_INIT("(in #4 (fact kind))")},
    {STR_INIT("kind is not book"), STR_INIT("(not (in #1 (fact kind)))")},
    {STR_INIT("kind in {book, none}"), STR_INIT("(in #5 (fact kind))")},
    {STR_INIT("bag has disc or bag is empty"), STR_INIT("(or (has #1 (fact bag)) (is-empty (fact bag)))")},
    {STR_INIT("paid is none or paid is given"),
     STR_INIT("(or (is-none (fact paid)) (not (is-none (fact paid))))")},
    {STR_INIT("ok is false and ok is not false"), STR_INIT("(and (not (fact ok)) (fact ok))")},
    {STR_INIT("check bad and verdict is not yes"), STR_INIT("(and (check bad) (not (in #2 (verdict))))")},
    {STR_INIT("n in 3..rate"), STR_INIT("(in-range (fact n) 3e-0 (param rate))")},
    // days
    {STR_INIT("paid <= born + 3 days - 2 months"),
     STR_INIT("(le (fact paid) (add-months (add-days (fact born) 3e-0) -2e-0))")},
    {STR_INIT("on + n workdays > born - n days"),
     STR_INIT("(gt (add-workdays (on) (fact n)) (add-days (fact born) (neg (fact n))))")},
    {STR_INIT("start of month of on + 1 months > on"),
     STR_INIT("(gt (add-months (month-start (on)) 1e-0) (on))")},
    {STR_INIT("full years early from born to on > 3"), STR_INIT("(gt (years #1 (fact born) (on)) 3e-0)")},
    {STR_INIT("max(on, born) = (if ok then paid else none)"),
     STR_INIT("(eq (max (on) (fact born)) (if (fact ok) (fact paid) none))")},
    {STR_INIT("on in 2024-01-01..2024-12-31"), STR_INIT("(in-range (on) 2024-01-01 2024-12-31)")},
    // disputes and records
    {STR_INIT("(n disputed doubt: m, 0.5) > 1"),
     STR_INIT("(gt (disputed doubt (scale #1 (fact n)) (scale #1 (fact m)) 5e-1) 10e-1)")},
    {STR_INIT("(n > 3 disputed doubt: false)"), STR_INIT("(disputed doubt (gt (fact n) 3e-0) 0)")},
    {STR_INIT("count log before on where busy > 3"), STR_INIT("a truth cannot be compared like this; ")},
    {STR_INIT("(count log before on where busy) > 3"), STR_INIT("(gt (count (on) (each busy)) 3e-0)")},
    {STR_INIT("log in month of on has times > n"), STR_INIT("(listed (on) (gt (field times) (fact n)))")},
    {STR_INIT("(first of {shut, open} as state in log in 6 months before on where true) is shut"),
     STR_INIT("(in #2 (first-seen state 6e-0 (on) 1 1 0))")},
    {STR_INIT("derived(busy_months) or beyond calendar"), STR_INIT("(or (derived #1024) (beyond))")},
};

static void test_trees(void) {
    CHECK_TABLE(cases, i) {
        arena mem;
        arena_init(&mem, arena_malloc(), 0);
        str tree = tree_of(&mem, cases[i].text);
        CHECK_STR(tree, cases[i].tree);
        arena_done(&mem);
    }
}

// n of `inside` between n of `before` and n of `behind`.
static str nest(arena *mem, const char *before, int n, str inside, const char *behind) {
    buf b = buf_make(mem);
    for (int i = 0; i < n; i++)
        buf_put(&b, (str){before, strlen(before)});
    buf_put(&b, inside);
    for (int i = 0; i < n; i++)
        buf_put(&b, (str){behind, strlen(behind)});
    return buf_str(&b);
}

static bool is_too_deep(arena *mem, str text) {
    return str_starts(tree_of(mem, text), STR("more than 64 steps"));
}

// One below, at and above the limit, in brackets, in `not`, and in a row of sums; and far above.
static void test_depth(void) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    CHECK(!is_too_deep(&mem, nest(&mem, "(", 62, STR("ok"), ")")));
    CHECK(!is_too_deep(&mem, nest(&mem, "(", 63, STR("ok"), ")")));
    CHECK(is_too_deep(&mem, nest(&mem, "(", 64, STR("ok"), ")")));
    CHECK(!is_too_deep(&mem, nest(&mem, "not ", 62, STR("ok"), "")));
    CHECK(!is_too_deep(&mem, nest(&mem, "not ", 63, STR("ok"), "")));
    CHECK(is_too_deep(&mem, nest(&mem, "not ", 64, STR("ok"), "")));
    CHECK(!is_too_deep(&mem, nest(&mem, "", 62, STR("ok"), " or ok")));
    CHECK(!is_too_deep(&mem, nest(&mem, "", 63, STR("ok"), " or ok")));
    CHECK(is_too_deep(&mem, nest(&mem, "", 64, STR("ok"), " or ok")));
    CHECK(is_too_deep(&mem, nest(&mem, "(", 20000, STR("ok"), ")")));
    CHECK(is_too_deep(&mem, nest(&mem, "-", 20000, STR("n"), "")));
    CHECK(is_too_deep(&mem, nest(&mem, "if ok then ", 20000, STR("ok"), " else ok")));
    arena_done(&mem);
}

int main(void) {
    test_trees();
    test_depth();
    CHECK_MAIN();
}
