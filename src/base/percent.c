// SPDX-License-Identifier: Apache-2.0
#include "base/percent.h"

static bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

void percent_put(buf *out, str s) {
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < s.len; i++) {
        if (is_unreserved(s.ptr[i])) {
            buf_put_char(out, s.ptr[i]);
            continue;
        }
        unsigned char c = (unsigned char)s.ptr[i];
        buf_put_char(out, '%');
        buf_put_char(out, digits[c >> 4]);
        buf_put_char(out, digits[c & 15]);
    }
}
