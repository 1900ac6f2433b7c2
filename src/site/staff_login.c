// SPDX-License-Identifier: Apache-2.0
// /desk/login, /desk/join, /desk/logout: how staff come in and leave.
#include "desk/totp.h"
#include "site/field.h"
#include "site/pages.h"
#include "site/route.h"
#include "site/staff_codes.h"
#include "site/staff_page.h"

static void put_field(page *p, str name, str label, str hint, field_kind kind, str fills) {
    field_open(p, name, label, hint, (str){0});
    field_input(p, name, (str){0}, kind, fills);
}

// ---- signing in --------------------------------------------------------------------------------------------------------

static void put_login(const site *s, const request *q, response *r, str wrong) {
    page p = frame_open_desk(s, q, r, STR("登录"), wrong.len > 0, (str){0});
    HTML_LIT(&p.h, "<h1>登录</h1>");
    field_box_of(&p, STR("登录没有成功"), STR("name"), wrong);
    HTML_LIT(&p.h, "<form method=\"post\" action=\"/desk/login\">");
    put_field(&p, STR("name"), STR("名字"), STR("管理员给您的名字。"), FIELD_TEXT, STR("username"));
    put_field(&p, STR("password"), STR("密码"), STR("可以粘贴。"), FIELD_PASSWORD, STR("current-password"));
    put_field(&p, STR("code"), STR("动态码"), STR("手机上验证器里的 6 位数字。手机不在身边，就填一个恢复码。"),
              FIELD_TEXT, STR("one-time-code"));
    HTML_LIT(&p.h, "<div class=\"buttons\"><button>登录</button></div></form>");
    frame_close_desk(&p);
}

void staff_login(const site *s, const request *q, response *r) {
    put_login(s, q, r, (str){0});
}

// Where they begin; first of all what they have to hear.
static void go_in(const request *q, response *r, const signed_in *in) {
    staff_page_set_cookie(q, r, in->cookie);
    staff_page_go(r, in->has_news ? STR("/desk/me") : route_home(in->role));
}

// What the browser was signed in with until now, be it another's, is over.
static rc end_before(const request *q, err *e) {
    const staff *was = NULL;
    rc code = session_find(q->desk, q->session, staff_page_now(q), q->mem, &was, e);
    return code != RC_OK || was == NULL ? code
                                        : session_end(q->desk, was, q->session, staff_page_now(q), q->mem, e);
}

void staff_sign(const site *s, const request *q, response *r) {
    str name = str_trim(form_get(&q->form, STR("name"))), password = form_get(&q->form, STR("password"));
    str code = str_trim(form_get(&q->form, STR("code")));
    signed_in in;
    err e;
    err_clear(&e);
    if (!staff_page_has_room(q, r))
        return;
    if (staff_sign_in(q->desk, name, password, code, q->address, staff_page_now(q), q->mem, &in, &e) != RC_OK)
        response_fail(r, &e);
    else if (in.what == SIGN_DONE && end_before(q, &e) == RC_OK)
        go_in(q, r, &in);
    else if (in.what == SIGN_DONE)
        response_fail(r, &e);
    else
        put_login(s, q, r,
                  in.what == SIGN_WRONG ? STR("名字、密码或动态码不对。动态码用过一次就要等下一个")
                                        : staff_page_later(q, in.again_ms));
}

void staff_leave(const site *s, const request *q, response *r) {
    err e;
    (void)s;
    err_clear(&e);
    if (session_end(q->desk, q->who, q->session, staff_page_now(q), q->mem, &e) != RC_OK) {
        response_fail(r, &e);
        return;
    }
    r->is_over = true;
    r->set_cookie = STR("__Host-s=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0");
    staff_page_go(r, STR("/desk/login"));
}

// ---- by a link ---------------------------------------------------------------------------------------------------------

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

static const struct {
    str title, lead, button;
} words_of_link[] = {
    [LINK_NONE] = {STR_INIT(""), STR_INIT(""), STR_INIT("")},
    [LINK_JOIN] = {STR_INIT("加入服务台"), STR_INIT("设好密码和动态码，就可以登录。"), STR_INIT("加入")},
    [LINK_PASSWORD] = {STR_INIT("换一个密码"), STR_INIT("动态码还用手机上原来的。"), STR_INIT("换密码")},
    [LINK_ALL] = {STR_INIT("重新设置登录"), STR_INIT("密码和动态码都换新的，旧的都不能再用。"),
                  STR_INIT("设好了")},
};

static void put_join(const site *s, const request *q, response *r, const invited *of, str wrong) {
    page p = frame_open_desk(s, q, r, words_of_link[of->kind].title, wrong.len > 0, (str){0});
    field_title(&p, words_of_link[of->kind].title);
    HTML_LIT(&p.h, "<p class=\"lead\">您的名字是 ");
    html_text(&p.h, of->name);
    HTML_LIT(&p.h, "。");
    html_text(&p.h, words_of_link[of->kind].lead);
    HTML_LIT(&p.h, "</p>");
    field_box(&p, STR("password"), wrong);
    if (of->kind != LINK_PASSWORD)
        put_secret(&p, q->rest);
    HTML_LIT(&p.h, "<form method=\"post\" action=\"/desk/join/");
    html_url(&p.h, q->rest);
    HTML_LIT(&p.h, "\">");
    put_field(&p, STR("password"), STR("密码"), STR("12 个字以上，什么字都可以，可以粘贴。"), FIELD_PASSWORD,
              STR("new-password"));
    put_field(&p, STR("code"), STR("动态码"),
              of->kind == LINK_PASSWORD ? STR("手机上验证器里的 6 位数字，或者一个恢复码。")
                                        : STR("验证器里现在显示的 6 位数字。"),
              of->kind == LINK_PASSWORD ? FIELD_TEXT : FIELD_DIGITS, STR("one-time-code"));
    HTML_LIT(&p.h, "<div class=\"buttons\"><button>");
    html_text(&p.h, words_of_link[of->kind].button);
    HTML_LIT(&p.h, "</button></div></form>");
    frame_close_desk(&p);
}

static bool find_link(const request *q, response *r, invited *out) {
    err e;
    err_clear(&e);
    out->kind = LINK_NONE;
    if (staff_find_link(q->desk, q->rest, staff_page_now(q), q->mem, out, &e) != RC_OK)
        response_fail(r, &e);
    else if (out->kind == LINK_NONE)
        r->status = 404;
    return out->kind != LINK_NONE;
}

void staff_invited(const site *s, const request *q, response *r) {
    invited of;
    if (find_link(q, r, &of))
        put_join(s, q, r, &of, (str){0});
}

static str words_for(join_result result) {
    switch (result) {
    case JOIN_SHORT: return staff_page_refused_password(PASSWORD_SHORT);
    case JOIN_LONG: return staff_page_refused_password(PASSWORD_LONG);
    case JOIN_COMMON: return staff_page_refused_password(PASSWORD_COMMON);
    case JOIN_WRONG_CODE: return STR("动态码不对，看一眼手机的时间准不准");
    case JOIN_TOO_OFTEN: return STR("试的次数太多了，请过 15 分钟再试");
    case JOIN_DONE:
    case JOIN_NO_LINK: break;
    }
    return (str){0};
}

static void put_joined(const site *s, const request *q, response *r, const recovery_set *codes) {
    page p = frame_open_desk(s, q, r, STR("恢复码"), false, (str){0});
    field_title(&p, STR("设好了，请抄下恢复码"));
    staff_codes_put(&p, codes);
    HTML_LIT(&p.h, "<p><a class=\"button\" href=\"/desk/login\">抄好了，去登录</a></p>");
    frame_close_desk(&p);
}

void staff_accept(const site *s, const request *q, response *r) {
    invited of;
    join_result result;
    recovery_set codes = {0};
    err e;
    err_clear(&e);
    if (!find_link(q, r, &of) || !staff_page_has_room(q, r))
        return;
    if (staff_join(q->desk, q->rest, form_get(&q->form, STR("password")),
                   str_trim(form_get(&q->form, STR("code"))), staff_page_now(q), q->mem, &result, &codes,
                   &e) != RC_OK)
        response_fail(r, &e);
    else if (result == JOIN_NO_LINK)
        r->status = 404;
    else if (result != JOIN_DONE)
        put_join(s, q, r, &of, words_for(result));
    else if (of.kind == LINK_PASSWORD)
        staff_page_go(r, STR("/desk/login"));
    else
        put_joined(s, q, r, &codes);
}
