// SPDX-License-Identifier: Apache-2.0
#include "site/guest.h"

#include <assert.h>
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <netinet/in.h>
#include <sys/socket.h>

enum { MILLION = 1000000, FIRST_FDS = 256, SCRATCH_BYTES = 4096, PARTS = 8 };

struct guest {
    guests *all;
    guest *next, *before;  // in one of the lists
    struct bufferevent *bev;
    struct evhttp_connection *con;
    evutil_socket_t fd;
    uint32_t address;
    head head;         // of the request that comes
    int64_t begun_us;  // when its first byte came; of the first request the connection; 0: nothing has come yet
    uint64_t n_bytes;  // of it
    bool is_answered;  // the request before it is
    guest_gone *gone;
    void *gone_ctx;
};

struct guests {
    guests_setup setup;
    arena mem;      // of the guests: an arena is one thread's, so it cannot be that of all workers
    guest *coming;  // accepted, and not looked at yet
    guest *inside;  // let in
    guest *spare;   // memory to use again
    guest **by_fd;  // [n_fds] those inside
    size_t n_fds;
    struct event *admit;  // owned: makes those that come be looked at
    struct event *tick;   // owned: once a second
};

static void link_in(guest **list, guest *g) {
    g->before = NULL;
    g->next = *list;
    if (g->next != NULL)
        g->next->before = g;
    *list = g;
}

static void unlink_from(guest **list, guest *g) {
    if (g->next != NULL)
        g->next->before = g->before;
    if (g->before != NULL)
        g->before->next = g->next;
    else
        *list = g->next;
}

// ---- bytes -----------------------------------------------------------------------------------------------------------

// Feed the last n bytes of what came to the head.
static void feed_head(guest *g, struct evbuffer *in, size_t n) {
    struct evbuffer_ptr at;
    struct evbuffer_iovec parts[PARTS];
    size_t len = evbuffer_get_length(in);
    while (n > 0 && !g->head.is_whole && evbuffer_ptr_set(in, &at, len - n, EVBUFFER_PTR_SET) == 0) {
        int n_parts = evbuffer_peek(in, (ev_ssize_t)n, &at, parts, PARTS);
        if (n_parts <= 0)
            return;
        for (int i = 0; i < n_parts && i < PARTS && n > 0; i++) {
            size_t n_part = parts[i].iov_len < n ? parts[i].iov_len : n;
            head_feed(&g->head, (str){parts[i].iov_base, n_part});
            n -= n_part;
        }
    }
}

static void on_bytes(struct evbuffer *in, const struct evbuffer_cb_info *what, void *ctx) {
    guest *g = ctx;
    if (what->n_added == 0)
        return;
    if (g->begun_us == 0)
        g->begun_us = g->all->setup.now_us();
    g->n_bytes += what->n_added;
    feed_head(g, in, what->n_added);
}

// The next request begins with what is there of it already.
static void begin_request(guest *g) {
    struct evbuffer *in = bufferevent_get_input(g->bev);
    g->head = (head){0};
    g->n_bytes = evbuffer_get_length(in);
    g->begun_us = g->n_bytes > 0 ? g->all->setup.now_us() : 0;
    feed_head(g, in, (size_t)g->n_bytes);
}

// ---- turning away ----------------------------------------------------------------------------------------------------

#define REFUSAL(status, again, words)                                                                        \
    STR_INIT("HTTP/1.1 " status "\r\nContent-Type: text/plain; charset=utf-8\r\n"                            \
             "X-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\n"                                \
             "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"                       \
             "Strict-Transport-Security: max-age=63072000; includeSubDomains\r\n" again                      \
             "Connection: close\r\n\r\n" words "\n")

static const str refusals[N_TURNED] = {
    [TURNED_FULL] =
        REFUSAL("503 Service Unavailable", "Retry-After: 10\r\n", "现在用的人有点多，请过一会儿再试。"),
    [TURNED_EACH] =
        REFUSAL("429 Too Many Requests", "Retry-After: 10\r\n", "您这里同时打开的连接太多，请过一会儿再试。"),
    [TURNED_SLOW] = REFUSAL("408 Request Timeout", "", "等了很久没有收到完整的请求，请再试一次。"),
};

// Say why, as far as that can be done without waiting, and close. What has come is read first: else the answer would be taken back.
static void turn_away(guests *all, struct evhttp_connection *con, evutil_socket_t fd, turned why) {
    char scratch[SCRATCH_BYTES];
    ssize_t n = recv(fd, scratch, sizeof scratch, MSG_DONTWAIT);
    n = send(fd, refusals[why].ptr, refusals[why].len, MSG_DONTWAIT | MSG_NOSIGNAL);
    (void)n;  // it closes in any case
    metrics_turn(all->setup.figures, why);
    evhttp_connection_free(con);
}

// ---- coming and going ------------------------------------------------------------------------------------------------

static void forget(guest *g) {
    guests *all = g->all;
    link_in(&all->spare, g);
}

static void on_close(struct evhttp_connection *con, void *ctx) {
    guest *g = ctx;
    guests *all = g->all;
    if (g->gone != NULL)
        g->gone(con, g->gone_ctx);
    (void)evbuffer_remove_cb(bufferevent_get_input(g->bev), on_bytes, g);
    gate_leave(all->setup.gate, g->address);
    metrics_leave(all->setup.figures);
    all->by_fd[g->fd] = NULL;
    unlink_from(&all->inside, g);
    forget(g);
}

static bool has_place(guests *all, evutil_socket_t fd) {
    size_t n = all->n_fds == 0 ? FIRST_FDS : all->n_fds;
    while (n <= (size_t)fd)
        n *= 2;
    if (n == all->n_fds)
        return true;
    guest **places = ARENA_ARRAY(&all->mem, guest *, n);
    for (size_t i = 0; places != NULL && i < all->n_fds; i++)
        places[i] = all->by_fd[i];
    if (places == NULL)
        return false;
    all->by_fd = places;
    all->n_fds = n;
    return true;
}

static void let_in(guest *g) {
    guests *all = g->all;
    link_in(&all->inside, g);
    all->by_fd[g->fd] = g;
    metrics_enter(all->setup.figures);
    evhttp_connection_set_closecb(g->con, on_close, g);
}

// libevent tells nobody that a client has come, but asks for a bufferevent for it; what it makes of that is seen a moment later, before
// anything can be read: the callbacks' argument is its connection. NULL: it has given the bufferevent up.
static struct evhttp_connection *connection_of(struct bufferevent *bev) {
    bufferevent_data_cb read = NULL;
    void *con = NULL;
    bufferevent_getcb(bev, &read, NULL, NULL, &con);
    assert(read == NULL || evhttp_connection_get_bufferevent(con) == bev);
    return read == NULL ? NULL : con;
}

static void look_at(guest *g) {
    guests *all = g->all;
    struct sockaddr_in peer = {0};
    socklen_t len = sizeof peer;
    g->con = connection_of(g->bev);
    g->fd = bufferevent_getfd(g->bev);
    (void)getpeername(g->fd, (struct sockaddr *)&peer, &len);  // gone already: an address of nobody's
    g->address = peer.sin_addr.s_addr;
    gate_answer answer = g->con == NULL          ? GATE_OPEN
                         : has_place(all, g->fd) ? gate_enter(all->setup.gate, g->address)
                                                 : GATE_FULL;
    if (g->con != NULL && answer == GATE_OPEN) {
        let_in(g);
        return;
    }
    (void)evbuffer_remove_cb(bufferevent_get_input(g->bev), on_bytes, g);
    if (g->con != NULL)
        turn_away(all, g->con, g->fd, answer == GATE_FULL ? TURNED_FULL : TURNED_EACH);
    forget(g);
}

static void on_admit(evutil_socket_t fd, short what, void *ctx) {
    (void)fd;
    (void)what;
    guests *all = ctx;
    while (all->coming != NULL) {
        guest *g = all->coming;
        struct bufferevent *bev = g->bev;
        unlink_from(&all->coming, g);
        look_at(g);
        (void)bufferevent_decref(bev);
    }
}

static guest *take_guest(guests *all) {
    guest *g = all->spare;
    if (g == NULL)
        return ARENA_NEW(&all->mem, guest);
    unlink_from(&all->spare, g);
    return g;
}

static struct bufferevent *on_come(struct event_base *base, void *ctx) {
    guests *all = ctx;
    struct bufferevent *bev = bufferevent_socket_new(base, -1, 0);
    guest *g = bev == NULL ? NULL : take_guest(all);
    if (g == NULL || evbuffer_add_cb(bufferevent_get_input(bev), on_bytes, g) == NULL)
        return bev;
    *g = (guest){.all = all, .bev = bev, .begun_us = all->setup.now_us()};
    bufferevent_incref(bev);
    link_in(&all->coming, g);
    event_active(all->admit, EV_TIMEOUT, 0);
    return bev;
}

// ---- time ------------------------------------------------------------------------------------------------------------

static bool is_late(const guest *g, int64_t now_us) {
    int64_t most_s = REQUEST_S + (g->head.is_whole ? (int64_t)(g->n_bytes / BODY_BYTES_A_S) : 0);
    return g->begun_us > 0 && now_us - g->begun_us > most_s * MILLION;
}

static void on_tick(evutil_socket_t fd, short what, void *ctx) {
    (void)fd;
    (void)what;
    guests *all = ctx;
    int64_t now_us = all->setup.now_us();
    for (guest *g = all->inside, *next; g != NULL; g = next) {
        next = g->next;
        if (g->begun_us > 0 && evbuffer_get_length(bufferevent_get_output(g->bev)) > 0)
            g->begun_us = now_us;  // it still reads the answer before
        else if (!g->is_answered && is_late(g, now_us))
            turn_away(all, g->con, g->fd, TURNED_SLOW);
    }
}

// ---- what others call ------------------------------------------------------------------------------------------------

guests *guests_open(const guests_setup *setup, arena *mem) {
    guests *all = ARENA_NEW(mem, guests);
    struct timeval second = {1, 0};
    if (all == NULL)
        return NULL;
    *all = (guests){.setup = *setup};
    arena_init(&all->mem, arena_malloc(), 0);
    all->admit = event_new(setup->base, -1, 0, on_admit, all);
    all->tick = event_new(setup->base, -1, EV_PERSIST, on_tick, all);
    if (all->admit == NULL || all->tick == NULL || event_add(all->tick, &second) != 0)
        return NULL;
    evhttp_set_bevcb(setup->http, on_come, all);
    return all;
}

void guests_close(guests *all) {
    if (all == NULL)
        return;
    for (guest *g = all->coming; g != NULL; g = g->next)
        (void)bufferevent_decref(g->bev);
    event_free(all->admit);
    event_free(all->tick);
    arena_done(&all->mem);
}

guest *guests_find(guests *all, struct evhttp_connection *con) {
    evutil_socket_t fd = bufferevent_getfd(evhttp_connection_get_bufferevent(con));
    guest *g = fd >= 0 && (size_t)fd < all->n_fds ? all->by_fd[fd] : NULL;
    return g != NULL && g->con == con ? g : NULL;
}

// The system knows; they are asked one by one, which takes no time beside what they wait for.
size_t guests_waiting(const guests *all) {
    size_t n = 0;
    for (const guest *g = all->inside; g != NULL; g = g->next) {
        char byte;
        n += !g->is_answered && recv(g->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 1;
    }
    return n;
}

bool guests_have_output(const guests *all) {
    for (const guest *g = all->inside; g != NULL; g = g->next)
        if (evbuffer_get_length(bufferevent_get_output(g->bev)) > 0)
            return true;
    return false;
}

head_fault guest_begin(guest *g) {
    head_fault fault = g->head.fault;
    g->is_answered = true;
    begin_request(g);
    return fault;
}

uint32_t guest_address(const guest *g) {
    return g->address;
}

void guest_end(guest *g) {
    g->is_answered = false;
    if (g->begun_us > 0)
        g->begun_us = g->all->setup.now_us();
}

void guest_on_gone(guest *g, guest_gone *gone, void *ctx) {
    g->gone = gone;
    g->gone_ctx = ctx;
}
