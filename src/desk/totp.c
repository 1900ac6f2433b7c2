// SPDX-License-Identifier: Apache-2.0
#include "desk/totp.h"

#include <liboath/oath.h>

enum { STEP_S = 30, STEP_MS = STEP_S * 1000, DIGITS = 6 };

static bool is_of_step(str secret, str code, int64_t step) {
    char made[DIGITS + 1];
    return code.len == DIGITS &&
           oath_totp_generate(secret.ptr, secret.len, (time_t)(step * STEP_S), STEP_S, 0, DIGITS, made) ==
               OATH_OK &&
           str_is(code, (str){made, DIGITS});
}

int64_t totp_step(int64_t now_ms) {
    return now_ms / STEP_MS;
}

int64_t totp_find(str secret, str code, int64_t now_ms) {
    int64_t step = totp_step(now_ms);
    return is_of_step(secret, code, step) ? step : is_of_step(secret, code, step - 1) ? step - 1 : -1;
}

void totp_print_secret(str secret, buf *out) {
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    uint32_t bits = 0, n = 0;
    for (size_t i = 0; i < secret.len; i++) {
        bits = bits << 8 | (unsigned char)secret.ptr[i];
        for (n += 8; n >= 5; n -= 5)
            buf_put_char(out, letters[bits >> (n - 5) & 31]);
    }
}
