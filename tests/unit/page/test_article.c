// SPDX-License-Identifier: Apache-2.0
// The head, the pieces of a body and the plain words of Markdown.
#include "page/article.h"

#include "test.h"

#include "base/day.h"

#define S(lit) STR_INIT(lit)
#define HEAD                                                                                                 \
    "---\nid: 12\nslug: of-books-2\ntitle: 还书\nchannel: 流程\npublished: 2026-03-01\nchecked: "        \
    "2026-03-05\n"                                                                                           \
    "again: 2026-09-01\nauthor: 馆员\nsummary: 早还。\nsources: 规则 notice\ntools: score why\n"
#define BODY "---\n正文。\n"

static void test_read(void) {
    article a;
    err e;
    err_clear(&e);
    CHECK_INT(article_read(STR(HEAD "summary: 早还早借。\nrelated: 3 4\n---\n\n正文 {{ label x }}。\n"), &a, &e),
              RC_OK);
    CHECK_STR(err_text(&e), STR(""));
    CHECK_INT(a.id, 12);
    CHECK_STR(a.slug, STR("of-books-2"));
    CHECK_STR(a.title, STR("还书"));
    CHECK_STR(a.channel, STR("流程"));
    CHECK_STR(a.author, STR("馆员"));
    CHECK_INT(a.published, day_from_civil(2026, 3, 1));
    CHECK_INT(a.checked, day_from_civil(2026, 3, 5));
    CHECK_INT(a.again, day_from_civil(2026, 9, 1));
    CHECK_INT(a.n_summaries, 2);
    CHECK_STR(a.summary[1], STR("早还早借。"));
    CHECK_INT(a.n_sources, 2);
    CHECK_STR(a.sources[1], STR("notice"));
    CHECK_INT(a.n_tools, 2);
    CHECK_STR(a.tools[0], STR("score"));
    CHECK_INT(a.n_related, 2);
    CHECK_INT(a.related[1], 4);
    CHECK_INT(a.body_line, 16);
    CHECK_STR(a.body, STR("\n正文 {{ label x }}。\n"));
    char block[64];
    buf path = buf_over(block, sizeof block);
    article_put_path(&a, &path);
    CHECK_STR(buf_str(&path), STR("/a/12-of-books-2"));
}

static void test_crlf(void) {
    article a;
    CHECK_INT(
        article_read(STR("---\r\nid: 1\r\nslug: a\r\ntitle: b\r\nchannel: c\r\npublished: 2026-03-01\r\n"
                         "checked: 2026-03-01\r\nagain: 2026-03-02\r\nauthor: d\r\nsummary: e\r\n"
                         "sources: f\r\ntools: g\r\n---\r\nh\r\n"),
                     &a, NULL),
        RC_OK);
    CHECK_STR(a.tools[0], STR("g"));
}

static void test_refused(void) {
    static const struct {
        str text;
        uint32_t line, column;
        str want;
    } cases[] = {
        {S(""), 1, 1, S("expected `---` in the first line, found 'something else'")},
        {S("# 还书\n"), 1, 1, S("expected `---` in the first line, found 'something else'")},
        {S("---\nid: 1\n"), 2, 1, S("expected `---` behind the head, found 'the end'")},
        {S("---\n\n---\n"), 2, 1, S("expected `key: text` or `---`, found ''")},
        {S("---\nslag: a\n---\n"), 2, 1, S("expected a key of the head, found 'slag'; did you mean 'slug'?")},
        {S("---\nwhatever: a\n---\n"), 2, 1, S("expected a key of the head, found 'whatever'")},
        {S("---\nid: 1\nid: 2\n"), 3, 5, S("id: expected it not so often, found '2'")},
        {S("---\nid: 0\n"), 2, 5, S("id: expected a whole number from 1, found '0'")},
        {S("---\nid: 1.5\n"), 2, 5, S("id: expected a whole number from 1, found '1.5'")},
        {S("---\nid: 99999999999\n"), 2, 5, S("id: expected a whole number from 1, found '99999999999'")},
        {S("---\ntitle:\n"), 2, 7, S("title: expected a text, found ''")},
        {S("---\nslug: Of Books\n"), 2, 7, S("slug: expected small letters, digits and '-', found 'Of Books'")},
        {S("---\nslug: -a\n"), 2, 7, S("slug: expected small letters, digits and '-', found '-a'")},
        {S("---\nchecked:  2026-02-30\n"), 2, 11,
         S("checked: expected a date like 2026-03-10, found '2026-02-30'")},
        {S("---\ntools: score why score\n"), 2, 18, S("tools: expected each once, found 'score'")},
        {S("---\nguide: yes\n"), 2, 8, S("guide: expected true, found 'yes'")},
        {S("---\nrelated: 3 x\n"), 2, 12, S("related: expected a whole number from 1, found 'x'")},
        {S("---\nsources: a b c d e f g h i j k l m n o p q\n"), 2, 42,
         S("sources: expected at most 16 words, found 'q'")},
        {S("---\nsummary: a\nsummary: b\nsummary: c\nsummary: d\n"), 5, 10,
         S("summary: expected it not so often, found 'd'")},
        {S("---\nid: 1\n---\nx\n"), 3, 1, S("expected slug, found 'the end of the head'")},
        {S(HEAD "related: 12\n" BODY), 14, 1, S("expected other articles in related, found 'itself'")},
        {S(HEAD "---\n \n\n"), 14, 1, S("expected a body, found 'nothing'")},
        {S(HEAD "---\na\nb {{label\nx}}\n"), 15, 3, S("expected a reference within one line")},
        {S(HEAD "---\na {{ label x\n"), 14, 3, S("expected `}}` behind the reference")},
        {S(HEAD "---\na {{}}\n"), 14, 3, S("expected a reference between the braces")},
        {S(HEAD "---\na {{{x}}\n"), 14, 3, S("expected a reference within one line")},
        {S(HEAD "---\na }} b\n"), 14, 1, S("expected `{{` in front of each `}}` of this text")},
        {S("---\nid: 1\x01\n"), 0, 0, S("expected plain UTF-8, found broken letters or control bytes")},
        {S("---\nid: 1\xFF\n"), 0, 0, S("expected plain UTF-8, found broken letters or control bytes")},
    };
    CHECK_TABLE(cases, i) {
        article a;
        err e;
        err_clear(&e);
        CHECK_INT(article_read(cases[i].text, &a, &e), RC_INPUT);
        CHECK_STR(err_text(&e), cases[i].want);
        CHECK_INT(e.line, cases[i].line);
        CHECK_INT(e.column, cases[i].column);
    }
}

static void test_order_of_days(void) {
    article a;
    static const str heads[] = {
        S("---\nid: 1\nslug: a\ntitle: b\nchannel: c\npublished: 2026-03-02\nchecked: 2026-03-01\n"
          "again: 2026-03-09\nauthor: d\nsummary: e\nsources: f\ntools: g\n---\nh\n"),
        S("---\nid: 1\nslug: a\ntitle: b\nchannel: c\npublished: 2026-03-01\nchecked: 2026-03-02\n"
          "again: 2026-03-02\nauthor: d\nsummary: e\nsources: f\ntools: g\n---\nh\n"),
    };
    CHECK_TABLE(heads, i)
    CHECK_INT(article_read(heads[i], &a, NULL), RC_INPUT);
}

static void test_limit(void) {
    static char big[LIMIT_ARTICLE_BYTES + 1];
    article a;
    CHECK_INT(article_read((str){big, sizeof big}, &a, NULL), RC_LIMIT);
}

static void test_pieces(void) {
    static const article_piece want[] = {
        {S("甲 "), false, false, 4, 1},
        {S("label a"), true, false, 4, 5},
        {S("。\n"), false, false, 4, 16},
        {S("rows b"), true, true, 5, 1},
        {S("  \n  "), false, false, 5, 11},
        {S("papers"), true, true, 6, 3},
        {S("\n单括号 { } 不算\n"), false, false, 6, 13},
    };
    article a = {.body = STR("甲 {{label a}}。\n{{rows b}}  \n  {{papers}}\n单括号 { } 不算\n"),
                 .body_line = 4};
    article_pieces all = article_begin(&a);
    article_piece p;
    CHECK_TABLE(want, i) {
        CHECK(article_next(&all, &p));
        CHECK_STR(p.text, want[i].text);
        CHECK_INT(p.is_reference, want[i].is_reference);
        CHECK_INT(p.is_alone, want[i].is_alone);
        CHECK_INT(p.line, want[i].line);
        CHECK_INT(p.column, want[i].column);
    }
    CHECK(!article_next(&all, &p));
}

static void test_plain(void) {
    static const struct {
        str markdown, want;
    } cases[] = {
        {S("## 先看 `日子`\n\n- **早** 办\n1. 再办\n> 引\n"), S("先看 日子\n早 办\n再办\n引\n")},
        {S("见[补缴](/a/7-back)。\n"), S("见补缴。\n")},
        {S("5 \\+ 2\\.5，\\[a\\]\n"), S("5 + 2.5，[a]\n")},
        {S("2026 年\n-x\n"), S("2026 年\n-x\n")},
        {S("[a](b"), S("a](b\n")},
        {S(""), S("")},
    };
    CHECK_TABLE(cases, i) {
        char block[200];
        buf out = buf_over(block, sizeof block);
        article_put_plain(cases[i].markdown, &out);
        CHECK_STR(buf_str(&out), cases[i].want);
    }
}

int main(void) {
    test_read();
    test_crlf();
    test_refused();
    test_order_of_days();
    test_limit();
    test_pieces();
    test_plain();
    CHECK_MAIN();
}
