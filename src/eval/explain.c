// SPDX-License-Identifier: Apache-2.0
#include "eval/explain.h"

#include "base/num.h"

static void put_one(const fact *f, int64_t v, buf *out) {
    switch (f->type.kind) {
    case KIND_BOOL: buf_put(out, v != 0 ? STR("true") : STR("false")); break;
    case KIND_ENUM: buf_put(out, f->names.items[v].name); break;
    case KIND_NUMBER: buf_put_decimal(out, v, f->type.scale); break;
    case KIND_DATE: buf_print(out, "{d}", v); break;
    case KIND_MONTH: buf_print(out, "{m}", v); break;
    case KIND_SET: break;
    }
}

static void put_options(const fact *f, int64_t mask, buf *out) {
    int64_t n = f->type.kind == KIND_BOOL ? 2 : f->names.n;
    bool first = true;
    for (int64_t k = 0; k < n; k++) {
        if (!(mask >> k & 1))
            continue;
        if (!first)
            buf_put_char(out, '/');
        first = false;
        if (f->type.kind == KIND_SET)
            buf_put(out, f->names.items[k].name);
        else
            put_one(f, k, out);
    }
}

void explain_value(const fact *f, set v, buf *out) {
    kind k = f->type.kind;
    if (k == KIND_BOOL || k == KIND_ENUM || k == KIND_SET) {
        put_options(f, k == KIND_SET ? v.hi : v.lo, out);
        return;
    }
    if (v.lo <= v.hi) {
        put_one(f, v.lo, out);
        if (v.lo != v.hi) {
            BUF_LIT(out, "..");
            put_one(f, v.hi, out);
        }
    }
    if (v.none)
        buf_put(out, v.lo <= v.hi ? STR("/none") : STR("none"));
}

typedef struct {
    const law *law;
    uint64_t facts;
    uint8_t seen[LIMIT_RULES];  // rules: each is looked into once
} looker;

static void look_into(looker *k, node_idx idx) {
    const node *n = &k->law->nodes[idx];
    if (n->op == OP_FACT)
        k->facts |= (uint64_t)1 << n->num;
    if (n->op == OP_RULE && !k->seen[n->num] && k->law->rules[n->num].table == TABLE_EXPR) {
        k->seen[n->num] = 1;
        look_into(k, k->law->rules[n->num].subject);
    }
    const node_idx children[] = {n->a, n->b, n->c};
    for (size_t i = 0; i < 3; i++)
        if (children[i] != 0)
            look_into(k, children[i]);
}

// The facts an expression looks at, as a mask; `on` is no fact.
static uint64_t facts_in(const law *l, node_idx idx) {
    looker k = {.law = l};
    look_into(&k, idx);
    return k.facts;
}

// The fact to blame: the one that was written last, so that a fix is looked for where the hand just was.
static uint32_t pick_fact(const walk *w, uint64_t among) {
    uint32_t best = UINT32_MAX;
    for (uint32_t f = 0; f < w->law->n_facts; f++) {
        if (!(among >> f & 1))
            continue;
        if (best == UINT32_MAX || (w->who->given[f] == GIVEN_SET && w->who->line[f] > w->who->line[best]))
            best = f;
    }
    return best;
}

static void list_others(const walk *w, const set *values, uint64_t others, buf *out) {
    for (uint32_t f = 0; f < w->law->n_facts; f++) {
        if (!(others >> f & 1))
            continue;
        buf_print(out, " '{s}' (", w->law->facts[f].name);
        explain_value(&w->law->facts[f], values[f], out);
        buf_put_char(out, ')');
    }
}

static rc cannot_hold(walk *w, const set *values, uint64_t among, str message, err *e) {
    const law *l = w->law;
    uint32_t f = pick_fact(w, among);
    if (f == UINT32_MAX)
        return err_set(e, RC_INPUT, "these facts cannot hold together: {s}", message);
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    buf found = buf_make(&mem), others = buf_make(&mem);
    explain_value(&l->facts[f], values[f], &found);
    list_others(w, values, among & ~((uint64_t)1 << f), &others);
    err_about(e, l->facts[f].name);
    err_at(e, w->who->line[f], 0);
    rc code = err_set(e, RC_INPUT, "expected to fit{s} on {d}, found {s}（{s}）", buf_str(&others), w->on,
                      buf_str(&found), message);
    err_note_words(e, message);
    arena_done(&mem);
    return code;
}

rc explain_must(walk *w, const set *values, const must *m, err *e) {
    return cannot_hold(w, values, facts_in(w->law, m->truth), m->message, e);
}

rc explain_disagreement(walk *w, uint32_t f, err *e) {
    uint64_t among = facts_in(w->law, w->law->facts[f].from) | (uint64_t)1 << f;
    return cannot_hold(w, w->box, among, w->law->facts[f].label, e);
}
