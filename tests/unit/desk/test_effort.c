// SPDX-License-Identifier: Apache-2.0
#include "desk/bench.h"
#include "desk/effort.h"

static void test_found(void) {
    static const char zeros[ID_BYTES];
    str flow = {zeros, ID_BYTES};
    int best = 0;
    int64_t n_16 = 0;
    for (int i = 0; i < 200000; i++) {
        buf b = buf_make(&bench_mem);
        buf_put_int(&b, i);
        int bits = effort_found(flow, buf_str(&b), &bench_mem);
        best = bits > best ? bits : best;
        n_16 += bits >= 16;
    }
    CHECK(best >= 16 && n_16 >= 1 && n_16 < 20);  // three are to be expected
    // as another program works it out
    CHECK_INT(effort_found(flow, STR("0"), &bench_mem), 0);
    CHECK_INT(effort_found(flow, STR("6"), &bench_mem), 1);
    CHECK_INT(effort_found(flow, STR("397"), &bench_mem), 8);
    CHECK_INT(effort_found(flow, STR("36440"), &bench_mem), 21);
    CHECK_INT(effort_found(flow, STR(""), &bench_mem), 0);
    CHECK_INT(effort_found(flow, STR("000000000000000000000"), &bench_mem), 0);
}

static int wanted(str address, str phone) {
    int bits = 0;
    CHECK_OK(effort_wanted(&bench_desk, address, phone, bench_now_ms, &bench_mem, &bits, &bench_err));
    return bits;
}

static void send(int who, str address) {
    code_for to = bench_proof(who);
    code_sent sent;
    to.address = address;
    CHECK_OK(code_send(&bench_desk, &to, bench_now_ms, &bench_mem, &sent, &bench_err));
}

static void test_wanted(void) {
    str here = STR("10.3.3.3");
    CHECK_INT(wanted(here, STR("13800138000")), EFFORT_USUAL);
    CHECK_INT(wanted(here, STR("17012345678")), EFFORT_MORE);
    for (int i = 0; i < 5; i++) {
        CHECK_INT(wanted(here, (str){0}), EFFORT_USUAL);
        send(i + 1, here);
    }
    CHECK_INT(wanted(here, (str){0}), EFFORT_MORE);
    CHECK_INT(wanted(STR("10.3.3.4"), (str){0}), EFFORT_USUAL);
    bench_now_ms += 10 * 60000;
    CHECK_INT(wanted(here, (str){0}), EFFORT_USUAL);
    for (int i = 0; i < 235; i++)
        send(1000 + i * 17, bench_proof(5000 + i).address);
    CHECK_INT(wanted(STR("10.3.3.4"), (str){0}), EFFORT_MUCH);  // four fifths of the hour's 300 are gone
}

static void all(void) {
    test_found();
    test_wanted();
}

int main(void) {
    bench_run("effort", all);
    CHECK_MAIN();
}
