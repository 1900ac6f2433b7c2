// SPDX-License-Identifier: Apache-2.0
// The list of all that people look up in a law.
#include "engine/catalog.h"

#include "engine/work.h"

// ---- the list --------------------------------------------------------------------------------------------------------

static uint32_t size_of(const law *l, name_group g) {
    switch (g) {
    case GROUP_FACT: return l->n_facts;
    case GROUP_RULE: return l->n_rules;
    case GROUP_PARAM: return l->n_params;
    case GROUP_GOAL: return l->n_goals;
    case GROUP_FINDING: return l->n_findings;
    case GROUP_CHECK: return l->n_checks;
    case GROUP_PAPER: return l->n_papers;
    case GROUP_DATE: return l->n_dates;
    case GROUP_DISPUTE: return l->n_disputes;
    case N_GROUPS: break;
    }
    return 0;
}

named catalog_at(const law *l, size_t name) {
    name_group g = GROUP_FACT;
    while (name >= size_of(l, g)) {
        name -= size_of(l, g);
        g++;
    }
    return (named){g, (uint32_t)name};
}

size_t catalog_index(const law *l, named what) {
    size_t before = 0;
    for (name_group g = GROUP_FACT; g < what.group; g++)
        before += size_of(l, g);
    return before + what.idx;
}

size_t jifen_n_names(const jifen_law *l) {
    return catalog_index(l->law, (named){N_GROUPS, 0});
}

// ---- how much each can be relied on ----------------------------------------------------------------------------------

typedef struct {
    bool has_any;
    confidence least;
} weakest;

static void weigh(weakest *w, const cite *c) {
    if (c->source_idx < 0)
        return;
    if (!w->has_any || c->confidence < w->least)
        w->least = c->confidence;
    w->has_any = true;
}

// A row without a source of its own rests on its table's.
static weakest weigh_rule(const rule *r) {
    weakest w = {0};
    weigh(&w, &r->cite);
    for (uint32_t i = 0; i < r->n_rows; i++)
        weigh(&w, &r->rows[i].cite);
    return w;
}

static weakest weigh_param(const param *p) {
    weakest w = {0};
    weigh(&w, &p->cite);
    for (uint32_t i = 0; i < p->n_rows; i++)
        weigh(&w, &p->rows[i].cite);
    return w;
}

static weakest weigh_paper(const paper *p) {
    weakest w = {0};
    weigh(&w, &p->cite);
    for (uint32_t i = 0; i < p->n_rows; i++)
        weigh(&w, &p->rows[i].cite);
    return w;
}

static weakest weigh_one(const cite *c) {
    weakest w = {0};
    weigh(&w, c);
    return w;
}

// ---- faces -----------------------------------------------------------------------------------------------------------

static jifen_name face(name_kind kind, str name, str label, weakest w) {
    static const str nouns[] = {[NAME_FACT] = STR_INIT("fact"),     [NAME_VALUE] = STR_INIT("value"),
                                [NAME_POINTS] = STR_INIT("points"), [NAME_PARAM] = STR_INIT("param"),
                                [NAME_GOAL] = STR_INIT("goal"),     [NAME_FINDING] = STR_INIT("finding"),
                                [NAME_CHECK] = STR_INIT("check"),   [NAME_PAPER] = STR_INIT("paper"),
                                [NAME_DATE] = STR_INIT("date"),     [NAME_DISPUTE] = STR_INIT("dispute")};
    jifen_name out = {.kind = kind, .name = name, .label = label.len > 0 ? label : name, .noun = nouns[kind]};
    if (w.has_any) {
        out.confidence = work_confidence(w.least);
        out.confidence_label = work_confidence_label(w.least);
    }
    return out;
}

jifen_name jifen_name_at(const jifen_law *jl, size_t name) {
    const law *l = jl->law;
    named what = catalog_at(l, name);
    uint32_t i = what.idx;
    switch (what.group) {
    case GROUP_FACT:
        return face(NAME_FACT, l->facts[i].name, l->facts[i].label, weigh_one(&l->facts[i].cite));
    case GROUP_RULE:
        return face(l->rules[i].is_points ? NAME_POINTS : NAME_VALUE, l->rules[i].name, l->rules[i].label,
                    weigh_rule(&l->rules[i]));
    case GROUP_PARAM:
        return face(NAME_PARAM, l->params[i].name, l->params[i].label, weigh_param(&l->params[i]));
    case GROUP_GOAL: return face(NAME_GOAL, l->goals[i].name, l->goals[i].label, (weakest){0});
    case GROUP_FINDING: return face(NAME_FINDING, l->findings[i].name, l->findings[i].label, (weakest){0});
    case GROUP_CHECK:
        return face(NAME_CHECK, l->checks[i].name, l->checks[i].label, weigh_one(&l->checks[i].cite));
    case GROUP_PAPER:
        return face(NAME_PAPER, l->papers[i].name, l->papers[i].label, weigh_paper(&l->papers[i]));
    case GROUP_DATE:
        return face(NAME_DATE, l->dates[i].name, l->dates[i].label, weigh_one(&l->dates[i].cite));
    case GROUP_DISPUTE:
    case N_GROUPS: break;
    }
    const dispute *d = &l->disputes[i];
    return face(NAME_DISPUTE, d->name, d->text, (weakest){true, d->confidence});
}

// ---- finding ---------------------------------------------------------------------------------------------------------

int jifen_find_name(const jifen_law *l, str name) {
    for (size_t i = 0; i < jifen_n_names(l); i++)
        if (str_is(jifen_name_at(l, i).name, name))
            return (int)i;
    return -1;
}

static bool is_listed(const str *list, size_t n, str name) {
    for (size_t i = 0; i < n; i++)
        if (str_is(list[i], name))
            return true;
    return false;
}

size_t jifen_near_names(const jifen_law *l, str name, size_t most, str *out) {
    size_t n = 0;
    if (name.len > LIMIT_NAME_BYTES)
        return 0;
    for (size_t edits = 0; edits <= name.len / 3 + 1; edits++)
        for (size_t i = 0; i < jifen_n_names(l) && n < most; i++) {
            str other = jifen_name_at(l, i).name;
            if (str_distance(name, other, edits) == edits && !is_listed(out, n, other))
                out[n++] = other;
        }
    return n;
}

// ---- sources ---------------------------------------------------------------------------------------------------------

size_t jifen_n_sources(const jifen_law *l) {
    return l->law->n_sources;
}

jifen_source jifen_source_at(const jifen_law *l, size_t source) {
    cite c = {.source_idx = (int32_t)source, .confidence = l->law->sources[source].confidence};
    return work_source(l->law, &c, NULL);
}
