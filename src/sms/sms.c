// SPDX-License-Identifier: Apache-2.0
#include "sms/sms.h"

#include <assert.h>

void sms_add_header(sms_request *r, str name, str value) {
    assert(r->n_headers < SMS_HEADERS_MOST);
    r->headers[r->n_headers++] = (sms_pair){name, value};
}

bool sms_is_ascii_line(str s) {
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] < ' ' || s.ptr[i] > '~')
            return false;
    return true;
}

bool sms_request_is_sound(const sms_request *r) {
    for (size_t i = 0; i < r->n_headers; i++) {
        str value = r->headers[i].value;
        if (value.len == 0 || !sms_is_ascii_line(value))
            return false;
    }
    return true;
}
