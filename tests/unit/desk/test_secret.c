// SPDX-License-Identifier: Apache-2.0
// Sealed values open as what they were sealed as, and as nothing else; a flow is this form's, and good for two hours.
#include "desk/flow.h"
#include "desk/secret.h"
#include "test.h"

static arena mem;

static void test_sealing(const keys *k, const keys *other) {
    static const str texts[] = {STR_INIT(""), STR_INIT("王女士"), STR_INIT("13800138000")};
    CHECK_TABLE(texts, i) {
        str sealed = secret_seal(k, STR("leads.name"), STR("row"), texts[i], &mem), plain = {0};
        CHECK(secret_open(k, STR("leads.name"), STR("row"), sealed, &mem, &plain));
        CHECK_STR(plain, texts[i]);
        CHECK(!str_is(sealed, secret_seal(k, STR("leads.name"), STR("row"), texts[i], &mem)));
        CHECK(!secret_open(other, STR("leads.name"), STR("row"), sealed, &mem, &plain));
        CHECK(!secret_open(k, STR("leads.phone"), STR("row"), sealed, &mem, &plain));
        CHECK(!secret_open(k, STR("leads.name"), STR("rows"), sealed, &mem, &plain));
        CHECK(!secret_open(k, STR("leads.namer"), STR("ow"), sealed, &mem, &plain));
        for (size_t at = 0; at < sealed.len; at++) {
            buf b = buf_make(&mem);
            buf_put(&b, sealed);
            b.ptr[at] ^= 1;
            CHECK(!secret_open(k, STR("leads.name"), STR("row"), buf_str(&b), &mem, &plain));
            CHECK(!secret_open(k, STR("leads.name"), STR("row"), str_slice(sealed, 0, at), &mem, &plain));
        }
    }
}

static void test_indexes(const keys *k, const keys *other) {
    str parts[] = {STR("ab"), STR("c")}, shifted[] = {STR("a"), STR("bc")};
    str index = secret_index(k, STR("code"), parts, 2, &mem);
    CHECK(secret_is_same(index, secret_index(k, STR("code"), parts, 2, &mem)));
    CHECK(!secret_is_same(index, secret_index(k, STR("code"), shifted, 2, &mem)));
    CHECK(!secret_is_same(index, secret_index(k, STR("flow"), parts, 2, &mem)));
    CHECK(!secret_is_same(index, secret_index(other, STR("code"), parts, 2, &mem)));
    CHECK(!secret_is_same((str){0}, (str){0}));
}

// Six digits each as likely: chi-square over a million of them, 9 degrees of freedom, 1 in 10,000 is above 33.7.
static void test_chance(void) {
    int64_t seen[10] = {0};
    double sum = 0;
    for (int i = 0; i < 1000000; i++)
        seen[secret_below(10)]++;
    for (int i = 0; i < 10; i++)
        sum += (double)((seen[i] - 100000) * (seen[i] - 100000)) / 100000;
    CHECK(sum < 33.7);
}

static void test_flow(const keys *k) {
    desk d = {.keys = k};
    buf b = buf_make(&mem);
    flow f;
    flow_put(&d, 1000000, &mem, &b);
    str text = buf_str(&b);
    CHECK_INT(flow_read(&d, text, 1000000 + 1999, &mem, &f), FLOW_SOON);
    CHECK_INT(flow_read(&d, text, 1000000 + 2000, &mem, &f), FLOW_FINE);
    CHECK_INT(flow_read(&d, text, 1000000 + 7200000, &mem, &f), FLOW_FINE);
    CHECK_INT(flow_read(&d, text, 1000000 + 7200001, &mem, &f), FLOW_OLD);
    CHECK_INT(f.id.len, ID_BYTES);
    for (size_t at = 0; at < text.len; at++) {
        buf changed = buf_make(&mem);
        buf_put(&changed, text);
        changed.ptr[at] = text.ptr[at] == '1' ? '2' : '1';
        CHECK_INT(flow_read(&d, buf_str(&changed), 1000000 + 2000, &mem, &f), FLOW_NONE);
        CHECK_INT(flow_read(&d, str_slice(text, 0, at), 1000000 + 2000, &mem, &f), FLOW_NONE);
    }
}

int main(void) {
    arena_init(&mem, arena_malloc(), 0);
    keys *k = keys_make((const unsigned char[ROOT_BYTES]){1}, &mem),
         *other = keys_make((const unsigned char[ROOT_BYTES]){2}, &mem);
    test_sealing(k, other);
    test_indexes(k, other);
    test_chance();
    test_flow(k);
    arena_done(&mem);
    CHECK_MAIN();
}
