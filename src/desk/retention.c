// SPDX-License-Identifier: Apache-2.0
#include "desk/retention.h"

#include "desk/audit.h"
#include "desk/receipt.h"
#include "desk/stop.h"

static const int64_t day_ms = 24 * 3600000;

static const struct {
    statement which;
    int64_t days;
    str what;
} ends[] = {
    {CODES_FORGET, KEPT_CODES, STR_INIT("codes")},
    {MESSAGES_FORGET, KEPT_MESSAGES, STR_INIT("messages")},
    {HITS_FORGET, KEPT_COUNTS, STR_INIT("counts")},
    // three years in which somebody who wants no calls gets none
    {STOPS_FORGET, STOP_DAYS, STR_INIT("wishes for no calls")},
    {LEADS_FORGET, KEPT_REQUESTS, STR_INIT("requests")},
    {SESSIONS_FORGET, 1, STR_INIT("sessions")},
    {REMINDERS_FORGET, KEPT_REMINDERS, STR_INIT("reminders")},
    {AGREEMENTS_FORGET, KEPT_REMINDERS, STR_INIT("agreements")},  // with the last of them
    {DRAFTS_FORGET, KEPT_DRAFTS, STR_INIT("drafts")},
    {RECEIPTS_FORGET, RECEIPT_DAYS, STR_INIT("receipts")},
};

enum { N_ENDS = sizeof ends / sizeof ends[0] };

typedef struct {
    desk *d;
    int64_t now_ms;
    forgotten *done;  // [N_ENDS]
    arena *mem;
} work;

static rc forget(store *s, void *ctx, err *e) {
    const work *k = ctx;
    rc code = RC_OK;
    for (size_t i = 0; i < N_ENDS && code == RC_OK; i++) {
        value before = value_int(k->now_ms - ends[i].days * day_ms);
        rows gone;
        code = store_run(s, ends[i].which, &before, 1, k->mem, &gone, e);
        if (code == RC_OK)
            k->done[i] = (forgotten){ends[i].what, (int64_t)gone.n};
    }
    return code;
}

static rc forget_and_tell(store *s, void *ctx, err *e) {
    const work *k = ctx;
    audit_entry entry = {.action = STR("purged"), .result = STR("done")};
    rc code = forget(s, ctx, e);
    return code == RC_OK ? audit_put(k->d, &entry, k->now_ms, k->mem, e) : code;
}

static rc begin(desk *d, store_act *act, int64_t now_ms, arena *mem, retention_report *out, err *e) {
    work k = {d, now_ms, ARENA_ARRAY(mem, forgotten, N_ENDS), mem};
    if (k.done == NULL)
        return err_set(e, RC_MEMORY, "no memory for what is over");
    *out = (retention_report){k.done, N_ENDS};
    return store_do(d->db, act, &k, e);
}

rc retention_count(desk *d, int64_t now_ms, arena *mem, retention_report *out, err *e) {
    return begin(d, forget_and_tell, now_ms, mem, out, e);
}

rc retention_run(desk *d, int64_t now_ms, arena *mem, err *e) {
    retention_report ignored;
    return begin(d, forget, now_ms, mem, &ignored, e);
}
