// SPDX-License-Identifier: Apache-2.0
#include "site/staff_page.h"

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
