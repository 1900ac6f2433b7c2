// SPDX-License-Identifier: Apache-2.0
#include "site/http.h"

#include "site/headers.h"
#include "site/metrics.h"
#include "wire/json_write.h"

#include <event2/buffer.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/keyvalq_struct.h>
#include <event2/listener.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <arpa/inet.h>

enum {
    HEAD_BYTES_MOST = 16 << 10,
    BODY_BYTES_MOST = (5 << 20) + 1,  // one more than any route takes, so that the route's own page says so
    IDLE_S = 30,
    GRACE_S = 1,  // for answers under way when the server stops
    BACKLOG = 1024,
    DAY_S = 86400,
    SHANGHAI_S = 8 * 3600  // east of Greenwich, the whole year
};

struct http_worker {
    http_setup setup;
    struct event_base *base;      // owned
    struct evhttp *http, *admin;  // owned
    struct event *stop;           // owned
    arena mem;                    // for one request at a time
    metrics figures;
};

// ---- the request -----------------------------------------------------------------------------------------------------

static str header_of(struct evhttp_request *req, const char *name) {
    return str_of_c(evhttp_find_header(evhttp_request_get_input_headers(req), name));
}

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

// A path that cannot be decoded is no path of the site's.
static str path_of(struct evhttp_request *req, arena *mem) {
    err ignored;
    str path = {0}, raw = str_of_c(evhttp_uri_get_path(evhttp_request_get_evhttp_uri(req)));
    err_clear(&ignored);
    return form_decode(raw, false, mem, &path, &ignored) == RC_OK && path.len > 0 ? path : STR("?");
}

static size_t count_headers(struct evhttp_request *req, const char *name) {
    size_t n = 0;
    const struct evkeyval *header = evhttp_request_get_input_headers(req)->tqh_first;
    for (; header != NULL; header = header->next.tqe_next)
        n += evutil_ascii_strcasecmp(header->key, name) == 0;
    return n;
}

// Where the body ends is said twice, or in a way that a server in front of this one may read differently: what follows might be
// taken for a request of its own.
static bool is_doubtful(struct evhttp_request *req) {
    size_t n_lengths = count_headers(req, "Content-Length");
    size_t n_codings = count_headers(req, "Transfer-Encoding");
    str length = header_of(req, "Content-Length");
    for (size_t i = 0; i < length.len; i++)
        if (length.ptr[i] < '0' || length.ptr[i] > '9')
            return true;
    const char *coding = evhttp_find_header(evhttp_request_get_input_headers(req), "Transfer-Encoding");
    bool is_chunked = coding != NULL && evutil_ascii_strcasecmp(coding, "chunked") == 0;
    return n_lengths + n_codings > 1 || (n_lengths == 1 && length.len == 0) || (n_codings == 1 && !is_chunked);
}

static request read_request(http_worker *w, struct evhttp_request *req, int64_t now_us) {
    request q = {.method = method_of(req), .mem = &w->mem, .now_s = now_us / 1000000};
    q.today = (q.now_s + SHANGHAI_S) / DAY_S;
    q.path = path_of(req, &w->mem);
    q.query = str_of_c(evhttp_uri_get_query(evhttp_request_get_evhttp_uri(req)));
    q.body = body_of(req);
    q.host = header_of(req, "Host");
    q.origin = header_of(req, "Origin");
    q.referer = header_of(req, "Referer");
    q.sec_fetch_site = header_of(req, "Sec-Fetch-Site");
    q.content_type = header_of(req, "Content-Type");
    q.accept_encoding = header_of(req, "Accept-Encoding");
    q.if_none_match = header_of(req, "If-None-Match");
    q.user_agent = header_of(req, "User-Agent");
    q.is_doubtful = is_doubtful(req);
    return q;
}

// ---- the response ----------------------------------------------------------------------------------------------------

typedef struct {
    struct evkeyvalq *headers;
    arena *mem;
} header_sink;

// libevent copies C strings; ours hold no NUL.
static const char *c_string(arena *mem, str s) {
    char *to = ARENA_ARRAY(mem, char, s.len + 1);
    for (size_t i = 0; to != NULL && i < s.len; i++)
        to[i] = s.ptr[i];
    return to == NULL ? "" : to;
}

static void add_header(void *ctx, str name, str value) {
    header_sink *sink = ctx;
    (void)evhttp_add_header(sink->headers, c_string(sink->mem, name), c_string(sink->mem, value));
}

// libevent says how long a body is when it sends one. To HEAD it is said, and not sent.
static void put_length(header_sink *sink, size_t len) {
    buf b = buf_make(sink->mem);
    buf_put_int(&b, (int64_t)len);
    add_header(sink, STR("Content-Length"), buf_str(&b));
}

static void send_response(http_worker *w, struct evhttp_request *req, const request *q, const response *r) {
    header_sink sink = {evhttp_request_get_output_headers(req), &w->mem};
    headers_put(r, &w->mem, add_header, &sink);
    if (q->is_doubtful)
        add_header(&sink, STR("Connection"), STR("close"));
    struct evbuffer *out = evhttp_request_get_output_buffer(req);
    if (q->method == METHOD_HEAD && r->status != 304)
        put_length(&sink, r->body.len);
    else if (r->status != 304)
        (void)evbuffer_add(out, r->body.ptr, r->body.len);
    evhttp_send_reply(req, r->status, NULL, NULL);
}

// What happened, without anything about who asked or what was told: the route's pattern, not the address.
static void log_request(http_worker *w, const request *q, const response *r, int64_t now_us, int64_t took_us) {
    static const struct {
        method method;
        str name;
    } names[] = {
        {METHOD_GET, STR_INIT("GET")}, {METHOD_HEAD, STR_INIT("HEAD")}, {METHOD_POST, STR_INIT("POST")}};
    str name = STR("-");
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        name = names[i].method == q->method ? names[i].name : name;
    buf line = buf_make(&w->mem);
    json_writer j = json_write_open(&line, false);
    json_write_object(&j);
    json_write_key(&j, STR("time"));
    json_write_decimal(&j, now_us, 6);
    json_write_key_str(&j, STR("method"), name);
    json_write_key_str(&j, STR("route"), r->route != NULL ? r->route->path : STR("-"));
    json_write_key_int(&j, STR("status"), r->status);
    json_write_key_int(&j, STR("bytes"), (int64_t)r->body.len);
    json_write_key_int(&j, STR("us"), took_us);
    json_write_object_end(&j);
    buf_put_char(&line, '\n');
    if (!line.failed)
        w->setup.log(buf_str(&line));
}

static void on_request(struct evhttp_request *req, void *ctx) {
    http_worker *w = ctx;
    int64_t begun_us = w->setup.now_us();
    arena_reset(&w->mem);
    request q = read_request(w, req, begun_us);
    response r;
    site_answer(w->setup.s, &q, &r);
    send_response(w, req, &q, &r);
    int64_t took_us = w->setup.now_us() - begun_us;
    metrics_count(&w->figures, r.route, r.status, took_us);
    log_request(w, &q, &r, begun_us, took_us);
}

// ---- the admin listener ----------------------------------------------------------------------------------------------

static void send_plain(struct evhttp_request *req, int status, str text) {
    (void)evhttp_add_header(evhttp_request_get_output_headers(req), "Content-Type",
                            "text/plain; version=0.0.4");
    (void)evbuffer_add(evhttp_request_get_output_buffer(req), text.ptr, text.len);
    evhttp_send_reply(req, status, NULL, NULL);
}

static void on_admin(struct evhttp_request *req, void *ctx) {
    http_worker *w = ctx;
    arena_reset(&w->mem);
    str path = path_of(req, &w->mem);
    if (str_is(path, STR("/healthz"))) {
        send_plain(req, 200, STR("ok\n"));
        return;
    }
    buf out = buf_make(&w->mem);
    metrics sum = {0};
    for (size_t i = 0; i < w->setup.n_all; i++)
        metrics_add(&sum, &w->setup.all[i]->figures);
    metrics_print(&sum, &out);
    if (str_is(path, STR("/metrics")) && !out.failed)
        send_plain(req, 200, buf_str(&out));
    else
        send_plain(req, 404, STR("not found\n"));
}

// ---- opening and running ---------------------------------------------------------------------------------------------

static struct evhttp *open_http(http_worker *w, const char *host, uint16_t port,
                                void (*answer)(struct evhttp_request *, void *)) {
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port)};
    struct evhttp *http = evhttp_new(w->base);
    if (http == NULL || inet_pton(AF_INET, host, &at.sin_addr) != 1)
        return http;
    struct evconnlistener *listener = evconnlistener_new_bind(
        w->base, NULL, NULL,
        LEV_OPT_REUSEABLE | LEV_OPT_REUSEABLE_PORT | LEV_OPT_CLOSE_ON_FREE | LEV_OPT_CLOSE_ON_EXEC, BACKLOG,
        (struct sockaddr *)&at, sizeof at);
    // Connections take this over from the listener. A page longer than one write would wait for the visitor's ACK else.
    int yes = 1;
    if (listener != NULL)
        (void)setsockopt(evconnlistener_get_fd(listener), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (listener == NULL || evhttp_bind_listener(http, listener) == NULL) {
        evhttp_free(http);
        return NULL;
    }
    evhttp_set_allowed_methods(http, 0xFFFF);  // what a path does not take is answered by the site's own page
    evhttp_set_max_headers_size(http, HEAD_BYTES_MOST);
    evhttp_set_max_body_size(http, BODY_BYTES_MOST);
    evhttp_set_timeout(http, IDLE_S);
    evhttp_set_default_content_type(http, NULL);
    evhttp_set_gencb(http, answer, w);
    return http;
}

static void on_stop(evutil_socket_t fd, short what, void *ctx) {
    (void)fd;
    (void)what;
    http_worker *w = ctx;
    struct timeval grace = {GRACE_S, 0};
    event_del(w->stop);
    (void)event_base_loopexit(w->base, &grace);
}

rc http_open(const http_setup *setup, arena *mem, http_worker **out, err *e) {
    http_worker *w = ARENA_NEW(mem, http_worker);
    if (w == NULL)
        return err_set(e, RC_MEMORY, "no memory for a worker");
    *out = w;
    w->setup = *setup;
    arena_init(&w->mem, arena_malloc(), 0);
    w->base = event_base_new();
    w->stop = w->base == NULL ? NULL : event_new(w->base, setup->stop_fd, EV_READ | EV_PERSIST, on_stop, w);
    if (w->stop == NULL || event_add(w->stop, NULL) != 0)
        return err_set(e, RC_MEMORY, "no event base for a worker");
    w->http = open_http(w, setup->host, setup->port, on_request);
    if (setup->admin_host != NULL)
        w->admin = open_http(w, setup->admin_host, setup->admin_port, on_admin);
    if (w->http == NULL || (setup->admin_host != NULL && w->admin == NULL))
        return err_set(e, RC_INPUT, "expected an address nobody else listens on, such as 127.0.0.1:8080");
    return RC_OK;
}

void http_run(http_worker *w) {
    (void)event_base_dispatch(w->base);
}

void http_close(http_worker *w) {
    if (w == NULL)
        return;
    if (w->http != NULL)
        evhttp_free(w->http);
    if (w->admin != NULL)
        evhttp_free(w->admin);
    if (w->stop != NULL)
        event_free(w->stop);
    if (w->base != NULL)
        event_base_free(w->base);
    arena_done(&w->mem);
}
