// SPDX-License-Identifier: Apache-2.0
// Lists for machines: the articles as RSS and Atom, the pages as a sitemap, and robots.txt.
#include "page/feed.h"
#include "site/library.h"
#include "site/pages.h"
#include "site/route.h"

// The site's own address, as configured; on a trial run the one it was asked by.
static str address_of(const site *s, const request *q) {
    if (s->who.address.len > 0)
        return s->who.address;
    buf b = buf_make(q->mem);
    buf_print(&b, "http://{s}", q->host);
    return buf_str(&b);
}

static feed_item *make_items(const site *s, const request *q, size_t *n, int64_t *updated) {
    feed_item *items = ARENA_ARRAY(q->mem, feed_item, s->shelf->n + 1);
    *updated = 0;
    *n = 0;
    for (size_t i = 0; items != NULL && i < s->shelf->n; i++) {
        if (library_is_own(&s->shelf->articles[i]))
            continue;
        feed_item *item = &items[(*n)++];
        if (!feed_item_of(&s->shelf->articles[i], q->mem, item))
            return NULL;
        *updated = item->updated > *updated ? item->updated : *updated;
    }
    return items;
}

static void put_feed(const site *s, const request *q, response *r, str type,
                     void (*put)(const feed_head *, const feed_item *, size_t, buf *)) {
    feed_head head = {.address = address_of(s, q), .path = r->route->path, .title = STR("明白积分")};
    head.subtitle = jifen_info(site_law(s, q->today))->title;
    size_t n = 0;
    feed_item *items = make_items(s, q, &n, &head.updated);
    r->type = type;
    if (items == NULL)
        r->body.failed = true;
    else
        put(&head, items, n, &r->body);
}

void feed_rss(const site *s, const request *q, response *r) {
    put_feed(s, q, r, STR("application/rss+xml; charset=utf-8"), feed_put_rss);
}

void feed_atom(const site *s, const request *q, response *r) {
    put_feed(s, q, r, STR("application/atom+xml; charset=utf-8"), feed_put_atom);
}

// ---- the sitemap -----------------------------------------------------------------------------------------------------

static size_t add_articles(const site *s, arena *mem, feed_address *to) {
    size_t n = 0;
    for (size_t i = 0; i < s->shelf->n; i++)
        if (!library_is_own(&s->shelf->articles[i]))
            to[n++] = (feed_address){library_path(&s->shelf->articles[i], mem), s->shelf->articles[i].checked};
    return n;
}

static size_t count_rules(const site *s, int64_t on) {
    size_t n = 0;
    const jifen_law *l;
    for (size_t i = 0; (l = site_law_at(s, i, on)) != NULL; i++)
        n += jifen_n_names(l);
    return n;
}

// Where two laws have the same name, its page is that of the first.
static bool is_told_before(const site *s, size_t nth, str name, int64_t on) {
    bool is_told = false;
    for (size_t i = 0; i < nth && !is_told; i++)
        is_told = jifen_find_name(site_law_at(s, i, on), name) >= 0;
    return is_told;
}

static size_t add_rules(const site *s, size_t nth, int64_t on, arena *mem, feed_address *to) {
    const jifen_law *l = site_law_at(s, nth, on);
    size_t n = 0;
    for (size_t i = 0; i < jifen_n_names(l); i++) {
        str name = jifen_name_at(l, i).name;
        if (is_told_before(s, nth, name, on))
            continue;
        buf path = buf_make(mem);
        html h = {&path};
        HTML_LIT(&h, "/rules/");
        html_url(&h, name);
        to[n++] = (feed_address){buf_str(&path), jifen_info(l)->checked};
    }
    return n;
}

void sitemap_answer(const site *s, const request *q, response *r) {
    const jifen_law *l = site_law(s, q->today);
    feed_address *to = ARENA_ARRAY(q->mem, feed_address, n_routes + s->shelf->n + count_rules(s, q->today));
    if (to == NULL) {
        r->body.failed = true;
        return;
    }
    size_t n = 0;
    for (size_t i = 0; i < n_routes; i++)
        if (routes[i].is_listed)
            to[n++] = (feed_address){routes[i].path, jifen_info(l)->checked};
    n += add_articles(s, q->mem, to + n);
    for (size_t i = 0; site_law_at(s, i, q->today) != NULL; i++)
        n += add_rules(s, i, q->today, q->mem, to + n);
    r->type = STR("application/xml; charset=utf-8");
    feed_put_sitemap(address_of(s, q), to, n, &r->body);
}

void robots_answer(const site *s, const request *q, response *r) {
    r->type = STR("text/plain; charset=utf-8");
    buf_print(&r->body, "User-agent: *\nDisallow: /api/\nSitemap: {s}/sitemap.xml\n", address_of(s, q));
}
