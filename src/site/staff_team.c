// SPDX-License-Identifier: Apache-2.0
// /desk/team: who works here, let in and turned away. Nobody sets another's password.
#include "desk/district.h"
#include "desk/team.h"
#include "site/field.h"
#include "site/pages.h"
#include "site/staff_page.h"

static const role all_roles[] = {ROLE_CONSULTANT, ROLE_SUPERVISOR, ROLE_ADMIN, ROLE_AUDITOR};
enum { N_ROLES = sizeof all_roles / sizeof all_roles[0] };

// ---- the list ----------------------------------------------------------------------------------------------------------

static void put_roles(page *p, str id, role chosen) {
    HTML_LIT(&p->h, "<select name=\"role\"");
    HTML_ATTR(&p->h, "id", id);
    HTML_LIT(&p->h, ">");
    for (size_t i = 0; i < N_ROLES; i++) {
        HTML_LIT(&p->h, "<option");
        HTML_ATTR(&p->h, "value", role_name(all_roles[i]));
        if (all_roles[i] == chosen)
            HTML_LIT(&p->h, " selected");
        HTML_LIT(&p->h, ">");
        html_text(&p->h, staff_page_role(all_roles[i]));
        HTML_LIT(&p->h, "</option>");
    }
    HTML_LIT(&p->h, "</select>");
}

static void open_deed(page *p, const char *path, const member *m) {
    HTML_LIT(&p->h, "<form method=\"post\" action=\"/desk/team/");
    html_text(&p->h, str_of_c(path));
    HTML_LIT(&p->h, "\">");
    staff_page_put_word(p);
    field_hidden(p, STR("who"), secret_hex(m->id, p->q->mem));
}

static void put_deed(page *p, const char *path, const member *m, str what, str label) {
    open_deed(p, path, m);
    field_hidden(p, STR("what"), what);
    HTML_LIT(&p->h, "<button class=\"quiet\">");
    html_text(&p->h, label);
    HTML_LIT(&p->h, "</button></form>");
}

static void put_role_form(page *p, const member *m) {
    str id = secret_hex(m->id, p->q->mem);
    open_deed(p, "role", m);
    HTML_LIT(&p->h, "<label class=\"label\"");
    HTML_ATTR(&p->h, "for", id);
    HTML_LIT(&p->h, ">角色</label>");
    put_roles(p, id, m->role);
    HTML_LIT(&p->h, "<div class=\"buttons\"><button class=\"quiet\">改角色</button></div></form>");
}

static void put_area(page *p, const district *d, bool is_in) {
    HTML_LIT(&p->h, "<label class=\"choice\"><input type=\"checkbox\" name=\"area\"");
    HTML_ATTR(&p->h, "value", d->code);
    if (is_in)
        HTML_LIT(&p->h, " checked");
    HTML_LIT(&p->h, ">");
    html_text(&p->h, d->name);
    HTML_LIT(&p->h, "</label>");
}

static void put_areas_form(page *p, const member *m) {
    open_deed(p, "areas", m);
    HTML_LIT(&p->h,
             "<fieldset class=\"areas\"><legend>负责哪些区</legend><p class=\"hint\">一个不选，就是全市。"
             "新的请求先分给负责那个区的人。</p>");
    for (size_t i = 0; i < n_districts; i++)
        put_area(p, &districts[i], m->areas.len > 0 && areas_have(m->areas, districts[i].code));
    HTML_LIT(&p->h,
             "</fieldset><div class=\"buttons\"><button class=\"quiet\">改负责的区</button></div></form>");
}

static void put_reset(page *p, const member *m) {
    bool is_asked = m->asked_by.len > 0, is_by_me = str_is(m->asked_by, p->q->who->id);
    put_deed(p, "reset", m, STR("password"), STR("忘了密码：给一个链接"));
    if (!is_asked)
        put_deed(p, "reset", m, STR("ask"), STR("手机也丢了：申请重设"));
    else if (is_by_me)
        HTML_LIT(&p->h, "<p>您申请了重设。要另一位管理员或主管同意，对方加入要满一天。</p>");
    else
        put_deed(p, "reset", m, STR("grant"), STR("同意重设：给一个链接"));
    if (is_asked)
        put_deed(p, "reset", m, STR("deny"), STR("撤回重设的申请"));
}

static void put_deeds(page *p, const member *m) {
    bool is_admin = p->q->who->role == ROLE_ADMIN;
    if (str_is(m->id, p->q->who->id) || (!is_admin && m->state != MEMBER_ACTIVE))
        return;
    HTML_LIT(&p->h, "<details><summary>管理 ");
    html_text(&p->h, m->name);
    HTML_LIT(&p->h, "</summary><div class=\"deeds\">");
    if (m->role == ROLE_CONSULTANT && m->state != MEMBER_OFF)
        put_areas_form(p, m);
    if (m->state == MEMBER_ACTIVE)
        put_reset(p, m);
    if (is_admin && m->state == MEMBER_OFF)
        put_deed(p, "state", m, STR("on"), STR("恢复"));
    else if (is_admin) {
        put_role_form(p, m);
        put_deed(p, "state", m, STR("off"), STR("停用"));
    }
    HTML_LIT(&p->h, "</div></details>");
}

static void put_state(page *p, const member *m) {
    if (m->state == MEMBER_OFF)
        HTML_LIT(&p->h, " <span class=\"tag tag-bad\">停用</span>");
    else if (m->state == MEMBER_INVITED && m->is_expired)
        HTML_LIT(&p->h, " <span class=\"tag tag-bad\">邀请过期了</span>");
    else if (m->state == MEMBER_INVITED)
        HTML_LIT(&p->h, " <span class=\"tag\">等本人加入</span>");
    if (m->asked_by.len > 0)
        HTML_LIT(&p->h, " <span class=\"tag tag-bad\">等人同意重设</span>");
}

static void put_member(page *p, const member *m) {
    HTML_LIT(&p->h, "<li><p><strong>");
    html_text(&p->h, m->name);
    HTML_LIT(&p->h, "</strong>，");
    html_text(&p->h, staff_page_role(m->role));
    if (m->role == ROLE_CONSULTANT) {
        HTML_LIT(&p->h, "，负责");
        html_text(&p->h, areas_words(m->areas, AREAS_FEW, p->q->mem));
    }
    put_state(p, m);
    HTML_LIT(&p->h, "</p><p class=\"hint\">");
    if (m->seen_ms > 0) {
        HTML_LIT(&p->h, "最近来过 ");
        frame_moment(&p->h, m->seen_ms);
    } else
        HTML_LIT(&p->h, "还没来过");
    HTML_LIT(&p->h, "</p>");
    put_deeds(p, m);
    HTML_LIT(&p->h, "</li>");
}

static void put_invite(page *p, str wrong) {
    HTML_LIT(&p->h, "<h2>邀请一个人</h2><form method=\"post\" action=\"/desk/team/invite\">");
    staff_page_put_word(p);
    field_open(p, STR("name"), STR("名字"), STR("登录时用，20 个字以内。没加入的人再邀请一次，就换新链接。"),
               wrong);
    field_input(p, STR("name"), (str){0}, FIELD_TEXT, STR("off"));
    HTML_LIT(&p->h, "<div class=\"field\"><label class=\"label\" for=\"role\">角色</label>");
    put_roles(p, STR("role"), ROLE_CONSULTANT);
    HTML_LIT(&p->h, "</div><div class=\"buttons\"><button>邀请</button></div></form>");
}

static void put_team(const site *s, const request *q, response *r, str wrong) {
    team t;
    err e;
    err_clear(&e);
    if (team_list(q->desk, staff_page_now(q), q->mem, &t, &e) != RC_OK) {
        response_fail(r, &e);
        return;
    }
    page p = frame_open_desk(s, q, r, STR("团队"), wrong.len > 0, q->who->name);
    field_title(&p, STR("团队"));
    field_box(&p, STR("name"), wrong);
    HTML_LIT(&p.h, "<ul class=\"lines\">");
    for (size_t i = 0; i < t.n; i++)
        put_member(&p, &t.all[i]);
    HTML_LIT(&p.h, "</ul>");
    if (q->who->role == ROLE_ADMIN)
        put_invite(&p, wrong);
    frame_close_desk(&p);
}

void staff_team(const site *s, const request *q, response *r) {
    put_team(s, q, r, (str){0});
}

// ---- what is done ------------------------------------------------------------------------------------------------------

// The one page that shows a link.
static void put_link(const site *s, const request *q, response *r, str token) {
    page p = frame_open_desk(s, q, r, STR("链接"), false, q->who->name);
    field_title(&p, STR("把这个链接交给本人"));
    HTML_LIT(&p.h, "<p>30 分钟内可用，用过一次就没有了。这一页只显示一次。</p>"
                   "<p class=\"box\"><code class=\"link\">");
    if (q->origin.len > 0 && !str_is(q->origin, STR("null")))
        html_text(&p.h, q->origin);
    else {
        HTML_LIT(&p.h, "https://");
        html_text(&p.h, q->host);
    }
    HTML_LIT(&p.h, "/desk/join/");
    html_url(&p.h, token);
    HTML_LIT(&p.h, "</code></p><p><a class=\"button\" href=\"/desk/team\">已经交给本人</a></p>");
    frame_close_desk(&p);
}

void staff_add(const site *s, const request *q, response *r) {
    str name = str_trim(form_get(&q->form, STR("name"))), token = {0};
    err e;
    err_clear(&e);
    rc code = staff_invite(q->desk, name, form_get(&q->form, STR("role")), q->who->id, staff_page_now(q),
                           q->mem, &token, &e);
    if (code == RC_INPUT)
        put_team(s, q, r, STR("写一个名字，20 个字以内"));
    else if (code != RC_OK)
        response_fail(r, &e);
    else if (token.len == 0)
        put_team(s, q, r, STR("这个名字已经有人用了，换一个"));
    else
        put_link(s, q, r, token);
}

static str whom(const request *q) {
    return secret_unhex(form_get(&q->form, STR("who")), q->mem);
}

static void end_deed(const site *s, const request *q, response *r, rc code, const err *e, bool is_done) {
    if (code != RC_OK)
        response_fail(r, e);
    else if (is_done)
        staff_page_go(r, STR("/desk/team"));
    else
        put_team(s, q, r, STR("刚才有人改过，请看一眼现在的样子"));
}

void staff_role(const site *s, const request *q, response *r) {
    bool is_done = false;
    err e;
    err_clear(&e);
    rc code = team_set_role(q->desk, q->who, whom(q), form_get(&q->form, STR("role")), staff_page_now(q),
                            q->mem, &is_done, &e);
    end_deed(s, q, r, code, &e, is_done);
}

static rc set_areas(const request *q, bool *is_done, err *e) {
    str *codes = ARENA_ARRAY(q->mem, str, q->form.n + 1);
    size_t n = 0;
    if (codes == NULL)
        return err_set(e, RC_MEMORY, "no memory for districts");
    for (size_t i = 0; i < q->form.n; i++)
        if (str_is(q->form.fields[i].name, STR("area")))
            codes[n++] = q->form.fields[i].value;
    str areas = areas_of(codes, n, q->mem);
    return team_set_areas(q->desk, q->who, whom(q), areas, staff_page_now(q), q->mem, is_done, e);
}

void staff_areas(const site *s, const request *q, response *r) {
    bool is_done = false;
    err e;
    err_clear(&e);
    rc code = set_areas(q, &is_done, &e);
    end_deed(s, q, r, code, &e, is_done);
}

void staff_turn(const site *s, const request *q, response *r) {
    str what = form_get(&q->form, STR("what"));
    bool is_on = str_is(what, STR("on")), is_done = false;
    err e;
    err_clear(&e);
    rc code = RC_OK;
    if (is_on || str_is(what, STR("off")))
        code = team_turn(q->desk, q->who, whom(q), is_on, staff_page_now(q), q->mem, &is_done, &e);
    end_deed(s, q, r, code, &e, is_done);
}

void staff_reset(const site *s, const request *q, response *r) {
    str what = form_get(&q->form, STR("what")), who = whom(q), token = {0};
    int64_t now_ms = staff_page_now(q);
    bool is_done = false;
    err e;
    err_clear(&e);
    rc code = RC_OK;
    if (str_is(what, STR("password")))
        code = team_link(q->desk, q->who, who, now_ms, q->mem, &token, &e);
    else if (str_is(what, STR("grant")))
        code = team_grant(q->desk, q->who, who, now_ms, q->mem, &token, &e);
    else if (str_is(what, STR("ask")))
        code = team_ask(q->desk, q->who, who, now_ms, q->mem, &is_done, &e);
    else if (str_is(what, STR("deny")))
        code = team_deny(q->desk, q->who, who, now_ms, q->mem, &is_done, &e);
    if (code == RC_OK && token.len > 0)
        put_link(s, q, r, token);
    else if (code == RC_OK && str_is(what, STR("grant")))
        put_team(s, q, r, STR("没有同意成：申请过了一天，或者您加入还不满一天"));
    else
        end_deed(s, q, r, code, &e, is_done);
}
