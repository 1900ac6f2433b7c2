// SPDX-License-Identifier: Apache-2.0
// /about/service: how often the first call came in time, by the months that are over.
#include "base/day.h"
#include "desk/promise.h"
#include "site/contact.h"
#include "site/field.h"
#include "site/pages.h"
#include "site/route.h"

enum { GROUPS_MOST = 12 };  // told of: the newest

static int64_t year_of(int64_t month) {
    return day_to_civil(day_month_first(month)).year;
}

static void put_month(page *p, int64_t month, bool has_year) {
    civil c = day_to_civil(day_month_first(month));
    if (has_year) {
        html_int(&p->h, c.year);
        HTML_LIT(&p->h, "年");
    }
    html_int(&p->h, c.month);
    HTML_LIT(&p->h, "月");
}

static void put_group(page *p, const promises *g) {
    HTML_LIT(&p->h, "<tr><th scope=\"row\">");
    put_month(p, g->from, true);
    if (g->to > g->from) {
        HTML_LIT(&p->h, "至");
        put_month(p, g->to, year_of(g->from) != year_of(g->to));
    }
    HTML_LIT(&p->h, "</th><td class=\"num\">");
    html_int(&p->h, g->n);
    HTML_LIT(&p->h, "</td><td class=\"num\">");
    html_int(&p->h, g->n_kept);
    HTML_LIT(&p->h, "</td><td class=\"num\">");
    html_int(&p->h, g->n_kept * 100 / g->n);  // never better than it was
    HTML_LIT(&p->h, "%</td></tr>");
}

static void put_table(page *p, const promises *all, size_t n) {
    HTML_LIT(&p->h, "<div class=\"scroll\"><table><caption>第一个电话准不准时</caption><thead><tr><th "
                    "scope=\"col\">哪几个月</th><th class=\"num\" scope=\"col\">请求</th><th class=\"num\" "
                    "scope=\"col\">准时</th><th class=\"num\" scope=\"col\">占多少</th></tr></thead><tbody>");
    for (size_t i = n; i > 0 && n - i < GROUPS_MOST; i--)
        put_group(p, &all[i - 1]);
    HTML_LIT(&p->h, "</tbody></table></div>");
}

static void put_rest(page *p, size_t n, int64_t rest_from, int64_t month) {
    if (n > 0 && rest_from >= month)
        return;
    HTML_LIT(&p->h, "<p class=\"box\">");
    if (n > 0) {
        put_month(p, rest_from, true);
        HTML_LIT(&p->h, "以来的");
    }
    HTML_LIT(&p->h, "还不到 10 个，先不公布。</p>");
}

void on_time_answer(const site *s, const request *q, response *r) {
    const promises *all = NULL;
    size_t n = 0;
    int64_t month = day_month(q->today), rest_from = month;
    err e;
    err_clear(&e);
    if (q->desk == NULL) {
        contact_put_closed(s, q, r);
        return;
    }
    if (promise_read(q->desk, month, q->mem, &all, &n, &rest_from, &e) != RC_OK) {
        response_fail(r, &e);
        return;
    }
    page p = frame_open(s, q, r, r->route->title, false);
    field_title(&p, r->route->title);
    HTML_LIT(&p.h, "<p class=\"lead\">我们答应一个工作日内打第一个电话。做到了多少次，写在这里。</p>");
    if (n > 0)
        put_table(&p, all, n);
    put_rest(&p, n, rest_from, month);
    HTML_LIT(&p.h,
             "<h2>怎么算的</h2><ul><li>只算过完的月份。不到 10 个的，和后面的月份合在一起。</li>"
             "<li>工作日 9 点到 18 点才算时间，节假日不算。</li><li>第一个电话在期限以前打出，就算准时。</li>"
             "<li>您说先等一等的，等的时间不算。</li><li>打电话以前就取消的，不计在内。</li>"
             "<li>这里只有个数，不含任何人的资料。</li></ul>");
    frame_close(&p);
}
