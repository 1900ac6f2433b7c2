// SPDX-License-Identifier: Apache-2.0
// Facts, params, goals, findings, checks, papers, dates and disputes in readable Chinese.
#include "engine/show.h"

#include "base/day.h"

// What an expression uses, shown at the end of a declaration; several may be given.
static void show_uses_of(show *s, const node_idx *nodes, size_t n) {
    uses direct, through;
    if (!uses_init(&direct, s->l, s->mem, false) || !uses_init(&through, s->l, s->mem, true))
        return;
    for (size_t i = 0; i < n; i++) {
        uses_of_node(&direct, nodes[i]);
        uses_of_node(&through, nodes[i]);
    }
    show_uses(s, &direct, &through);
}

// ---- facts

static void put_ends(const type *t, const set *domain, buf *out) {
    show_put_number(t, domain->lo, out);
    BUF_LIT(out, " 至 ");
    show_put_number(t, domain->hi, out);
}

static void put_number_type(const type *t, const set *domain, buf *out) {
    static const str kinds[] = {
        [UNIT_PLAIN] = STR_INIT("（整数）"), [UNIT_MONEY] = STR_INIT("（元）"), [UNIT_PERCENT] = STR_INIT("")};
    put_ends(t, domain, out);
    buf_put(out, kinds[t->unit]);
}

static void put_type(const type *t, const set *domain, buf *out) {
    switch (t->kind) {
    case KIND_BOOL: BUF_LIT(out, "是，或者否"); break;
    case KIND_ENUM: BUF_LIT(out, "下面几种里选一种"); break;
    case KIND_SET: BUF_LIT(out, "下面几种里可以选几样，也可以一样也不选"); break;
    case KIND_NUMBER: put_number_type(t, domain, out); break;
    case KIND_MONTH: BUF_LIT(out, "年月"); break;
    case KIND_DATE: buf_put(out, domain->none ? STR("日期，或者没有") : STR("日期")); break;
    }
}

static void show_options(show *s, str indent, const options *names) {
    for (uint32_t i = 0; i < names->n; i++)
        buf_print(s->out, "{s}{s}：{s}\n", indent, names->items[i].name, names->items[i].label);
}

static void show_field(show *s, const field *f) {
    buf_print(s->out, "    {s}（{s}）：", f->label.len > 0 ? f->label : STR("月份"), f->name);
    put_type(&f->type, &f->domain, s->out);
    if (f->has_default) {
        buf_put(s->out, f->type.kind == KIND_NUMBER ? STR("；不填时当作 ") : STR("；不填时当作"));
        int64_t v = f->standard.none ? NONE_DAY : set_value(f->type.kind, f->standard);
        show_put_number(&f->type, v, s->out);
    }
    if (f->unless != 0) {
        BUF_LIT(s->out, "；");
        show_put_expr(s->l, f->unless, s->out);
        BUF_LIT(s->out, "时不用填");
    }
    show_end(s);
    show_options(s, STR("      "), &f->names);
}

static void show_records(show *s) {
    BUF_LIT(s->out, "  填什么：一个月一条记录，每条有\n");
    for (uint32_t i = 0; i < s->l->n_fields; i++)
        show_field(s, &s->l->fields[i]);
    for (uint32_t i = 0; i < s->l->n_eaches; i++) {
        BUF_LIT(s->out, "  一个月");
        show_put_quoted(s->l->eaches[i].name, s->out);
        BUF_LIT(s->out, "是指：");
        show_put_expr(s->l, s->l->eaches[i].where, s->out);
        show_end(s);
    }
}

// `must B when A` is kept as: not A, or B.
static void show_must(show *s, const must *m) {
    const node *n = &s->l->nodes[m->truth];
    show_begin(s, STR("必须"));
    if (n->op == OP_OR && s->l->nodes[n->a].op == OP_NOT) {
        BUF_LIT(s->out, "如果");
        show_put_expr(s->l, s->l->nodes[n->a].a, s->out);
        BUF_LIT(s->out, "，那么");
        show_put_expr(s->l, n->b, s->out);
    } else
        show_put_expr(s->l, m->truth, s->out);
    show_end(s);
}

static void show_musts(show *s, uint32_t idx) {
    for (uint32_t i = 0; i < s->l->n_musts; i++) {
        uses u;
        if (!uses_init(&u, s->l, s->mem, false))
            return;
        uses_of_node(&u, s->l->musts[i].truth);
        if (u.facts[idx])
            show_must(s, &s->l->musts[i]);
    }
}

static void show_derivation(show *s, const fact *f) {
    static const str rules[] = {
        [GIVEN_ONLY] = STR_INIT(""),
        [GIVEN_AGREES] = STR_INIT("填了又算得出来的，两个要一致"),
        [GIVEN_WINS] = STR_INIT("填了又算得出来的，以填的为准"),
    };
    if (f->from == 0)
        return;
    show_truth(s, f->from_records ? STR("有每月记录时") : STR("算得出来时"), f->from);
    show_text(s, STR("两个都有时"), rules[f->given]);
}

void show_fact(show *s, uint32_t idx) {
    const fact *f = &s->l->facts[idx];
    show_title(s, STR("fact"), f->name, f->label);
    show_text(s, STR("问"), f->ask);
    show_text(s, STR("提示"), f->hint);
    if (f->is_records)
        show_records(s);
    else {
        show_begin(s, STR("填什么"));
        put_type(&f->type, &f->domain, s->out);
        show_end(s);
        show_options(s, STR("    "), &f->names);
    }
    show_truth(s, STR("不填时当作"), f->presumed);
    if (f->is_private)
        show_text(s, STR("公开的网页"), STR("不问这一样"));
    show_derivation(s, f);
    show_musts(s, idx);
    show_own_cite(s, &f->cite);
    show_uses_of(s, (node_idx[]){f->from, f->presumed}, 2);
    show_place(s, f->at);
}

// ---- params

static void put_span(const param *p, const period *row, buf *out) {
    const char *format = p->by == KIND_MONTH ? "{m}" : "{d}";
    buf_print(out, format, row->from);
    if (row->to == INT64_MAX) {
        BUF_LIT(out, " 起");
        return;
    }
    BUF_LIT(out, " 至 ");
    buf_print(out, format, row->to);
}

void show_put_period(const law *l, const param *p, const period *row, buf *out) {
    put_span(p, row, out);
    BUF_LIT(out, "：");
    show_put_number(&p->type, row->value, out);
    for (uint32_t i = 0; i < row->n_list; i++) {
        buf_put(out, i == 0 ? STR("（另一种理解：") : STR("，或者 "));
        show_put_number(&p->type, l->lists[row->list + i], out);
    }
    if (row->n_list > 0)
        BUF_LIT(out, "）");
}

static void show_period(show *s, const param *p, const period *row) {
    BUF_LIT(s->out, "    ");
    show_put_period(s->l, p, row, s->out);
    show_end(s);
    show_cite(s, STR("      "), &row->cite);
}

void show_param(show *s, uint32_t idx) {
    const param *p = &s->l->params[idx];
    show_title(s, STR("param"), p->name, p->label);
    if (p->by == KIND_BOOL) {
        show_begin(s, STR("等于"));
        show_put_number(&p->type, p->rows[0].value, s->out);
        show_end(s);
        show_own_cite(s, &p->rows[0].cite);
    } else {
        buf_put(s->out, p->by == KIND_MONTH ? STR("  看月份：\n") : STR("  看日期：\n"));
        for (uint32_t i = 0; i < p->n_rows; i++)
            show_period(s, p, &p->rows[i]);
    }
    show_own_cite(s, &p->cite);
    uses direct, through;
    if (!uses_init(&direct, s->l, s->mem, false) || !uses_init(&through, s->l, s->mem, true))
        return;
    uses_of_param(&through, p);
    show_uses(s, &direct, &through);
    show_place(s, p->at);
}

// ---- goals and findings

void show_goal(show *s, uint32_t idx) {
    const goal *g = &s->l->goals[idx];
    show_title(s, STR("goal"), g->name, g->label);
    show_truth(s, STR("成立"), g->truth);
    show_uses_of(s, &g->truth, 1);
    show_place(s, g->at);
}

void show_finding(show *s, uint32_t idx) {
    const finding *f = &s->l->findings[idx];
    show_title(s, STR("finding"), f->name, f->label);
    show_truth(s, STR("什么时候说"), f->when);
    BUF_LIT(s->out, "  从上往下，第一行符合的算：\n");
    for (uint32_t i = 0; i < f->names.n; i++) {
        BUF_LIT(s->out, "    ");
        if (f->guards[i] == 0)
            BUF_LIT(s->out, "其余");
        else
            show_put_expr(s->l, f->guards[i], s->out);
        buf_print(s->out, "：{s}（{s}）", f->names.items[i].label, f->names.items[i].name);
        if (f->headings[i].len > 0)
            buf_print(s->out, "，原因列在“{s}”下面", f->headings[i]);
        show_end(s);
    }
    show_uses_of(s, f->guards, f->names.n);
    show_place(s, f->at);
}

// ---- checks

static void show_effect(show *s, uint32_t idx) {
    const check *c = &s->l->checks[idx];
    const options *names = &s->l->verdict.names;
    if (c->verdict < names->n) {
        const verdict_row *row = &s->l->verdict.rows[c->verdict];
        show_begin(s, STR("结论"));
        show_put_label(row->headline, names->items[c->verdict].name, s->out);
        buf_print(s->out, "（{s}）{s}", names->items[c->verdict].name,
                  c->explains ? STR("；只作说明，不决定结论") : STR(""));
        show_end(s);
    }
    show_text(s, STR("能不能补"), c->recoverable ? STR("能") : STR("不能"));
}

static void show_deadlines(show *s, const check *c) {
    if (c->search_again)
        show_text(s, STR("何时好"), STR("别的不变，往后推算"));
    show_truth(s, STR("何时好"), c->again);
    show_truth(s, STR("顺利的话，最早"), c->soonest);
    if (c->by >= 0) {
        const date *d = &s->l->dates[c->by];
        show_text(s, STR("最晚"), d->label.len > 0 ? d->label : d->name);
    }
    if (c->first_action)
        show_text(s, STR("次序"), STR("排在别的事前面，先做"));
    show_truth(s, STR("不排在前面的情形"), c->first_unless);
}

void show_check(show *s, uint32_t idx) {
    const check *c = &s->l->checks[idx];
    show_title(s, STR("check"), c->name, c->label);
    show_truth(s, STR("成立"), c->when);
    show_truth(s, STR("只对哪些人"), c->about_when);
    show_text(s, STR("意思"), c->meaning);
    show_text(s, STR("怎么查"), c->look);
    show_text(s, STR("怎么办"), c->remedy);
    show_effect(s, idx);
    show_deadlines(s, c);
    show_own_cite(s, &c->cite);
    show_uses_of(s, (node_idx[]){c->when, c->about_when, c->again, c->soonest}, 4);
    show_place(s, c->at);
}

// ---- papers and dates

void show_put_terms(const paper_terms *t, buf *out) {
    buf_put(out, t->original ? STR("原件") : STR(""));
    if (t->copies > 0)
        buf_print(out, "{s}复印件 {i} 份", t->original ? STR("、") : STR(""), (int64_t)t->copies);
    if (t->count > 1)
        buf_print(out, "，共 {i} 件", (int64_t)t->count);
    if (t->seal)
        BUF_LIT(out, "，要盖章");
    if (t->needed)
        BUF_LIT(out, "，一定要交");
}

static void show_paper_row(show *s, const paper *p, uint32_t i) {
    const paper_row *row = &p->rows[i];
    BUF_LIT(s->out, "    ");
    show_put_expr(s->l, p->whens[i], s->out);
    BUF_LIT(s->out, "：");
    show_put_terms(&row->terms, s->out);
    if (row->because.len > 0)
        buf_print(s->out, "；{s}", row->because);
    show_end(s);
    if (show_is_other_cite(&row->cite, &p->cite))
        show_cite(s, STR("      "), &row->cite);
}

void show_paper(show *s, uint32_t idx) {
    const paper *p = &s->l->papers[idx];
    show_title(s, STR("paper"), p->name, p->label);
    show_text(s, STR("谁来准备"), s->l->holders[p->holder].label);
    show_text(s, STR("说明"), p->note);
    BUF_LIT(s->out, "  什么时候要：\n");
    uses direct, through;
    if (!uses_init(&direct, s->l, s->mem, false) || !uses_init(&through, s->l, s->mem, true))
        return;
    for (uint32_t i = 0; i < p->n_rows; i++) {
        show_paper_row(s, p, i);
        uses_of_node(&direct, p->whens[i]);
        uses_of_node(&through, p->whens[i]);
    }
    show_truth(s, STR("有没有清单"), s->l->materials_when);
    show_own_cite(s, &p->cite);
    show_uses(s, &direct, &through);
    show_place(s, p->at);
}

void show_date(show *s, uint32_t idx) {
    const date *d = &s->l->dates[idx];
    show_title(s, STR("date"), d->name, d->label);
    show_truth(s, STR("哪一天"), d->value);
    show_truth(s, STR("什么时候说"), d->when);
    show_text(s, STR("说明"), d->note);
    show_own_cite(s, &d->cite);
    show_uses_of(s, (node_idx[]){d->value, d->when}, 2);
    show_place(s, d->at);
}

// ---- disputes

static void put_place_of(show *s, str label, str name, bool *is_first) {
    if (*is_first)
        show_begin(s, STR("关系到"));
    else
        BUF_LIT(s->out, "、");
    *is_first = false;
    buf_print(s->out, "{s}（{s}）", label.len > 0 ? label : name, name);
}

// Does the expression, or the rule, name the dispute itself?
static bool is_disputed(show *s, uint32_t idx, node_idx n, const rule *r) {
    uses u;
    if (!uses_init(&u, s->l, s->mem, false))
        return false;
    uses_of_node(&u, n);
    if (r != NULL)
        uses_of_rule(&u, r);
    return u.disputes[idx];
}

static bool has_disputed_row(const param *p, uint32_t idx) {
    for (uint32_t i = 0; i < p->n_rows; i++)
        if (p->rows[i].dispute == (int32_t)idx)
            return true;
    return false;
}

// A check that decides another row of the verdict under the dispute, or hangs on it.
static bool is_disputed_check(show *s, uint32_t idx, uint32_t c) {
    const verdict *v = &s->l->verdict;
    for (uint32_t r = 0; r < v->names.n; r++)
        for (uint32_t k = 0; k < v->rows[r].n_codes; k++)
            if (v->rows[r].codes[k].check == c && v->rows[r].codes[k].under == (int32_t)idx)
                return true;
    return is_disputed(s, idx, s->l->checks[c].when, NULL);
}

static void show_where_disputed(show *s, uint32_t idx) {
    const law *l = s->l;
    bool is_first = true;
    for (uint32_t i = 0; i < l->n_facts; i++)
        if (l->facts[i].from != 0 &&
            (l->facts[i].dispute == (int32_t)idx || is_disputed(s, idx, l->facts[i].from, NULL)))
            put_place_of(s, l->facts[i].label, l->facts[i].name, &is_first);
    for (uint32_t i = 0; i < l->n_params; i++)
        if (has_disputed_row(&l->params[i], idx))
            put_place_of(s, l->params[i].label, l->params[i].name, &is_first);
    for (uint32_t i = 0; i < l->n_rules; i++)
        if (is_disputed(s, idx, 0, &l->rules[i]))
            put_place_of(s, l->rules[i].label, l->rules[i].name, &is_first);
    for (uint32_t i = 0; i < l->n_checks; i++)
        if (is_disputed_check(s, idx, i))
            put_place_of(s, l->checks[i].label, l->checks[i].name, &is_first);
    for (uint32_t i = 0; i < l->n_dates; i++)
        if (is_disputed(s, idx, l->dates[i].value, NULL))
            put_place_of(s, l->dates[i].label, l->dates[i].name, &is_first);
    if (!is_first)
        show_end(s);
}

void show_dispute(show *s, uint32_t idx) {
    const dispute *d = &s->l->disputes[idx];
    show_title(s, STR("dispute"), d->name, d->text);
    show_text(s, STR("这里的理解"), d->text);
    show_text(s, STR("另一种理解"), d->other);
    show_text(s, STR("把握"), work_confidence_label(d->confidence));
    show_truth(s, STR("什么时候有影响"), d->when);
    show_where_disputed(s, idx);
    show_own_cite(s, &d->cite);
    show_place(s, d->at);
}
