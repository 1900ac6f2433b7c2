// SPDX-License-Identifier: Apache-2.0
#include "sms/post.h"

#include <curl/curl.h>

enum { CONNECT_MS = 2000, TOTAL_MS = 5000, ANSWER_BYTES_MOST = 64 << 10 };

struct post {
    CURL *curl;  // owned
    str server;
};

post *post_open(str server, arena *mem) {
    post *p = ARENA_NEW(mem, post);
    if (p == NULL || curl_global_init(CURL_GLOBAL_DEFAULT) != 0)
        return NULL;
    p->server = server;
    p->curl = curl_easy_init();
    return p->curl == NULL ? NULL : p;
}

void post_close(post *p) {
    if (p == NULL)
        return;
    curl_easy_cleanup(p->curl);
    curl_global_cleanup();
}

// ---- one request -------------------------------------------------------------------------------------------------------

static const char *c_of(const buf *b) {
    return b->failed ? NULL : b->ptr;
}

static const char *address_of(const post *p, const sms_request *r, arena *mem) {
    buf b = buf_make(mem);
    if (p->server.len > 0)
        buf_put(&b, p->server);
    else
        buf_print(&b, "https://{s}", r->host);
    buf_put_char(&b, '/');
    if (r->query.len > 0)
        buf_print(&b, "?{s}", r->query);
    buf_put_char(&b, '\0');
    return c_of(&b);
}

// The names and values were signed as they stand, the host among them. NULL: no memory.
static struct curl_slist *headers_of(const sms_request *r, arena *mem) {
    struct curl_slist *list = NULL;
    for (size_t i = 0; i < r->n_headers; i++) {
        buf b = buf_make(mem);
        buf_print(&b, "{s}: {s}", r->headers[i].name, r->headers[i].value);
        buf_put_char(&b, '\0');
        struct curl_slist *longer = c_of(&b) == NULL ? NULL : curl_slist_append(list, c_of(&b));
        if (longer == NULL) {
            curl_slist_free_all(list);
            return NULL;
        }
        list = longer;
    }
    return list;
}

static size_t on_bytes(char *bytes, size_t one, size_t n, void *ctx) {
    buf *body = ctx;
    if (body->len + n * one > ANSWER_BYTES_MOST)
        return 0;  // ends it
    buf_put(body, (str){bytes, n * one});
    return body->failed ? 0 : n * one;
}

static void set_up(CURL *c, const char *address, const sms_request *r, struct curl_slist *headers, buf *body) {
    curl_easy_reset(c);
    (void)curl_easy_setopt(c, CURLOPT_URL, address);
    (void)curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "https,http");
    (void)curl_easy_setopt(c, CURLOPT_POST, 1L);
    (void)curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE, (long)r->body.len);
    (void)curl_easy_setopt(c, CURLOPT_POSTFIELDS, r->body.len == 0 ? "" : r->body.ptr);
    (void)curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers);
    (void)curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
    (void)curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, (long)TOTAL_MS);
    (void)curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    (void)curl_easy_setopt(c, CURLOPT_PROXY, "");
    // On a connection that was kept, and is cut off, libcurl sends once more by itself: a second message.
    (void)curl_easy_setopt(c, CURLOPT_FRESH_CONNECT, 1L);
    (void)curl_easy_setopt(c, CURLOPT_FORBID_REUSE, 1L);
    (void)curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_bytes);
    (void)curl_easy_setopt(c, CURLOPT_WRITEDATA, body);
}

// libcurl begins to send when everything before it is done, and says when that was.
static bool has_left(CURL *c) {
    curl_off_t before_us = 0;
    return curl_easy_getinfo(c, CURLINFO_PRETRANSFER_TIME_T, &before_us) != CURLE_OK || before_us > 0;
}

post_end post_send(post *p, const sms_request *r, arena *mem, int *status, str *body) {
    buf answer = buf_make(mem);
    const char *address = address_of(p, r, mem);
    struct curl_slist *headers = headers_of(r, mem);
    long code = 0;
    if (address == NULL || headers == NULL)
        return POST_UNSENT;
    set_up(p->curl, address, r, headers, &answer);
    CURLcode result = curl_easy_perform(p->curl);
    curl_slist_free_all(headers);
    if (result != CURLE_OK)
        return has_left(p->curl) ? POST_LOST : POST_UNSENT;
    (void)curl_easy_getinfo(p->curl, CURLINFO_RESPONSE_CODE, &code);
    *status = (int)code;
    *body = buf_str(&answer);
    return POST_ANSWERED;
}
