// SPDX-License-Identifier: Apache-2.0
// Every limit of codes at n and at n + 1, and where its window ends.
#include "desk/bench.h"

static const int64_t minute_ms = 60000, hour_ms = 3600000;

static code_sent send(code_for to) {
    code_sent sent = {0};
    CHECK_OK(code_send(&bench_desk, &to, bench_now_ms, &bench_mem, &sent, &bench_err));
    return sent;
}

// How many messages wait? They are taken.
static int count_messages(void) {
    int n = 0;
    while (bench_take_code().len > 0)
        n++;
    return n;
}

static code_check try_code(code_for of, str typed) {
    code_check result = CODE_OVER;
    CHECK_OK(code_prove(&bench_desk, &of, typed, bench_now_ms, &bench_mem, &result, &bench_err));
    return result;
}

static void test_tries(void) {
    code_for to = bench_proof(100), other = to;
    (void)send(to);
    str code = bench_take_code(), wrong = code.ptr[0] == '0' ? STR("111111") : STR("000000");
    other.purpose = STR("privacy");
    CHECK_INT(try_code(other, code), CODE_WRONG);  // of another purpose
    other = to;
    other.phone = STR("13700000000");
    CHECK_INT(try_code(other, code), CODE_WRONG);  // of another number
    for (int i = 0; i < 2; i++)
        CHECK_INT(try_code(to, wrong), CODE_WRONG);
    CHECK_INT(try_code(to, code), CODE_RIGHT);  // the fifth try
    CHECK_INT(try_code(to, code), CODE_OVER);   // good once
    to = bench_proof(101);
    (void)send(to);
    code = bench_take_code();
    for (int i = 0; i < 5; i++)
        CHECK_INT(try_code(to, wrong), CODE_WRONG);
    CHECK_INT(try_code(to, code), CODE_OVER);  // the sixth
}

static void test_life(void) {
    code_for to = bench_proof(102);
    (void)send(to);
    str code = bench_take_code();
    bench_now_ms += 5 * minute_ms - 1;
    CHECK_INT(try_code(to, code), CODE_RIGHT);
    to = bench_proof(103);
    (void)send(to);
    code = bench_take_code();
    bench_now_ms += 5 * minute_ms;
    CHECK_INT(try_code(to, code), CODE_OVER);
}

// A code for nothing: the page is as ever, nothing goes out, and no code is right.
static void test_decoy(void) {
    code_for to = bench_proof(110);
    to.is_decoy = true;
    code_sent sent = send(to);
    CHECK(sent.what == SENT && sent.tag.len == TAG_LETTERS);
    CHECK_INT(count_messages(), 0);
    for (int i = 0; i < 5; i++)
        CHECK_INT(try_code(to, STR("123456")), CODE_WRONG);
    CHECK_INT(try_code(to, STR("123456")), CODE_OVER);
}

// A number gets one a minute, four an hour, eight a day, with growing waits between; nobody is told.
static void test_phone_limits(void) {
    int n = 0;
    int64_t begun = bench_now_ms;
    code_for to = bench_proof(104);
    for (; bench_now_ms < begun + 24 * hour_ms - 10 * minute_ms; bench_now_ms += 30 * 1000) {
        to.flow = secret_id(&bench_mem);
        code_sent sent = send(to);
        CHECK(sent.what == SENT_LATER || (sent.what == SENT && sent.tag.len == TAG_LETTERS));
        int got = count_messages();
        n += got;
        int64_t minutes = (bench_now_ms - begun) / minute_ms;
        CHECK(minutes > 0 || n <= 1);
        CHECK(minutes >= 60 || n <= 4);
    }
    CHECK_INT(n, 8);
}

// A form may ask three times; an address sixty times an hour.
static void test_visitor_limits(void) {
    code_for to = bench_proof(105);
    for (int i = 0; i < 3; i++, bench_now_ms += 10 * minute_ms) {
        CHECK_INT(send(to).what, SENT);
        CHECK_INT(count_messages(), 1);
    }
    CHECK_INT(send(to).what, SENT_LATER);
    bench_now_ms += 48 * hour_ms;
    int64_t begun = bench_now_ms;
    for (int i = 0; i < 60; i++, bench_now_ms += 1000) {
        code_for many = bench_proof(200 + i * 7);
        many.address = STR("10.9.9.9");
        CHECK_INT(send(many).what, SENT);
    }
    code_for more = bench_proof(999);
    more.address = STR("10.9.9.9");
    code_sent refused = send(more);
    CHECK_INT(refused.what, SENT_LATER);
    CHECK_INT(refused.again_ms, begun + hour_ms);
    bench_now_ms = refused.again_ms - 1;
    CHECK_INT(send(more).what, SENT_LATER);
    bench_now_ms++;
    CHECK_INT(send(more).what, SENT);
    (void)count_messages();
}

// Numbers that only differ at the end, from everywhere: thirty go out, then no more for six hours.
static void test_pumping(void) {
    bench_now_ms += 48 * hour_ms;
    for (int i = 0; i < 200; i++, bench_now_ms += 1000) {
        char phone[32];
        (void)snprintf(phone, sizeof phone, "1361234%04d", i);
        code_for to = bench_proof(2000 + i);
        to.phone = arena_copy(&bench_mem, str_of_c(phone));
        CHECK_INT(send(to).what, SENT);
    }
    CHECK_INT(count_messages(), 30);
    bench_now_ms += 5 * hour_ms;
    code_for late = bench_proof(3000);
    late.phone = STR("13612349999");
    (void)send(late);
    CHECK_INT(count_messages(), 0);
    bench_now_ms += 2 * hour_ms;
    late.flow = secret_id(&bench_mem);
    (void)send(late);
    CHECK_INT(count_messages(), 1);
}

static void test_budget(void) {
    bench_now_ms += 48 * hour_ms;
    for (int i = 0; i < 300; i++)
        CHECK_INT(send(bench_proof(10000 + i * 11)).what, SENT);
    CHECK_INT(send(bench_proof(99999)).what, SENT_NOT);
    bench_now_ms += hour_ms;
    CHECK_INT(send(bench_proof(99999)).what, SENT);
    (void)count_messages();
}

static const struct {
    str typed, digits;
} spellings[] = {{STR_INIT("482913"), STR_INIT("482913")},
                 {STR_INIT(" 48 29-13 "), STR_INIT("482913")},
                 {STR_INIT("４８２９１３"), STR_INIT("482913")},
                 {STR_INIT("48291"), STR_INIT("")},
                 {STR_INIT("4829133"), STR_INIT("")},
                 {STR_INIT("48291x"), STR_INIT("")},
                 {STR_INIT(""), STR_INIT("")}};

static void test_spellings(void) {
    CHECK_TABLE(spellings, i) {
        char digits[CODE_DIGITS];
        bool is_one = code_read(spellings[i].typed, digits);
        CHECK_INT(is_one, spellings[i].digits.len > 0);
        if (is_one)
            CHECK_STR(((str){digits, CODE_DIGITS}), spellings[i].digits);
    }
}

static void all(void) {
    test_spellings();
    test_tries();
    test_life();
    test_decoy();
    test_phone_limits();
    test_visitor_limits();
    test_pumping();
    test_budget();
}

int main(void) {
    bench_run("code", all);
    CHECK_MAIN();
}
