// SPDX-License-Identifier: Apache-2.0
#include "sms/query.h"

#include "base/percent.h"

static bool is_before(const sms_pair *a, const sms_pair *b) {
    int order = str_compare(a->name, b->name);
    return order < 0 || (order == 0 && str_compare(a->value, b->value) < 0);
}

// Insertion: a request has a handful of pairs, most of them in order.
static void sort_into(sms_pair *sorted, const sms_pair *pairs, size_t n) {
    for (size_t i = 0; i < n; i++) {
        size_t at = i;
        for (; at > 0 && is_before(&pairs[i], &sorted[at - 1]); at--)
            sorted[at] = sorted[at - 1];
        sorted[at] = pairs[i];
    }
}

void query_put(const sms_pair *pairs, size_t n, arena *mem, buf *out) {
    sms_pair *sorted = ARENA_ARRAY(mem, sms_pair, n);
    if (sorted == NULL && n > 0) {
        out->failed = true;
        return;
    }
    sort_into(sorted, pairs, n);
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            buf_put_char(out, '&');
        percent_put(out, sorted[i].name);
        buf_put_char(out, '=');
        percent_put(out, sorted[i].value);
    }
}
