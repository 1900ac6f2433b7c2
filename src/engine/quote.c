// SPDX-License-Identifier: Apache-2.0
// A law quoted piece by piece, for texts that say what it says and hold no word or number of their own.
#include "engine/quote.h"

#include "base/day.h"
#include "eval/walk.h"

// ---- names ---------------------------------------------------------------------------------------------------------

static const str noun_words[NOUN_COUNT] = {
    [NOUN_FACT] = STR_INIT("fact"),       [NOUN_VALUE] = STR_INIT("value"),
    [NOUN_POINTS] = STR_INIT("points"),   [NOUN_PARAM] = STR_INIT("param"),
    [NOUN_GOAL] = STR_INIT("goal"),       [NOUN_FINDING] = STR_INIT("finding"),
    [NOUN_CHECK] = STR_INIT("check"),     [NOUN_PAPER] = STR_INIT("paper"),
    [NOUN_DATE] = STR_INIT("date"),       [NOUN_EACH] = STR_INIT("each"),
    [NOUN_DISPUTE] = STR_INIT("dispute"), [NOUN_SOURCE] = STR_INIT("source"),
};

static uint32_t n_of(const law *l, noun in) {
    switch (in) {
    case NOUN_FACT: return l->n_facts;
    case NOUN_VALUE:
    case NOUN_POINTS: return l->n_rules;
    case NOUN_PARAM: return l->n_params;
    case NOUN_GOAL: return l->n_goals;
    case NOUN_FINDING: return l->n_findings;
    case NOUN_CHECK: return l->n_checks;
    case NOUN_PAPER: return l->n_papers;
    case NOUN_DATE: return l->n_dates;
    case NOUN_DISPUTE: return l->n_disputes;
    case NOUN_EACH: return l->n_eaches;
    case NOUN_SOURCE: return l->n_sources;
    case NOUN_COUNT: break;
    }
    return 0;
}

// Empty: a rule of the other noun stands at this place.
static str name_of(const law *l, noun in, uint32_t i) {
    switch (in) {
    case NOUN_FACT: return l->facts[i].name;
    case NOUN_VALUE: return l->rules[i].is_points ? STR("") : l->rules[i].name;
    case NOUN_POINTS: return l->rules[i].is_points ? l->rules[i].name : STR("");
    case NOUN_PARAM: return l->params[i].name;
    case NOUN_GOAL: return l->goals[i].name;
    case NOUN_FINDING: return l->findings[i].name;
    case NOUN_CHECK: return l->checks[i].name;
    case NOUN_PAPER: return l->papers[i].name;
    case NOUN_DATE: return l->dates[i].name;
    case NOUN_DISPUTE: return l->disputes[i].name;
    case NOUN_EACH: return l->eaches[i].name;
    case NOUN_SOURCE: return l->sources[i].key;
    case NOUN_COUNT: break;
    }
    return STR("");
}

static str label_of(const law *l, noun in, uint32_t i) {
    switch (in) {
    case NOUN_FACT: return l->facts[i].label;
    case NOUN_VALUE:
    case NOUN_POINTS: return l->rules[i].label;
    case NOUN_PARAM: return l->params[i].label;
    case NOUN_GOAL: return l->goals[i].label;
    case NOUN_FINDING: return l->findings[i].label;
    case NOUN_CHECK: return l->checks[i].label;
    case NOUN_PAPER: return l->papers[i].label;
    case NOUN_DATE: return l->dates[i].label;
    case NOUN_DISPUTE: return l->disputes[i].text;
    case NOUN_SOURCE: return l->sources[i].document;
    case NOUN_EACH:
    case NOUN_COUNT: break;
    }
    return STR("");
}

// ---- what an inline reference puts -----------------------------------------------------------------------------------

// A text the law may leave out.
static rc put_text(quote *q, str text, str what) {
    if (text.len == 0)
        return err_set(q->e, RC_INPUT, "expected a name with {s}, found '{s}', which has none", what, q->name);
    buf_put(q->out, text);
    return RC_OK;
}

static rc put_label(quote *q) {
    if (q->option.len == 0)
        return put_text(q, label_of(q->l, q->in, q->idx), STR("a label"));
    const jifen_type *t = &jifen_fact_at(q->jl, q->idx)->type;
    set value;
    rc code = jifen_parse_value(t, q->option, false, &value, q->e);
    if (code == RC_OK)
        jifen_print_value(t, value, true, q->out);
    return code;
}

static rc put_meaning(quote *q) {
    return put_text(q, q->l->checks[q->idx].meaning, STR("a meaning"));
}

static rc put_remedy(quote *q) {
    return put_text(q, q->l->checks[q->idx].remedy, STR("a remedy"));
}

static rc put_look(quote *q) {
    return put_text(q, q->l->checks[q->idx].look, STR("where to look"));
}

static rc put_note(quote *q) {
    return put_text(q, q->in == NOUN_PAPER ? q->l->papers[q->idx].note : q->l->dates[q->idx].note,
                    STR("a note"));
}

static rc put_ask(quote *q) {
    return put_text(q, q->l->facts[q->idx].ask, STR("a question"));
}

static rc put_hint(quote *q) {
    return put_text(q, q->l->facts[q->idx].hint, STR("a hint"));
}

static rc put_other(quote *q) {
    return put_text(q, q->l->disputes[q->idx].other, STR("another side"));
}

// ---- amounts

static void put_amount(quote *q, const type *t, int64_t v) {
    show_put_number(t, v, q->out);
    if (t->kind == KIND_NUMBER && t->unit == UNIT_MONEY)
        BUF_LIT(q->out, " 元");
}

static const period *period_on(const quote *q, const param *p) {
    int64_t at = p->by == KIND_MONTH ? day_month(q->on) : q->on;
    for (uint32_t i = 0; i < p->n_rows; i++)
        if (p->by == KIND_BOOL || (p->rows[i].from <= at && at <= p->rows[i].to))
            return &p->rows[i];
    return NULL;
}

static rc put_param(quote *q) {
    const param *p = &q->l->params[q->idx];
    const period *row = period_on(q, p);
    if (row == NULL)
        return err_set(q->e, RC_INPUT, "expected a param with a value on {d}, found '{s}'", q->on, q->name);
    put_amount(q, &p->type, row->value);
    return RC_OK;
}

// The value of an expression for everybody. False: it is not the same for all.
static bool find_for_all(const quote *q, node_idx n, int64_t *out) {
    walk *w = ARENA_NEW(q->mem, walk);
    person *anybody = ARENA_NEW(q->mem, person);
    if (w == NULL || anybody == NULL)
        return false;
    jifen_person_init(anybody, q->on);
    set box[LIMIT_FACTS];
    for (uint32_t i = 0; i < q->l->n_facts; i++)
        box[i] = q->l->facts[i].domain;
    walk_init(w, q->l, anybody, box, NULL);
    set v = walk_node(w, n);
    if (!set_is_one(q->l->nodes[n].kind, v) || v.none)
        return false;
    *out = set_value(q->l->nodes[n].kind, v);
    return true;
}

static rc put_goal(quote *q) {
    node_idx target = q->l->goals[q->idx].target;
    int64_t v = 0;
    if (!find_for_all(q, target, &v))
        return err_set(q->e, RC_INPUT, "expected a goal that is the same for everybody, found '{s}'", q->name);
    show_put_number(&q->l->notes[target].type, v, q->out);
    buf_print(q->out, " {s}", q->l->unit);
    return RC_OK;
}

// ---- what is worked out

// The expression behind a name: of a plain name of another step, what that step says.
static node_idx behind(const law *l, node_idx n) {
    const node *of = &l->nodes[n];
    bool is_step = n != 0 && of->op == OP_RULE && l->rules[of->num].table == TABLE_EXPR;
    return is_step ? l->rules[of->num].subject : n;
}

static node_idx value_of(const quote *q) {
    const rule *r = &q->l->rules[q->idx];
    switch (q->in) {
    case NOUN_VALUE:
    case NOUN_POINTS: return r->table == TABLE_EXPR ? r->subject : 0;
    case NOUN_EACH: return q->l->eaches[q->idx].where;
    case NOUN_DATE: return behind(q->l, q->l->dates[q->idx].value);
    case NOUN_FACT: return q->l->facts[q->idx].from;
    default: return 0;
    }
}

static rc put_expr(quote *q, node_idx n, str what) {
    if (n == 0)
        return err_set(q->e, RC_INPUT, "expected a name with {s}, found '{s}'", what, q->name);
    show_put_expr(q->l, n, q->out);
    return RC_OK;
}

static rc put_value(quote *q) {
    return put_expr(q, value_of(q), STR("an expression (a table is quoted by `rows`)"));
}

static rc put_when(quote *q) {
    node_idx n = q->in == NOUN_CHECK  ? q->l->checks[q->idx].when
                 : q->in == NOUN_DATE ? q->l->dates[q->idx].when
                                      : q->l->disputes[q->idx].when;
    return put_expr(q, n, STR("a condition"));
}

// ---- sources

static const cite *cite_of(const quote *q) {
    switch (q->in) {
    case NOUN_FACT: return &q->l->facts[q->idx].cite;
    case NOUN_VALUE:
    case NOUN_POINTS: return &q->l->rules[q->idx].cite;
    case NOUN_CHECK: return &q->l->checks[q->idx].cite;
    case NOUN_PAPER: return &q->l->papers[q->idx].cite;
    case NOUN_DATE: return &q->l->dates[q->idx].cite;
    case NOUN_DISPUTE: return &q->l->disputes[q->idx].cite;
    default: return NULL;
    }
}

static jifen_source source_of(const quote *q) {
    if (q->in == NOUN_SOURCE) {
        cite whole = {.source_idx = (int32_t)q->idx, .confidence = q->l->sources[q->idx].confidence};
        return work_source(q->l, &whole, NULL);
    }
    if (q->in != NOUN_PARAM)
        return work_source(q->l, cite_of(q), NULL);
    const period *row = period_on(q, &q->l->params[q->idx]);
    return work_source(q->l, row == NULL ? NULL : &row->cite, &q->l->params[q->idx].cite);
}

static rc put_source(quote *q) {
    jifen_source from = source_of(q);
    if (from.document.len == 0)
        return err_set(q->e, RC_INPUT, "expected a name with a source, found '{s}'", q->name);
    show_put_source(from, q->out);
    return RC_OK;
}

static rc put_confidence(quote *q) {
    if (q->in == NOUN_DISPUTE)
        return put_text(q, work_confidence_label(q->l->disputes[q->idx].confidence), STR("a confidence"));
    return put_text(q, source_of(q).confidence_label, STR("a source"));
}

// ---- the reference -----------------------------------------------------------------------------------------------------

#define OF(noun) (1u << NOUN_##noun)
#define OF_RULES (OF(VALUE) | OF(POINTS))
#define OF_CITED (OF(FACT) | OF_RULES | OF(PARAM) | OF(CHECK) | OF(PAPER) | OF(DATE) | OF(DISPUTE))

typedef struct {
    str word;
    uint32_t nouns;        // bits of what its name may stand for
    bool has_option;       // `FACT=OPTION` is taken
    bool may_stand_alone;  // it may stand without a name
    rc (*put)(quote *);
} verb;

static const verb verbs[] = {
    {STR_INIT("label"), ((1u << NOUN_COUNT) - 1) & ~OF(EACH), true, false, put_label},
    {STR_INIT("meaning"), OF(CHECK), false, false, put_meaning},
    {STR_INIT("remedy"), OF(CHECK), false, false, put_remedy},
    {STR_INIT("look"), OF(CHECK), false, false, put_look},
    {STR_INIT("note"), OF(PAPER) | OF(DATE), false, false, put_note},
    {STR_INIT("ask"), OF(FACT), false, false, put_ask},
    {STR_INIT("hint"), OF(FACT), false, false, put_hint},
    {STR_INIT("other"), OF(DISPUTE), false, false, put_other},
    {STR_INIT("param"), OF(PARAM), false, false, put_param},
    {STR_INIT("goal"), OF(GOAL), false, false, put_goal},
    {STR_INIT("value"), OF_RULES | OF(EACH) | OF(DATE) | OF(FACT), false, false, put_value},
    {STR_INIT("when"), OF(CHECK) | OF(DATE) | OF(DISPUTE), false, false, put_when},
    {STR_INIT("source"), OF_CITED | OF(SOURCE), false, false, put_source},
    {STR_INIT("confidence"), OF_CITED | OF(SOURCE), false, false, put_confidence},
    {STR_INIT("rows"), OF_RULES | OF(PARAM), false, false, quote_rows},
    {STR_INIT("options"), OF(FACT), false, false, quote_options},
    {STR_INIT("papers"), OF(FACT), true, true, quote_papers},
};
enum { N_VERBS = sizeof verbs / sizeof verbs[0] };

// Cut the first word off *rest.
static str next_word(str *rest) {
    *rest = str_trim(*rest);
    size_t len = 0;
    while (len < rest->len && rest->ptr[len] != ' ' && rest->ptr[len] != '\t')
        len++;
    str word = str_slice(*rest, 0, len);
    *rest = str_trim(str_slice(*rest, len, rest->len));
    return word;
}

// Of the words tried one after the other, the one nearest to `to`.
typedef struct {
    str to, best;
    size_t most;  // edits that are still near
} nearest;

static nearest nearest_to(str to) {
    return (nearest){to, STR(""), to.len / 3 + 1};
}

static void nearest_try(nearest *n, str word) {
    if (n->most == 0 || word.len == 0)
        return;
    size_t edits = str_distance(n->to, word, n->most);
    if (edits > n->most)
        return;
    n->best = word;
    n->most = edits - (edits > 0);
}

static rc refuse(err *e, str what, const nearest *n) {
    err_about(e, str_slice(n->to, 0, LIMIT_NAME_BYTES));
    if (n->best.len > 0)
        return err_set(e, RC_INPUT, "expected {s}, found '{s}'; did you mean '{s}'?", what, n->to, n->best);
    return err_set(e, RC_INPUT, "expected {s}, found '{s}'", what, n->to);
}

static rc find_verb(str word, const verb **out, err *e) {
    nearest near = nearest_to(word);
    for (int i = 0; i < N_VERBS; i++) {
        if (str_is(verbs[i].word, word)) {
            *out = &verbs[i];
            return RC_OK;
        }
        nearest_try(&near, verbs[i].word);
    }
    return refuse(e, STR("a reference to the law"), &near);
}

// `fact age` says which of the things named age is meant.
static void take_noun(str *rest, uint32_t *nouns) {
    str after = *rest, word = next_word(&after);
    for (int i = 0; i < NOUN_COUNT; i++)
        if (after.len > 0 && str_is(noun_words[i], word)) {
            *nouns &= 1u << i;
            *rest = after;
            return;
        }
}

static rc find_name(quote *q, str name, uint32_t nouns) {
    nearest near = nearest_to(name);
    uint32_t found = 0;
    for (int in = 0; in < NOUN_COUNT; in++)
        for (uint32_t i = 0; (nouns >> in & 1) && i < n_of(q->l, (noun)in); i++) {
            str of = name_of(q->l, (noun)in, i);
            nearest_try(&near, of);
            if (of.len == 0 || !str_is(of, name))
                continue;
            found |= 1u << in;
            q->in = (noun)in;
            q->idx = i;
        }
    if (found == 0)
        return refuse(q->e, STR("a name of the law that can be quoted so"), &near);
    if ((found & (found - 1)) == 0)
        return RC_OK;
    return err_set(q->e, RC_INPUT, "expected one meaning, found '{s}' twice: say '{s} {s}' or the like", name,
                   noun_words[q->in], name);
}

static rc find_object(quote *q, const verb *v, str rest) {
    uint32_t nouns = v->nouns;
    take_noun(&rest, &nouns);
    q->name = next_word(&rest);
    if (rest.len > 0)
        return err_set(q->e, RC_INPUT, "expected nothing behind the name, found '{s}'", rest);
    if (q->name.len == 0 && v->may_stand_alone)
        return RC_OK;
    str name = q->name;
    for (size_t i = 0; v->has_option && i < name.len; i++)
        if (name.ptr[i] == '=') {
            q->option = str_slice(q->name, i + 1, q->name.len);
            name = str_slice(q->name, 0, i);
            nouns &= OF(FACT);
        }
    return find_name(q, name, nouns);
}

rc jifen_quote(const jifen_law *l, int64_t on, str reference, arena *mem, buf *out, err *e) {
    quote q = {.jl = l, .l = l->law, .on = on, .mem = mem, .e = e};
    if (on < q.l->from || on > q.l->to)
        return err_set(e, RC_INPUT, "expected a day from {d} to {d}, for which the law is held, found {d}",
                       q.l->from, q.l->to, on);
    const verb *v = NULL;
    rc code = find_verb(next_word(&reference), &v, e);
    if (code == RC_OK)
        code = find_object(&q, v, reference);
    if (code != RC_OK)
        return code;
    buf text = buf_make(mem);
    q.out = &text;
    code = v->put(&q);
    if (code == RC_OK && text.failed)
        code = err_set(e, RC_MEMORY, "no memory to quote the law");
    if (code == RC_OK)
        buf_put(out, buf_str(&text));
    return code;
}
