// SPDX-License-Identifier: Apache-2.0
// The cases of the pack of tests/packs/library-fines.md, and beside them cases that do not hold or are written wrongly.
#include "engine/jifen.h"

#include "test.h"

#define PACK "tests/packs/library-fines.md"

static arena mem;

static str read_pack(void) {
    static char text[1 << 16];
    FILE *f = fopen(PACK, "rb");
    if (f == NULL)
        return STR("");
    size_t n = fread(text, 1, sizeof text, f);
    fclose(f);
    return (str){text, n};
}

// A line of a case, and what its failures say behind "case '…': expected "; nothing when it holds.
typedef struct {
    str line, want;
} line_case;

static const line_case lines[] = {
    // What holds
    {STR_INIT("reader adult, days_late 100 => first over_limit, by over_limit 2026-04-09, reason over_limit "
              "decides"),
     STR_INIT("")},
    {STR_INIT("reader adult, days_late 100 => reason over_limit recoverable confidence high, heading "
              "\"恢复以前要办的事\""),
     STR_INIT("")},
    {STR_INIT("reader adult, days_late 100, lost true => reasons lost_book over_limit, first none"),
     STR_INIT("")},
    {STR_INIT("reader adult, days_late 100, lost true => reason lost_book explains permanent, no possible "
              "settling"),
     STR_INIT("")},
    {STR_INIT("reader ?, days_late 12 => points lateness 0..12, missing reader, next reader, no missing "
              "days_late"),
     STR_INIT("")},
    {STR_INIT("reader {adult, senior}, days_late 12 => points lateness 6..12, confidence none"), STR_INIT("")},
    {STR_INIT("reader adult/senior, days_late 10..12 => points lateness 5..12, verdict may_borrow"),
     STR_INIT("")},
    {STR_INIT("reader adult, days_late 50, items {audio, kit} => assumes old_rate points total 100 verdict "
              "paused"),
     STR_INIT("")},
    {STR_INIT("reader adult, days_late 1 => assumes old_rate points total 2 verdict may_borrow"), STR_INIT("")},
    {STR_INIT("reader adult, days_late 12, paid_on 2026-03-11 => refused paid_on"), STR_INIT("")},
    {STR_INIT("reader adult, days_late 401 => refused days_late"), STR_INIT("")},
    {STR_INIT("reader adult, days_late 12, on 2030-01-01 => not held"), STR_INIT("")},
    {STR_INIT(
         "reader adult, days_late 12 => tool sum next lost, tool bring next lost, tool back next paid_on"),
     STR_INIT("")},
    {STR_INIT("reader child, lost false => tool sum next none"), STR_INIT("")},
    // What does not
    {STR_INIT("reader adult, days_late 12 => points lateness 11"), STR_INIT("points lateness 11, found 12")},
    {STR_INIT("reader adult, days_late 12 => goal over true"), STR_INIT("goal over true, found false")},
    {STR_INIT("reader adult, days_late 12 => finding card frozen"),
     STR_INIT("finding card frozen, found usable")},
    {STR_INIT("reader adult, days_late 12 => verdict paused"), STR_INIT("verdict paused, found may_borrow")},
    {STR_INIT("reader adult, days_late 12 => headline \"不可以，借书\""),
     STR_INIT("headline \"不可以，借书\", found \"可以借书\"")},
    {STR_INIT("reader adult, days_late 12 => confidence low"), STR_INIT("confidence low, found none")},
    {STR_INIT("reader adult, days_late 100 => reasons none"), STR_INIT("reasons none, found over_limit")},
    {STR_INIT("reader adult, days_late 100 => reasons over_limit lost_book"),
     STR_INIT("reasons over_limit lost_book, found over_limit")},
    {STR_INIT("reader adult, days_late 100 => no reason over_limit"),
     STR_INIT("no reason over_limit, found over_limit")},
    {STR_INIT("reader adult, days_late 100 => reason over_limit explains"),
     STR_INIT("reason over_limit explains, found decides")},
    {STR_INIT("reader adult, days_late 12 => reason over_limit"),
     STR_INIT("reason over_limit, found reasons none")},
    {STR_INIT("reader adult, days_late 12 => possible settling"), STR_INIT("possible settling, found none")},
    {STR_INIT("reader adult, days_late 12, paid_on 2026-03-09 => again settling never"),
     STR_INIT("again settling never, found 2026-03-12")},
    {STR_INIT("reader adult, days_late 100 => by over_limit 2026-04-10"),
     STR_INIT("by over_limit 2026-04-10, found 2026-04-09")},
    {STR_INIT("reader adult, days_late 100 => first lost_book"),
     STR_INIT("first lost_book, found over_limit")},
    {STR_INIT("reader adult, days_late 100 => papers loss_form"),
     STR_INIT("papers loss_form, found card_copy")},
    {STR_INIT("reader adult, days_late 100 => paper card_copy copy"),
     STR_INIT("paper card_copy copy, found original")},
    {STR_INIT("reader adult, days_late 100 => paper card_copy copies 2"),
     STR_INIT("paper card_copy copies 2, found copies 1")},
    {STR_INIT("reader adult, days_late 100 => paper card_copy needed"),
     STR_INIT("paper card_copy needed, found kept")},
    {STR_INIT("reader adult, days_late 100 => paper card_copy from desk"),
     STR_INIT("paper card_copy from desk, found from self")},
    {STR_INIT("reader adult, days_late 50..150 => paper card_copy original"),
     STR_INIT("paper card_copy original, found possible")},
    {STR_INIT("reader adult, days_late 50..150 => paper card_copy possible, papers none"), STR_INIT("")},
    {STR_INIT("reader adult, days_late 100 => dates none"), STR_INIT("dates none, found pay_by")},
    {STR_INIT("reader adult, days_late 100 => date pay_by 2026-04-10"),
     STR_INIT("date pay_by 2026-04-10, found 2026-04-09")},
    {STR_INIT("reader adult, days_late 50 => assumes old_rate nothing"),
     STR_INIT("assumes old_rate nothing, found something changes")},
    {STR_INIT("reader adult, days_late 50 => assumes old_rate points total 99"),
     STR_INIT("assumes old_rate points total 99, found points 100")},
    {STR_INIT("reader adult, days_late 50 => no presumption lost"),
     STR_INIT("no presumption lost, found items lost price paid_on")},
    {STR_INIT("reader adult, days_late 12 => refused days_late"),
     STR_INIT("refused days_late, found an answer")},
    {STR_INIT("reader adult, days_late 12 => not held"), STR_INIT("not held, found an answer")},
    {STR_INIT("reader adult, days_late 12, on 2030-01-01 => verdict may_borrow"),
     STR_INIT("verdict may_borrow, found not held")},
    {STR_INIT("reader adult, days_late 401 => verdict may_borrow"),
     STR_INIT(
         "verdict may_borrow, found refused: fact 'days_late': expected a whole number 0..400, found '401'")},
    {STR_INIT("reader adult, days_late 12 => tool sum next price"),
     STR_INIT("tool sum next price, found lost")},
    {STR_INIT("reader child, lost false => tool sum next days_late"),
     STR_INIT("tool sum next days_late, found none")},
    {STR_INIT("reader adult, days_late 12 => tool sum most 3"), STR_INIT("tool sum most 3, found 0")},
    {STR_INIT("reader adult, days_late 12 => supposes lost true"),
     STR_INIT("supposes lost true, found none")},
    {STR_INIT("reader adult, days_late 12, paid_on 2026-03-09 => soonest settling 2026-03-12"),
     STR_INIT("soonest settling 2026-03-12, found none")},
    // What is written wrongly
    {STR_INIT("reader adult, route far => verdict may_borrow"),
     STR_INIT("a person, found expected the name of a route, found 'far'")},
    {STR_INIT("reader adult, days_late 12 => tool sums next lost"),
     STR_INIT("the name of a tool, not 'sums', found 'tool sums next lost'")},
    {STR_INIT("reader adult, days_late 12 => tool sum next loss"),
     STR_INIT("the name of a fact, not 'loss', found 'tool sum next loss'")},
    {STR_INIT("reader adult, days_late 12 => tool sum asks lost"),
     STR_INIT("`tool NAME next FACT|none` or `tool NAME most N`, found 'tool sum asks lost'")},
    {STR_INIT("reader adult, days_lat 12 => verdict may_borrow"),
     STR_INIT("a person, found expected the name of a fact, found 'days_lat'; did you mean 'days_late'?")},
    {STR_INIT("reader adult, days_late 12, days_late 13 => verdict may_borrow"),
     STR_INIT("a person, found expected 'days_late' once, found it twice")},
    {STR_INIT("reader adult, days_late 12, on 2026-13-01 => not held"),
     STR_INIT("a person, found fact 'on': expected a date like 2026-03-10, found '2026-13-01'")},
    {STR_INIT("reader adult, days_late 12 => verdict maybe"),
     STR_INIT("the name of a verdict, not 'maybe', found 'verdict maybe'")},
    {STR_INIT("reader adult, days_late 12 => no reason late"),
     STR_INIT("the name of a check, not 'late', found 'no reason late'")},
    {STR_INIT("reader adult, days_late 12 => points lateness twelve"),
     STR_INIT("`points NAME n` or `points NAME n..m`, found 'points lateness twelve'")},
    {STR_INIT("reader adult, days_late 12 => lateness 12"),
     STR_INIT("a word such as points, verdict or reasons in front, found 'lateness 12'")},
};

enum { N_LINES = sizeof lines / sizeof lines[0] };

static const jifen_law *open_law(str more) {
    jifen_file files[] = {{STR(PACK), read_pack(), false}, {STR("more.md"), more, false}};
    buf report = buf_make(&mem);
    err e;
    err_clear(&e);
    jifen *j = NULL;
    bool ok = jifen_open(files, more.len > 0 ? 2 : 1, &mem, &j, &report, &e) == RC_OK;
    if (!CHECK(ok))
        printf("%.*s%.*s\n", (int)report.len, report.ptr, (int)e.text_len, e.text);
    return ok ? jifen_law_at(j, 0) : NULL;
}

static void put_head(buf *out) {
    BUF_LIT(out, "---\nlaw: library-fines\ntitle: 更多的例子\npart: 2\nchecked: 2026-11-20\nagain: "
                 "2027-06-01\n---\n\n");
}

static void test_pack(void) {
    const jifen_law *l = open_law(STR(""));
    buf report = buf_make(&mem);
    size_t n_passed = 0, n_failed = 0;
    if (l == NULL)
        return;
    CHECK_INT(jifen_test(l, &mem, &report, &n_passed, &n_failed, NULL), RC_OK);
    CHECK_STR(buf_str(&report), STR(""));
    CHECK_INT(n_failed, 0);
    CHECK(n_passed > 10);
}

static void put_wanted(size_t row, int64_t line, buf *out) {
    str want = lines[row].want;
    if (want.len > 0)
        buf_print(out, "more.md:{i}: case '一行一个人。': expected {s}\n", line, want);
}

static void test_lines(void) {
    buf text = buf_make(&mem), want = buf_make(&mem), report = buf_make(&mem);
    put_head(&text);
    BUF_LIT(&text, "```case\n一行一个人。\n  given on 2026-03-10\n");
    size_t n_passed = 0, n_failed = 0, n_wrong = 0;
    for (size_t i = 0; i < N_LINES; i++) {
        buf_print(&text, "  {s}\n", lines[i].line);
        put_wanted(i, (int64_t)i + 12, &want);
        n_wrong += lines[i].want.len > 0;
    }
    BUF_LIT(&text, "```\n");
    const jifen_law *l = open_law(buf_str(&text));
    if (l == NULL)
        return;
    CHECK_INT(jifen_test(l, &mem, &report, &n_passed, &n_failed, NULL), RC_OK);
    CHECK_STR(buf_str(&report), buf_str(&want));
    CHECK_INT(n_failed, n_wrong);
}

int main(void) {
    arena_init(&mem, arena_malloc(), 0);
    test_pack();
    test_lines();
    arena_done(&mem);
    CHECK_MAIN();
}
