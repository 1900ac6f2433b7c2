// SPDX-License-Identifier: Apache-2.0
// `policy show`: finds what a name stands for and prints it; the lines every declaration shares.
#include "engine/show.h"

// ---- lines

void show_title(show *s, str noun, str name, str label) {
    if (s->parts != NULL)
        return;
    if (s->out->len > 0)
        buf_put_char(s->out, '\n');
    buf_print(s->out, "{s}（{s} {s}）\n", label.len > 0 ? label : name, noun, name);
}

void show_begin(show *s, str key) {
    buf_print(s->out, "  {s}：", key);
}

void show_end(show *s) {
    buf_put_char(s->out, '\n');
}

void show_text(show *s, str key, str text) {
    if (text.len == 0)
        return;
    show_begin(s, key);
    buf_put(s->out, text);
    show_end(s);
}

void show_truth(show *s, str key, node_idx n) {
    if (n == 0)
        return;
    show_begin(s, key);
    show_put_expr(s->l, n, s->out);
    show_end(s);
}

static void keep_cite(show *s, const cite *c) {
    if (s->parts != NULL)
        s->parts->cites[s->parts->n_cites++] = c;
}

void show_put_source(jifen_source from, buf *out) {
    buf_put(out, from.document);
    if (from.where.len > 0) {
        BUF_LIT(out, "，");
        show_put_quoted(from.where, out);
    }
    buf_print(out, "（{s}，把握：{s}）", from.rank_label, from.confidence_label);
}

static void put_cite(show *s, str indent, const cite *c) {
    buf_print(s->out, "{s}依据：", indent);
    show_put_source(work_source(s->l, c, NULL), s->out);
    show_end(s);
}

void show_cite(show *s, str indent, const cite *c) {
    if (c->source_idx < 0)
        return;
    keep_cite(s, c);
    put_cite(s, indent, c);
}

void show_own_cite(show *s, const cite *c) {
    if (c->source_idx < 0)
        return;
    keep_cite(s, c);
    if (s->parts == NULL)
        put_cite(s, STR("  "), c);
}

// The file and line, when it was checked, and when it is in force.
void show_place(show *s, place at) {
    if (s->parts != NULL) {
        s->parts->at = at;
        return;
    }
    const pack_file *f = &s->l->files[at.file];
    show_begin(s, STR("写在"));
    buf_print(s->out, "{s} 第 {i} 行，{d} 核对", f->name, (int64_t)at.line, f->checked_day);
    show_end(s);
    show_begin(s, STR("适用"));
    buf_print(s->out, "{d} 至 {d}", s->l->from, s->l->to);
    show_end(s);
}

// ---- what is behind

static void put_named(show *s, str label, str name, bool *is_first) {
    if (!*is_first)
        BUF_LIT(s->out, "、");
    else
        show_begin(s, STR("用到"));
    *is_first = false;
    buf_put(s->out, label.len > 0 ? label : name);
    buf_print(s->out, "（{s}）", name);
}

static void show_names(show *s, const uses *u) {
    const law *l = s->l;
    bool is_first = true;
    for (uint32_t i = 0; i < l->n_facts; i++)
        if (u->facts[i])
            put_named(s, l->facts[i].label, l->facts[i].name, &is_first);
    for (uint32_t i = 0; i < l->n_rules; i++)
        if (u->rules[i])
            put_named(s, l->rules[i].label, l->rules[i].name, &is_first);
    for (uint32_t i = 0; i < l->n_params; i++)
        if (u->params[i])
            put_named(s, l->params[i].label, l->params[i].name, &is_first);
    for (uint32_t i = 0; i < l->n_checks; i++)
        if (u->checks[i])
            put_named(s, l->checks[i].label, l->checks[i].name, &is_first);
    if (!is_first)
        show_end(s);
}

static void show_eaches(show *s, const uses *u) {
    for (uint32_t i = 0; i < s->l->n_eaches; i++) {
        if (!u->eaches[i])
            continue;
        BUF_LIT(s->out, "  其中，一个月");
        show_put_quoted(s->l->eaches[i].name, s->out);
        BUF_LIT(s->out, "是指：");
        show_put_expr(s->l, s->l->eaches[i].where, s->out);
        show_end(s);
    }
}

static void show_readings(show *s, const uses *u) {
    for (uint32_t i = 0; i < s->l->n_disputes; i++) {
        const dispute *d = &s->l->disputes[i];
        if (!u->disputes[i])
            continue;
        show_begin(s, STR("有不同理解"));
        buf_print(s->out, "{s}（{s}，把握：{s}）", d->text, d->name, work_confidence_label(d->confidence));
        if (d->other.len > 0)
            buf_print(s->out, "；另一种：{s}", d->other);
        show_end(s);
    }
}

void show_uses(show *s, uses *direct, uses *through) {
    show_eaches(s, direct);
    if (s->parts != NULL) {
        s->parts->direct = *direct;
        s->parts->through = *through;
        return;
    }
    show_names(s, direct);
    show_readings(s, through);
}

// ---- rules

static str noun_of(const rule *r) {
    return r->is_points ? STR("points") : STR("value");
}

bool show_is_other_cite(const cite *own, const cite *of) {
    return own->source_idx >= 0 && (own->source_idx != of->source_idx || !str_is(own->where, of->where));
}

static void show_row(show *s, const rule *r, uint32_t k) {
    const row *row = &r->rows[k];
    BUF_LIT(s->out, "    ");
    if (r->table == TABLE_BY) {
        const type *t = &s->l->notes[r->subject].type;
        show_put_number(t, k, s->out);
    } else if (row->guard == 0)
        BUF_LIT(s->out, "其余");
    else
        show_put_expr(s->l, row->guard, s->out);
    BUF_LIT(s->out, "：");
    show_put_expr(s->l, row->value, s->out);
    show_end(s);
    if (show_is_other_cite(&row->cite, &r->cite))
        show_cite(s, STR("      "), &row->cite);
}

static void show_rows(show *s, const rule *r) {
    if (r->table == TABLE_BY) {
        BUF_LIT(s->out, "  看");
        show_put_expr(s->l, r->subject, s->out);
        BUF_LIT(s->out, "：\n");
    } else
        buf_put(s->out,
                r->table == TABLE_FIRST ? STR("  从上往下，第一行符合的算：\n") : STR("  看哪一行符合：\n"));
    for (uint32_t k = 0; k < r->n_rows; k++)
        show_row(s, r, k);
}

static void show_bound(show *s, const rule *r, str word, bool has, int64_t bound) {
    if (!has)
        return;
    buf_put(s->out, word);
    show_put_number(&r->type, bound, s->out);
}

static void show_terms(show *s, const rule *r) {
    buf_put(s->out, r->table == TABLE_BEST ? STR("  下面几项里取最高的一项") : STR("  下面各项相加"));
    show_bound(s, r, STR("，不低于 "), r->has_least, r->least);
    show_bound(s, r, STR("，不高于 "), r->has_most, r->most);
    BUF_LIT(s->out, "：\n");
    for (uint32_t i = 0; i < r->n_terms; i++)
        buf_print(s->out, "    {s}（{s}）\n", s->l->rules[r->terms[i]].label, s->l->rules[r->terms[i]].name);
}

void show_rule(show *s, uint32_t idx) {
    const rule *r = &s->l->rules[idx];
    show_title(s, noun_of(r), r->name, r->label);
    if (r->n_terms > 0)
        show_terms(s, r);
    else if (r->n_rows > 0)
        show_rows(s, r);
    else
        show_truth(s, r->type.kind == KIND_BOOL ? STR("成立") : STR("等于"), r->subject);
    show_own_cite(s, &r->cite);
    uses direct, through;
    if (!uses_init(&direct, s->l, s->mem, false) || !uses_init(&through, s->l, s->mem, true))
        return;
    uses_of_rule(&direct, r);
    uses_of_rule(&through, r);
    show_uses(s, &direct, &through);
    show_place(s, r->at);
}

// ---- the door

void show_named(show *s, named what) {
    static void (*const shows[N_GROUPS])(show *, uint32_t) = {
        [GROUP_FACT] = show_fact,   [GROUP_RULE] = show_rule,       [GROUP_PARAM] = show_param,
        [GROUP_GOAL] = show_goal,   [GROUP_FINDING] = show_finding, [GROUP_CHECK] = show_check,
        [GROUP_PAPER] = show_paper, [GROUP_DATE] = show_date,       [GROUP_DISPUTE] = show_dispute,
    };
    shows[what.group](s, what.idx);
}

static rc refuse(const jifen_law *l, str name, err *e) {
    str nearest;
    err_about(e, name);
    if (jifen_near_names(l, name, 1, &nearest) > 0)
        return err_set(e, RC_INPUT, "expected a name of the law, found '{s}'; did you mean '{s}'?", name,
                       nearest);
    return err_set(e, RC_INPUT, "expected a name of the law, found '{s}'", name);
}

rc jifen_show(const jifen_law *l, str name, arena *mem, buf *out, err *e) {
    buf page = buf_make(mem);
    show s = {.l = l->law, .mem = mem, .out = &page};
    for (size_t i = 0; i < jifen_n_names(l); i++)
        if (str_is(jifen_name_at(l, i).name, name))
            show_named(&s, catalog_at(l->law, i));
    if (page.failed)
        return err_set(e, RC_MEMORY, "no memory to show '{s}'", name);
    if (page.len == 0)
        return refuse(l, name, e);
    buf_put(out, buf_str(&page));
    return RC_OK;
}
