// SPDX-License-Identifier: Apache-2.0
// The conditions one by one, from the same answer that names the reasons.
#include "engine/work.h"

// The person without what was only presumed, as far as the tool can ask it.
static void open_presumed(const jifen_law *l, const jifen_tool *t, person *p) {
    for (size_t i = 0; i < t->n_facts; i++)
        if (p->given[t->facts[i]] == GIVEN_NOT && l->facts[t->facts[i]].has_default)
            jifen_put_null(p, t->facts[i]);
}

static const jifen_reason *find(const jifen_reason *list, size_t n, str code) {
    for (size_t i = 0; i < n; i++)
        if (str_is(list[i].code, code))
            return &list[i];
    return NULL;
}

static condition_state state_of(const jifen_answer *a, const jifen_answer *opened, str code) {
    if (find(a->reasons, a->n_reasons, code) != NULL)
        return CONDITION_WRONG;
    bool is_open = find(a->possible, a->n_possible, code) != NULL ||
                   find(opened->reasons, opened->n_reasons, code) != NULL ||
                   find(opened->possible, opened->n_possible, code) != NULL;
    return is_open ? CONDITION_OPEN : CONDITION_FINE;
}

static jifen_condition condition_of(const law *l, const check *c, condition_state state) {
    return (jifen_condition){.code = c->name,
                             .label = c->about,
                             .look = c->look,
                             .state = state,
                             .source = work_source(l, &c->cite, NULL),
                             .checked = l->files[c->at.file].checked_day};
}

rc jifen_conditions(const jifen_answer *a, const person *p, const jifen_tool *t, arena *mem,
                    const jifen_condition **out, size_t *n, err *e) {
    const law *l = a->law->law;
    jifen_condition *list = ARENA_ARRAY(mem, jifen_condition, (size_t)l->n_checks + 1);
    person *open = ARENA_NEW(mem, person);
    if (list == NULL || open == NULL)
        return err_set(e, RC_MEMORY, "no memory for the conditions");
    *open = *p;
    open_presumed(a->law, t, open);
    jifen_answer opened;
    rc code = jifen_assess(a->law, open, (jifen_wishes){.brief = true}, mem, &opened, e);
    if (code != RC_OK)
        return code;
    size_t found = 0;
    for (uint32_t i = 0; i < l->n_checks; i++)
        if (l->checks[i].about.len > 0)
            list[found++] = condition_of(l, &l->checks[i], state_of(a, &opened, l->checks[i].name));
    *out = list;
    *n = found;
    return RC_OK;
}
