// SPDX-License-Identifier: Apache-2.0
#include "site/site.h"

#include "desk/limit.h"
#include "site/assets.h"
#include "site/frame.h"
#include "site/media.h"
#include "site/problem.h"
#include "site/proof.h"
#include "site/range.h"
#include "site/staff_page.h"

#include <assert.h>

enum { NAME_BYTES = 8 };  // of a request, in the log and the audit

static bool is_version_of(const jifen_law *l, str id) {
    return str_is(jifen_info(l)->id, id);
}

const jifen_law *site_law_of(const site *s, str id, int64_t on) {
    const jifen_law *l = jifen_find_law(s->engine, id, on);
    str known = id.len > 0 ? id : jifen_info(jifen_law_at(s->engine, 0))->id;
    for (size_t i = 0; l == NULL && i < jifen_n_laws(s->engine); i++)
        if (is_version_of(jifen_law_at(s->engine, jifen_n_laws(s->engine) - 1 - i), known))
            l = jifen_law_at(s->engine, jifen_n_laws(s->engine) - 1 - i);
    assert(l != NULL);
    return l;
}

const jifen_law *site_law(const site *s, int64_t on) {
    return site_law_of(s, (str){0}, on);
}

const jifen_law *site_law_at(const site *s, size_t idx, int64_t on) {
    size_t n = 0;
    for (size_t i = 0; i < jifen_n_laws(s->engine); i++) {
        const jifen_law *l = jifen_law_at(s->engine, i);
        bool is_first = true;
        for (size_t k = 0; k < i && is_first; k++)
            is_first = !is_version_of(jifen_law_at(s->engine, k), jifen_info(l)->id);
        if (is_first && n++ == idx)
            return site_law_of(s, jifen_info(l)->id, on);
    }
    return NULL;
}

// ---- what may pass ---------------------------------------------------------------------------------------------------

// https://www.example.cn/path -> www.example.cn
static str host_of(str address) {
    size_t at = 0;
    while (at + 3 <= address.len && !str_starts(str_slice(address, at, address.len), STR("://")))
        at++;
    str rest = str_slice(address, at + 3, address.len);
    return str_slice(rest, 0, str_find(rest, '/'));
}

// A browser says where a form came from. Nothing is kept for a visitor, so a program that says nothing may pass, but not to the desk;
// another site's page may not.
static bool is_foreign(const request *q) {
    if (q->method != METHOD_POST)
        return false;
    if (q->sec_fetch_site.len > 0)
        return !str_is(q->sec_fetch_site, STR("same-origin")) && !str_is(q->sec_fetch_site, STR("none"));
    str from = q->origin.len > 0 ? q->origin : q->referer;
    return from.len > 0 ? !str_is(host_of(from), q->host) : q->is_desk;
}

static bool is_form_type(str type) {
    return str_starts(type, STR("application/x-www-form-urlencoded"));
}

static bool is_listed(const str *names, size_t n, str name) {
    for (size_t i = 0; i < n; i++)
        if (str_is(names[i], name))
            return true;
    return false;
}

// What several can be ticked of; of a form about facts, and of a query, all but what is the page's own: what is said twice about a
// fact is shown beside its question.
static bool may_repeat(const route *of, str name) {
    static const str ticks[] = {STR_INIT("date"), STR_INIT("offer"), STR_INIT("area")};
    static const str own[] = {STR_INIT("ask"),    STR_INIT("go"),   STR_INIT("more:"),
                              STR_INIT("on:"),    STR_INIT("q"),    STR_INIT("v"),
                              STR_INIT("route:"), STR_INIT("word"), STR_INIT("version")};
    switch (of->is_form ? of->repeats : REPEATS_FACTS) {
    case REPEATS_NOTHING: return false;
    case REPEATS_TICKS: return is_listed(ticks, sizeof ticks / sizeof ticks[0], name);
    case REPEATS_FACTS: return !is_listed(own, sizeof own / sizeof own[0], name);
    }
    return false;
}

// What says one thing is said once.
static rc check_single(const route *of, const form *f, err *e) {
    for (size_t i = 0; i < f->n; i++)
        if (!may_repeat(of, f->fields[i].name) && form_count(f, f->fields[i].name) > 1)
            return err_set(e, RC_INPUT, "expected '{s}' once", f->fields[i].name);
    return RC_OK;
}

static rc read_form(request *q, const route *of, err *e) {
    bool is_body = q->method == METHOD_POST && of->is_form;
    if (is_body && q->content_type.len > 0 && !is_form_type(q->content_type))
        return err_set(e, RC_INPUT, "expected application/x-www-form-urlencoded");
    rc code = form_parse(is_body ? q->body : q->query, q->mem, &q->form, e);
    return code == RC_OK && of->is_page ? check_single(of, &q->form, e) : code;
}

static void refuse(const site *s, const request *q, response *r, int status, str hint) {
    buf_clear(&r->body);
    r->status = status;
    frame_refuse(s, q, r, hint);
}

// ---- programs --------------------------------------------------------------------------------------------------------

// A body of another medium, or an answer in one that is not made here.
static bool has_refused_media(const request *q, response *r) {
    const route *of = r->route;
    buf names = buf_make(q->mem);
    if (of->takes != 0 && q->content_type.len > 0 && !(of->takes & media_find(q->content_type))) {
        BUF_LIT(&names, "expected UTF-8 in ");
        media_print(of->takes, &names);
        if (of->takes & MEDIA_CSV)
            BUF_LIT(&names, " (or GB18030)");
        problem_put(r, 415, &(problem){STR("unsupported media type"), buf_str(&names), STR("Content-Type"), 0});
        return true;
    }
    media any = of->gives & MEDIA_JSON ? MEDIA_JSON : MEDIA_NDJSON;
    if (of->gives == 0 || media_choose(q->accept, of->gives, any) != MEDIA_NONE)
        return false;
    BUF_LIT(&names, "answered is ");
    media_print(of->gives, &names);
    problem_put(r, 406, &(problem){STR("not acceptable"), buf_str(&names), STR("Accept"), 0});
    return true;
}

// A name in the query that would be ignored is a mistake of who wrote it.
static bool has_refused_query(const request *q, response *r) {
    const str known = r->route->query;
    for (size_t i = 0; i < q->form.n; i++) {
        str name = q->form.fields[i].name;
        bool is_known = known.len > 0 && str_is(name, known);
        if (is_known && form_count(&q->form, name) == 1)
            continue;
        buf why = buf_make(q->mem);
        if (is_known)
            BUF_LIT(&why, "expected it once");
        else
            buf_print(&why, known.len > 0 ? "expected '{s}', found '{s}'" : "expected no query{s}, found '{s}'",
                      known, name);
        problem_put(r, 400, &(problem){STR("bad request"), buf_str(&why), name, 0});
        return true;
    }
    return false;
}

static bool has_refused_program(const request *q, response *r) {
    return r->route->is_api && (has_refused_media(q, r) || has_refused_query(q, r));
}

static void put_allowed(response *r, unsigned allowed, arena *mem) {
    buf b = buf_make(mem);
    if (allowed & METHOD_GET)
        BUF_LIT(&b, "GET, HEAD");
    if (allowed & METHOD_POST)
        buf_put(&b, b.len > 0 ? STR(", POST") : STR("POST"));
    r->allow = buf_str(&b);
}

static void refuse_body(const site *s, const request *q, response *r) {
    buf hint = buf_make(q->mem);
    buf_print(&hint, "expected at most {i} bytes", (int64_t)r->route->most_bytes);
    refuse(s, q, r, 413, buf_str(&hint));
}

// ---- the answer ------------------------------------------------------------------------------------------------------

// If-None-Match: "a", W/"b", or *. A weak tag is what a proxy that compresses makes of ours.
bool site_has_tag(str header, str etag) {
    str rest = header;
    while (rest.len > 0) {
        size_t n = str_find(rest, ',');
        str one = str_trim(str_slice(rest, 0, n));
        rest = str_slice(rest, n + 1, rest.len);
        if (str_starts(one, STR("W/")))
            one = str_slice(one, 2, one.len);
        if (str_is(one, etag) || str_is(one, STR("*")))
            return true;
    }
    return false;
}

static void tag(const request *q, response *r) {
    if (r->status != 200 || r->is_private || route_is_told(r->route))
        return;
    buf b = buf_make(q->mem);
    buf_print(&b, "\"{s}\"", assets_fingerprint(buf_str(&r->body), q->mem));
    r->etag = buf_str(&b);
    if (r->etag.len > 0 && site_has_tag(q->if_none_match, r->etag)) {
        r->status = 304;
        buf_clear(&r->body);
    }
}

// The part of a file that was asked for.
static void cut(const site *s, const request *q, response *r) {
    span part;
    size_t len = r->body.len;
    bool is_asked = q->method == METHOD_GET && r->route->has_ranges && r->status == 200 && r->file_name.len > 0;
    range_kind kind =
        is_asked && range_is_meant(q->if_range, r->etag) ? range_read(q->range, len, &part) : RANGE_WHOLE;
    buf words = buf_make(q->mem), bytes = buf_make(q->mem);
    if (kind == RANGE_WHOLE)
        return;
    if (kind == RANGE_OUTSIDE) {
        r->file_name = r->etag = (str){0};
        refuse(s, q, r, 416, (str){0});
        buf_print(&words, "bytes */{i}", (int64_t)len);
    } else {
        buf_put(&bytes, str_slice(buf_str(&r->body), part.from, part.to));
        r->status = 206;
        r->body = bytes;
        buf_print(&words, "bytes {i}-{i}/{i}", (int64_t)part.from, (int64_t)part.to - 1, (int64_t)len);
    }
    r->content_range = buf_str(&words);
}

static void drop_rest(response *r) {
    if (r->more.done != NULL)
        r->more.done(r->more.ctx);
    r->more = (stream){0};
}

// Of a form or query that cannot be read: too much, our own fault, or theirs.
static int status_of(rc code) {
    return code == RC_LIMIT ? 413 : code == RC_MEMORY ? 500 : 400;
}

// An error that is a stranger's may quote what they gave, and the log holds nothing of that.
static str reason_of(const err *e, arena *mem) {
    bool is_theirs = e->code == RC_OK || e->code == RC_INPUT || e->code == RC_LIMIT;
    str words = is_theirs ? (str){0} : arena_copy(mem, err_text(e));
    return words.len > 0 ? words : is_theirs ? STR("a reason that is not for the log") : STR("no memory");
}

void response_explain(response *r, const err *e) {
    if (r->why.len == 0)
        r->why = reason_of(e, r->body.mem);
}

void response_fail(response *r, const err *e) {
    buf_clear(&r->body);
    r->status = 503;
    response_explain(r, e);
}

static void run(const site *s, request *q, response *r) {
    err e;
    err_clear(&e);
    if (read_form(q, r->route, &e) != RC_OK) {
        int status = status_of(e.code);
        refuse(s, q, r, status, err_text(&e));
        if (status >= 500)
            response_explain(r, &e);
        return;
    }
    if (has_refused_program(q, r))
        return;
    q->is_care = str_is(form_get(&q->form, STR("v")), STR("care"));
    if (r->route->is_page)
        r->type = STR("text/html; charset=utf-8");
    if (!r->route->is_desk || staff_page_gate(s, q, r))
        r->route->answer(s, q, r);
    if (q->desk != NULL && q->method == METHOD_POST && r->route->is_form && !r->route->is_desk)
        r->note = proof_note(q);
    if (r->body.failed) {
        drop_rest(r);
        r->why = STR("no memory for the page");
        refuse(s, q, r, 500, (str){0});
    } else if (r->status >= 400 && r->body.len == 0)
        refuse(s, q, r, r->status, (str){0});
    else {
        tag(q, r);
        cut(s, q, r);
    }
}

// On whose behalf the desk does things while this is answered. From where is put down of staff alone: what a visitor did stays in the audit
// when all else of theirs is deleted.
static void tell_desk(const request *q, response *r) {
    if (q->desk == NULL)
        return;
    str id = str_slice(secret_id(q->mem), 0, NAME_BYTES);
    str address =
        q->is_desk && q->address.len > 0 ? limit_who(q->desk, SUBJECT_ADDRESS, q->address, q->mem) : (str){0};
    q->desk->by = (caller){.request = id, .address = address};
    r->id = secret_hex(id, q->mem);
}

void site_answer(const site *s, request *q, response *r) {
    unsigned allowed = 0;
    method asked = q->method == METHOD_HEAD ? METHOD_GET : q->method;
    *r = (response){.status = 200, .body = buf_make(q->mem)};
    tell_desk(q, r);
    if (q->fault_status != 0) {
        refuse(s, q, r, q->fault_status, q->fault);
        return;
    }
    r->route = route_find(asked, q->path, q->is_desk, &allowed, &q->rest);
    if (r->route != NULL && r->route->is_desk && q->desk == NULL)
        r->route = NULL;
    if (r->route == NULL) {
        put_allowed(r, allowed, q->mem);
        buf hint = buf_make(q->mem);
        buf_print(&hint, allowed != 0 ? "expected {s}" : "no such path{s}", r->allow);
        refuse(s, q, r, allowed != 0 ? 405 : 404, buf_str(&hint));
    } else if (q->body.len > r->route->most_bytes)
        refuse_body(s, q, r);
    else if (is_foreign(q))
        refuse(s, q, r, 403, (str){0});
    else
        run(s, q, r);
}
