// SPDX-License-Identifier: Apache-2.0
#include "eval/focus.h"

static uint64_t first_some(uint64_t a, uint64_t b) {
    return a != 0 ? a : b;
}

// What hangs on few facts is decided first: it is soon known to be impossible, or done with.
static uint64_t fewer(uint64_t a, uint64_t b) {
    if (a == 0 || b == 0)
        return a | b;
    return __builtin_popcountll(b) < __builtin_popcountll(a) ? b : a;
}

// Both parts of an `and` that is to be true, one part of one that is to be false; the other way round for `or`.
static uint64_t on_two(focus f, const node *n, bool want) {
    return fewer(focus_on(f, n->a, want), focus_on(f, n->b, want));
}

// The branch taken at the point, or the condition.
static uint64_t on_choice(focus f, const node *n, bool want) {
    bool first = set_is(walk_node(f.point, n->a), true);
    return first_some(focus_on(f, first ? n->b : n->c, want), focus_on(f, n->a, !first));
}

static uint64_t on_truth(focus f, const node *n, bool want) {
    switch (n->op) {
    case OP_NOT: return focus_on(f, n->a, !want);
    case OP_AND:
    case OP_OR: return on_two(f, n, want);
    case OP_IF: return on_choice(f, n, want);
    case OP_CHECK: return focus_on_check(f, (uint32_t)n->num, want);
    case OP_RULE: return focus_on_rule(f, (uint32_t)n->num, want);
    case OP_IN: return f.box->law->nodes[n->a].op == OP_VERDICT ? focus_on_verdict(f, n->num, want) : 0;
    default: return 0;
    }
}

uint64_t focus_on(focus f, node_idx idx, bool want) {
    if (idx == 0)
        return 0;
    const node *n = &f.box->law->nodes[idx];
    set open = walk_node(f.box, idx);
    if (open.live == 0 || set_is(walk_node(f.point, idx), want))
        return 0;
    return first_some(n->kind == KIND_BOOL ? on_truth(f, n, want) : 0, open.live);
}

uint64_t focus_on_rule(focus f, uint32_t idx, bool want) {
    const rule *r = &f.box->law->rules[idx];
    return r->table == TABLE_EXPR ? focus_on(f, r->subject, want) : walk_rule(f.box, idx).live;
}

uint64_t focus_on_check(focus f, uint32_t check, bool want) {
    set open = walk_check(f.box, check);
    if (open.live == 0 || set_is(walk_check(f.point, check), want))
        return 0;
    return first_some(focus_on(f, f.box->law->checks[check].when, want), open.live);
}

static uint64_t on_row(focus f, const verdict_row *row, bool want) {
    uint64_t live = 0;
    for (uint32_t k = 0; k < row->n_codes; k++) {
        const verdict_code *c = &row->codes[k];
        bool decides = c->under >= 0 ? c->under == f.box->dispute : !c->explains;
        live = fewer(live, decides ? focus_on_check(f, c->check, want) : 0);
    }
    return live;
}

// Of the last row that is wanted: while a row before it holds, none of those may; else it has to hold itself.
uint64_t focus_on_verdict(focus f, int64_t rows, bool want) {
    const verdict *v = &f.box->law->verdict;
    int64_t wanted = want ? rows : ~rows, has = walk_verdict(f.point).lo;
    if (wanted & has)
        return 0;
    uint32_t row = v->names.n - 2;
    while (row > 0 && !(wanted >> row & 1))
        row--;
    bool is_before = has >> row == 0;
    uint64_t live = is_before ? 0 : on_row(f, &v->rows[row], true);
    for (uint32_t r = 0; r < row && is_before; r++)
        live = fewer(live, on_row(f, &v->rows[r], false));
    return first_some(live, walk_verdict(f.box).live);
}
