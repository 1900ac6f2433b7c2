// sms/query.h - a query string with one spelling: whoever has the same pairs writes the same bytes, and so the same hash.
#ifndef SMS_QUERY_H
#define SMS_QUERY_H

#include "base/buf.h"
#include "sms/sms.h"

// name=value&…, percent-encoded, in the order of the names' bytes as they are before encoding, then of the values'. A
// failure is out's.
void query_put(const sms_pair *pairs, size_t n, arena *mem, buf *out);

#endif
