// SPDX-License-Identifier: Apache-2.0
// Pages kept as they are sent: which, under which name, how many, and for how long.
#include "site/kept.h"

#include "base/num.h"
#include "unit/site/ask.h"

#include "test.h"

static asker k;

static request get(str path, str query, str host, str coding) {
    arena_reset(&k.own);
    return (request){.method = METHOD_GET,
                     .path = path,
                     .query = query,
                     .host = host,
                     .accept_encoding = coding,
                     .today = k.today,
                     .mem = &k.own};
}

// Ask as the socket side does.
static kept_page *ask_kept(kept *all, request q, bool *was_there) {
    response r;
    str name = kept_name(&q, q.path);
    kept_page *p = name.len > 0 ? kept_find(all, name, q.today) : NULL;
    *was_there = p != NULL;
    if (p != NULL)
        return p;
    site_answer(&k.s, &q, &r);
    return kept_add(all, name, q.today, &q, &r);
}

static kept_page *ask_home(kept *all, str host, str coding, bool *was_there) {
    return ask_kept(all, get(STR("/"), (str){0}, host, coding), was_there);
}

static void test_which(void) {
    static const struct {
        str path, query;
        bool is_kept;
    } rows[] = {
        {STR_INIT("/"), STR_INIT(""), true},
        {STR_INIT("/"), STR_INIT("v=care"), true},
        {STR_INIT("/"), STR_INIT("v=care&x=1"), false},
        {STR_INIT("/search"), STR_INIT("q=a"), false},
        {STR_INIT("/no-such-page"), STR_INIT(""), false},
        {STR_INIT("/renew/list"), STR_INIT(""), false},
        {STR_INIT("/robots.txt"), STR_INIT(""), false},
        {STR_INIT("/rules"), STR_INIT(""), true},
    };
    kept *all = kept_open(&k.mem);
    CHECK_TABLE(rows, i) {
        bool was_there;
        request q = get(rows[i].path, rows[i].query, STR("a"), (str){0});
        CHECK((ask_kept(all, q, &was_there) != NULL) == rows[i].is_kept);
    }
    request post = get(STR("/score"), (str){0}, STR("a"), (str){0});
    post.method = METHOD_POST;
    CHECK_INT(kept_name(&post, post.path).len, 0);
    kept_close(all);
}

// Each coding has bytes and a tag of its own, and so has each host.
static void test_names(void) {
    static const str codings[] = {STR_INIT(""), STR_INIT("gzip, deflate"), STR_INIT("gzip, br"),
                                  STR_INIT("br;q=0, gzip"), STR_INIT("brotli, gzipped")};
    static const str wanted[] = {STR_INIT(""), STR_INIT("gzip"), STR_INIT("br"), STR_INIT("gzip"),
                                 STR_INIT("")};
    kept *all = kept_open(&k.mem);
    bool was_there;
    CHECK_TABLE(codings, i) {
        kept_page *p = ask_home(all, STR("a"), codings[i], &was_there);
        bool is_new = i < 3;
        CHECK(p != NULL && was_there != is_new);
        bool is_coded = wanted[i].len > 0;
        CHECK(ask_home(all, STR("a"), wanted[i], &was_there) == p && was_there);
        CHECK((p->body.ptr[0] == '<') != is_coded);
    }
    CHECK(ask_home(all, STR("b"), (str){0}, &was_there) != NULL && !was_there);
    kept_close(all);
}

// More hosts than there is room for: the table begins again, and what is still on its way stays whole.
static void test_room(void) {
    kept *all = kept_open(&k.mem);
    bool was_there;
    kept_page *first = ask_home(all, STR("a"), (str){0}, &was_there);
    kept_hold(first);
    size_t len = first->body.len;
    for (int64_t i = 0; i < LIMIT_KEPT_PAGES; i++) {
        char host[24];
        buf b = buf_over(host, sizeof host);
        buf_print(&b, "h{i}", i);
        CHECK(ask_home(all, buf_str(&b), (str){0}, &was_there) != NULL && !was_there);
    }
    CHECK(ask_home(all, STR("a"), (str){0}, &was_there) != NULL && !was_there);
    CHECK(first->body.len == len && first->body.ptr[len - 1] == '\n');
    kept_release(first);
    kept_close(all);
}

static void test_day(void) {
    kept *all = kept_open(&k.mem);
    bool was_there;
    CHECK(ask_home(all, STR("a"), (str){0}, &was_there) != NULL);
    CHECK(ask_home(all, STR("a"), (str){0}, &was_there) != NULL && was_there);
    k.today++;
    CHECK(ask_home(all, STR("a"), (str){0}, &was_there) != NULL && !was_there);
    k.today--;
    CHECK(ask_home(all, STR("a"), (str){0}, &was_there) != NULL && !was_there);
    kept_close(all);
}

int main(void) {
    asker_open(&k);
    test_which();
    test_names();
    test_room();
    test_day();
    asker_close(&k);
    CHECK_MAIN();
}
