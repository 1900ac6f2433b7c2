// SPDX-License-Identifier: Apache-2.0
#include "engine/work.h"

#include <stddef.h>
#include <string.h>

void *work_array(work *k, size_t n, size_t item_bytes) {
    void *p = arena_take(k->mem, n + 1, item_bytes);
    k->no_memory |= p == NULL;
    return p;
}

uint8_t *work_memo(work *k, uint32_t n_records) {
    size_t n = (size_t)n_records * k->l->n_eaches;
    uint8_t *memo = n == 0 ? NULL : work_array(k, n, 1);
    return memo == NULL ? NULL : memset(memo, 0, n);
}

set work_ask_quietly(work *k, ask_what what, uint32_t idx) {
    return cells_exact(&k->c, (ask){what, idx});
}

set work_ask(work *k, ask_what what, uint32_t idx) {
    set v = work_ask_quietly(k, what, idx);
    k->live_all |= v.live;
    return v;
}

str work_confidence(confidence c) {
    return c == CONFIDENCE_HIGH ? STR("high") : c == CONFIDENCE_MEDIUM ? STR("medium") : STR("low");
}

str work_confidence_label(confidence c) {
    return c == CONFIDENCE_HIGH ? STR("高") : c == CONFIDENCE_MEDIUM ? STR("中") : STR("低");
}

static const struct {
    const char *name, *label;
} ranks[] = {
    [RANK_OFFICIAL] = {"official", "官方文件"},
    [RANK_PRESS] = {"press", "媒体报道"},
    [RANK_AGENCY] = {"agency", "中介说法"},
    [RANK_OWN] = {"own", "自行推断"},
};

jifen_source work_source(const law *l, const cite *first, const cite *otherwise) {
    const cite *c = first != NULL && first->source_idx >= 0 ? first : otherwise;
    if (c == NULL || c->source_idx < 0)
        return (jifen_source){0};
    const source *s = &l->sources[c->source_idx];
    return (jifen_source){s->document,
                          c->where,
                          str_of_c(ranks[s->rank].name),
                          str_of_c(ranks[s->rank].label),
                          work_confidence(c->confidence),
                          work_confidence_label(c->confidence),
                          s->key};
}

// ---- the door -----------------------------------------------------------------------------------------------------

static rc refuse_day(const law *l, int64_t on, err *e) {
    err_about(e, STR("on"));
    return err_set(e, RC_INPUT, "expected a day from {d} to {d}, for which the law is held, found {d}",
                   l->from, l->to, on);
}

static rc no_memory(err *e) {
    return err_set(e, RC_MEMORY, "no memory for the answer");
}

rc work_begin(work *k, const jifen_law *l, const person *p, jifen_wishes wishes, arena *mem,
              jifen_answer *out, err *e) {
    if (p->on < l->law->from || p->on > l->law->to)
        return refuse_day(l->law, p->on, e);
    *out = (jifen_answer){.law = l, .on = p->on, .next_question = -1, .next_presumed = -1};
    memset(k, 0, offsetof(work, w));
    k->jl = l;
    k->l = l->law;
    k->p = p;
    k->wishes = wishes;
    k->mem = mem;
    k->out = out;
    k->each_memo = work_memo(k, k->p->n_records);
    set *bounds = work_array(k, k->l->n_rules, sizeof *bounds);
    if (k->no_memory)
        return no_memory(e);
    walk_init(&k->w, k->l, k->p, k->b.values, k->each_memo);
    rc code = box_make(&k->w, &k->b, e);
    if (code == RC_OK)
        cells_init(&k->c, &k->w, k->jl->shapes, k->b.values, bounds);
    return code;
}

static void fill(work *k) {
    work_points(k);
    work_verdict(k);
    work_dates(k);
    work_reasons(k);
    if (!k->wishes.brief) {
        work_papers(k);
        work_again(k);
    }
    work_assumptions(k);
    if (!k->wishes.brief)
        work_questions(k);
    if (k->wishes.trace)
        work_trace(k);
}

rc jifen_assess(const jifen_law *l, const person *p, jifen_wishes wishes, arena *mem, jifen_answer *out,
                err *e) {
    work *k = arena_take(mem, 1, sizeof *k);
    if (k == NULL)
        return no_memory(e);
    rc code = work_begin(k, l, p, wishes, mem, out, e);
    if (code != RC_OK)
        return code;
    fill(k);
    return k->no_memory ? no_memory(e) : RC_OK;
}
