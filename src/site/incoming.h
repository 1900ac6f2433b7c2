// site/incoming.h - a request that libevent has read, as the plain data pages are made from.
#ifndef SITE_INCOMING_H
#define SITE_INCOMING_H

#include "site/head.h"
#include "site/site.h"

#include <event2/http.h>

// Its texts are views into req, or lie in mem. f: what guest.h found in its head; that, and what is wrong with it as a whole, is in
// fault_status and fault.
request incoming_read(struct evhttp_request *req, head_fault f, int64_t now_us, arena *mem);

// Decoded, without the query; "?", which is no path of the site's, if it cannot be.
str incoming_path(struct evhttp_request *req, arena *mem);

#endif
