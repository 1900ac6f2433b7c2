// page/feed.h - lists for machines: RSS 2.0, Atom, and the sitemap. Every text is escaped for XML.
#ifndef PAGE_FEED_H
#define PAGE_FEED_H

#include "page/article.h"

typedef struct {
    str path;  // begins with /
    str title, summary, channel, author;
    int64_t published, updated;  // days
} feed_item;

typedef struct {
    str address;  // the origin, https://www.example.cn, without a slash at the end
    str path;     // of the feed itself
    str title, subtitle;
    int64_t updated;  // a day; that of the newest item, or of the site when there is none
} feed_head;

// Views into the article; the path and the joined summary are in mem. False: no memory.
bool feed_item_of(const article *a, arena *mem, feed_item *out);

void feed_put_rss(const feed_head *head, const feed_item *items, size_t n, buf *out);
void feed_put_atom(const feed_head *head, const feed_item *items, size_t n, buf *out);

typedef struct {
    str path;     // begins with /; what is not allowed in an address is percent-encoded already
    int64_t day;  // of the last change; 0: not said
} feed_address;

void feed_put_sitemap(str address, const feed_address *pages, size_t n, buf *out);

#endif
