// SPDX-License-Identifier: Apache-2.0
// /desk/me/password: another password, by whoever knows the old one.
#include "site/field.h"
#include "site/pages.h"
#include "site/staff_page.h"

// One thing that is wrong, and with which field.
typedef struct {
    str id, words;
} flaw;

static void put_field(page *p, str name, str label, str hint, str fills, const flaw *wrong) {
    field_open(p, name, label, hint, str_is(name, wrong->id) ? wrong->words : (str){0});
    field_input(p, name, (str){0}, FIELD_PASSWORD, fills);
}

static void put_form(const site *s, const request *q, response *r, flaw wrong) {
    page p = frame_open_desk(s, q, r, STR("换密码"), wrong.words.len > 0, q->who->name);
    field_title(&p, STR("换密码"));
    HTML_LIT(&p.h, "<p class=\"lead\">换好以后，别处的登录都会结束。</p>");
    field_box(&p, wrong.id, wrong.words);
    HTML_LIT(&p.h, "<form method=\"post\" action=\"/desk/me/password\">");
    staff_page_put_word(&p);
    put_field(&p, STR("old"), STR("旧密码"), STR("现在登录用的密码。"), STR("current-password"), &wrong);
    put_field(&p, STR("password"), STR("新密码"), STR("12 个字以上，什么字都可以，可以粘贴。"),
              STR("new-password"), &wrong);
    put_field(&p, STR("again"), STR("再输一遍新密码"), STR("和上面一样。"), STR("new-password"), &wrong);
    HTML_LIT(&p.h, "<div class=\"buttons\"><button>换密码</button></div></form>");
    frame_close_desk(&p);
}

static void put_done(const site *s, const request *q, response *r) {
    page p = frame_open_desk(s, q, r, STR("密码换好了"), false, q->who->name);
    field_title(&p, STR("密码换好了"));
    HTML_LIT(&p.h, "<p>下次登录用新密码。别处的登录都已经结束。</p>"
                   "<p><a class=\"button\" href=\"/desk/me\">回到我的账户</a></p>");
    frame_close_desk(&p);
}

static flaw flaw_of(const request *q, const password_change *c) {
    if (c->verdict != PASSWORD_FINE)
        return (flaw){STR("password"), staff_page_refused_password(c->verdict)};
    return (flaw){STR("old"), c->in.what == SIGN_WRONG ? STR("旧密码不对，请再输一遍")
                                                       : staff_page_later(q, c->in.again_ms)};
}

// Who comes from the page of their account has typed nothing yet; who had to prove who they are once more types again.
void staff_password(const site *s, const request *q, response *r) {
    str fresh = form_get(&q->form, STR("password"));
    password_change c;
    err e;
    err_clear(&e);
    if (!form_has(&q->form, STR("old")))
        put_form(s, q, r, (flaw){{0}, {0}});
    else if (!str_is(fresh, form_get(&q->form, STR("again"))))
        put_form(s, q, r, (flaw){STR("again"), STR("和上面的新密码不一样，请都再输一遍")});
    else if (!staff_page_has_room(q, r))
        return;
    else if (staff_change_password(q->desk, q->who, q->session, form_get(&q->form, STR("old")), fresh,
                                   staff_page_now(q), q->mem, &c, &e) != RC_OK)
        response_fail(r, &e);
    else if (c.verdict != PASSWORD_FINE || c.in.what != SIGN_DONE)
        put_form(s, q, r, flaw_of(q, &c));
    else {
        staff_page_set_cookie(q, r, c.in.cookie);
        put_done(s, q, r);
    }
}
