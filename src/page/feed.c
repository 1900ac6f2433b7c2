// SPDX-License-Identifier: Apache-2.0
#include "page/feed.h"

#include "base/day.h"
#include "page/html.h"

bool feed_item_of(const article *a, arena *mem, feed_item *out) {
    buf path = buf_make(mem), summary = buf_make(mem);
    article_put_path(a, &path);
    for (size_t i = 0; i < a->n_summaries; i++)
        buf_put(&summary, a->summary[i]);
    *out = (feed_item){.path = buf_str(&path),
                       .title = a->title,
                       .summary = buf_str(&summary),
                       .channel = a->channel,
                       .author = a->author,
                       .published = a->published,
                       .updated = a->checked};
    return !path.failed && !summary.failed;
}

#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

// <name>text</name> on a line of its own.
#define PUT_ELEMENT(h, name, text)                                                                           \
    do {                                                                                                     \
        HTML_LIT(h, "<" name ">");                                                                           \
        html_text(h, text);                                                                                  \
        HTML_LIT(h, "</" name ">\n");                                                                        \
    } while (0)

static void put_address(html *h, str address, str path) {
    html_text(h, address);
    html_text(h, path);
}

// ---- RSS -----------------------------------------------------------------------------------------------------------------

// As in a mail: Thu, 26 Nov, the year, then the hour at which the day begins in Shanghai.
static void put_rss_day(html *h, int64_t day) {
    static const str weekdays[] = {STR_INIT("Mon"), STR_INIT("Tue"), STR_INIT("Wed"), STR_INIT("Thu"),
                                   STR_INIT("Fri"), STR_INIT("Sat"), STR_INIT("Sun")};
    static const str months[] = {STR_INIT("Jan"), STR_INIT("Feb"), STR_INIT("Mar"), STR_INIT("Apr"),
                                 STR_INIT("May"), STR_INIT("Jun"), STR_INIT("Jul"), STR_INIT("Aug"),
                                 STR_INIT("Sep"), STR_INIT("Oct"), STR_INIT("Nov"), STR_INIT("Dec")};
    civil c = day_to_civil(day);
    buf_print(h->out, "{s}, ", weekdays[day_weekday(day) - 1]);
    buf_put_padded(h->out, c.day, 2);
    buf_print(h->out, " {s} {i} 00:00:00 +0800", months[c.month - 1], (int64_t)c.year);
}

static void put_rss_item(html *h, const feed_head *head, const feed_item *i) {
    HTML_LIT(h, "<item>\n");
    PUT_ELEMENT(h, "title", i->title);
    HTML_LIT(h, "<link>");
    put_address(h, head->address, i->path);
    HTML_LIT(h, "</link>\n<guid>");
    put_address(h, head->address, i->path);
    HTML_LIT(h, "</guid>\n<pubDate>");
    put_rss_day(h, i->published);
    HTML_LIT(h, "</pubDate>\n");
    PUT_ELEMENT(h, "category", i->channel);
    PUT_ELEMENT(h, "description", i->summary);
    HTML_LIT(h, "</item>\n");
}

void feed_put_rss(const feed_head *head, const feed_item *items, size_t n, buf *out) {
    html page = {out}, *h = &page;
    HTML_LIT(h, DECLARATION "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\">\n<channel>\n");
    PUT_ELEMENT(h, "title", head->title);
    HTML_LIT(h, "<link>");
    put_address(h, head->address, STR("/"));
    HTML_LIT(h, "</link>\n");
    PUT_ELEMENT(h, "description", head->subtitle);
    HTML_LIT(h, "<language>zh-CN</language>\n<lastBuildDate>");
    put_rss_day(h, head->updated);
    HTML_LIT(h, "</lastBuildDate>\n<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"");
    put_address(h, head->address, head->path);
    HTML_LIT(h, "\"/>\n");
    for (size_t i = 0; i < n; i++)
        put_rss_item(h, head, &items[i]);
    HTML_LIT(h, "</channel>\n</rss>\n");
}

// ---- Atom ----------------------------------------------------------------------------------------------------------------

static void put_atom_day(html *h, int64_t day) {
    buf_print(h->out, "{d}T00:00:00+08:00", day);
}

static void put_atom_item(html *h, const feed_head *head, const feed_item *i) {
    HTML_LIT(h, "<entry>\n");
    PUT_ELEMENT(h, "title", i->title);
    HTML_LIT(h, "<link href=\"");
    put_address(h, head->address, i->path);
    HTML_LIT(h, "\"/>\n<id>");
    put_address(h, head->address, i->path);
    HTML_LIT(h, "</id>\n<published>");
    put_atom_day(h, i->published);
    HTML_LIT(h, "</published>\n<updated>");
    put_atom_day(h, i->updated);
    HTML_LIT(h, "</updated>\n<author>\n");
    PUT_ELEMENT(h, "name", i->author);
    HTML_LIT(h, "</author>\n<category");
    HTML_ATTR(h, "term", i->channel);
    HTML_LIT(h, "/>\n");
    PUT_ELEMENT(h, "summary", i->summary);
    HTML_LIT(h, "</entry>\n");
}

void feed_put_atom(const feed_head *head, const feed_item *items, size_t n, buf *out) {
    html page = {out}, *h = &page;
    HTML_LIT(h, DECLARATION "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">\n");
    PUT_ELEMENT(h, "title", head->title);
    PUT_ELEMENT(h, "subtitle", head->subtitle);
    HTML_LIT(h, "<link href=\"");
    put_address(h, head->address, STR("/"));
    HTML_LIT(h, "\"/>\n<link rel=\"self\" href=\"");
    put_address(h, head->address, head->path);
    HTML_LIT(h, "\"/>\n<id>");
    put_address(h, head->address, head->path);
    HTML_LIT(h, "</id>\n<updated>");
    put_atom_day(h, head->updated);
    HTML_LIT(h, "</updated>\n");
    for (size_t i = 0; i < n; i++)
        put_atom_item(h, head, &items[i]);
    HTML_LIT(h, "</feed>\n");
}

// ---- sitemap ---------------------------------------------------------------------------------------------------------------

void feed_put_sitemap(str address, const feed_address *pages, size_t n, buf *out) {
    html page = {out}, *h = &page;
    HTML_LIT(h, DECLARATION "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for (size_t i = 0; i < n; i++) {
        HTML_LIT(h, "<url><loc>");
        put_address(h, address, pages[i].path);
        HTML_LIT(h, "</loc>");
        if (pages[i].day != 0)
            buf_print(out, "<lastmod>{d}</lastmod>", pages[i].day);
        HTML_LIT(h, "</url>\n");
    }
    HTML_LIT(h, "</urlset>\n");
}
