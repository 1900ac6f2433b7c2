// SPDX-License-Identifier: Apache-2.0
#include "desk/sealed.h"

typedef struct {
    statement after, set;
    str column;  // as it was sealed
} sealed_column;

static const sealed_column columns[] = {
#define SEALED(name, table, key, field) {name##_AFTER, name##_SET, STR_INIT(table "." field)},
#define SEALED_EACH(name, table, key, field) SEALED(name, table, key, field)
#include "store/sealed.def"
#undef SEALED
#undef SEALED_EACH
};

enum { N_COLUMNS = sizeof columns / sizeof columns[0] };

// Called with some rows of a column: number of the row, which of it, what is sealed.
typedef rc look(desk *d, const sealed_column *c, const rows *some, arena *mem, void *ctx, err *e);

static rc walk_column(desk *d, const sealed_column *c, look *each, void *ctx, arena *some, err *e) {
    value from[] = {value_str((str){0}), value_int(0)};
    arena place;
    rc code = RC_OK;
    arena_init(&place, some->source, 0);  // where the last row of the rows before is remembered
    for (bool is_more = true; is_more && code == RC_OK;) {
        rows found = {0};
        arena_reset(some);
        code = store_run(d->db, c->after, from, 2, some, &found, e);
        is_more = code == RC_OK && found.n > 0;
        if (!is_more)
            break;
        code = each(d, c, &found, some, ctx, e);
        arena_reset(&place);
        from[0] = value_str(arena_copy(&place, rows_at(&found, found.n - 1, 0)->s));
        from[1] = *rows_at(&found, found.n - 1, 1);
    }
    arena_done(&place);
    return code;
}

static rc walk(desk *d, look *each, void *ctx, arena *mem, err *e) {
    arena some;
    rc code = RC_OK;
    arena_init(&some, mem->source, 0);
    for (size_t i = 0; i < N_COLUMNS && code == RC_OK; i++)
        code = walk_column(d, &columns[i], each, ctx, &some, e);
    arena_done(&some);
    return code;
}

static bool open_row(const desk *d, const sealed_column *c, const rows *some, size_t i, arena *mem, str *plain) {
    return secret_open(d->keys, c->column, rows_at(some, i, 0)->s, rows_at(some, i, 2)->s, mem, plain);
}

static bool is_old(const desk *d, const rows *some, size_t i) {
    return secret_number(rows_at(some, i, 2)->s) != keys_number(d->keys);
}

// ---- does each open ----------------------------------------------------------------------------------------------------

typedef struct {
    sealed_state *state;
    arena *mem;  // that stays
} checking;

static rc name_broken(desk *d, const sealed_column *c, const value *row, const checking *k, err *e) {
    sealed_state *state = k->state;
    rows named;
    state->n_broken++;
    if (state->broken.len > 0)
        return RC_OK;
    state->broken = c->column;
    state->number = secret_number(row[2].s);
    state->id = arena_copy(k->mem, row[0].s);
    rc code = store_run(d->db, LEAD_REF, row, 1, k->mem, &named, e);
    state->name = code == RC_OK && named.n > 0 ? rows_at(&named, 0, 0)->s : secret_hex(state->id, k->mem);
    return code;
}

static rc check_rows(desk *d, const sealed_column *c, const rows *some, arena *mem, void *ctx, err *e) {
    const checking *k = ctx;
    rc code = RC_OK;
    for (size_t i = 0; i < some->n && code == RC_OK; i++) {
        str plain;
        k->state->n++;
        k->state->n_old += is_old(d, some, i);
        if (!open_row(d, c, some, i, mem, &plain))
            code = name_broken(d, c, rows_at(some, i, 0), k, e);
    }
    return code;
}

rc sealed_check(desk *d, arena *mem, sealed_state *out, err *e) {
    checking k = {out, mem};
    *out = (sealed_state){0};
    return walk(d, check_rows, &k, mem, e);
}

// ---- sealing anew ------------------------------------------------------------------------------------------------------

typedef struct {
    desk *d;
    const sealed_column *c;
    const rows *some;
    arena *mem;
    int64_t n;
} resealing;

static rc renew_one(resealing *k, size_t i, err *e) {
    const value *row = rows_at(k->some, i, 0);
    str plain;
    rows changed = {0};
    if (!is_old(k->d, k->some, i) || !open_row(k->d, k->c, k->some, i, k->mem, &plain))
        return RC_OK;
    value takes[] = {row[0], row[1], row[2],
                     value_str(secret_seal(k->d->keys, k->c->column, row[0].s, plain, k->mem))};
    if (takes[3].s.len == 0)
        return err_set(e, RC_MEMORY, "no memory for sealing anew");
    rc code = store_run(k->d->db, k->c->set, takes, 4, k->mem, &changed, e);
    k->n += (int64_t)changed.n;
    return code;
}

static rc renew_all(store *s, void *ctx, err *e) {
    resealing *k = ctx;
    rc code = RC_OK;
    (void)s;
    k->n = 0;
    for (size_t i = 0; i < k->some->n && code == RC_OK; i++)
        code = renew_one(k, i, e);
    return code;
}

static rc renew_rows(desk *d, const sealed_column *c, const rows *some, arena *mem, void *ctx, err *e) {
    int64_t *n = ctx;
    resealing k = {.d = d, .c = c, .some = some, .mem = mem};
    size_t n_old = 0;
    for (size_t i = 0; i < some->n; i++)
        n_old += is_old(d, some, i);
    rc code = n_old == 0 ? RC_OK : store_do(d->db, renew_all, &k, e);
    *n += code == RC_OK ? k.n : 0;
    return code;
}

rc sealed_renew(desk *d, arena *mem, int64_t *out_n, err *e) {
    *out_n = 0;
    return walk(d, renew_rows, out_n, mem, e);
}
