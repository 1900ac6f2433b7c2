// SPDX-License-Identifier: Apache-2.0
// Pages kept as they are sent: which, under which name, how many, and for how long.
#include "site/kept.h"

#include "base/limits.h"
#include "site/route.h"
#include "unit/site/ask.h"

#include "test.h"

static asker k;

static request get(str path, str query, str coding) {
    arena_reset(&k.own);
    return (request){.method = METHOD_GET,
                     .path = path,
                     .query = query,
                     .host = STR("a"),
                     .accept_encoding = coding,
                     .today = k.today,
                     .mem = &k.own};
}

// Ask as the socket side does.
static kept_page *ask_kept(kept *all, request q, bool *was_there) {
    response r;
    str name = kept_name(&q);
    kept_page *p = name.len > 0 ? kept_find(all, name, q.today) : NULL;
    *was_there = p != NULL;
    if (p != NULL)
        return p;
    request plain = name.len > 0 ? kept_request(&q) : q;
    site_answer(&k.s, &plain, &r);
    return kept_add(all, name, &q, &r);
}

static kept_page *ask_home(kept *all, str coding, bool *was_there) {
    return ask_kept(all, get(STR("/"), (str){0}, coding), was_there);
}

static void test_which(void) {
    static const struct {
        str path, query;
        bool is_kept;
    } rows[] = {
        {STR_INIT("/"), STR_INIT(""), true},
        {STR_INIT("/"), STR_INIT("v=care"), true},
        {STR_INIT("/"), STR_INIT("v=care&x=1"), false},
        {STR_INIT("//"), STR_INIT(""), false},
        {STR_INIT("/a//"), STR_INIT(""), false},
        {STR_INIT("/search"), STR_INIT("q=a"), false},
        {STR_INIT("/no-such-page"), STR_INIT(""), false},
        {STR_INIT("/renew/list"), STR_INIT(""), false},
        {STR_INIT("/robots.txt"), STR_INIT(""), false},
        {STR_INIT("/api/v1/policies"), STR_INIT(""), false},
        {STR_INIT("/rules"), STR_INIT(""), true},
    };
    kept *all = kept_open(&k.mem);
    CHECK_TABLE(rows, i) {
        bool was_there;
        request q = get(rows[i].path, rows[i].query, (str){0});
        CHECK((ask_kept(all, q, &was_there) != NULL) == rows[i].is_kept);
    }
    kept_close(all);
}

static void test_method(void) {
    request q = get(STR("/score"), (str){0}, (str){0});
    size_t len = kept_name(&q).len;
    CHECK(len > 0);
    q.method = METHOD_HEAD;
    CHECK_INT(kept_name(&q).len, len);
    q.method = METHOD_POST;
    CHECK_INT(kept_name(&q).len, 0);
    q.method = METHOD_GET;
    q.body = STR("x");
    CHECK_INT(kept_name(&q).len, 0);
    q.body = (str){0};
    q.fault_status = 400;
    CHECK_INT(kept_name(&q).len, 0);
}

// Each coding has bytes and a tag of its own.
static void test_codings(void) {
    static const str codings[] = {STR_INIT(""), STR_INIT("gzip, deflate"), STR_INIT("gzip, br"),
                                  STR_INIT("br;q=0, gzip"), STR_INIT("brotli, gzipped")};
    static const str wanted[] = {STR_INIT(""), STR_INIT("gzip"), STR_INIT("br"), STR_INIT("gzip"),
                                 STR_INIT("")};
    static const str tags[] = {STR_INIT("\""), STR_INIT("-gzip\""), STR_INIT("-br\"")};
    kept *all = kept_open(&k.mem);
    bool was_there;
    CHECK_TABLE(codings, i) {
        kept_page *p = ask_home(all, codings[i], &was_there);
        bool is_new = i < 3;
        CHECK(p != NULL && was_there != is_new);
        bool is_coded = wanted[i].len > 0;
        CHECK(ask_home(all, wanted[i], &was_there) == p && was_there);
        CHECK((p->body.ptr[0] == '<') != is_coded);
        if (is_new)
            CHECK_STR(str_slice(p->etag, 17, p->etag.len), tags[i]);
    }
    kept_close(all);
}

// Both sizes of letters, and a path that ends in a slash.
static void test_names(void) {
    kept *all = kept_open(&k.mem);
    bool was_there;
    kept_page *plain = ask_kept(all, get(STR("/rules"), (str){0}, (str){0}), &was_there);
    kept_page *care = ask_kept(all, get(STR("/rules"), STR("v=care"), (str){0}), &was_there);
    CHECK(plain != NULL && care != NULL && plain != care && !was_there);
    CHECK(ask_kept(all, get(STR("/rules/"), (str){0}, (str){0}), &was_there) == plain && was_there);
    CHECK(ask_kept(all, get(STR("/rules/"), STR("v=care"), (str){0}), &was_there) == care && was_there);
    kept_close(all);
}

// Whoever asks first: nothing of the visitor is in what the next one gets, and a tag that fits is no reason not to keep it.
static void test_asked_by(void) {
    static const str everything = STR_INIT("*");
    request q = get(STR("/score/"), STR("v=care"), STR("gzip"));
    q.origin = q.referer = q.sec_fetch_site = q.accept = q.user_agent = q.if_none_match = everything;
    q.method = METHOD_HEAD;
    request plain = kept_request(&q);
    CHECK(plain.origin.len + plain.referer.len + plain.sec_fetch_site.len + plain.accept.len == 0);
    CHECK(plain.user_agent.len + plain.if_none_match.len + plain.accept_encoding.len + plain.host.len == 0);
    CHECK(plain.method == METHOD_GET && plain.today == q.today && plain.mem == q.mem);
    CHECK_STR(plain.path, STR("/score"));
    CHECK_STR(plain.query, STR("v=care"));
    kept *all = kept_open(&k.mem);
    bool was_there;
    CHECK(ask_kept(all, q, &was_there) != NULL);
    kept_close(all);
    q.path = STR("/robots.txt");
    CHECK_STR(kept_request(&q).host, STR("a"));
    CHECK_STR(kept_request(&q).if_none_match, STR("*"));
}

// ---- limits ----------------------------------------------------------------------------------------------------------

// A page of so many bytes, under a name of its own. False: it was not kept.
static bool add_page(kept *all, int64_t number, size_t n_bytes) {
    unsigned allowed;
    request q = get(STR("/score"), (str){0}, (str){0});
    response r = {.status = 200, .etag = STR("\"0123456789abcdef\""), .body = buf_make(q.mem)};
    buf name = buf_make(q.mem);
    r.route = route_find(METHOD_GET, q.path, false, &allowed, &q.rest);
    buf_print(&name, "page {i}", number);
    while (r.body.len < n_bytes)
        buf_put_char(&r.body, 'x');
    return kept_add(all, buf_str(&name), &q, &r) != NULL;
}

static bool is_there(kept *all, int64_t number) {
    char text[24];
    buf name = buf_over(text, sizeof text);
    buf_print(&name, "page {i}", number);
    return kept_find(all, buf_str(&name), k.today) != NULL;
}

static void test_most_pages(void) {
    kept *all = kept_open(&k.mem);
    for (int64_t i = 0; i < LIMIT_KEPT_PAGES; i++)
        CHECK(add_page(all, i, 1));
    CHECK(is_there(all, 0) && is_there(all, LIMIT_KEPT_PAGES - 1));
    CHECK(add_page(all, LIMIT_KEPT_PAGES, 1));
    CHECK(!is_there(all, 0) && !is_there(all, LIMIT_KEPT_PAGES - 1) && is_there(all, LIMIT_KEPT_PAGES));
    kept_close(all);
}

// Eight that are a little smaller than an eighth, heads and names included, have room; the ninth has none.
static void test_most_bytes(void) {
    enum { PARTS = 8, PART_BYTES = LIMIT_KEPT_BYTES / PARTS - (16 << 10) };
    kept *all = kept_open(&k.mem);
    for (int64_t i = 0; i < PARTS; i++)
        CHECK(add_page(all, i, PART_BYTES));
    CHECK(is_there(all, 0) && is_there(all, PARTS - 1));
    CHECK(add_page(all, PARTS, PART_BYTES));
    CHECK(!is_there(all, 0) && !is_there(all, PARTS - 1) && is_there(all, PARTS));
    kept_close(all);
}

static void test_one_too_large(void) {
    kept *all = kept_open(&k.mem);
    CHECK(add_page(all, 1, 1));
    CHECK(add_page(all, 2, LIMIT_KEPT_BYTES - (16 << 10)));
    CHECK(!add_page(all, 3, LIMIT_KEPT_BYTES));
    CHECK(is_there(all, 1) && is_there(all, 2) && !is_there(all, 3));
    kept_close(all);
}

// The table begins again, and what is still on its way stays whole.
static void test_on_its_way(void) {
    kept *all = kept_open(&k.mem);
    bool was_there;
    kept_page *first = ask_home(all, (str){0}, &was_there);
    kept_hold(first);
    size_t len = first->body.len;
    CHECK(add_page(all, 1, LIMIT_KEPT_BYTES - (8 << 10)));
    CHECK(ask_home(all, (str){0}, &was_there) != first && !was_there);
    CHECK(first->body.len == len && first->body.ptr[len - 1] == '\n');
    kept_release(first);
    kept_close(all);
}

static void test_day(void) {
    kept *all = kept_open(&k.mem);
    bool was_there;
    CHECK(ask_home(all, (str){0}, &was_there) != NULL);
    CHECK(ask_home(all, (str){0}, &was_there) != NULL && was_there);
    k.today++;
    CHECK(ask_home(all, (str){0}, &was_there) != NULL && !was_there);
    k.today--;
    CHECK(ask_home(all, (str){0}, &was_there) != NULL && !was_there);
    kept_close(all);
}

int main(void) {
    asker_open(&k);
    test_which();
    test_method();
    test_codings();
    test_names();
    test_asked_by();
    test_most_pages();
    test_most_bytes();
    test_one_too_large();
    test_on_its_way();
    test_day();
    asker_close(&k);
    CHECK_MAIN();
}
