// SPDX-License-Identifier: Apache-2.0
// What is declared and never used. It means nothing, so it must go, or what should use it is missing.
#include "law/resolve.h"

static void refuse(resolver *r, place at, str what, str name) {
    diags_add(r->d, "N110", at, "nobody uses the {s} '{s}'|Leave it out, or use it where it was meant.", what,
              name);
}

static void refuse_records(resolver *r) {
    for (uint32_t i = 1; i < r->out->n_fields; i++)
        if (!r->field_used[i])
            refuse(r, r->out->fields[i].at, STR("field"), r->out->fields[i].name);
    for (uint32_t i = 0; i < r->out->n_eaches; i++)
        if (!r->each_used[i])
            refuse(r, r->out->eaches[i].at, STR("truth"), r->out->eaches[i].name);
}

void resolve_unused(resolver *r) {
    const law *l = r->out;
    for (uint32_t i = 0; i < l->n_facts; i++)
        if (!r->fact_used[i])
            refuse(r, l->facts[i].at, STR("fact"), l->facts[i].name);
    for (uint32_t i = 0; i < l->n_rules; i++)
        if (!l->rules[i].is_points && !r->rule_used[i])
            refuse(r, l->rules[i].at, STR("value"), l->rules[i].name);
    for (uint32_t i = 0; i < l->n_params; i++)
        if (!r->param_used[i])
            refuse(r, l->params[i].at, STR("param"), l->params[i].name);
    for (uint32_t i = 0; i < l->n_disputes; i++)
        if (l->disputes[i].other.len > 0 && !r->dispute_used[i])
            refuse(r, l->disputes[i].at, STR("dispute"), l->disputes[i].name);
    refuse_records(r);
}
