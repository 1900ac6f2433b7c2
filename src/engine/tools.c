// SPDX-License-Identifier: Apache-2.0
// Short interviews: their faces, and what each asks next.
#include "engine/work.h"

// ---- faces ----------------------------------------------------------------------------------------------------------

static tool_shows face_shows(shows s) {
    switch (s) {
    case SHOWS_POINTS: return TOOL_POINTS;
    case SHOWS_REASONS: return TOOL_REASONS;
    case SHOWS_CONDITIONS: return TOOL_CONDITIONS;
    case SHOWS_PAPERS: return TOOL_PAPERS;
    case SHOWS_DATES: break;
    }
    return TOOL_DATES;
}

static size_t *face_facts(const uint32_t *asks, uint32_t n, arena *mem) {
    size_t *facts = ARENA_ARRAY(mem, size_t, (size_t)n + 1);
    for (uint32_t i = 0; facts != NULL && i < n; i++)
        facts[i] = asks[i];
    return facts;
}

static bool face_route(const route *way, jifen_route *out, arena *mem) {
    size_t *facts = face_facts(way->asks, way->n_asks, mem);
    jifen_bound *supposes = ARENA_ARRAY(mem, jifen_bound, (size_t)way->n_supposes + 1);
    if (facts == NULL || supposes == NULL)
        return false;
    for (uint32_t i = 0; i < way->n_supposes; i++)
        supposes[i] = (jifen_bound){way->supposes[i].fact, way->supposes[i].values};
    *out = (jifen_route){way->name, way->label, way->hint, supposes, way->n_supposes, facts, way->n_asks};
    return true;
}

static bool face_tool(const tool *t, jifen_tool *out, arena *mem) {
    size_t *facts = face_facts(t->asks, t->n_asks, mem);
    jifen_route *routes = ARENA_ARRAY(mem, jifen_route, (size_t)t->n_routes + 1);
    if (facts == NULL || routes == NULL)
        return false;
    for (uint32_t i = 0; i < t->n_routes; i++)
        if (!face_route(&t->routes[i], &routes[i], mem))
            return false;
    *out = (jifen_tool){.name = t->name,
                        .title = t->title,
                        .lead = t->lead,
                        .shows = face_shows(t->shows),
                        .facts = facts,
                        .n_facts = t->n_asks,
                        .most = t->most,
                        .choice = t->choice,
                        .choice_hint = t->choice_hint,
                        .routes = routes,
                        .n_routes = t->n_routes};
    return true;
}

bool tools_make(jifen_law *j, arena *mem) {
    const law *l = j->law;
    j->tools = ARENA_ARRAY(mem, jifen_tool, (size_t)l->n_tools + 1);
    for (uint32_t i = 0; j->tools != NULL && i < l->n_tools; i++)
        if (!face_tool(&l->tools[i], &j->tools[i], mem))
            return false;
    return j->tools != NULL;
}

// ---- the doors ------------------------------------------------------------------------------------------------------

size_t jifen_n_tools(const jifen_law *l) {
    return l->law->n_tools;
}

const jifen_tool *jifen_tool_at(const jifen_law *l, size_t idx) {
    return &l->tools[idx];
}

const jifen_tool *jifen_find_tool(const jifen_law *l, tool_shows shows) {
    for (uint32_t i = 0; i < l->law->n_tools; i++)
        if (l->tools[i].shows == shows)
            return &l->tools[i];
    return NULL;
}

const jifen_route *jifen_find_route(const jifen_law *l, str name) {
    for (uint32_t i = 0; i < l->law->n_tools; i++)
        for (size_t k = 0; k < l->tools[i].n_routes; k++)
            if (str_is(l->tools[i].routes[k].name, name))
                return &l->tools[i].routes[k];
    return NULL;
}

// ---- suppositions ----------------------------------------------------------------------------------------------------

static bool holds_together(const jifen_law *l, const person *p, arena *mem) {
    work *k = arena_take(mem, 1, sizeof *k);
    jifen_answer none;
    err e;
    err_clear(&e);
    return k != NULL && work_begin(k, l, p, (jifen_wishes){.brief = true}, mem, &none, &e) == RC_OK;
}

// A person whose own facts do not hold together keeps them: it is for the answer to say so.
uint64_t jifen_suppose(const jifen_law *l, const jifen_route *way, arena *mem, person *p) {
    uint64_t put = 0;
    for (size_t i = 0; i < way->n_supposes; i++) {
        size_t fact = way->supposes[i].fact;
        if (p->given[fact] != GIVEN_NOT)
            continue;
        p->value[fact] = way->supposes[i].values;
        p->given[fact] = GIVEN_SET;
        if (holds_together(l, p, mem))
            put |= (uint64_t)1 << i;
        else
            p->given[fact] = GIVEN_NOT;
    }
    return put;
}

// ---- the next question -----------------------------------------------------------------------------------------------

static uint64_t mask_of(const size_t *facts, size_t n) {
    uint64_t mask = 0;
    for (size_t i = 0; i < n; i++)
        mask |= (uint64_t)1 << facts[i];
    return mask;
}

// What can still change the answer, or the points of its goals where only those are looked for. A verdict that is decided
// hides the facts of further reasons from `missing`; who looks for reasons wants them all.
static uint64_t worth_asking(const jifen_answer *a, tool_shows shows) {
    uint64_t facts = shows == TOOL_REASONS || shows == TOOL_CONDITIONS ? a->live_reasons : 0;
    if (shows != TOOL_POINTS || a->n_goals == 0)
        return facts | mask_of(a->missing, a->n_missing) | mask_of(a->presumed, a->n_presumed);
    for (size_t i = 0; i < a->n_goals; i++)
        facts |= a->goals[i].live | a->goals[i].live_presumed;
    return facts;
}

int jifen_tool_next(const jifen_answer *a, const jifen_tool *t, const jifen_route *way, const bool *answered) {
    uint64_t worth = worth_asking(a, t->shows);
    const size_t *facts = way != NULL ? way->facts : t->facts;
    size_t n = way != NULL ? way->n_facts : t->n_facts;
    for (size_t i = 0; i < n; i++)
        if (worth >> facts[i] & 1 && !answered[facts[i]])
            return (int)facts[i];
    return -1;
}
