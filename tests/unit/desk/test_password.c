// SPDX-License-Identifier: Apache-2.0
// Which passwords are taken, in which form, and what is kept of them.
#include "desk/bench.h"
#include "desk/password.h"

static password_verdict check(str password) {
    return password_check(&bench_desk, password, STR("anna"), &bench_mem);
}

static void test_common(void) {
    static const char *const common[] = {
        "password1234",     "Password1234!",     "passwordpassword",   "p@ssw0rd2024",
        "iloveyou1234",     "iloveyou iloveyou", "qwertyuiop12",       "qwertyqwerty",
        "1q2w3e4r5t6y",     "1qaz2wsx3edc",      "qazwsxedcrfv",       "zxcvbnmasdfghjkl",
        "abcdefghijkl",     "987654321098",      "aaaaaaaaaaaa",       "abababababab",
        "123456789012",     "201020102010",      "shanghai2024!",      "jifen2024jifen",
        "jifenshanghai",    "Jifen-Shanghai-1",  "annaannaanna",       "anna20240101",
        "dragon2024monkey", "明白积分2024!!!!",  "上海居住证20260101", "积分积分积分积分积分积分",
        "asdfghjkl;12",     "jzz!!!!!!!!!2026",
    };
    static const char *const fine[] = {
        "十二个字的密码要够长才行",
        "correct horse battery staple",
        "kiwi umbrella tram 7",
        "Xq7!vB2#mN9$",
        "我家门口有三棵老槐树呀",
        "tjqzvwpkrmxh",
        "a dragon under the monkey house",
    };
    CHECK_TABLE(common, i)
    if (!CHECK_INT(check(str_of_c(common[i])), PASSWORD_COMMON))
        printf("  %s\n", common[i]);
    CHECK_TABLE(fine, i) {
        password_verdict wanted = i == 4 ? PASSWORD_SHORT : PASSWORD_FINE;  // eleven letters
        if (!CHECK_INT(check(str_of_c(fine[i])), wanted))
            printf("  %s\n", fine[i]);
    }
}

// The list is by bytes, as looking for a word in it needs, and long enough.
static void test_list(void) {
    str rest = bench_desk.common, line, last = {0};
    int64_t n = 0, n_found = 0;
    while (str_next_line(&rest, &line)) {
        CHECK(n == 0 || str_compare(last, line) < 0);
        n_found += password_is_common(bench_desk.common, line, STR("anna"), &bench_mem);
        last = line;
        n++;
    }
    CHECK(n >= 10000);
    CHECK_INT(n_found, n);
}

static str repeat(const char *letter, int n) {
    buf b = buf_make(&bench_mem);
    for (int i = 0; i < n; i++) {
        buf_put(&b, str_of_c(letter));
        buf_put_int(&b, i % 7 * i % 10);
    }
    return buf_str(&b);
}

static void test_length(void) {
    CHECK_INT(check((str){0}), PASSWORD_SHORT);
    CHECK_INT(check(STR("树kQ3门!zP8w雨")), PASSWORD_SHORT);  // eleven
    CHECK_INT(check(STR("树kQ3门!zP8w雨七")), PASSWORD_FINE);
    CHECK_INT(check(repeat("树", 64)), PASSWORD_FINE);  // 128 letters, 256 bytes
    str most = repeat("树", 64);
    buf b = buf_make(&bench_mem);
    buf_put(&b, most);
    BUF_LIT(&b, "x");
    CHECK_INT(check(buf_str(&b)), PASSWORD_LONG);
    CHECK_INT(check(repeat("树木", 5000)), PASSWORD_LONG);
}

// A letter with its mark in one piece and in two is the same letter, and counts once.
static void test_form(void) {
    str one = STR("caf\xC3\xA9 tram 7 kiwi"), two = STR("cafe\xCC\x81 tram 7 kiwi");
    str hash = password_hash(&bench_desk, one, &bench_mem);
    CHECK(password_is(&bench_desk, two, hash, &bench_mem));
    CHECK(password_is(&bench_desk, one, hash, &bench_mem));
    CHECK(!password_is(&bench_desk, STR("cafe tram 7 kiwi"), hash, &bench_mem));
    CHECK(!password_is(&bench_desk, (str){0}, hash, &bench_mem));
    CHECK(!password_is(&bench_desk, one, (str){0}, &bench_mem));
    CHECK(!password_is_dated(hash));
    // with another key nothing fits
    static const unsigned char root[ROOT_BYTES] = {8};
    desk other = bench_desk;
    other.keys = keys_make(root, &bench_mem);
    CHECK(!password_is(&other, one, hash, &bench_mem));
    CHECK_INT(check(STR("e\xCC\x81"
                        "e\xCC\x81"
                        "k3w!t7")),
              PASSWORD_SHORT);
}

static void all(void) {
    test_common();
    test_list();
    test_length();
    test_form();
}

int main(void) {
    bench_run("password", all);
    CHECK_MAIN();
}
