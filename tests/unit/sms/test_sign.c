// SPDX-License-Identifier: Apache-2.0
// SHA-256 and its HMAC: samples of FIPS 180 and RFC 4231.
#include "sms/sign.h"
#include "test.h"

static arena mem;

static str hex_of(sign_hash h) {
    buf out = buf_make(&mem);
    sign_put_hex(&out, h);
    return buf_str(&out);
}

static void test_sha256(void) {
    CHECK_STR(hex_of(sign_sha256(STR("abc"))),
              STR("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    CHECK_STR(hex_of(sign_sha256((str){0})),
              STR("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
}

// A short key, and one longer than the block of 64 bytes, which is hashed first.
static void test_hmac(void) {
    static char long_key[131];
    for (size_t i = 0; i < sizeof long_key; i++)
        long_key[i] = (char)(unsigned char)0xAA;
    CHECK_STR(hex_of(sign_hmac(STR("Jefe"), STR("what do ya want for nothing?"))),
              STR("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
    CHECK_STR(hex_of(sign_hmac((str){long_key, sizeof long_key},
                               STR("Test Using Larger Than Block-Size Key - Hash Key First"))),
              STR("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"));
    CHECK_STR(hex_of(sign_hmac((str){0}, (str){0})),
              STR("b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"));
}

static void test_wipe(void) {
    char secret[] = "secret";
    sign_wipe(secret, sizeof secret);
    for (size_t i = 0; i < sizeof secret; i++)
        CHECK_INT(secret[i], 0);
}

int main(void) {
    arena_init(&mem, arena_malloc(), 0);
    test_sha256();
    test_hmac();
    test_wipe();
    arena_done(&mem);
    CHECK_MAIN();
}
