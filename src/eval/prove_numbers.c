// SPDX-License-Identifier: Apache-2.0
// R103, R113: every number and day the law can work out is one we can count with, and points have a value.
//
// Everything is worked out once over all people, all records, all days and all readings together. What seems to go
// wrong there is looked at again in parts.
#include "eval/proof.h"

enum { MOST_PARTS = 512 };

// One thing to work out.
typedef enum { WORK_NODE, WORK_RULE, WORK_CHECK } work_kind;
typedef struct {
    work_kind kind;
    uint32_t idx;      // node, rule or check
    bool needs_value;  // none will not do
    str name;          // of what it belongs to
    place at;
    set value;  // found in parts: the join of all
    bool is_any;
} work;

static set work_out(proof *p, const work *k) {
    switch (k->kind) {
    case WORK_RULE: return walk_rule(&p->w, k->idx);
    case WORK_CHECK: return walk_check(&p->w, k->idx);
    case WORK_NODE: break;
    }
    return walk_node(&p->w, k->idx);
}

static kind value_kind(const law *l, const work *k) {
    return k->kind == WORK_RULE    ? l->rules[k->idx].type.kind
           : k->kind == WORK_CHECK ? KIND_BOOL
                                   : l->nodes[k->idx].kind;
}

static need need_of(const proof *p, const work *k) {
    switch (k->kind) {
    case WORK_RULE: return p->needs->rules[k->idx];
    case WORK_CHECK: return p->needs->checks[k->idx];
    case WORK_NODE: break;
    }
    return needs_of_node(p->needs, k->idx);
}

static void begin(proof *p) {
    p->w.overflow = false;
    p->w.overflow_at = 0;
}

static bool is_good(const proof *p, const work *k, set v) {
    return !p->w.overflow && !(k->needs_value && v.none);
}

// ---- in parts ------------------------------------------------------------------------------------------------------

static void add_value(const proof *p, work *k, set v) {
    k->value = k->is_any ? set_join(value_kind(p->l, k), k->value, v) : v;
    k->is_any = true;
}

// A part that is a single person has nothing left to cut.
static part_state works_out(parts *q, uint64_t *live) {
    proof *p = q->p;
    work *k = q->what;
    begin(p);
    set v = work_out(p, k);
    if (is_good(p, k, v)) {
        add_value(p, k, v);
        return PART_FINE;
    }
    for (uint32_t f = 0; f < p->l->n_facts; f++)
        if (q->need.facts >> f & 1 && !set_is_one(p->l->facts[f].type.kind, p->w.box[f]))
            *live |= (uint64_t)1 << f;
    bool is_one_day = !q->need.on || p->wide.n_more_days == 0;
    return *live == 0 && is_one_day ? PART_BAD : PART_OPEN;
}

static void say(parts *q, part_state state, const work *k) {
    proof *p = q->p;
    begin(p);
    (void)work_out(p, k);
    place at = p->w.overflow_at != 0 ? p->l->notes[p->w.overflow_at].at : k->at;
    str who = state == PART_BAD ? proof_describe(p, q->bad, q->need.facts) : STR("anybody");
    int64_t on = state == PART_BAD ? q->bad_on : p->w.on;
    if (p->w.overflow)
        diags_add(
            p->d, "R103", at,
            "'{s}' can count further than we can, or divide by nothing|Not shown to be safe for {s}, on {d}.",
            k->name, who, on);
    else
        diags_add(p->d, "R113", k->at,
                  "'{s}' has no value for some people|Not shown to have one for {s}, on {d}.", k->name, who,
                  on);
}

static void prove_parts(proof *p, work *k) {
    parts q = {.p = p, .look = works_out, .what = k, .need = need_of(p, k), .budget = MOST_PARTS};
    if (proof_split(&q) == PART_FINE)
        return;
    q.with_derived = q.with_musts = q.need.on = true;
    q.budget = MOST_PARTS;
    k->is_any = false;
    part_state state = proof_split(&q);
    if (state != PART_FINE)
        say(&q, state, k);
}

// ---- all at once ---------------------------------------------------------------------------------------------------

typedef struct {
    proof *p;
    set *rules, *checks;  // values found so far, in the order of the law
    uint32_t n_done;      // items of that order
} pass;

static void stand_on_all(pass *s) {
    proof *p = s->p;
    proof_on_all_days(p);
    p->wide.free_facts = p->w.law->derived;
    walk_restart(&p->w, p->open);
    for (uint32_t i = 0; i < s->n_done; i++) {
        item it = p->l->order[i];
        if (it.kind == ITEM_RULE)
            walk_keep_rule(&p->w, it.idx, s->rules[it.idx]);
        else if (it.kind == ITEM_CHECK)
            walk_keep_check(&p->w, it.idx, s->checks[it.idx]);
    }
}

static set prove_one(pass *s, work k) {
    proof *p = s->p;
    begin(p);
    set v = work_out(p, &k);
    if (is_good(p, &k, v))
        return v;
    prove_parts(p, &k);
    stand_on_all(s);
    if (k.is_any)
        v = k.value;
    v.live = need_of(p, &k).facts;
    return v;
}

static void prove_node(pass *s, node_idx n, str name) {
    if (n != 0)
        (void)prove_one(s, (work){.kind = WORK_NODE, .idx = n, .name = name, .at = s->p->l->notes[n].at});
}

static void prove_item(pass *s, item it) {
    const law *l = s->p->l;
    if (it.kind == ITEM_FACT) {
        prove_node(s, l->facts[it.idx].from, l->facts[it.idx].name);
    } else if (it.kind == ITEM_RULE) {
        const rule *r = &l->rules[it.idx];
        s->rules[it.idx] = prove_one(
            s,
            (work){.kind = WORK_RULE, .idx = it.idx, .needs_value = r->is_points, .name = r->name, .at = r->at});
    } else if (it.kind == ITEM_CHECK) {
        const check *c = &l->checks[it.idx];
        s->checks[it.idx] =
            prove_one(s, (work){.kind = WORK_CHECK, .idx = it.idx, .name = c->name, .at = c->at});
    }
}

// ---- what no order names -------------------------------------------------------------------------------------------

static void prove_people(pass *s) {
    const law *l = s->p->l;
    for (uint32_t i = 0; i < l->n_facts; i++) {
        prove_node(s, l->facts[i].presumed, l->facts[i].name);
        if (l->facts[i].from_records)
            prove_node(s, l->facts[i].from, l->facts[i].name);
    }
    for (uint32_t i = 0; i < l->n_fields; i++)
        prove_node(s, l->fields[i].unless, l->fields[i].name);
    for (uint32_t i = 0; i < l->n_eaches; i++)
        prove_node(s, l->eaches[i].where, l->eaches[i].name);
    for (uint32_t i = 0; i < l->n_musts; i++)
        prove_node(s, l->musts[i].truth, STR("must"));
}

static void prove_answers(pass *s) {
    const law *l = s->p->l;
    for (uint32_t i = 0; i < l->n_goals; i++) {
        const goal *g = &l->goals[i];
        prove_node(s, g->truth, g->name);
        (void)prove_one(
            s, (work){.kind = WORK_NODE, .idx = g->target, .needs_value = true, .name = g->name, .at = g->at});
    }
    for (uint32_t i = 0; i < l->n_findings; i++) {
        prove_node(s, l->findings[i].when, l->findings[i].name);
        for (uint32_t k = 0; k < l->findings[i].names.n; k++)
            prove_node(s, l->findings[i].guards[k], l->findings[i].name);
    }
    for (uint32_t i = 0; i < l->n_checks; i++) {
        prove_node(s, l->checks[i].about_when, l->checks[i].name);
        prove_node(s, l->checks[i].again, l->checks[i].name);
        prove_node(s, l->checks[i].soonest, l->checks[i].name);
        prove_node(s, l->checks[i].first_unless, l->checks[i].name);
    }
    for (uint32_t i = 0; i < l->verdict.names.n; i++)
        prove_node(s, l->verdict.rows[i].other_when, l->verdict.names.items[i].name);
}

static void prove_lists(pass *s) {
    const law *l = s->p->l;
    for (uint32_t i = 0; i < l->n_papers; i++)
        for (uint32_t k = 0; k < l->papers[i].n_rows; k++)
            prove_node(s, l->papers[i].whens[k], l->papers[i].name);
    for (uint32_t i = 0; i < l->n_dates; i++) {
        prove_node(s, l->dates[i].value, l->dates[i].name);
        prove_node(s, l->dates[i].when, l->dates[i].name);
    }
    for (uint32_t i = 0; i < l->n_disputes; i++)
        prove_node(s, l->disputes[i].when, l->disputes[i].name);
    prove_node(s, l->materials_when, STR("materials"));
    prove_node(s, l->materials_needed, STR("materials"));
    prove_node(s, l->dates_when, STR("dates"));
}

void prove_numbers(proof *p) {
    pass s = {.p = p};
    s.rules = ARENA_ARRAY(p->mem, set, p->l->n_rules + 1);
    s.checks = ARENA_ARRAY(p->mem, set, p->l->n_checks + 1);
    if (s.rules == NULL || s.checks == NULL) {
        p->failed = true;
        return;
    }
    proof_under(p, WALK_EVERY_SIDE, 0);
    stand_on_all(&s);
    for (; s.n_done < p->l->n_order; s.n_done++)
        prove_item(&s, p->l->order[s.n_done]);
    prove_people(&s);
    prove_answers(&s);
    prove_lists(&s);
    proof_under(p, -1, 0);
}
