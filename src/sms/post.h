// sms/post.h - sends a signed request and waits for its answer. The one place that knows libcurl.
#ifndef SMS_POST_H
#define SMS_POST_H

#include "base/buf.h"
#include "sms/sms.h"

typedef struct post post;

typedef enum {
    POST_ANSWERED,  // status and body are there
    POST_UNSENT,    // nothing left this machine: it may be tried again
    POST_LOST       // it may have arrived: it must not be tried again
} post_end;

// NULL: no memory. server: http://127.0.0.1:8000 in place of the provider's own, for tests; empty: the provider's, by TLS.
post *post_open(str server, arena *mem);
void post_close(post *p);  // NULL: nothing

post_end post_send(post *p, const sms_request *r, arena *mem, int *status, str *body);

#endif
