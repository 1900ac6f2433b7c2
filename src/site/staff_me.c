// SPDX-License-Identifier: Apache-2.0
// /desk/me: one's own account: when it was used, where it is signed in, its codes on paper.
#include "site/field.h"
#include "site/pages.h"
#include "site/staff_codes.h"
#include "site/staff_page.h"

// ---- codes on paper ------------------------------------------------------------------------------------------------------

void staff_codes_put(page *p, const recovery_set *codes) {
    HTML_LIT(&p->h, "<p>手机不在身边时，用一个恢复码代替动态码。每个只能用一次。</p>"
                    "<p>这一页只显示一次。请抄下来或者打印，不要存在手机里。</p><ol class=\"codes\">");
    for (size_t i = 0; i < RECOVERY_CODES; i++) {
        HTML_LIT(&p->h, "<li><code>");
        html_text(&p->h, codes->codes[i]);
        HTML_LIT(&p->h, "</code></li>");
    }
    HTML_LIT(&p->h, "</ol>");
    frame_put_print(p, STR("打印"));
}

static void put_codes_left(page *p, int64_t n_left) {
    HTML_LIT(&p->h, "<h2>恢复码</h2><p>还剩 <b class=\"num\">");
    html_int(&p->h, n_left);
    HTML_LIT(&p->h, "</b> 个没用过。换新的以后，旧的都不能再用。</p>"
                    "<form method=\"post\" action=\"/desk/me/codes\">");
    staff_page_put_word(p);
    HTML_LIT(&p->h, "<button class=\"quiet\">换一批恢复码</button></form>");
}

static void put_password(page *p) {
    HTML_LIT(&p->h, "<h2>密码</h2><form method=\"post\" action=\"/desk/me/password\">");
    staff_page_put_word(p);
    HTML_LIT(&p->h, "<button class=\"quiet\">换密码</button></form>");
}

void staff_codes(const site *s, const request *q, response *r) {
    recovery_set codes;
    err e;
    err_clear(&e);
    if (staff_new_codes(q->desk, q->who, staff_page_now(q), q->mem, &codes, &e) != RC_OK) {
        response_fail(r, &e);
        return;
    }
    page p = frame_open_desk(s, q, r, STR("新的恢复码"), false, q->who->name);
    field_title(&p, STR("新的恢复码"));
    staff_codes_put(&p, &codes);
    HTML_LIT(&p.h, "<p><a class=\"button\" href=\"/desk/me\">抄好了</a></p>");
    frame_close_desk(&p);
}

// ---- the account ---------------------------------------------------------------------------------------------------------

static void put_last(page *p) {
    const staff *who = p->q->who;
    if (who->last_ms == 0) {
        HTML_LIT(&p->h, "<p>这是第一次登录。</p>");
        return;
    }
    if (who->n_failed > 0)
        HTML_LIT(&p->h, "<p class=\"box note\">上次登录 ");
    else
        HTML_LIT(&p->h, "<p>上次登录 ");
    frame_moment(&p->h, who->last_ms);
    if (who->n_failed > 0) {
        HTML_LIT(&p->h, "；之后有 <b class=\"num\">");
        html_int(&p->h, who->n_failed);
        HTML_LIT(&p->h, "</b> 次失败。不是您自己试的，就告诉管理员");
    }
    HTML_LIT(&p->h, "。</p>");
}

static void put_end(page *p, str id, str label) {
    HTML_LIT(&p->h, "<form method=\"post\" action=\"/desk/me/end\">");
    staff_page_put_word(p);
    field_hidden(p, STR("session"), id);
    HTML_LIT(&p->h, "<button class=\"quiet\">");
    html_text(&p->h, label);
    HTML_LIT(&p->h, "</button></form>");
}

static void put_session(page *p, const session *one) {
    HTML_LIT(&p->h, "<li><p>");
    if (one->is_this)
        HTML_LIT(&p->h, "<span class=\"tag tag-ok\">这一个</span> ");
    frame_moment(&p->h, one->made_ms);
    HTML_LIT(&p->h, " 登录，最近用到 ");
    frame_moment(&p->h, one->seen_ms);
    HTML_LIT(&p->h, "</p>");
    if (!one->is_this)
        put_end(p, secret_hex(one->id, p->q->mem), STR("结束"));
    HTML_LIT(&p->h, "</li>");
}

static void put_sessions(page *p, const session_list *list) {
    HTML_LIT(&p->h, "<h2>登录着的地方</h2><ul class=\"lines\">");
    for (size_t i = 0; i < list->n; i++)
        put_session(p, &list->all[i]);
    HTML_LIT(&p->h, "</ul>");
    if (list->n > 1)
        put_end(p, STR("others"), STR("结束其他全部"));
}

void staff_me(const site *s, const request *q, response *r) {
    session_list list;
    int64_t n_left = 0;
    err e;
    err_clear(&e);
    rc code = session_list_of(q->desk, q->who, q->session, staff_page_now(q), q->mem, &list, &e);
    if (code == RC_OK)
        code = recovery_left(q->desk, q->who->id, q->mem, &n_left, &e);
    if (code != RC_OK) {
        response_fail(r, &e);
        return;
    }
    page p = frame_open_desk(s, q, r, STR("我的账户"), false, q->who->name);
    field_title(&p, STR("我的账户"));
    HTML_LIT(&p.h, "<p class=\"lead\">");
    html_text(&p.h, q->who->name);
    HTML_LIT(&p.h, "，");
    html_text(&p.h, staff_page_role(q->who->role));
    HTML_LIT(&p.h, "</p>");
    put_last(&p);
    put_sessions(&p, &list);
    put_password(&p);
    put_codes_left(&p, n_left);
    frame_close_desk(&p);
}

void staff_end(const site *s, const request *q, response *r) {
    str which = form_get(&q->form, STR("session"));
    int64_t now_ms = staff_page_now(q);
    err e;
    (void)s;
    err_clear(&e);
    rc code = str_is(which, STR("others"))
                  ? session_end_others(q->desk, q->who, q->session, now_ms, q->mem, &e)
                  : session_end_one(q->desk, q->who, secret_unhex(which, q->mem), now_ms, q->mem, &e);
    if (code != RC_OK)
        response_fail(r, &e);
    else
        staff_page_go(r, STR("/desk/me"));
}
