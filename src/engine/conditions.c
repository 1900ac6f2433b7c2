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

// A condition that cannot concern this person says nothing to him, unless it is a reason all the same.
static bool is_listed(work *k, const check *c, condition_state state) {
    if (c->about.len == 0)
        return false;
    return c->about_when == 0 || state == CONDITION_WRONG || !set_is(walk_node(&k->w, c->about_when), false);
}

static rc assess_opened(work *k, const jifen_answer *a, const person *p, const jifen_tool *t, arena *mem,
                        jifen_answer *opened, err *e) {
    jifen_answer begun;
    person *open = ARENA_NEW(mem, person);
    if (open == NULL)
        return err_set(e, RC_MEMORY, "no memory for the conditions");
    *open = *p;
    open_presumed(a->law, t, open);
    rc code = jifen_assess(a->law, open, (jifen_wishes){.brief = true}, mem, opened, e);
    return code == RC_OK ? work_begin(k, a->law, open, (jifen_wishes){.brief = true}, mem, &begun, e) : code;
}

rc jifen_conditions(const jifen_answer *a, const person *p, const jifen_tool *t, arena *mem,
                    const jifen_condition **out, size_t *n, err *e) {
    const law *l = a->law->law;
    jifen_condition *list = ARENA_ARRAY(mem, jifen_condition, (size_t)l->n_checks + 1);
    work *k = arena_take(mem, 1, sizeof *k);
    jifen_answer opened;
    if (list == NULL || k == NULL)
        return err_set(e, RC_MEMORY, "no memory for the conditions");
    rc code = assess_opened(k, a, p, t, mem, &opened, e);
    if (code != RC_OK)
        return code;
    size_t found = 0;
    for (uint32_t i = 0; i < l->n_checks; i++) {
        condition_state state = state_of(a, &opened, l->checks[i].name);
        if (is_listed(k, &l->checks[i], state))
            list[found++] = condition_of(l, &l->checks[i], state);
    }
    *out = list;
    *n = found;
    return RC_OK;
}
