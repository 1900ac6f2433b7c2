// SPDX-License-Identifier: Apache-2.0
#include "desk/receipt.h"

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static value index_of(const desk *d, str ref, arena *mem) {
    return value_str(secret_index(d->keys, STR("receipt"), &ref, 1, mem));
}

str receipt_words(const desk *d, str words, arena *mem) {
    return secret_index(d->keys, STR("words"), &words, 1, mem);
}

rc receipt_put(desk *d, str ref, const consent *c, int64_t now_ms, arena *mem, err *e) {
    value takes[] = {index_of(d, ref, mem), value_str(c->purpose), value_str(c->receiver),
                     value_str(receipt_words(d, c->words, mem)), value_int(now_ms)};
    return store_run(d->db, RECEIPT_PUT, takes, COUNT(takes), mem, NULL, e);
}

rc receipt_end(desk *d, str ref, str purpose, int64_t now_ms, arena *mem, err *e) {
    value takes[] = {index_of(d, ref, mem), value_str(purpose), value_int(now_ms)};
    return store_run(d->db, RECEIPTS_END, takes, COUNT(takes), mem, NULL, e);
}

rc receipt_list(desk *d, str ref, arena *mem, const receipt **out, size_t *n, err *e) {
    value takes[] = {index_of(d, ref, mem)};
    rows found;
    rc code = store_run(d->db, RECEIPTS_OF, takes, 1, mem, &found, e);
    if (code != RC_OK)
        return code;
    receipt *all = ARENA_ARRAY(mem, receipt, found.n + 1);
    if (all == NULL)
        return err_set(e, RC_MEMORY, "no memory for receipts");
    for (size_t i = 0; i < found.n; i++)
        all[i] = (receipt){rows_at(&found, i, 0)->s, rows_at(&found, i, 1)->s, rows_at(&found, i, 2)->s,
                           rows_at(&found, i, 3)->i, rows_at(&found, i, 4)->i};
    *out = all;
    *n = found.n;
    return RC_OK;
}
