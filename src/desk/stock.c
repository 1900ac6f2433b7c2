// SPDX-License-Identifier: Apache-2.0
#include "desk/stock.h"

// Read first: a server that starts has nothing to write.
rc stock_claim(desk *d, arena *mem, err *e) {
    value mine[] = {value_str(keys_mark(d->keys, mem))};
    rows marks = {0};
    rc code = store_run(d->db, RING_MARKS, NULL, 0, mem, &marks, e);
    if (code == RC_OK && marks.n == 0) {
        code = store_once(d->db, RING_CLAIM, mine, 1, mem, NULL, e);
        if (code == RC_OK)
            code = store_run(d->db, RING_MARKS, NULL, 0, mem, &marks, e);
    }
    for (size_t i = 0; i < marks.n && code == RC_OK; i++)
        if (!str_is(rows_at(&marks, i, 0)->s, mine[0].s))
            code = err_set(e, RC_INPUT, "the database belongs to other keys than those of DATA/root.key");
    return code;
}

rc stock_count(desk *d, arena *mem, stock *out, err *e) {
    rows version, tables = {0}, last = {0};
    rc code = store_run(d->db, MIGRATION_LAST, NULL, 0, mem, &version, e);
    if (code == RC_OK)
        code = store_run(d->db, ROWS_OF_TABLES, NULL, 0, mem, &tables, e);
    if (code == RC_OK)
        code = store_run(d->db, AUDIT_LAST, NULL, 0, mem, &last, e);
    table_rows *all = ARENA_ARRAY(mem, table_rows, tables.n + 1);
    if (code == RC_OK && all == NULL)
        code = err_set(e, RC_MEMORY, "no memory for what the database holds");
    if (code != RC_OK)
        return code;
    for (size_t i = 0; i < tables.n; i++)
        all[i] = (table_rows){rows_at(&tables, i, 0)->s, rows_at(&tables, i, 1)->i};
    *out = (stock){.version = rows_at(&version, 0, 0)->i, .tables = all, .n_tables = tables.n};
    if (last.n > 0) {
        out->audit_seq = rows_at(&last, 0, 0)->i;
        out->audit_hash = secret_hex(rows_at(&last, 0, 1)->s, mem);
    }
    return RC_OK;
}

int64_t stock_rows(const stock *s, str table) {
    int64_t n = -1;
    for (size_t i = 0; i < s->n_tables; i++)
        if (str_is(s->tables[i].table, table))
            n = s->tables[i].n;
    return n;
}

static rc check_integrity(desk *d, arena *mem, err *e) {
    rows said;
    rc code = store_run(d->db, INTEGRITY, NULL, 0, mem, &said, e);
    if (code != RC_OK || (said.n == 1 && str_is(rows_at(&said, 0, 0)->s, STR("ok"))))
        return code;
    return err_set(e, RC_STORE, "the database is broken: {s}",
                   said.n > 0 ? rows_at(&said, 0, 0)->s : STR("it does not say how"));
}

rc stock_check(desk *d, arena *mem, sealed_state *sealed, audit_state *audit, err *e) {
    rc code = check_integrity(d, mem, e);
    if (code == RC_OK)
        code = sealed_check(d, mem, sealed, e);
    if (code == RC_OK && sealed->broken.len > 0)
        return err_set(
            e, RC_STORE,
            "a value of {s} does not open, of {s}: it was sealed with key {i}, or is not whole; so are "
            "{i} more",
            sealed->broken, sealed->name, (int64_t)sealed->number, sealed->n_broken - 1);
    if (code == RC_OK)
        code = audit_verify(d, mem, audit, e);
    if (code == RC_OK && audit->broken_at != 0)
        return err_set(e, RC_STORE, "the audit is broken at row {i}", audit->broken_at);
    return code;
}
