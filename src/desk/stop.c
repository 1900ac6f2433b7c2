// SPDX-License-Identifier: Apache-2.0
#include "desk/stop.h"

#include "desk/audit.h"
#include "desk/limit.h"

static const int64_t day_ms = 24 * 3600000;

static subjects who_is(const desk *d, str phone, arena *mem) {
    return (subjects){.index[SUBJECT_PHONE] = limit_who(d, SUBJECT_PHONE, phone, mem)};
}

rc stop_put(desk *d, str phone, int64_t now_ms, arena *mem, err *e) {
    subjects who = who_is(d, phone, mem);
    rc code = limit_lock(d, &who, mem, e);
    return code == RC_OK ? limit_note(d, STR("stop"), &who, now_ms, mem, e) : code;
}

// By its own age: what retention has not come to yet does not count any more either.
rc stop_has(desk *d, str phone_index, int64_t now_ms, arena *mem, bool *out, err *e) {
    deeds done = {0};
    rc code = limit_count(d, STR("stop"), phone_index, now_ms - STOP_DAYS * day_ms, mem, &done, e);
    *out = done.n > 0;
    return code;
}

rc stop_find(desk *d, str phone, int64_t now_ms, arena *mem, bool *out, err *e) {
    return stop_has(d, limit_who(d, SUBJECT_PHONE, phone, mem), now_ms, mem, out, e);
}

typedef struct {
    desk *d;
    str phone, actor, reason;
    int64_t now_ms;
    arena *mem;
    bool *was_stopped;
} lifting;

// The audit outlives what it tells of: it has a hash of the number that nothing else has.
static rc lift(store *s, void *ctx, err *e) {
    const lifting *l = ctx;
    subjects who = who_is(l->d, l->phone, l->mem);
    rows gone = {0};
    rc code = limit_lock(l->d, &who, l->mem, e);
    value takes[] = {value_str(who.index[SUBJECT_PHONE])};
    if (code == RC_OK)
        code = store_run(s, STOP_LIFT, takes, 1, l->mem, &gone, e);
    *l->was_stopped = gone.n > 0;
    audit_entry entry = {.actor = l->actor,
                         .action = STR("stop_lifted"),
                         .object = secret_index(l->d->keys, STR("stop_lifted"), &l->phone, 1, l->mem),
                         .result = gone.n > 0 ? STR("done") : STR("refused"),
                         .reason = l->reason};
    return code == RC_OK ? audit_put(l->d, &entry, l->now_ms, l->mem, e) : code;
}

rc stop_lift(desk *d, str phone, str actor, str reason, int64_t now_ms, arena *mem, bool *was_stopped, err *e) {
    lifting l = {d, phone, actor, reason, now_ms, mem, was_stopped};
    return store_do(d->db, lift, &l, e);
}
