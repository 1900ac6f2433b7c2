// SPDX-License-Identifier: Apache-2.0
// Tools: what they ask. Being asked is no use of a fact.
#include "law/resolve.h"

#include "base/num.h"

typedef struct {
    uint32_t *facts;  // [n]
    uint32_t n;
} asked;

static bool has_asked(const asked *of, uint32_t fact) {
    for (uint32_t i = 0; i < of->n; i++)
        if (of->facts[i] == fact)
            return true;
    return false;
}

static void resolve_ask(resolver *r, const word *w, asked *of) {
    uint32_t idx = resolve_find(r, SPACE_FACT, w->text, w->at, STR("fact"));
    if (idx == NAME_MISSING)
        return;
    if (has_asked(of, idx))
        diags_add(r->d, "N101", w->at, "the tool asks '{s}' twice|Leave one of them.", w->text);
    else if (r->out->facts[idx].ask.len == 0)
        diags_add(r->d, "N115", w->at,
                  "the fact '{s}' cannot be asked|Add `ask \"…\"` to it, or leave it out.", w->text);
    else if (r->out->facts[idx].is_private)
        diags_add(r->d, "N116", w->at, "the fact '{s}' is private|A page never asks it; leave it out.",
                  w->text);
    else
        of->facts[of->n++] = idx;
}

static asked resolve_asks(resolver *r, span words, uint32_t *room) {
    asked out = {.facts = &room[words.first]};
    for (uint32_t k = 0; k < words.n; k++)
        resolve_ask(r, VEC_AT(&r->in->asks, word, words.first + k), &out);
    return out;
}

// ---- suppositions ----------------------------------------------------------------------------------------------------

static bool is_of_fact(const resolver *r, const draft_node *n) {
    return n->a != 0 && NODE(r, n->a)->op == OP_FACT;
}

// `fact relation constant`, of whole numbers
static bool read_relation(const resolver *r, const draft_node *n, supposition *out) {
    if (!is_of_fact(r, n) || NODE(r, n->b)->op != OP_CONST || NODE(r, n->b)->type.kind != KIND_NUMBER)
        return false;
    int64_t limit = NODE(r, n->b)->num;
    *out = (supposition){(uint32_t)NODE(r, n->a)->num, r->out->facts[NODE(r, n->a)->num].domain};
    switch (n->op) {
    case OP_LT: out->values.hi = num_min(out->values.hi, limit - 1); return true;
    case OP_LE: out->values.hi = num_min(out->values.hi, limit); return true;
    case OP_GT: out->values.lo = num_max(out->values.lo, limit + 1); return true;
    case OP_GE: out->values.lo = num_max(out->values.lo, limit); return true;
    default: return false;
    }
}

// `fact in constant..constant`
static bool read_range(const resolver *r, const draft_node *n, supposition *out) {
    if (!is_of_fact(r, n) || NODE(r, n->b)->op != OP_CONST || NODE(r, n->c)->op != OP_CONST)
        return false;
    set all = r->out->facts[NODE(r, n->a)->num].domain;
    int64_t lo = num_max(all.lo, NODE(r, n->b)->num), hi = num_min(all.hi, NODE(r, n->c)->num);
    *out = (supposition){(uint32_t)NODE(r, n->a)->num, set_range(lo, hi, 0)};
    return true;
}

static bool read_options(const resolver *r, const draft_node *n, bool is_not, supposition *out) {
    if (!is_of_fact(r, n))
        return false;
    *out = (supposition){(uint32_t)NODE(r, n->a)->num, r->out->facts[NODE(r, n->a)->num].domain};
    out->values.lo &= is_not ? ~n->num : n->num;
    return true;
}

static bool read_truth(const draft_node *n, bool is_not, supposition *out) {
    *out = (supposition){(uint32_t)n->num, set_one(KIND_BOOL, !is_not)};
    return true;
}

// What the truth says of one fact. False: it is about something else, or about more.
static bool read_supposition(const resolver *r, node_idx idx, supposition *out) {
    const draft_node *n = NODE(r, idx);
    bool is_not = n->op == OP_NOT;
    if (is_not)
        n = NODE(r, n->a);
    switch (n->op) {
    case OP_FACT: return read_truth(n, is_not, out);
    case OP_IN: return read_options(r, n, is_not, out);
    case OP_IN_RANGE: return !is_not && read_range(r, n, out);
    default: return !is_not && read_relation(r, n, out);
    }
}

static bool is_possible(const resolver *r, const supposition *s) {
    return !set_is_empty(r->out->facts[s->fact].type.kind, s->values);
}

static bool has_supposed(const route *way, uint32_t fact) {
    for (uint32_t i = 0; i < way->n_supposes; i++)
        if (way->supposes[i].fact == fact)
            return true;
    return false;
}

// Its nodes are read and thrown away: a law that supposes a number does not look at it, and asks it no other way.
static void resolve_supposition(resolver *r, expr_idx e, const asked *of, route *way) {
    uint32_t n_before = r->nodes.n;
    node_idx idx = resolve_truth(r, e);
    place at = EXPR(r->in, e)->at;
    supposition s;
    if (idx == 0)
        return;
    bool is_fine = read_supposition(r, idx, &s) && is_possible(r, &s);
    r->nodes.n = n_before;
    if (!is_fine)
        diags_add(
            r->d, "N117", at,
            "this says of no single fact what it may be|Write FACT, not FACT, FACT is OPTION, FACT in {{…}, "
            "FACT in A..B or FACT <= NUMBER.");
    else if (has_asked(of, s.fact) || has_supposed(way, s.fact))
        diags_add(r->d, "N118", at, "'{s}' is asked or supposed already|Leave one of them.",
                  r->out->facts[s.fact].name);
    else
        way->supposes[way->n_supposes++] = s;
}

static uint32_t count_chain(const resolver *r, expr_idx first) {
    uint32_t n = 0;
    for (expr_idx e = first; e != 0; e = EXPR(r->in, e)->next)
        n++;
    return n;
}

// To suppose something is no use of a fact.
static void resolve_route(resolver *r, const route_syntax *s, uint32_t *room, route *way) {
    *way = s->out;
    asked of = resolve_asks(r, s->asks, room);
    way->asks = of.facts;
    way->n_asks = of.n;
    way->supposes = ARENA_ARRAY(r->mem, supposition, (size_t)count_chain(r, s->supposes) + 1);
    r->in->spare.failed |= way->supposes == NULL;
    r->is_idle = true;
    for (expr_idx e = s->supposes; e != 0 && way->supposes != NULL; e = EXPR(r->in, e)->next)
        resolve_supposition(r, e, &of, way);
    r->is_idle = false;
}

// ---- tools -----------------------------------------------------------------------------------------------------------

static void refuse_long(resolver *r, const tool *t, uint32_t n, place at) {
    if (t->most > 0 && n > t->most)
        diags_add(r->d, "N119", at,
                  "{i} questions, more than the {i} the tool promises|Ask less, or promise more.", (int64_t)n,
                  (int64_t)t->most);
}

// However it is gone through, the tool keeps its promise. With routes, what it asks itself comes only when asked for.
static void check_promise(resolver *r, const tool *t) {
    if (t->n_routes == 0)
        refuse_long(r, t, t->n_asks, t->at);
    for (uint32_t i = 0; i < t->n_routes; i++)
        refuse_long(r, t, 1 + t->routes[i].n_asks, t->routes[i].at);
}

static void resolve_routes(resolver *r, const tool_syntax *s, uint32_t *room, tool *t) {
    t->routes = &r->out->routes[s->routes.first];
    t->n_routes = s->routes.n;
    for (uint32_t k = 0; k < s->routes.n; k++)
        resolve_route(r, VEC_AT(&r->in->routes, route_syntax, s->routes.first + k), room, &t->routes[k]);
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
    uint32_t *room = ARENA_ARRAY(r->mem, uint32_t, (size_t)r->in->asks.n + 1);
    r->in->spare.failed |= room == NULL;
    for (uint32_t i = 0; room != NULL && i < r->out->n_tools; i++) {
        const tool_syntax *s = DRAFT(r->in, NOUN_TOOL, tool_syntax, i);
        tool *t = &r->out->tools[i];
        *t = s->out;
        asked of = resolve_asks(r, s->asks, room);
        t->asks = of.facts;
        t->n_asks = of.n;
        resolve_routes(r, s, room, t);
        refuse_second(r, i);
        check_promise(r, t);
    }
}
