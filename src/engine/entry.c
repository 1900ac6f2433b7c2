// SPDX-License-Identifier: Apache-2.0
// All about one name of the law: the rule, what it rests on, what is disputed, and what its author wrote around it.
#include "engine/show.h"

typedef struct {
    const law *l;
    named what;
    arena *mem;
    jifen_entry *out;
    show_parts parts;
    bool no_memory;
} maker;

static void *array(maker *m, size_t n, size_t item_bytes) {
    void *items = arena_alloc(m->mem, n + 1, item_bytes);  // no list is NULL for being empty
    m->no_memory |= items == NULL;
    return items;
}

static str keep(maker *m, const buf *b) {
    m->no_memory |= b->failed;
    return buf_str(b);
}

// ---- the rule --------------------------------------------------------------------------------------------------------

// Each of its rows may name a source, and so may the whole.
static size_t most_cites(const law *l, named what) {
    switch (what.group) {
    case GROUP_RULE: return (size_t)l->rules[what.idx].n_rows + 1;
    case GROUP_PARAM: return (size_t)l->params[what.idx].n_rows + 1;
    case GROUP_PAPER: return (size_t)l->papers[what.idx].n_rows + 1;
    default: return 1;
    }
}

static void make_rule(maker *m) {
    buf text = buf_make(m->mem);
    show s = {.l = m->l, .mem = m->mem, .out = &text, .parts = &m->parts};
    m->parts.cites = array(m, most_cites(m->l, m->what), sizeof *m->parts.cites);
    if (m->no_memory)
        return;
    show_named(&s, m->what);
    m->out->rule = keep(m, &text);
}

// ---- sources ---------------------------------------------------------------------------------------------------------

static bool is_same_source(const jifen_source *a, const jifen_source *b) {
    return str_is(a->key, b->key) && str_is(a->where, b->where) && str_is(a->confidence, b->confidence);
}

static void make_sources(maker *m) {
    jifen_source *list = array(m, m->parts.n_cites, sizeof *list);
    size_t n = 0;
    for (size_t i = 0; list != NULL && i < m->parts.n_cites; i++) {
        jifen_source from = work_source(m->l, m->parts.cites[i], NULL);
        size_t k = 0;
        while (k < n && !is_same_source(&list[k], &from))
            k++;
        list[k] = from;
        n += k == n;
    }
    m->out->sources = list;
    m->out->n_sources = n;
}

// ---- periods ---------------------------------------------------------------------------------------------------------

static str end_text(maker *m, const param *p, int64_t at) {
    buf b = buf_make(m->mem);
    if (p->by != KIND_BOOL && at != INT64_MAX)
        buf_print(&b, p->by == KIND_MONTH ? "{m}" : "{d}", at);
    return keep(m, &b);
}

static str value_text(maker *m, const param *p, int64_t v) {
    buf b = buf_make(m->mem);
    show_put_number(&p->type, v, &b);
    return keep(m, &b);
}

static str other_text(maker *m, const param *p, const period *row) {
    buf b = buf_make(m->mem);
    for (uint32_t i = 0; i < row->n_list; i++) {
        if (i > 0)
            BUF_LIT(&b, "，或者 ");
        show_put_number(&p->type, m->l->lists[row->list + i], &b);
    }
    return keep(m, &b);
}

static void make_periods(maker *m) {
    if (m->what.group != GROUP_PARAM)
        return;
    const param *p = &m->l->params[m->what.idx];
    jifen_period *list = array(m, p->n_rows, sizeof *list);
    for (uint32_t i = 0; list != NULL && i < p->n_rows; i++) {
        const period *row = &p->rows[i];
        list[i] = (jifen_period){.from = end_text(m, p, row->from), .to = end_text(m, p, row->to)};
        list[i].value = value_text(m, p, row->value);
        list[i].other = other_text(m, p, row);
        list[i].source = work_source(m->l, &row->cite, &p->cite);
        if (row->dispute >= 0)
            list[i].dispute = m->l->disputes[row->dispute].name;
    }
    m->out->periods = list;
    m->out->n_periods = p->n_rows;
}

// ---- what it uses ----------------------------------------------------------------------------------------------------

static void mark_terms(maker *m) {
    const rule *r = &m->l->rules[m->what.idx];
    if (m->what.group == GROUP_RULE)
        for (uint32_t i = 0; i < r->n_terms; i++)
            m->parts.direct.rules[r->terms[i]] = true;
}

static size_t add_uses(maker *m, size_t *list, size_t n, name_group g, const bool *marks, uint32_t n_marks) {
    for (uint32_t i = 0; i < n_marks; i++)
        if (marks[i])
            list[n++] = catalog_index(m->l, (named){g, i});
    return n;
}

static void make_uses(maker *m) {
    const law *l = m->l;
    const uses *u = &m->parts.direct;
    if (u->l == NULL)
        return;
    mark_terms(m);
    size_t *list = array(m, (size_t)l->n_facts + l->n_rules + l->n_params + l->n_checks, sizeof *list);
    if (list == NULL)
        return;
    size_t n = add_uses(m, list, 0, GROUP_FACT, u->facts, l->n_facts);
    n = add_uses(m, list, n, GROUP_RULE, u->rules, l->n_rules);
    n = add_uses(m, list, n, GROUP_PARAM, u->params, l->n_params);
    m->out->n_uses = add_uses(m, list, n, GROUP_CHECK, u->checks, l->n_checks);
    m->out->uses = list;
}

// ---- disputes --------------------------------------------------------------------------------------------------------

static bool hangs_on(const maker *m, uint32_t dispute_idx) {
    if (m->what.group == GROUP_DISPUTE)
        return m->what.idx == dispute_idx;
    return m->parts.through.l != NULL && m->parts.through.disputes[dispute_idx];
}

static void make_sides(maker *m) {
    jifen_sides *list = array(m, m->l->n_disputes, sizeof *list);
    for (uint32_t i = 0; list != NULL && i < m->l->n_disputes; i++) {
        const dispute *d = &m->l->disputes[i];
        if (hangs_on(m, i))
            list[m->out->n_sides++] = (jifen_sides){d->name, d->text, d->other, work_confidence(d->confidence),
                                                    work_confidence_label(d->confidence)};
    }
    m->out->sides = list;
}

// ---- around it -------------------------------------------------------------------------------------------------------

static void make_cases(maker *m, section_text around) {
    const law *l = m->l;
    jifen_case *list = array(m, l->n_cases, sizeof *list);
    for (uint32_t i = 0; list != NULL && i < l->n_cases; i++) {
        const law_case *c = &l->cases[i];
        if (c->at.file == m->parts.at.file && c->at.line > around.cases_from && c->at.line < around.cases_to)
            list[m->out->n_cases++] = (jifen_case){c->title, c->given, c->person, c->expected};
    }
    m->out->cases = list;
}

static void make_around(maker *m) {
    const pack_file *f = &m->l->files[m->parts.at.file];
    section_text around;
    m->no_memory |= !prose_around(m->l, m->parts.at, m->mem, &around);
    if (m->no_memory)
        return;
    m->out->from = m->l->from;
    m->out->to = m->l->to;
    m->out->checked = f->checked_day;
    m->out->again = f->again_day;
    m->out->file = f->name;
    m->out->line = m->parts.at.line;
    m->out->heading = around.heading;
    m->out->prose = around.prose;
    make_cases(m, around);
}

rc jifen_describe(const jifen_law *l, size_t name, arena *mem, jifen_entry *out, err *e) {
    *out = (jifen_entry){.name = jifen_name_at(l, name)};
    maker m = {.l = l->law, .what = catalog_at(l->law, name), .mem = mem, .out = out};
    make_rule(&m);
    if (!m.no_memory) {
        make_sources(&m);
        make_periods(&m);
        make_uses(&m);
        make_sides(&m);
        make_around(&m);
    }
    return m.no_memory ? err_set(e, RC_MEMORY, "no memory to describe '{s}'", out->name.name) : RC_OK;
}
