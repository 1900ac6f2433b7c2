// SPDX-License-Identifier: Apache-2.0
// Short interviews: their faces, and what each asks next.
#include "engine/handle.h"

// ---- faces ----------------------------------------------------------------------------------------------------------

static tool_shows face_shows(shows s) {
    switch (s) {
    case SHOWS_POINTS: return TOOL_POINTS;
    case SHOWS_REASONS: return TOOL_REASONS;
    case SHOWS_PAPERS: return TOOL_PAPERS;
    case SHOWS_DATES: break;
    }
    return TOOL_DATES;
}

static bool face_tool(const tool *t, jifen_tool *out, arena *mem) {
    size_t *facts = ARENA_ARRAY(mem, size_t, (size_t)t->n_asks + 1);
    if (facts == NULL)
        return false;
    for (uint32_t i = 0; i < t->n_asks; i++)
        facts[i] = t->asks[i];
    *out = (jifen_tool){t->name, t->title, t->lead, face_shows(t->shows), facts, t->n_asks};
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

static uint64_t mask_of(const size_t *facts, size_t n) {
    uint64_t mask = 0;
    for (size_t i = 0; i < n; i++)
        mask |= (uint64_t)1 << facts[i];
    return mask;
}

// What can still change the answer, or the points of its goals where only those are looked for. A verdict that is decided
// hides the facts of further reasons from `missing`; who looks for reasons wants them all.
static uint64_t worth_asking(const jifen_answer *a, tool_shows shows) {
    uint64_t facts = shows == TOOL_REASONS ? a->live_reasons : 0;
    if (shows != TOOL_POINTS || a->n_goals == 0)
        return facts | mask_of(a->missing, a->n_missing) | mask_of(a->presumed, a->n_presumed);
    for (size_t i = 0; i < a->n_goals; i++)
        facts |= a->goals[i].live | a->goals[i].live_presumed;
    return facts;
}

int jifen_tool_next(const jifen_answer *a, const jifen_tool *t, const bool *answered) {
    uint64_t worth = worth_asking(a, t->shows);
    for (size_t i = 0; i < t->n_facts; i++)
        if (worth >> t->facts[i] & 1 && !answered[t->facts[i]])
            return (int)t->facts[i];
    return -1;
}
