// SPDX-License-Identifier: Apache-2.0
#include "site/tool.h"

static void put_points(page *p, const jifen_answer *a) {
    for (size_t i = 0; i < a->n_points; i++) {
        HTML_LIT(&p->h, "<li");
        HTML_ATTR(&p->h, "data-points", a->points[i].name);
        HTML_LIT(&p->h, " data-least=\"");
        html_int(&p->h, a->points[i].least);
        HTML_LIT(&p->h, "\" data-most=\"");
        html_int(&p->h, a->points[i].most);
        HTML_LIT(&p->h, "\">");
        html_text(&p->h, a->points[i].label);
        HTML_LIT(&p->h, " ");
        html_int(&p->h, a->points[i].least);
        HTML_LIT(&p->h, "～");
        html_int(&p->h, a->points[i].most);
        HTML_LIT(&p->h, "</li>");
    }
}

void result_put(const site *s, const request *q, response *r, const tool_place *at, const answers *facts,
                const jifen_answer *a) {
    (void)at;
    (void)facts;
    page p = frame_open(s, q, r, a->headline, false);
    HTML_LIT(&p.h, "<h1>");
    html_text(&p.h, a->headline);
    HTML_LIT(&p.h, "</h1><ul>");
    put_points(&p, a);
    HTML_LIT(&p.h, "</ul>");
    frame_close(&p);
}
