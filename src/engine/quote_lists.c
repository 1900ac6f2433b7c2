// SPDX-License-Identifier: Apache-2.0
// The quotes that are lists: tables, options, papers.
#include "engine/quote.h"

#include "base/num.h"

static void begin(quote *q) {
    BUF_LIT(q->out, "- ");
}

static void end(quote *q) {
    buf_put_char(q->out, '\n');
}

// ---- tables ---------------------------------------------------------------------------------------------------------

// Points that end in a number say their unit.
static void put_points(quote *q, const rule *r, node_idx value) {
    show_put_expr(q->l, value, q->out);
    char last = q->out->len > 0 ? q->out->ptr[q->out->len - 1] : ' ';
    if (r->is_points && last >= '0' && last <= '9')
        buf_print(q->out, " {s}", q->l->unit);
}

static void put_case(quote *q, const rule *r, uint32_t k) {
    const type *t = &q->l->notes[r->subject].type;
    if (r->table == TABLE_BY && t->kind == KIND_ENUM)
        buf_put(q->out, t->names->items[k].label);
    else if (r->table == TABLE_BY)
        show_put_number(t, k, q->out);
    else if (r->rows[k].guard == 0)
        BUF_LIT(q->out, "其余");
    else
        show_put_expr(q->l, r->rows[k].guard, q->out);
}

static void put_table(quote *q, const rule *r) {
    for (uint32_t k = 0; k < r->n_rows; k++) {
        begin(q);
        put_case(q, r, k);
        BUF_LIT(q->out, "：");
        put_points(q, r, r->rows[k].value);
        end(q);
    }
    for (uint32_t i = 0; i < r->n_terms; i++) {
        begin(q);
        buf_put(q->out, q->l->rules[r->terms[i]].label);
        end(q);
    }
}

static void put_param(quote *q, const param *p) {
    for (uint32_t i = 0; p->by != KIND_BOOL && i < p->n_rows; i++) {
        begin(q);
        show_put_period(q->l, p, &p->rows[i], q->out);
        end(q);
    }
}

rc quote_rows(quote *q) {
    if (q->in == NOUN_PARAM)
        put_param(q, &q->l->params[q->idx]);
    else
        put_table(q, &q->l->rules[q->idx]);
    if (q->out->len == 0)
        return err_set(q->e, RC_INPUT, "expected a table, found '{s}', which has no rows", q->name);
    return RC_OK;
}

rc quote_options(quote *q) {
    const options *names = &q->l->facts[q->idx].names;
    for (uint32_t i = 0; i < names->n; i++) {
        begin(q);
        buf_put(q->out, names->items[i].label);
        end(q);
    }
    if (names->n == 0)
        return err_set(q->e, RC_INPUT, "expected a fact with options, found '{s}'", q->name);
    return RC_OK;
}

// ---- papers -----------------------------------------------------------------------------------------------------------

static void put_paper(quote *q, const jifen_paper *p) {
    paper_terms t = {
        .original = p->original, .seal = p->seal, .copies = (uint32_t)p->copies, .count = (uint32_t)p->count};
    begin(q);
    buf_print(q->out, "{s}（{s}；", p->label, p->holder_label);
    show_put_terms(&t, q->out);
    buf_print(q->out, "）。{s}", p->note);
    end(q);
}

static rc assess(quote *q, const set *given, jifen_answer *out) {
    person *p = ARENA_NEW(q->mem, person);
    if (p == NULL)
        return err_set(q->e, RC_MEMORY, "no memory to quote papers");
    jifen_person_init(p, q->on);
    rc code = given == NULL ? RC_OK : jifen_put_set(q->jl, p, q->idx, *given, q->e);
    return code == RC_OK ? jifen_assess(q->jl, p, (jifen_wishes){0}, q->mem, out, q->e) : code;
}

static const jifen_paper *find_paper(const jifen_answer *a, str id) {
    for (size_t i = 0; i < a->n_papers; i++)
        if (str_is(a->papers[i].id, id))
            return &a->papers[i];
    return NULL;
}

// Does the option ask for it, or give another reason for it, where the rest would not?
static bool is_because(const jifen_paper *with, const jifen_paper *without) {
    return without == NULL || (without->possible && !with->possible) ||
           !str_is(with->because, without->because);
}

// Nothing is known of the person: those asked for in every case.
static rc put_common(quote *q) {
    jifen_answer a;
    rc code = assess(q, NULL, &a);
    for (size_t i = 0; code == RC_OK && i < a.n_papers; i++)
        if (!a.papers[i].possible)
            put_paper(q, &a.papers[i]);
    return code;
}

// Of a set: without any option; else any other value.
static set without_option(const jifen_type *t, set value) {
    return t->kind == KIND_SET ? set_one(KIND_SET, 0) : (set){.lo = t->domain.lo & ~value.lo};
}

static rc put_because(quote *q) {
    const jifen_type *t = &jifen_fact_at(q->jl, q->idx)->type;
    if (t->kind != KIND_SET && !set_is_mask(t->kind))
        return err_set(q->e, RC_INPUT, "expected a fact with options, found '{s}'", q->name);
    set with, without;
    jifen_answer a, b;
    rc code = jifen_parse_value(t, q->option, false, &with, q->e);
    if (code == RC_OK)
        code = assess(q, &with, &a);
    if (code != RC_OK)
        return code;
    without = without_option(t, with);
    code = assess(q, &without, &b);
    for (size_t i = 0; code == RC_OK && i < a.n_papers; i++)
        if (is_because(&a.papers[i], find_paper(&b, a.papers[i].id)))
            put_paper(q, &a.papers[i]);
    return code;
}

rc quote_papers(quote *q) {
    if (q->name.len > 0 && q->option.len == 0)
        return err_set(q->e, RC_INPUT, "expected FACT=OPTION, found '{s}'", q->name);
    rc code = q->name.len == 0 ? put_common(q) : put_because(q);
    if (code == RC_OK && q->out->len == 0)
        return err_set(q->e, RC_INPUT, "expected papers, found none for '{s}'", q->name);
    return code;
}
