// SPDX-License-Identifier: Apache-2.0
// R104 to R108, R110: each part of a law applies to somebody on some day. A person found for one part is tried on all
// others, and the search for the next part begins with people already found: only what that part looks at is opened.
#include "eval/focus.h"
#include "eval/proof.h"
#include "eval/tighten.h"

#include <string.h>

enum {
    MOST_BASES = 8,   // people kept to begin from
    NEAR_TRIES = 64,  // parts looked at, beginning from one of them
    FAR_TRIES = 400   // beginning from nobody in particular
};

typedef enum {
    TARGET_ANYBODY,
    TARGET_CHECK,
    TARGET_VERDICT,
    TARGET_FINDING,
    TARGET_DATE,
    TARGET_PAPER,
    TARGET_ROW
} target_kind;
typedef struct {
    target_kind kind;
    uint32_t idx, row;
    need need;
    bool reached;
} target;

typedef struct {
    set values[LIMIT_FACTS];
    int64_t on;
} base;

typedef struct {
    proof *p;
    seeker *seeker;   // in p->w
    target *targets;  // [n]
    uint32_t n;
    base bases[MOST_BASES];
    uint32_t n_bases;
    const target *t;  // looked for
    uint32_t tries;   // left
} reach;

// ---- what is looked for --------------------------------------------------------------------------------------------

static set truth(walk *w, node_idx n) {
    return n == 0 ? set_one(KIND_BOOL, 1) : walk_node(w, n);
}

static node_idx guard_of(const law *l, const target *t, uint32_t k) {
    return t->kind == TARGET_ROW ? l->rules[t->idx].rows[k].guard : l->findings[t->idx].guards[k];
}

// The first row that holds is this one.
static set row_applies(walk *w, const target *t) {
    set v = set_one(KIND_BOOL, 1);
    for (uint32_t k = 0; k <= t->row && !set_is(v, false); k++) {
        set guard = truth(w, guard_of(w->law, t, k));
        v = set_and(v, k < t->row ? set_not(guard) : guard);
    }
    return v;
}

static set date_is_given(walk *w, const date *d) {
    set v = set_and(truth(w, w->law->dates_when), truth(w, d->when));
    if (set_is(v, false))
        return v;
    set day = walk_node(w, d->value);
    return set_and(v, set_tri(day.none, day.lo <= day.hi, day.live));
}

static set verdict_is(walk *w, uint32_t k) {
    set v = walk_verdict(w);
    int64_t bit = (int64_t)1 << k;
    return set_tri((v.lo & ~bit) != 0, (v.lo & bit) != 0, v.live);
}

static set holds(walk *w, const target *t) {
    const law *l = w->law;
    switch (t->kind) {
    case TARGET_ANYBODY: return set_one(KIND_BOOL, 1);
    case TARGET_CHECK: return walk_check(w, t->idx);
    case TARGET_VERDICT: return verdict_is(w, t->row);
    case TARGET_FINDING: return set_and(truth(w, l->findings[t->idx].when), row_applies(w, t));
    case TARGET_DATE: return date_is_given(w, &l->dates[t->idx]);
    case TARGET_PAPER: return set_and(truth(w, l->materials_when), truth(w, l->papers[t->idx].whens[t->row]));
    case TARGET_ROW: break;
    }
    return row_applies(w, t);
}

// Nothing but records stands against it.
static bool is_met(set v) {
    return set_is(v, true) || (v.live == 0 && set_can(v, true));
}

// ---- what stands in the way ----------------------------------------------------------------------------------------

static uint64_t first_some(uint64_t a, uint64_t b) {
    return a != 0 ? a : b;
}

static uint64_t in_the_way_of_row(focus f, const target *t) {
    uint64_t live = 0;
    for (uint32_t k = 0; k <= t->row && live == 0; k++)
        live = focus_on(f, guard_of(f.box->law, t, k), k == t->row);
    return live;
}

static uint64_t in_the_way(focus f, const target *t) {
    const law *l = f.box->law;
    switch (t->kind) {
    case TARGET_ANYBODY: return 0;
    case TARGET_CHECK: return focus_on_check(f, t->idx, true);
    case TARGET_VERDICT: return focus_on_verdict(f, (int64_t)1 << t->row, true);
    case TARGET_FINDING:
        return first_some(focus_on(f, l->findings[t->idx].when, true), in_the_way_of_row(f, t));
    case TARGET_DATE:
        return first_some(focus_on(f, l->dates_when, true), focus_on(f, l->dates[t->idx].when, true));
    case TARGET_PAPER:
        return first_some(focus_on(f, l->materials_when, true),
                          focus_on(f, l->papers[t->idx].whens[t->row], true));
    case TARGET_ROW: break;
    }
    return in_the_way_of_row(f, t);
}

// ---- one search ----------------------------------------------------------------------------------------------------

static void try_others(reach *r) {
    for (uint32_t i = 0; i < r->n; i++)
        if (!r->targets[i].reached)
            r->targets[i].reached = is_met(holds(&r->seeker->point, &r->targets[i]));
}

static void keep_base(reach *r) {
    if (r->n_bases == MOST_BASES)
        return;
    memcpy(r->bases[r->n_bases].values, r->seeker->person, sizeof r->seeker->person);
    r->bases[r->n_bases++].on = r->p->w.on;
}

static bool try_person(reach *r, const set *values) {
    if (!seek_pick(r->seeker, values, 0, 0) || !is_met(holds(&r->seeker->point, r->t)))
        return false;
    try_others(r);
    keep_base(r);
    return true;
}

static bool go_into(reach *r, uint32_t depth);

static bool try_part(reach *r, uint32_t depth, uint32_t f, set part) {
    set *values = proof_level(r->p, depth + 1);
    memcpy(values, proof_level(r->p, depth), r->p->l->n_facts * sizeof *values);
    values[f] = part;
    return go_into(r, depth + 1);
}

// What to cut: what stands in the way at the point, or all that is open.
static uint64_t facts_to_cut(reach *r, set person, set v) {
    focus f = {&r->p->w, &r->seeker->point};
    uint64_t live = first_some(in_the_way(f, r->t), seek_in_the_way(r->seeker));
    return live != 0 ? live : v.live | person.live;
}

static bool go_into(reach *r, uint32_t depth) {
    proof *p = r->p;
    set *values = proof_level(p, depth);
    const must *failed = NULL;
    if (r->tries == 0 || depth == PROOF_DEPTH || proof_is_spent(p) ||
        !tighten_differences(p->l, values, &failed))
        return false;
    r->tries--;
    walk_restart(&p->w, values);
    set v = holds(&p->w, r->t);
    set person = set_is(v, false) ? v : seek_is_person(r->seeker, &p->w);
    if (set_is(v, false) || set_is(person, false))
        return false;
    if (try_person(r, values))
        return true;
    uint32_t f = 0;
    set first, second;
    return seek_cut(r->seeker, values, facts_to_cut(r, person, v), &f, &first, &second) &&
           (try_part(r, depth, f, first) || try_part(r, depth, f, second));
}

// ---- where to begin ------------------------------------------------------------------------------------------------

static void begin_on(reach *r, int64_t on, const set *like, uint64_t about) {
    proof_on_day(r->p, on);
    seek_same_question(r->seeker);
    if (like != NULL)
        seek_be_like(r->seeker, like);
    r->seeker->about = about;
}

static bool begin_at_base(reach *r, const base *b, uint64_t opened) {
    proof *p = r->p;
    set *values = proof_level(p, 0);
    for (uint32_t f = 0; f < p->l->n_facts; f++)
        values[f] = opened >> f & 1 ? p->open[f] : b->values[f];
    begin_on(r, b->on, b->values, opened);
    r->tries = NEAR_TRIES;
    return go_into(r, 0);
}

static bool begin_anywhere(reach *r, int64_t on) {
    proof *p = r->p;
    memcpy(proof_level(p, 0), p->open, p->l->n_facts * sizeof(set));
    begin_on(r, on, r->n_bases > 0 ? r->bases[0].values : NULL, UINT64_MAX);
    r->tries = FAR_TRIES;
    return go_into(r, 0);
}

static bool find_person(reach *r) {
    for (uint32_t i = 0; i < r->n_bases; i++)
        if (begin_at_base(r, &r->bases[i], shape_with_ties(r->p->shapes, r->t->need.near)))
            return true;
    for (uint32_t i = 0; i < r->n_bases && r->t->need.facts != r->t->need.near; i++)
        if (begin_at_base(r, &r->bases[i], shape_with_ties(r->p->shapes, r->t->need.facts)))
            return true;
    for (uint32_t i = 0; i < r->p->n_days; i++)
        if (begin_anywhere(r, r->p->days[i]))
            return true;
    return false;
}

// Under a dispute's other side somebody may see what nobody sees otherwise.
static bool find_under_disputes(reach *r) {
    const law *l = r->p->l;
    bool found = false;
    for (uint32_t d = 0; !found && r->t->need.disputed && d < l->n_disputes; d++)
        for (uint32_t side = 0; !found && side < walk_n_sides(l, d); side++) {
            proof_under(r->p, (int32_t)d, side);
            found = find_person(r);
        }
    proof_under(r->p, -1, 0);
    return found;
}

// ---- the list of what must be reached ------------------------------------------------------------------------------

static need guards_need(const reach *r, const target *t) {
    need n = {0};
    for (uint32_t k = 0; k <= t->row; k++)
        n = needs_join(n, needs_of_node(r->p->needs, guard_of(r->p->l, t, k)));
    return n;
}

// What its own checks look at, or all where it has none of its own.
static need verdict_row_need(const reach *r, uint32_t k) {
    const verdict_row *row = &r->p->l->verdict.rows[k];
    need n = r->p->needs->verdict;
    n.near = row->n_codes > 0 ? 0 : n.near;
    for (uint32_t i = 0; i < row->n_codes; i++)
        n.near |= r->p->needs->checks[row->codes[i].check].near;
    return n;
}

static need need_of(const reach *r, const target *t) {
    const law *l = r->p->l;
    const needs *s = r->p->needs;
    switch (t->kind) {
    case TARGET_ANYBODY: return (need){0};
    case TARGET_CHECK: return s->checks[t->idx];
    case TARGET_VERDICT: return verdict_row_need(r, t->row);
    case TARGET_FINDING: return needs_join(needs_of_node(s, l->findings[t->idx].when), guards_need(r, t));
    case TARGET_DATE: {
        const date *d = &l->dates[t->idx];
        need n = needs_join(needs_of_node(s, d->when), needs_of_node(s, d->value));
        return needs_join(n, needs_of_node(s, l->dates_when));
    }
    case TARGET_PAPER:
        return needs_join(needs_of_node(s, l->materials_when),
                          needs_of_node(s, l->papers[t->idx].whens[t->row]));
    case TARGET_ROW: break;
    }
    return guards_need(r, t);
}

static void add(reach *r, target_kind kind, uint32_t idx, uint32_t row) {
    target *t = &r->targets[r->n++];
    *t = (target){.kind = kind, .idx = idx, .row = row};
    t->need = need_of(r, t);
}

static bool has_guards(const rule *r) {
    return r->table == TABLE_UNIQUE || r->table == TABLE_FIRST;
}

static uint32_t count_targets(const law *l) {
    uint32_t n = 1 + l->n_checks + l->verdict.names.n + l->n_dates;
    for (uint32_t i = 0; i < l->n_findings; i++)
        n += l->findings[i].names.n;
    for (uint32_t i = 0; i < l->n_papers; i++)
        n += l->papers[i].n_rows;
    for (uint32_t i = 0; i < l->n_rules; i++)
        n += has_guards(&l->rules[i]) ? l->rules[i].n_rows : 0;
    return n;
}

// The verdict's last row that is not `open` first: whoever gets it has nothing against him, and others differ little.
static void list_targets(reach *r) {
    const law *l = r->p->l;
    add(r, TARGET_ANYBODY, 0, 0);
    for (uint32_t k = l->verdict.names.n; k-- > 0;)
        if (k + 1 < l->verdict.names.n)
            add(r, TARGET_VERDICT, 0, k);
    for (uint32_t i = 0; i < l->n_checks; i++)
        add(r, TARGET_CHECK, i, 0);
    for (uint32_t i = 0; i < l->n_findings; i++)
        for (uint32_t k = 0; k < l->findings[i].names.n; k++)
            add(r, TARGET_FINDING, i, k);
    for (uint32_t i = 0; i < l->n_dates; i++)
        add(r, TARGET_DATE, i, 0);
    for (uint32_t i = 0; i < l->n_papers; i++)
        for (uint32_t k = 0; k < l->papers[i].n_rows; k++)
            add(r, TARGET_PAPER, i, k);
    for (uint32_t i = 0; i < l->n_rules; i++)
        for (uint32_t k = 0; has_guards(&l->rules[i]) && k < l->rules[i].n_rows; k++)
            add(r, TARGET_ROW, i, k);
}

// ---- saying --------------------------------------------------------------------------------------------------------

static void say(const reach *r, const target *t) {
    const law *l = r->p->l;
    diags *d = r->p->d;
    switch (t->kind) {
    case TARGET_ANYBODY:
        diags_add(d, "R111", l->n_musts > 0 ? l->musts[0].at : (place){0},
                  "no person was found who fulfils every `must`");
        break;
    case TARGET_CHECK:
        diags_add(d, "R104", l->checks[t->idx].at, "no person was found for whom '{s}' holds",
                  l->checks[t->idx].name);
        break;
    case TARGET_VERDICT:
        diags_add(d, "R110", l->verdict.rows[t->row].at, "no person was found whose verdict is '{s}'",
                  l->verdict.names.items[t->row].name);
        break;
    case TARGET_FINDING:
        diags_add(d, "R107", l->findings[t->idx].names.items[t->row].at,
                  "no person was found for whom '{s}' is '{s}'", l->findings[t->idx].name,
                  l->findings[t->idx].names.items[t->row].name);
        break;
    case TARGET_DATE:
        diags_add(d, "R108", l->dates[t->idx].at, "no person was found who gets the date '{s}'",
                  l->dates[t->idx].name);
        break;
    case TARGET_PAPER:
        diags_add(d, "R105", l->papers[t->idx].rows[t->row].at,
                  "no person was found who needs '{s}' for this", l->papers[t->idx].name);
        break;
    case TARGET_ROW:
        diags_add(d, "R106", l->rules[t->idx].rows[t->row].at,
                  "no person was found to whom this row of '{s}' applies", l->rules[t->idx].name);
        break;
    }
}

void prove_reach(proof *p) {
    reach *r = ARENA_NEW(p->mem, reach);
    target *targets = ARENA_ARRAY(p->mem, target, count_targets(p->l) + 1);
    if (r == NULL || targets == NULL) {
        p->failed = true;
        return;
    }
    r->p = p;
    r->targets = targets;
    p->wide.free_facts = 0;
    p->wide.n_more_days = 0;
    r->seeker = &p->seeker;
    list_targets(r);
    for (uint32_t i = 0; i < r->n; i++) {
        r->t = &targets[i];
        targets[i].reached = targets[i].reached || find_person(r) || find_under_disputes(r);
        if (!targets[i].reached)
            say(r, &targets[i]);
        if (i == 0 && !targets[i].reached)
            return;
    }
}
