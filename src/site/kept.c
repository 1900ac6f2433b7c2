// SPDX-License-Identifier: Apache-2.0
#include "site/kept.h"

#include "site/compress.h"
#include "site/headers.h"
#include "site/route.h"

#include <assert.h>

enum { SLOTS = 2 * LIMIT_KEPT_PAGES };  // half of them stay free, so that a search is short

struct kept {
    int64_t today;
    size_t n, n_bytes;
    kept_page *slots[SLOTS];  // by a sum of the name, or the next free one; NULL: free
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
    for (size_t i = 0; i < SLOTS; i++) {
        if (k->slots[i] != NULL)
            kept_release(k->slots[i]);
        k->slots[i] = NULL;
    }
    k->n = k->n_bytes = 0;
}

void kept_close(kept *k) {
    if (k != NULL)
        forget_all(k);
}

// ---- what may be kept ------------------------------------------------------------------------------------------------

// Of all queries only that of the larger letters: whoever makes up others shall not fill the table.
str kept_name(const request *q) {
    bool is_care = str_is(q->query, STR("v=care"));
    if ((q->method != METHOD_GET && q->method != METHOD_HEAD) || q->body.len > 0 || q->fault_status != 0 ||
        (q->query.len > 0 && !is_care))
        return (str){0};
    buf b = buf_make(q->mem);
    buf_print(&b, "{s} {s} {s}", compress_choose(q->accept_encoding), is_care ? STR("care") : (str){0},
              route_path(q->path));
    return buf_str(&b);
}

static bool keeps(const route *of) {
    return of != NULL && of->is_page && of->keep == KEEP_PUBLIC;
}

request kept_request(const request *q) {
    unsigned allowed;
    str rest;
    if (!keeps(route_find(METHOD_GET, q->path, q->is_desk, &allowed, &rest)))
        return *q;
    return (request){.method = METHOD_GET,
                     .desk = q->desk,  // the service's figures are the same for everybody too
                     .path = route_path(q->path),
                     .query = q->query,
                     .today = q->today,
                     .mem = q->mem};
}

static bool is_kept_page(const response *r) {
    return r->status == 200 && keeps(r->route) && !r->is_private && r->more.next == NULL &&
           r->encoding.len == 0 && r->etag.len > 0;
}

// ---- the table -------------------------------------------------------------------------------------------------------

// FNV-1a. Who makes names up that meet in one slot makes a search longer, by pages that exist.
static size_t slot_of(str name) {
    uint64_t sum = 0xCBF29CE484222325U;
    for (size_t i = 0; i < name.len; i++)
        sum = (sum ^ (unsigned char)name.ptr[i]) * 0x100000001B3U;
    return (size_t)(sum % SLOTS);
}

// Where it is, or where it can be put.
static kept_page **find_slot(kept *k, str name) {
    size_t i = slot_of(name);
    while (k->slots[i] != NULL && !str_is(k->slots[i]->name, name))
        i = (i + 1) % SLOTS;
    return &k->slots[i];
}

kept_page *kept_find(kept *k, str name, int64_t today) {
    if (k->today != today)
        forget_all(k);
    k->today = today;
    return *find_slot(k, name);
}

// ---- a page ----------------------------------------------------------------------------------------------------------

// Other bytes, another tag: "5f3c" is "5f3c-br".
static str tag_for(str etag, str coding, arena *mem) {
    buf b = buf_make(mem);
    if (coding.len == 0)
        return etag;
    buf_print(&b, "{s}-{s}\"", str_slice(etag, 0, etag.len - 1), coding);
    return buf_str(&b);
}

// The answer as it is sent, made in the memory of the request.
static kept_page make(const request *q, const response *r) {
    response sent = *r;
    buf head = buf_make(q->mem);
    str whole = buf_str(&r->body);
    sent.encoding = compress_choose(q->accept_encoding);
    sent.etag = tag_for(r->etag, sent.encoding, q->mem);
    headers_put(&sent, &head);
    if (sent.encoding.len > 0)
        whole = compress_bytes(sent.encoding, COMPRESS_SOON, whole, q->mem);
    return (kept_page){.route = r->route, .head = buf_str(&head), .body = whole, .etag = sent.etag};
}

// A copy in memory of its own, which holds nothing else: that is what is counted against the limit.
static kept_page *copy(const kept_page *made, str name) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    kept_page *p = ARENA_NEW(&mem, kept_page);
    if (p == NULL)
        return NULL;
    *p = (kept_page){.route = made->route, .n_users = 1};
    p->name = arena_copy(&mem, name);
    p->etag = arena_copy(&mem, made->etag);
    p->head = arena_copy(&mem, made->head);
    p->body = arena_copy(&mem, made->body);  // the last, so that it gets a chunk of its size
    bool is_whole = p->head.ptr != NULL && p->body.ptr != NULL && p->etag.ptr != NULL && p->name.ptr != NULL;
    p->mem = mem;
    if (is_whole)
        return p;
    kept_release(p);
    return NULL;
}

static kept_page *put(kept *k, kept_page *p, int64_t today) {
    size_t n_bytes = p->mem.total_bytes;
    if (k->today != today || k->n == LIMIT_KEPT_PAGES || k->n_bytes + n_bytes > LIMIT_KEPT_BYTES)
        forget_all(k);
    k->today = today;
    k->n++;
    k->n_bytes += n_bytes;
    kept_page **slot = find_slot(k, p->name);
    assert(*slot == NULL);  // it was looked for before
    *slot = p;
    return p;
}

kept_page *kept_add(kept *k, str name, const request *q, const response *r) {
    if (name.len == 0 || !is_kept_page(r))
        return NULL;
    kept_page made = make(q, r);
    if (made.body.len == 0 || made.head.len == 0 || made.etag.len == 0)
        return NULL;
    kept_page *p = copy(&made, name);
    if (p == NULL || p->mem.total_bytes <= LIMIT_KEPT_BYTES)
        return p == NULL ? NULL : put(k, p, q->today);
    kept_release(p);
    return NULL;
}
