// SPDX-License-Identifier: Apache-2.0
// The table of routes: each row is found by its own path, and every response carries the headers its row asks for.
#include "test.h"

#include "main/embedded.h"
#include "prop/shanghai.h"
#include "site/assets.h"
#include "site/headers.h"
#include "site/library.h"

#include <string.h>

typedef struct {
    str names[32], values[32];
    size_t n;
} header_list;

// Lines `Name: value`, each with its CR LF.
static header_list read_headers(str block) {
    header_list list = {.n = 0};
    for (size_t at = 0, from = 0, name = 0; at + 1 < block.len; at++) {
        if (block.ptr[at] == ':' && name == from)
            name = at;
        if (block.ptr[at] != '\r' || block.ptr[at + 1] != '\n')
            continue;
        list.names[list.n] = str_slice(block, from, name);
        list.values[list.n++] = str_slice(block, name + 2, at);
        from = name = at + 2;
    }
    return list;
}

static str value_of(const header_list *list, str name) {
    str value = {0};
    for (size_t i = 0; i < list->n; i++)
        if (str_is(list->names[i], name)) {
            CHECK(value.len == 0);  // once
            value = list->values[i];
        }
    return value;
}

static bool has(str s, str part) {
    for (size_t at = 0; at + part.len <= s.len; at++)
        if (str_starts(str_slice(s, at, s.len), part))
            return true;
    return false;
}

static void check_headers(const response *r, arena *mem) {
    buf block = buf_make(mem);
    headers_put(r, &block);
    header_list list = read_headers(buf_str(&block));
    str policy = value_of(&list, STR("Content-Security-Policy"));
    CHECK(has(policy, STR("default-src 'none'")) && has(policy, STR("frame-ancestors 'none'")));
    CHECK(!has(policy, STR("unsafe-inline")) && !has(policy, STR("http")));
    CHECK_STR(value_of(&list, STR("X-Content-Type-Options")), STR("nosniff"));
    CHECK(value_of(&list, STR("Strict-Transport-Security")).len > 0);
    str is_https = value_of(&list, STR("Strict-Transport-Security"));
    CHECK_STR(is_https, STR("max-age=63072000; includeSubDomains"));  // two years
    static const str rules[] = {STR_INIT("script-src 'self'"),
                                STR_INIT("object-src 'none'"),
                                STR_INIT("base-uri 'none'"),
                                STR_INIT("form-action 'self'"),
                                STR_INIT("require-trusted-types-for 'script'"),
                                STR_INIT("report-uri /csp-report")};
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        CHECK(has(policy, rules[i]));
    CHECK(!has(policy, STR("'unsafe-eval'")) && !has(policy, STR("*")));
    CHECK_STR(value_of(&list, STR("Cross-Origin-Opener-Policy")), STR("same-origin"));
    CHECK_STR(value_of(&list, STR("Cross-Origin-Resource-Policy")), STR("same-origin"));
    CHECK(value_of(&list, STR("Access-Control-Allow-Origin")).len == 0);
    CHECK(value_of(&list, STR("Clear-Site-Data")).len == 0 || r->is_over);
    str type = value_of(&list, STR("Content-Type"));
    CHECK(!str_starts(type, STR("text/")) || has(type, STR("charset=utf-8")));
    CHECK(value_of(&list, STR("Permissions-Policy")).len > 0);
    CHECK_STR(value_of(&list, STR("X-Frame-Options")), STR("DENY"));
    CHECK(value_of(&list, STR("Content-Type")).len > 0 || r->status == 304);
    CHECK(value_of(&list, STR("Server")).len == 0);
    str keeps = value_of(&list, STR("Cache-Control"));
    bool may_keep = r->status == 200 && r->route != NULL && !route_is_told(r->route);
    bool is_own = r->status == 200 && r->route != NULL && r->route->keep == KEEP_OWN;
    CHECK(may_keep ? has(keeps, STR("public"))
                   : str_is(keeps, is_own ? STR("private, max-age=0") : STR("no-store")));
    bool tells = r->route != NULL && (route_is_told(r->route) || r->route->keep == KEEP_ASKED);
    CHECK(!tells || str_is(value_of(&list, STR("Referrer-Policy")), STR("no-referrer")));
}

static response ask(const site *s, method m, str path, str body, arena *mem) {
    request q = {.method = m, .path = path, .body = body, .mem = mem, .today = 20783};
    response r;
    site_answer(s, &q, &r);
    return r;
}

static void check_route(const site *s, const route *row, arena *mem) {
    str path = row->path;
    if (path.ptr[path.len - 1] == '*')
        path.len--;
    unsigned allowed = 0;
    str rest;
    if (path.len == row->path.len)
        CHECK(route_find(row->method, path, row->is_desk, &allowed, &rest) == row);
    response r = ask(s, row->method, path, STR(""), mem);
    CHECK(r.status < 500);
    check_headers(&r, mem);
    r = ask(s, METHOD_OTHER, path, STR(""), mem);
    CHECK(r.status == 405 || r.status == 404);
    CHECK((r.status == 405) == (r.allow.len > 0));
    check_headers(&r, mem);
}

// One byte more than a route takes.
static void check_limit(const site *s, const route *row, arena *mem) {
    char *body = ARENA_ARRAY(mem, char, row->most_bytes + 1);
    memset(body, 'a', row->most_bytes + 1);
    int wants = row->is_desk ? 404 : 413;  // the desk has a listener of its own
    if (row->method == METHOD_POST)
        CHECK_INT(ask(s, METHOD_POST, row->path, (str){body, row->most_bytes + 1}, mem).status, wants);
}

// What says one thing is said once; days and facts may be several.
static void check_once(const site *s, const route *row, arena *mem) {
    if (!row->is_page || !row->is_form || row->is_desk)
        return;
    int other = row->repeats == REPEATS_FACTS ? 200 : 400;
    CHECK_INT(ask(s, METHOD_POST, row->path, STR("v=&v="), mem).status, 400);
    CHECK_INT(ask(s, METHOD_POST, row->path, STR("phone=1&name=2&phone=1"), mem).status, other);
    int days = row->repeats == REPEATS_NOTHING ? 400 : 200;
    CHECK_INT(ask(s, METHOD_POST, row->path, STR("date=1&date=2&offer=1&offer=2"), mem).status, days);
}

static void check_strangers(const site *s, arena *mem) {
    static const struct {
        str origin, fetch_site;
        int status;
    } strangers[] = {
        {STR_INIT("https://evil.example"), STR_INIT(""), 403},
        {STR_INIT("https://here.example"), STR_INIT(""), 200},
        {STR_INIT("null"), STR_INIT(""), 403},
        {STR_INIT(""), STR_INIT("cross-site"), 403},
        {STR_INIT(""), STR_INIT("same-site"), 403},
        {STR_INIT(""), STR_INIT("same-origin"), 200},
        {STR_INIT(""), STR_INIT("none"), 200},
        {STR_INIT(""), STR_INIT(""), 200},
        {STR_INIT("https://here.example"), STR_INIT("cross-site"), 403},
    };
    CHECK_TABLE(strangers, i) {
        request q = {.method = METHOD_POST, .path = STR("/score"), .mem = mem, .today = 20783};
        q.host = STR("here.example");
        q.origin = strangers[i].origin;
        q.sec_fetch_site = strangers[i].fetch_site;
        response r;
        site_answer(s, &q, &r);
        CHECK_INT(r.status, strangers[i].status);
    }
}

// What a browser has kept it names; {s} is the page's own tag.
static void check_tags(const site *s, arena *mem) {
    static const struct {
        const char *header;
        int status;
    } kept[] = {
        {"{s}", 304}, {"W/{s}", 304}, {"\"a\", {s}", 304}, {"{s},\"a\"", 304}, {"\"a\" , W/{s}", 304},
        {"*", 304},   {"\"a\"", 200}, {"W/", 200},         {",", 200},         {"", 200},
    };
    response once = ask(s, METHOD_GET, STR("/"), STR(""), mem);
    CHECK(once.etag.len > 0);
    CHECK_TABLE(kept, i) {
        buf header = buf_make(mem);
        buf_print(&header, kept[i].header, once.etag);
        request q = {.method = METHOD_GET, .path = STR("/"), .mem = mem, .today = 20783};
        q.if_none_match = buf_str(&header);
        response again;
        site_answer(s, &q, &again);
        CHECK_INT(again.status, kept[i].status);
        CHECK_INT(again.body.len == 0, kept[i].status == 304);
    }
}

// However little memory a request gets: the page, or one that says that it cannot be made, or nothing; never half a page.
static void check_no_memory(const site *s) {
    int n_failed = 0;
    for (size_t most = 2048; most <= 1 << 20; most += most / 2) {
        arena small;
        arena_init(&small, arena_malloc(), most);
        response r = ask(s, METHOD_POST, STR("/score/result"), STR("birth_date=1985-06-14&title=none"), &small);
        bool is_whole = r.status == 200 && !r.body.failed && has(buf_str(&r.body), STR("</html>"));
        if (!CHECK(is_whole || r.status == 500))
            printf("  %zu bytes: %d, %zu bytes\n", most, r.status, r.body.len);
        CHECK((r.status == 500) == (r.why.len > 0));
        n_failed += r.status == 500;
        arena_done(&small);
    }
    CHECK(n_failed > 3);
}

// Why it failed, as the log has it: the first reason, and never in a stranger's words.
static void check_reasons(arena *mem) {
    err theirs, ours;
    response r = {.body = buf_make(mem)};
    err_clear(&theirs);
    err_clear(&ours);
    (void)err_set(&theirs, RC_INPUT, "expected a number, found '{s}'", STR("13800138000"));
    (void)err_set(&ours, RC_STORE, "the database, begin: database or disk is full");
    response_fail(&r, &theirs);
    CHECK(r.status == 503 && r.why.len > 0 && !has(r.why, STR("138")));
    r = (response){.body = buf_make(mem)};
    response_fail(&r, &ours);
    CHECK_STR(r.why, err_text(&ours));
    response_explain(&r, &theirs);
    CHECK_STR(r.why, err_text(&ours));
}

static const library *open_shelf(const site *s, arena *mem) {
    library_file *files = ARENA_ARRAY(mem, library_file, n_article_files);
    library *shelf = NULL;
    err e;
    err_clear(&e);
    for (size_t i = 0; i < n_article_files; i++)
        files[i] =
            (library_file){str_of_c(article_files[i].name), {article_files[i].text, article_files[i].len}};
    CHECK_INT(library_make(files, n_article_files, s, 20783, mem, &shelf, &e), RC_OK);
    return shelf;
}

// The newest checked first, of one day the higher number; a page about the site is none of them.
static void check_order(void) {
    static const article all[] = {{.id = 1, .checked = 9, .channel = STR_INIT("本站")},
                                  {.id = 101, .checked = 5, .channel = STR_INIT("办事")},
                                  {.id = 102, .checked = 7, .channel = STR_INIT("办事")},
                                  {.id = 103, .checked = 5, .channel = STR_INIT("读懂")}};
    static const int64_t want[] = {102, 103, 101};
    library shelf = {.articles = all, .n = sizeof all / sizeof all[0]};
    const article *a = NULL;
    CHECK_TABLE(want, i) {
        a = library_next_checked(&shelf, a);
        CHECK_INT(a == NULL ? 0 : a->id, want[i]);
    }
    CHECK(library_next_checked(&shelf, a) == NULL);
}

// What must be said where: an article by its number, an old address, pages about the site, a search with and without hits.
static void check_pages(const site *s, arena *mem) {
    static const struct {
        str path, query;
        int status;
        str part;
    } pages[] = {
        {STR_INIT("/a"), STR_INIT(""), 200, STR_INIT("/a/101-what-points-are")},
        {STR_INIT("/a/101-what-points-are"), STR_INIT(""), 200, STR_INIT("先说结论")},
        {STR_INIT("/a/101-another"), STR_INIT(""), 301, STR_INIT("")},
        {STR_INIT("/a/999"), STR_INIT(""), 404, STR_INIT("没有这个页面")},
        {STR_INIT("/a/1-privacy"), STR_INIT(""), 301, STR_INIT("")},
        {STR_INIT("/renew/letter"), STR_INIT(""), 200, STR_INIT("contenteditable")},
        {STR_INIT("/a/x"), STR_INIT(""), 404, STR_INIT("没有这个页面")},
        {STR_INIT("/jifen/102.html"), STR_INIT(""), 301, STR_INIT("")},
        {STR_INIT("/jifen/102"), STR_INIT(""), 404, STR_INIT("没有这个页面")},
        {STR_INIT("/privacy"), STR_INIT(""), 200, STR_INIT("Cookie")},
        {STR_INIT("/privacy/"), STR_INIT(""), 200, STR_INIT("Cookie")},
        {STR_INIT("/search"), STR_INIT("q=%E8%A1%A5%E7%BC%B4"), 200, STR_INIT("<mark>")},
        {STR_INIT("/search"), STR_INIT("q=%3Cscript%3E"), 200, STR_INIT("没有找到“&lt;script&gt;”")},
        {STR_INIT("/search"), STR_INIT("q=%"), 400, STR_INIT("没看懂您的请求")},
        {STR_INIT("/feed.xml"), STR_INIT(""), 200, STR_INIT("http://here.example/a/101-what-points-are")},
        {STR_INIT("/sitemap.xml"), STR_INIT(""), 200, STR_INIT("/score/all")},
        {STR_INIT("/"), STR_INIT(""), 200, STR_INIT("href=\"/a/109-insurance-base\"")},
        {STR_INIT("/"), STR_INIT("v=care"), 200, STR_INIT("href=\"/score?v=care\"")},
    };
    CHECK_TABLE(pages, i) {
        request q = {
            .method = METHOD_GET, .path = pages[i].path, .query = pages[i].query, .mem = mem, .today = 20783};
        q.host = STR("here.example");
        response r;
        site_answer(s, &q, &r);
        CHECK_INT(r.status, pages[i].status);
        CHECK(has(buf_str(&r.body), pages[i].part));
    }
}

int main(void) {
    static const asset_file files[] = {{STR_INIT("site.css"), STR_INIT("a{}")},
                                       {STR_INIT("icon.svg"), STR_INIT("<svg/>")},
                                       {STR_INIT("site.js"), STR_INIT("'use strict';")}};
    arena laws, mem;
    err e;
    err_clear(&e);
    arena_init(&laws, arena_malloc(), 0);
    arena_init(&mem, arena_malloc(), 0);
    site s = {.engine = shanghai_engine(&laws), .n_assets = 3};
    CHECK_INT(assets_make(files, 3, &laws, &s.assets, &e), RC_OK);
    s.shelf = open_shelf(&s, &laws);
    for (size_t i = 0; i < n_routes; i++) {
        check_row = (int)i;
        check_route(&s, &routes[i], &mem);
        check_limit(&s, &routes[i], &mem);
        check_once(&s, &routes[i], &mem);
        arena_reset(&mem);
    }
    check_row = -1;
    check_strangers(&s, &mem);
    check_tags(&s, &mem);
    check_pages(&s, &mem);
    check_order();
    check_no_memory(&s);
    check_reasons(&mem);
    arena_done(&mem);
    arena_done(&laws);
    CHECK_MAIN();
}
