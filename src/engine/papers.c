// SPDX-License-Identifier: Apache-2.0
#include "engine/work.h"

#include "base/num.h"

static set truth(work *k, node_idx n) {
    return n == 0 ? set_one(KIND_BOOL, 1) : work_ask(k, ASK_NODE, n);
}

// ---- papers ---------------------------------------------------------------------------------------------------------

static void add_terms(jifen_paper *p, const paper_row *r) {
    p->original |= r->terms.original;
    p->seal |= r->terms.seal;
    p->copies = num_max(p->copies, r->terms.copies);
    p->count = num_max(p->count, r->terms.count);
}

// Which of a paper's rows count: those that hold for certain; while none does, those that may.
typedef struct {
    const paper_row *rows[LIMIT_PAPER_ROWS];
    uint32_t n;
    bool certain, may_be_needed, is_needed, is_marked;
} counted_rows;

static counted_rows rows_that(const paper *of, const set *holds, bool certain) {
    counted_rows c = {.certain = certain, .is_needed = true, .is_marked = true};
    for (uint32_t i = 0; i < of->n_rows; i++) {
        const paper_row *r = &of->rows[i];
        if (!(certain ? set_is(holds[i], true) : set_can(holds[i], true)))
            continue;
        c.rows[c.n++] = r;
        c.may_be_needed |= r->terms.needed;
        c.is_needed &= r->terms.needed;
        c.is_marked &= r->mark.len > 0;
    }
    return c;
}

// Needed for certain when a row that holds says so, or all that may hold do; open when only some may.
static tri is_needed(const counted_rows *c, set needed) {
    if (set_is(needed, true) || (c->certain ? c->may_be_needed : c->is_needed))
        return TRI_YES;
    return c->may_be_needed || !set_is(needed, false) ? TRI_OPEN : TRI_NO;
}

// Is it asked for at all, and does each of its rows hold: the latter exact only where they are certain.
static set is_asked(work *k, uint32_t idx, set list_is_asked, set *holds) {
    const paper *of = &k->l->papers[idx];
    set any = set_one(KIND_BOOL, 0);
    for (uint32_t i = 0; i < of->n_rows; i++) {
        holds[i] = walk_node(&k->w, of->whens[i]);
        if (set_can(holds[i], true))
            any = set_or(any, holds[i]);
    }
    if (!set_can(any, true))
        return any;
    set asked = set_and(list_is_asked, any);
    return asked.live == 0 ? asked : work_ask(k, ASK_PAPER, idx);
}

static void put_paper(work *k, const paper *of, set asked, set needed, set *holds, jifen_paper *p) {
    for (uint32_t i = 0; i < of->n_rows; i++)
        if (holds[i].live != 0)
            holds[i] = truth(k, of->whens[i]);
    counted_rows c = rows_that(of, holds, true);
    if (c.n == 0)
        c = rows_that(of, holds, false);
    *p = (jifen_paper){.id = of->name, .label = of->label, .note = of->note, .possible = !set_is(asked, true)};
    p->holder = k->l->holders[of->holder].name;
    p->holder_label = k->l->holders[of->holder].label;
    for (uint32_t i = 0; i < c.n; i++)
        add_terms(p, c.rows[i]);
    if (is_needed(&c, set_one(KIND_BOOL, 0)) != TRI_YES)
        k->live_all |= needed.live;
    p->needed = is_needed(&c, needed);
    p->because = c.rows[0]->because;
    p->source = work_source(k->l, &c.rows[0]->cite, &of->cite);
    for (uint32_t i = 0; i < c.n && p->mark.len == 0; i++)
        if (c.certain || c.is_marked)
            p->mark = c.rows[i]->mark;
}

void work_papers(work *k) {
    set holds[LIMIT_PAPER_ROWS], list_is_asked = truth(k, k->l->materials_when);
    if (set_is(list_is_asked, false))
        return;
    // A list that must be handed in whatever this says does not hang on it.
    set needed = k->l->materials_needed == 0 ? set_one(KIND_BOOL, 1)
                                             : work_ask_quietly(k, ASK_NODE, k->l->materials_needed);
    jifen_paper *list = work_array(k, k->l->n_papers, sizeof *list);
    size_t n = 0;
    for (uint32_t i = 0; list != NULL && i < k->l->n_papers; i++) {
        set asked = is_asked(k, i, list_is_asked, holds);
        if (set_can(asked, true))
            put_paper(k, &k->l->papers[i], asked, needed, holds, &list[n++]);
    }
    k->out->papers = list;
    k->out->n_papers = n;
}

// ---- dates ----------------------------------------------------------------------------------------------------------

// Is a day that not everybody has alike listed for anybody? Whether for all of them takes long to prove, and matters only
// when facts hang on it that nothing shown does.
static bool may_be_listed(work *k, const date *d, uint64_t live) {
    if (d->when == 0)
        return true;
    bool can = set_can(work_ask_quietly(k, ASK_CAN, d->when), true);
    if (can && (walk_node(&k->w, d->when).live & ~(live | k->live_all)) != 0)
        (void)truth(k, d->when);
    return can;
}

// The day when every completion has it and has the same; else nothing.
static bool find_day(work *k, const date *d, set is_list, int64_t *day) {
    set v = work_ask_quietly(k, ASK_DAY, d->value);
    if (!set_is_one(KIND_DATE, v) || v.none) {
        k->live_all |= may_be_listed(k, d, v.live) ? v.live : 0;
        return false;
    }
    *day = v.lo;
    return set_is(set_and(is_list, truth(k, d->when)), true);
}

// `beyond` is to be about the days counted for the dates shown and nothing else: once it is said, the walk is begun anew.
void work_dates(work *k) {
    jifen_date *list = work_array(k, k->l->n_dates, sizeof *list);
    size_t n = 0;
    if (k->w.beyond)
        walk_restart(&k->w, k->b.values);
    k->w.beyond = false;
    set is_list = truth(k, k->l->dates_when);
    for (uint32_t i = 0; list != NULL && i < k->l->n_dates && set_can(is_list, true); i++) {
        const date *d = &k->l->dates[i];
        bool beyond = k->w.beyond;
        int64_t day = 0;
        if (find_day(k, d, is_list, &day))
            list[n++] = (jifen_date){d->name, d->label, d->note, day, work_source(k->l, &d->cite, NULL)};
        else
            k->w.beyond = beyond;
    }
    k->out->dates = list;
    k->out->n_dates = n;
}
