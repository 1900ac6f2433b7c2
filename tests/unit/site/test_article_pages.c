// SPDX-License-Identifier: Apache-2.0
// The built-in articles as HTML: only tags that are allowed, each closed in its order, and no reference left over.
#include "test.h"

#include "base/day.h"
#include "main/embedded.h"
#include "page/article.h"
#include "site/markdown.h"

#include <stdlib.h>

enum { MOST_TOOLS = 8, DEEP = 64, MOST = 64 };

static arena mem;
static article_tool tools[MOST_TOOLS];
static size_t n_tools;
static const str allowed[] = {
    STR_INIT("h2"), STR_INIT("h3"),     STR_INIT("p"), STR_INIT("ul"),         STR_INIT("ol"),
    STR_INIT("li"), STR_INIT("strong"), STR_INIT("a"), STR_INIT("blockquote"), STR_INIT("code"),
};
enum { N_ALLOWED = sizeof allowed / sizeof allowed[0] };

static const jifen *open_law(void) {
    enum { FILES = 32 };
    jifen_file files[FILES];
    size_t n = 0;
    for (; n < n_pack_files && n < FILES; n++)
        files[n] = (jifen_file){str_of_c(pack_files[n].name), {pack_files[n].text, pack_files[n].len}, true};
    jifen *j = NULL;
    buf report = buf_make(&mem);
    if (jifen_open(files, n, &mem, &j, &report, NULL) != RC_OK)
        exit(1);
    return j;
}

static size_t find_tag(str tag, size_t from) {
    size_t to = from;
    while (to < tag.len && tag.ptr[to] != ' ')
        to++;
    for (size_t i = 0; i < N_ALLOWED; i++)
        if (str_is(allowed[i], str_slice(tag, from, to)))
            return i;
    return N_ALLOWED;
}

static void check_tags(str page) {
    size_t open[DEEP], n_open = 0;
    bool is_fine = true;
    for (size_t at = 0; at < page.len && is_fine; at++) {
        if (page.ptr[at] != '<')
            continue;
        size_t to = at;
        while (to < page.len && page.ptr[to] != '>')
            to++;
        str tag = str_slice(page, at + 1, to);
        bool is_end = str_starts(tag, STR("/"));
        size_t which = find_tag(tag, is_end);
        is_fine = which < N_ALLOWED && (is_end ? n_open > 0 && open[--n_open] == which : n_open < DEEP);
        if (is_fine && !is_end)
            open[n_open++] = which;
        at = to;
    }
    CHECK(is_fine && n_open == 0);
}

// Signs of Markdown that were not understood, and references.
static void check_signs(str page) {
    static const str signs[] = {STR_INIT("**"), STR_INIT("{{"), STR_INIT("}}"), STR_INIT("]("), STR_INIT("\\")};
    bool is_fine = true;
    for (size_t at = 0; at < page.len; at++)
        for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
            is_fine = is_fine && !str_starts(str_slice(page, at, page.len), signs[i]);
    CHECK(is_fine);
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

int main(void) {
    static article all[MOST];
    arena_init(&mem, arena_malloc(), 0);
    int64_t on = day_from_civil(2026, 11, 26);
    for (size_t i = 0; i < n_article_files && i < MOST; i++)
        CHECK_INT(article_read((str){article_files[i].text, article_files[i].len}, &all[i], NULL), RC_OK);
    const jifen_law *l = jifen_find_law(open_law(), STR(""), on);
    list_tools(l);
    article_world world = {l, on, tools, n_tools, all, n_article_files};
    for (size_t i = 0; i < n_article_files && i < MOST; i++) {
        buf text = buf_make(&mem), page = buf_make(&mem);
        html h = {&page};
        CHECK_INT(article_expand(&all[i], &world, &mem, &text, NULL), RC_OK);
        CHECK(md_to_html(buf_str(&text), &h));
        check_tags(buf_str(&page));
        check_signs(buf_str(&page));
    }
    arena_done(&mem);
    CHECK_MAIN();
}
