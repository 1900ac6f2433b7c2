// SPDX-License-Identifier: Apache-2.0
#include "desk/ring.h"

#include "base/num.h"

#include <sodium.h>
#include <string.h>

enum { KEY_OF_FIELDS = 1, KEY_OF_INDEXES = 2, KEY_OF_SIGNING = 3, NUMBER_MOST = 255 };

// ---- making ------------------------------------------------------------------------------------------------------------

bool ring_derive(const unsigned char secret[ROOT_BYTES], key_ring *out) {
    static const char use[crypto_kdf_CONTEXTBYTES + 1] = "jifendsk";
    if (sodium_init() < 0)
        return false;
    *out = (key_ring){.n = 1, .fields[0].number = 1};
    (void)crypto_kdf_derive_from_key(out->fields[0].bytes, ROOT_BYTES, KEY_OF_FIELDS, use, secret);
    (void)crypto_kdf_derive_from_key(out->indexes, ROOT_BYTES, KEY_OF_INDEXES, use, secret);
    (void)crypto_kdf_derive_from_key(out->signing, ROOT_BYTES, KEY_OF_SIGNING, use, secret);
    return true;
}

bool ring_make(key_ring *out) {
    unsigned char secret[ROOT_BYTES];
    if (sodium_init() < 0)
        return false;
    randombytes_buf(secret, sizeof secret);
    bool is_made = ring_derive(secret, out);
    sodium_memzero(secret, sizeof secret);
    return is_made;
}

void ring_wipe(key_ring *r) {
    sodium_memzero(r, sizeof *r);
}

// ---- as text -----------------------------------------------------------------------------------------------------------

static void put_key(buf *out, const unsigned char bytes[ROOT_BYTES]) {
    char hex[2 * ROOT_BYTES + 1];
    buf_print(out, "{s}\n", str_of_c(sodium_bin2hex(hex, sizeof hex, bytes, ROOT_BYTES)));
    sodium_memzero(hex, sizeof hex);
}

void ring_print(const key_ring *r, buf *out) {
    BUF_LIT(out, "indexes ");
    put_key(out, r->indexes);
    BUF_LIT(out, "signing ");
    put_key(out, r->signing);
    for (size_t i = 0; i < r->n; i++) {
        buf_print(out, "{s} {i} ", i <= r->seals ? STR("fields") : STR("next"), (int64_t)r->fields[i].number);
        put_key(out, r->fields[i].bytes);
    }
}

static bool read_key(str hex, unsigned char out[ROOT_BYTES]) {
    size_t len = 0;
    return hex.len == 2 * ROOT_BYTES &&
           sodium_hex2bin(out, ROOT_BYTES, hex.ptr, hex.len, NULL, &len, NULL) == 0 && len == ROOT_BYTES;
}

static str next_word(str *line) {
    size_t end = str_find(*line, ' ');
    str word = str_slice(*line, 0, end);
    *line = str_slice(*line, end + 1, line->len);
    return word;
}

// N HEX, with a number above the one before.
static bool read_field(str rest, key_ring *r) {
    int64_t number = 0, last = r->n == 0 ? 0 : r->fields[r->n - 1].number;
    if (r->n == RING_MOST || num_parse(next_word(&rest), 0, &number) != NUM_OK || number <= last ||
        number > NUMBER_MOST || !read_key(rest, r->fields[r->n].bytes))
        return false;
    r->fields[r->n++].number = (uint8_t)number;
    return true;
}

// Which lines were there, so that each is there once and in its place.
typedef struct {
    bool has_indexes, has_signing, has_next;
} seen;

static bool read_line(str line, seen *s, key_ring *r) {
    str word = next_word(&line);
    if (str_is(word, STR("indexes")) && !s->has_indexes)
        return s->has_indexes = read_key(line, r->indexes);
    if (str_is(word, STR("signing")) && !s->has_signing)
        return s->has_signing = read_key(line, r->signing);
    if (str_is(word, STR("fields")) && !s->has_next && read_field(line, r)) {
        r->seals = r->n - 1;
        return true;
    }
    if (str_is(word, STR("next")) && !s->has_next && r->n > 0)
        return s->has_next = read_field(line, r);
    return false;
}

bool ring_parse(str text, key_ring *out) {
    seen s = {0};
    str line;
    *out = (key_ring){0};
    bool is_fine = true;
    while (is_fine && str_next_line(&text, &line))
        is_fine = read_line(line, &s, out);
    is_fine = is_fine && s.has_indexes && s.has_signing && out->n > 0;
    if (!is_fine)
        ring_wipe(out);
    return is_fine;
}

// ---- changing ----------------------------------------------------------------------------------------------------------

bool ring_add(key_ring *r) {
    uint8_t last = r->fields[r->n - 1].number;
    if (r->seals + 1 < r->n || r->n == RING_MOST || last == NUMBER_MOST)
        return false;
    r->fields[r->n].number = (uint8_t)(last + 1);
    randombytes_buf(r->fields[r->n++].bytes, ROOT_BYTES);
    return true;
}

bool ring_use(key_ring *r) {
    if (r->seals + 1 == r->n)
        return false;
    r->seals++;
    return true;
}

bool ring_drop(key_ring *r) {
    size_t n_old = r->seals;
    if (n_old == 0)
        return false;
    memmove(r->fields, r->fields + n_old, (r->n - n_old) * sizeof r->fields[0]);
    sodium_memzero(r->fields + r->n - n_old, n_old * sizeof r->fields[0]);
    r->n -= n_old;
    r->seals = 0;
    return true;
}
