// SPDX-License-Identifier: Apache-2.0
#include "site/staff_page.h"

#include "base/num.h"
#include "site/field.h"

#define COOKIE "__Host-s"

str staff_page_cookie(const request *q) {
    static const str name = STR_INIT(COOKIE "=");
    str rest = q->cookies;
    while (rest.len > 0) {
        size_t end = str_find(rest, ';');
        str one = str_trim(str_slice(rest, 0, end));
        if (str_starts(one, name))
            return str_slice(one, name.len, one.len);
        rest = str_slice(rest, end + 1, rest.len);
    }
    return (str){0};
}

void staff_page_fail(response *r) {
    buf_clear(&r->body);
    r->status = 503;
}

const staff *staff_page_who(const request *q, response *r, unsigned roles) {
    const staff *who = NULL;
    err e;
    err_clear(&e);
    if (staff_of(q->desk, staff_page_cookie(q), q->now_s * 1000, q->mem, &who, &e) != RC_OK) {
        staff_page_fail(r);
        return NULL;
    }
    if (who != NULL && (who->role & roles) != 0)
        return who;
    r->status = who == NULL ? 303 : 404;  // what is not for somebody is not there
    if (who == NULL)
        r->location = STR("/desk/login");
    return NULL;
}

const staff *staff_page_form(const request *q, response *r, unsigned roles) {
    const staff *who = staff_page_who(q, r, roles);
    str word = form_get(&q->form, STR("word"));
    if (who == NULL || secret_is_same(word, staff_form_word(q->desk, staff_page_cookie(q), q->mem)))
        return who;
    r->status = 403;
    return NULL;
}

void staff_page_put_word(page *p) {
    field_hidden(p, STR("word"), staff_form_word(p->q->desk, staff_page_cookie(p->q), p->q->mem));
}

// ---- one request -------------------------------------------------------------------------------------------------------

const lead *staff_page_lead(const request *q, response *r) {
    const lead *l = NULL;
    err e;
    err_clear(&e);
    if (lead_find(q->desk, q->rest, q->mem, &l, &e) != RC_OK)
        staff_page_fail(r);
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

int64_t staff_page_version(const request *q) {
    int64_t version = 0;
    (void)num_parse(form_get(&q->form, STR("version")), 0, &version);  // another number is another version
    return version;
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
}

str staff_page_slot(str slot) {
    return str_is(slot, STR("am"))   ? STR("工作日上午")
           : str_is(slot, STR("pm")) ? STR("工作日下午")
                                     : STR("都可以");
}

str staff_page_changed(void) {
    return STR("刚才有人改过，下面是现在的样子，请再看一眼");
}
