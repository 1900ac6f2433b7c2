// site/kept.h - pages that say the same to everybody, kept by a worker as they are sent: head and body, in the coding that was asked
// for. Made again when the day in Shanghai changes, because a page tells days from today.
#ifndef SITE_KEPT_H
#define SITE_KEPT_H

#include "site/site.h"

typedef struct kept kept;

typedef struct {
    const route *route;
    str head, body, etag;  // head: header lines, each with its CR LF
    // private
    arena mem;
    str name;        // what was asked for, see kept_name
    size_t n_users;  // the table, and answers that libevent has not sent yet
} kept_page;

kept *kept_open(arena *mem);  // NULL: no memory
void kept_close(kept *k);

// What a page is kept under: its coding, the size of its letters, its path. Empty: no such request is answered from what is kept.
str kept_name(const request *q);

// The request that a page under its name is made from: nothing is left in it that the name does not say, so that one visitor's page can
// hold nothing of another's. Of a route whose pages are not kept it is q itself.
request kept_request(const request *q);

// NULL: it is not there.
kept_page *kept_find(kept *k, str name, int64_t today);

// Keep the answer to q if it is such a page. NULL: it is not, it is too large, or there is no memory.
kept_page *kept_add(kept *k, str name, const request *q, const response *r);

// Hold a page while it is on its way, and give it back; on the thread of its table.
void kept_hold(kept_page *p);
void kept_release(kept_page *p);

#endif
