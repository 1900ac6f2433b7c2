// SPDX-License-Identifier: Apache-2.0
#include "site/incoming.h"

#include <event2/buffer.h>
#include <event2/http_struct.h>
#include <event2/keyvalq_struct.h>

enum {
    DAY_S = 86400,
    SHANGHAI_S = 8 * 3600  // east of Greenwich, the whole year
};

// ---- headers ---------------------------------------------------------------------------------------------------------

typedef enum {
    HEADER_HOST,
    HEADER_ORIGIN,
    HEADER_REFERER,
    HEADER_SEC_FETCH_SITE,
    HEADER_CONTENT_TYPE,
    HEADER_ACCEPT,
    HEADER_ACCEPT_ENCODING,
    HEADER_IF_NONE_MATCH,
    HEADER_USER_AGENT,
    HEADER_CONTENT_LENGTH,
    HEADER_TRANSFER_ENCODING,
    HEADER_FORWARDED_FOR,
    HEADER_COOKIE,
    HEADER_RANGE,
    HEADER_IF_RANGE,
    N_HEADERS
} header;

static const str names[N_HEADERS] = {
    [HEADER_HOST] = STR_INIT("Host"),
    [HEADER_ORIGIN] = STR_INIT("Origin"),
    [HEADER_REFERER] = STR_INIT("Referer"),
    [HEADER_SEC_FETCH_SITE] = STR_INIT("Sec-Fetch-Site"),
    [HEADER_CONTENT_TYPE] = STR_INIT("Content-Type"),
    [HEADER_ACCEPT] = STR_INIT("Accept"),
    [HEADER_ACCEPT_ENCODING] = STR_INIT("Accept-Encoding"),
    [HEADER_IF_NONE_MATCH] = STR_INIT("If-None-Match"),
    [HEADER_USER_AGENT] = STR_INIT("User-Agent"),
    [HEADER_CONTENT_LENGTH] = STR_INIT("Content-Length"),
    [HEADER_TRANSFER_ENCODING] = STR_INIT("Transfer-Encoding"),
    [HEADER_FORWARDED_FOR] = STR_INIT("X-Forwarded-For"),
    [HEADER_COOKIE] = STR_INIT("Cookie"),
    [HEADER_RANGE] = STR_INIT("Range"),
    [HEADER_IF_RANGE] = STR_INIT("If-Range"),
};

typedef struct {
    str value;  // the first one
    size_t n;
} seen;

// All in one walk: a browser sends many, and looking each up by itself was most of what reading a request cost.
static void read_headers(struct evhttp_request *req, seen list[N_HEADERS]) {
    const struct evkeyval *line = evhttp_request_get_input_headers(req)->tqh_first;
    for (; line != NULL; line = line->next.tqe_next) {
        size_t len = str_of_c(line->key).len;
        for (size_t i = 0; i < N_HEADERS; i++) {
            if (names[i].len != len || evutil_ascii_strcasecmp(line->key, names[i].ptr) != 0)
                continue;
            if (list[i].n++ == 0)
                list[i].value = str_of_c(line->value);
        }
    }
}

// ---- what is wrong ---------------------------------------------------------------------------------------------------

static bool is_number(str s) {
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
    return s.len > 0;
}

// Where the body ends is said twice, or in a way that a server in front of this one may read differently: what follows might be
// taken for a request of its own.
static bool is_doubtful(const seen *length, const seen *coding) {
    bool is_chunked = coding->n == 1 && evutil_ascii_strcasecmp(coding->value.ptr, "chunked") == 0;
    return length->n + coding->n > 1 || (length->n == 1 && !is_number(length->value)) ||
           (coding->n == 1 && !is_chunked);
}

static void find_fault(const seen list[N_HEADERS], head_fault f, request *q) {
    if (f != HEAD_FINE) {
        q->fault_status = head_status(f);
        q->fault = head_words(f);
    } else if (is_doubtful(&list[HEADER_CONTENT_LENGTH], &list[HEADER_TRANSFER_ENCODING])) {
        q->fault_status = 400;
        q->fault = STR("expected one Content-Length, or Transfer-Encoding: chunked");
    }
}

// ---- the request -----------------------------------------------------------------------------------------------------

static method method_of(struct evhttp_request *req) {
    switch (evhttp_request_get_command(req)) {
    case EVHTTP_REQ_GET: return METHOD_GET;
    case EVHTTP_REQ_HEAD: return METHOD_HEAD;
    case EVHTTP_REQ_POST: return METHOD_POST;
    default: return METHOD_OTHER;
    }
}

static str body_of(struct evhttp_request *req) {
    struct evbuffer *in = evhttp_request_get_input_buffer(req);
    size_t len = evbuffer_get_length(in);
    const unsigned char *bytes = evbuffer_pullup(in, -1);
    return bytes == NULL ? (str){0} : (str){(const char *)bytes, len};
}

// Up to the query. Not by libevent's parser where the address is a path already: it would take //name for a host.
static str raw_path_of(struct evhttp_request *req) {
    str address = str_of_c(evhttp_request_get_uri(req));
    if (address.len == 0 || address.ptr[0] != '/')
        return str_of_c(evhttp_uri_get_path(evhttp_request_get_evhttp_uri(req)));
    size_t end = 0;
    while (end < address.len && address.ptr[end] != '?' && address.ptr[end] != '#')
        end++;
    return str_slice(address, 0, end);
}

str incoming_path(struct evhttp_request *req, arena *mem) {
    err ignored;
    str path = {0}, raw = raw_path_of(req);
    err_clear(&ignored);
    return form_decode(raw, false, mem, &path, &ignored) == RC_OK && path.len > 0 ? path : STR("?");
}

// What the server right in front of this one has added: anybody may have written the rest.
static str last_of(str list) {
    str rest = list;
    for (size_t n = str_find(rest, ','); n < rest.len; n = str_find(rest, ','))
        rest = str_slice(rest, n + 1, rest.len);
    return str_trim(rest);
}

request incoming_read(struct evhttp_request *req, head_fault f, int64_t now_us, arena *mem) {
    seen list[N_HEADERS] = {0};
    read_headers(req, list);
    request q = {.method = method_of(req), .mem = mem, .now_s = now_us / 1000000};
    q.today = (q.now_s + SHANGHAI_S) / DAY_S;
    q.path = incoming_path(req, mem);
    q.query = str_of_c(evhttp_uri_get_query(evhttp_request_get_evhttp_uri(req)));
    q.body = body_of(req);
    q.host = list[HEADER_HOST].value;
    q.origin = list[HEADER_ORIGIN].value;
    q.referer = list[HEADER_REFERER].value;
    q.sec_fetch_site = list[HEADER_SEC_FETCH_SITE].value;
    q.content_type = list[HEADER_CONTENT_TYPE].value;
    q.accept = list[HEADER_ACCEPT].value;
    q.accept_encoding = list[HEADER_ACCEPT_ENCODING].value;
    q.if_none_match = list[HEADER_IF_NONE_MATCH].value;
    q.user_agent = list[HEADER_USER_AGENT].value;
    q.range = list[HEADER_RANGE].n == 1 ? list[HEADER_RANGE].value : (str){0};
    q.if_range = list[HEADER_IF_RANGE].value;
    q.cookies = list[HEADER_COOKIE].value;
    q.address = last_of(list[HEADER_FORWARDED_FOR].value);
    find_fault(list, f, &q);
    return q;
}
