// SPDX-License-Identifier: Apache-2.0
// /a: the articles by channel, one of them, and the pages about the site, which are articles too.
#include "site/articles.h"

#include "base/day.h"
#include "base/num.h"
#include "site/markdown.h"
#include "site/pages.h"
#include "site/route.h"
#include "site/rule_parts.h"
#include "site/tool.h"
#include "wire/json_write.h"

static void put_link(page *p, const article *a) {
    HTML_LIT(&p->h, "<a");
    frame_href(p, library_path(a, p->q->mem));
    HTML_LIT(&p->h, ">");
    html_text(&p->h, a->title);
    HTML_LIT(&p->h, "</a>");
}

// ---- the list --------------------------------------------------------------------------------------------------------

static void put_item(page *p, const article *a) {
    HTML_LIT(&p->h, "<li><h3>");
    put_link(p, a);
    HTML_LIT(&p->h, "</h3><p class=\"muted\">");
    html_text(&p->h, a->summary[0]);
    HTML_LIT(&p->h, "</p></li>");
}

static bool is_first_of_channel(const library *l, size_t idx) {
    for (size_t i = 0; i < idx; i++)
        if (str_is(l->articles[i].channel, l->articles[idx].channel))
            return false;
    return !library_is_own(&l->articles[idx]);
}

static void put_channel(page *p, const library *l, size_t first) {
    HTML_LIT(&p->h, "<h2>");
    html_text(&p->h, l->articles[first].channel);
    HTML_LIT(&p->h, "</h2><ul class=\"lines\">");
    for (size_t i = first; i < l->n; i++)
        if (str_is(l->articles[i].channel, l->articles[first].channel))
            put_item(p, &l->articles[i]);
    HTML_LIT(&p->h, "</ul>");
}

void articles_answer(const site *s, const request *q, response *r) {
    page p = frame_open(s, q, r, r->route->title, false);
    HTML_LIT(&p.h, "<h1>文章</h1><p "
                   "class=\"lead\">每篇都写明核对的日子。文中的数字取自规则本身，规则改了，文章跟着变。</p>");
    for (size_t i = 0; i < s->shelf->n; i++)
        if (is_first_of_channel(s->shelf, i))
            put_channel(&p, s->shelf, i);
    frame_close(&p);
}

// ---- one -------------------------------------------------------------------------------------------------------------

static void put_summary(page *p, const article *a) {
    HTML_LIT(&p->h, "<div class=\"box\"><h2>先说结论</h2><ul>");
    for (size_t i = 0; i < a->n_summaries; i++) {
        HTML_LIT(&p->h, "<li>");
        html_text(&p->h, a->summary[i]);
        HTML_LIT(&p->h, "</li>");
    }
    HTML_LIT(&p->h, "</ul></div>");
}

static void put_sources(page *p, const article *a, const jifen_law *l) {
    HTML_LIT(&p->h, "<section><h2>出处</h2><ul>");
    for (size_t i = 0; i < a->n_sources; i++)
        for (size_t k = 0; k < jifen_n_sources(l); k++) {
            jifen_source from = jifen_source_at(l, k);
            if (!str_is(from.key, a->sources[i]))
                continue;
            HTML_LIT(&p->h, "<li>");
            rule_put_source(p, &from);
            HTML_LIT(&p->h, "</li>");
        }
    HTML_LIT(&p->h, "</ul></section>");
}

static void put_tools(page *p, const article *a, const jifen_law *l) {
    HTML_LIT(&p->h, "<section class=\"no-print\"><h2>接着可以</h2><ul>");
    if (a->is_guide) {
        HTML_LIT(&p->h, "<li><a");
        frame_href(p, STR("/guides"));
        HTML_LIT(&p->h, ">下载这一篇，存着或者打印</a></li>");
    }
    for (size_t i = 0; i < a->n_tools; i++)
        for (size_t k = 0; k < n_tool_places; k++) {
            const jifen_tool *t = jifen_find_tool(l, tool_places[k].shows);
            if (t == NULL || !str_is(t->name, a->tools[i]))
                continue;
            HTML_LIT(&p->h, "<li><a");
            frame_href(p, tool_places[k].path);
            HTML_LIT(&p->h, ">");
            html_text(&p->h, t->title);
            HTML_LIT(&p->h, "</a></li>");
        }
    for (size_t i = 0; i < a->n_related; i++) {
        const article *other = library_by_id(p->s->shelf, a->related[i]);
        HTML_LIT(&p->h, "<li>");
        if (other != NULL)
            put_link(p, other);
        HTML_LIT(&p->h, "</li>");
    }
    HTML_LIT(&p->h, "</ul></section>");
}

// For search engines. A script element that is data: no policy has to let it run.
static void put_data(page *p, const article *a) {
    buf text = buf_make(p->q->mem);
    json_writer w = json_write_open(&text, false);
    json_write_object(&w);
    json_write_key_str(&w, STR("@context"), STR("https://schema.org"));
    json_write_key_str(&w, STR("@type"), STR("Article"));
    json_write_key_str(&w, STR("headline"), a->title);
    json_write_key_str(&w, STR("inLanguage"), STR("zh-CN"));
    json_write_key_day(&w, STR("datePublished"), true, a->published);
    json_write_key_day(&w, STR("dateModified"), true, a->checked);
    json_write_object_end(&w);
    HTML_LIT(&p->h, "<script type=\"application/ld+json\">");
    html_json(&p->h, buf_str(&text));
    HTML_LIT(&p->h, "</script>");
}

bool articles_put_text(page *p, const article *a) {
    err e;
    err_clear(&e);
    buf markdown = buf_make(p->q->mem);
    if (library_expand(p->s, a, p->q->today, p->q->mem, &markdown, &e) != RC_OK)
        return false;
    HTML_LIT(&p->h, "<h1>");
    html_text(&p->h, a->title);
    HTML_LIT(&p->h, "</h1>");
    frame_put_checked(p, a->checked, a->again);
    put_summary(p, a);
    bool is_put = md_to_html(buf_str(&markdown), &p->h);
    put_sources(p, a, site_law(p->s, p->q->today));
    return is_put;
}

void articles_put_page(const site *s, const request *q, response *r, const article *a,
                       void (*note)(page *p, const article *a)) {
    page p = frame_open(s, q, r, a->title, false);
    HTML_LIT(&p.h, "<article><p class=\"kicker\">");
    html_text(&p.h, a->channel);
    HTML_LIT(&p.h, "</p>");
    if (note != NULL)
        note(&p, a);
    if (!articles_put_text(&p, a)) {
        buf_clear(&r->body);
        r->status = 500;
        r->why = STR("the article cannot be laid out");
        return;
    }
    put_tools(&p, a, site_law(s, q->today));
    HTML_LIT(&p.h, "<p class=\"small muted\">作者：");
    html_text(&p.h, a->author);
    HTML_LIT(&p.h, "，");
    frame_day(&p.h, a->published);
    HTML_LIT(&p.h, "发布。转载请注明来自明白积分，并保留核对的日子。</p></article>");
    put_data(&p, a);
    frame_close(&p);
}

static void go_to(const request *q, response *r, const article *a) {
    r->status = 301;
    r->location = library_path(a, q->mem);
}

// /a/101-slug; the number alone decides, another slug is sent on.
void article_answer(const site *s, const request *q, response *r) {
    size_t n = 0;
    int64_t id = 0;
    while (n < q->rest.len && q->rest.ptr[n] >= '0' && q->rest.ptr[n] <= '9')
        n++;
    const article *a =
        num_parse(str_slice(q->rest, 0, n), 0, &id) == NUM_OK ? library_by_id(s->shelf, id) : NULL;
    if (a == NULL)
        r->status = 404;
    else if (str_is(library_path(a, q->mem), q->path))
        articles_put_page(s, q, r, a, NULL);
    else
        go_to(q, r, a);
}

// /jifen/101.html, as older sites number their pages.
void article_old(const site *s, const request *q, response *r) {
    str number = str_slice(q->rest, 0, q->rest.len > 5 ? q->rest.len - 5 : 0);
    int64_t id = 0;
    bool is_page = q->rest.len > 5 && str_is(str_slice(q->rest, q->rest.len - 5, q->rest.len), STR(".html"));
    const article *a = is_page && num_parse(number, 0, &id) == NUM_OK ? library_by_id(s->shelf, id) : NULL;
    if (a == NULL)
        r->status = 404;
    else
        go_to(q, r, a);
}

// Who holds what visitors leave, and who else gets a part of it: this site's own, which no article can know.
static void put_holders(page *p, const article *a) {
    const operator_info *who = &p->s->who;
    if (!p->s->takes_calls || !str_is(a->slug, STR("privacy")))
        return;
    HTML_LIT(&p->h, "<div class=\"box\"><p>回电和提醒的资料由");
    html_text(&p->h, who->name.len > 0 ? who->name : STR("本站的运营者"));
    if (who->contact.len > 0) {
        HTML_LIT(&p->h, "（");
        html_text(&p->h, who->contact);
        HTML_LIT(&p->h, "）");
    }
    HTML_LIT(&p->h, "保管，存在它自己管的服务器上。</p><p>");
    if (who->sms_provider.len > 0) {
        HTML_LIT(&p->h, "发短信的是");
        html_text(&p->h, who->sms_provider);
        HTML_LIT(&p->h, "，它只收到手机号和短信的内容。");
    } else
        HTML_LIT(&p->h, "发短信的服务商只收到手机号和短信的内容。是哪一家，可以问运营者。");
    HTML_LIT(&p->h, "别的机构都收不到。</p></div>");
}

// /privacy and its like: the article of that name.
void about_answer(const site *s, const request *q, response *r) {
    const article *a = library_by_slug(s->shelf, str_slice(r->route->path, 1, r->route->path.len));
    if (a == NULL)
        r->status = 404;
    else
        articles_put_page(s, q, r, a, put_holders);
}
