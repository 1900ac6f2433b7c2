// SPDX-License-Identifier: Apache-2.0
#include "desk/status.h"

static const int64_t warn_ms = 2 * 3600000;  // of working time before it is due
static const int64_t wait_ms = 5 * 60000;    // of working time without an owner

static const str names[N_LEAD_STATES] = {STR_INIT("waiting"), STR_INIT("owned"),     STR_INIT("paused"),
                                         STR_INIT("closed"),  STR_INIT("cancelled"), STR_INIT("merged")};

str status_name(lead_state s) {
    return names[s];
}

bool status_find(str name, lead_state *out) {
    for (lead_state s = 0; s < N_LEAD_STATES; s++)
        if (str_is(names[s], name)) {
            *out = s;
            return true;
        }
    return false;
}

bool status_is_open(const lead_status *r) {
    return r->state == LEAD_WAITING || r->state == LEAD_OWNED || r->state == LEAD_PAUSED;
}

bool status_is_same(const lead_status *a, const lead_status *b) {
    return a->state == b->state && a->due_ms == b->due_ms && a->left_ms == b->left_ms &&
           a->again_ms == b->again_ms && a->answered_ms == b->answered_ms && a->is_warned == b->is_warned &&
           a->is_missed == b->is_missed;
}

lead_status status_begin(const hours *h, int64_t now_ms) {
    lead_status r = {.state = LEAD_WAITING, .free_ms = now_ms};
    r.due_ms = hours_add(h, now_ms, hours_day_ms(h), &r.may_move);
    return r;
}

// ---- what may happen -----------------------------------------------------------------------------------------------------

static bool may(const lead_status *r, happening what, int64_t until_ms, int64_t now_ms) {
    switch (what) {
    case HAPPENS_ASSIGN:
    case HAPPENS_CANCEL:
    case HAPPENS_MERGE:
    case HAPPENS_REVIEW:
    case HAPPENS_TICK: return status_is_open(r);
    case HAPPENS_PAUSE: return r->state == LEAD_OWNED && until_ms > now_ms;
    case HAPPENS_RESUME: return r->state == LEAD_PAUSED;
    case HAPPENS_CALL: return r->state == LEAD_OWNED && (until_ms == 0 || until_ms > now_ms);
    case HAPPENS_CLOSE: return r->state == LEAD_OWNED;
    case N_HAPPENINGS: break;
    }
    return false;
}

static void pause(lead_status *r, int64_t until_ms, const hours *h, int64_t now_ms) {
    r->state = LEAD_PAUSED;
    r->left_ms = hours_between(h, now_ms, r->due_ms);
    r->again_ms = until_ms;
}

static void resume(lead_status *r, const hours *h, int64_t now_ms) {
    r->state = LEAD_OWNED;
    if (!r->is_missed)
        r->due_ms = hours_add(h, now_ms, r->left_ms, &r->may_move);
    r->left_ms = r->again_ms = 0;
}

// What was missed before is counted already.
static aftermath answer(lead_status *r, int64_t now_ms) {
    bool is_first = r->answered_ms == 0 && !r->is_missed, is_late = now_ms > r->due_ms;
    if (r->answered_ms == 0)
        r->answered_ms = now_ms;
    return (aftermath){.is_kept = is_first && !is_late, .is_broken = is_first && is_late};
}

static bool is_running(const lead_status *r) {
    return r->answered_ms == 0 && (r->state == LEAD_WAITING || r->state == LEAD_OWNED);
}

// Calls that were promised are late from the moment after; a warning comes while there is still time to act on it.
static aftermath tick(lead_status *r, const hours *h, int64_t now_ms) {
    aftermath a = {0};
    if (r->state == LEAD_PAUSED && now_ms >= r->again_ms)
        resume(r, h, now_ms);
    if (is_running(r) && !r->is_missed && now_ms > r->due_ms)
        r->is_missed = a.misses = a.is_broken = true;
    else if (is_running(r) && !r->is_warned && !r->is_missed && hours_between(h, now_ms, r->due_ms) < warn_ms)
        r->is_warned = a.warns = true;
    bool is_forgotten = r->state == LEAD_WAITING && hours_between(h, r->free_ms, now_ms) >= wait_ms;
    a.needs_owner = is_forgotten || (a.misses && r->state == LEAD_OWNED);
    return a;
}

aftermath status_step(lead_status *r, happening what, int64_t until_ms, const hours *h, int64_t now_ms) {
    if (!may(r, what, until_ms, now_ms))
        return (aftermath){.is_refused = true};
    aftermath a = {0};
    switch (what) {
    case HAPPENS_TICK: return tick(r, h, now_ms);
    case HAPPENS_REVIEW: break;
    case HAPPENS_ASSIGN: r->state = r->state == LEAD_PAUSED ? LEAD_PAUSED : LEAD_OWNED; break;
    case HAPPENS_PAUSE: pause(r, until_ms, h, now_ms); break;
    case HAPPENS_RESUME: resume(r, h, now_ms); break;
    case HAPPENS_CALL:
        a = answer(r, now_ms);
        r->again_ms = until_ms;
        break;
    case HAPPENS_CLOSE:
        a = answer(r, now_ms);
        r->state = LEAD_CLOSED;
        break;
    case HAPPENS_CANCEL: r->state = LEAD_CANCELLED; break;
    case HAPPENS_MERGE: r->state = LEAD_MERGED; break;
    case N_HAPPENINGS: break;
    }
    return a;
}
