// SPDX-License-Identifier: Apache-2.0
// Quotes from the library's fines: every verb, every list, and what cannot be quoted.
#include "engine/jifen.h"

#include "test.h"

#include "base/day.h"
#include "main/embedded.h"

#include <string.h>

static arena mem;
static const jifen_law *l;
static int64_t in_2026;

static void open_law(void) {
    jifen_file file = {.name = STR("library-fines.md")};
    for (size_t i = 0; i < n_pack_files; i++)
        if (strcmp(pack_files[i].name, "library-fines.md") == 0)
            file.text = (str){pack_files[i].text, pack_files[i].len};
    jifen *j = NULL;
    buf report = buf_make(&mem);
    CHECK_INT(jifen_open(&file, 1, &mem, &j, &report, NULL), RC_OK);
    l = jifen_law_at(j, 0);
}

static void test_pieces(void) {
    static const struct {
        str reference, want;
    } cases[] = {
        {STR_INIT("label lateness"), STR_INIT("逾期")},
        {STR_INIT("label fact lost"), STR_INIT("丢失")},
        {STR_INIT("  label   days_late "), STR_INIT("逾期天数")},
        {STR_INIT("label reader=adult"), STR_INIT("成人证")},
        {STR_INIT("label lost=true"), STR_INIT("是")},
        {STR_INIT("label lost_book"), STR_INIT("书丢了")},
        {STR_INIT("label card_copy"), STR_INIT("借书证")},
        {STR_INIT("label pay_by"), STR_INIT("最晚缴清")},
        {STR_INIT("label over"), STR_INIT("到停借的分数")},
        {STR_INIT("label card"), STR_INIT("借书证")},
        {STR_INIT("label old_rate"), STR_INIT("2026 年起一律每天 1 分")},
        {STR_INIT("label 公告"), STR_INIT("门口的公告")},
        {STR_INIT("meaning over_limit"), STR_INIT("记分满了，缴清以前不能再借。")},
        {STR_INIT("remedy lost_book"), STR_INIT("买一本同样的，或者按定价赔。")},
        {STR_INIT("note loss_form"), STR_INIT("")},
        {STR_INIT("note card_copy"), STR_INIT("原件看一眼，复印件留下。")},
        {STR_INIT("note pay_by"), STR_INIT("过了这天，借书证注销。")},
        {STR_INIT("ask lost"), STR_INIT("书丢了吗？")},
        {STR_INIT("hint days_late"), STR_INIT("到期第二天算第 1 天。")},
        {STR_INIT("other old_rate"), STR_INIT("2026 年以前借的书，仍是每天 2 分")},
        {STR_INIT("param limit"), STR_INIT("100")},
        {STR_INIT("param daily"), STR_INIT("1")},
        {STR_INIT("goal over"), STR_INIT("100 分")},
        {STR_INIT("value pay_by"), STR_INIT("当天之后 30 天")},
        {STR_INIT("when settling"), STR_INIT("有“缴清日”，且当天早于“缴清日”之后 3 天")},
        {STR_INIT("when pay_by"), STR_INIT("没有“缴清日”")},
        {STR_INIT("source lateness"), STR_INIT("《读者借阅规则》2024 年版，“第 5 条”（官方文件，把握：高）")},
        {STR_INIT("source daily"), STR_INIT("门口的公告，“降分”（媒体报道，把握：中）")},
        {STR_INIT("source 馆员"), STR_INIT("馆员的口头说法（自行推断，把握：低）")},
        {STR_INIT("confidence old_rate"), STR_INIT("低")},
        {STR_INIT("confidence loss"), STR_INIT("高")},
        {STR_INIT("rows lateness"), STR_INIT("- 少儿证：0 分\n- 成人证：“逾期天数” × 当天的“每天记的分”\n- "
                                             "敬老证：（“逾期天数” ÷ 2，舍去小数） × "
                                             "当天的“每天记的分”\n")},
        {STR_INIT("rows total"), STR_INIT("- 逾期\n- 丢失\n")},
        {STR_INIT("rows daily"),
         STR_INIT("- 2024-01-01 至 2025-12-31：2\n- 2026-01-01 起：1（另一种理解：2）\n")},
        {STR_INIT("options reader"), STR_INIT("- 少儿证\n- 成人证\n- 敬老证\n")},
    };
    CHECK_TABLE(cases, i) {
        buf out = buf_make(&mem);
        err e;
        err_clear(&e);
        rc code = jifen_quote(l, in_2026, cases[i].reference, &mem, &out, &e);
        CHECK_STR(err_text(&e), code == RC_OK ? STR("") : err_text(&e));
        CHECK_INT(code, cases[i].want.len > 0 ? RC_OK : RC_INPUT);
        CHECK_STR(buf_str(&out), cases[i].want);
    }
}

static void test_refused(void) {
    static const struct {
        str reference, want;
    } cases[] = {
        {STR_INIT(""), STR_INIT("expected a reference to the law, found ''")},
        {STR_INIT("lable lateness"),
         STR_INIT("expected a reference to the law, found 'lable'; did you mean 'label'?")},
        {STR_INIT("label latenes"),
         STR_INIT(
             "expected a name of the law that can be quoted so, found 'latenes'; did you mean 'lateness'?")},
        {STR_INIT("meaning lateness"),
         STR_INIT("expected a name of the law that can be quoted so, found 'lateness'")},
        {STR_INIT("label"), STR_INIT("expected a name of the law that can be quoted so, found ''")},
        {STR_INIT("label lateness now"), STR_INIT("expected nothing behind the name, found 'now'")},
        {STR_INIT("label check lateness"),
         STR_INIT("expected a name of the law that can be quoted so, found 'lateness'")},
        {STR_INIT("label reader=adlt"),
         STR_INIT("expected one of child, adult, senior, found 'adlt'; did you mean 'adult'?")},
        {STR_INIT("value lateness"),
         STR_INIT("expected a name with an expression (a table is quoted by `rows`), "
                  "found 'lateness'")},
        {STR_INIT("value days_late"),
         STR_INIT("expected a name with an expression (a table is quoted by `rows`), "
                  "found 'days_late'")},
        {STR_INIT("rows limit"), STR_INIT("expected a table, found 'limit', which has no rows")},
        {STR_INIT("options days_late"), STR_INIT("expected a fact with options, found 'days_late'")},
        {STR_INIT("papers reader"), STR_INIT("expected FACT=OPTION, found 'reader'")},
        {STR_INIT("papers days_late=3"), STR_INIT("expected a fact with options, found 'days_late=3'")},
        {STR_INIT("source over"), STR_INIT("expected a name of the law that can be quoted so, found 'over'")},
        {STR_INIT("hint lost"), STR_INIT("expected a name with a hint, found 'lost', which has none")},
    };
    CHECK_TABLE(cases, i) {
        buf out = buf_make(&mem);
        err e;
        err_clear(&e);
        CHECK_INT(jifen_quote(l, in_2026, cases[i].reference, &mem, &out, &e), RC_INPUT);
        CHECK_STR(err_text(&e), cases[i].want);
        CHECK_INT(out.len, 0);
    }
}

static void test_days(void) {
    buf out = buf_make(&mem);
    CHECK_INT(jifen_quote(l, day_from_civil(2025, 12, 31), STR("param daily"), &mem, &out, NULL), RC_OK);
    CHECK_STR(buf_str(&out), STR("2"));
    err e;
    err_clear(&e);
    CHECK_INT(jifen_quote(l, day_from_civil(1999, 1, 1), STR("param daily"), &mem, &out, &e), RC_INPUT);
    CHECK(str_starts(err_text(&e), STR("expected a day from ")));
}

static void test_papers(void) {
    buf out = buf_make(&mem);
    err e;
    err_clear(&e);
    CHECK_INT(jifen_quote(l, in_2026, STR("papers lost=true"), &mem, &out, &e), RC_OK);
    CHECK_STR(err_text(&e), STR(""));
    CHECK_STR(buf_str(&out), STR("- 借书证（读者；原件、复印件 1 份，共 2 件）。原件看一眼，复印件留下。\n"
                                 "- 丢失登记表（服务台；复印件 2 份，要盖章）。\n"));
    err_clear(&e);
    CHECK_INT(jifen_quote(l, in_2026, STR("papers items=map"), &mem, &out, &e), RC_INPUT);
    err_clear(&e);
    CHECK_INT(jifen_quote(l, in_2026, STR("papers items=audio"), &mem, &out, &e), RC_INPUT);
    CHECK_STR(err_text(&e), STR("expected papers, found none for 'items=audio'"));
}

int main(void) {
    arena_init(&mem, arena_malloc(), 0);
    in_2026 = day_from_civil(2026, 3, 10);
    open_law();
    test_pieces();
    test_refused();
    test_days();
    test_papers();
    arena_done(&mem);
    CHECK_MAIN();
}
