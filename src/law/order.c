// SPDX-License-Identifier: Apache-2.0
// The order in which a law is worked out: each thing after all it uses. Circles are refused.
#include "law/resolve.h"

// Everything that can use something has a number: facts, rules, checks, the verdict, then eaches.
enum {
    FIRST_RULE = LIMIT_FACTS,
    FIRST_CHECK = FIRST_RULE + LIMIT_RULES,
    THE_VERDICT = FIRST_CHECK + LIMIT_RULES,
    FIRST_EACH,
    N_POINTS = FIRST_EACH + LIMIT_FACTS,
    N_WORDS = (N_POINTS + 63) / 64
};

typedef enum { COLOR_NEW, COLOR_OPEN, COLOR_DONE } color;

typedef struct {
    resolver *r;
    uint64_t (*uses)[N_WORDS];  // [N_POINTS] a bit for each thing used directly
    bool looks[N_POINTS];       // at records
    uint8_t colors[N_POINTS];
    uint32_t path[N_POINTS];  // those being worked out, outermost first
    uint32_t n_path;
} graph;

// ---- who uses whom -------------------------------------------------------------------------------------------

static void add_use(graph *g, uint32_t from, uint32_t to) {
    g->uses[from][to / 64] |= (uint64_t)1 << to % 64;
}

static void add_own(graph *g, uint32_t from, const draft_node *n) {
    uint32_t idx = (uint32_t)n->num;
    if (n->op == OP_FACT)
        add_use(g, from, idx);
    else if (n->op == OP_RULE)
        add_use(g, from, FIRST_RULE + idx);
    else if (n->op == OP_CHECK)
        add_use(g, from, FIRST_CHECK + idx);
    else if (n->op == OP_VERDICT)
        add_use(g, from, THE_VERDICT);
    else if (n->op == OP_EACH)
        add_use(g, from, FIRST_EACH + idx);
    else if (n->op == OP_COUNT || n->op == OP_FIRST_SEEN || n->op == OP_LISTED)
        g->looks[from] = true;
}

// Bounded: expressions are at most LIMIT_DEPTH deep, twice that with the scales put in.
static void add_uses(graph *g, uint32_t from, node_idx idx) {
    if (idx == 0)
        return;
    const draft_node *n = NODE(g->r, idx);
    add_own(g, from, n);
    add_uses(g, from, n->a);
    add_uses(g, from, n->b);
    add_uses(g, from, n->c);
    for (uint32_t i = 0; n->op == OP_DISPUTED && i < n->n_list; i++)
        add_uses(g, from, (node_idx)*VEC_AT(&g->r->lists, int64_t, n->list + i));
}

static void add_rule(graph *g, uint32_t i) {
    const rule *f = &g->r->out->rules[i];
    add_uses(g, FIRST_RULE + i, f->subject);
    for (uint32_t k = 0; k < f->n_rows; k++) {
        add_uses(g, FIRST_RULE + i, f->rows[k].guard);
        add_uses(g, FIRST_RULE + i, f->rows[k].value);
    }
    for (uint32_t k = 0; k < f->n_terms; k++)
        add_use(g, FIRST_RULE + i, FIRST_RULE + f->terms[k]);
}

static void add_verdict(graph *g) {
    const verdict *v = &g->r->out->verdict;
    for (uint32_t i = 0; i < v->names.n; i++)
        for (uint32_t k = 0; k < v->rows[i].n_codes; k++)
            add_use(g, THE_VERDICT, FIRST_CHECK + v->rows[i].codes[k].check);
}

static void add_all(graph *g) {
    const law *l = g->r->out;
    for (uint32_t i = 0; i < l->n_facts; i++) {
        add_uses(g, i, l->facts[i].from);
        add_uses(g, i, l->facts[i].presumed);
    }
    for (uint32_t i = 0; i < l->n_eaches; i++)
        add_uses(g, FIRST_EACH + i, l->eaches[i].where);
    for (uint32_t i = 0; i < l->n_rules; i++)
        add_rule(g, i);
    for (uint32_t i = 0; i < l->n_checks; i++)
        add_uses(g, FIRST_CHECK + i, l->checks[i].when);
    add_verdict(g);
}

// ---- circles ---------------------------------------------------------------------------------------------------

static str name_of(const law *l, uint32_t v, place *at) {
    *at = l->verdict.at;
    if (v == THE_VERDICT)
        return STR("verdict");
    if (v >= FIRST_EACH) {
        *at = l->eaches[v - FIRST_EACH].at;
        return l->eaches[v - FIRST_EACH].name;
    }
    if (v >= FIRST_CHECK) {
        *at = l->checks[v - FIRST_CHECK].at;
        return l->checks[v - FIRST_CHECK].name;
    }
    if (v >= FIRST_RULE) {
        *at = l->rules[v - FIRST_RULE].at;
        return l->rules[v - FIRST_RULE].name;
    }
    *at = l->facts[v].at;
    return l->facts[v].name;
}

// The path from v back to v, written out.
static void refuse_circle(graph *g, uint32_t v) {
    buf b = buf_make(g->r->mem);
    place at, ignored;
    str name = name_of(g->r->out, v, &at);
    uint32_t i = 0;
    while (g->path[i] != v)
        i++;
    for (; i < g->n_path; i++)
        buf_print(&b, "{s} uses ", name_of(g->r->out, g->path[i], &ignored));
    buf_put(&b, name);
    diags_add(g->r->d, "N105", at, "'{s}' is worked out from itself|{s}.", name, buf_str(&b));
}

// ---- order -----------------------------------------------------------------------------------------------------

static bool is_worked_out(const graph *g, uint32_t v) {
    const law *l = g->r->out;
    if (v >= FIRST_EACH)
        return false;
    if (v >= FIRST_RULE)
        return true;
    const fact *f = &l->facts[v];
    return f->from != 0 || (f->presumed != 0 && NODE(g->r, f->presumed)->op != OP_CONST);
}

static void emit(graph *g, uint32_t v) {
    law *l = g->r->out;
    item *out = &l->order[l->n_order++];
    if (v == THE_VERDICT)
        *out = (item){ITEM_VERDICT, 0};
    else if (v >= FIRST_CHECK)
        *out = (item){ITEM_CHECK, v - FIRST_CHECK};
    else if (v >= FIRST_RULE)
        *out = (item){ITEM_RULE, v - FIRST_RULE};
    else
        *out = (item){ITEM_FACT, v};
}

// At most N_POINTS deep.
static void visit(graph *g, uint32_t v) {
    if (g->colors[v] == COLOR_OPEN)
        refuse_circle(g, v);
    if (g->colors[v] != COLOR_NEW)
        return;
    g->colors[v] = COLOR_OPEN;
    g->path[g->n_path++] = v;
    for (uint32_t w = 0; w < N_POINTS; w++) {
        if (w % 64 == 0 && g->uses[v][w / 64] == 0) {
            w += 63;
            continue;
        }
        if (!(g->uses[v][w / 64] >> w % 64 & 1))
            continue;
        visit(g, w);
        g->looks[v] |= w >= FIRST_RULE && w < FIRST_CHECK && g->looks[w];
    }
    g->n_path--;
    g->colors[v] = COLOR_DONE;
    if (is_worked_out(g, v))
        emit(g, v);
}

static void visit_all(graph *g) {
    law *l = g->r->out;
    for (uint32_t i = 0; i < l->n_facts; i++)
        visit(g, i);
    for (uint32_t i = 0; i < l->n_rules; i++)
        visit(g, FIRST_RULE + i);
    for (uint32_t i = 0; i < l->n_checks; i++)
        visit(g, FIRST_CHECK + i);
    if (l->verdict.names.n > 0)
        visit(g, THE_VERDICT);
    for (uint32_t i = 0; i < l->n_facts; i++) {
        bool follows = l->facts[i].from != 0;
        l->facts[i].from_records = follows && g->looks[i];
        l->derived |= (uint64_t)(follows && !g->looks[i]) << i;
        l->presumed |= (uint64_t)(l->facts[i].presumed != 0) << i;
    }
}

void resolve_order(resolver *r) {
    law *l = r->out;
    graph *g = ARENA_NEW(r->mem, graph);
    l->order = ARENA_ARRAY(r->mem, item, (size_t)l->n_facts + l->n_rules + l->n_checks + 1);
    if (g == NULL || l->order == NULL) {
        r->in->spare.failed = true;
        return;
    }
    g->r = r;
    g->uses = arena_alloc(r->mem, N_POINTS, sizeof g->uses[0]);
    if (g->uses == NULL) {
        r->in->spare.failed = true;
        return;
    }
    add_all(g);
    visit_all(g);
}
