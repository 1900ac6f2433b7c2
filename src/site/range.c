// SPDX-License-Identifier: Apache-2.0
#include "site/range.h"

// Digits alone; a number that is too large is as good as the largest.
static bool read_number(str s, size_t *out) {
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
        size_t digit = (size_t)(s.ptr[i] - '0');
        n = n > (SIZE_MAX - digit) / 10 ? SIZE_MAX : n * 10 + digit;
    }
    *out = n;
    return s.len > 0;
}

// -500: the last 500.
static range_kind read_end(str last, size_t len, span *out) {
    size_t n;
    if (!read_number(last, &n))
        return RANGE_WHOLE;
    if (n == 0 || len == 0)
        return RANGE_OUTSIDE;
    *out = (span){n < len ? len - n : 0, len};
    return RANGE_PART;
}

range_kind range_read(str header, size_t len, span *out) {
    static const str unit = STR_INIT("bytes=");
    str what = str_trim(str_slice(header, unit.len, header.len));
    size_t dash = str_find(what, '-'), first, last = SIZE_MAX;
    if (!str_starts(header, unit) || dash == what.len)
        return RANGE_WHOLE;
    str behind = str_slice(what, dash + 1, what.len);
    if (dash == 0)
        return read_end(behind, len, out);
    bool is_read =
        read_number(str_slice(what, 0, dash), &first) && (behind.len == 0 || read_number(behind, &last));
    if (!is_read || last < first)
        return RANGE_WHOLE;
    if (first >= len)
        return RANGE_OUTSIDE;
    *out = (span){first, last < len ? last + 1 : len};
    return RANGE_PART;
}

bool range_is_meant(str if_range, str etag) {
    return if_range.len == 0 || (etag.len > 0 && str_is(if_range, etag));
}
