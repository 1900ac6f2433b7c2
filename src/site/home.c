// SPDX-License-Identifier: Apache-2.0
#include "site/frame.h"
#include "site/library.h"
#include "site/pages.h"
#include "site/route.h"
#include "site/tool.h"

enum { ARTICLES_SHOWN = 5 };

static void put_tasks(page *p) {
    for (size_t i = 0; i < n_tool_places; i++) {
        const jifen_tool *t = tool_of(p->s, &tool_places[i], p->q->today);
        if (t != NULL)
            frame_put_task(p, tool_places[i].path, t->title, t->lead);
    }
}

static void put_checked(page *p, const jifen_law_info *info) {
    HTML_LIT(&p->h, "<section class=\"box\"><h2>规则核对到哪一天</h2><p>");
    html_text(&p->h, info->title);
    HTML_LIT(&p->h, "</p>");
    frame_put_checked(p, info->checked, info->again);
    HTML_LIT(&p->h, "<p><a");
    frame_href(p, STR("/rules"));
    HTML_LIT(&p->h, ">看规则和出处</a></p></section>");
}

// The articles whose facts were looked at last.
static void put_articles(page *p, const library *l) {
    const article *a = library_next_checked(l, NULL);
    if (a == NULL)
        return;
    HTML_LIT(&p->h, "<section><h2>文章</h2><ul class=\"lines\">");
    for (size_t i = 0; i < ARTICLES_SHOWN && a != NULL; i++, a = library_next_checked(l, a)) {
        HTML_LIT(&p->h, "<li><a");
        frame_href(p, library_path(a, p->q->mem));
        HTML_LIT(&p->h, ">");
        html_text(&p->h, a->title);
        HTML_LIT(&p->h, "</a></li>");
    }
    HTML_LIT(&p->h, "</ul><p><a");
    frame_href(p, STR("/a"));
    HTML_LIT(&p->h, ">全部文章</a></p></section>");
}

void home_answer(const site *s, const request *q, response *r) {
    page p = frame_open(s, q, r, r->route->title, false);
    HTML_LIT(&p.h, "<h1>");
    html_text(&p.h, r->route->title);
    HTML_LIT(
        &p.h,
        "</h1><p class=\"lead\">不用注册，不问姓名和手机号。每个数字都写明出处。</p><ul class=\"tasks\">");
    put_tasks(&p);
    HTML_LIT(&p.h, "</ul>");
    put_checked(&p, jifen_info(site_law(s, q->today)));
    put_articles(&p, s->shelf);
    frame_close(&p);
}
