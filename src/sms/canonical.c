// SPDX-License-Identifier: Apache-2.0
#include "sms/canonical.h"

#include "sms/sign.h"

void canonical_put_names(const sms_pair *headers, size_t n, buf *out) {
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            buf_put_char(out, ';');
        buf_put(out, headers[i].name);
    }
}

void canonical_put(str query, const sms_pair *headers, size_t n, str body, buf *out) {
    buf_print(out, "POST\n/\n{s}\n", query);
    for (size_t i = 0; i < n; i++)
        buf_print(out, "{s}:{s}\n", headers[i].name, headers[i].value);
    buf_put_char(out, '\n');
    canonical_put_names(headers, n, out);
    buf_put_char(out, '\n');
    sign_put_hex(out, sign_sha256(body));
}
