// SPDX-License-Identifier: Apache-2.0
// What the law says of another form of the same points.
#include "engine/work.h"

static bool face(const law *l, const difference *d, arena *mem, jifen_difference *out) {
    jifen_usual *usuals = ARENA_ARRAY(mem, jifen_usual, (size_t)d->n_usuals + 1);
    for (uint32_t i = 0; usuals != NULL && i < d->n_usuals; i++)
        usuals[i] = (jifen_usual){d->usuals[i].text, d->usuals[i].answer};
    *out = (jifen_difference){.name = l->rules[d->rule].name,
                              .label = l->rules[d->rule].label,
                              .asked = d->asked,
                              .is_unseen = d->is_unseen,
                              .usuals = usuals,
                              .n_usuals = d->n_usuals,
                              .source = work_source(l, &d->cite, NULL),
                              .checked = l->files[d->at.file].checked_day};
    return usuals != NULL;
}

static const difference *difference_of(const law *l, uint32_t rule) {
    for (uint32_t i = 0; i < l->n_differences; i++)
        if (l->differences[i].rule == rule)
            return &l->differences[i];
    return NULL;
}

bool jifen_other_form(const jifen_law *l, arena *mem, jifen_form *out, const jifen_difference **differences,
                      size_t *n) {
    const law *of = l->law;
    jifen_difference *list = ARENA_ARRAY(mem, jifen_difference, (size_t)of->n_rules + 1);
    if (of->n_forms == 0 || list == NULL)
        return false;
    const other_form *f = &of->forms[0];
    *out = (jifen_form){f->label, f->host, f->item, f->note, work_source(of, &f->cite, NULL)};
    *n = 0;
    for (uint32_t i = 0; i < of->n_rules; i++) {
        const difference *d = difference_of(of, i);
        if (d != NULL && !face(of, d, mem, &list[(*n)++]))
            return false;
    }
    *differences = list;
    return true;
}
