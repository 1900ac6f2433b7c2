// SPDX-License-Identifier: Apache-2.0
// Keys as text and back; a text that is not whole is none; and the way from one key to the next.
#include "desk/ring.h"
#include "desk/secret.h"
#include "test.h"

static arena mem;

static str print(const key_ring *r) {
    buf b = buf_make(&mem);
    ring_print(r, &b);
    CHECK(b.len < RING_TEXT_BYTES);
    return buf_str(&b);
}

static bool is_same(const key_ring *a, const key_ring *b) {
    return str_is(print(a), print(b));
}

static void test_text(void) {
    key_ring r, again;
    CHECK(ring_make(&r));
    CHECK(ring_add(&r));
    str text = print(&r);
    CHECK(ring_parse(text, &again));
    CHECK(is_same(&r, &again));
    CHECK_INT(again.n, 2);
    CHECK_INT(again.seals, 0);
    size_t last =
        text.len - 2 * ROOT_BYTES - sizeof "next 2 ";  // without its last line it is another ring, and whole
    for (size_t at = 0; at + 1 < text.len; at++)
        if (at != last && at + 1 != last)
            CHECK(!ring_parse(str_slice(text, 0, at), &again));
    for (size_t at = 0; at < text.len; at++) {
        buf b = buf_make(&mem);
        buf_put(&b, text);
        b.ptr[at] ^= 1;
        CHECK(!ring_parse(buf_str(&b), &again) || !is_same(&r, &again));
    }
}

#define HEX "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
#define HEAD "indexes " HEX "\nsigning " HEX "\n"

static void test_refused(void) {
    static const struct {
        str text;
        bool is_fine;
    } cases[] = {
        {STR_INIT(HEAD "fields 1 " HEX "\n"), true},
        {STR_INIT(HEAD "fields 1 " HEX "\nfields 255 " HEX "\n"), true},
        {STR_INIT("fields 1 " HEX "\n" HEAD), true},
        {STR_INIT(HEAD), false},
        {STR_INIT(HEAD "next 1 " HEX "\n"), false},
        {STR_INIT(HEAD HEAD "fields 1 " HEX "\n"), false},
        {STR_INIT(HEAD "fields 0 " HEX "\n"), false},
        {STR_INIT(HEAD "fields 256 " HEX "\n"), false},
        {STR_INIT(HEAD "fields 2 " HEX "\nfields 2 " HEX "\n"), false},
        {STR_INIT(HEAD "fields 2 " HEX "\nfields 1 " HEX "\n"), false},
        {STR_INIT(HEAD "fields 1 " HEX "\nnext 2 " HEX "\nnext 3 " HEX "\n"), false},
        {STR_INIT(HEAD "fields 1 " HEX "\nnext 2 " HEX "\nfields 3 " HEX "\n"), false},
        {STR_INIT(HEAD "fields 1 " HEX "00\n"), false},
        {STR_INIT(HEAD "fields 1 " HEX "\nother\n"), false},
        {STR_INIT(""), false},
    };
    key_ring r;
    CHECK_TABLE(cases, i) CHECK_INT(ring_parse(cases[i].text, &r), cases[i].is_fine);
}

static void test_most(void) {
    key_ring r, again;
    CHECK(ring_make(&r));
    for (size_t i = 1; i < RING_MOST; i++) {
        CHECK(ring_add(&r));
        CHECK(ring_use(&r));
    }
    CHECK_INT(r.n, RING_MOST);
    CHECK(!ring_add(&r));
    CHECK(ring_parse(print(&r), &again));
    r.fields[0].number = 247;
    CHECK(ring_drop(&r));
    r.fields[0].number = 255;
    CHECK(!ring_add(&r));  // numbers are a byte
}

// A value sealed by one server opens at another that is a step behind, at every step.
static void test_rotation(void) {
    key_ring before, r;
    CHECK(ring_make(&r));
    static const char steps[] = {'n', 'u', 'd'};
    for (size_t i = 0; i < sizeof steps; i++) {
        before = r;
        CHECK(steps[i] == 'n' ? ring_add(&r) : steps[i] == 'u' ? ring_use(&r) : ring_drop(&r));
        CHECK(steps[i] != 'n' || !ring_add(&r));
        CHECK(steps[i] == 'n' || !ring_use(&r));
        keys *old = keys_of(&before, &mem), *now = keys_of(&r, &mem);
        str plain, by_old = secret_seal(old, STR("a.b"), STR("1"), STR("x"), &mem),
                   by_new = secret_seal(now, STR("a.b"), STR("1"), STR("x"), &mem);
        CHECK(secret_open(old, STR("a.b"), STR("1"), by_new, &mem, &plain));
        CHECK(secret_open(now, STR("a.b"), STR("1"), by_old, &mem, &plain));
        CHECK_STR(keys_mark(old, &mem), keys_mark(now, &mem));
        CHECK(secret_is_same(secret_index(old, STR("phone"), NULL, 0, &mem),
                             secret_index(now, STR("phone"), NULL, 0, &mem)));
    }
    CHECK(!ring_drop(&r));
    CHECK_INT(r.n, 1);
    CHECK_INT(r.fields[0].number, 2);
    key_ring first;
    str plain;
    CHECK(ring_make(&first));
    memcpy(first.indexes, r.indexes, sizeof first.indexes);
    keys *gone = keys_of(&first, &mem), *now = keys_of(&r, &mem);
    CHECK(!secret_open(now, STR("a.b"), STR("1"), secret_seal(gone, STR("a.b"), STR("1"), STR("x"), &mem),
                       &mem, &plain));
}

int main(void) {
    arena_init(&mem, arena_malloc(), 0);
    test_text();
    test_refused();
    test_most();
    test_rotation();
    arena_done(&mem);
    CHECK_MAIN();
}
