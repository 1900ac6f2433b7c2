// SPDX-License-Identifier: Apache-2.0
#include "desk/secret.h"

#include <sodium.h>
#include <string.h>

enum {
    KEY_NUMBER = 1,
    NONCE_BYTES = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    MARK_BYTES = crypto_aead_xchacha20poly1305_ietf_ABYTES,
    HEAD_BYTES = 1 + NONCE_BYTES,
    LENGTH_BYTES = 8
};

enum { KEY_OF_FIELDS = 1, KEY_OF_INDEXES = 2, KEY_OF_SIGNING = 3 };

struct keys {
    unsigned char fields[crypto_aead_xchacha20poly1305_ietf_KEYBYTES];
    unsigned char indexes[crypto_generichash_KEYBYTES];
    unsigned char signing[crypto_sign_SECRETKEYBYTES], signed_by[crypto_sign_PUBLICKEYBYTES];
};

keys *keys_make(const unsigned char root[ROOT_BYTES], arena *mem) {
    static const char use[crypto_kdf_CONTEXTBYTES + 1] = "jifendsk";
    keys *k = sodium_init() < 0 ? NULL : ARENA_NEW(mem, keys);
    if (k == NULL)
        return NULL;
    (void)crypto_kdf_derive_from_key(k->fields, sizeof k->fields, KEY_OF_FIELDS, use, root);
    (void)crypto_kdf_derive_from_key(k->indexes, sizeof k->indexes, KEY_OF_INDEXES, use, root);
    unsigned char seed[crypto_sign_SEEDBYTES];
    (void)crypto_kdf_derive_from_key(seed, sizeof seed, KEY_OF_SIGNING, use, root);
    (void)crypto_sign_seed_keypair(k->signed_by, k->signing, seed);
    sodium_memzero(seed, sizeof seed);
    return k;
}

void keys_wipe(keys *k) {
    sodium_memzero(k, sizeof *k);
}

// ---- fields ------------------------------------------------------------------------------------------------------------

static void put_length(buf *b, size_t len) {
    uint64_t rest = len;
    for (int i = 0; i < LENGTH_BYTES; i++, rest >>= 8)
        buf_put_char(b, (char)(rest & 0xFF));
}

static void put_part(buf *b, str part) {
    put_length(b, part.len);
    buf_put(b, part);
}

// Where a value belongs: taken elsewhere, it does not open.
static str place_of(str column, str row, arena *mem) {
    buf b = buf_make(mem);
    put_part(&b, column);
    put_part(&b, row);
    return buf_str(&b);
}

static const unsigned char *bytes_of(str s) {
    return (const unsigned char *)(s.ptr == NULL ? "" : s.ptr);
}

str secret_seal(const keys *k, str column, str row, str plain, arena *mem) {
    str place = place_of(column, row, mem);
    unsigned char *out = arena_alloc(mem, HEAD_BYTES + plain.len + MARK_BYTES, 1);
    if (out == NULL || place.len == 0)
        return (str){0};
    out[0] = KEY_NUMBER;
    randombytes_buf(out + 1, NONCE_BYTES);
    (void)crypto_aead_xchacha20poly1305_ietf_encrypt(out + HEAD_BYTES, NULL, bytes_of(plain), plain.len,
                                                     bytes_of(place), place.len, NULL, out + 1, k->fields);
    return (str){(const char *)out, HEAD_BYTES + plain.len + MARK_BYTES};
}

bool secret_open(const keys *k, str column, str row, str sealed, arena *mem, str *plain) {
    str place = place_of(column, row, mem);
    if (sealed.len < HEAD_BYTES + MARK_BYTES || sealed.ptr[0] != KEY_NUMBER)
        return false;
    size_t len = sealed.len - HEAD_BYTES - MARK_BYTES;
    unsigned char *out = arena_alloc(mem, len, 1);
    const unsigned char *in = bytes_of(sealed);
    if (out == NULL ||
        crypto_aead_xchacha20poly1305_ietf_decrypt(out, NULL, NULL, in + HEAD_BYTES, len + MARK_BYTES,
                                                   bytes_of(place), place.len, in + 1, k->fields) != 0)
        return false;
    *plain = (str){(const char *)out, len};
    return true;
}

// ---- keyed hashes ------------------------------------------------------------------------------------------------------

str secret_index(const keys *k, str purpose, const str *parts, size_t n, arena *mem) {
    buf b = buf_make(mem);
    put_part(&b, purpose);
    for (size_t i = 0; i < n; i++)
        put_part(&b, parts[i]);
    unsigned char *out = arena_alloc(mem, INDEX_BYTES, 1);
    if (out == NULL || b.failed)
        return (str){0};
    (void)crypto_generichash(out, INDEX_BYTES, bytes_of(buf_str(&b)), b.len, k->indexes, sizeof k->indexes);
    return (str){(const char *)out, INDEX_BYTES};
}

str secret_hex(str bytes, arena *mem) {
    char *out = arena_alloc(mem, 2 * bytes.len + 1, 1);
    if (out == NULL)
        return (str){0};
    return str_of_c(sodium_bin2hex(out, 2 * bytes.len + 1, bytes_of(bytes), bytes.len));
}

str secret_unhex(str text, arena *mem) {
    unsigned char *out = arena_alloc(mem, text.len / 2 + 1, 1);
    size_t len = 0;
    if (out == NULL || sodium_hex2bin(out, text.len / 2, text.ptr, text.len, NULL, &len, NULL) != 0)
        return (str){0};
    return (str){(const char *)out, len};
}

str secret_sign(const keys *k, str text, arena *mem) {
    unsigned char *out = arena_alloc(mem, crypto_sign_BYTES, 1);
    if (out == NULL)
        return (str){0};
    (void)crypto_sign_detached(out, NULL, bytes_of(text), text.len, k->signing);
    return (str){(const char *)out, crypto_sign_BYTES};
}

bool secret_is_signed(const keys *k, str text, str mark_in_hex) {
    unsigned char mark[crypto_sign_BYTES];
    size_t len = 0;
    return sodium_hex2bin(mark, sizeof mark, mark_in_hex.ptr, mark_in_hex.len, NULL, &len, NULL) == 0 &&
           len == sizeof mark &&
           crypto_sign_verify_detached(mark, bytes_of(text), text.len, k->signed_by) == 0;
}

bool secret_is_same(str a, str b) {
    return a.len == b.len && a.len > 0 && sodium_memcmp(a.ptr, b.ptr, a.len) == 0;
}

// ---- chance ------------------------------------------------------------------------------------------------------------

str secret_id(arena *mem) {
    unsigned char *out = arena_alloc(mem, ID_BYTES, 1);
    if (out == NULL)
        return (str){0};
    randombytes_buf(out, ID_BYTES);
    return (str){(const char *)out, ID_BYTES};
}

uint32_t secret_below(uint32_t most) {
    return randombytes_uniform(most);
}

str secret_ref(arena *mem) {
    static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    char *out = arena_alloc(mem, REF_LETTERS, 1);
    for (int i = 0; out != NULL && i < REF_LETTERS; i++)
        out[i] = letters[secret_below(sizeof letters - 1)];
    return out == NULL ? (str){0} : (str){out, REF_LETTERS};
}
