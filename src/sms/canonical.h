// sms/canonical.h - the one spelling of a request that both sides hash. The providers differ in which headers stand in
// it and in what they do with its hash, not in how it is written.
#ifndef SMS_CANONICAL_H
#define SMS_CANONICAL_H

#include "base/buf.h"
#include "sms/sms.h"

// host;x-acs-action;…
void canonical_put_names(const sms_pair *headers, size_t n, buf *out);

// Of a POST of `/`. The headers that are signed: [n] in the order of their names. Its lines are the method, the path,
// the query, each header, an empty one, the names, the hash of the body.
void canonical_put(str query, const sms_pair *headers, size_t n, str body, buf *out);

#endif
