// SPDX-License-Identifier: Apache-2.0
#include "site/token.h"

#include <sodium.h>
#include <string.h>

// 128 bits of a keyed BLAKE2b: nobody guesses them, and the address stays short.
enum {
    MARK_BYTES = crypto_generichash_BYTES_MIN,
    RAW_MOST = MARK_BYTES + TOKEN_TEXT_MOST,
    VARIANT = sodium_base64_VARIANT_URLSAFE_NO_PADDING
};

static void mark(const token_key *key, const unsigned char *text, size_t len, unsigned char *out) {
    (void)crypto_generichash(out, MARK_BYTES, text, len, key->bytes, sizeof key->bytes);
}

bool token_put(const token_key *key, str text, buf *out) {
    unsigned char raw[RAW_MOST];
    char code[sodium_base64_ENCODED_LEN(RAW_MOST, VARIANT)];
    if (text.len > TOKEN_TEXT_MOST)
        return false;
    memcpy(raw + MARK_BYTES, text.ptr, text.len);
    mark(key, raw + MARK_BYTES, text.len, raw);
    sodium_bin2base64(code, sizeof code, raw, MARK_BYTES + text.len, VARIANT);
    buf_put(out, str_of_c(code));
    return true;
}

// The decoder takes some bytes outside the alphabet for letters of it; a token has one spelling.
static bool is_spelled(const unsigned char *raw, size_t len, str token) {
    char code[sodium_base64_ENCODED_LEN(RAW_MOST, VARIANT)];
    sodium_bin2base64(code, sizeof code, raw, len, VARIANT);
    return str_is(str_of_c(code), token);
}

bool token_read(const token_key *key, str token, arena *mem, str *text) {
    unsigned char raw[RAW_MOST], wanted[MARK_BYTES];
    size_t len = 0;
    if (sodium_base642bin(raw, sizeof raw, token.ptr, token.len, NULL, &len, NULL, VARIANT) != 0 ||
        len < MARK_BYTES || !is_spelled(raw, len, token))
        return false;
    mark(key, raw + MARK_BYTES, len - MARK_BYTES, wanted);
    if (sodium_memcmp(wanted, raw, MARK_BYTES) != 0)
        return false;
    buf copy = buf_make(mem);
    buf_put(&copy, (str){(const char *)raw + MARK_BYTES, len - MARK_BYTES});
    *text = buf_str(&copy);
    return !copy.failed;
}
