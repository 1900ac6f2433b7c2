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

static feed_item *make_items(const site *s, const request *q, int64_t *updated) {
    feed_item *items = ARENA_ARRAY(q->mem, feed_item, s->shelf->n + 1);
    *updated = 0;
    for (size_t i = 0; items != NULL && i < s->shelf->n; i++) {
        if (!feed_item_of(&s->shelf->articles[i], q->mem, &items[i]))
            return NULL;
        *updated = items[i].updated > *updated ? items[i].updated : *updated;
    }
    return items;
}

static void put_feed(const site *s, const request *q, response *r, str type,
                     void (*put)(const feed_head *, const feed_item *, size_t, buf *)) {
    feed_head head = {.address = address_of(s, q), .path = r->route->path, .title = STR("明白积分")};
    head.subtitle = jifen_info(site_law(s, q->today))->title;
    feed_item *items = make_items(s, q, &head.updated);
    r->type = type;
    if (items == NULL)
        r->body.failed = true;
    else
        put(&head, items, s->shelf->n, &r->body);
}

void feed_rss(const site *s, const request *q, response *r) {
    put_feed(s, q, r, STR("application/rss+xml; charset=utf-8"), feed_put_rss);
}

void feed_atom(const site *s, const request *q, response *r) {
    put_feed(s, q, r, STR("application/atom+xml; charset=utf-8"), feed_put_atom);
}

// ---- the sitemap -----------------------------------------------------------------------------------------------------

// The pages about the site have an address of their own.
static size_t add_articles(const site *s, arena *mem, feed_address *to) {
    size_t n = 0;
    for (size_t i = 0; i < s->shelf->n; i++) {
        if (str_is(s->shelf->articles[i].channel, STR("本站")))
            continue;
        buf path = buf_make(mem);
        article_put_path(&s->shelf->articles[i], &path);
        to[n++] = (feed_address){buf_str(&path), s->shelf->articles[i].checked};
    }
    return n;
}

static size_t add_rules(const jifen_law *l, arena *mem, feed_address *to) {
    for (size_t i = 0; i < jifen_n_names(l); i++) {
        buf path = buf_make(mem);
        html h = {&path};
        HTML_LIT(&h, "/rules/");
        html_url(&h, jifen_name_at(l, i).name);
        to[i] = (feed_address){buf_str(&path), jifen_info(l)->checked};
    }
    return jifen_n_names(l);
}

void sitemap_answer(const site *s, const request *q, response *r) {
    const jifen_law *l = site_law(s, q->today);
    feed_address *to = ARENA_ARRAY(q->mem, feed_address, n_routes + s->shelf->n + jifen_n_names(l));
    if (to == NULL) {
        r->body.failed = true;
        return;
    }
    size_t n = 0;
    for (size_t i = 0; i < n_routes; i++)
        if (routes[i].is_listed)
            to[n++] = (feed_address){routes[i].path, jifen_info(l)->checked};
    n += add_articles(s, q->mem, to + n);
    n += add_rules(l, q->mem, to + n);
    r->type = STR("application/xml; charset=utf-8");
    feed_put_sitemap(address_of(s, q), to, n, &r->body);
}

void robots_answer(const site *s, const request *q, response *r) {
    r->type = STR("text/plain; charset=utf-8");
    buf_print(&r->body, "User-agent: *\nDisallow: /api/\nSitemap: {s}/sitemap.xml\n", address_of(s, q));
}
