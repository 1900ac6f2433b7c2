// SPDX-License-Identifier: Apache-2.0
#include "site/staff_page.h"

#include "base/num.h"
#include "desk/audit.h"
#include "site/field.h"
#include "site/route.h"

#define COOKIE "__Host-s"

enum { WAIT_MOST = 20 };  // behind a password that is being tried

int64_t staff_page_now(const request *q) {
    return q->now_s * 1000;
}

// Of a browser's cookies, or of the one it is given.
static str cookie_in(str cookies) {
    static const str name = STR_INIT(COOKIE "=");
    str rest = cookies;
    while (rest.len > 0) {
        size_t end = str_find(rest, ';');
        str one = str_trim(str_slice(rest, 0, end));
        if (str_starts(one, name))
            return str_slice(one, name.len, one.len);
        rest = str_slice(rest, end + 1, rest.len);
    }
    return (str){0};
}

void staff_page_set_cookie(const request *q, response *r, str cookie) {
    buf b = buf_make(q->mem);
    buf_print(&b, COOKIE "={s}; Path=/; Secure; HttpOnly; SameSite=Strict", cookie);
    r->set_cookie = buf_str(&b);
}

void staff_page_go(response *r, str path) {
    r->status = 303;
    r->location = path;
}

void staff_page_put_word(page *p) {
    field_hidden(p, STR("word"), secret_hex(p->q->who->word, p->q->mem));
}

str staff_page_role(role r) {
    switch (r) {
    case ROLE_CONSULTANT: return STR("顾问");
    case ROLE_SUPERVISOR: return STR("主管");
    case ROLE_ADMIN: return STR("管理员");
    case ROLE_AUDITOR: return STR("审计员");
    }
    return (str){0};
}

str staff_page_later(const request *q, int64_t again_ms) {
    buf b = buf_make(q->mem);
    buf_print(&b, "试的次数太多了，请过 {i} 分钟再试",
              num_max(1, (again_ms - staff_page_now(q) + 59999) / 60000));
    return buf_str(&b);
}

str staff_page_refused_password(password_verdict v) {
    switch (v) {
    case PASSWORD_SHORT: return STR("密码写长一些，12 个字以上");
    case PASSWORD_LONG: return STR("密码写短一些，128 个字以内");
    case PASSWORD_COMMON: return STR("这个密码容易猜到，请换一个");
    case PASSWORD_FINE: break;
    }
    return (str){0};
}

bool staff_page_has_room(const request *q, response *r) {
    err e;
    err_clear(&e);
    if (q->n_waiting <= WAIT_MOST)
        return true;
    (void)err_set(&e, RC_BUSY, "{i} others wait for a password to be tried", (int64_t)q->n_waiting);
    response_fail(r, &e);
    return false;
}

int64_t staff_page_version(const request *q) {
    int64_t version = 0;
    (void)num_parse(form_get(&q->form, STR("version")), 0, &version);  // another number is another version
    return version;
}

bool staff_page_is_late(const request *q, int64_t version) {
    int64_t of_form = staff_page_version(q);
    return q->method == METHOD_POST && of_form > 0 && of_form < version;
}

// ---- the gate ----------------------------------------------------------------------------------------------------------

// What was refused is named by its row of the table, as in the log: an address may hold anything.
static bool deny(const request *q, response *r, int status, const char *why) {
    err e;
    err_clear(&e);
    audit_entry entry = {.actor = q->who->id,
                         .action = STR("denied"),
                         .object = r->route->path,
                         .result = STR("refused"),
                         .reason = str_of_c(why)};
    r->status = status;
    if (audit_put_alone(q->desk, &entry, staff_page_now(q), q->mem, &e) != RC_OK)
        response_fail(r, &e);
    return false;
}

// What a colleague has: nothing of it is shown. A form from before it changed hands came too late, which is nobody's fault and is not told.
static void refuse_colleagues(const site *s, const request *q, response *r, int64_t version) {
    if (!staff_page_is_late(q, version))
        (void)deny(q, r, 404, "own");
    if (r->status == 503)
        return;
    page p = frame_open_desk(s, q, r, STR("同事在办"), false, q->who->name);
    field_title(&p, STR("同事在办"));
    HTML_LIT(&p.h, "<p class=\"lead\">这个请求有同事接了，不用您打。</p>"
                   "<p><a class=\"button\" href=\"/desk\">回到待回电</a></p>");
    frame_close_desk(&p);
}

// Nobody's: it may be taken. One that is not there is the handler's to say.
static bool is_own(const site *s, const request *q, response *r) {
    rows found;
    err e;
    err_clear(&e);
    value ref = value_str(q->rest);
    if (store_run(q->desk->db, LEAD_OWNER, &ref, 1, q->mem, &found, &e) != RC_OK) {
        response_fail(r, &e);
        return false;
    }
    bool is_colleagues =
        found.n > 0 && !rows_at(&found, 0, 0)->is_null && !str_is(rows_at(&found, 0, 0)->s, q->who->id);
    if (is_colleagues)
        refuse_colleagues(s, q, r, rows_at(&found, 0, 1)->i);
    return !is_colleagues;
}

static bool has_role(const site *s, const request *q, response *r) {
    if ((r->route->roles & q->who->role) == 0)
        return deny(q, r, 404, "role");  // what is not for somebody is not there
    return (r->route->own & q->who->role) == 0 || is_own(s, q, r);
}

static bool has_word(const request *q, response *r) {
    str word = secret_unhex(form_get(&q->form, STR("word")), q->mem);
    return q->method != METHOD_POST || secret_is_same(word, q->who->word) || deny(q, r, 403, "word");
}

// Whoever proves it with this very request goes on under another cookie.
static bool is_proven(const site *s, request *q, response *r) {
    if (r->route->is_fresh && !staff_page_fresh(s, q, r))
        return false;
    if (r->set_cookie.len > 0)
        q->session = cookie_in(r->set_cookie);
    return true;
}

bool staff_page_gate(const site *s, request *q, response *r) {
    const staff *who = NULL;
    err e;
    err_clear(&e);
    q->session = cookie_in(q->cookies);
    if (r->route->roles == 0)
        return true;
    if (session_find(q->desk, q->session, staff_page_now(q), q->mem, &who, &e) != RC_OK) {
        response_fail(r, &e);
        return false;
    }
    if (who == NULL) {
        staff_page_go(r, STR("/desk/login"));
        return false;
    }
    q->who = who;
    q->desk->by.role = role_name(who->role);
    return has_role(s, q, r) && has_word(q, r) && is_proven(s, q, r);
}

// ---- a fresh proof -----------------------------------------------------------------------------------------------------

// What was typed unseen stands in no page: it is typed again.
static bool is_carried(str name) {
    static const str unseen[] = {STR_INIT("proof"), STR_INIT("old"), STR_INIT("password"), STR_INIT("again")};
    for (size_t i = 0; i < sizeof unseen / sizeof unseen[0]; i++)
        if (str_is(name, unseen[i]))
            return false;
    return true;
}

static void ask_proof(const site *s, const request *q, response *r, str wrong) {
    page p = frame_open_desk(s, q, r, STR("再确认一次"), wrong.len > 0, q->who->name);
    field_title(&p, STR("请再确认一次是您"));
    field_box(&p, STR("proof"), wrong);
    HTML_LIT(&p.h, "<form method=\"post\" action=\"");
    html_text(&p.h, q->path);
    HTML_LIT(&p.h, "\">");
    for (size_t i = 0; i < q->form.n; i++)
        if (is_carried(q->form.fields[i].name))
            field_hidden(&p, q->form.fields[i].name, q->form.fields[i].value);
    field_open(&p, STR("proof"), STR("动态码或密码"), STR("这一步要紧。确认一次，5 分钟内不再问。"), wrong);
    field_input(&p, STR("proof"), (str){0}, FIELD_PASSWORD, STR("one-time-code"));
    HTML_LIT(&p.h, "<div class=\"buttons\"><button>继续</button></div></form>");
    frame_close_desk(&p);
}

// Or just now, with this very request.
static bool is_fresh(const request *q, const response *r) {
    return session_is_fresh(q->who, staff_page_now(q)) || r->set_cookie.len > 0;
}

bool staff_page_fresh(const site *s, const request *q, response *r) {
    str proof = form_get(&q->form, STR("proof"));
    signed_in result;
    err e;
    err_clear(&e);
    if (is_fresh(q, r))
        return true;
    if (str_trim(proof).len == 0) {
        ask_proof(s, q, r, (str){0});
        return false;
    }
    if (!staff_page_has_room(q, r))
        return false;
    if (staff_prove(q->desk, q->who, q->session, proof, staff_page_now(q), q->mem, &result, &e) != RC_OK) {
        response_fail(r, &e);
        return false;
    }
    if (result.what == SIGN_DONE)
        staff_page_set_cookie(q, r, result.cookie);
    else
        ask_proof(s, q, r,
                  result.what == SIGN_WRONG ? STR("不对。动态码用过一次就要等下一个")
                                            : staff_page_later(q, result.again_ms));
    return result.what == SIGN_DONE;
}

rc staff_page_may_reveal(const request *q, const response *r, const lead *l, bool *out_may, err *e) {
    return staff_reveal(q->desk, q->who, l->id, is_fresh(q, r), staff_page_now(q), q->mem, out_may, e);
}

// ---- one request -------------------------------------------------------------------------------------------------------

const lead *staff_page_lead(const request *q, response *r) {
    const lead *l = NULL;
    err e;
    err_clear(&e);
    if (lead_find(q->desk, q->rest, q->mem, &l, &e) != RC_OK)
        response_fail(r, &e);
    else if (l == NULL)
        r->status = 404;
    return l;
}

bool staff_page_may_work(const lead *l, const staff *who) {
    return status_is_open(&l->status) && str_is(l->owner, who->id);
}

bool staff_page_may_give(const lead *l, const staff *who) {
    return status_is_open(&l->status) && (str_is(l->owner, who->id) || who->role == ROLE_SUPERVISOR);
}

bool staff_page_may_see(const lead *l, const staff *who) {
    return l->owner.len == 0 || str_is(l->owner, who->id) || who->role == ROLE_SUPERVISOR;
}

void staff_page_not_theirs(const site *s, const request *q, response *r, const lead *l) {
    if (str_is(l->owner, q->who->id))
        staff_page_go_to(q, r, l);
    else if (l->owner.len > 0)
        refuse_colleagues(s, q, r, l->version);
    else if (staff_page_is_late(q, l->version))
        staff_page_go_to(q, r, l);
    else
        (void)deny(q, r, 404, "own");
}

void staff_page_go_to(const request *q, response *r, const lead *l) {
    buf to = buf_make(q->mem);
    buf_print(&to, "/desk/lead/{s}", l->ref);
    staff_page_go(r, buf_str(&to));
}

void staff_page_open_form(page *p, str path, const lead *l) {
    HTML_LIT(&p->h, "<form method=\"post\" action=\"");
    html_text(&p->h, path);
    html_url(&p->h, l->ref);
    HTML_LIT(&p->h, "\">");
    staff_page_put_word(p);
    HTML_LIT(&p->h, "<input type=\"hidden\" name=\"version\" value=\"");
    html_int(&p->h, l->version);
    HTML_LIT(&p->h, "\">");
}

void staff_page_tags(page *p, const lead *l) {
    const lead_status *at = &l->status;
    int64_t now_ms = p->q->now_s * 1000;
    bool is_awaited = status_is_open(at) && at->answered_ms == 0 && at->state != LEAD_PAUSED;
    if (at->is_missed || (is_awaited && now_ms > at->due_ms))
        HTML_LIT(&p->h, " <span class=\"tag tag-bad\">已超时</span>");
    else if (is_awaited && at->is_warned)
        HTML_LIT(&p->h, " <span class=\"tag tag-bad\">快到时间</span>");
    if (at->state == LEAD_PAUSED)
        HTML_LIT(&p->h, " <span class=\"tag\">先停着</span>");
    else if (status_is_open(at) && at->again_ms > 0)
        HTML_LIT(&p->h, " <span class=\"tag\">打过，要再打</span>");
    if (status_is_open(at) && l->owner.len == 0)
        HTML_LIT(&p->h, " <span class=\"tag\">还没人接</span>");
    if (l->is_broken)
        HTML_LIT(&p->h, " <span class=\"tag tag-bad\">有内容读不出</span>");
}

bool staff_page_was_last(const request *q, const lead *l) {
    const lead_event *all = NULL;
    size_t n = 0;
    err e;
    err_clear(&e);
    rc code = lead_history(q->desk, l, q->mem, &all, &n, &e);
    return code == RC_OK && n > 0 && str_is(all[n - 1].actor, q->who->name);  // no two have one name
}

str staff_page_slot(str slot) {
    return str_is(slot, STR("am"))   ? STR("工作日上午")
           : str_is(slot, STR("pm")) ? STR("工作日下午")
                                     : STR("都可以");
}

str staff_page_changed(const request *q, const lead *l) {
    return staff_page_was_last(q, l) ? STR("您刚才已经记过一次，这一次没有再记。下面是现在的样子")
                                     : STR("刚才有人改过，下面是现在的样子，请再看一眼");
}
