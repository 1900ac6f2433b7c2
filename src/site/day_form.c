// SPDX-License-Identifier: Apache-2.0
#include "site/day_form.h"

#define FIELD "on-day"

void day_form_put_field(page *p, const answers *facts) {
    bool is_wrong = facts->day_problem.len > 0;
    if (is_wrong)
        HTML_LIT(&p->h, "<div class=\"field wrong\">");
    else
        HTML_LIT(&p->h, "<div class=\"field\">");
    HTML_LIT(&p->h, "<label class=\"label\" for=\"" FIELD "\">按哪一天算</label>"
                    "<p class=\"hint\">写年月日，如 2027-3-1。空着就按今天算。</p>");
    if (is_wrong) {
        HTML_LIT(&p->h, "<p class=\"wrong-text\">");
        html_text(&p->h, facts->day_problem);
        HTML_LIT(&p->h, "</p>");
    }
    HTML_LIT(&p->h, "<input type=\"text\" autocomplete=\"off\" id=\"" FIELD "\"");
    HTML_ATTR(&p->h, "name", ANSWERS_DAY);
    HTML_ATTR(&p->h, "value", facts->day);
    HTML_LIT(&p->h, "></div>");
}

static void put_problem(page *p, const answers *facts) {
    HTML_LIT(&p->h, "<div class=\"errors\" role=\"alert\" tabindex=\"-1\"><h2>日子要改一下</h2><p><a "
                    "href=\"#" FIELD "\">按哪一天算：");
    html_text(&p->h, facts->day_problem);
    HTML_LIT(&p->h, "</a></p><p>下面先按今天算。</p></div>");
}

static void put_way_back(page *p, const answers *facts, str path) {
    HTML_LIT(&p->h, "<form class=\"no-print\" method=\"post\"");
    frame_action(p, path);
    answers_hide_but_day(facts, &p->h);
    HTML_LIT(&p->h, "<button class=\"quiet\">改按今天算</button></form>");
}

static void put_shared(page *p, const answers *facts) {
    HTML_LIT(&p->h, "<div class=\"box note\"><p>这是别人分享的结果，按");
    frame_day(&p->h, facts->who.on);
    HTML_LIT(&p->h, "算。</p><p class=\"no-print\"><a class=\"more\"");
    frame_href(p, STR("/score"));
    HTML_LIT(&p->h, ">我也算一算</a></p></div>");
}

void day_form_put_note(page *p, const answers *facts, str path) {
    if (facts->day_problem.len > 0) {
        put_problem(p, facts);
        return;
    }
    if (facts->is_shared)
        put_shared(p, facts);
    if (facts->day.len == 0 || facts->is_shared)
        return;
    HTML_LIT(&p->h, "<div class=\"box note\"><p>按您选的");
    frame_day(&p->h, facts->who.on);
    if (facts->who.on > p->q->today)
        HTML_LIT(&p->h, "算，不是今天。这一天还没到，规则到时可能有变。</p>");
    else
        HTML_LIT(&p->h, "算，不是今天。</p>");
    put_way_back(p, facts, path);
    HTML_LIT(&p->h, "</div>");
}

void day_form_put(page *p, const answers *facts, str path) {
    if (facts->day.len > 0)
        HTML_LIT(&p->h, "<details class=\"no-print\" open>");
    else
        HTML_LIT(&p->h, "<details class=\"no-print\">");
    HTML_LIT(&p->h, "<summary>换一天算</summary><form method=\"post\" novalidate");
    frame_action(p, path);
    answers_hide_but_day(facts, &p->h);
    day_form_put_field(p, facts);
    HTML_LIT(&p->h,
             "<div class=\"buttons\"><button class=\"quiet\">按这一天算</button></div></form></details>");
}
