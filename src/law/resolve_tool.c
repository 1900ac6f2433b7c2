// SPDX-License-Identifier: Apache-2.0
// Tools: what they ask. Being asked is no use of a fact.
#include "law/resolve.h"

static bool has_asked(const tool *t, uint32_t fact) {
    for (uint32_t i = 0; i < t->n_asks; i++)
        if (t->asks[i] == fact)
            return true;
    return false;
}

static void resolve_ask(resolver *r, const word *w, tool *t) {
    uint32_t idx = resolve_find(r, SPACE_FACT, w->text, w->at, STR("fact"));
    if (idx == NAME_MISSING)
        return;
    if (has_asked(t, idx))
        diags_add(r->d, "N101", w->at, "the tool asks '{s}' twice|Leave one of them.", w->text);
    else if (r->out->facts[idx].ask.len == 0)
        diags_add(r->d, "N115", w->at,
                  "the fact '{s}' cannot be asked|Add `ask \"…\"` to it, or leave it out.", w->text);
    else if (r->out->facts[idx].is_private)
        diags_add(r->d, "N116", w->at, "the fact '{s}' is private|A page never asks it; leave it out.",
                  w->text);
    else
        t->asks[t->n_asks++] = idx;
}

// A face picks a tool by what it shows.
static void refuse_second(resolver *r, uint32_t i) {
    const tool *tools = r->out->tools;
    for (uint32_t k = 0; k < i; k++)
        if (tools[k].shows == tools[i].shows)
            diags_add(r->d, "N101", tools[i].at, "the tool '{s}' shows the same already|Leave one of them.",
                      tools[k].name);
}

void resolve_tools(resolver *r) {
    uint32_t *asks = ARENA_ARRAY(r->mem, uint32_t, (size_t)r->in->asks.n + 1);
    r->in->spare.failed |= asks == NULL;
    for (uint32_t i = 0; asks != NULL && i < r->out->n_tools; i++) {
        const tool_syntax *s = DRAFT(r->in, NOUN_TOOL, tool_syntax, i);
        tool *t = &r->out->tools[i];
        *t = s->out;
        t->asks = &asks[s->asks.first];
        for (uint32_t k = 0; k < s->asks.n; k++)
            resolve_ask(r, VEC_AT(&r->in->asks, word, s->asks.first + k), t);
        refuse_second(r, i);
    }
}
