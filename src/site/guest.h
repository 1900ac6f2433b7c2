// site/guest.h - the connections of one worker: let in or turned away by the gate, given up when a request does not come fast enough,
// and the head of each request looked at before libevent repairs it.
#ifndef SITE_GUEST_H
#define SITE_GUEST_H

#include "base/arena.h"
#include "site/gate.h"
#include "site/head.h"
#include "site/metrics.h"

#include <event2/http.h>

enum {
    REQUEST_S = 10,
    BODY_BYTES_A_S = 1024
};  // its head within so long; with its body so long, and one more for so many bytes

typedef struct guest guest;
typedef struct guests guests;

typedef void guest_gone(struct evhttp_connection *con, void *ctx);

typedef struct {
    struct event_base *base;  // borrowed, as all of them
    struct evhttp *http;
    gate *gate;
    metrics *figures;
    int64_t (*now_us)(void);
} guests_setup;

guests *guests_open(const guests_setup *setup, arena *mem);  // NULL: no memory. Lives in mem
void guests_close(guests *all);                              // after evhttp_free; NULL is fine

// NULL: there was no memory to count it.
guest *guests_find(guests *all, struct evhttp_connection *con);

// Something is on its way to one of them that the system has not taken yet.
bool guests_have_output(const guests *all);

// How many of them have sent something that nobody has looked at yet.
size_t guests_waiting(const guests *all);

// A whole request has come; until guest_end its connection may take its time. The answer is what is wrong with the request's head.
head_fault guest_begin(guest *g);
uint32_t guest_address(const guest *g);  // IPv4, as it stands in a sockaddr_in
void guest_end(guest *g);

// What to call when the connection goes, once; NULL: nothing.
void guest_on_gone(guest *g, guest_gone *gone, void *ctx);

#endif
