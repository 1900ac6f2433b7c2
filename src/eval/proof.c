// SPDX-License-Identifier: Apache-2.0
#include "eval/proof.h"

#include "base/day.h"
#include "eval/explain.h"
#include "eval/tighten.h"

#include <string.h>

enum { MOST_STEPS = 4 << 20 };  // nodes worked out: a third of a second

// ---- making --------------------------------------------------------------------------------------------------------

static uint64_t bit_of(uint32_t fact) {
    return (uint64_t)1 << fact;
}

static void open_facts(proof *p) {
    for (uint32_t i = 0; i < p->l->n_facts; i++) {
        const fact *f = &p->l->facts[i];
        p->open[i] = f->domain;
        p->open[i].live = bit_of(i);
        p->open[i] = set_settle(f->type.kind, p->open[i]);
        p->who.given[i] = GIVEN_NULL;
    }
    for (uint32_t i = 0; i < p->l->n_fields; i++)
        p->any_record[i] = p->l->fields[i].domain;
}

static void add_day(proof *p, int64_t day) {
    bool is_known = day < p->l->from || day > p->l->to || p->n_days == PROOF_DAYS;
    for (uint32_t i = 0; i < p->n_days; i++)
        is_known |= p->days[i] == day;
    if (!is_known)
        p->days[p->n_days++] = day;
}

static void add_param_days(proof *p, const param *of) {
    for (uint32_t i = 0; of->by != KIND_BOOL && i < of->n_rows; i++) {
        int64_t from = of->by == KIND_MONTH ? day_month_first(of->rows[i].from) : of->rows[i].from;
        add_day(p, from);
        add_day(p, from - 1);
    }
}

static void list_days(proof *p) {
    add_day(p, p->l->to);
    add_day(p, p->l->from);
    for (uint32_t i = 0; i < p->l->n_params; i++)
        if (p->l->params[i].by == KIND_DATE)
            add_param_days(p, &p->l->params[i]);
    for (uint32_t i = 1; i < p->l->n_nodes; i++) {
        const node *n = &p->l->nodes[i];
        for (int64_t by = -1; n->op == OP_CONST && n->kind == KIND_DATE && n->num != NONE_DAY && by <= 1; by++)
            add_day(p, n->num + by);
    }
    for (uint32_t i = 0; i < p->l->n_params; i++)
        add_param_days(p, &p->l->params[i]);
}

bool proof_init(proof *p, const law *l, arena *mem, diags *d) {
    memset(p, 0, sizeof *p);
    p->l = l;
    p->mem = mem;
    p->d = d;
    p->needs = needs_make(l, mem);
    p->levels = ARENA_ARRAY(mem, set, (size_t)(PROOF_DEPTH + 1) * (l->n_facts + 1));
    uint8_t *memo = ARENA_ARRAY(mem, uint8_t, l->n_eaches + 1);
    p->shapes = shapes_make(l, mem);
    if (p->needs == NULL || p->shapes == NULL || p->levels == NULL || memo == NULL)
        return false;
    open_facts(p);
    list_days(p);
    p->who.on = l->to;
    walk_init(&p->w, l, &p->who, p->open, memo);
    p->w.wide = &p->wide;
    p->wide.any_record = p->any_record;
    p->most_steps = MOST_STEPS;
    seek_init(&p->seeker, &p->w, p->shapes);
    return true;
}

void proof_on_day(proof *p, int64_t on) {
    p->w.on = on;
    p->wide.n_more_days = 0;
}

void proof_on_all_days(proof *p) {
    p->w.on = p->l->from;
    p->wide.n_more_days = p->l->to - p->l->from;
}

void proof_under(proof *p, int32_t dispute, uint32_t side) {
    p->w.dispute = dispute;
    p->w.side = side;
}

bool proof_is_spent(const proof *p) {
    return p->w.n_steps + p->seeker.point.n_steps > p->most_steps;
}

set *proof_level(proof *p, uint32_t depth) {
    return p->levels + (size_t)depth * p->l->n_facts;
}

// ---- people --------------------------------------------------------------------------------------------------------

str proof_describe(proof *p, const set *values, uint64_t facts) {
    buf out = buf_make(p->d->mem);
    for (uint32_t f = 0; f < p->l->n_facts; f++) {
        const fact *of = &p->l->facts[f];
        if (!(facts >> f & 1) || of->is_records || set_is_same(of->type.kind, values[f], p->open[f]))
            continue;
        if (out.len > 0)
            BUF_LIT(&out, ", ");
        buf_print(&out, "{s} ", of->name);
        explain_value(of, values[f], &out);
    }
    return out.len == 0 ? STR("anybody") : buf_str(&out);
}

// ---- splitting -----------------------------------------------------------------------------------------------------

static part_state see(parts *q, uint64_t *live) {
    proof *p = q->p;
    set person = q->with_musts ? seek_is_person(&p->seeker, &p->w) : set_one(KIND_BOOL, 1);
    if (set_is(person, false))
        return PART_FINE;
    part_state state = q->look(q, live);
    if (state == PART_BAD && !set_is(person, true)) {
        *live = person.live;
        return PART_OPEN;
    }
    return state;
}

static part_state go_into(parts *q, uint32_t depth);

static part_state halve_days(parts *q, uint32_t depth) {
    proof *p = q->p;
    int64_t on = p->w.on, n_more = p->wide.n_more_days;
    int64_t n_first = n_more / 2;
    memcpy(proof_level(p, depth + 1), proof_level(p, depth), p->l->n_facts * sizeof(set));
    p->wide.n_more_days = n_first;
    part_state state = go_into(q, depth + 1);
    if (state == PART_FINE) {
        p->w.on = on + n_first + 1;
        p->wide.n_more_days = n_more - n_first - 1;
        state = go_into(q, depth + 1);
    }
    p->w.on = on;
    p->wide.n_more_days = n_more;
    return state;
}

static part_state halve_fact(parts *q, uint32_t depth, uint32_t fact, set first, set second) {
    proof *p = q->p;
    part_state state = PART_FINE;
    for (int half = 0; half < 2 && state == PART_FINE; half++) {
        set *values = proof_level(p, depth + 1);
        memcpy(values, proof_level(p, depth), p->l->n_facts * sizeof(set));
        values[fact] = half == 0 ? first : second;
        state = go_into(q, depth + 1);
    }
    return state;
}

static bool has_left(parts *q, uint32_t depth) {
    if (depth == PROOF_DEPTH || q->budget == 0 || proof_is_spent(q->p))
        return false;
    q->budget--;
    return true;
}

// Days and facts take turns where both matter, so that neither is cut to single values for nothing.
static part_state go_into(parts *q, uint32_t depth) {
    proof *p = q->p;
    set *values = proof_level(p, depth);
    const must *failed = NULL;
    if (q->with_musts && !tighten_differences(p->l, values, &failed))
        return PART_FINE;
    walk_restart(&p->w, values);
    uint64_t live = 0;
    part_state state = see(q, &live);
    if (state == PART_BAD) {
        q->bad = values;
        q->bad_on = p->w.on;
    }
    if (state != PART_OPEN)
        return state;
    if (!has_left(q, depth))
        return PART_OPEN;
    uint32_t fact = 0;
    set first, second;
    bool can_halve_days = q->need.on && p->wide.n_more_days > 0;
    if (can_halve_days && depth % 2 == 1)
        return halve_days(q, depth);
    if (seek_cut(&p->seeker, values, live, &fact, &first, &second))
        return halve_fact(q, depth, fact, first, second);
    return can_halve_days ? halve_days(q, depth) : PART_OPEN;
}

part_state proof_split(parts *q) {
    proof *p = q->p;
    p->wide.free_facts = q->with_derived ? 0 : p->w.law->derived;
    proof_on_all_days(p);
    memcpy(proof_level(p, 0), p->open, p->l->n_facts * sizeof(set));
    return go_into(q, 0);
}
