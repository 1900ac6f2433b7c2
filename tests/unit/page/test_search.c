// SPDX-License-Identifier: Apache-2.0
// Search over a small shelf: Chinese pairs, Latin words, questions, marks, and what happens when nothing is found.
#include "page/search.h"

#include "test.h"

#include "base/limits.h"
#include "page/search_terms.h"

#include <string.h>

#define S(lit) STR_INIT(lit)

static arena mem;
static const search_document shelf[] = {
    {S("怎样还书"), S("还书有三个地方。"), S("服务台、还书箱、任何一个分馆。\n还书箱夜里也开。"), S("/a"),
     S("文章")},
    {S("借书证到期"), S("借书证每年要续。"), S("到期以前去服务台。过了期要重新办。"), S("/b"), S("文章")},
    {S("逾期的罚款"), S("晚还一天记一分。"), S("分数满了停借。缴清以后恢复借书。"), S("/c"), S("规则")},
    {S("电子书和 APP"), S("在 Library APP 里看。"), S("登录 libby-2 或 KINDLE。用ＷｉＦｉ下载。"), S("/d"),
     S("工具")},
    {S("少儿活动"), S("周末有故事会。"), S("讲故事的老师来自各个学校。"), S("/e"), S("文章")},
};
enum { N_SHELF = sizeof shelf / sizeof shelf[0] };

static search *made;

static void test_golden(void) {
    static const struct {
        str query, url;
    } cases[] = {
        {S("还书"), S("/a")},
        {S("怎么还书"), S("/a")},
        {S("还书箱在哪里"), S("/a")},
        {S("借书证"), S("/b")},
        {S("借书证到期了怎么办"), S("/b")},
        {S("续借书证"), S("/b")},
        {S("罚款"), S("/c")},
        {S("逾期罚款多少"), S("/c")},
        {S("停借"), S("/c")},
        {S("恢复借书"), S("/c")},
        {S("app"), S("/d")},
        {S("APP"), S("/d")},
        {S("ａｐｐ"), S("/d")},
        {S("kindle"), S("/d")},
        {S("wifi"), S("/d")},
        {S("libby"), S("/d")},
        {S("library app"), S("/d")},
        {S("电子书"), S("/d")},
        {S("故事会"), S("/e")},
        {S("讲故事的老师"), S("/e")},
        {S("少儿"), S("/e")},
        {S("学校"), S("/e")},
        {S("箱"), S("/a")},
        {S("我要还书！"), S("/a")},
        {S("  分馆 "), S("/a")},
        {S("服务台 还书箱"), S("/a")},
    };
    CHECK_TABLE(cases, i) {
        search_result r;
        CHECK_INT(search_find(made, cases[i].query, &mem, &r, NULL), RC_OK);
        CHECK(r.n_hits > 0);
        CHECK_STR(r.n_hits > 0 ? r.hits[0].document->url : STR(""), cases[i].url);
        CHECK_INT(r.n_nearest, 0);
        for (size_t k = 1; k < r.n_hits; k++)
            CHECK(r.hits[k - 1].score >= r.hits[k].score);
    }
}

static void test_nothing(void) {
    static const struct {
        str query, nearest;
    } cases[] = {
        {S("借条"), S("借书证到期")},
        {S("期书"), S("借书证到期")},
        {S("鲸鱼"), S("")},
        {S("xyz"), S("")},
    };
    CHECK_TABLE(cases, i) {
        search_result r;
        CHECK_INT(search_find(made, cases[i].query, &mem, &r, NULL), RC_OK);
        CHECK_INT(r.n_hits, 0);
        CHECK_STR(r.n_nearest > 0 ? r.nearest[0]->title : STR(""), cases[i].nearest);
    }
}

static void test_refused(void) {
    search_result r;
    err e;
    err_clear(&e);
    CHECK_INT(search_find(made, STR(" ，。"), &mem, &r, &e), RC_INPUT);
    CHECK_STR(err_text(&e), STR("expected a letter or digit to search for, found '，。'"));
    CHECK_INT(search_find(made, STR(""), &mem, &r, NULL), RC_INPUT);
    char longest[LIMIT_QUERY_BYTES + 1];
    memset(longest, 'a', sizeof longest);
    CHECK_INT(search_find(made, (str){longest, LIMIT_QUERY_BYTES}, &mem, &r, NULL), RC_OK);
    CHECK_INT(search_find(made, (str){longest, sizeof longest}, &mem, &r, NULL), RC_LIMIT);
    CHECK_INT(search_find(made, STR("\xFF还书\xE8"), &mem, &r, NULL), RC_OK);
    CHECK_STR(r.hits[0].document->url, STR("/a"));
    CHECK_INT(search_find(made, STR("的了吗"), &mem, &r, NULL), RC_OK);  // nothing but words of questions
}

static str mark(const search_hit *h, uint32_t i) {
    return str_slice(h->snippet, h->marks[i].from, h->marks[i].to);
}

static void test_snippet(void) {
    search_result r;
    CHECK_INT(search_find(made, STR("停借 缴清"), &mem, &r, NULL), RC_OK);
    CHECK_STR(r.hits[0].snippet, STR("分数满了停借。缴清以后恢复借书。"));
    CHECK_INT(r.hits[0].n_marks, 2);
    CHECK_STR(mark(&r.hits[0], 0), STR("停借"));
    CHECK_STR(mark(&r.hits[0], 1), STR("缴清"));
    CHECK(!r.hits[0].is_cut_before && !r.hits[0].is_cut_after);
    CHECK_INT(search_find(made, STR("夜里"), &mem, &r, NULL), RC_OK);
    CHECK_STR(r.hits[0].snippet, STR("还书箱夜里也开。"));
    CHECK_INT(search_find(made, STR("借书证"), &mem, &r, NULL), RC_OK);
    CHECK_STR(r.hits[0].snippet, STR("借书证每年要续。"));  // the summary comes first
    CHECK_STR(mark(&r.hits[0], 0), STR("借书证"));
}

static void test_long_text(void) {
    buf text = buf_make(&mem);
    for (int i = 0; i < 200; i++)
        buf_put(&text, STR("春夏秋冬风花雪月，"));
    BUF_LIT(&text, "在这里找到图书馆的钟。");
    for (int i = 0; i < 200; i++)
        buf_put(&text, STR("梅兰竹菊琴棋书画，"));
    search_document doc = {STR("长文"), STR(""), buf_str(&text), STR("/l"), STR("文章")};
    search *s;
    search_result r;
    CHECK_INT(search_make(&doc, 1, &mem, &s, NULL), RC_OK);
    CHECK_INT(search_find(s, STR("图书馆的钟"), &mem, &r, NULL), RC_OK);
    CHECK_INT(r.n_hits, 1);
    CHECK(r.hits[0].is_cut_before && r.hits[0].is_cut_after);
    CHECK(r.hits[0].snippet.len <= 240 && r.hits[0].n_marks >= 1);
    CHECK_STR(mark(&r.hits[0], 0), STR("图书馆"));
}

static void test_empty_index(void) {
    search *s;
    search_result r;
    CHECK_INT(search_make(NULL, 0, &mem, &s, NULL), RC_OK);
    CHECK_INT(search_find(s, STR("书"), &mem, &r, NULL), RC_OK);
    CHECK_INT(r.n_hits + r.n_nearest, 0);
}

static void test_terms(void) {
    static const str want[] = {S("还"), S("还书"), S("书"), S("ABC1"), S("证"), S("é2")};
    str text = STR("还书 ABC1证，é2");
    terms t = terms_begin(text, false);
    term of;
    CHECK_TABLE(want, i) {
        CHECK(terms_next(&t, &of));
        CHECK_STR(str_slice(text, of.from, of.to), want[i]);
    }
    CHECK(!terms_next(&t, &of));
}

int main(void) {
    arena_init(&mem, arena_malloc(), 0);
    CHECK_INT(search_make(shelf, N_SHELF, &mem, &made, NULL), RC_OK);
    test_golden();
    test_nothing();
    test_refused();
    test_snippet();
    test_long_text();
    test_empty_index();
    test_terms();
    arena_done(&mem);
    CHECK_MAIN();
}
