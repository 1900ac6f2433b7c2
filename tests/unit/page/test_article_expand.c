// SPDX-License-Identifier: Apache-2.0
// References filled in from the library's fines.
#include "page/article.h"

#include "test.h"

#include "base/day.h"
#include "main/embedded.h"

#define S(lit) STR_INIT(lit)

static arena mem;
static article_world world;

static const article_tool tools[] = {
    {S("score"), S("算*分*"), S("/score")},
    {S("calendar"), S("日子"), S("/calendar")},
};
static const article others[] = {{.id = 7, .slug = S("back"), .title = S("还书 [新]")}};

static void make_world(void) {
    jifen_file file = {.name = STR("library-fines.md")};
    for (size_t i = 0; i < n_pack_files; i++)
        if (str_is(str_of_c(pack_files[i].name), file.name))
            file.text = (str){pack_files[i].text, pack_files[i].len};
    jifen *j = NULL;
    buf report = buf_make(&mem);
    CHECK_INT(jifen_open(&file, 1, &mem, &j, &report, NULL), RC_OK);
    world = (article_world){jifen_law_at(j, 0), day_from_civil(2026, 3, 10), tools, 2, others, 1};
}

static void test_filled(void) {
    static const struct {
        str body, want;
    } cases[] = {
        {S("没有引用。\n"), S("没有引用。\n")},
        {S("甲{{label lateness}}乙{{label loss}}。"), S("甲逾期乙丢失。")},
        {S("到 {{goal over}}，{{source 馆员}}。"), S("到 100 分，馆员的口头说法（自行推断，把握：低）。")},
        {S("{{source lateness}}"), S("《读者借阅规则》2024 年版，“第 5 条”（官方文件，把握：高）")},
        {S("甲：\n\n{{options reader}}\n\n乙"), S("甲：\n\n- 少儿证\n- 成人证\n- 敬老证\n\n乙")},
        {S("  {{rows daily}}\n"),
         S("  - 2024\\-01\\-01 至 2025\\-12\\-31：2\n- 2026\\-01\\-01 起：1（另一种理解：2）\n")},
        {S("见{{rule lateness}}和{{ rule  points loss }}。"),
         S("见“[逾期](/rules/lateness)”和“[丢失](/rules/loss)”。")},
        {S("用{{tool score}}。"), S("用“[算\\*分\\*](/score)”。")},
        {S("看{{article 7}}。"), S("看《[还书 \\[新\\]](/a/7-back)》。")},
    };
    CHECK_TABLE(cases, i) {
        article a = {.body = cases[i].body, .body_line = 1};
        buf out = buf_make(&mem);
        err e;
        err_clear(&e);
        CHECK_INT(article_expand(&a, &world, &mem, &out, &e), RC_OK);
        CHECK_STR(err_text(&e), STR(""));
        CHECK_STR(buf_str(&out), cases[i].want);
    }
}

static void test_refused(void) {
    static const struct {
        str body;
        uint32_t line, column;
        str want;
    } cases[] = {
        {S("甲\n乙{{label latenes}}"), 11, 4,
         S("expected a name of the law that can be quoted so, found 'latenes'; did you mean 'lateness'?")},
        {S("{{tool scor}}"), 10, 1, S("expected a tool, found 'scor'; did you mean 'score'?")},
        {S("{{tool other}}"), 10, 1, S("expected a tool, found 'other'")},
        {S("{{tool}}"), 10, 1, S("expected a reference to the law, found 'tool'; did you mean 'look'?")},
        {S("{{article 8}}"), 10, 1, S("expected the id of an article, found '8'")},
        {S("{{article seven}}"), 10, 1, S("expected the id of an article, found 'seven'")},
        {S("{{rule nothing_like}}"), 10, 1,
         S("expected a name of the law that can be quoted so, found 'nothing_like'")},
        {S("甲：{{options reader}}"), 10, 7,
         S("expected a list on a line of its own, found 'options reader' inside a line")},
    };
    CHECK_TABLE(cases, i) {
        article a = {.body = cases[i].body, .body_line = 10};
        buf out = buf_make(&mem);
        err e;
        err_clear(&e);
        CHECK_INT(article_expand(&a, &world, &mem, &out, &e), RC_INPUT);
        CHECK_STR(err_text(&e), cases[i].want);
        CHECK_INT(e.line, cases[i].line);
        CHECK_INT(e.column, cases[i].column);
    }
}

int main(void) {
    arena_init(&mem, arena_malloc(), 0);
    make_world();
    test_filled();
    test_refused();
    arena_done(&mem);
    CHECK_MAIN();
}
