// SPDX-License-Identifier: Apache-2.0
#include "site/share.h"

#include "site/pages.h"
#include "site/route.h"

static void put_field(page *p, str name, str value) {
    HTML_LIT(&p->h, "<input type=\"hidden\"");
    HTML_ATTR(&p->h, "name", name);
    HTML_ATTR(&p->h, "value", value);
    HTML_LIT(&p->h, ">");
}

static void put_answer(page *p, const answers *facts, size_t fact, const jifen_answer *a) {
    jifen_bound other;
    if (!jifen_stand_in(a, &facts->who, fact, p->q->mem, &other)) {
        put_field(p, jifen_fact_at(a->law, fact)->type.name, facts->texts[fact]);
        return;
    }
    const jifen_type *t = &jifen_fact_at(a->law, other.fact)->type;
    buf text = buf_make(p->q->mem);
    jifen_print_value(t, other.values, false, &text);
    put_field(p, t->name, buf_str(&text));
}

// Supposed facts are none of the answers: with them the same answer may not come about, so they are not replaced either.
static void put_answers(page *p, const answers *facts, const jifen_answer *a) {
    for (size_t i = 0; i < facts->n; i++)
        put_answer(p, facts, facts->order[i], a);
    if (facts->way != NULL)
        put_field(p, ANSWERS_WAY, facts->way->name);
}

// The last part of the tool's path names it in the link.
void share_put(page *p, const answers *facts, const tool_place *at, const jifen_answer *a) {
    HTML_LIT(&p->h, "<section class=\"share no-print\" hidden><h2>保存和分享</h2><p class=\"box note\" "
                    "data-wechat hidden>"
                    "微信里不能直接打印，也不能存文件。点“生成链接”，复制地址，到浏览器里打开。</p><div "
                    "class=\"buttons\">");
    if (at->shows != TOOL_PAPERS)
        frame_put_print(p, STR("打印这一页"));
    HTML_LIT(&p->h,
             "<button class=\"quiet\" type=\"button\" data-make-link>生成链接</button></div><form data-link");
    HTML_ATTR(&p->h, "data-tool", str_slice(at->path, 1, at->path.len));
    buf day = buf_make(p->q->mem);
    buf_print(&day, "{d}", a->on);
    HTML_ATTR(&p->h, "data-on", buf_str(&day));
    HTML_LIT(&p->h, ">");
    put_answers(p, facts, a);
    HTML_LIT(&p->h, "<div data-linked hidden><label class=\"label\" for=\"link\">这个结果的地址</label>"
                    "<p class=\"hint\">答案在地址的 # "
                    "后面，不会发给服务器。拿到地址的人看得到您的答案，请只发给信得过的人。</p>"
                    "<input type=\"text\" id=\"link\" readonly><div class=\"buttons\"><button "
                    "class=\"quiet\" type=\"button\" "
                    "data-copy>复制</button></div><p role=\"status\"></p></div></form></section>");
}

// ---- the other end ---------------------------------------------------------------------------------------------------

static void put_tool(page *p, const tool_place *at) {
    HTML_LIT(&p->h, "<button hidden");
    HTML_ATTR(&p->h, "data-tool", str_slice(at->path, 1, at->path.len));
    HTML_ATTR(&p->h, "formaction", at->result);
    HTML_LIT(&p->h, ">看结果</button>");
}

void shared_answer(const site *s, const request *q, response *r) {
    page p = frame_open(s, q, r, r->route->title, false);
    HTML_LIT(&p.h, "<h1>");
    html_text(&p.h, r->route->title);
    HTML_LIT(&p.h, "</h1><form method=\"post\" data-shared hidden");
    frame_action(&p, STR("/score/result"));
    put_field(&p, ANSWERS_SHARED, STR("yes"));
    HTML_LIT(&p.h, "<p>地址里有 <b class=\"num\" data-count></b> "
                   "个答案。按下按钮，把它们发给本站算一次，算完就丢弃。</p><div class=\"buttons\">");
    for (size_t i = 0; i < n_tool_places; i++)
        put_tool(&p, &tool_places[i]);
    HTML_LIT(&p.h, "</div></form><div "
                   "data-shared-not><p>地址不完整，或者浏览器没有打开脚本，所以看不到结果。请让对方再发一次，"
                   "从头到尾复制整个地址。</p><p><a class=\"button\"");
    frame_href(&p, STR("/score"));
    HTML_LIT(&p.h, ">自己算一算</a></p></div>");
    frame_close(&p);
}
