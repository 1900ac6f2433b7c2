// SPDX-License-Identifier: Apache-2.0
// Before anything is resolved: the names entered, the law's arrays made, the checks put in the verdict's order.
#include "law/resolve.h"

#include "base/day.h"

// ---- names -----------------------------------------------------------------------------------------------------

static bool is_limited(resolver *r, uint32_t n, uint32_t most, place at, str what) {
    if (n > most)
        diags_add(r->d, "S115", at, "a law has at most {i} {s}|Split it, or leave some out.", (int64_t)most,
                  what);
    return n <= most;
}

static void enter(resolver *r, space in, str text, uint32_t idx, place at, str what) {
    if (text.len == 0)
        return;
    const name_entry *first = names_add(&r->names, in, text, idx, at);
    if (first != NULL)
        diags_add(r->d, "N101", at, "a second {s} '{s}'|The first stands in line {i} of {s}.", what, text,
                  (int64_t)first->at.line, r->out->files[first->at.file].name);
}

// Two kinds that share the bare names: one of them would never be reached.
static void enter_beside(resolver *r, space in, space beside, str text, uint32_t idx, place at, str what) {
    enter(r, in, text, idx, at, what);
    if (names_find(&r->names, beside, text) != NAME_MISSING)
        diags_add(r->d, "N101", at, "'{s}' is named already|A bare name must have one meaning.", text);
}

static void enter_sources(resolver *r) {
    for (uint32_t i = 0; i < r->in->of[NOUN_SOURCE].n; i++) {
        const source *s = DRAFT(r->in, NOUN_SOURCE, source, i);
        enter(r, SPACE_SOURCE, s->key, i, s->at, STR("source"));
    }
    for (uint32_t i = 0; i < r->in->of[NOUN_SECTION].n; i++) {
        const option *s = DRAFT(r->in, NOUN_SECTION, option, i);
        enter(r, SPACE_SECTION, s->name, i, s->at, STR("section"));
    }
    for (uint32_t i = 0; i < r->in->of[NOUN_HOLDER].n; i++) {
        const option *h = DRAFT(r->in, NOUN_HOLDER, option, i);
        enter(r, SPACE_HOLDER, h->name, i, h->at, STR("holder"));
    }
}

static void enter_facts(resolver *r) {
    for (uint32_t i = 0; i < r->in->of[NOUN_FACT].n; i++) {
        const fact *f = &DRAFT(r->in, NOUN_FACT, fact_syntax, i)->out;
        enter(r, SPACE_FACT, f->name, i, f->at, STR("fact"));
    }
    for (uint32_t i = 0; i < r->in->fields.n; i++) {
        const field *f = &VEC_AT(&r->in->fields, field_syntax, i)->out;
        enter(r, SPACE_FIELD, f->name, i, f->at, STR("field"));
    }
    for (uint32_t i = 0; i < r->in->eaches.n; i++) {
        const each *e = &VEC_AT(&r->in->eaches, each_syntax, i)->out;
        enter_beside(r, SPACE_EACH, SPACE_FIELD, e->name, i, e->at, STR("truth about a record"));
    }
}

static void enter_rules(resolver *r) {
    for (uint32_t i = 0; i < r->in->of[NOUN_RULE].n; i++) {
        const rule *f = &DRAFT(r->in, NOUN_RULE, rule_syntax, i)->out;
        enter(r, f->is_points ? SPACE_POINTS : SPACE_VALUE, f->name, i, f->at,
              f->is_points ? STR("points") : STR("value"));
    }
    for (uint32_t i = 0; i < r->in->of[NOUN_PARAM].n; i++) {
        const param *f = &DRAFT(r->in, NOUN_PARAM, param_syntax, i)->out;
        enter_beside(r, SPACE_PARAM, SPACE_VALUE, f->name, i, f->at, STR("param"));
    }
    for (uint32_t i = 0; i < r->in->of[NOUN_GOAL].n; i++) {
        const goal *g = &DRAFT(r->in, NOUN_GOAL, goal_syntax, i)->out;
        enter(r, SPACE_GOAL, g->name, i, g->at, STR("goal"));
    }
    for (uint32_t i = 0; i < r->in->of[NOUN_FINDING].n; i++) {
        const finding *f = &DRAFT(r->in, NOUN_FINDING, finding_syntax, i)->out;
        enter(r, SPACE_FINDING, f->name, i, f->at, STR("finding"));
    }
}

static void enter_answers(resolver *r) {
    for (uint32_t i = 0; i < r->in->of[NOUN_CHECK].n; i++) {
        const check *c = &DRAFT(r->in, NOUN_CHECK, check_syntax, i)->out;
        enter(r, SPACE_CHECK, c->name, i, c->at, STR("check"));
    }
    for (uint32_t i = 0; i < r->in->of[NOUN_PAPER].n; i++) {
        const paper *f = &DRAFT(r->in, NOUN_PAPER, paper_syntax, i)->out;
        enter(r, SPACE_PAPER, f->name, i, f->at, STR("paper"));
    }
    for (uint32_t i = 0; i < r->in->of[NOUN_DATE].n; i++) {
        const date *f = &DRAFT(r->in, NOUN_DATE, date_syntax, i)->out;
        enter(r, SPACE_DATE, f->name, i, f->at, STR("date"));
    }
    for (uint32_t i = 0; i < r->in->of[NOUN_DISPUTE].n; i++) {
        const dispute *s = &DRAFT(r->in, NOUN_DISPUTE, dispute_syntax, i)->out;
        enter(r, SPACE_DISPUTE, s->name, i, s->at, STR("dispute"));
    }
    for (uint32_t i = 0; i < r->in->of[NOUN_TOOL].n; i++) {
        const tool_syntax *t = DRAFT(r->in, NOUN_TOOL, tool_syntax, i);
        enter(r, SPACE_TOOL, t->out.name, i, t->out.at, STR("tool"));
        for (uint32_t k = t->routes.first; k < t->routes.first + t->routes.n; k++) {
            const route *way = &VEC_AT(&r->in->routes, route_syntax, k)->out;
            enter(r, SPACE_ROUTE, way->name, k, way->at, STR("route"));
        }
    }
    for (uint32_t i = 0; i < r->in->broken.n; i++)
        if (VEC_AT(&r->in->broken, str, i)->len > 0)
            (void)names_add(&r->names, SPACE_BROKEN, *VEC_AT(&r->in->broken, str, i), i, (place){0});
}

static bool enter_all(resolver *r) {
    uint32_t n = r->in->fields.n + r->in->eaches.n + r->in->routes.n + r->in->broken.n;
    for (int i = 0; i < NOUN_COUNT; i++)
        n += r->in->of[i].n;
    if (!names_init(&r->names, n, r->mem))
        return false;
    field_syntax *month = VEC_AT(&r->in->fields, field_syntax, 0);
    month->out.name = STR("month");
    month->type.out = (type){.kind = KIND_MONTH};
    month->type.has_domain = true;
    month->type.domain = set_range(day_month(day_min), day_month(day_max), 0);
    enter_sources(r);
    enter_facts(r);
    enter_rules(r);
    enter_answers(r);
    return true;
}

// ---- limits ----------------------------------------------------------------------------------------------------

static bool check_limits(resolver *r) {
    const vec *of = r->in->of;
    place at = {.line = 1, .column = 1};
    if (of[NOUN_FACT].n > LIMIT_FACTS)
        at = DRAFT(r->in, NOUN_FACT, fact_syntax, LIMIT_FACTS)->out.at;
    if (!is_limited(r, of[NOUN_FACT].n, LIMIT_FACTS, at, STR("facts")))
        return false;
    if (of[NOUN_RULE].n > LIMIT_RULES)
        at = DRAFT(r->in, NOUN_RULE, rule_syntax, LIMIT_RULES)->out.at;
    uint32_t n = of[NOUN_RULE].n + of[NOUN_CHECK].n + of[NOUN_FINDING].n;
    return is_limited(r, n, LIMIT_RULES, at, STR("values, points, checks and findings together"));
}

// ---- arrays ----------------------------------------------------------------------------------------------------

// One more than needed, so that only a lack of memory answers NULL.
#define MAKE(r, list, type, count)                                                                           \
    ((r)->out->n_##list = (count), ((r)->out->list = ARENA_ARRAY((r)->mem, type, (size_t)(count) + 1)) != NULL)

static bool make_arrays(resolver *r) {
    const vec *of = r->in->of;
    bool has_records = r->in->fields.n > 1 || r->in->eaches.n > 0;
    for (uint32_t i = 0; i < of[NOUN_FACT].n; i++)
        has_records |= DRAFT(r->in, NOUN_FACT, fact_syntax, i)->type.is_months;
    r->param_used = ARENA_ARRAY(r->mem, bool, (size_t)of[NOUN_PARAM].n + 1);
    r->dispute_used = ARENA_ARRAY(r->mem, bool, (size_t)of[NOUN_DISPUTE].n + 1);
    return r->param_used != NULL && r->dispute_used != NULL && MAKE(r, facts, fact, of[NOUN_FACT].n) &&
           MAKE(r, fields, field, has_records ? r->in->fields.n : 0) &&
           MAKE(r, eaches, each, r->in->eaches.n) && MAKE(r, musts, must, of[NOUN_MUST].n) &&
           MAKE(r, params, param, of[NOUN_PARAM].n) && MAKE(r, rules, rule, of[NOUN_RULE].n) &&
           MAKE(r, goals, goal, of[NOUN_GOAL].n) && MAKE(r, findings, finding, of[NOUN_FINDING].n) &&
           MAKE(r, checks, check, of[NOUN_CHECK].n) && MAKE(r, papers, paper, of[NOUN_PAPER].n) &&
           MAKE(r, dates, date, of[NOUN_DATE].n) && MAKE(r, disputes, dispute, of[NOUN_DISPUTE].n) &&
           MAKE(r, tools, tool, of[NOUN_TOOL].n) && MAKE(r, routes, route, r->in->routes.n) &&
           MAKE(r, forms, other_form, of[NOUN_FORM].n) &&
           MAKE(r, differences, difference, of[NOUN_DIFFERS].n) &&
           MAKE(r, years, calendar_year, r->in->years.n);
}

static void take_lists(resolver *r) {
    law *l = r->out;
    l->sources = r->in->of[NOUN_SOURCE].items;
    l->n_sources = r->in->of[NOUN_SOURCE].n;
    l->sections = r->in->of[NOUN_SECTION].items;
    l->n_sections = r->in->of[NOUN_SECTION].n;
    l->holders = r->in->of[NOUN_HOLDER].items;
    l->n_holders = r->in->of[NOUN_HOLDER].n;
    l->cases = r->in->cases.items;
    l->n_cases = r->in->cases.n;
}

// ---- checks in the verdict's order ---------------------------------------------------------------------------

// Give the check its place; twice in the verdict is refused.
static void place_check(resolver *r, uint32_t *order, uint32_t *n, bool *is_placed, const word *name) {
    uint32_t idx = resolve_find(r, SPACE_CHECK, name->text, name->at, STR("check"));
    if (idx == NAME_MISSING) {
        r->is_whole = false;  // the one that is meant will seem to stand outside
        return;
    }
    if (is_placed[idx])
        diags_add(r->d, "N111", name->at, "the check '{s}' stands in the verdict twice|{s}", name->text,
                  STR("Leave one, or say `under DISPUTE` where only the other reading puts it."));
    else
        order[(*n)++] = idx;
    is_placed[idx] = true;
}

static bool order_checks(resolver *r) {
    uint32_t n_checks = r->in->of[NOUN_CHECK].n, n = 0;
    uint32_t *order = ARENA_ARRAY(r->mem, uint32_t, (size_t)n_checks + 1);
    if (order == NULL)
        return false;
    bool is_placed[LIMIT_RULES] = {false};
    for (uint32_t i = 0; i < r->in->codes.n && r->in->of[NOUN_VERDICT].n > 0; i++) {
        const code_syntax *c = VEC_AT(&r->in->codes, code_syntax, i);
        if (c->under.text.len == 0)
            place_check(r, order, &n, is_placed, &c->check);
    }
    for (uint32_t i = 0; i < n_checks; i++) {
        const check *c = &DRAFT(r->in, NOUN_CHECK, check_syntax, i)->out;
        if (is_placed[i])
            continue;
        order[n++] = i;
        if (r->is_whole)
            diags_add(r->d, "N112", c->at,
                      "the check '{s}' is not in the verdict|Put it into a row of the verdict.", c->name);
    }
    for (uint32_t i = 0; i < n_checks; i++)
        names_move(&r->names, SPACE_CHECK, DRAFT(r->in, NOUN_CHECK, check_syntax, order[i])->out.name, i);
    r->checks = order;
    return true;
}

bool resolve_prepare(resolver *r) {
    if (!check_limits(r))
        return false;
    bool is_made = enter_all(r) && make_arrays(r) && order_checks(r);
    r->in->spare.failed |= !is_made;
    take_lists(r);
    return is_made;
}
