// SPDX-License-Identifier: Apache-2.0
#include "engine/work.h"

#include "base/num.h"

static set truth(work *k, node_idx n)
{
    return n == 0 ? set_one(KIND_BOOL, 1) : work_ask(k, ASK_NODE, n);
}

// ---- papers ---------------------------------------------------------------------------------------------------------

static void add_terms(jifen_paper *p, const paper_row *r, work *k, const paper *of, bool first)
{
    p->original |= r->terms.original;
    p->seal |= r->terms.seal;
    p->copies = num_max(p->copies, r->terms.copies);
    p->count = num_max(p->count, r->terms.count);
    if (r->terms.needed)
        p->needed = TRI_YES;
    if (p->mark.len == 0)
        p->mark = r->mark;
    if (!first)
        return;
    p->because = r->because;
    p->source = work_source(k->l, &r->cite, &of->cite);
}

// All rows that hold are put together; while none is certain, all that may hold. False: not asked for.
static bool gather_rows(work *k, const paper *of, set is_list, jifen_paper *p)
{
    set holds[32];
    bool certain = false, can = false;
    for (uint32_t i = 0; i < of->n_rows && i < 32; i++) {
        holds[i] = set_and(is_list, truth(k, of->rows[i].when));
        certain |= set_is(holds[i], true);
        can |= set_can(holds[i], true);
    }
    p->possible = !certain;
    bool first = true;
    for (uint32_t i = 0; can && i < of->n_rows && i < 32; i++) {
        if (!(certain ? set_is(holds[i], true) : set_can(holds[i], true)))
            continue;
        add_terms(p, &of->rows[i], k, of, first);
        first = false;
    }
    return can;
}

void work_papers(work *k)
{
    set is_list = truth(k, k->l->materials_when);
    if (set_is(is_list, false))
        return;
    set needed = truth(k, k->l->materials_needed);
    jifen_paper *list = work_array(k, k->l->n_papers, sizeof *list);
    size_t n = 0;
    for (uint32_t i = 0; list != NULL && i < k->l->n_papers; i++) {
        const paper *of = &k->l->papers[i];
        jifen_paper p = {.id = of->name, .label = of->label, .note = of->note, .holder = k->l->holders[of->holder].name,
                         .holder_label = k->l->holders[of->holder].label};
        p.needed = set_is(needed, true) ? TRI_YES : set_is(needed, false) ? TRI_NO : TRI_OPEN;
        if (gather_rows(k, of, is_list, &p))
            list[n++] = p;
    }
    k->out->papers = list;
    k->out->n_papers = n;
}

// ---- dates ----------------------------------------------------------------------------------------------------------

// A date is given when every completion has it and has the same. The walk is begun anew, so that `beyond` is about
// the days counted for the dates and nothing else.
void work_dates(work *k)
{
    set is_list = truth(k, k->l->dates_when);
    jifen_date *list = work_array(k, k->l->n_dates, sizeof *list);
    size_t n = 0;
    bool beyond = false;
    for (uint32_t i = 0; list != NULL && i < k->l->n_dates && set_can(is_list, true); i++) {
        const date *d = &k->l->dates[i];
        walk_restart(&k->w, k->b.values);
        set when = set_and(is_list, truth(k, d->when));
        if (set_is(when, false))
            continue;
        k->w.beyond = false;
        walk_restart(&k->w, k->b.values);
        set v = walk_node(&k->w, d->value);
        bool counted_beyond = k->w.beyond;
        v = work_ask(k, ASK_NODE, d->value);
        if (!set_is(when, true) || !set_is_one(KIND_DATE, v) || v.none)
            continue;
        beyond |= counted_beyond;
        list[n++] = (jifen_date){d->name, d->label, d->note, v.lo, work_source(k->l, &d->cite, NULL)};
    }
    k->w.beyond = beyond;
    k->out->dates = list;
    k->out->n_dates = n;
}
