// SPDX-License-Identifier: Apache-2.0
// Checks, the verdict, disputes.
#include "law/resolve.h"

// ---- checks ----------------------------------------------------------------------------------------------------

// The date of that name; -1 when none is named, or it is not there, which is said.
static int32_t find_date(resolver *r, const word *name) {
    if (name->text.len == 0)
        return -1;
    uint32_t idx = resolve_find(r, SPACE_DATE, name->text, name->at, STR("date"));
    return idx == NAME_MISSING ? -1 : (int32_t)idx;
}

static void resolve_check(resolver *r, uint32_t i) {
    const check_syntax *s = DRAFT(r->in, NOUN_CHECK, check_syntax, r->checks[i]);
    check *c = &r->out->checks[i];
    *c = s->out;
    c->when = resolve_truth(r, s->when);
    c->about_when = resolve_truth(r, s->about_when);
    if (s->again != 0)
        c->again = resolve_expr(r, s->again, &type_day);
    if (s->soonest != 0)
        c->soonest = resolve_expr(r, s->soonest, &type_day);
    c->first_unless = resolve_truth(r, s->unless);
    c->cite = resolve_cite(r, &s->cite, c->at, true);
    c->by = find_date(r, &s->by);
}

void resolve_checks(resolver *r) {
    for (uint32_t i = 0; i < r->out->n_checks; i++)
        resolve_check(r, i);
}

// ---- verdict ---------------------------------------------------------------------------------------------------

static const verdict_syntax *the_verdict(const resolver *r) {
    return r->in->of[NOUN_VERDICT].n == 0 ? NULL : DRAFT(r->in, NOUN_VERDICT, verdict_syntax, 0);
}

static void check_one_verdict(resolver *r) {
    for (uint32_t i = 1; i < r->in->of[NOUN_VERDICT].n; i++)
        diags_add(r->d, "N101", DRAFT(r->in, NOUN_VERDICT, verdict_syntax, i)->out.at,
                  "a second verdict|A law has one; put all rows into it.");
}

// The rows' names, which expressions may ask for, before any expression is looked at.
void resolve_verdict_names(resolver *r) {
    const verdict_syntax *s = the_verdict(r);
    verdict *v = &r->out->verdict;
    check_one_verdict(r);
    if (s == NULL)
        return;
    *v = s->out;
    v->names.items = ARENA_ARRAY(r->mem, option, s->rows.n);
    v->rows = ARENA_ARRAY(r->mem, verdict_row, s->rows.n);
    v->names.n = v->names.items == NULL || v->rows == NULL ? 0 : s->rows.n;
    v->type = (type){.kind = KIND_ENUM, .names = &v->names};
    r->in->spare.failed |= v->names.n == 0;
    for (uint32_t i = 0; i < v->names.n; i++) {
        const verdict_row_syntax *w = VEC_AT(&r->in->verdict_rows, verdict_row_syntax, s->rows.first + i);
        v->names.items[i] = w->name;
        v->rows[i] = w->out;
        for (uint32_t k = 0; k < i; k++)
            if (str_is(v->names.items[k].name, w->name.name))
                diags_add(r->d, "N101", w->name.at, "a second row '{s}'|Leave one of them.", w->name.name);
    }
}

// A check's place in its row. The normal one says whether it decides; under a dispute it always does.
static bool resolve_code(resolver *r, const code_syntax *s, uint32_t row_idx, verdict_code *out) {
    uint32_t idx = names_find(&r->names, SPACE_CHECK, s->check.text);
    if (s->under.text.len > 0) {
        idx = resolve_find(r, SPACE_CHECK, s->check.text, s->check.at, STR("check"));
        uint32_t under = resolve_dispute(r, s->under.text, s->under.at);
        *out = (verdict_code){.check = idx, .under = under == NAME_MISSING ? -1 : (int32_t)under};
        if (s->out.explains)
            diags_add(r->d, "N114", s->check.at, "a check under a dispute decides|Leave `explains` out.");
        return idx != NAME_MISSING && under != NAME_MISSING;
    }
    if (idx == NAME_MISSING)
        return false;  // said when the checks were put in order
    *out = (verdict_code){.check = idx, .explains = s->out.explains, .under = -1};
    r->out->checks[idx].verdict = row_idx;
    r->out->checks[idx].explains = s->out.explains;
    return true;
}

void resolve_verdict(resolver *r) {
    const verdict_syntax *s = the_verdict(r);
    verdict_code *codes = ARENA_ARRAY(r->mem, verdict_code, (size_t)r->in->codes.n + 1);
    r->in->spare.failed |= codes == NULL;
    for (uint32_t i = 0; codes != NULL && i < r->out->verdict.names.n; i++) {
        const verdict_row_syntax *w = VEC_AT(&r->in->verdict_rows, verdict_row_syntax, s->rows.first + i);
        verdict_row *out = &r->out->verdict.rows[i];
        out->other_when = resolve_truth(r, w->other_when);
        out->by = find_date(r, &w->by);
        out->codes = &codes[w->codes.first];
        for (uint32_t k = 0; k < w->codes.n; k++)
            out->n_codes += resolve_code(r, VEC_AT(&r->in->codes, code_syntax, w->codes.first + k), i,
                                         &out->codes[out->n_codes]);
    }
}

// ---- disputes --------------------------------------------------------------------------------------------------

// Asking whether a reading bears on an answer is no use of a fact.
void resolve_disputes(resolver *r) {
    r->is_idle = true;
    for (uint32_t i = 0; i < r->out->n_disputes; i++) {
        const dispute_syntax *s = DRAFT(r->in, NOUN_DISPUTE, dispute_syntax, i);
        dispute *out = &r->out->disputes[i];
        *out = s->out;
        out->when = resolve_truth(r, s->when);
        out->cite = resolve_cite(r, &s->cite, out->at, true);
        if (s->when == 0 && r->out->calendar_dispute != (int32_t)i)
            diags_add(r->d, "N113", out->at,
                      "it is not said when the dispute bears on an answer|Add `when EXPR`.");
    }
    r->is_idle = false;
}
