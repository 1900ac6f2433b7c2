// SPDX-License-Identifier: Apache-2.0
// The evaluation once more, with every step recorded, and the steps as the faces show them.
#include "engine/work.h"

#include "eval/trace.h"

#include <assert.h>

static const char *const op_names[OP_COUNT_OF_OPS] = {
    [OP_CONST] = "const",
    [OP_ON] = "on",
    [OP_FACT] = "fact",
    [OP_RULE] = "rule",
    [OP_CHECK] = "check",
    [OP_VERDICT] = "verdict",
    [OP_FIELD] = "field",
    [OP_EACH] = "each",
    [OP_PARAM] = "param",
    [OP_NOT] = "not",
    [OP_AND] = "and",
    [OP_OR] = "or",
    [OP_EQ] = "eq",
    [OP_NE] = "ne",
    [OP_LT] = "lt",
    [OP_LE] = "le",
    [OP_GT] = "gt",
    [OP_GE] = "ge",
    [OP_IN_RANGE] = "in_range",
    [OP_IN] = "in",
    [OP_HAS] = "has",
    [OP_IS_NONE] = "is_none",
    [OP_IS_EMPTY] = "is_empty",
    [OP_NEG] = "neg",
    [OP_ADD] = "add",
    [OP_SUB] = "sub",
    [OP_MUL] = "mul",
    [OP_MIN] = "min",
    [OP_MAX] = "max",
    [OP_FLOOR_DIV] = "floor_div",
    [OP_SCALE] = "scale",
    [OP_ADD_DAYS] = "add_days",
    [OP_ADD_MONTHS] = "add_months",
    [OP_ADD_WORKDAYS] = "add_workdays",
    [OP_YEARS] = "full_years",
    [OP_MONTH_START] = "month_start",
    [OP_IF] = "if",
    [OP_DISPUTED] = "disputed",
    [OP_COUNT] = "count",
    [OP_FIRST_SEEN] = "first_seen",
    [OP_LISTED] = "listed",
    [OP_DERIVED] = "derived",
    [OP_OVERRIDDEN] = "overridden",
    [OP_BEYOND] = "beyond",
};

static const char *const table_names[] = {
    [TABLE_EXPR] = "expr",   [TABLE_BY] = "by",     [TABLE_UNIQUE] = "unique",
    [TABLE_FIRST] = "first", [TABLE_BEST] = "best", [TABLE_SUM] = "sum",
};

static const char *const kind_names[] = {
    [KIND_BOOL] = "bool",     [KIND_ENUM] = "enum", [KIND_SET] = "set",
    [KIND_NUMBER] = "number", [KIND_DATE] = "day",  [KIND_MONTH] = "month",
};

static str text_of(const char *s) {
    assert(s != NULL);
    size_t n = 0;
    while (s[n] != '\0')
        n++;
    return (str){s, n};
}

// ---- one step, for the faces -------------------------------------------------------------------------------------------

static void put_place(work *k, place at, jifen_node *n) {
    n->line = at.line;
    n->file = k->l->files[at.file].name;
}

static void from_rule(work *k, const step *s, jifen_node *n) {
    const rule *r = &k->l->rules[s->idx];
    buf id = buf_make(k->mem);
    buf_print(&id, r->is_points ? "points.{s}" : "value.{s}", r->name);
    if (s->row >= 0)
        buf_print(&id, "/{i}", (int64_t)s->row + 1);
    n->id = buf_str(&id);
    n->op = text_of(table_names[r->table]);
    n->rule = r->name;
    n->text = r->label;
    n->has_least = r->has_least;
    n->has_most = r->has_most;
    n->least = r->least;
    n->most = r->most;
    n->source = work_source(k->l, s->row >= 0 ? &r->rows[s->row].cite : NULL, &r->cite);
    n->has_source = n->source.document.len > 0;
    put_place(k, s->row >= 0 ? r->rows[s->row].at : r->at, n);
}

static void from_node(work *k, const step *s, jifen_node *n) {
    const node *of = &k->l->nodes[s->idx];
    buf id = buf_make(k->mem);
    buf_print(&id, "node.{i}", (int64_t)s->idx);
    n->id = buf_str(&id);
    n->op = text_of(op_names[of->op]);
    n->num = of->num;
    put_place(k, k->l->notes[s->idx].at, n);
}

static void from_named(work *k, const char *what, str name, str label, place at, jifen_node *n) {
    buf id = buf_make(k->mem);
    buf_print(&id, "{s}.{s}", text_of(what), name);
    n->id = buf_str(&id);
    n->op = text_of(what);
    n->rule = name;
    n->text = label;
    put_place(k, at, n);
}

static jifen_node face_of(work *k, const step *s) {
    jifen_node n = {.args = s->args, .n_args = s->n_args, .value = s->value, .scale = s->type.scale};
    n.kind = text_of(kind_names[s->type.kind]);
    switch (s->kind) {
    case STEP_NODE: from_node(k, s, &n); break;
    case STEP_RULE:
    case STEP_ROW: from_rule(k, s, &n); break;
    case STEP_FACT:
        from_named(k, "fact", k->l->facts[s->idx].name, k->l->facts[s->idx].label, k->l->facts[s->idx].at, &n);
        break;
    case STEP_CHECK:
        from_named(k, "check", k->l->checks[s->idx].name, k->l->checks[s->idx].label, k->l->checks[s->idx].at,
                   &n);
        n.source = work_source(k->l, &k->l->checks[s->idx].cite, NULL);
        n.has_source = true;
        break;
    case STEP_VERDICT:
        from_named(k, "verdict", STR("verdict"), k->out->headline, k->l->verdict.at, &n);
        break;
    case STEP_RECORD: {
        buf month = buf_make(k->mem);
        buf_print(&month, "{m}", k->p->records[s->idx].value[0]);
        from_named(k, "record", buf_str(&month), STR(""), (place){0}, &n);
        break;
    }
    }
    return n;
}

// ---- recording ----------------------------------------------------------------------------------------------------------

// Facts worked out from records are single values by now; their counting is traced once, here.
static void trace_records(work *k) {
    walk *w = &k->w;
    for (uint32_t f = 0; f < k->l->n_facts; f++)
        if (w->from_records >> f & 1) {
            uint32_t mark = trace_begin(w);
            (void)walk_node(w, k->l->facts[f].from);
            w->fact_value[f] = k->b.values[f];
            w->fact_done |= (uint64_t)1 << f;
            trace_end(w, mark, STEP_FACT, f, -1, k->l->facts[f].type, k->b.values[f]);
        }
}

void work_trace(work *k) {
    trace *t = work_array(k, 1, sizeof *t);
    if (t == NULL)
        return;
    trace_init(t, k->mem);
    walk_restart(&k->w, k->b.values);
    k->w.trace = t;
    trace_records(k);
    for (uint32_t i = 0; i < k->l->n_rules; i++)
        if (k->l->rules[i].is_points)
            (void)walk_rule(&k->w, i);
    for (uint32_t i = 0; i < k->l->n_checks; i++)
        (void)walk_check(&k->w, i);
    if (k->l->verdict.names.n > 0)
        (void)walk_verdict(&k->w);
    k->w.trace = NULL;
    jifen_node *list = work_array(k, t->n, sizeof *list);
    k->no_memory |= t->failed;
    for (uint32_t i = 0; list != NULL && i < t->n; i++)
        list[i] = face_of(k, &t->steps[i]);
    k->out->trace = list;
    k->out->n_trace = t->n;
}
