// SPDX-License-Identifier: Apache-2.0
#include "sms/sign.h"

#include <sodium.h>

_Static_assert(SIGN_BYTES == crypto_hash_sha256_BYTES && SIGN_BYTES == crypto_auth_hmacsha256_BYTES,
               "one size for both");

// libsodium wants a pointer to nothing too.
static const unsigned char *bytes_of(str s) {
    return (const unsigned char *)(s.len == 0 ? "" : s.ptr);
}

sign_hash sign_sha256(str text) {
    sign_hash h;
    (void)crypto_hash_sha256(h.bytes, bytes_of(text), text.len);
    return h;
}

// Not crypto_auth_hmacsha256, which takes keys of 32 bytes only. The state could stand in for the key.
sign_hash sign_hmac(str key, str text) {
    sign_hash h;
    crypto_auth_hmacsha256_state state;
    (void)crypto_auth_hmacsha256_init(&state, bytes_of(key), key.len);
    (void)crypto_auth_hmacsha256_update(&state, bytes_of(text), text.len);
    (void)crypto_auth_hmacsha256_final(&state, h.bytes);
    sign_wipe(&state, sizeof state);
    return h;
}

str sign_bytes(const sign_hash *h) {
    return (str){(const char *)h->bytes, sizeof h->bytes};
}

void sign_put_hex(buf *out, sign_hash h) {
    char digits[2 * SIGN_BYTES + 1];
    (void)sodium_bin2hex(digits, sizeof digits, h.bytes, sizeof h.bytes);
    buf_put(out, (str){digits, sizeof digits - 1});
}

void sign_wipe(void *secret, size_t bytes) {
    sodium_memzero(secret, bytes);
}
