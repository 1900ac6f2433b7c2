// base/percent.h - percent-encoding of RFC 3986.
#ifndef BASE_PERCENT_H
#define BASE_PERCENT_H

#include "base/buf.h"

// A component of a path or query: all bytes but letters, digits and - . _ ~ become %XX, in capitals.
void percent_put(buf *out, str s);

#endif
