// SPDX-License-Identifier: Apache-2.0
#include "eval/prove.h"

#include "eval/box.h"
#include "eval/cells.h"
#include "eval/proof.h"
#include "eval/tighten.h"

#include <string.h>

// R111, as far as one must alone can be at fault; prove_reach looks for a person.
static bool prove_musts(proof *p) {
    set *values = proof_level(p, 0);
    memcpy(values, p->open, p->l->n_facts * sizeof *values);
    const must *failed = NULL;
    proof_on_all_days(p);
    walk_restart(&p->w, values);
    if (tighten(&p->w, values, &failed))
        return true;
    diags_add(p->d, "R111", failed->at, "nobody can fulfil this on any day");
    return false;
}

// R112. The exact answers for somebody of whom nothing is known, on one day: facts that are known, and other days, only
// make fewer parts.
static void prove_cells(proof *p) {
    const law *l = p->l;
    walk *w = ARENA_NEW(p->mem, walk);
    box *b = ARENA_NEW(p->mem, box);
    set *bounds = ARENA_ARRAY(p->mem, set, l->n_rules + 1);
    cells *c = ARENA_NEW(p->mem, cells);
    if (w == NULL || b == NULL || bounds == NULL || c == NULL) {
        p->failed = true;
        return;
    }
    walk_init(w, l, &p->who, b->values, p->w.each_memo);
    if (box_make(w, b, NULL) != RC_OK)
        return;  // nobody on that day
    cells_init(c, w, p->shapes, b->values, bounds);
    if (!c->is_loose)
        return;
    w->bounds = NULL;
    for (uint32_t i = 0; i < l->n_rules; i++) {
        c->is_loose = false;
        bounds[i] = cells_exact(c, (ask){ASK_RULE, i});
        if (c->is_loose) {
            diags_add(
                p->d, "R112",
                l->rules[i].at, "when nothing is known, '{s}' takes more than {i} parts to work out|Let fewer facts decide it together.",
                l->rules[i].name, (int64_t)LIMIT_CELLS);
            return;
        }
    }
}

bool prove_law(const law *l, arena *mem, diags *d) {
    uint32_t n_before = d->n;
    proof *p = ARENA_NEW(mem, proof);
    bool ok = p != NULL && proof_init(p, l, mem, d);
    if (ok && prove_musts(p)) {
        prove_tables(p);
        prove_numbers(p);
        prove_reach(p);
        prove_cells(p);
    }
    if (!ok || p->failed)
        diags_add(d, "R199", (place){0}, "no memory left");
    return d->n == n_before && !d->full;
}
