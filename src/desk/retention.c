// SPDX-License-Identifier: Apache-2.0
#include "desk/retention.h"

#include "desk/stop.h"

static const int64_t day_ms = 24 * 3600000;

static const struct {
    statement which;
    int64_t days;
} ends[] = {
    {CODES_FORGET, 1},         {MESSAGES_FORGET, 1}, {HITS_FORGET, 2},
    {STOPS_FORGET, STOP_DAYS},  // three years in which somebody who wants no calls gets none
    {LEADS_FORGET, 180},        // behind their end, with consents, notes and all that happened
    {SESSIONS_FORGET, 1},
};

typedef struct {
    int64_t now_ms;
    arena *mem;
} work;

static rc forget(store *s, void *ctx, err *e) {
    const work *k = ctx;
    rc code = RC_OK;
    for (size_t i = 0; i < sizeof ends / sizeof ends[0] && code == RC_OK; i++) {
        value before = value_int(k->now_ms - ends[i].days * day_ms);
        code = store_run(s, ends[i].which, &before, 1, k->mem, NULL, e);
    }
    return code;
}

rc retention_run(desk *d, int64_t now_ms, arena *mem, err *e) {
    work k = {now_ms, mem};
    return store_do(d->db, forget, &k, e);
}
