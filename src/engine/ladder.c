// SPDX-License-Identifier: Apache-2.0
// Answers made from the law's own constants, for people who do not know the exact number: one question for a table that
// looks at several numbers, and ranges for a single one.
#include "engine/show.h"

enum { LEAST_RUNGS = 3, MOST_BANDS = 8 };

// ---- ladders --------------------------------------------------------------------------------------------------------

// `fact >= least`
typedef struct {
    uint32_t of;
    int64_t least;
} guard;

// False: it is another truth, or the constant does not lie within what can be given.
static bool read_guard(const law *l, node_idx idx, guard *out) {
    const node *n = &l->nodes[idx];
    if (n->op != OP_GE || l->nodes[n->a].op != OP_FACT || l->nodes[n->b].op != OP_CONST)
        return false;
    *out = (guard){(uint32_t)l->nodes[n->a].num, l->nodes[n->b].num};
    const fact *f = &l->facts[out->of];
    bool is_within = f->domain.lo < out->least && out->least <= f->domain.hi;
    return f->type.kind == KIND_NUMBER && f->ask.len > 0 && is_within;
}

// The guards of a first-of table whose rows, but for the last, each look at a number of their own. NULL: it is another
// table; is_full: or there is no memory.
static guard *read_guards(const law *l, const rule *r, arena *mem, bool *is_full) {
    uint64_t seen = 0;
    if (!r->is_points || r->table != TABLE_FIRST || r->n_rows < LEAST_RUNGS)
        return NULL;
    guard *list = ARENA_ARRAY(mem, guard, r->n_rows);
    *is_full |= list == NULL;
    for (uint32_t i = 0; list != NULL && i + 1 < r->n_rows; i++) {
        if (!read_guard(l, r->rows[i].guard, &list[i]) || seen >> list[i].of & 1)
            return NULL;
        seen |= (uint64_t)1 << list[i].of;
    }
    return list;
}

static str rung_label(const fact *f, int64_t least, arena *mem) {
    buf b = buf_make(mem);
    buf_print(&b, "{s}，满 ", f->label);
    show_put_number(&f->type, least, &b);
    return buf_str(&b);
}

// Step k of n guards: its own fact reaches the constant, those of the steps before it do not. The step behind the last
// guard: none does.
static jifen_rung rung_of(const law *l, const guard *guards, size_t n, size_t k, arena *mem) {
    jifen_rung out = {.label = STR("以上都没有达到")};
    jifen_bound *means = ARENA_ARRAY(mem, jifen_bound, n);
    for (size_t i = 0; means != NULL && i < n && i <= k; i++) {
        set all = l->facts[guards[i].of].domain;
        set part = i == k ? set_range(guards[i].least, all.hi, 0) : set_range(all.lo, guards[i].least - 1, 0);
        means[out.n_means++] = (jifen_bound){guards[i].of, part};
    }
    out.means = means;
    if (k < n) {
        out.label = rung_label(&l->facts[guards[k].of], guards[k].least, mem);
        out.hint = l->facts[guards[k].of].hint;
    }
    return out;
}

static jifen_ladder ladder_of(const law *l, const rule *r, const guard *guards, arena *mem) {
    jifen_ladder out = {.name = r->name, .label = r->label};
    jifen_rung *rungs = ARENA_ARRAY(mem, jifen_rung, r->n_rows);
    for (size_t i = 0; rungs != NULL && i < r->n_rows; i++) {
        rungs[i] = rung_of(l, guards, r->n_rows - 1, i, mem);
        out.n_rungs += rungs[i].means != NULL && rungs[i].label.len > 0;
    }
    out.rungs = rungs;
    return out;
}

bool ladders_make(jifen_law *j, arena *mem) {
    const law *l = j->law;
    bool is_full = false;
    j->ladders = ARENA_ARRAY(mem, jifen_ladder, (size_t)l->n_rules + 1);
    for (uint32_t i = 0; j->ladders != NULL && i < l->n_rules; i++) {
        const guard *guards = read_guards(l, &l->rules[i], mem, &is_full);
        if (guards == NULL)
            continue;
        j->ladders[j->n_ladders] = ladder_of(l, &l->rules[i], guards, mem);
        is_full |= j->ladders[j->n_ladders++].n_rungs < l->rules[i].n_rows;
    }
    return j->ladders != NULL && !is_full;
}

const jifen_ladder *jifen_find_ladder(const jifen_law *l, size_t fact) {
    for (size_t i = 0; i < l->n_ladders; i++) {
        const jifen_rung *last = &l->ladders[i].rungs[l->ladders[i].n_rungs - 1];
        for (size_t k = 0; k < last->n_means; k++)
            if (last->means[k].fact == fact)
                return &l->ladders[i];
    }
    return NULL;
}

void jifen_put_rung(person *p, const jifen_rung *r) {
    for (size_t i = 0; i < r->n_means; i++) {
        p->given[r->means[i].fact] = GIVEN_SET;
        p->value[r->means[i].fact] = r->means[i].values;
    }
}

// ---- bands ----------------------------------------------------------------------------------------------------------

// `不到 6`, `6 至 11`, `12 或更多`; a single value as it is.
static str band_label(const fact *f, set v, arena *mem) {
    buf b = buf_make(mem);
    bool is_single = v.lo == v.hi, is_first = v.lo == f->domain.lo, is_last = v.hi == f->domain.hi;
    if (is_first && !is_single)
        BUF_LIT(&b, "不到 ");
    show_put_number(&f->type, is_first && !is_single ? v.hi + 1 : v.lo, &b);
    if (is_last && !is_single)
        BUF_LIT(&b, " 或更多");
    else if (!is_first && !is_single) {
        BUF_LIT(&b, " 至 ");
        show_put_number(&f->type, v.hi, &b);
    }
    return buf_str(&b);
}

bool bands_make(const fact *f, jifen_fact *out, arena *mem) {
    bool is_number = f->type.kind == KIND_NUMBER && !f->is_records && f->ask.len > 0;
    if (!is_number || f->n_cuts == 0 || f->n_cuts >= MOST_BANDS)
        return true;
    jifen_band *bands = ARENA_ARRAY(mem, jifen_band, f->n_cuts + 1);
    for (uint32_t i = 0; bands != NULL && i <= f->n_cuts; i++) {
        int64_t least = i == 0 ? f->domain.lo : f->cuts[i - 1];
        int64_t most = i == f->n_cuts ? f->domain.hi : f->cuts[i] - 1;
        bands[i].values = set_range(least, most, 0);
        bands[i].label = band_label(f, bands[i].values, mem);
        out->n_bands += bands[i].label.len > 0;
    }
    out->bands = bands;
    return out->n_bands == f->n_cuts + 1;
}
