// SPDX-License-Identifier: Apache-2.0
#include "unit/law/sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char sample_head[] = "---\nlaw: toy\ntitle: 小规则\npart: 1\nin force: 2024-01-01..2029-12-31\n"
                                  "checked: 2026-11-20\nagain: 2027-06-01\n---\n```law\n";

str sample_pack(arena *mem, str lines) {
    buf b = buf_make(mem);
    buf_print(&b, "{s}{s}\n```\n", (str){sample_head, sizeof sample_head - 1}, lines);
    return buf_str(&b);
}

const law *sample_read(arena *mem, str lines, diags *d) {
    pack_source file = {STR("sample.md"), sample_pack(mem, lines)};
    diags_init(d, mem);
    return law_read(&file, 1, mem, d);
}

str sample_file(arena *mem, const char *path) {
    FILE *in = fopen(path, "rb");
    buf b = buf_make(mem);
    char block[4096];
    for (size_t n = 1; in != NULL && n > 0;) {
        n = fread(block, 1, sizeof block, in);
        buf_put(&b, (str){block, n});
    }
    if (in == NULL || ferror(in) || b.failed) {
        perror(path);
        exit(1);
    }
    fclose(in);
    return buf_str(&b);
}

// ---- nodes -----------------------------------------------------------------------------------------------------

static const str op_names[OP_COUNT_OF_OPS] = {
    [OP_CONST] = STR_INIT("const"),
    [OP_ON] = STR_INIT("on"),
    [OP_FACT] = STR_INIT("fact"),
    [OP_RULE] = STR_INIT("rule"),
    [OP_CHECK] = STR_INIT("check"),
    [OP_VERDICT] = STR_INIT("verdict"),
    [OP_FIELD] = STR_INIT("field"),
    [OP_EACH] = STR_INIT("each"),
    [OP_PARAM] = STR_INIT("param"),
    [OP_NOT] = STR_INIT("not"),
    [OP_AND] = STR_INIT("and"),
    [OP_OR] = STR_INIT("or"),
    [OP_EQ] = STR_INIT("eq"),
    [OP_NE] = STR_INIT("ne"),
    [OP_LT] = STR_INIT("lt"),
    [OP_LE] = STR_INIT("le"),
    [OP_GT] = STR_INIT("gt"),
    [OP_GE] = STR_INIT("ge"),
    [OP_IN_RANGE] = STR_INIT("in-range"),
    [OP_IN] = STR_INIT("in"),
    [OP_HAS] = STR_INIT("has"),
    [OP_IS_NONE] = STR_INIT("is-none"),
    [OP_IS_EMPTY] = STR_INIT("is-empty"),
    [OP_NEG] = STR_INIT("neg"),
    [OP_ADD] = STR_INIT("add"),
    [OP_SUB] = STR_INIT("sub"),
    [OP_MUL] = STR_INIT("mul"),
    [OP_MIN] = STR_INIT("min"),
    [OP_MAX] = STR_INIT("max"),
    [OP_FLOOR_DIV] = STR_INIT("floor-div"),
    [OP_SCALE] = STR_INIT("scale"),
    [OP_ADD_DAYS] = STR_INIT("add-days"),
    [OP_ADD_MONTHS] = STR_INIT("add-months"),
    [OP_ADD_WORKDAYS] = STR_INIT("add-workdays"),
    [OP_YEARS] = STR_INIT("years"),
    [OP_MONTH_START] = STR_INIT("month-start"),
    [OP_IF] = STR_INIT("if"),
    [OP_DISPUTED] = STR_INIT("disputed"),
    [OP_COUNT] = STR_INIT("count"),
    [OP_FIRST_SEEN] = STR_INIT("first-seen"),
    [OP_LISTED] = STR_INIT("listed"),
    [OP_DERIVED] = STR_INIT("derived"),
    [OP_OVERRIDDEN] = STR_INIT("overridden"),
    [OP_BEYOND] = STR_INIT("beyond"),
};

static void put_const(const law *l, const node *n, buf *out) {
    const type *t = &law_note(l, n)->type;
    if (n->kind == KIND_NUMBER)
        buf_print(out, "{i}e-{i}", n->num, (int64_t)t->scale);
    else if (n->kind == KIND_DATE && n->num == NONE_DAY)
        BUF_LIT(out, "none");
    else if (n->kind == KIND_DATE)
        buf_print(out, "{d}", n->num);
    else if (n->kind == KIND_MONTH)
        buf_print(out, "{m}", n->num);
    else if (n->kind == KIND_ENUM)
        buf_put(out, t->names->items[n->num].name);
    else
        buf_put_int(out, n->num);
}

static void put_name(const law *l, const node *n, buf *out) {
    str name = n->op == OP_FACT                              ? l->facts[n->num].name
               : n->op == OP_RULE                            ? l->rules[n->num].name
               : n->op == OP_CHECK                           ? l->checks[n->num].name
               : n->op == OP_FIELD || n->op == OP_FIRST_SEEN ? l->fields[n->num].name
               : n->op == OP_EACH                            ? l->eaches[n->num].name
               : n->op == OP_PARAM                           ? l->params[n->num].name
               : n->op == OP_DISPUTED                        ? l->disputes[n->num].name
                                                             : (str){0};
    if (name.len > 0)
        buf_print(out, " {s}", name);
    else if (n->num != 0)
        buf_print(out, " #{i}", n->num);
}

static void put_list(const law *l, const node *n, buf *out) {
    for (uint32_t i = 0; i < n->n_list; i++) {
        int64_t v = l->lists[n->list + i];
        buf_put_char(out, ' ');
        if (n->op == OP_DISPUTED)
            sample_print_node(l, (node_idx)v, out);
        else
            buf_put_int(out, v);
    }
}

void sample_print_node(const law *l, node_idx idx, buf *out) {
    const node *n = &l->nodes[idx];
    if (idx == 0) {
        buf_put_char(out, '-');
        return;
    }
    if (n->op == OP_CONST) {
        put_const(l, n, out);
        return;
    }
    buf_print(out, "({s}", op_names[n->op]);
    put_name(l, n, out);
    const node_idx parts[] = {n->a, n->b, n->c};
    for (int i = 0; i < 3; i++) {
        if (parts[i] == 0)
            continue;
        buf_put_char(out, ' ');
        sample_print_node(l, parts[i], out);
    }
    put_list(l, n, out);
    buf_put_char(out, ')');
}

// ---- the whole law ---------------------------------------------------------------------------------------------

typedef struct {
    const law *l;
    buf *out;
} printer;

static void put(const printer *p, str s) {
    buf_print(p->out, " \"{s}\"", s);
}

static void put_num(const printer *p, int64_t v) {
    buf_print(p->out, " {i}", v);
}

static void put_node(const printer *p, node_idx n) {
    buf_put_char(p->out, ' ');
    sample_print_node(p->l, n, p->out);
}

static void put_cite(const printer *p, cite c) {
    buf_print(p->out, " [{i} {i}", (int64_t)c.source_idx, (int64_t)c.confidence);
    put(p, c.where);
    BUF_LIT(p->out, "]");
}

static void put_set(const printer *p, set s) {
    buf_print(p->out, " <{i} {i} {i}>", s.lo, s.hi, (int64_t)s.none);
}

static void put_type(const printer *p, type t) {
    buf_print(p->out, " {i}/{i}/{i}", (int64_t)t.kind, (int64_t)t.scale, (int64_t)t.unit);
}

static void put_options(const printer *p, const option *items, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        put(p, items[i].name);
        put(p, items[i].label);
    }
}

static void begin(const printer *p, const char *noun, str name) {
    buf_put_char(p->out, '\n');
    for (; *noun != '\0'; noun++)
        buf_put_char(p->out, *noun);
    put(p, name);
}

static void put_head(const printer *p) {
    const law *l = p->l;
    begin(p, "law", l->id);
    put(p, l->title);
    put(p, l->unit);
    put_num(p, l->from);
    put_num(p, l->to);
    put_num(p, l->checked);
    put_num(p, l->again);
    for (uint32_t i = 0; i < l->n_sources; i++) {
        begin(p, "source", l->sources[i].key);
        put(p, l->sources[i].document);
        put_num(p, l->sources[i].rank);
        put_num(p, l->sources[i].confidence);
    }
    put_options(p, l->sections, l->n_sections);
    put_options(p, l->holders, l->n_holders);
}

static void put_facts(const printer *p) {
    for (uint32_t i = 0; i < p->l->n_facts; i++) {
        const fact *f = &p->l->facts[i];
        begin(p, "fact", f->name);
        put(p, f->label);
        put(p, f->ask);
        put(p, f->hint);
        put_type(p, f->type);
        put_options(p, f->names.items, f->names.n);
        put_set(p, f->domain);
        put_num(p, f->is_records + 2 * f->from_records);
        put_node(p, f->presumed);
        put_node(p, f->from);
        put_num(p, f->given);
        put_num(p, f->dispute);
        put_num(p, f->section);
        put_cite(p, f->cite);
        for (uint32_t k = 0; k < f->n_cuts; k++)
            put_num(p, f->cuts[k]);
    }
}

static void put_records(const printer *p) {
    for (uint32_t i = 0; i < p->l->n_fields; i++) {
        const field *f = &p->l->fields[i];
        begin(p, "field", f->name);
        put(p, f->label);
        put_type(p, f->type);
        put_options(p, f->names.items, f->names.n);
        put_set(p, f->domain);
        put_num(p, f->has_default);
        put_set(p, f->standard);
        put_node(p, f->unless);
    }
    for (uint32_t i = 0; i < p->l->n_eaches; i++) {
        begin(p, "each", p->l->eaches[i].name);
        put_node(p, p->l->eaches[i].where);
    }
    put_num(p, p->l->continues);
    for (uint32_t i = 0; i < p->l->n_musts; i++) {
        const must *m = &p->l->musts[i];
        begin(p, "must", m->message);
        put_node(p, m->truth);
        put_num(p, m->is_difference);
        put_num(p, m->left);
        put_num(p, m->right);
        put_num(p, m->limit);
    }
}

static void put_params(const printer *p) {
    for (uint32_t i = 0; i < p->l->n_params; i++) {
        const param *f = &p->l->params[i];
        begin(p, "param", f->name);
        put(p, f->label);
        put_type(p, f->type);
        put_num(p, f->by);
        put_num(p, f->from);
        put_cite(p, f->cite);
        for (uint32_t k = 0; k < f->n_rows; k++) {
            put_num(p, f->rows[k].from);
            put_num(p, f->rows[k].to);
            put_num(p, f->rows[k].value);
            put_cite(p, f->rows[k].cite);
            put_num(p, f->rows[k].dispute);
            for (uint32_t j = 0; j < f->rows[k].n_list; j++)
                put_num(p, p->l->lists[f->rows[k].list + j]);
        }
    }
}

static void put_rules(const printer *p) {
    for (uint32_t i = 0; i < p->l->n_rules; i++) {
        const rule *f = &p->l->rules[i];
        begin(p, f->is_points ? "points" : "value", f->name);
        put(p, f->label);
        put_type(p, f->type);
        put_num(p, f->table);
        put_node(p, f->subject);
        put_cite(p, f->cite);
        for (uint32_t k = 0; k < f->n_rows; k++) {
            put_node(p, f->rows[k].guard);
            put_node(p, f->rows[k].value);
            put_cite(p, f->rows[k].cite);
        }
        for (uint32_t k = 0; k < f->n_terms; k++)
            put_num(p, f->terms[k]);
        put_num(p, f->has_least);
        put_num(p, f->least);
        put_num(p, f->has_most);
        put_num(p, f->most);
    }
}

static void put_outputs(const printer *p) {
    for (uint32_t i = 0; i < p->l->n_goals; i++) {
        const goal *g = &p->l->goals[i];
        begin(p, "goal", g->name);
        put(p, g->label);
        put_num(p, g->points);
        put_node(p, g->target);
        put_node(p, g->truth);
    }
    for (uint32_t i = 0; i < p->l->n_findings; i++) {
        const finding *f = &p->l->findings[i];
        begin(p, "finding", f->name);
        put(p, f->label);
        put_node(p, f->when);
        put_options(p, f->names.items, f->names.n);
        for (uint32_t k = 0; k < f->names.n; k++) {
            put_node(p, f->guards[k]);
            put(p, f->headings[k]);
        }
    }
}

static void put_checks(const printer *p) {
    for (uint32_t i = 0; i < p->l->n_checks; i++) {
        const check *c = &p->l->checks[i];
        begin(p, "check", c->name);
        put(p, c->label);
        put(p, c->meaning);
        put(p, c->look);
        put(p, c->about);
        put(p, c->remedy);
        put_node(p, c->when);
        put_num(p, c->recoverable + 2 * c->search_again + 4 * c->first_action + 8 * c->explains);
        put_node(p, c->again);
        put_node(p, c->soonest);
        put_num(p, c->by);
        put_node(p, c->first_unless);
        put_num(p, c->verdict);
        put_cite(p, c->cite);
    }
    const verdict *v = &p->l->verdict;
    begin(p, "verdict", v->label);
    put_options(p, v->names.items, v->names.n);
    for (uint32_t i = 0; i < v->names.n; i++) {
        const verdict_row *r = &v->rows[i];
        put(p, r->headline);
        put(p, r->other_headline);
        put_node(p, r->other_when);
        put_num(p, r->alone);
        for (uint32_t k = 0; k < r->n_codes; k++) {
            put_num(p, r->codes[k].check);
            put_num(p, r->codes[k].explains);
            put_num(p, r->codes[k].under);
        }
    }
}

static void put_terms(const printer *p, paper_terms t) {
    put_num(p, t.original + 2 * t.seal + 4 * t.needed);
    put_num(p, t.copies);
    put_num(p, t.count);
}

static void put_papers(const printer *p) {
    for (uint32_t i = 0; i < p->l->n_papers; i++) {
        const paper *f = &p->l->papers[i];
        begin(p, "paper", f->name);
        put(p, f->label);
        put(p, f->note);
        put_num(p, f->holder);
        put_cite(p, f->cite);
        for (uint32_t k = 0; k < f->n_rows; k++) {
            put_node(p, f->whens[k]);
            put_terms(p, f->rows[k].terms);
            put(p, f->rows[k].mark);
            put(p, f->rows[k].because);
            put_cite(p, f->rows[k].cite);
        }
    }
    put_node(p, p->l->materials_when);
    put_node(p, p->l->materials_needed);
    put_node(p, p->l->dates_when);
}

static void put_dates(const printer *p) {
    for (uint32_t i = 0; i < p->l->n_dates; i++) {
        const date *f = &p->l->dates[i];
        begin(p, "date", f->name);
        put(p, f->label);
        put(p, f->note);
        put_node(p, f->value);
        put_node(p, f->when);
        put_cite(p, f->cite);
    }
    for (uint32_t i = 0; i < p->l->n_disputes; i++) {
        const dispute *f = &p->l->disputes[i];
        begin(p, "dispute", f->name);
        put(p, f->text);
        put(p, f->other);
        put_num(p, f->confidence);
        put_node(p, f->when);
        put_cite(p, f->cite);
    }
    for (uint32_t i = 0; i < p->l->n_tools; i++) {
        const tool *f = &p->l->tools[i];
        begin(p, "tool", f->name);
        put(p, f->title);
        put(p, f->lead);
        put_num(p, f->shows);
        for (uint32_t k = 0; k < f->n_asks; k++)
            put(p, p->l->facts[f->asks[k]].name);
    }
}

static void put_calendar(const printer *p) {
    const workdays *w = &p->l->calendar;
    begin(p, "calendar", STR(""));
    put_num(p, w->held_from);
    put_num(p, w->held_to);
    put_num(p, p->l->calendar_dispute);
    for (size_t i = 0; i < w->n_spans; i++) {
        put_num(p, w->spans[i].from);
        put_num(p, w->spans[i].to);
        put_num(p, w->spans[i].off);
    }
    for (size_t i = 0; i < w->n_fixed; i++)
        buf_print(p->out, " {i}-{i}-{i}", (int64_t)w->fixed[i].month, (int64_t)w->fixed[i].from,
                  (int64_t)w->fixed[i].to);
    for (uint32_t i = 0; i < p->l->n_years; i++)
        buf_print(p->out, " {i}:{i}", (int64_t)p->l->years[i].year, (int64_t)p->l->years[i].n_workdays);
}

// Does a blank at i only part words from a comma, an arrow or more blanks, on either side?
static bool is_gap(str s, size_t i) {
    str behind = str_slice(s, i + 1, s.len);
    size_t word = i;
    while (word > 0 && s.ptr[word - 1] == ' ')
        word--;
    bool is_behind_arrow = word >= 2 && s.ptr[word - 2] == '=' && s.ptr[word - 1] == '>';
    bool is_behind_comma = word >= 1 && s.ptr[word - 1] == ',';
    return is_behind_arrow || is_behind_comma || behind.len == 0 || behind.ptr[0] == ' ' ||
           behind.ptr[0] == ',' || str_starts(behind, STR("=>"));
}

// The text of a case, whatever blanks stand between its words.
static void put_words(const printer *p, str s) {
    BUF_LIT(p->out, " \"");
    bool is_quoted = false;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '"')
            is_quoted = !is_quoted;
        bool is_run =
            i + 1 < s.len && s.ptr[i + 1] == ' ';  // of a text that goes on, indented, in the next line
        if (s.ptr[i] != ' ' || (is_quoted ? !is_run : !is_gap(s, i)))
            buf_put_char(p->out, s.ptr[i]);
    }
    BUF_LIT(p->out, "\"");
}

static void put_cases(const printer *p) {
    for (uint32_t i = 0; i < p->l->n_cases; i++) {
        const law_case *c = &p->l->cases[i];
        begin(p, "case", STR(""));
        put_words(p, c->given);
        put_words(p, c->person);
        put_words(p, c->expected);
    }
    for (uint32_t i = 0; i < p->l->n_order; i++)
        buf_print(p->out, " {i}.{i}", (int64_t)p->l->order[i].kind, (int64_t)p->l->order[i].idx);
}

void sample_print_law(const law *l, buf *out) {
    printer p = {.l = l, .out = out};
    put_head(&p);
    put_facts(&p);
    put_records(&p);
    put_params(&p);
    put_rules(&p);
    put_outputs(&p);
    put_checks(&p);
    put_papers(&p);
    put_dates(&p);
    put_calendar(&p);
    put_cases(&p);
}
