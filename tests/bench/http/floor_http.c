// SPDX-License-Identifier: Apache-2.0
// The floor that the site is measured against: libevent's HTTP server with a constant answer of 150 bytes, two threads that share a
// port. usage: floor_http PORT; runs until it is told to stop.
#include <arpa/inet.h>
#include <event2/buffer.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/listener.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum { THREADS = 2, ANSWER_BYTES = 150, BACKLOG = 1024 };

static void answer(struct evhttp_request *req, void *body) {
    (void)evbuffer_add(evhttp_request_get_output_buffer(req), body, ANSWER_BYTES);
    evhttp_send_reply(req, HTTP_OK, NULL, NULL);
}

static void *run(void *address) {
    static char body[ANSWER_BYTES];
    struct event_base *base = event_base_new();
    struct evhttp *http = evhttp_new(base);
    struct evconnlistener *door = evconnlistener_new_bind(
        base, NULL, NULL, LEV_OPT_REUSEABLE | LEV_OPT_REUSEABLE_PORT | LEV_OPT_CLOSE_ON_FREE, BACKLOG,
        address, sizeof(struct sockaddr_in));
    int yes = 1;
    if (door == NULL)
        exit(1);
    (void)setsockopt(evconnlistener_get_fd(door), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    (void)evhttp_bind_listener(http, door);
    evhttp_set_gencb(http, answer, body);
    event_base_dispatch(base);
    return NULL;
}

int main(int argc, char **argv) {
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    pthread_t threads[THREADS];
    if (argc != 2)
        return 2;
    at.sin_port = htons((uint16_t)strtoul(argv[1], NULL, 10));
    for (int i = 0; i < THREADS; i++)
        if (pthread_create(&threads[i], NULL, run, &at) != 0)
            return 1;
    pthread_join(threads[0], NULL);
}
