// SPDX-License-Identifier: Apache-2.0
// What was filled in while no message could be sent: kept for a day by a box of its own, and gone on with by a link. The link opens a page
// with a button, so that nobody who only looks at addresses takes what is behind it.
#include "desk/draft.h"

#include "site/contact.h"
#include "site/enclosed.h"
#include "site/field.h"
#include "site/pages.h"

static str content_of(const contact *c, arena *mem) {
    buf b = buf_make(mem);
    form_put(&b, STR("name"), c->name);
    form_put(&b, STR("phone"), c->phone);
    form_put(&b, STR("slot"), c->slot);
    form_put(&b, STR("district"), c->district);
    form_put(&b, STR("question"), c->question);
    form_put(&b, STR("answers"), c->answers);
    return buf_str(&b);
}

// ---- keeping -----------------------------------------------------------------------------------------------------------

static void put_kept(const site *s, const request *q, response *r, str token) {
    page p = frame_open(s, q, r, STR("已经保存"), false);
    buf path = buf_make(q->mem), address = buf_make(q->mem);
    buf_print(&path, "/contact/draft/{s}", token);
    buf_print(&address, "{s}{s}", s->who.address, buf_str(&path));
    field_title(&p, STR("已经保存 24 小时"));
    HTML_LIT(&p.h, "<p>请记下这个地址，用它接着填。打开一次以后，这里就不再保存。</p>");
    if (s->who.address.len > 0) {
        HTML_LIT(&p.h, "<div class=\"field\"><label class=\"label\" for=\"link\">接着填的地址</label>"
                       "<input type=\"text\" id=\"link\" readonly");
        HTML_ATTR(&p.h, "value", buf_str(&address));
        HTML_LIT(&p.h, "></div>");
    }
    HTML_LIT(&p.h, "<p><a class=\"button quiet\"");
    frame_href(&p, buf_str(&path));
    HTML_LIT(&p.h,
             ">打开接着填的页面</a></p><p class=\"small\">拿到地址的人看得到您填的内容，请不要发给别人。"
             "不打开，24 小时后自动删掉。</p>");
    frame_close(&p);
}

void contact_keep(const site *s, const request *q, response *r) {
    contact c;
    proof brought;
    draft_result result;
    str token;
    err e;
    err_clear(&e);
    if (!contact_begin(s, q, r, &c, &brought))
        return;
    if (!str_is(form_get(&q->form, STR("keep")), STR("yes"))) {
        contact_put_later(s, q, r, &c, &(code_sent){.what = SENT_NOT}, STR("勾选以后，才会保存"));
        return;
    }
    code_for of = contact_proof(q, &c, brought.is_plain);
    if (draft_keep(q->desk, &of, content_of(&c, q->mem), c.now_ms, q->mem, &result, &token, &e) != RC_OK)
        response_fail(r, &e);
    else if (result == DRAFT_KEPT)
        put_kept(s, q, r, token);
    else
        contact_put_later(s, q, r, &c, &(code_sent){.what = SENT_NOT}, STR("现在存不了了，请过一小时再试"));
}

// ---- going on ----------------------------------------------------------------------------------------------------------

void draft_link(const site *s, const request *q, response *r) {
    page p = frame_open(s, q, r, STR("接着填"), false);
    field_title(&p, STR("接着填"));
    HTML_LIT(&p.h, "<p>按下按钮，拿出您保存的内容。拿出以后，这里就不再保存。</p><form method=\"post\"");
    frame_action(&p, STR("/contact/draft"));
    field_hidden(&p, STR("token"), q->rest);
    HTML_LIT(&p.h, "<div class=\"buttons\"><button>接着填</button></div></form>");
    frame_close(&p);
}

static void put_gone(const site *s, const request *q, response *r) {
    page p = frame_open(s, q, r, STR("已经没有了"), false);
    field_title(&p, STR("已经没有了"));
    HTML_LIT(&p.h, "<p>保存的内容打开过了，或者满了 24 小时。请重新填一次。</p><p><a class=\"button\"");
    frame_href(&p, STR("/contact"));
    HTML_LIT(&p.h, ">请顾问回电</a></p>");
    frame_close(&p);
}

void draft_open(const site *s, const request *q, response *r) {
    str content;
    form kept;
    err e;
    err_clear(&e);
    if (q->desk == NULL) {
        contact_put_closed(s, q, r);
        return;
    }
    str token = form_get(&q->form, STR("token"));
    if (draft_take(q->desk, token, q->now_s * 1000, q->mem, &content, &e) != RC_OK) {
        response_fail(r, &e);
        return;
    }
    if (content.len == 0 || form_parse(content, q->mem, &kept, &e) != RC_OK) {
        put_gone(s, q, r);
        return;
    }
    contact c = {.now_ms = q->now_s * 1000,
                 .name = form_get(&kept, STR("name")),
                 .phone = form_get(&kept, STR("phone")),
                 .slot = contact_slot(form_get(&kept, STR("slot"))),
                 .district = district_read(form_get(&kept, STR("district"))),
                 .question = form_get(&kept, STR("question")),
                 .answers = enclosed_check(s, q, form_get(&kept, STR("answers")))};
    contact_put_form(s, q, r, &c);
}
