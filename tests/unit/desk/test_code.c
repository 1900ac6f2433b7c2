// SPDX-License-Identifier: Apache-2.0
// Every limit of codes at n and at n + 1, and where its window ends.
#include "desk/bench.h"
#include "desk/effort.h"
#include "desk/stop.h"

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

// What a visitor sees who asks again and again with one form, each time a wrong code behind it. The same for everybody, whatever goes out.
typedef struct {
    sending what;
    bool is_other_tag;
    code_check check;
    int64_t again_ms;
    int bits;
} seen;

static seen ask(code_for to, str *tag) {
    code_sent sent = send(to);
    seen s = {.what = sent.what, .is_other_tag = !str_is(sent.tag, *tag), .again_ms = sent.again_ms};
    s.check = try_code(to, STR("not a code"));
    *tag = sent.tag;
    CHECK_OK(effort_wanted(&bench_desk, to.address, (str){0}, bench_now_ms, &bench_mem, &s.bits, &bench_err));
    return s;
}

enum { NUMBER_KNOWN, NUMBER_OF_NOBODY, NUMBER_STOPPED, NUMBER_ASKED_BEFORE, N_NUMBERS };

static code_for number_of(int kind, bool is_plain) {
    code_for to = bench_proof(400 + kind * 10 + is_plain);
    to.is_plain = is_plain;
    to.is_decoy = kind == NUMBER_OF_NOBODY;
    if (kind == NUMBER_STOPPED) {
        CHECK_OK(stop_put(&bench_desk, to.phone, bench_now_ms, &bench_mem, &bench_err));
    }
    if (kind == NUMBER_ASKED_BEFORE)
        for (int i = 0; i < 3; i++) {
            code_for before = bench_proof(500 + i);
            before.phone = to.phone;
            bench_now_ms += 7 * minute_ms;
            (void)send(before);
        }
    return to;
}

static void test_same_for_all(bool is_plain) {
    static const int at_s[] = {0, 30, 61, 67, 100, 190, 260, 520, 900, 1200};
    code_for to[N_NUMBERS];
    str tags[N_NUMBERS] = {0};
    int n_other = 0, n_form = 0, n_messages = 0;
    for (int kind = N_NUMBERS - 1; kind >= 0; kind--)
        to[kind] = number_of(kind, is_plain);
    (void)count_messages();
    int64_t begun = bench_now_ms;
    for (size_t i = 0; i < sizeof at_s / sizeof at_s[0]; i++) {
        bench_now_ms = begun + at_s[i] * 1000;
        seen first = ask(to[NUMBER_KNOWN], &tags[NUMBER_KNOWN]);
        n_other += first.what == SENT && first.is_other_tag;
        n_form += first.what == SENT_FORM;
        for (int kind = 1; kind < N_NUMBERS; kind++) {
            seen s = ask(to[kind], &tags[kind]);
            CHECK_INT(s.what, first.what);
            CHECK_INT(s.is_other_tag, first.is_other_tag);
            CHECK_INT(s.check, first.check);
            CHECK_INT(s.again_ms, first.again_ms);
            CHECK_INT(s.bits, first.bits);
        }
        n_messages += count_messages();
    }
    CHECK_INT(n_other, is_plain ? 1 : 3);  // three messages or none, and then another form
    CHECK(n_form > 0);
    CHECK_INT(n_messages, is_plain ? 1 : 3);  // of the one that may have them
    bench_now_ms += 48 * hour_ms;
}

// Also the limit of an address counts what was never sent.
static void test_address_of_decoys(void) {
    code_for to = bench_proof(600);
    to.is_decoy = true;
    for (int i = 0; i < 60; i++) {
        to.flow = secret_id(&bench_mem);
        CHECK_INT(send(to).what, SENT);
    }
    to.flow = secret_id(&bench_mem);
    CHECK_INT(send(to).what, SENT_LATER);
}

// What a line of IPv6 is given is one address, whichever of its 2^64 is taken.
static void test_networks(void) {
    code_for to = bench_proof(700);
    for (int i = 0; i < 60; i++) {
        char address[64];
        (void)snprintf(address, sizeof address, "2001:db8:1:2:%x::%x", i + 1, i);
        to.flow = secret_id(&bench_mem);
        to.address = str_of_c(address);
        CHECK_INT(send(to).what, SENT);
    }
    to.flow = secret_id(&bench_mem);
    to.address = STR("2001:db8:1:2::1");
    CHECK_INT(send(to).what, SENT_LATER);
    to.address = STR("2001:db8:1:3::1");
    CHECK_INT(send(to).what, SENT);
    (void)count_messages();
    bench_now_ms += 48 * hour_ms;
}

// A second press for which nothing goes out leaves the first code good, but not for longer.
static void test_kept(void) {
    code_for to = bench_proof(710), other = to;
    bench_now_ms += 48 * hour_ms;
    other.flow = secret_id(&bench_mem);
    (void)send(other);
    bench_now_ms += 70 * 1000;
    (void)send(to);  // the number's second, so that it waits for longer than the form
    (void)bench_take_code();
    str code = bench_take_code();
    CHECK_INT(code.len, CODE_DIGITS);
    bench_now_ms += 70 * 1000;
    code_sent sent = send(to);
    CHECK_INT(sent.what, SENT);
    CHECK_INT(count_messages(), 0);
    CHECK_INT(try_code(to, code), CODE_RIGHT);
    to = bench_proof(711);
    (void)send(to);
    code = bench_take_code();
    to.is_decoy = true;
    bench_now_ms += 4 * minute_ms;
    (void)send(to);
    bench_now_ms += minute_ms;
    CHECK_INT(try_code(to, code), CODE_WRONG);
}

// Ten wrong codes close a number for a day, twenty an address for an hour; each says so.
static void test_wrong_codes(void) {
    bench_now_ms += 48 * hour_ms;
    for (int i = 0; i < 25; i++) {
        code_for to = bench_proof(i < 10 ? 720 : 721 + i), after = to;
        to.address = STR("10.8.8.8");
        to.flow = secret_id(&bench_mem);
        (void)send(to);
        CHECK_INT(try_code(to, STR("not a code")), i < 20 ? CODE_WRONG : CODE_TOO_OFTEN);
        after.phone = bench_proof(720).phone;
        after.address = bench_proof(730 + i).address;
        CHECK_INT(try_code(after, STR("not a code")), i < 9 ? CODE_OVER : CODE_NUMBER_SHUT);
    }
    (void)count_messages();
    bench_now_ms += 48 * hour_ms;
}

// A number gets one a minute, four an hour, eight a day, with growing waits between; nobody is told.
static void test_phone_limits(void) {
    int n = 0;
    int64_t begun = bench_now_ms;
    code_for to = bench_proof(104);
    for (; bench_now_ms < begun + 24 * hour_ms - 10 * minute_ms; bench_now_ms += 30 * 1000) {
        to.flow = secret_id(&bench_mem);
        to.address = bench_proof((int)(bench_now_ms / 1000 % 60000)).address;
        code_sent sent = send(to);
        CHECK(sent.what == SENT && sent.tag.len == TAG_LETTERS);
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
    CHECK_INT(send(to).what, SENT_FORM);
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
                 {STR_INIT("482\u00a0913"), STR_INIT("482913")},
                 {STR_INIT("482–913"), STR_INIT("482913")},
                 {STR_INIT("482—9\t1 3"), STR_INIT("482913")},
                 {STR_INIT("482.913"), STR_INIT("")},
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
    test_same_for_all(false);
    test_same_for_all(true);
    test_address_of_decoys();
    test_networks();
    test_kept();
    test_wrong_codes();
    test_phone_limits();
    test_visitor_limits();
    test_pumping();
    test_budget();
}

int main(void) {
    bench_run("code", all);
    CHECK_MAIN();
}
