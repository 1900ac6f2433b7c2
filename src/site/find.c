// SPDX-License-Identifier: Apache-2.0
// /search: articles, tools and rules by words.
#include "site/frame.h"
#include "site/library.h"
#include "site/pages.h"
#include "site/route.h"

static void put_form(page *p, str query) {
    HTML_LIT(&p->h, "<form method=\"get\" role=\"search\"");
    frame_action(p, STR("/search"));
    HTML_LIT(&p->h,
             "<label class=\"label\" for=\"q\">想找什么</label><input type=\"search\" id=\"q\" name=\"q\"");
    HTML_ATTR(&p->h, "value", query);
    HTML_LIT(&p->h, "><div class=\"buttons\"><button>搜索</button></div></form>");
}

static void put_document(page *p, const search_document *d) {
    HTML_LIT(&p->h, "<span class=\"tag\">");
    html_text(&p->h, d->kind);
    HTML_LIT(&p->h, "</span> <a");
    frame_href(p, d->url);
    HTML_LIT(&p->h, ">");
    html_text(&p->h, d->title);
    HTML_LIT(&p->h, "</a>");
}

static void put_snippet(page *p, const search_hit *hit) {
    size_t at = 0;
    HTML_LIT(&p->h, "<p class=\"muted\">");
    if (hit->is_cut_before)
        HTML_LIT(&p->h, "……");
    for (size_t i = 0; i < hit->n_marks; i++) {
        html_text(&p->h, str_slice(hit->snippet, at, hit->marks[i].from));
        HTML_LIT(&p->h, "<mark>");
        html_text(&p->h, str_slice(hit->snippet, hit->marks[i].from, hit->marks[i].to));
        HTML_LIT(&p->h, "</mark>");
        at = hit->marks[i].to;
    }
    html_text(&p->h, str_slice(hit->snippet, at, hit->snippet.len));
    if (hit->is_cut_after)
        HTML_LIT(&p->h, "……");
    HTML_LIT(&p->h, "</p>");
}

static void put_hits(page *p, const search_result *found) {
    HTML_LIT(&p->h, "<ul class=\"lines\">");
    for (size_t i = 0; i < found->n_hits; i++) {
        HTML_LIT(&p->h, "<li>");
        put_document(p, found->hits[i].document);
        if (found->hits[i].snippet.len > 0)
            put_snippet(p, &found->hits[i]);
        HTML_LIT(&p->h, "</li>");
    }
    HTML_LIT(&p->h, "</ul>");
}

static void put_nothing(page *p, const search_result *found, str query) {
    HTML_LIT(&p->h, "<p>没有找到“");
    html_text(&p->h, query);
    HTML_LIT(&p->h, "”。换个说法，或者看看这些：</p><ul class=\"lines\">");
    for (size_t i = 0; i < found->n_nearest; i++) {
        HTML_LIT(&p->h, "<li>");
        put_document(p, found->nearest[i]);
        HTML_LIT(&p->h, "</li>");
    }
    HTML_LIT(&p->h, "<li><a");
    frame_href(p, STR("/a"));
    HTML_LIT(&p->h, ">全部文章</a></li><li><a");
    frame_href(p, STR("/rules"));
    HTML_LIT(&p->h, ">全部规则</a></li></ul>");
}

void search_answer(const site *s, const request *q, response *r) {
    str query = str_trim(form_get(&q->form, STR("q")));
    search_result found = {.n_hits = 0};
    err e;
    err_clear(&e);
    page p = frame_open(s, q, r, r->route->title, false);
    HTML_LIT(&p.h, "<h1>搜索</h1>");
    put_form(&p, query);
    rc code = query.len == 0 ? RC_OK : search_find(s->shelf->index, query, q->mem, &found, &e);
    if (code == RC_LIMIT)
        HTML_LIT(&p.h, "<p>词太长了，请短一些。</p>");
    else if (code == RC_MEMORY)
        r->body.failed = true;
    else if (query.len > 0 && found.n_hits == 0)
        put_nothing(&p, &found, query);
    else if (query.len > 0)
        put_hits(&p, &found);
    frame_close(&p);
}
