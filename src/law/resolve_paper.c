// SPDX-License-Identifier: Apache-2.0
// Papers, dates, and when there are any.
#include "law/resolve.h"

static void resolve_paper(resolver *r, uint32_t i, paper_row *rows, node_idx *whens) {
    const paper_syntax *s = DRAFT(r->in, NOUN_PAPER, paper_syntax, i);
    paper *f = &r->out->papers[i];
    *f = s->out;
    uint32_t holder = resolve_find(r, SPACE_HOLDER, s->holder.text, s->holder.at, STR("holder"));
    f->holder = holder == NAME_MISSING ? 0 : holder;
    f->cite = resolve_cite(r, &s->cite, f->at, true);
    f->rows = &rows[s->rows.first];
    f->whens = &whens[s->rows.first];
    f->n_rows = s->rows.n;
    for (uint32_t k = 0; k < s->rows.n; k++) {
        const paper_row_syntax *w = VEC_AT(&r->in->paper_rows, paper_row_syntax, s->rows.first + k);
        f->rows[k] = w->out;
        f->whens[k] = resolve_truth(r, w->when);
        f->rows[k].cite = resolve_cite(r, &w->cite, w->out.at, false);
    }
}

void resolve_papers(resolver *r) {
    paper_row *rows = ARENA_ARRAY(r->mem, paper_row, (size_t)r->in->paper_rows.n + 1);
    node_idx *whens = ARENA_ARRAY(r->mem, node_idx, (size_t)r->in->paper_rows.n + 1);
    bool is_made = rows != NULL && whens != NULL;
    r->in->spare.failed |= !is_made;
    for (uint32_t i = 0; is_made && i < r->out->n_papers; i++)
        resolve_paper(r, i, rows, whens);
}

static const materials_syntax *the_one(resolver *r, noun_kind which, str what) {
    for (uint32_t i = 1; i < r->in->of[which].n; i++)
        diags_add(r->d, "N101", DRAFT(r->in, which, materials_syntax, i)->at,
                  "a second `{s}`|Leave one of them.", what);
    return r->in->of[which].n == 0 ? NULL : DRAFT(r->in, which, materials_syntax, 0);
}

static void resolve_date(resolver *r, uint32_t i) {
    const date_syntax *s = DRAFT(r->in, NOUN_DATE, date_syntax, i);
    date *f = &r->out->dates[i];
    *f = s->out;
    f->value = resolve_expr(r, s->value, &type_day);
    f->when = resolve_truth(r, s->when);
    f->cite = resolve_cite(r, &s->cite, f->at, true);
}

void resolve_dates(resolver *r) {
    for (uint32_t i = 0; i < r->out->n_dates; i++)
        resolve_date(r, i);
    const materials_syntax *m = the_one(r, NOUN_MATERIALS, STR("materials"));
    if (m != NULL) {
        r->out->materials_when = resolve_truth(r, m->when);
        r->out->materials_needed = resolve_truth(r, m->needed);
    }
    const materials_syntax *d = the_one(r, NOUN_DATES, STR("dates"));
    if (d != NULL)
        r->out->dates_when = resolve_truth(r, d->when);
}
