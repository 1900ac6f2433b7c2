// SPDX-License-Identifier: Apache-2.0
// The articles that are built in: each can be read, says what the law says without a number of its own, and leads somewhere.
#include "page/article.h"

#include "test.h"

#include "base/day.h"
#include "base/utf8.h"
#include "main/embedded.h"
#include "page/feed.h"
#include "page/search.h"
#include "page/search_terms.h"

#include <stdlib.h>

enum { MOST_TOOLS = 8, MOST = 64, LEAST_ARTICLES = 8, LEAST_LETTERS = 600, MOST_LETTERS = 3000 };

static arena mem;
static const jifen *engine;
static article all[MOST];
static str names[MOST], expanded[MOST];
static size_t n_all;
static int64_t today;

static article_tool tools[MOST_TOOLS];
static size_t n_tools;

// Pages about the site are articles too, but short, and lead nowhere.
static bool is_own(size_t i) {
    return str_is(all[i].channel, STR("本站"));
}

static bool wrong(size_t i, uint32_t line, str what, str found) {
    printf("%.*s:%u: %.*s: %.*s\n", (int)names[i].len, names[i].ptr, line, (int)what.len, what.ptr,
           (int)found.len, found.ptr);
    return false;
}

// ---- what a body may hold ----------------------------------------------------------------------------------------------

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// The bytes of 2026-03-10, 2026年10月 or 2026年10月5日 at `at`; 0: no date.
static size_t date_at(str s, size_t at) {
    static const str forms[] = {STR_INIT("####-##-##"),    STR_INIT("####年##月##日"),
                                STR_INIT("####年##月#日"), STR_INIT("####年#月##日"),
                                STR_INIT("####年#月#日"),  STR_INIT("####年##月"),
                                STR_INIT("####年#月")};
    for (size_t f = 0; f < sizeof forms / sizeof forms[0]; f++) {
        size_t i = 0;
        while (i < forms[f].len && at + i < s.len &&
               (forms[f].ptr[i] == '#' ? is_digit(s.ptr[at + i]) : forms[f].ptr[i] == s.ptr[at + i]))
            i++;
        if (i == forms[f].len)
            return i;
    }
    return 0;
}

static bool starts_with_any(str s, const str *list, size_t n, size_t *len) {
    for (size_t i = 0; i < n; i++)
        if (str_starts(s, list[i])) {
            *len = list[i].len;
            return true;
        }
    return false;
}

// A Chinese number and what the law counts: 九十天, 六个月.
static size_t quantity_at(str s) {
    static const str numerals[] = {STR_INIT("一"), STR_INIT("二"), STR_INIT("三"), STR_INIT("四"),
                                   STR_INIT("五"), STR_INIT("六"), STR_INIT("七"), STR_INIT("八"),
                                   STR_INIT("九"), STR_INIT("十"), STR_INIT("百"), STR_INIT("千"),
                                   STR_INIT("万"), STR_INIT("两"), STR_INIT("半"), STR_INIT("〇")};
    static const str units[] = {STR_INIT("天"), STR_INIT("日"),   STR_INIT("个月"), STR_INIT("月"),
                                STR_INIT("分"), STR_INIT("年"),   STR_INIT("倍"),   STR_INIT("个工作日"),
                                STR_INIT("岁"), STR_INIT("周岁"), STR_INIT("元"),   STR_INIT("个小时")};
    size_t at = 0, len = 0;
    while (starts_with_any(str_slice(s, at, s.len), numerals, sizeof numerals / sizeof numerals[0], &len))
        at += len;
    bool is_counted = starts_with_any(str_slice(s, at, s.len), units, sizeof units / sizeof units[0], &len);
    return at > 0 && is_counted ? at + len : 0;
}

static bool is_full_width_digit(str s) {
    uint32_t code = 0;
    (void)utf8_next(s, 0, &code);
    return code >= 0xFF10 && code <= 0xFF19;
}

static bool has_no_number(size_t i, uint32_t line, str s) {
    for (size_t at = 0; at < s.len;) {
        str rest = str_slice(s, at, s.len);
        size_t skipped = date_at(s, at);
        if (skipped > 0) {
            at += skipped;
            continue;
        }
        if (is_digit(s.ptr[at]) || is_full_width_digit(rest) || quantity_at(rest) > 0)
            return wrong(i, line, STR("a number of its own"), str_slice(rest, 0, utf8_cut(rest, 24)));
        uint32_t code = 0;
        at += utf8_next(s, at, &code);
        line += code == '\n';
    }
    return true;
}

static bool has_no_loud_word(size_t i, str s) {
    static const str words[] = {STR_INIT("！"),   STR_INIT("!"),  STR_INIT("保证"), STR_INIT("包过"),
                                STR_INIT("通过"), STR_INIT("  "), STR_INIT(","),    STR_INIT("。。")};
    size_t len;
    for (size_t at = 0; at < s.len; at++)
        if (starts_with_any(str_slice(s, at, s.len), words, sizeof words / sizeof words[0], &len))
            return wrong(i, 0, STR("a word that must not be there"), str_slice(s, at, at + len));
    return true;
}

// Quoted words of the law are Chinese: “valid” would be a name that was meant for packs only.
static bool has_no_name(size_t i, str s) {
    size_t mark = STR("“").len;
    for (size_t at = 0; at + mark < s.len; at++) {
        str rest = str_slice(s, at, s.len);
        if (str_starts(rest, STR("“")) && rest.ptr[mark] >= 'a' && rest.ptr[mark] <= 'z')
            return wrong(i, 0, STR("a name of the law"), str_slice(rest, 0, utf8_cut(rest, 24)));
    }
    return true;
}

static int n_letters(str s) {
    int n = 0;
    for (size_t at = 0; at < s.len;) {
        uint32_t code = 0;
        at += utf8_next(s, at, &code);
        n += terms_is_han(code);
    }
    return n;
}

// ---- one article -------------------------------------------------------------------------------------------------------

static void test_words(size_t i) {
    const article *a = &all[i];
    article_pieces pieces = article_begin(a);
    article_piece p;
    while (article_next(&pieces, &p))
        if (!p.is_reference)
            CHECK(has_no_number(i, p.line, p.text) && has_no_loud_word(i, p.text));
    CHECK(has_no_number(i, 0, a->title) && has_no_loud_word(i, a->title));
    for (size_t k = 0; k < a->n_summaries; k++)
        CHECK(has_no_number(i, 0, a->summary[k]) && has_no_loud_word(i, a->summary[k]));
}

static void test_expansion(size_t i, int64_t on) {
    article_world world = {jifen_find_law(engine, STR(""), on), on, tools, n_tools, all, n_all};
    buf out = buf_make(&mem);
    err e;
    err_clear(&e);
    if (!CHECK_INT(article_expand(&all[i], &world, &mem, &out, &e), RC_OK)) {
        (void)wrong(i, e.line, STR("a reference"), err_text(&e));
        return;
    }
    CHECK(!out.failed);
    expanded[i] = buf_str(&out);
    CHECK(has_no_name(i, expanded[i]));
    buf plain = buf_make(&mem);
    article_put_plain(expanded[i], &plain);
    int n = n_letters(buf_str(&plain));
    if (!CHECK((n >= LEAST_LETTERS || is_own(i)) && n <= MOST_LETTERS))
        printf("%.*s: %d letters\n", (int)names[i].len, names[i].ptr, n);
}

static void test_sources(size_t i) {
    for (size_t k = 0; k < all[i].n_sources; k++) {
        buf reference = buf_make(&mem), out = buf_make(&mem);
        buf_print(&reference, "source source {s}", all[i].sources[k]);
        if (jifen_quote(jifen_find_law(engine, STR(""), today), today, buf_str(&reference), &mem, &out,
                        NULL) != RC_OK)
            CHECK(wrong(i, 0, STR("no source of the law"), all[i].sources[k]));
    }
    CHECK(all[i].n_sources > 0);
}

static void test_tools(size_t i) {
    CHECK(all[i].n_tools > 0);
    for (size_t k = 0; k < all[i].n_tools; k++) {
        bool is_known = false;
        for (size_t t = 0; t < n_tools; t++)
            is_known = is_known || str_is(tools[t].name, all[i].tools[k]);
        CHECK(is_known || wrong(i, 0, STR("no tool"), all[i].tools[k]));
    }
}

static bool is_article(int64_t id) {
    for (size_t i = 0; i < n_all; i++)
        if (all[i].id == id)
            return true;
    return false;
}

static void test_related(size_t i) {
    CHECK(all[i].n_related > 0 || is_own(i));
    for (size_t k = 0; k < all[i].n_related; k++)
        CHECK(is_article(all[i].related[k]));
    for (size_t k = 0; k < i; k++)
        CHECK(all[k].id != all[i].id && !str_is(all[k].slug, all[i].slug) &&
              !str_is(all[k].title, all[i].title));
    buf name = buf_make(&mem);
    buf_print(&name, "{i}-{s}.md", all[i].id, all[i].slug);
    CHECK_STR(names[i], buf_str(&name));
}

// ---- all together ------------------------------------------------------------------------------------------------------

static void read_all(void) {
    CHECK(n_article_files >= LEAST_ARTICLES && n_article_files <= MOST);
    for (size_t i = 0; i < n_article_files && i < MOST; i++) {
        err e;
        err_clear(&e);
        names[i] = str_of_c(article_files[i].name);
        str text = {article_files[i].text, article_files[i].len};
        if (!CHECK_INT(article_read(text, &all[i], &e), RC_OK))
            (void)wrong(i, e.line, STR("the file"), err_text(&e));
        else
            n_all = i + 1;
    }
}

static void open_law(void) {
    enum { FILES = 32 };
    jifen_file files[FILES];
    size_t n = 0;
    for (; n < n_pack_files && n < FILES; n++)
        files[n] = (jifen_file){str_of_c(pack_files[n].name), {pack_files[n].text, pack_files[n].len}, true};
    jifen *j = NULL;
    buf report = buf_make(&mem);
    if (jifen_open(files, n, &mem, &j, &report, NULL) != RC_OK)
        exit(1);
    engine = j;
}

// The tools of the law, each on the page of its name.
static void list_tools(const jifen_law *l) {
    for (size_t i = 0; i < jifen_n_tools(l) && i < MOST_TOOLS; i++) {
        const jifen_tool *t = jifen_tool_at(l, i);
        buf href = buf_make(&mem);
        buf_print(&href, "/{s}", t->name);
        tools[n_tools++] = (article_tool){t->name, t->title, buf_str(&href)};
    }
    CHECK(n_tools > 0);
}

// The first hit for what people type, among the articles.
static void test_search(void) {
    static const struct {
        const char *query;
        int64_t id;
    } golden[] = {
        {"积分为什么失效", 101},
        {"积分是什么", 101},
        {"续办没有成功", 102},
        {"续签失败原因", 102},
        {"两家单位同时报工资", 102},
        {"材料清单", 103},
        {"配偶要带什么材料", 103},
        {"离婚证", 103},
        {"人事介绍信", 103},
        {"签注日历", 104},
        {"多少个工作日拿结果", 104},
        {"中考", 105},
        {"高考报名", 105},
        {"孩子升学", 105},
        {"误解", 106},
        {"违反计划生育", 106},
        {"补缴", 107},
        {"补缴的社保算不算", 107},
        {"疫情 补缴", 107},
        {"换单位", 108},
        {"换了单位怎么办", 108},
        {"社保基数加分", 109},
        {"参考工资", 109},
        {"基数几倍", 109},
    };
    search_document docs[MOST];
    for (size_t i = 0; i < n_all; i++) {
        buf plain = buf_make(&mem), summary = buf_make(&mem);
        article_put_plain(expanded[i], &plain);
        for (size_t k = 0; k < all[i].n_summaries; k++)
            buf_put(&summary, all[i].summary[k]);
        docs[i] = (search_document){all[i].title, buf_str(&summary), buf_str(&plain), all[i].slug, STR("文章")};
    }
    search *s = NULL;
    CHECK_INT(search_make(docs, n_all, &mem, &s, NULL), RC_OK);
    CHECK_TABLE(golden, i) {
        search_result found;
        CHECK_INT(search_find(s, str_of_c(golden[i].query), &mem, &found, NULL), RC_OK);
        if (!CHECK(found.n_hits > 0 && all[found.hits[0].document - docs].id == golden[i].id))
            printf("%s: %.*s\n", golden[i].query, found.n_hits > 0 ? (int)found.hits[0].document->title.len : 0,
                   found.n_hits > 0 ? found.hits[0].document->title.ptr : "");
    }
}

int main(void) {
    arena_init(&mem, arena_malloc(), 0);
    today = day_from_civil(2026, 11, 26);
    open_law();
    list_tools(jifen_find_law(engine, STR(""), today));
    read_all();
    for (size_t i = 0; i < n_all; i++) {
        test_words(i);
        test_related(i);
        test_sources(i);
        test_tools(i);
        test_expansion(i, day_from_civil(2023, 1, 1));
        test_expansion(i, today);
    }
    test_search();
    arena_done(&mem);
    CHECK_MAIN();
}
