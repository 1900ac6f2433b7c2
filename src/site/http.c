// SPDX-License-Identifier: Apache-2.0
#include "site/http.h"

#include "site/guest.h"
#include "site/headers.h"
#include "site/incoming.h"
#include "site/kept.h"
#include "site/metrics.h"
#include "wire/json_write.h"

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/http_struct.h>
#include <event2/keyvalq_struct.h>
#include <event2/listener.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/queue.h>
#include <sys/socket.h>
#include <assert.h>
#include <arpa/inet.h>

enum {
    HEAD_BYTES_MOST = 16 << 10,
    BODY_BYTES_MOST = (5 << 20) + 1,  // one more than any route takes, so that the route's own page says so
    IDLE_S = 30,
    VISITS_MOST = 8,          // answers under way on one worker: each keeps a body of some MB
    PIECE_BYTES = 64 << 10,   // of an answer in pieces, before the others have their turn
    PIECE_US = 5000,          // and so long, whichever comes first
    AHEAD_BYTES = 256 << 10,  // what a client may send us while it is answered
    BLOCK_MOST = 4095,        // bytes of all headers of an answer
    LOG_BYTES = 16 << 10,     // lines of the access log that wait
    GRACE_S = 1,              // for requests that are on their way when the server stops
    STOP_S = 60,              // for answers that are not made yet, or not taken
    BACKLOG = 1024
};

// A request, with its memory, until its answer is with libevent. Most are over in one call; an answer in pieces stays
// and is made as fast as its client reads.
typedef struct {
    http_worker *worker;
    struct evhttp_request *req;  // borrowed; NULL: the place is free
    guest *guest;                // borrowed; who asks
    arena mem;
    method method;
    response r;
    int64_t begun_us, made_us, n_bytes;
    bool is_faulty;
} visit;

struct http_worker {
    http_setup setup;
    struct event_base *base;                        // owned
    struct evhttp *http, *admin;                    // owned
    struct evhttp_bound_socket *door, *admin_door;  // owned by them; where clients come in
    struct event *stop, *leave;                     // owned
    guests *guests;                                 // of http
    bool is_stopping;
    struct event *logging;         // owned; lines wait in `log`
    char filling[BLOCK_MOST + 1];  // a text of any length up to that: its end
    char log_block[LOG_BYTES];
    buf log;
    char date[32];  // as answers carry it, of the second
    int64_t date_s;
    kept *kept;                 // owned
    struct evbuffer *piece;     // owned; on its way to libevent
    visit visits[VISITS_MOST];  // one at least is free between two calls
    arena mem;                  // of the admin listener
    metrics figures;
};

// ---- the response ----------------------------------------------------------------------------------------------------

// libevent allocates, looks at and prints every header by itself, which costs more than a kept page does. So all of ours go in as one:
// the first name with a value of the right length, which is then overwritten by the first value and the lines that follow.
static void add_block(const http_worker *w, struct evkeyvalq *headers, str block) {
    char name[64];
    size_t n_name = 0;
    while (block.ptr[n_name] != ':')
        n_name++;
    str value = str_slice(block, n_name + 2, block.len - 2);  // without the last CR LF
    assert(n_name < sizeof name && value.len <= BLOCK_MOST);
    memcpy(name, block.ptr, n_name);
    name[n_name] = '\0';
    if (evhttp_add_header(headers, name, w->filling + BLOCK_MOST - value.len) == 0)
        memcpy(TAILQ_LAST(headers, evkeyvalq)->value, value.ptr, value.len);
}

// libevent says how long a body is when it sends one. To HEAD it is said, and not sent.
static void put_length(struct evkeyvalq *headers, size_t len) {
    char digits[24];
    buf b = buf_over(digits, sizeof digits - 1);
    buf_put_int(&b, (int64_t)len);
    digits[b.len] = '\0';
    (void)evhttp_add_header(headers, "Content-Length", digits);
}

// libevent would print it anew for each answer.
static void add_date(const visit *v) {
    http_worker *w = v->worker;
    int64_t now_s = v->begun_us / 1000000;
    if (now_s != w->date_s)
        (void)evutil_date_rfc1123(w->date, sizeof w->date, NULL);
    w->date_s = now_s;
    (void)evhttp_add_header(evhttp_request_get_output_headers(v->req), "Date", w->date);
}

static void add_headers(visit *v) {
    struct evkeyvalq *headers = evhttp_request_get_output_headers(v->req);
    buf block = buf_make(&v->mem);
    headers_put(&v->r, &block);
    if (!block.failed)
        add_block(v->worker, headers, buf_str(&block));
    add_date(v);
    if (v->is_faulty)
        (void)evhttp_add_header(headers, "Connection", "close");
    if (v->method == METHOD_HEAD && v->r.status != 304)
        put_length(headers, v->r.body.len);
}

static void send_whole(visit *v) {
    add_headers(v);
    if (v->r.status != 304 && v->method != METHOD_HEAD)
        (void)evbuffer_add(evhttp_request_get_output_buffer(v->req), v->r.body.ptr, v->r.body.len);
    v->n_bytes = (int64_t)v->r.body.len;
    evhttp_send_reply(v->req, v->r.status, NULL, NULL);
}

static void on_sent(const void *bytes, size_t n, void *page) {
    (void)bytes;
    (void)n;
    kept_release(page);
}

// The bytes stay where they are; the page is held until they are with the system.
static void send_kept(visit *v, kept_page *p, str if_none_match) {
    v->r = (response){.status = site_has_tag(if_none_match, p->etag) ? 304 : 200, .route = p->route};
    add_block(v->worker, evhttp_request_get_output_headers(v->req), p->head);
    add_date(v);
    v->n_bytes = v->r.status == 200 ? (int64_t)p->body.len : 0;
    if (v->r.status == 200 && v->method == METHOD_HEAD) {
        put_length(evhttp_request_get_output_headers(v->req), p->body.len);
    } else if (v->r.status == 200) {
        kept_hold(p);
        struct evbuffer *out = evhttp_request_get_output_buffer(v->req);
        if (evbuffer_add_reference(out, p->body.ptr, p->body.len, on_sent, p) != 0)
            kept_release(p);
    }
    evhttp_send_reply(v->req, v->r.status, NULL, NULL);
}

// Lines wait until all that is ready to be answered is: many then cost one write.
static void flush_log(http_worker *w) {
    if (w->log.len > 0)
        w->setup.log(buf_str(&w->log));
    buf_clear(&w->log);
}

static void on_log(evutil_socket_t fd, short what, void *ctx) {
    (void)fd;
    (void)what;
    flush_log(ctx);
}

static void log_later(http_worker *w, str line) {
    if (w->log.len + line.len > LOG_BYTES)
        flush_log(w);
    if (w->log.len == 0)
        event_active(w->logging, EV_TIMEOUT, 0);
    buf_put(&w->log, line);
}

// What happened, without anything about who asked or what was told: the route's pattern, not the address.
static void log_visit(const visit *v, bool is_whole, arena *mem) {
    static const struct {
        method method;
        str name;
    } names[] = {
        {METHOD_GET, STR_INIT("GET")}, {METHOD_HEAD, STR_INIT("HEAD")}, {METHOD_POST, STR_INIT("POST")}};
    str name = STR("-");
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        name = names[i].method == v->method ? names[i].name : name;
    buf line = buf_make(mem);
    json_writer j = json_write_open(&line, false);
    json_write_object(&j);
    json_write_key(&j, STR("time"));
    json_write_decimal(&j, v->begun_us, 6);
    json_write_key_str(&j, STR("method"), name);
    json_write_key_str(&j, STR("route"), v->r.route != NULL ? v->r.route->path : STR("-"));
    json_write_key_int(&j, STR("status"), v->r.status);
    json_write_key_int(&j, STR("bytes"), v->n_bytes);
    json_write_key_int(&j, STR("us"), v->made_us);
    if (v->r.id.len > 0)
        json_write_key_str(&j, STR("id"), v->r.id);
    if (v->r.note.len > 0)
        json_write_key_str(&j, STR("note"), v->r.note);
    if (v->r.why.len > 0)
        json_write_key_str(&j, STR("why"), v->r.why);
    if (!is_whole)
        json_write_key_bool(&j, STR("cut"), true);
    json_write_object_end(&j);
    buf_put_char(&line, '\n');
    if (!line.failed)
        log_later(v->worker, buf_str(&line));
}

static bool is_idle(const http_worker *w) {
    for (size_t i = 0; i < VISITS_MOST; i++)
        if (w->visits[i].req != NULL)
            return false;
    return true;
}

static void leave_soon(http_worker *w) {
    struct timeval grace = {GRACE_S, 0};
    (void)event_add(w->leave, &grace);
}

// Not before everything is with the system: what libevent still holds for a slow client would be lost.
static void on_leave(evutil_socket_t fd, short what, void *ctx) {
    (void)fd;
    (void)what;
    http_worker *w = ctx;
    if (!is_idle(w) || guests_have_output(w->guests))
        leave_soon(w);
    else
        (void)event_base_loopbreak(w->base);
}

static void end_visit(visit *v, bool is_whole) {
    http_worker *w = v->worker;
    metrics_count(&w->figures, v->r.route, v->r.status, v->made_us);
    log_visit(v, is_whole, &v->mem);
    v->req = NULL;
    if (w->is_stopping && is_idle(w))
        leave_soon(w);
}

// ---- answers in pieces -----------------------------------------------------------------------------------------------

static void set_timeouts(struct evhttp_connection *con, bool is_reading) {
    struct timeval idle = {IDLE_S, 0};
    (void)bufferevent_set_timeouts(evhttp_connection_get_bufferevent(con), is_reading ? &idle : NULL, &idle);
}

static void end_stream(visit *v, bool is_whole) {
    if (v->r.more.done != NULL)
        v->r.more.done(v->r.more.ctx);
    end_visit(v, is_whole);
    arena_done(&v->mem);
}

// The client went away, was too slow, or had to be cut off. A request that libevent has taken off its connection is
// ours to free; one that is still on it goes with it.
static void on_gone(struct evhttp_connection *con, void *ctx) {
    (void)con;
    visit *v = ctx;
    struct evhttp_request *req = v->req;
    end_stream(v, false);
    if (evhttp_request_get_connection(req) == NULL)
        evhttp_send_reply_end(req);
}

static void end_whole(visit *v, struct evhttp_connection *con) {
    struct evhttp_request *req = v->req;
    guest_on_gone(v->guest, NULL, NULL);
    guest_end(v->guest);
    bufferevent_setwatermark(evhttp_connection_get_bufferevent(con), EV_READ, 0, 0);
    set_timeouts(con, true);
    end_stream(v, true);
    evhttp_send_reply_end(req);
}

static piece make_piece(visit *v) {
    int64_t begun_us = v->worker->setup.now_us(), took_us = 0;
    buf *out = &v->r.body;
    piece p = PIECE_MORE;
    while (p == PIECE_MORE && (out->len == 0 || (out->len < PIECE_BYTES && took_us < PIECE_US))) {
        p = v->r.more.next(v->r.more.ctx, out);
        took_us = v->worker->setup.now_us() - begun_us;
    }
    v->made_us += took_us;
    return out->failed ? PIECE_BROKEN : p;
}

// Called when all that was sent before is with the system: no piece is made before there is room for it.
static void on_room(struct evhttp_connection *con, void *ctx);

static void send_piece(visit *v) {
    struct evbuffer *out = v->worker->piece;
    if (evbuffer_add(out, v->r.body.ptr, v->r.body.len) == 0)
        v->n_bytes += (int64_t)v->r.body.len;
    buf_clear(&v->r.body);
    evhttp_send_reply_chunk_with_cb(v->req, out, on_room, v);
}

static void on_room(struct evhttp_connection *con, void *ctx) {
    visit *v = ctx;
    piece p = make_piece(v);
    if (p == PIECE_BROKEN) {
        evhttp_connection_free(con);  // and so on_gone: without a last chunk nobody takes it for whole
        return;
    }
    send_piece(v);
    if (p == PIECE_LAST)
        end_whole(v, con);
}

// The first piece is there already. While it is answered a client may not send without end, and need not send at all.
static void begin_stream(visit *v) {
    struct evhttp_connection *con = evhttp_request_get_connection(v->req);
    add_headers(v);
    if (v->req->major == 1 && v->req->minor == 0)
        (void)evhttp_add_header(evhttp_request_get_output_headers(v->req), "Connection", "close");
    guest_on_gone(v->guest, on_gone, v);
    bufferevent_setwatermark(evhttp_connection_get_bufferevent(con), EV_READ, 0, AHEAD_BYTES);
    set_timeouts(con, false);
    evhttp_send_reply_start(v->req, v->r.status, NULL);
    send_piece(v);
}

// ---- a request comes -------------------------------------------------------------------------------------------------

static visit *find_place(http_worker *w, bool *out_is_last) {
    visit *found = NULL;
    size_t n_free = 0;
    for (size_t i = 0; i < VISITS_MOST; i++) {
        bool is_free = w->visits[i].req == NULL;
        n_free += is_free;
        found = is_free && found == NULL ? &w->visits[i] : found;
    }
    *out_is_last = n_free == 1;
    return found;
}

// The visitor's: behind a server of ours it says so, and else nobody is believed.
static str address_of(visit *v, str forwarded) {
    uint32_t peer = guest_address(v->guest);
    char *text = arena_alloc(&v->mem, INET_ADDRSTRLEN, 1);
    if (forwarded.len > 0 && gate_is_proxy(v->worker->setup.gate, peer))
        return forwarded;
    return text == NULL ? (str){0}
                        : str_of_c(inet_ntop(AF_INET, &(struct in_addr){peer}, text, INET_ADDRSTRLEN));
}

// NULL: the answer is in v->r, and for this visitor alone.
static kept_page *answer(visit *v, request *q) {
    http_worker *w = v->worker;
    str name = kept_name(q);
    kept_page *p = name.len > 0 ? kept_find(w->kept, name, q->today) : NULL;
    if (p != NULL)
        return p;
    request plain = name.len > 0 ? kept_request(q) : *q;
    site_answer(w->setup.s, &plain, &v->r);
    return kept_add(w->kept, name, q, &v->r);
}

// A connection for which there was no memory when it came.
static void turn_down(visit *v) {
    v->method = METHOD_OTHER;
    v->made_us = 0;
    v->r = (response){.status = 503, .why = STR("no memory for the connection")};
    evhttp_send_error(v->req, 503, NULL);
    end_visit(v, true);
}

static void on_request(struct evhttp_request *req, void *ctx) {
    http_worker *w = ctx;
    bool is_last;
    guest *who = guests_find(w->guests, evhttp_request_get_connection(req));
    visit *v = find_place(w, &is_last);
    arena_reset(&v->mem);
    v->req = req;
    v->guest = who;
    v->begun_us = w->setup.now_us();
    v->n_bytes = 0;
    if (who == NULL) {
        turn_down(v);
        return;
    }
    request q = incoming_read(req, guest_begin(who), v->begun_us, &v->mem);
    q.is_busy = is_last;
    q.desk = w->setup.desk;
    q.is_desk = w->setup.is_desk;
    q.n_waiting = q.is_desk && q.method == METHOD_POST ? guests_waiting(w->guests) : 0;
    q.address = q.desk == NULL ? (str){0} : address_of(v, q.address);
    v->method = q.method;
    v->is_faulty = q.fault_status != 0;
    kept_page *p = answer(v, &q);
    v->made_us = w->setup.now_us() - v->begun_us;
    if (p == NULL && v->r.more.next != NULL) {
        begin_stream(v);
        return;
    }
    guest_end(who);
    if (p != NULL)
        send_kept(v, p, q.if_none_match);
    else
        send_whole(v);
    end_visit(v, true);
}

// ---- the admin listener ----------------------------------------------------------------------------------------------

static void send_plain(struct evhttp_request *req, int status, str text) {
    (void)evhttp_add_header(evhttp_request_get_output_headers(req), "Content-Type",
                            "text/plain; version=0.0.4");
    (void)evbuffer_add(evhttp_request_get_output_buffer(req), text.ptr, text.len);
    evhttp_send_reply(req, status, NULL, NULL);
}

// Figures that the database has. It may be away; what this program counts itself is told all the same.
static void print_desk(http_worker *w, buf *out) {
    figures f;
    err e;
    err_clear(&e);
    if (w->setup.desk == NULL)
        return;
    rc code = figures_read(w->setup.desk, w->setup.now_us() / 1000, &w->mem, &f, &e);
    BUF_LIT(out, "# HELP jifen_database_up 1: the database answers.\n# TYPE jifen_database_up gauge\n");
    buf_print(out, "jifen_database_up {i}\n", (int64_t)(code == RC_OK));
    if (code == RC_OK)
        metrics_print_desk(w->setup.desk, &f, out);
}

static void on_admin(struct evhttp_request *req, void *ctx) {
    http_worker *w = ctx;
    arena_reset(&w->mem);
    str path = incoming_path(req, &w->mem);
    if (str_is(path, STR("/healthz"))) {
        send_plain(req, 200, STR("ok\n"));
        return;
    }
    buf out = buf_make(&w->mem);
    metrics sum = {0};
    for (size_t i = 0; i < w->setup.n_all; i++)
        metrics_add(&sum, &w->setup.all[i]->figures);
    metrics_print(&sum, &out);
    print_desk(w, &out);
    if (str_is(path, STR("/metrics")) && !out.failed)
        send_plain(req, 200, buf_str(&out));
    else
        send_plain(req, 404, STR("not found\n"));
}

// ---- opening and running ---------------------------------------------------------------------------------------------

static struct evhttp *open_http(http_worker *w, const char *host, uint16_t port,
                                void (*answer)(struct evhttp_request *, void *),
                                struct evhttp_bound_socket **out_door) {
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
    *out_door = listener == NULL ? NULL : evhttp_bind_listener(http, listener);
    if (*out_door == NULL) {
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

// What is asked of epoll is collected until the loop comes to wait. A connection wants to write, and no more, within one answer:
// asked for each time it costs as much as a kept page. Only descriptors that were duplicated are lost that way; there are none.
static struct event_base *open_base(void) {
    struct event_config *wanted = event_config_new();
    if (wanted == NULL || event_config_set_flag(wanted, EVENT_BASE_FLAG_EPOLL_USE_CHANGELIST) != 0)
        return NULL;
    struct event_base *base = event_base_new_with_config(wanted);
    event_config_free(wanted);
    return base;
}

// Nobody else comes in; who is being answered is answered.
static void on_stop(evutil_socket_t fd, short what, void *ctx) {
    (void)fd;
    (void)what;
    http_worker *w = ctx;
    event_del(w->stop);
    evhttp_del_accept_socket(w->http, w->door);
    w->is_stopping = true;
    struct timeval most = {STOP_S, 0};
    (void)event_base_loopexit(w->base, &most);
    leave_soon(w);
}

rc http_open(const http_setup *setup, arena *mem, http_worker **out, err *e) {
    http_worker *w = ARENA_NEW(mem, http_worker);
    if (w == NULL)
        return err_set(e, RC_MEMORY, "no memory for a worker");
    *out = w;
    w->setup = *setup;
    arena_init(&w->mem, arena_malloc(), 0);
    for (size_t i = 0; i < VISITS_MOST; i++) {
        w->visits[i].worker = w;
        arena_init(&w->visits[i].mem, arena_malloc(), 0);
    }
    memset(w->filling, 'x', BLOCK_MOST);
    w->log = buf_over(w->log_block, sizeof w->log_block);
    w->kept = kept_open(mem);
    w->piece = evbuffer_new();
    w->base = open_base();
    w->stop = w->base == NULL ? NULL : event_new(w->base, setup->stop_fd, EV_READ | EV_PERSIST, on_stop, w);
    w->leave = w->base == NULL ? NULL : event_new(w->base, -1, 0, on_leave, w);
    w->logging = w->base == NULL ? NULL : event_new(w->base, -1, 0, on_log, w);
    if (w->stop == NULL || w->leave == NULL || w->logging == NULL || w->piece == NULL || w->kept == NULL ||
        event_add(w->stop, NULL) != 0)
        return err_set(e, RC_MEMORY, "no event base for a worker");
    w->http = open_http(w, setup->host, setup->port, on_request, &w->door);
    if (setup->admin_host != NULL)
        w->admin = open_http(w, setup->admin_host, setup->admin_port, on_admin, &w->admin_door);
    guests_setup inside = {w->base, w->http, setup->gate, &w->figures, setup->now_us};
    w->guests = w->http == NULL ? NULL : guests_open(&inside, mem);
    if (w->http != NULL && w->guests == NULL)
        return err_set(e, RC_MEMORY, "no memory for connections");
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
    guests_close(w->guests);
    if (w->stop != NULL)
        event_free(w->stop);
    if (w->leave != NULL)
        event_free(w->leave);
    if (w->logging != NULL)
        event_free(w->logging);
    flush_log(w);
    if (w->base != NULL)
        event_base_free(w->base);
    if (w->piece != NULL)
        evbuffer_free(w->piece);
    kept_close(w->kept);
    for (size_t i = 0; i < VISITS_MOST; i++)
        arena_done(&w->visits[i].mem);
    arena_done(&w->mem);
}
