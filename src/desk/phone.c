// SPDX-License-Identifier: Apache-2.0
#include "desk/phone.h"

#include "base/utf8.h"

#include <string.h>

enum { DIGITS_MOST = 15 };  // with 0086 in front

bool phone_is_between(uint32_t letter) {
    bool is_blank = letter == ' ' || letter == '\t' || letter == 0xA0 ||
                    (letter >= 0x2002 && letter <= 0x200A) || letter == 0x202F || letter == 0x3000;
    return is_blank || letter == '-' || (letter >= 0x2010 && letter <= 0x2015) || letter == 0x2212 ||
           letter == 0xFF0D;
}

static bool is_plus(uint32_t letter) {
    return letter == '+' || letter == 0xFF0B;
}

// The digits; 0 when there is anything else.
static size_t read_digits(str text, char digits[DIGITS_MOST], bool *has_plus) {
    size_t n = 0;
    *has_plus = false;
    for (size_t at = 0; at < text.len;) {
        uint32_t letter;
        at += utf8_next(text, at, &letter);
        if (letter >= 0xFF10 && letter <= 0xFF19)
            letter -= 0xFF10 - '0';
        if (phone_is_between(letter))
            continue;
        if (is_plus(letter) && n == 0 && !*has_plus) {
            *has_plus = true;
            continue;
        }
        if (letter < '0' || letter > '9' || n == DIGITS_MOST)
            return 0;
        digits[n++] = (char)letter;
    }
    return n;
}

bool phone_read(str text, char out[PHONE_DIGITS]) {
    char digits[DIGITS_MOST];
    bool has_plus;
    str all = {digits, read_digits(text, digits, &has_plus)};
    if (has_plus && !str_starts(all, STR("86")))
        return false;
    size_t before = str_starts(all, STR("0086")) && !has_plus                   ? 4
                    : all.len == PHONE_DIGITS + 2 && str_starts(all, STR("86")) ? 2
                                                                                : 0;
    str own = str_slice(all, before, all.len);
    if (own.len != PHONE_DIGITS || own.ptr[0] != '1' || own.ptr[1] < '3')
        return false;
    memcpy(out, own.ptr, PHONE_DIGITS);
    return true;
}

bool phone_is_virtual(str phone) {
    static const str starts[] = {STR_INIT("162"), STR_INIT("165"), STR_INIT("167"), STR_INIT("170"),
                                 STR_INIT("171")};
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++)
        if (str_starts(phone, starts[i]))
            return true;
    return false;
}

void phone_mask(str phone, char out[PHONE_DIGITS]) {
    memset(out, '*', PHONE_DIGITS);
    if (phone.len != PHONE_DIGITS)
        return;
    memcpy(out, phone.ptr, 3);
    memcpy(out + 7, phone.ptr + 7, 4);
}
