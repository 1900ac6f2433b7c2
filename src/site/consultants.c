// SPDX-License-Identifier: Apache-2.0
// /consultants: who of the staff can be reached by WeChat, in the order of the day. Nothing is asked for.
#include "desk/card.h"
#include "site/consultants.h"
#include "site/field.h"
#include "site/pages.h"
#include "site/qr.h"
#include "site/route.h"

static str image_path(const card *c, arena *mem) {
    buf b = buf_make(mem);
    buf_print(&b, "/consultants/{s}.svg", secret_hex(c->id, mem));
    return buf_str(&b);
}

static void put_line(page *p, str label, str text) {
    if (text.len == 0)
        return;
    HTML_LIT(&p->h, "<dt>");
    html_text(&p->h, label);
    HTML_LIT(&p->h, "</dt><dd>");
    html_text(&p->h, text);
    HTML_LIT(&p->h, "</dd>");
}

void consultants_put_text(page *p, const card *c) {
    HTML_LIT(&p->h, "<dl>");
    put_line(p, STR("公司或机构"), c->firm);
    put_line(p, STR("资质"), c->licence);
    put_line(p, STR("会说"), c->languages);
    put_line(p, STR("在线时间"), c->hours);
    HTML_LIT(&p->h, "<dt>名片用到</dt><dd>");
    frame_day(&p->h, c->until);
    HTML_LIT(&p->h, "</dd></dl>");
}

static void put_wechat(page *p, const card *c, size_t i) {
    HTML_LIT(&p->h, "<p>微信号：<b id=\"wechat-");
    html_int(&p->h, (int64_t)i);
    HTML_LIT(&p->h, "\">");
    html_text(&p->h, c->wechat);
    HTML_LIT(&p->h, "</b></p><p><button class=\"quiet\" type=\"button\" hidden data-copies=\"wechat-");
    html_int(&p->h, (int64_t)i);
    HTML_LIT(&p->h, "\">复制微信号<span class=\"hidden\">：");
    html_text(&p->h, c->name);
    HTML_LIT(&p->h, "</span></button> <span role=\"status\"></span></p>");
}

static void put_card(page *p, const card *c, size_t i) {
    HTML_LIT(&p->h, "<section class=\"box card\"><h2>");
    html_text(&p->h, c->name);
    HTML_LIT(&p->h, "</h2><img class=\"qr\" width=\"200\" height=\"200\"");
    HTML_ATTR(&p->h, "src", image_path(c, p->q->mem));
    HTML_LIT(&p->h, " alt=\"");
    html_text(&p->h, c->name);
    HTML_LIT(&p->h, "的微信二维码，微信号 ");
    html_text(&p->h, c->wechat);
    HTML_LIT(&p->h, "\">");
    HTML_LIT(&p->h, "<p class=\"small\">用微信扫一扫。在微信里看的，长按就能加。</p>");
    put_wechat(p, c, i);
    consultants_put_text(p, c);
    HTML_LIT(&p->h, "</section>");
}

// False: the answer is made.
static bool read_shown(const request *q, response *r, card_list *out) {
    err e;
    err_clear(&e);
    *out = (card_list){0};
    if (q->desk == NULL || card_shown(q->desk, q->today, q->mem, out, &e) == RC_OK)
        return true;
    response_fail(r, &e);
    return false;
}

void consultants_answer(const site *s, const request *q, response *r) {
    card_list list;
    if (!read_shown(q, r, &list))
        return;
    page p = frame_open(s, q, r, r->route->title, false);
    field_title(&p, STR("顾问"));
    if (list.n == 0)
        HTML_LIT(&p.h,
                 "<p class=\"lead\">现在没有可以加微信的顾问。</p><p>本站的工具都可以直接用，不用加人。</p>");
    else
        HTML_LIT(&p.h, "<p class=\"lead\">想问人，可以加顾问的微信。不加，也能用本站的全部工具。</p>"
                       "<p>次序每天轮换，先后和好坏没有关系。顾问不会问您要验证码和密码。</p>");
    for (size_t i = 0; i < list.n; i++)
        put_card(&p, &list.all[i], i);
    frame_close(&p);
}

void consultant_image(const site *s, const request *q, response *r) {
    static const str end = STR_INIT(".svg");
    const card *c = NULL;
    err e;
    err_clear(&e);
    (void)s;
    bool is_named =
        q->rest.len > end.len && str_is(str_slice(q->rest, q->rest.len - end.len, q->rest.len), end);
    str id = is_named ? secret_unhex(str_slice(q->rest, 0, q->rest.len - end.len), q->mem) : (str){0};
    html h = {&r->body};
    if (q->desk != NULL && card_find_shown(q->desk, id, q->today, q->mem, &c, &e) != RC_OK)
        response_fail(r, &e);
    else if (c == NULL)
        r->status = 404;
    else if (qr_put_svg(c->link, &h))
        r->type = STR("image/svg+xml");
    else
        r->body.failed = true;
}
