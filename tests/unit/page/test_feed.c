// SPDX-License-Identifier: Apache-2.0
#include "page/feed.h"

#include "test.h"

#include "base/day.h"

static arena mem;

static feed_head head(str path) {
    return (feed_head){.address = STR("https://lib.example"),
                       .path = path,
                       .title = STR("云坡图书馆 <新>"),
                       .subtitle = STR("文章 & 告示"),
                       .updated = day_from_civil(2026, 11, 26)};
}

static void make_item(feed_item *out) {
    article a = {.id = 7,
                 .slug = STR("back"),
                 .title = STR("还书 \"早\" 还"),
                 .channel = STR("借&还"),
                 .author = STR("馆员"),
                 .published = day_from_civil(2026, 3, 1),
                 .checked = day_from_civil(2026, 3, 5),
                 .summary = {STR("早还。"), STR("早<借>。")},
                 .n_summaries = 2};
    CHECK(feed_item_of(&a, &mem, out));
}

static void test_rss(void) {
    feed_item item;
    make_item(&item);
    feed_head h = head(STR("/feed.xml"));
    buf out = buf_make(&mem);
    feed_put_rss(&h, &item, 1, &out);
    CHECK_STR(
        buf_str(&out),
        STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\">\n<channel>\n"
            "<title>云坡图书馆 &lt;新&gt;</title>\n<link>https://lib.example/</link>\n"
            "<description>文章 &amp; 告示</description>\n<language>zh-CN</language>\n"
            "<lastBuildDate>Thu, 26 Nov 2026 00:00:00 +0800</lastBuildDate>\n"
            "<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"https://lib.example/feed.xml\"/>\n"
            "<item>\n<title>还书 &quot;早&quot; 还</title>\n<link>https://lib.example/a/7-back</link>\n"
            "<guid>https://lib.example/a/7-back</guid>\n<pubDate>Sun, 01 Mar 2026 00:00:00 +0800</pubDate>\n"
            "<category>借&amp;还</category>\n<description>早还。早&lt;借&gt;。</description>\n</item>\n"
            "</channel>\n</rss>\n"));
}

static void test_atom(void) {
    feed_item item;
    make_item(&item);
    feed_head h = head(STR("/atom.xml"));
    buf out = buf_make(&mem);
    feed_put_atom(&h, &item, 1, &out);
    CHECK_STR(
        buf_str(&out),
        STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">\n"
            "<title>云坡图书馆 &lt;新&gt;</title>\n<subtitle>文章 &amp; 告示</subtitle>\n"
            "<link href=\"https://lib.example/\"/>\n"
            "<link rel=\"self\" "
            "href=\"https://lib.example/atom.xml\"/>\n<id>https://lib.example/atom.xml</id>\n"
            "<updated>2026-11-26T00:00:00+08:00</updated>\n<entry>\n<title>还书 &quot;早&quot; 还</title>\n"
            "<link href=\"https://lib.example/a/7-back\"/>\n<id>https://lib.example/a/7-back</id>\n"
            "<published>2026-03-01T00:00:00+08:00</published>\n<updated>2026-03-05T00:00:00+08:00</updated>\n"
            "<author>\n<name>馆员</name>\n</author>\n<category term=\"借&amp;还\"/>\n"
            "<summary>早还。早&lt;借&gt;。</summary>\n</entry>\n</feed>\n"));
}

static void test_sitemap(void) {
    const feed_address pages[] = {{STR("/"), 0}, {STR("/search?q=a&b"), day_from_civil(2026, 3, 5)}};
    buf out = buf_make(&mem);
    feed_put_sitemap(STR("https://lib.example"), pages, 2, &out);
    CHECK_STR(buf_str(&out), STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                 "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
                                 "<url><loc>https://lib.example/</loc></url>\n"
                                 "<url><loc>https://lib.example/search?q=a&amp;b</loc>"
                                 "<lastmod>2026-03-05</lastmod></url>\n</urlset>\n"));
}

static void test_empty(void) {
    feed_head h = head(STR("/feed.xml"));
    buf out = buf_make(&mem);
    feed_put_rss(&h, NULL, 0, &out);
    feed_put_atom(&h, NULL, 0, &out);
    feed_put_sitemap(STR("https://lib.example"), NULL, 0, &out);
    CHECK(!out.failed && out.len > 0);
}

int main(void) {
    arena_init(&mem, arena_malloc(), 0);
    test_rss();
    test_atom();
    test_sitemap();
    test_empty();
    arena_done(&mem);
    CHECK_MAIN();
}
