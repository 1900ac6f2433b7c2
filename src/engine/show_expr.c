// SPDX-License-Identifier: Apache-2.0
#include "engine/show.h"

// ---- labels and values

void show_put_quoted(str label, buf *out) {
    static const str open = STR_INIT("“"), close = STR_INIT("”");
    buf_put(out, open);
    for (size_t at = 0; at < label.len;) {
        str rest = str_slice(label, at, label.len);
        bool opens = str_starts(rest, open), closes = str_starts(rest, close);
        if (opens || closes)
            buf_put(out, opens ? STR("‘") : STR("’"));
        else
            buf_put_char(out, label.ptr[at]);
        at += opens || closes ? open.len : 1;
    }
    buf_put(out, close);
}

void show_put_label(str label, str name, buf *out) {
    show_put_quoted(label.len > 0 ? label : name, out);
}

static void put_option(const options *names, int64_t idx, buf *out) {
    show_put_label(names->items[idx].label, names->items[idx].name, out);
}

void show_put_number(const type *t, int64_t v, buf *out) {
    switch (t->kind) {
    case KIND_BOOL: buf_put(out, v != 0 ? STR("是") : STR("否")); break;
    case KIND_ENUM: put_option(t->names, v, out); break;
    case KIND_NUMBER:
        buf_put_decimal(out, v, t->unit == UNIT_PERCENT ? t->scale - 2 : t->scale);
        buf_put(out, t->unit == UNIT_PERCENT ? STR("%") : STR(""));
        break;
    case KIND_MONTH: buf_print(out, "{m}", v); break;
    case KIND_DATE:
        if (v == NONE_DAY)
            BUF_LIT(out, "没有");
        else
            buf_print(out, "{d}", v);
        break;
    case KIND_SET: break;
    }
}

// “a”、“b”或“c”: `last` stands before the last one.
static void put_options(const options *names, int64_t mask, str last, buf *out) {
    bool is_first = true;
    for (int64_t k = 0; k < names->n; k++) {
        if (!(mask >> k & 1))
            continue;
        if (!is_first)
            buf_put(out, mask >> k == 1 ? last : STR("、"));
        is_first = false;
        put_option(names, k, out);
    }
}

static void put_constant(const law *l, const node *n, buf *out) {
    const type *t = &law_note(l, n)->type;
    if (n->kind != KIND_SET)
        show_put_number(t, n->num, out);
    else if (n->num == 0)
        BUF_LIT(out, "一样也没有");
    else
        put_options(t->names, n->num, STR("和"), out);
}

// ---- where brackets are needed

typedef enum { TIE_CHOICE, TIE_OR, TIE_AND, TIE_TRUTH, TIE_SUM, TIE_PRODUCT, TIE_ONE } tie;

static tie tie_of(op o) {
    switch (o) {
    case OP_IF: return TIE_CHOICE;
    case OP_OR: return TIE_OR;
    case OP_AND: return TIE_AND;
    case OP_MIN:
    case OP_MAX:
    case OP_FLOOR_DIV:
    case OP_NOT:
    case OP_EQ:
    case OP_NE:
    case OP_LT:
    case OP_LE:
    case OP_GT:
    case OP_GE:
    case OP_IN_RANGE:
    case OP_IN:
    case OP_HAS:
    case OP_IS_NONE:
    case OP_IS_EMPTY:
    case OP_DERIVED:
    case OP_OVERRIDDEN:
    case OP_BEYOND:
    case OP_LISTED: return TIE_TRUTH;
    case OP_ADD:
    case OP_SUB: return TIE_SUM;
    case OP_MUL:
    case OP_NEG: return TIE_PRODUCT;
    case OP_CONST:
    case OP_ON:
    case OP_FACT:
    case OP_RULE:
    case OP_CHECK:
    case OP_VERDICT:
    case OP_FIELD:
    case OP_EACH:
    case OP_PARAM:
    case OP_SCALE:
    case OP_ADD_DAYS:
    case OP_ADD_MONTHS:
    case OP_ADD_WORKDAYS:
    case OP_YEARS:
    case OP_MONTH_START:
    case OP_DISPUTED:
    case OP_COUNT:
    case OP_FIRST_SEEN:
    case OP_COUNT_OF_OPS: break;
    }
    return TIE_ONE;
}

static void put(const law *l, node_idx n, buf *out);

// The node, in brackets when it is tied less than `least`.
static void put_tied(const law *l, node_idx idx, tie least, buf *out) {
    while (l->nodes[idx].op == OP_SCALE)
        idx = l->nodes[idx].a;
    bool brackets = tie_of(l->nodes[idx].op) < least;
    if (brackets && out->len > 0 && out->ptr[out->len - 1] == ' ')
        out->len--;  // a full-width bracket brings its own blank
    if (brackets)
        BUF_LIT(out, "（");
    put(l, idx, out);
    if (brackets)
        BUF_LIT(out, "）");
}

// Does it begin with a digit? Then a blank stands between it and a word.
static bool is_numeral(const law *l, node_idx idx) {
    op o = l->nodes[idx].op;
    while (o == OP_SCALE || tie_of(o) == TIE_SUM || tie_of(o) == TIE_PRODUCT || o == OP_MIN || o == OP_MAX) {
        idx = l->nodes[idx].a;
        o = l->nodes[idx].op;
    }
    kind k = l->nodes[idx].kind;
    return o == OP_CONST &&
           (k == KIND_NUMBER || k == KIND_MONTH || (k == KIND_DATE && l->nodes[idx].num != NONE_DAY));
}

static void put_blank_before(const law *l, node_idx idx, buf *out) {
    if (is_numeral(l, idx))
        buf_put_char(out, ' ');
}

// ---- truths

static void put_both(const law *l, const node *n, str word, buf *out) {
    node_idx sides[] = {n->a, n->b};
    for (int i = 0; i < 2; i++) {
        op below = l->nodes[sides[i]].op;
        bool is_other = (below == OP_AND || below == OP_OR) && below != n->op;
        if (i > 0)
            buf_put(out, word);
        put_tied(l, sides[i], is_other ? TIE_TRUTH : tie_of(n->op), out);
    }
}

typedef struct {
    op op;
    str of_numbers, of_days;
} relation;

static const relation relations[] = {
    {OP_EQ, STR_INIT("等于"), STR_INIT("就是")}, {OP_NE, STR_INIT("不等于"), STR_INIT("不是")},
    {OP_LT, STR_INIT("小于"), STR_INIT("早于")}, {OP_LE, STR_INIT("小于等于"), STR_INIT("不晚于")},
    {OP_GT, STR_INIT("大于"), STR_INIT("晚于")}, {OP_GE, STR_INIT("大于等于"), STR_INIT("不早于")},
};

static void put_relation(const law *l, const node *n, buf *out) {
    bool is_number = l->nodes[n->a].kind == KIND_NUMBER;
    put_tied(l, n->a, TIE_SUM, out);
    for (size_t i = 0; i < sizeof relations / sizeof relations[0]; i++)
        if (relations[i].op == n->op)
            buf_put(out, is_number ? relations[i].of_numbers : relations[i].of_days);
    put_blank_before(l, n->b, out);
    put_tied(l, n->b, TIE_SUM, out);
}

static void put_in_range(const law *l, const node *n, bool yes, buf *out) {
    put_tied(l, n->a, TIE_SUM, out);
    buf_put(out, yes ? STR("在 ") : STR("不在 "));
    put_tied(l, n->b, TIE_SUM, out);
    BUF_LIT(out, " 至 ");
    put_tied(l, n->c, TIE_SUM, out);
    BUF_LIT(out, " 之间");
}

static void put_verdicts(const law *l, int64_t mask, buf *out) {
    bool is_first = true;
    for (uint32_t k = 0; k < l->verdict.names.n; k++) {
        if (!(mask >> k & 1))
            continue;
        if (!is_first)
            buf_put(out, mask >> k == 1 ? STR("或") : STR("、"));
        is_first = false;
        show_put_label(l->verdict.rows[k].headline, l->verdict.names.items[k].name, out);
    }
}

static void put_in(const law *l, const node *n, bool yes, buf *out) {
    const node *of = &l->nodes[n->a];
    int64_t mask = n->num;
    uint32_t n_options = of->kind == KIND_ENUM ? law_note(l, of)->type.names->n : 2;
    int64_t rest = (((int64_t)1 << n_options) - 1) & ~mask;
    if (rest != 0 && (rest & (rest - 1)) == 0 && (mask & (mask - 1)) != 0) {  // all but one
        mask = rest;
        yes = !yes;
    }
    put_tied(l, n->a, TIE_SUM, out);
    buf_put(out, yes ? STR("是") : STR("不是"));
    if (of->op == OP_VERDICT)
        put_verdicts(l, mask, out);
    else if (of->kind == KIND_ENUM)
        put_options(law_note(l, of)->type.names, mask, STR("或"), out);
    else
        buf_put(out, mask >> 1 & 1 ? STR("“是”") : STR("“否”"));
}

// What can be said without a leading 不是 in front of brackets. False: something else.
static bool put_plain_truth(const law *l, const node *n, bool yes, buf *out) {
    switch (n->op) {
    case OP_IN_RANGE: put_in_range(l, n, yes, out); return true;
    case OP_IN: put_in(l, n, yes, out); return true;
    case OP_HAS:
        put_tied(l, n->a, TIE_ONE, out);
        buf_put(out, yes ? STR("包括") : STR("不包括"));
        put_option(l->notes[n->a].type.names, n->num, out);
        return true;
    case OP_IS_NONE:
        buf_put(out, yes ? STR("没有") : STR("有"));
        put_tied(l, n->a, TIE_ONE, out);
        return true;
    case OP_IS_EMPTY:
        put_tied(l, n->a, TIE_ONE, out);
        buf_put(out, yes ? STR("一样也没有") : STR("至少有一样"));
        return true;
    case OP_CHECK:
        show_put_label(l->checks[n->num].label, l->checks[n->num].name, out);
        buf_put(out, yes ? STR("成立") : STR("不成立"));
        return true;
    default: return false;
    }
}

static void put_not(const law *l, const node *n, buf *out) {
    if (put_plain_truth(l, &l->nodes[n->a], false, out))
        return;
    BUF_LIT(out, "不是");
    put_tied(l, n->a, TIE_ONE, out);
}

static void put_facts(const law *l, int64_t mask, buf *out) {
    bool is_first = true;
    for (uint32_t f = 0; f < l->n_facts; f++) {
        if (!(mask >> f & 1))
            continue;
        if (!is_first)
            BUF_LIT(out, "、");
        is_first = false;
        show_put_label(l->facts[f].label, l->facts[f].name, out);
    }
}

// ---- amounts and days

static void put_between(const law *l, const node *n, str sign, tie left, tie right, buf *out) {
    put_tied(l, n->a, left, out);
    buf_put(out, sign);
    put_tied(l, n->b, right, out);
}

// min and max beside a constant are a bound: 4 × “…”，最多 40.
static void put_extreme(const law *l, const node *n, buf *out) {
    bool is_bound = l->nodes[n->a].op == OP_CONST || l->nodes[n->b].op == OP_CONST;
    bool is_first = l->nodes[n->a].op == OP_CONST;
    if (is_bound) {
        put_tied(l, is_first ? n->b : n->a, TIE_SUM, out);
        buf_put(out, n->op == OP_MIN ? STR("，最多 ") : STR("，最少 "));
        put_tied(l, is_first ? n->a : n->b, TIE_ONE, out);
        return;
    }
    put_between(l, n, STR(" 和 "), TIE_SUM, TIE_SUM, out);
    buf_put(out, n->op == OP_MIN ? STR(" 两者中较小的") : STR(" 两者中较大的"));
}

// D + n days: after D, or before it.
static void put_shift(const law *l, const node *n, str unit, buf *out) {
    node_idx amount = n->b;
    const node *by = &l->nodes[amount];
    bool is_back = by->op == OP_NEG || (by->op == OP_CONST && by->num < 0);
    put_tied(l, n->a, TIE_ONE, out);
    buf_put(out, is_back ? STR("之前 ") : STR("之后 "));
    if (by->op == OP_NEG)
        put_tied(l, by->a, TIE_ONE, out);
    else if (is_back)
        buf_put_decimal(out, -by->num, law_note(l, by)->type.scale);
    else
        put_tied(l, amount, TIE_ONE, out);
    buf_put(out, unit);
}

static void put_workdays(const law *l, const node *n, buf *out) {
    put_tied(l, n->a, TIE_ONE, out);
    BUF_LIT(out, "之后第 ");
    put_tied(l, n->b, TIE_ONE, out);
    BUF_LIT(out, " 个工作日");
}

static void put_years(const law *l, const node *n, buf *out) {
    BUF_LIT(out, "从");
    put_tied(l, n->a, TIE_ONE, out);
    BUF_LIT(out, "到");
    put_tied(l, n->b, TIE_ONE, out);
    BUF_LIT(out, "满几年");
    if (n->num != 0)
        BUF_LIT(out, "（2 月 29 日在平年按 2 月 28 日）");
}

static void put_param(const law *l, const node *n, buf *out) {
    const param *p = &l->params[n->num];
    if (p->by == KIND_BOOL && p->type.kind == KIND_NUMBER) {  // a constant says more than its name
        buf_put_decimal(out, p->rows[0].value, p->type.scale);
        return;
    }
    if (n->a != 0 && l->nodes[n->a].op == OP_FIELD && l->nodes[n->a].num == 0)
        BUF_LIT(out, "该月的");
    else if (n->a != 0) {
        put_tied(l, n->a, TIE_ONE, out);
        BUF_LIT(out, "的");
    }
    show_put_label(p->label, p->name, out);
}

static void put_choice(const law *l, const node *n, buf *out) {
    BUF_LIT(out, "如果");
    put_tied(l, n->a, TIE_OR, out);
    BUF_LIT(out, "，就是");
    put_blank_before(l, n->b, out);
    put_tied(l, n->b, TIE_OR, out);
    BUF_LIT(out, "；否则是");
    put_blank_before(l, n->c, out);
    put(l, n->c, out);
}

static void put_disputed(const law *l, const node *n, buf *out) {
    put_tied(l, n->a, TIE_PRODUCT, out);
    BUF_LIT(out, "（另一种理解：");
    for (uint32_t i = 0; i < n->n_list; i++) {
        node_idx side = (node_idx)l->lists[n->list + i];
        if (i > 0) {
            BUF_LIT(out, "，或者");
            put_blank_before(l, side, out);
        }
        put_tied(l, side, TIE_OR, out);
    }
    BUF_LIT(out, "）");
}

// ---- records

// The day asked for, also by the name of a step, and as the side of a dispute that is followed.
static bool is_today(const law *l, node_idx idx) {
    const node *n = &l->nodes[idx];
    if (n->op == OP_RULE && l->rules[n->num].table == TABLE_EXPR)
        return is_today(l, l->rules[n->num].subject);
    return n->op == OP_ON || (n->op == OP_DISPUTED && is_today(l, n->a));
}

// `最近 48 个月` ends with the month before this one; from another day it says so.
static void put_window(const law *l, const node *n, buf *out) {
    bool from_today = is_today(l, n->b);
    if (!from_today) {
        BUF_LIT(out, "从");
        put_tied(l, n->b, TIE_ONE, out);
        BUF_LIT(out, "的上个月往前数，");
    }
    if (n->a == 0) {
        buf_put(out, from_today ? STR("到上个月为止") : STR("全部月份里"));
        return;
    }
    buf_put(out, from_today ? STR("最近 ") : STR(""));
    put_tied(l, n->a, TIE_ONE, out);
    BUF_LIT(out, " 个月里");
}

static void put_count(const law *l, const node *n, buf *out) {
    put_window(l, n, out);
    BUF_LIT(out, "，符合");
    put_tied(l, n->c, TIE_TRUTH, out);
    BUF_LIT(out, "的月数");
}

static void put_field(const law *l, int64_t idx, buf *out) {
    const field *f = &l->fields[idx];
    if (idx == 0)
        BUF_LIT(out, "该月");
    else
        show_put_label(f->label, f->name, out);
}

static void put_first_seen(const law *l, const node *n, buf *out) {
    put_window(l, n, out);
    BUF_LIT(out, "，符合");
    put_tied(l, n->c, TIE_TRUTH, out);
    BUF_LIT(out, "的月份中，");
    put_field(l, n->num, out);
    BUF_LIT(out, "先看有没有");
    for (uint32_t i = 0; i < n->n_list; i++) {
        if (i > 0)
            BUF_LIT(out, "，再看");
        put_option(law_note(l, n)->type.names, l->lists[n->list + i], out);
    }
}

static void put_listed(const law *l, const node *n, buf *out) {
    put_tied(l, n->b, TIE_ONE, out);
    BUF_LIT(out, "所在月的记录符合");
    put_tied(l, n->c, TIE_TRUTH, out);
}

// ---- everything

static void put_rule(const rule *r, buf *out) {
    show_put_label(r->label, r->name, out);
    if (r->is_points)
        BUF_LIT(out, "的得分");
}

static void put_leaf(const law *l, const node *n, buf *out) {
    switch (n->op) {
    case OP_CONST: put_constant(l, n, out); break;
    case OP_ON: BUF_LIT(out, "当天"); break;
    case OP_FACT: show_put_label(l->facts[n->num].label, l->facts[n->num].name, out); break;
    case OP_RULE: put_rule(&l->rules[n->num], out); break;
    case OP_VERDICT: BUF_LIT(out, "结论"); break;
    case OP_FIELD: put_field(l, n->num, out); break;
    case OP_EACH: show_put_quoted(l->eaches[n->num].name, out); break;
    case OP_BEYOND: BUF_LIT(out, "有日子数到了没有公布工作日的年份"); break;
    case OP_DERIVED:
        put_facts(l, n->num, out);
        BUF_LIT(out, "之中有由每月记录算出来的");
        break;
    case OP_OVERRIDDEN:
        put_facts(l, n->num, out);
        BUF_LIT(out, "之中有另外填的、和每月记录不一样的");
        break;
    default: break;
    }
}

static void put(const law *l, node_idx idx, buf *out) {
    const node *n = &l->nodes[idx];
    if (put_plain_truth(l, n, true, out))
        return;
    switch (n->op) {
    case OP_NOT: put_not(l, n, out); break;
    case OP_AND: put_both(l, n, STR("，且"), out); break;
    case OP_OR: put_both(l, n, STR("，或"), out); break;
    case OP_EQ:
    case OP_NE:
    case OP_LT:
    case OP_LE:
    case OP_GT:
    case OP_GE: put_relation(l, n, out); break;
    case OP_NEG:
        BUF_LIT(out, "−");
        put_tied(l, n->a, TIE_ONE, out);
        break;
    case OP_ADD: put_between(l, n, STR(" + "), TIE_SUM, TIE_SUM, out); break;
    case OP_SUB: put_between(l, n, STR(" − "), TIE_SUM, TIE_PRODUCT, out); break;
    case OP_MUL: put_between(l, n, STR(" × "), TIE_PRODUCT, TIE_PRODUCT, out); break;
    case OP_MIN:
    case OP_MAX: put_extreme(l, n, out); break;
    case OP_FLOOR_DIV:
        put_between(l, n, STR(" ÷ "), TIE_PRODUCT, TIE_ONE, out);
        BUF_LIT(out, "，舍去小数");
        break;
    case OP_SCALE: put(l, n->a, out); break;
    case OP_ADD_DAYS: put_shift(l, n, STR(" 天"), out); break;
    case OP_ADD_MONTHS: put_shift(l, n, STR(" 个月"), out); break;
    case OP_ADD_WORKDAYS: put_workdays(l, n, out); break;
    case OP_YEARS: put_years(l, n, out); break;
    case OP_MONTH_START:
        put_tied(l, n->a, TIE_ONE, out);
        BUF_LIT(out, "所在月的第一天");
        break;
    case OP_IF: put_choice(l, n, out); break;
    case OP_DISPUTED: put_disputed(l, n, out); break;
    case OP_PARAM: put_param(l, n, out); break;
    case OP_COUNT: put_count(l, n, out); break;
    case OP_FIRST_SEEN: put_first_seen(l, n, out); break;
    case OP_LISTED: put_listed(l, n, out); break;
    default: put_leaf(l, n, out); break;
    }
}

void show_put_expr(const law *l, node_idx n, buf *out) {
    put(l, n, out);
}
