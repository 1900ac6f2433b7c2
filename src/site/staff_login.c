// SPDX-License-Identifier: Apache-2.0
// /desk/login, /desk/join, /desk/logout: how staff come in and leave.
#include "desk/totp.h"
#include "site/field.h"
#include "site/pages.h"
#include "site/staff_page.h"

static void put_field(page *p, str name, str label, str hint, field_kind kind, str fills) {
    field_open(p, name, label, hint, (str){0});
    field_input(p, name, (str){0}, kind, fills);
}

// ---- signing in --------------------------------------------------------------------------------------------------------

static void put_login(const site *s, const request *q, response *r, str wrong) {
    page p = frame_open_desk(s, q, r, STR("登录"), wrong.len > 0, (str){0});
    HTML_LIT(&p.h, "<h1>登录</h1>");
    field_box(&p, STR("name"), wrong);
    HTML_LIT(&p.h, "<form method=\"post\" action=\"/desk/login\">");
    put_field(&p, STR("name"), STR("名字"), STR("管理员给您的名字。"), FIELD_TEXT, STR("username"));
    put_field(&p, STR("password"), STR("密码"), STR("可以粘贴。"), FIELD_PASSWORD, STR("current-password"));
    put_field(&p, STR("code"), STR("动态码"), STR("手机上验证器里的 6 位数字。"), FIELD_DIGITS,
              STR("one-time-code"));
    HTML_LIT(&p.h, "<div class=\"buttons\"><button>登录</button></div></form>");
    frame_close_desk(&p);
}

void staff_login(const site *s, const request *q, response *r) {
    put_login(s, q, r, (str){0});
}

static void go_in(const request *q, response *r, str cookie) {
    buf b = buf_make(q->mem);
    buf_print(&b, "__Host-s={s}; Path=/; Secure; HttpOnly; SameSite=Strict", cookie);
    r->set_cookie = buf_str(&b);
    r->status = 303;
    r->location = STR("/desk");
}

void staff_sign(const site *s, const request *q, response *r) {
    str name = str_trim(form_get(&q->form, STR("name"))), password = form_get(&q->form, STR("password"));
    str code = str_trim(form_get(&q->form, STR("code"))), cookie = {0};
    sign_result result;
    err e;
    err_clear(&e);
    if (staff_sign_in(q->desk, name, password, code, q->address, q->now_s * 1000, q->mem, &result, &cookie,
                      &e) != RC_OK)
        staff_page_fail(r);
    else if (result == SIGN_DONE)
        go_in(q, r, cookie);
    else
        put_login(s, q, r,
                  result == SIGN_WRONG ? STR("名字、密码或动态码不对。动态码用过一次就要等下一个")
                                       : STR("试的次数太多了，请过 15 分钟再试"));
}

void staff_leave(const site *s, const request *q, response *r) {
    err e;
    (void)s;
    err_clear(&e);
    if (staff_page_form(q, r, ROLE_CONSULTANT | ROLE_SUPERVISOR | ROLE_ADMIN) == NULL)
        return;
    if (staff_sign_out(q->desk, staff_page_cookie(q), q->mem, &e) != RC_OK) {
        staff_page_fail(r);
        return;
    }
    r->is_over = true;
    r->set_cookie = STR("__Host-s=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0");
    r->status = 303;
    r->location = STR("/desk/login");
}

// ---- joining -----------------------------------------------------------------------------------------------------------

static void put_secret(page *p, str token) {
    buf text = buf_make(p->q->mem);
    totp_print_secret(staff_new_secret(p->q->desk, token, p->q->mem), &text);
    HTML_LIT(&p->h, "<div class=\"box\"><p>在手机的验证器里添加一个账户，输入这串密钥：</p><p><code>");
    for (size_t at = 0; at < text.len; at += 4) {
        if (at > 0)
            HTML_LIT(&p->h, " ");
        html_text(&p->h, str_slice(buf_str(&text), at, at + 4));
    }
    HTML_LIT(&p->h, "</code></p></div>");
}

static void put_join(const site *s, const request *q, response *r, str name, str wrong) {
    page p = frame_open_desk(s, q, r, STR("加入"), wrong.len > 0, (str){0});
    HTML_LIT(&p.h, "<h1>加入服务台</h1><p class=\"lead\">您的名字是 ");
    html_text(&p.h, name);
    HTML_LIT(&p.h, "。</p>");
    field_box(&p, STR("password"), wrong);
    put_secret(&p, q->rest);
    HTML_LIT(&p.h, "<form method=\"post\" action=\"/desk/join/");
    html_url(&p.h, q->rest);
    HTML_LIT(&p.h, "\">");
    put_field(&p, STR("password"), STR("密码"), STR("12 个字以上，什么字都可以，可以粘贴。"), FIELD_PASSWORD,
              STR("new-password"));
    put_field(&p, STR("code"), STR("动态码"), STR("验证器里现在显示的 6 位数字。"), FIELD_DIGITS,
              STR("one-time-code"));
    HTML_LIT(&p.h, "<div class=\"buttons\"><button>加入</button></div></form>");
    frame_close_desk(&p);
}

static bool find_invited(const request *q, response *r, str *name) {
    err e;
    err_clear(&e);
    if (staff_find_invited(q->desk, q->rest, q->now_s * 1000, q->mem, name, &e) != RC_OK)
        staff_page_fail(r);
    else if (name->len == 0)
        r->status = 404;
    return name->len > 0;
}

void staff_invited(const site *s, const request *q, response *r) {
    str name = {0};
    if (find_invited(q, r, &name))
        put_join(s, q, r, name, (str){0});
}

static str words_for(join_result result) {
    switch (result) {
    case JOIN_SHORT: return STR("密码写长一些，12 个字以上");
    case JOIN_LONG: return STR("密码写短一些");
    case JOIN_COMMON: return STR("这个密码容易猜到，请换一个");
    case JOIN_WRONG_CODE: return STR("动态码不对，看一眼手机的时间准不准");
    case JOIN_DONE:
    case JOIN_NO_LINK: break;
    }
    return (str){0};
}

void staff_accept(const site *s, const request *q, response *r) {
    str name = {0};
    join_result result;
    err e;
    err_clear(&e);
    if (!find_invited(q, r, &name))
        return;
    if (staff_join(q->desk, q->rest, form_get(&q->form, STR("password")),
                   str_trim(form_get(&q->form, STR("code"))), q->now_s * 1000, q->mem, &result, &e) != RC_OK)
        staff_page_fail(r);
    else if (result == JOIN_NO_LINK)
        r->status = 404;
    else if (result != JOIN_DONE)
        put_join(s, q, r, name, words_for(result));
    else {
        r->status = 303;
        r->location = STR("/desk/login");
    }
}
