// SPDX-License-Identifier: Apache-2.0
// measure_audit [ROWS] - how long it takes to go over an audit of so many rows, a million if nothing is said, in a new SQLite file.
#define _POSIX_C_SOURCE 200809L
#include "base/num.h"
#include "desk/audit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static desk d;
static arena mem;

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static rc put_some(store *db, void *ctx, err *e) {
    int64_t n = *(int64_t *)ctx;
    rc code = RC_OK;
    (void)db;
    for (int64_t i = 0; i < n && code == RC_OK; i++) {
        arena_reset(&mem);
        audit_entry entry = {.actor = secret_id(&mem),
                             .action = STR("sign_in"),
                             .object = secret_id(&mem),
                             .result = STR("done"),
                             .reason = STR("phone")};
        d.by = (caller){.role = STR("consultant"), .request = secret_id(&mem), .address = secret_id(&mem)};
        code = audit_put(&d, &entry, INT64_C(1795399200000) + i, &mem, e);
    }
    return code;
}

int main(int argc, char **argv) {
    static const unsigned char root[ROOT_BYTES] = {1};
    char folder[] = "/tmp/jifen-audit-XXXXXX", path[64];
    int64_t n = 1000000;
    arena kept;
    audit_state state;
    err e;
    err_clear(&e);
    arena_init(&kept, arena_malloc(), 0);
    arena_init(&mem, arena_malloc(), 0);
    if (argc == 2)
        (void)num_parse(str_of_c(argv[1]), 0, &n);
    if (mkdtemp(folder) == NULL)
        return 1;
    (void)snprintf(path, sizeof path, "%s/a.db", folder);
    d.keys = keys_make(root, &kept);
    rc code = store_open(str_of_c(path), &kept, &d.db, &e);
    double begun = seconds();
    if (code == RC_OK)
        code = store_do(d.db, put_some, &n, &e);
    double put = seconds();
    if (code == RC_OK)
        code = audit_verify(&d, &mem, &state, &e);
    double seen = seconds();
    bool is_whole = code == RC_OK && state.n == n && state.broken_at == 0;
    if (is_whole)
        printf("%lld rows: put in %.2f s, gone over in %.2f s\n", (long long)n, put - begun, seen - put);
    else
        printf("it does not hold: %.*s\n", (int)err_text(&e).len, err_text(&e).ptr);
    store_close(d.db);
    (void)unlink(path);
    (void)rmdir(folder);
    arena_done(&mem);
    arena_done(&kept);
    return is_whole ? 0 : 1;
}
