// SPDX-License-Identifier: Apache-2.0
#include "eval/seek.h"

#include "eval/cut.h"
#include "eval/focus.h"
#include "eval/tighten.h"

#include <string.h>

enum { MOST_TRIES = 256, MOST_DEPTH = 128 };  // parts looked at for a first person

// ---- somebody to be like ---------------------------------------------------------------------------------------------

// The value of v nearest the guide's.
static set nearest(kind k, set v, set guide) {
    if (set_is_mask(k))
        return (set){.lo = guide.lo & v.lo ? guide.lo & v.lo : v.lo & -v.lo};
    if (k == KIND_SET) {
        int64_t members = (guide.lo | v.lo) & v.hi;
        return set_range(members, members, 0);
    }
    if (v.lo > v.hi || (v.none && guide.none))
        return set_none();
    int64_t at = guide.none || guide.lo < v.lo ? v.lo : guide.lo > v.hi ? v.hi : guide.lo;
    return set_range(at, at, 0);
}

static set usual_value(const law *l, const fact *f, int64_t on) {
    const node *n = &l->nodes[f->presumed];
    if (f->presumed != 0 && n->op == OP_CONST)
        return n->num == NONE_DAY ? set_none() : set_one(f->type.kind, n->num);
    set little = f->type.kind == KIND_DATE ? set_range(on, on, 0) : (set){0};
    return nearest(f->type.kind, f->domain, little);
}

void seek_same_question(seeker *s) {
    s->point.on = s->box->on;
    s->point.dispute = s->box->dispute;
    s->point.side = s->box->side;
    s->point.from_records = s->box->from_records;
    s->point.overridden = s->box->overridden;
    s->point.wide = s->box->wide;
}

void seek_init(seeker *s, walk *box, const shapes *of_law) {
    const law *l = box->law;
    s->box = box;
    s->shapes = of_law;
    s->about = UINT64_MAX;
    s->is_guided = false;
    walk_init(&s->point, l, box->who, box->box, NULL);
    walk_share_memo(&s->point, box);
    seek_same_question(s);
    for (uint32_t f = 0; f < l->n_facts; f++)
        s->guide[f] = usual_value(l, &l->facts[f], box->on);
}

void seek_be_like(seeker *s, const set *person) {
    memcpy(s->guide, person, s->box->law->n_facts * sizeof s->guide[0]);
    s->is_guided = true;
}

void seek_only_about(seeker *s, uint64_t facts) {
    s->about = s->is_guided ? facts : UINT64_MAX;
}

// ---- people ----------------------------------------------------------------------------------------------------------

static bool is_checked(const seeker *s, const walk *w, uint32_t f) {
    bool is_free = w->wide != NULL && (w->wide->free_facts >> f & 1);
    return (s->shapes->derived[f] & s->about) != 0 && !is_free;
}

// A fact that is given too must be able to be what follows from the others.
static set agrees(walk *w, uint32_t idx) {
    const fact *f = &w->law->facts[idx];
    if (set_is_empty(f->type.kind, walk_fact(w, idx)))
        return set_one(KIND_BOOL, 0);
    set from = walk_node(w, f->from);
    return set_tri(!set_has(f->type.kind, w->box[idx], from), true, w->box[idx].live | from.live);
}

set seek_is_person(const seeker *s, walk *w) {
    set v = set_one(KIND_BOOL, 1);
    for (uint32_t i = 0; i < w->law->n_musts && !set_is(v, false); i++)
        if (s->shapes->musts[i] & s->about)
            v = set_and(v, walk_node(w, w->law->musts[i].truth));
    for (uint32_t i = 0; i < w->law->n_facts && !set_is(v, false); i++)
        if (is_checked(s, w, i))
            v = set_and(v, agrees(w, i));
    return v;
}

static set end_of(kind k, set v, bool high) {
    if (set_is_mask(k)) {
        int64_t last = (int64_t)1 << (63 - __builtin_clzll((uint64_t)v.lo | 1));
        return (set){.lo = high ? last : v.lo & -v.lo};
    }
    int64_t at = high ? v.hi : v.lo;
    return k != KIND_SET && v.lo > v.hi ? set_none() : set_range(at, at, 0);
}

bool seek_pick(seeker *s, const set *values, uint64_t most, uint64_t least) {
    const law *l = s->box->law;
    for (uint32_t f = 0; f < l->n_facts; f++) {
        kind k = l->facts[f].type.kind;
        bool is_end = ((most | least) >> f & 1) != 0;
        if ((l->derived >> f & 1) || l->facts[f].is_records)
            s->person[f] = values[f];
        else
            s->person[f] = is_end ? end_of(k, values[f], most >> f & 1) : nearest(k, values[f], s->guide[f]);
    }
    walk_restart(&s->point, s->person);
    set v = seek_is_person(s, &s->point);
    return set_is(v, true) || (v.live == 0 && set_can(v, true));
}

uint64_t seek_in_the_way(seeker *s) {
    const law *l = s->box->law;
    focus f = {s->box, &s->point};
    uint64_t live = 0;
    for (uint32_t i = 0; i < l->n_musts && live == 0; i++)
        if (s->shapes->musts[i] & s->about)
            live = focus_on(f, l->musts[i].truth, true);
    for (uint32_t i = 0; i < l->n_facts && live == 0; i++)
        if (is_checked(s, s->box, i) && set_is_empty(l->facts[i].type.kind, walk_fact(f.point, i)))
            live = walk_node(f.box, l->facts[i].from).live;
    return live;
}

// ---- cutting ---------------------------------------------------------------------------------------------------------

// How wide a range to cut is; options, members and none come before all ranges, and days after numbers.
static uint64_t width_of(kind k, set v) {
    bool is_range = !set_is_mask(k) && k != KIND_SET && !v.none;
    return is_range ? (uint64_t)v.hi - (uint64_t)v.lo : UINT64_MAX;
}

static uint32_t pick_fact(const seeker *s, const set *values, uint64_t facts, bool days) {
    const law *l = s->box->law;
    uint32_t best = UINT32_MAX;
    uint64_t most = 0;
    for (uint32_t f = 0; f < l->n_facts; f++) {
        kind k = l->facts[f].type.kind;
        if (!(facts >> f & 1) || (k == KIND_DATE) != days || set_is_one(k, values[f]) ||
            set_is_empty(k, values[f]))
            continue;
        uint64_t width = width_of(k, values[f]);
        if (best != UINT32_MAX && width <= most)
            continue;
        best = f;
        most = width;
    }
    return best;
}

static bool cut_widest(const seeker *s, const set *values, uint64_t facts, uint32_t *out_fact, set *first,
                       set *second) {
    uint32_t f = pick_fact(s, values, facts, false);
    if (f == UINT32_MAX)
        f = pick_fact(s, values, facts, true);
    *out_fact = f;
    return f != UINT32_MAX && cut_anywhere(&s->box->law->facts[f], values[f], s->box->on, first, second);
}

// The part without the point comes first: the point is as it should not be, and being elsewhere it moves on.
bool seek_cut(const seeker *s, const set *values, uint64_t facts, uint32_t *out_fact, set *first, set *second) {
    uint64_t follow = s->box->law->derived & ~(s->box->wide != NULL ? s->box->wide->free_facts : 0);
    if (!cut_widest(s, values, facts & ~follow, out_fact, first, second))
        return false;
    kind k = s->box->law->facts[*out_fact].type.kind;
    if (set_has(k, *first, s->person[*out_fact])) {
        set kept = *first;
        *first = *second;
        *second = kept;
    }
    first->live = second->live = values[*out_fact].live;
    *first = set_settle(k, *first);
    *second = set_settle(k, *second);
    return true;
}

// ---- anybody ---------------------------------------------------------------------------------------------------------

static bool find_in(seeker *s, const set *values, uint32_t *tries, uint32_t depth) {
    if (*tries == 0 || depth == MOST_DEPTH)
        return false;
    --*tries;
    walk_restart(s->box, values);
    set v = seek_is_person(s, s->box);
    if (set_is(v, false))
        return false;
    if (seek_pick(s, values, 0, 0))
        return true;
    uint64_t live = seek_in_the_way(s);
    set parts[2], smaller[LIMIT_FACTS];
    uint32_t f = 0;
    if (!seek_cut(s, values, live != 0 ? live : v.live, &f, &parts[0], &parts[1]))
        return false;
    bool found = false;
    for (int k = 0; k < 2 && !found; k++) {
        const must *failed = NULL;
        memcpy(smaller, values, s->box->law->n_facts * sizeof smaller[0]);
        smaller[f] = parts[k];
        found = tighten_differences(s->box->law, smaller, &failed) && find_in(s, smaller, tries, depth + 1);
    }
    return found;
}

void seek_find_person(seeker *s, const set *values) {
    uint32_t tries = s->is_guided ? 0 : MOST_TRIES;
    s->about = UINT64_MAX;
    if (find_in(s, values, &tries, 0))
        seek_be_like(s, s->person);
}
