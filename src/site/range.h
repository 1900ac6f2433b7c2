// site/range.h - a request for a part of an answer (RFC 9110, 14.2). One part alone: who asks for several, or in words that are not
// understood, gets the whole, as the standard lets a server do.
#ifndef SITE_RANGE_H
#define SITE_RANGE_H

#include "base/str.h"

typedef enum { RANGE_WHOLE, RANGE_PART, RANGE_OUTSIDE } range_kind;

typedef struct {
    size_t from, to;  // bytes [from, to)
} span;

// What the header Range asks of so many bytes; *out is set for RANGE_PART, and never empty.
range_kind range_read(str header, size_t len, span *out);

// May a part be sent, by the header If-Range? Only of the bytes whose ETag it names; empty: of any. A date names no bytes here.
bool range_is_meant(str if_range, str etag);

#endif
