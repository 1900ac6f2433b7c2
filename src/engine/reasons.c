// SPDX-License-Identifier: Apache-2.0
#include "engine/work.h"

static bool is_first(work *k, const check *c) {
    return c->first_action &&
           (c->first_unless == 0 || set_is(work_ask_quietly(k, ASK_NODE, c->first_unless), false));
}

// The date shown of that index, unless it has passed; NULL: there is none.
static const jifen_date *date_to_come(const work *k, int32_t idx) {
    for (size_t i = 0; i < k->out->n_dates && idx >= 0; i++)
        if (str_is(k->out->dates[i].id, k->l->dates[idx].name) && k->out->dates[i].day >= k->p->on)
            return &k->out->dates[i];
    return NULL;
}

static void put_deadline(const work *k, const check *c, jifen_reason *r) {
    const jifen_date *d = date_to_come(k, c->by);
    if (d == NULL)
        return;
    r->has_by = true;
    r->by = d->day;
    r->by_label = d->label;
}

// Until when what a decided verdict says can be done.
static void put_verdict_deadline(work *k) {
    if (k->l->verdict.names.n == 0 || !set_is_one(KIND_ENUM, k->verdict))
        return;
    const jifen_date *d = date_to_come(k, k->l->verdict.rows[set_value(KIND_ENUM, k->verdict)].by);
    if (d == NULL)
        return;
    k->out->has_by = true;
    k->out->by = d->day;
    k->out->by_label = d->label;
}

static void put_soonest(work *k, const check *c, jifen_reason *r) {
    if (c->soonest == 0)
        return;
    set day = work_ask_quietly(k, ASK_NODE, c->soonest);
    r->has_soonest = !day.none && day.lo > k->p->on;
    r->soonest = r->has_soonest ? day.lo : 0;
    r->soonest_last = r->has_soonest ? day.hi : 0;
}

static jifen_reason reason_of(work *k, const check *c) {
    jifen_reason r = {.code = c->name, .label = c->label, .meaning = c->meaning, .remedy = c->remedy};
    r.look = c->look;
    r.decides = !c->explains;
    if (k->wishes.brief)
        return r;
    r.recoverable = c->recoverable;
    r.first_action = is_first(k, c);
    r.source = work_source(k->l, &c->cite, NULL);
    r.checked = k->l->files[c->at.file].checked_day;
    put_deadline(k, c, &r);
    put_soonest(k, c, &r);
    return r;
}

// The weakest confidence among the reasons that decided.
static void put_confidence(work *k) {
    if (!set_is_one(KIND_ENUM, k->verdict) || k->l->verdict.names.n == 0)
        return;
    uint32_t row_idx = (uint32_t)set_value(KIND_ENUM, k->verdict);
    bool any = false;
    confidence weakest = CONFIDENCE_HIGH;
    for (uint32_t i = 0; i < k->l->n_checks; i++) {
        const check *c = &k->l->checks[i];
        if (c->verdict != row_idx || c->explains || !set_is(walk_check(&k->w, i), true))
            continue;
        any = true;
        if (c->cite.confidence < weakest)
            weakest = c->cite.confidence;
    }
    if (any) {
        k->out->confidence = work_confidence(weakest);
        k->out->confidence_label = work_confidence_label(weakest);
    }
}

void work_reasons(work *k) {
    jifen_reason *sure = work_array(k, k->l->n_checks, sizeof *sure);
    jifen_reason *possible = work_array(k, k->l->n_checks, sizeof *possible);
    if (sure == NULL || possible == NULL)
        return;
    jifen_answer *out = k->out;
    for (uint32_t i = 0; i < k->l->n_checks; i++) {
        set v = work_ask_quietly(k, ASK_CHECK, i);
        out->live_reasons |= v.live;
        if (set_is(v, true))
            sure[out->n_reasons++] = reason_of(k, &k->l->checks[i]);
        else if (set_can(v, true))
            possible[out->n_possible++] = reason_of(k, &k->l->checks[i]);
    }
    out->reasons = sure;
    out->possible = possible;
    put_confidence(k);
    put_verdict_deadline(k);
}
