// site/http.h - the socket side: libevent's HTTP server on one event base, in front of site_answer. One worker a thread; they share
// the port (SO_REUSEPORT), the site, which never changes, and the gate that counts connections.
#ifndef SITE_HTTP_H
#define SITE_HTTP_H

#include "site/gate.h"
#include "site/site.h"

typedef struct http_worker http_worker;

typedef struct {
    const site *s;
    struct desk *desk;              // this worker's own; NULL: no calls are offered
    bool is_desk;                   // it answers staff
    const char *host, *admin_host;  // numeric; admin_host NULL: this worker has no such listener
    uint16_t port, admin_port;
    int stop_fd;              // readable, or closed at its other end: stop
    int64_t (*now_us)(void);  // microseconds since 1970
    gate *gate;               // all workers' together
    void (*log)(str line);    // one line of the access log, with its line feed; may be called from any worker
    http_worker *const *all;  // [n_all] the workers whose figures the admin listener adds up
    size_t n_all;
} http_setup;

// RC_INPUT: the address cannot be listened on.
rc http_open(const http_setup *setup, arena *mem, http_worker **out, err *e) NODISCARD;
void http_run(http_worker *w);    // until it has to stop; open requests are answered first
void http_close(http_worker *w);  // NULL is fine

#endif
