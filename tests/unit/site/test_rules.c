// SPDX-License-Identifier: Apache-2.0
// The pages and the JSON of every rule of the embedded law, as the dispatcher answers them.
#include "site/site.h"

#include "test.h"

#include "main/embedded.h"
#include "prop/shanghai.h"
#include "site/assets.h"
#include "wire/json_read.h"

#include <string.h>

static arena mem, own;  // of all, of one request
static site s;
static const jifen_law *l;

static void open_site(void) {
    asset_file *files = ARENA_ARRAY(&mem, asset_file, n_web_files + 1);
    for (size_t i = 0; i < n_web_files; i++)
        files[i] = (asset_file){str_of_c(web_files[i].name), {web_files[i].text, web_files[i].len}};
    err e;
    err_clear(&e);
    s = (site){.engine = shanghai_engine(&mem), .n_assets = n_web_files};
    CHECK_INT(assets_make(files, n_web_files, &mem, &s.assets, &e), RC_OK);
    l = jifen_law_at(s.engine, 0);
}

static response get_on(str path, str query, int64_t today) {
    request q = {.method = METHOD_GET, .path = path, .query = query, .today = today, .mem = &own};
    response r;
    arena_reset(&own);
    site_answer(&s, &q, &r);
    return r;
}

static response get(str path) {
    return get_on(path, STR(""), jifen_info(l)->checked);
}

static str path_of(str name, const char *end) {
    buf b = buf_make(&mem);
    buf_print(&b, "/rules/{s}{s}", name, str_of_c(end));
    return buf_str(&b);
}

static size_t count(str text, str what) {
    size_t n = 0;
    for (size_t at = 0; at + what.len <= text.len; at++)
        n += str_starts(str_slice(text, at, text.len), what);
    return n;
}

static bool has(const response *r, str what) {
    return count(buf_str(&r->body), what) > 0;
}

// The text as a page shows it.
static bool has_text(const response *r, str text) {
    buf b = buf_make(&own);
    html_text(&(html){&b}, text);
    return has(r, buf_str(&b));
}

// ---- tags

enum { DEEPEST = 64 };

static bool is_void(str name) {
    static const str voids[] = {STR_INIT("meta"), STR_INIT("link"), STR_INIT("input"), STR_INIT("br"),
                                STR_INIT("!DOCTYPE")};
    for (size_t i = 0; i < sizeof voids / sizeof voids[0]; i++)
        if (str_is(voids[i], name))
            return true;
    return false;
}

static str tag_name(str tag) {
    size_t n = 0;
    while (n < tag.len && tag.ptr[n] != ' ' && tag.ptr[n] != '>')
        n++;
    return str_slice(tag, 0, n);
}

// Every tag is closed, in the order they were opened.
static bool is_balanced(str text) {
    str open[DEEPEST];
    size_t n = 0;
    for (size_t at = 0; at < text.len; at++) {
        if (text.ptr[at] != '<')
            continue;
        bool is_end = at + 1 < text.len && text.ptr[at + 1] == '/';
        str name = tag_name(str_slice(text, at + 1 + is_end, text.len));
        if (is_end && (n == 0 || !str_is(open[--n], name)))
            return false;
        if (!is_end && !is_void(name)) {
            if (n == DEEPEST)
                return false;
            open[n++] = name;
        }
    }
    return n == 0;
}

static void test_balance(void) {
    CHECK(is_balanced(STR("<p>a<br>b</p>")));
    CHECK(is_balanced(STR("")));
    CHECK(!is_balanced(STR("<p>")));
    CHECK(!is_balanced(STR("</p>")));
    CHECK(!is_balanced(STR("<p><b></p></b>")));
}

static void check_page(const response *r) {
    CHECK_INT(r->status, 200);
    CHECK_STR(r->type, STR("text/html; charset=utf-8"));
    CHECK_INT(count(buf_str(&r->body), STR("<h1>")), 1);
    CHECK(is_balanced(buf_str(&r->body)));
}

// ---- the list

static void test_list(void) {
    response r = get(STR("/rules"));
    check_page(&r);
    CHECK(has_text(&r, jifen_info(l)->title));
    CHECK(!has(&r, STR("class=\"checked late\"")));
    for (size_t i = 0; i < jifen_n_names(l); i++) {
        jifen_name n = jifen_name_at(l, i);
        buf href = buf_make(&own);
        buf_print(&href, "href=\"/rules/{s}\"", n.name);
        CHECK(has(&r, buf_str(&href)));
        CHECK(has_text(&r, n.label));
    }
    for (size_t i = 0; i < jifen_n_sources(l); i++)
        CHECK(has_text(&r, jifen_source_at(l, i).document));
}

static void test_care(void) {
    response r = get_on(STR("/rules"), STR("v=care"), jifen_info(l)->checked);
    buf href = buf_make(&own);
    buf_print(&href, "href=\"/rules/{s}?v=care\"", jifen_name_at(l, 0).name);
    check_page(&r);
    CHECK(has(&r, buf_str(&href)));
}

// ---- each of them

static bool needs_source(name_kind k) {
    return k == NAME_POINTS || k == NAME_PARAM || k == NAME_CHECK || k == NAME_PAPER || k == NAME_DATE;
}

static void check_entry(const response *r, const jifen_entry *one) {
    CHECK(has_text(r, one->name.label));
    CHECK(one->rule.len > 0);
    CHECK(one->prose.len > 0);
    CHECK(!needs_source(one->name.kind) || one->n_sources > 0);
    for (size_t i = 0; i < one->n_sources; i++) {
        CHECK(has_text(r, one->sources[i].document));
        CHECK(has_text(r, one->sources[i].rank_label));
    }
    for (size_t i = 0; i < one->n_periods; i++)
        CHECK(has_text(r, one->periods[i].value));
    for (size_t i = 0; i < one->n_sides; i++) {
        CHECK(has_text(r, one->sides[i].text));
        CHECK(has_text(r, one->sides[i].other));
    }
    for (size_t i = 0; i < one->n_cases; i++)
        CHECK(has_text(r, one->cases[i].expected));
}

static void test_each(void) {
    for (size_t i = 0; i < jifen_n_names(l); i++) {
        err e;
        err_clear(&e);
        jifen_entry one;
        response r = get(path_of(jifen_name_at(l, i).name, ""));
        check_page(&r);
        if (CHECK_INT(jifen_describe(l, i, &mem, &one, &e), RC_OK))
            check_entry(&r, &one);
    }
}

// A disputed rule says so, and links to the dispute; a sum links to its terms.
static void test_links(void) {
    for (size_t i = 0; i < jifen_n_names(l); i++) {
        err e;
        err_clear(&e);
        jifen_entry one;
        response r = get(path_of(jifen_name_at(l, i).name, ""));
        if (!CHECK_INT(jifen_describe(l, i, &mem, &one, &e), RC_OK))
            return;
        for (size_t k = 0; k < one.n_uses; k++) {
            buf href = buf_make(&own);
            buf_print(&href, "href=\"/rules/{s}\"", jifen_name_at(l, one.uses[k]).name);
            CHECK(has(&r, buf_str(&href)));
        }
    }
}

// ---- JSON

static void check_json(str path) {
    response r = get(path);
    err e;
    err_clear(&e);
    CHECK_INT(r.status, 200);
    CHECK_STR(r.type, STR("application/json"));
    json_reader text = json_read_open(buf_str(&r.body), 1, &own);
    CHECK_INT(json_read_skip(&text, &e), RC_OK);
    CHECK_INT(json_read_end(&text, &e), RC_OK);
}

static void test_json(void) {
    check_json(STR("/rules.json"));
    check_json(STR("/api/v1/policies"));
    for (size_t i = 0; i < jifen_n_names(l); i++)
        check_json(path_of(jifen_name_at(l, i).name, ".json"));
}

// ---- what is not there

static void test_unknown(void) {
    jifen_name n = jifen_name_at(l, 0);
    response r = get(path_of(n.name, "x"));
    buf href = buf_make(&mem);
    buf_print(&href, "href=\"/rules/{s}\"", n.name);
    CHECK_INT(r.status, 404);
    CHECK(is_balanced(buf_str(&r.body)));
    CHECK(has(&r, STR("<h1>")));
    CHECK(has(&r, buf_str(&href)));
    r = get(STR("/rules/<script>"));
    CHECK_INT(r.status, 404);
    CHECK(!has(&r, STR("<script>")));
    CHECK_INT(get(STR("/rules/a/b")).status, 404);
    CHECK_INT(get(STR("/rules/.json")).status, 404);
    r = get(STR("/rules/no_such_thing.json"));
    CHECK_INT(r.status, 404);
    CHECK_STR(r.type, STR("application/problem+json"));
}

int main(void) {
    arena_init(&mem, arena_malloc(), 0);
    arena_init(&own, arena_malloc(), 0);
    open_site();
    test_balance();
    test_list();
    test_care();
    test_each();
    test_links();
    test_json();
    test_unknown();
    arena_done(&own);
    arena_done(&mem);
    CHECK_MAIN();
}
