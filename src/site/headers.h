// site/headers.h - the headers every response carries, by its route. One function, so that a test can hold all routes
// against it.
#ifndef SITE_HEADERS_H
#define SITE_HEADERS_H

#include "site/route.h"

typedef void put_header(void *ctx, str name, str value);

void headers_put(const response *r, arena *mem, put_header *put, void *ctx);

#endif
