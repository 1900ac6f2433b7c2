// SPDX-License-Identifier: Apache-2.0
// What facts that are never asked would do.
#include "engine/show.h"

#include "eval/walk.h"

enum { MOST_STEPS = 64 };  // a longer range is not gone through

typedef struct {
    const law *l;
    arena *mem;
    jifen_private_effect *list;  // [cap]
    size_t n;
    bool no_memory;
} effects;

// ---- does it look at the fact? -----------------------------------------------------------------------------------

static bool start_uses(effects *s, uses *u) {
    bool is_fine = uses_init(u, s->l, s->mem, true);
    s->no_memory |= !is_fine;
    return is_fine;
}

static bool rule_looks_at(effects *s, const rule *r, uint32_t fact) {
    uses u;
    if (!r->is_points || !start_uses(s, &u))
        return false;
    uses_of_rule(&u, r);
    return u.facts[fact];
}

static bool check_looks_at(effects *s, const check *c, uint32_t fact) {
    uses u;
    if (!start_uses(s, &u))
        return false;
    uses_of_node(&u, c->when);
    return u.facts[fact];
}

// ---- one more of it ----------------------------------------------------------------------------------------------

// The points with the fact at v and everything else open, on any day; not a single value when they look at more.
static set points_at(walk *w, set *values, uint32_t rule_idx, uint32_t fact, int64_t v) {
    values[fact] = set_range(v, v, 0);
    walk_restart(w, values);
    return walk_rule(w, rule_idx);
}

// Is every value's points `step` from the one before?
static bool find_step(walk *w, set *values, uint32_t rule_idx, uint32_t fact, set range, int64_t *step) {
    int64_t before = 0;
    for (int64_t v = range.lo; v <= range.hi; v++) {
        set points = points_at(w, values, rule_idx, fact, v);
        if (points.lo != points.hi)
            return false;
        if (v == range.lo + 1)
            *step = points.lo - before;
        else if (v > range.lo && points.lo - before != *step)
            return false;
        before = points.lo;
    }
    return true;
}

static void put_step(effects *s, uint32_t rule_idx, uint32_t fact_idx, jifen_private_effect *out) {
    const fact *f = &s->l->facts[fact_idx];
    if (f->type.kind != KIND_NUMBER || f->type.scale != 0 || f->domain.lo == f->domain.hi ||
        f->domain.hi - f->domain.lo > MOST_STEPS)
        return;
    walk *w = ARENA_NEW(s->mem, walk);
    person *anybody = ARENA_NEW(s->mem, person);
    set *values = ARENA_ARRAY(s->mem, set, s->l->n_facts);
    uint8_t *memo = ARENA_ARRAY(s->mem, uint8_t, (size_t)s->l->n_eaches + 1);
    set *fields = ARENA_ARRAY(s->mem, set, (size_t)s->l->n_fields + 1);
    if (w == NULL || anybody == NULL || values == NULL || memo == NULL || fields == NULL) {
        s->no_memory = true;
        return;
    }
    for (uint32_t i = 0; i < s->l->n_facts; i++)
        values[i] = s->l->facts[i].domain;
    for (uint32_t i = 0; i < s->l->n_fields; i++)
        fields[i] = s->l->fields[i].domain;
    jifen_person_init(anybody, s->l->from);
    walk_wide wide = {.n_more_days = s->l->to - s->l->from, .free_facts = ~(uint64_t)0, .any_record = fields};
    walk_init(w, s->l, anybody, values, memo);
    w->on = s->l->from;
    w->dispute = WALK_EVERY_SIDE;
    w->wide = &wide;
    out->has_step = find_step(w, values, rule_idx, fact_idx, f->domain, &out->step);
}

// ---- the list ----------------------------------------------------------------------------------------------------

static void put_rows(const law *l, const rule *r, buf *out) {
    for (uint32_t i = 0; i < r->n_rows; i++) {
        if (i > 0)
            BUF_LIT(out, "；");
        if (r->table == TABLE_BY)
            show_put_number(&l->notes[r->subject].type, i, out);
        else if (r->rows[i].guard == 0)
            BUF_LIT(out, "其余");
        else
            show_put_expr(l, r->rows[i].guard, out);
        BUF_LIT(out, "：");
        show_put_expr(l, r->rows[i].value, out);
    }
}

static void add_points(effects *s, uint32_t fact_idx, uint32_t rule_idx) {
    const rule *r = &s->l->rules[rule_idx];
    jifen_private_effect *x = &s->list[s->n++];
    buf text = buf_make(s->mem);
    if (r->n_rows > 0)
        put_rows(s->l, r, &text);
    else
        show_put_expr(s->l, r->subject, &text);
    s->no_memory |= text.failed;
    *x = (jifen_private_effect){.fact = fact_idx,
                                .is_points = true,
                                .name = r->name,
                                .label = r->label,
                                .text = buf_str(&text),
                                .source = work_source(s->l, NULL, &r->cite)};
    put_step(s, rule_idx, fact_idx, x);
}

static void add_check(effects *s, uint32_t fact_idx, const check *c) {
    s->list[s->n++] = (jifen_private_effect){.fact = fact_idx,
                                             .name = c->name,
                                             .label = c->label,
                                             .text = c->meaning,
                                             .source = work_source(s->l, NULL, &c->cite)};
}

static void add_fact(effects *s, uint32_t fact_idx) {
    for (uint32_t i = 0; i < s->l->n_rules && !s->no_memory; i++)
        if (rule_looks_at(s, &s->l->rules[i], fact_idx))
            add_points(s, fact_idx, i);
    for (uint32_t i = 0; i < s->l->n_checks && !s->no_memory; i++)
        if (check_looks_at(s, &s->l->checks[i], fact_idx))
            add_check(s, fact_idx, &s->l->checks[i]);
}

rc jifen_private_effects(const jifen_law *jl, arena *mem, const jifen_private_effect **out, size_t *n, err *e) {
    const law *l = jl->law;
    effects s = {.l = l, .mem = mem};
    size_t n_private = 0;
    for (uint32_t i = 0; i < l->n_facts; i++)
        n_private += l->facts[i].is_private;
    s.list = ARENA_ARRAY(mem, jifen_private_effect, n_private * ((size_t)l->n_rules + l->n_checks) + 1);
    s.no_memory = s.list == NULL;
    for (uint32_t i = 0; i < l->n_facts && !s.no_memory; i++)
        if (l->facts[i].is_private)
            add_fact(&s, i);
    *out = s.list;
    *n = s.n;
    return s.no_memory ? err_set(e, RC_MEMORY, "no memory for what is never asked") : RC_OK;
}
