// SPDX-License-Identifier: Apache-2.0
// Another form of the same points: which points differ there. Where there is one, each line of points has its word.
#include "law/resolve.h"

static void resolve_the_form(resolver *r) {
    vec *forms = &r->in->of[NOUN_FORM];
    for (uint32_t i = 0; i < r->out->n_forms; i++) {
        const form_syntax *s = VEC_AT(forms, form_syntax, i);
        r->out->forms[i] = s->out;
        r->out->forms[i].cite = resolve_cite(r, &s->cite, s->out.at, true);
        if (i > 0)
            diags_add(r->d, "N101", s->out.at, "a second form|A law names one; leave one of them.");
    }
}

static bool has_difference(const resolver *r, uint32_t rule, uint32_t before) {
    for (uint32_t i = 0; i < before; i++)
        if (r->out->differences[i].rule == rule)
            return true;
    return false;
}

static void resolve_difference(resolver *r, uint32_t i) {
    const differs_syntax *s = DRAFT(r->in, NOUN_DIFFERS, differs_syntax, i);
    difference *out = &r->out->differences[i];
    *out = s->out;
    out->rule = resolve_find(r, SPACE_POINTS, s->points.text, s->points.at, STR("points"));
    out->cite = resolve_cite(r, &s->cite, s->out.at, true);
    out->usuals = VEC_AT(&r->in->usuals, usual, s->usuals.first);
    out->n_usuals = s->usuals.n;
    if (out->rule != NAME_MISSING && has_difference(r, out->rule, i))
        diags_add(r->d, "N101", s->points.at, "'{s}' is said to differ twice|Leave one of them.",
                  s->points.text);
    if (r->out->n_forms == 0)
        diags_add(r->d, "N120", s->out.at, "it is not said from what it differs|Declare the other `form`.");
}

// What is added up or chosen from others has no line of its own in a form.
static bool is_line(const rule *f) {
    return f->is_points && f->n_terms == 0;
}

static void refuse_silent(resolver *r) {
    for (uint32_t i = 0; i < r->out->n_rules; i++)
        if (is_line(&r->out->rules[i]) && !has_difference(r, i, r->out->n_differences))
            diags_add(r->d, "N121", r->out->rules[i].at,
                      "it is not said how '{s}' differs in the other form|Add `differs {s} cite …`.",
                      r->out->rules[i].name, r->out->rules[i].name);
}

void resolve_forms(resolver *r) {
    resolve_the_form(r);
    for (uint32_t i = 0; i < r->out->n_differences; i++)
        resolve_difference(r, i);
    if (r->out->n_forms > 0 && r->is_whole)
        refuse_silent(r);
}
