// SPDX-License-Identifier: Apache-2.0
// Month records, gone on: looking ahead, the last record that counts is supposed to repeat every month.
#include "engine/work.h"

#include "base/day.h"

#include <string.h>

// The last record that counts, up to the month of `on`.
static const record *last_good(work *k) {
    walk *w = &k->w;
    const record *good = NULL;
    for (uint32_t i = 0; i < k->p->n_records && k->p->records[i].value[0] <= day_month(k->p->on); i++) {
        w->rec = &k->p->records[i];
        w->rec_idx = i;
        if (set_is(walk_node(w, k->l->eaches[k->l->continues - 1].where), true))
            good = w->rec;
    }
    w->rec = NULL;
    return good;
}

static bool is_listed(const person *p, int64_t month) {
    for (uint32_t i = 0; i < p->n_records; i++)
        if (p->records[i].value[0] == month)
            return true;
    return false;
}

static record *sorted_copy(record *list, size_t n) {
    for (size_t i = 1; i < n; i++)
        for (size_t j = i; j > 0 && list[j].value[0] < list[j - 1].value[0]; j--) {
            record t = list[j];
            list[j] = list[j - 1];
            list[j - 1] = t;
        }
    return list;
}

bool work_go_on(work *k, int64_t to, person *later) {
    const record *good = last_good(k);
    int64_t first = day_month(k->p->on), last = day_month(to);
    record *list = work_array(k, k->p->n_records + (size_t)(last - first + 1), sizeof *list);
    if (good == NULL || list == NULL)
        return false;
    size_t n = k->p->n_records;
    memcpy(list, k->p->records, n * sizeof *list);
    for (int64_t m = first; m <= last; m++) {
        if (is_listed(k->p, m))
            continue;
        list[n] = *good;
        list[n++].value[0] = m;
    }
    later->records = sorted_copy(list, n);
    later->n_records = (uint32_t)n;
    return true;
}
