// site/headers.h - the headers every response carries, by its route. One function, so that a test can hold all routes
// against it.
#ifndef SITE_HEADERS_H
#define SITE_HEADERS_H

#include "site/route.h"

// `Name: value` lines, each with its CR LF. out->mem is used for scratch.
void headers_put(const response *r, buf *out);

#endif
