// SPDX-License-Identifier: Apache-2.0
// /score/differs: why another form may come to other points, line by line. What is said of it stands in the law.
#include "page/html_parts.h"
#include "site/pages.h"
#include "site/route.h"

static void put_where(page *p, const jifen_form *f) {
    HTML_LIT(&p->h, "<section class=\"box\"><h2>去哪里看</h2><p>");
    html_text(&p->h, f->label);
    HTML_LIT(&p->h, "：网址是 <code>");
    html_text(&p->h, f->host);
    HTML_LIT(&p->h, "</code>，里面的“");
    html_text(&p->h, f->item);
    HTML_LIT(&p->h, "”。</p><p>");
    html_text(&p->h, f->note);
    HTML_LIT(&p->h, "</p></section>");
}

static void put_contents(page *p, const jifen_difference *list, size_t n) {
    HTML_LIT(&p->h, "<nav aria-label=\"哪一项不一样\"><h2>哪一项不一样</h2><ul>");
    for (size_t i = 0; i < n; i++) {
        HTML_LIT(&p->h, "<li><a class=\"more\" href=\"#");
        html_url(&p->h, list[i].name);
        HTML_LIT(&p->h, "\">");
        html_text(&p->h, list[i].label);
        HTML_LIT(&p->h, "</a></li>");
    }
    HTML_LIT(&p->h, "</ul></nav>");
}

static void put_usual(page *p, const jifen_usual *u) {
    HTML_LIT(&p->h, "<dt>");
    html_text(&p->h, u->text);
    HTML_LIT(&p->h, "</dt><dd>");
    html_text(&p->h, u->answer);
    HTML_LIT(&p->h, "</dd>");
}

static void put_difference(page *p, const html_answer *v, const jifen_difference *d) {
    HTML_LIT(&p->h, "<section");
    HTML_ATTR(&p->h, "id", d->name);
    HTML_LIT(&p->h, "><h2>");
    html_text(&p->h, d->label);
    if (d->is_unseen)
        HTML_LIT(&p->h, " <span class=\"tag\">没看到原文</span>");
    HTML_LIT(&p->h, "</h2><p>");
    html_text(&p->h, d->asked);
    HTML_LIT(&p->h, "</p><dl>");
    for (size_t i = 0; i < d->n_usuals; i++)
        put_usual(p, &d->usuals[i]);
    HTML_LIT(&p->h, "</dl>");
    html_source_checked(v, d->source, d->checked);
    html_rule_link(v, d->name);
    HTML_LIT(&p->h, "</section>");
}

void differs_answer(const site *s, const request *q, response *r) {
    const jifen_law *l = site_law(s, q->today);
    jifen_form f;
    const jifen_difference *list = NULL;
    size_t n = 0;
    if (!jifen_other_form(l, q->mem, &f, &list, &n)) {
        r->status = 404;
        return;
    }
    page p = frame_open(s, q, r, r->route->title, false);
    const jifen_answer none = {.law = l};
    html_answer v = {.h = &p.h, .a = &none, .query = q->is_care ? STR("?v=care") : (str){0}};
    HTML_LIT(&p.h, "<h1>和");
    html_text(&p.h, f.label);
    HTML_LIT(&p.h,
             "不一样？</h1><p "
             "class=\"lead\">以那边的为准。先找到哪一项不一样，再看下面：多半是同一件事，两边填得不同。</p>");
    put_where(&p, &f);
    put_contents(&p, list, n);
    for (size_t i = 0; i < n; i++)
        put_difference(&p, &v, &list[i]);
    HTML_LIT(&p.h, "<p>都对过了，还是不一样？请<a");
    frame_href(&p, STR("/corrections"));
    HTML_LIT(&p.h, ">告诉我们是哪一项</a>。</p>");
    frame_close(&p);
}
