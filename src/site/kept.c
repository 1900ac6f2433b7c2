// SPDX-License-Identifier: Apache-2.0
#include "site/kept.h"

#include "site/compress.h"
#include "site/headers.h"
#include "site/route.h"

struct kept {
    int64_t today;
    size_t n, n_bytes;
    kept_page *pages[LIMIT_KEPT_PAGES];  // [n]
};

kept *kept_open(arena *mem) {
    return ARENA_NEW(mem, kept);
}

void kept_hold(kept_page *p) {
    p->n_users++;
}

void kept_release(kept_page *p) {
    if (--p->n_users > 0)
        return;
    arena mem = p->mem;  // which the page itself lies in
    arena_done(&mem);
}

static void forget_all(kept *k) {
    for (size_t i = 0; i < k->n; i++)
        kept_release(k->pages[i]);
    k->n = k->n_bytes = 0;
}

void kept_close(kept *k) {
    if (k != NULL)
        forget_all(k);
}

// ---- what may be kept ------------------------------------------------------------------------------------------------

// Of all queries only that of the larger letters: whoever makes up others shall not fill the table.
str kept_name(const request *q, str target) {
    bool is_plain = q->query.len == 0 || str_is(q->query, STR("v=care"));
    if (q->method != METHOD_GET || q->body.len > 0 || !is_plain || q->fault_status != 0)
        return (str){0};
    buf b = buf_make(q->mem);
    buf_print(&b, "{s} {s} {s}", compress_choose(q->accept_encoding), q->host, target);
    return buf_str(&b);
}

static bool is_public_page(const response *r) {
    const route *of = r->route;
    return r->status == 200 && of != NULL && of->is_page && of->keep == KEEP_PUBLIC && !r->is_private &&
           r->more.next == NULL && r->encoding.len == 0;
}

// ---- the table -------------------------------------------------------------------------------------------------------

kept_page *kept_find(kept *k, str name, int64_t today) {
    if (k->today != today)
        forget_all(k);
    k->today = today;
    for (size_t i = 0; i < k->n; i++)
        if (str_is(k->pages[i]->name, name))
            return k->pages[i];
    return NULL;
}

// The answer as it is sent, in memory of its own: what it was made from ends with the request.
static bool fill(kept_page *p, str name, const request *q, const response *r) {
    response sent = *r;
    str coding = compress_choose(q->accept_encoding), whole = buf_str(&r->body);
    buf head = buf_make(&p->mem), tag = buf_make(&p->mem);
    sent.encoding = coding;
    p->body =
        coding.len > 0 ? compress_bytes(coding, COMPRESS_SOON, whole, &p->mem) : arena_copy(&p->mem, whole);
    if (coding.len > 0)  // other bytes, another tag
        buf_print(&tag, "{s}-{s}\"", str_slice(r->etag, 0, r->etag.len - 1), coding);
    else
        buf_put(&tag, r->etag);
    sent.etag = p->etag = buf_str(&tag);
    headers_put(&sent, &head);
    p->head = buf_str(&head);
    p->name = arena_copy(&p->mem, name);
    p->route = r->route;
    return p->body.len > 0 && p->name.ptr != NULL && !head.failed && !tag.failed;
}

static kept_page *make(str name, const request *q, const response *r) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    kept_page *p = ARENA_NEW(&mem, kept_page);
    if (p == NULL)
        return NULL;
    p->mem = mem;
    kept_hold(p);
    if (fill(p, name, q, r))
        return p;
    kept_release(p);
    return NULL;
}

kept_page *kept_add(kept *k, str name, int64_t today, const request *q, const response *r) {
    if (name.len == 0 || r->etag.len == 0 || !is_public_page(r))
        return NULL;
    kept_page *p = make(name, q, r);
    if (p == NULL)
        return NULL;
    bool is_full = k->n == LIMIT_KEPT_PAGES || k->n_bytes + p->body.len > LIMIT_KEPT_BYTES;
    if (is_full || k->today != today)
        forget_all(k);
    k->today = today;
    k->n_bytes += p->body.len;
    k->pages[k->n++] = p;
    return p;
}
