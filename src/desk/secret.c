// SPDX-License-Identifier: Apache-2.0
#include "desk/secret.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

enum {
    NONCE_BYTES = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    MARK_BYTES = crypto_aead_xchacha20poly1305_ietf_ABYTES,
    HEAD_BYTES = 1 + NONCE_BYTES,
    LENGTH_BYTES = 8,
    SHOWN_LETTERS = 16  // of a keyed hash: enough to tell keys apart
};

static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == ROOT_BYTES, "a key of fields");
static_assert(crypto_generichash_KEYBYTES == ROOT_BYTES, "a key of indexes");
static_assert(crypto_sign_SEEDBYTES == ROOT_BYTES, "a key of signing");

struct keys {
    key_ring ring;
    unsigned char signing[crypto_sign_SECRETKEYBYTES], signed_by[crypto_sign_PUBLICKEYBYTES];
};

keys *keys_of(const key_ring *r, arena *mem) {
    keys *k = sodium_init() < 0 ? NULL : ARENA_NEW(mem, keys);
    if (k == NULL)
        return NULL;
    k->ring = *r;
    (void)crypto_sign_seed_keypair(k->signed_by, k->signing, r->signing);
    return k;
}

keys *keys_make(const unsigned char secret[ROOT_BYTES], arena *mem) {
    key_ring r;
    keys *k = ring_derive(secret, &r) ? keys_of(&r, mem) : NULL;
    ring_wipe(&r);
    return k;
}

void keys_wipe(keys *k) {
    sodium_memzero(k, sizeof *k);
}

str keys_mark(const keys *k, arena *mem) {
    return str_slice(secret_hex(secret_index(k, STR("keys"), NULL, 0, mem), mem), 0, SHOWN_LETTERS);
}

static const field_key *sealing_key(const keys *k) {
    return &k->ring.fields[k->ring.seals];
}

uint8_t keys_number(const keys *k) {
    return sealing_key(k)->number;
}

uint8_t secret_number(str sealed) {
    return sealed.len == 0 ? 0 : (uint8_t)sealed.ptr[0];
}

// NULL: it is not on the ring.
static const unsigned char *find_key(const keys *k, uint8_t number) {
    const unsigned char *found = NULL;
    for (size_t i = 0; i < k->ring.n; i++)
        if (k->ring.fields[i].number == number)
            found = k->ring.fields[i].bytes;
    return found;
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
    out[0] = keys_number(k);
    randombytes_buf(out + 1, NONCE_BYTES);
    (void)crypto_aead_xchacha20poly1305_ietf_encrypt(out + HEAD_BYTES, NULL, bytes_of(plain), plain.len,
                                                     bytes_of(place), place.len, NULL, out + 1,
                                                     sealing_key(k)->bytes);
    return (str){(const char *)out, HEAD_BYTES + plain.len + MARK_BYTES};
}

bool secret_open(const keys *k, str column, str row, str sealed, arena *mem, str *plain) {
    str place = place_of(column, row, mem);
    const unsigned char *key = find_key(k, secret_number(sealed));
    if (sealed.len < HEAD_BYTES + MARK_BYTES || key == NULL)
        return false;
    size_t len = sealed.len - HEAD_BYTES - MARK_BYTES;
    unsigned char *out = arena_alloc(mem, len, 1);
    const unsigned char *in = bytes_of(sealed);
    if (out == NULL ||
        crypto_aead_xchacha20poly1305_ietf_decrypt(out, NULL, NULL, in + HEAD_BYTES, len + MARK_BYTES,
                                                   bytes_of(place), place.len, in + 1, key) != 0)
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
    (void)crypto_generichash(out, INDEX_BYTES, bytes_of(buf_str(&b)), b.len, k->ring.indexes, ROOT_BYTES);
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

static const str letters = STR_INIT("0123456789ABCDEFGHJKMNPQRSTVWXYZ");

// Five bits of each byte: as even as the bytes are.
str secret_spell(str bytes, size_t n, arena *mem) {
    char *out = arena_alloc(mem, n, 1);
    assert(n <= bytes.len || bytes.len == 0);
    for (size_t i = 0; out != NULL && i < n && i < bytes.len; i++)
        out[i] = letters.ptr[(unsigned char)bytes.ptr[i] % letters.len];
    return out == NULL || bytes.len == 0 ? (str){0} : (str){out, n};
}

static char read_letter(char c) {
    c = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
    return c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
}

str secret_read_spelled(str typed, size_t n, arena *mem) {
    buf b = buf_make(mem);
    for (size_t i = 0; i < typed.len && b.len <= n; i++) {
        char c = read_letter(typed.ptr[i]);
        if (c == ' ' || c == '-')
            continue;
        if (str_find(letters, c) == letters.len)
            return (str){0};
        buf_put_char(&b, c);
    }
    return b.len == n ? buf_str(&b) : (str){0};
}

str secret_letters(size_t n, arena *mem) {
    char *out = arena_alloc(mem, n, 1);
    for (size_t i = 0; out != NULL && i < n; i++)
        out[i] = letters.ptr[secret_below((uint32_t)letters.len)];
    return out == NULL ? (str){0} : (str){out, n};
}

str secret_ref(arena *mem) {
    return secret_letters(REF_LETTERS, mem);
}
