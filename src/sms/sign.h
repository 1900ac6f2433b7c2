// sms/sign.h - SHA-256 and HMAC-SHA256 of texts, and their hexadecimal.
#ifndef SMS_SIGN_H
#define SMS_SIGN_H

#include "base/buf.h"

enum { SIGN_BYTES = 32 };

typedef struct {
    unsigned char bytes[SIGN_BYTES];
} sign_hash;

sign_hash sign_sha256(str text);
sign_hash sign_hmac(str key, str text);  // a key of any length
str sign_bytes(const sign_hash *h);      // a view: a hash as the key of another
void sign_put_hex(buf *out, sign_hash h);
void sign_wipe(void *secret, size_t bytes);  // zeros, which no compiler leaves out

#endif
