// SPDX-License-Identifier: Apache-2.0
#include "base/percent.h"
#include "test.h"

static arena mem;

static const struct {
    str given, want;
} cases[] = {
    {STR_INIT(""), STR_INIT("")},
    {STR_INIT("AZaz09-._~"), STR_INIT("AZaz09-._~")},
    {STR_INIT(" +*%"), STR_INIT("%20%2B%2A%25")},
    {STR_INIT(":/?#[]@"), STR_INIT("%3A%2F%3F%23%5B%5D%40")},
    {STR_INIT("!$&'(),;="), STR_INIT("%21%24%26%27%28%29%2C%3B%3D")},
    {STR_INIT("\0\n\x7F"), STR_INIT("%00%0A%7F")},
    {STR_INIT("中文\xff"), STR_INIT("%E4%B8%AD%E6%96%87%FF")},
};

static void test_put(void) {
    CHECK_TABLE(cases, i) {
        buf out = buf_make(&mem);
        percent_put(&out, cases[i].given);
        CHECK_STR(buf_str(&out), cases[i].want);
    }
}

// Of all bytes the unreserved ones stay: 26 + 26 + 10 + 4.
static void test_every_byte(void) {
    int n_plain = 0;
    for (int c = 0; c < 256; c++) {
        char byte = (char)(unsigned char)c;
        buf out = buf_make(&mem);
        percent_put(&out, (str){&byte, 1});
        CHECK(out.len == 1 || out.len == 3);
        n_plain += out.len == 1;
    }
    CHECK_INT(n_plain, 66);
}

int main(void) {
    arena_init(&mem, arena_malloc(), 0);
    test_put();
    test_every_byte();
    arena_done(&mem);
    CHECK_MAIN();
}
