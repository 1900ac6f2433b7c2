// SPDX-License-Identifier: Apache-2.0
#include "engine/case_expect.h"

#include "engine/case_read.h"
#include "engine/handle.h"

#include "base/day.h"
#include "base/num.h"

#include <stddef.h>

typedef struct {
    const case_outcome *o;
    const law *l;
    const jifen_answer *a;
    arena *mem;
    str rest;  // the words not read yet
    buf *found;
} probe;

// ---- lists of named things

// Items, and where in each its name is.
typedef struct {
    const void *items;
    size_t n, item_bytes, name_at;
} named;

#define NAMED(items, n) ((named){(items), (n), sizeof *(items), 0})  // in front
#define NAMED_WITHIN(type, items, n) ((named){(items), (n), sizeof(type), offsetof(type, name)})

static str name_at(named list, size_t i) {
    return *(const str *)(const void *)((const char *)list.items + i * list.item_bytes + list.name_at);
}

static int find_name(named list, str name) {
    for (size_t i = 0; i < list.n; i++)
        if (str_is(name_at(list, i), name))
            return (int)i;
    return -1;
}

static void put_names(named list, buf *out) {
    if (list.n == 0)
        BUF_LIT(out, "none");
    for (size_t i = 0; i < list.n; i++) {
        if (i > 0)
            buf_put_char(out, ' ');
        buf_put(out, name_at(list, i));
    }
}

// ---- reading words

static case_result malformed(probe *p, const char *form) {
    buf_clear(p->found);
    buf_print(p->found, form);
    return CASE_MALFORMED;
}

static case_result unknown_name(probe *p, str what, str name) {
    buf_clear(p->found);
    buf_print(p->found, "the name of a {s}, not '{s}'", what, name);
    return CASE_MALFORMED;
}

static bool next_word(probe *p, str *word) {
    return case_next_word(&p->rest, word);
}

// The last word; false when there is none or more than one.
static bool last_word(probe *p, str *word) {
    return next_word(p, word) && str_trim(p->rest).len == 0;
}

static bool is_none(str word) {
    return str_is(word, STR("none"));
}

// n or n..m
static bool parse_range(str s, int64_t *least, int64_t *most) {
    size_t at = 0;
    while (at < s.len && !str_starts(str_slice(s, at, s.len), STR("..")))
        at++;
    if (num_parse(str_slice(s, 0, at), 0, least) != NUM_OK)
        return false;
    *most = *least;
    return at == s.len || num_parse(str_slice(s, at + 2, s.len), 0, most) == NUM_OK;
}

static void put_range(int64_t least, int64_t most, buf *out) {
    buf_put_int(out, least);
    if (least == most)
        return;
    BUF_LIT(out, "..");
    buf_put_int(out, most);
}

// ---- what the law declares, and what the answer lists

static named law_checks(const law *l) {
    return NAMED_WITHIN(check, l->checks, l->n_checks);
}

static named law_facts(const law *l) {
    return NAMED_WITHIN(fact, l->facts, l->n_facts);
}

static named law_papers(const law *l) {
    return NAMED_WITHIN(paper, l->papers, l->n_papers);
}

static named law_dates(const law *l) {
    return NAMED_WITHIN(date, l->dates, l->n_dates);
}

static named law_disputes(const law *l) {
    return NAMED(l->disputes, l->n_disputes);
}

static named answer_reasons(const probe *p) {
    return NAMED(p->a->reasons, p->a->n_reasons);
}

static named answer_possible(const probe *p) {
    return NAMED(p->a->possible, p->a->n_possible);
}

static named answer_dates(const probe *p) {
    return NAMED(p->a->dates, p->a->n_dates);
}

static named answer_assumptions(const probe *p) {
    return NAMED(p->a->assumptions, p->a->n_assumptions);
}

static named answer_all_papers(const probe *p) {
    return NAMED(p->a->papers, p->a->n_papers);
}

static named answer_sure_papers(const probe *p) {
    str *names = ARENA_ARRAY(p->mem, str, p->a->n_papers + 1);
    size_t n = 0;
    for (size_t i = 0; names != NULL && i < p->a->n_papers; i++)
        if (!p->a->papers[i].possible)
            names[n++] = p->a->papers[i].id;
    return NAMED(names, n);
}

static named facts_of(const probe *p, const size_t *facts, size_t n) {
    str *names = ARENA_ARRAY(p->mem, str, n + 1);
    for (size_t i = 0; names != NULL && i < n; i++)
        names[i] = p->l->facts[facts[i]].name;
    return NAMED(names, names == NULL ? 0 : n);
}

static named answer_missing(const probe *p) {
    return facts_of(p, p->a->missing, p->a->n_missing);
}

static named answer_presumed(const probe *p) {
    return facts_of(p, p->a->presumed, p->a->n_presumed);
}

static named law_questions(const probe *p) {
    str *names = ARENA_ARRAY(p->mem, str, p->l->n_facts + 1);
    size_t n = 0;
    for (size_t i = 0; names != NULL && i < p->l->n_facts; i++)
        if (p->l->facts[i].ask.len > 0)
            names[n++] = p->l->facts[i].name;
    return NAMED(names, n);
}

static named law_private(const probe *p) {
    str *names = ARENA_ARRAY(p->mem, str, p->l->n_facts + 1);
    size_t n = 0;
    for (size_t i = 0; names != NULL && i < p->l->n_facts; i++)
        if (p->l->facts[i].is_private)
            names[n++] = p->l->facts[i].name;
    return NAMED(names, n);
}

// Expectations about a list: `reasons A B` is the whole of it, `missing A B` some of it, `no reason A` not in it.
// `none` is the empty list.
typedef struct {
    str word, what;
    named (*declared)(const law *);
    named (*listed)(const probe *);
    bool is_whole;
} list_form;

static const list_form list_forms[] = {
    {STR_INIT("reasons"), STR_INIT("check"), law_checks, answer_reasons, true},
    {STR_INIT("possible"), STR_INIT("check"), law_checks, answer_possible, false},
    {STR_INIT("papers"), STR_INIT("paper"), law_papers, answer_sure_papers, true},
    {STR_INIT("dates"), STR_INIT("date"), law_dates, answer_dates, true},
    {STR_INIT("missing"), STR_INIT("fact"), law_facts, answer_missing, false},
    {STR_INIT("presumes"), STR_INIT("fact"), law_facts, answer_presumed, false},
    {STR_INIT("asks"), STR_INIT("fact"), law_facts, law_questions, false},
    {STR_INIT("private"), STR_INIT("fact"), law_facts, law_private, true},
};

static const list_form no_forms[] = {
    {STR_INIT("reason"), STR_INIT("check"), law_checks, answer_reasons, false},
    {STR_INIT("possible"), STR_INIT("check"), law_checks, answer_possible, false},
    {STR_INIT("paper"), STR_INIT("paper"), law_papers, answer_all_papers, false},
    {STR_INIT("date"), STR_INIT("date"), law_dates, answer_dates, false},
    {STR_INIT("assumption"), STR_INIT("dispute"), law_disputes, answer_assumptions, false},
    {STR_INIT("missing"), STR_INIT("fact"), law_facts, answer_missing, false},
    {STR_INIT("presumption"), STR_INIT("fact"), law_facts, answer_presumed, false},
};

static case_result expect_list(probe *p, const list_form *f) {
    named declared = f->declared(p->l), listed = f->listed(p);
    put_names(listed, p->found);
    bool holds = true, is_empty = false;
    str word;
    size_t n = 0;
    for (; next_word(p, &word); n++) {
        bool is_known = find_name(declared, word) >= 0;
        is_empty = n == 0 && !is_known && is_none(word);
        if (!is_known && !is_empty)
            return unknown_name(p, f->what, word);
        holds &= is_empty || find_name(listed, word) >= 0;
    }
    if (n == 0)
        return malformed(p, "a list of names, or none");
    if (is_empty || f->is_whole)
        holds &= listed.n == (is_empty ? 0 : n);
    return holds ? CASE_HOLDS : CASE_DIFFERS;
}

static case_result expect_no(probe *p) {
    str word, name;
    if (!next_word(p, &word) || !last_word(p, &name))
        return malformed(p, "`no reason|possible|paper|date|assumption|missing|presumption NAME`");
    for (size_t i = 0; i < sizeof no_forms / sizeof no_forms[0]; i++) {
        const list_form *f = &no_forms[i];
        if (!str_is(f->word, word))
            continue;
        named listed = f->listed(p);
        put_names(listed, p->found);
        if (find_name(f->declared(p->l), name) < 0)
            return unknown_name(p, f->what, name);
        return find_name(listed, name) < 0 ? CASE_HOLDS : CASE_DIFFERS;
    }
    return malformed(p, "`no reason|possible|paper|date|assumption|missing|presumption NAME`");
}

// ---- parameters, as the law has them

static const period *period_at(const param *p, int64_t at) {
    for (uint32_t i = 0; i < p->n_rows; i++)
        if (p->by == KIND_BOOL || (p->rows[i].from <= at && at <= p->rows[i].to))
            return &p->rows[i];
    return NULL;
}

static void put_period(const law *l, const param *p, const period *row, buf *out) {
    if (row == NULL) {
        BUF_LIT(out, "none");
        return;
    }
    buf_put_decimal(out, row->value, p->type.scale);
    for (uint32_t i = 0; i < row->n_list; i++) {
        buf_print(out, "{s}", i == 0 ? STR(" or ") : STR(" "));
        buf_put_decimal(out, l->lists[row->list + i], p->type.scale);
    }
}

// The rest of the line is what put_period writes.
static case_result expect_param(probe *p) {
    static const char form[] = "`param NAME [at DAY|MONTH] V [or V …]` or `… none`";
    str name, word;
    int64_t at = 0;
    if (!next_word(p, &name))
        return malformed(p, form);
    int i = find_name(NAMED(p->l->params, p->l->n_params), name);
    if (i < 0)
        return unknown_name(p, STR("param"), name);
    const param *found = &p->l->params[i];
    if (found->by != KIND_BOOL) {
        bool has_at = next_word(p, &word) && str_is(word, STR("at")) && next_word(p, &word);
        if (!has_at || !(found->by == KIND_MONTH ? day_parse_month(word, &at) : day_parse(word, &at)))
            return malformed(p, form);
    }
    put_period(p->l, found, period_at(found, at), p->found);
    return str_is(buf_str(p->found), str_trim(p->rest)) ? CASE_HOLDS : CASE_DIFFERS;
}

// ---- single answers

static case_result compare(probe *p, str found, str wanted) {
    buf_put(p->found, found.len > 0 ? found : STR("none"));
    bool is_same = str_is(found, wanted) || (found.len == 0 && is_none(wanted));
    return is_same ? CASE_HOLDS : CASE_DIFFERS;
}

static case_result expect_points(probe *p) {
    str name, amount;
    int64_t least, most;
    if (!next_word(p, &name) || !last_word(p, &amount) || !parse_range(amount, &least, &most))
        return malformed(p, "`points NAME n` or `points NAME n..m`");
    int i = find_name(NAMED(p->a->points, p->a->n_points), name);
    if (i < 0)
        return unknown_name(p, STR("points"), name);
    const jifen_points *points = &p->a->points[i];
    put_range(points->least, points->most, p->found);
    return points->least == least && points->most == most ? CASE_HOLDS : CASE_DIFFERS;
}

static case_result expect_goal(probe *p) {
    static const str words[] = {
        [TRI_NO] = STR_INIT("false"), [TRI_YES] = STR_INIT("true"), [TRI_OPEN] = STR_INIT("open")};
    str name, wanted;
    if (!next_word(p, &name) || !last_word(p, &wanted))
        return malformed(p, "`goal NAME true|false|open`");
    int i = find_name(NAMED(p->a->goals, p->a->n_goals), name);
    if (i < 0)
        return unknown_name(p, STR("goal"), name);
    if (find_name(NAMED(words, sizeof words / sizeof words[0]), wanted) < 0)
        return malformed(p, "`goal NAME true|false|open`");
    return compare(p, words[p->a->goals[i].holds], wanted);
}

static case_result expect_finding(probe *p) {
    str name, wanted;
    if (!next_word(p, &name) || !last_word(p, &wanted))
        return malformed(p, "`finding NAME OPTION|open|absent`");
    int i = find_name(NAMED(p->a->findings, p->a->n_findings), name);
    if (i < 0)
        return unknown_name(p, STR("finding"), name);
    const options *names = &p->l->findings[i].names;
    bool is_known = find_name(NAMED(names->items, names->n), wanted) >= 0;
    if (!is_known && !str_is(wanted, STR("open")) && !str_is(wanted, STR("absent")))
        return malformed(p, "`finding NAME OPTION|open|absent`");
    const jifen_finding *f = &p->a->findings[i];
    return compare(p, f->is_absent ? STR("absent") : f->value.len > 0 ? f->value : STR("open"), wanted);
}

static case_result expect_verdict(probe *p) {
    str wanted;
    if (!last_word(p, &wanted))
        return malformed(p, "`verdict NAME`");
    const options *names = &p->l->verdict.names;
    if (find_name(NAMED(names->items, names->n), wanted) < 0)
        return unknown_name(p, STR("verdict"), wanted);
    return compare(p, p->a->verdict, wanted);
}

static case_result expect_text(probe *p, str found) {
    str wanted;
    bool is_quoted =
        last_word(p, &wanted) && wanted.len >= 2 && wanted.ptr[0] == '"' && wanted.ptr[wanted.len - 1] == '"';
    if (!is_quoted)
        return malformed(p, "a \"text\"");
    buf_print(p->found, "\"{s}\"", found);
    return str_is(found, str_slice(wanted, 1, wanted.len - 1)) ? CASE_HOLDS : CASE_DIFFERS;
}

static case_result expect_headline(probe *p) {
    return expect_text(p, p->a->headline);
}

static case_result expect_heading(probe *p) {
    return expect_text(p, p->a->reasons_heading);
}

static bool is_confidence(str word) {
    return str_is(word, STR("high")) || str_is(word, STR("medium")) || str_is(word, STR("low"));
}

static case_result expect_confidence(probe *p) {
    str wanted;
    if (!last_word(p, &wanted) || (!is_confidence(wanted) && !is_none(wanted)))
        return malformed(p, "`confidence high|medium|low|none`");
    return compare(p, p->a->confidence, wanted);
}

static case_result expect_next(probe *p) {
    str wanted;
    if (!last_word(p, &wanted))
        return malformed(p, "`next FACT` or `next none`");
    if (find_name(law_facts(p->l), wanted) < 0 && !is_none(wanted))
        return unknown_name(p, STR("fact"), wanted);
    return compare(p, p->a->next_question < 0 ? STR("") : p->l->facts[p->a->next_question].name, wanted);
}

// What is given, be it as unknown, counts as answered.
static case_result expect_tool(probe *p) {
    static const char form[] = "`tool NAME next FACT|none` or `tool NAME most N`";
    str name, word, wanted;
    if (!next_word(p, &name) || !next_word(p, &word) || !last_word(p, &wanted))
        return malformed(p, form);
    int i = find_name(NAMED(p->l->tools, p->l->n_tools), name);
    if (i < 0)
        return unknown_name(p, STR("tool"), name);
    if (str_is(word, STR("most"))) {
        buf most = buf_make(p->mem);
        buf_put_int(&most, p->l->tools[i].most);
        return compare(p, buf_str(&most), wanted);
    }
    if (!str_is(word, STR("next")))
        return malformed(p, form);
    if (find_name(law_facts(p->l), wanted) < 0 && !is_none(wanted))
        return unknown_name(p, STR("fact"), wanted);
    bool answered[LIMIT_FACTS];
    for (uint32_t f = 0; f < p->l->n_facts; f++)
        answered[f] = p->o->who->given[f] != GIVEN_NOT;
    int next = jifen_tool_next(p->a, jifen_tool_at(p->o->law, (size_t)i), p->o->way, answered);
    return compare(p, next < 0 ? STR("") : p->l->facts[next].name, wanted);
}

// A fact the route supposes something of, and what: as the person's own would be written.
static case_result expect_supposes(probe *p) {
    str name, wanted;
    if (!next_word(p, &name) || !last_word(p, &wanted))
        return malformed(p, "`supposes FACT VALUE`");
    int i = find_name(law_facts(p->l), name);
    if (i < 0)
        return unknown_name(p, STR("fact"), name);
    const jifen_route *way = p->o->way;
    for (size_t k = 0; way != NULL && k < way->n_supposes; k++)
        if (way->supposes[k].fact == (size_t)i && p->o->who->given[i] == GIVEN_SET) {
            buf found = buf_make(p->mem);
            jifen_print_value(&jifen_fact_at(p->o->law, (size_t)i)->type, p->o->who->value[i], false, &found);
            return compare(p, buf_str(&found), wanted);
        }
    return compare(p, STR(""), wanted);
}

// As the tool that shows conditions would show it; none: it does not.
static case_result expect_condition(probe *p) {
    enum { NOT_SHOWN = CONDITION_OPEN + 1, STATES };
    static const str states[] = {[CONDITION_FINE] = STR_INIT("fine"),
                                 [CONDITION_WRONG] = STR_INIT("wrong"),
                                 [CONDITION_OPEN] = STR_INIT("open"),
                                 [NOT_SHOWN] = STR_INIT("none")};
    str name, wanted;
    const jifen_tool *t = jifen_find_tool(p->o->law, TOOL_CONDITIONS);
    if (!next_word(p, &name) || !last_word(p, &wanted) || find_name(NAMED(states, STATES), wanted) < 0)
        return malformed(p, "`condition NAME fine|wrong|open|none`");
    if (find_name(law_checks(p->l), name) < 0)
        return unknown_name(p, STR("check"), name);
    const jifen_condition *list = NULL;
    size_t n = 0;
    err e;
    err_clear(&e);
    if (t == NULL || jifen_conditions(p->a, p->o->who, t, p->mem, &list, &n, &e) != RC_OK)
        return compare(p, STR(""), wanted);
    int i = find_name(NAMED(list, n), name);
    return compare(p, states[i < 0 ? (size_t)NOT_SHOWN : (size_t)list[i].state], wanted);
}

// A fact that is presumed, and its value as the law has it.
static case_result expect_presumed(probe *p) {
    str name, wanted;
    if (!next_word(p, &name) || !last_word(p, &wanted))
        return malformed(p, "`presumed FACT VALUE`");
    int i = find_name(law_facts(p->l), name);
    if (i < 0)
        return unknown_name(p, STR("fact"), name);
    if (find_name(answer_presumed(p), name) >= 0)
        return compare(p, jifen_fact_at(p->o->law, (size_t)i)->default_text, wanted);
    BUF_LIT(p->found, "presumed ");
    put_names(answer_presumed(p), p->found);
    return CASE_DIFFERS;
}

// ---- reasons

// The reason a check's name stands for. The answer's reasons are in found when it is not among them.
static case_result find_reason(probe *p, str name, const jifen_reason **out) {
    if (find_name(law_checks(p->l), name) < 0)
        return unknown_name(p, STR("check"), name);
    int i = find_name(answer_reasons(p), name);
    if (i < 0) {
        BUF_LIT(p->found, "reasons ");
        put_names(answer_reasons(p), p->found);
        return CASE_DIFFERS;
    }
    *out = &p->a->reasons[i];
    return CASE_HOLDS;
}

static case_result reason_says(probe *p, const jifen_reason *r, str word) {
    if (str_is(word, STR("decides")) || str_is(word, STR("explains")))
        return compare(p, r->decides ? STR("decides") : STR("explains"), word);
    if (str_is(word, STR("recoverable")) || str_is(word, STR("permanent")))
        return compare(p, r->recoverable ? STR("recoverable") : STR("permanent"), word);
    str wanted;
    if (!str_is(word, STR("confidence")) || !next_word(p, &wanted) || !is_confidence(wanted))
        return malformed(p, "`reason NAME [decides|explains] [recoverable|permanent] [confidence c]`");
    return compare(p, r->source.confidence, wanted);
}

static case_result expect_reason(probe *p) {
    str name, word;
    if (!next_word(p, &name))
        return malformed(p, "`reason NAME …`");
    const jifen_reason *r = NULL;
    case_result result = find_reason(p, name, &r);
    while (result == CASE_HOLDS && next_word(p, &word)) {
        buf_clear(p->found);
        result = reason_says(p, r, word);
    }
    return result;
}

static case_result expect_again(probe *p) {
    str name, wanted;
    int64_t day = 0;
    bool has_two = next_word(p, &name) && last_word(p, &wanted);
    bool is_never = has_two && str_is(wanted, STR("never"));
    if (!has_two || (!is_never && !day_parse(wanted, &day)))
        return malformed(p, "`again NAME DATE` or `again NAME never`");
    const jifen_reason *r = NULL;
    case_result result = find_reason(p, name, &r);
    if (result != CASE_HOLDS)
        return result;
    if (r->has_again)
        buf_print(p->found, "{d}", r->again_on);
    else
        BUF_LIT(p->found, "never");
    return r->has_again != is_never && (is_never || r->again_on == day) ? CASE_HOLDS : CASE_DIFFERS;
}

static case_result expect_by(probe *p) {
    str name, wanted;
    int64_t day = 0;
    bool has_two = next_word(p, &name) && last_word(p, &wanted);
    if (!has_two || (!is_none(wanted) && !day_parse(wanted, &day)))
        return malformed(p, "`by NAME DATE` or `by NAME none`");
    const jifen_reason *r = NULL;
    case_result result = find_reason(p, name, &r);
    if (result != CASE_HOLDS)
        return result;
    if (r->has_by)
        buf_print(p->found, "{d}", r->by);
    else
        BUF_LIT(p->found, "none");
    return r->has_by != is_none(wanted) && (!r->has_by || r->by == day) ? CASE_HOLDS : CASE_DIFFERS;
}

static case_result expect_soonest(probe *p) {
    str name, wanted;
    if (!next_word(p, &name) || !last_word(p, &wanted))
        return malformed(p, "`soonest NAME DATE`, `soonest NAME DATE..DATE` or `soonest NAME none`");
    const jifen_reason *r = NULL;
    case_result result = find_reason(p, name, &r);
    if (result != CASE_HOLDS)
        return result;
    buf found = buf_make(p->mem);
    if (r->has_soonest)
        buf_print(&found, "{d}", r->soonest);
    if (r->soonest_last > r->soonest)
        buf_print(&found, "..{d}", r->soonest_last);
    return compare(p, buf_str(&found), wanted);
}

static case_result expect_first(probe *p) {
    str wanted;
    if (!last_word(p, &wanted))
        return malformed(p, "`first NAME` or `first none`");
    if (find_name(law_checks(p->l), wanted) < 0 && !is_none(wanted))
        return unknown_name(p, STR("check"), wanted);
    str first = STR("");
    for (size_t i = 0; i < p->a->n_reasons && first.len == 0; i++)
        if (p->a->reasons[i].first_action)
            first = p->a->reasons[i].code;
    return compare(p, first, wanted);
}

// ---- papers

static case_result compare_number(probe *p, int64_t found) {
    str wanted;
    int64_t n;
    if (!next_word(p, &wanted) || num_parse(wanted, 0, &n) != NUM_OK)
        return malformed(p, "a number behind copies and count");
    buf_put_int(p->found, found);
    return found == n ? CASE_HOLDS : CASE_DIFFERS;
}

static case_result compare_word(probe *p, str found) {
    str wanted;
    if (!next_word(p, &wanted))
        return malformed(p, "a name behind from and mark");
    return compare(p, found, wanted);
}

static case_result paper_says(probe *p, const jifen_paper *a, str word, bool *says_possible) {
    static const str needs[] = {
        [TRI_NO] = STR_INIT("kept"), [TRI_YES] = STR_INIT("needed"), [TRI_OPEN] = STR_INIT("open")};
    buf_clear(p->found);
    buf_print(p->found, "{s} ", word);
    if (str_is(word, STR("copies")))
        return compare_number(p, a->copies);
    if (str_is(word, STR("count")))
        return compare_number(p, a->count);
    if (str_is(word, STR("from")))
        return compare_word(p, a->holder);
    if (str_is(word, STR("mark")))
        return compare_word(p, a->mark);
    buf_clear(p->found);
    if (str_is(word, STR("original")) || str_is(word, STR("copy")))
        return compare(p, a->original ? STR("original") : STR("copy"), word);
    if (str_is(word, STR("needed")) || str_is(word, STR("kept")))
        return compare(p, needs[a->needed], word);
    if (str_is(word, STR("seal")))
        return compare(p, a->seal ? STR("seal") : STR("no seal"), word);
    *says_possible = str_is(word, STR("possible"));
    if (!*says_possible)
        return malformed(p, "`paper NAME [original|copy] [copies n] [count n] [seal] [needed|kept] [from H] "
                            "[possible] [mark M]`");
    return compare(p, a->possible ? STR("possible") : STR("not only possible"), word);
}

static case_result expect_paper(probe *p) {
    str name, word;
    if (!next_word(p, &name))
        return malformed(p, "`paper NAME …`");
    if (find_name(law_papers(p->l), name) < 0)
        return unknown_name(p, STR("paper"), name);
    int i = find_name(answer_all_papers(p), name);
    if (i < 0) {
        BUF_LIT(p->found, "papers ");
        put_names(answer_all_papers(p), p->found);
        return CASE_DIFFERS;
    }
    const jifen_paper *a = &p->a->papers[i];
    case_result result = CASE_HOLDS;
    bool says_possible = false, said = false;
    while (result == CASE_HOLDS && next_word(p, &word)) {
        result = paper_says(p, a, word, &says_possible);
        said |= says_possible;
    }
    if (result != CASE_HOLDS || said || !a->possible)
        return result;
    buf_clear(p->found);
    BUF_LIT(p->found, "possible");
    return CASE_DIFFERS;
}

// ---- dates and assumptions

static case_result compare_date(probe *p, named listed, const jifen_date *dates) {
    str name, wanted;
    int64_t day;
    if (!next_word(p, &name) || !next_word(p, &wanted) || !day_parse(wanted, &day))
        return malformed(p, "`date NAME YYYY-MM-DD`");
    if (find_name(law_dates(p->l), name) < 0)
        return unknown_name(p, STR("date"), name);
    int i = find_name(listed, name);
    if (i < 0) {
        BUF_LIT(p->found, "dates ");
        put_names(listed, p->found);
        return CASE_DIFFERS;
    }
    buf_print(p->found, "{d}", dates[i].day);
    return dates[i].day == day ? CASE_HOLDS : CASE_DIFFERS;
}

static case_result expect_date(probe *p) {
    case_result result = compare_date(p, answer_dates(p), p->a->dates);
    return p->rest.len > 0 ? malformed(p, "`date NAME YYYY-MM-DD`") : result;
}

static case_result other_points(probe *p, const jifen_assumption *a) {
    str name, amount;
    int64_t least, most;
    if (!next_word(p, &name) || !next_word(p, &amount) || !parse_range(amount, &least, &most))
        return malformed(p, "`assumes NAME points NAME n..m`");
    int i = find_name(NAMED(p->a->points, p->a->n_points), name);
    if (i < 0 || (a->has_total && !str_is(a->total_name, name)))
        return unknown_name(p, STR("goal's points"), name);
    if (a->has_total) {
        BUF_LIT(p->found, "points ");
        put_range(a->total_least, a->total_most, p->found);
    } else
        BUF_LIT(p->found, "the same points");
    return a->has_total && a->total_least == least && a->total_most == most ? CASE_HOLDS : CASE_DIFFERS;
}

static case_result other_says(probe *p, const jifen_assumption *a, str word) {
    str wanted;
    buf_clear(p->found);
    if (str_is(word, STR("points")))
        return other_points(p, a);
    if (str_is(word, STR("date")))
        return compare_date(p, NAMED(a->dates, a->n_dates), a->dates);
    if (str_is(word, STR("nothing")))
        return compare(p, a->changes ? STR("something changes") : STR("nothing"), word);
    if (!str_is(word, STR("verdict")) || !next_word(p, &wanted))
        return malformed(p, "`assumes NAME [points NAME n] [verdict NAME] [date NAME day] [nothing]`");
    const options *names = &p->l->verdict.names;
    if (find_name(NAMED(names->items, names->n), wanted) < 0)
        return unknown_name(p, STR("verdict"), wanted);
    return compare(p, a->verdict.len > 0 ? a->verdict : p->a->verdict, wanted);
}

static case_result expect_assumes(probe *p) {
    str name, word;
    if (!next_word(p, &name))
        return malformed(p, "`assumes NAME …`");
    if (find_name(law_disputes(p->l), name) < 0)
        return unknown_name(p, STR("dispute"), name);
    int i = find_name(answer_assumptions(p), name);
    if (i < 0) {
        BUF_LIT(p->found, "assumptions ");
        put_names(answer_assumptions(p), p->found);
        return CASE_DIFFERS;
    }
    case_result result = CASE_HOLDS;
    while (result == CASE_HOLDS && next_word(p, &word))
        result = other_says(p, &p->a->assumptions[i], word);
    return result;
}

// ---- no answer at all

static bool has_text(str s, str part) {
    for (size_t at = 0; at + part.len <= s.len; at++)
        if (str_starts(str_slice(s, at, s.len), part))
            return true;
    return false;
}

static void put_outcome(const case_outcome *o, buf *out) {
    if (o->refusal != NULL && o->refusal->name_len > 0)
        buf_print(out, "refused: fact '{s}': {s}", err_name(o->refusal), err_text(o->refusal));
    else if (o->refusal != NULL)
        buf_print(out, "refused: {s}", err_text(o->refusal));
    else
        buf_put(out, o->is_held ? STR("an answer") : STR("not held"));
}

static case_result expect_refused(probe *p) {
    str name;
    if (!last_word(p, &name))
        return malformed(p, "`refused FACT`");
    if (find_name(law_facts(p->l), name) < 0 && !str_is(name, STR("on")))
        return unknown_name(p, STR("fact"), name);
    put_outcome(p->o, p->found);
    const err *e = p->o->refusal;
    if (e == NULL || e->code != RC_INPUT)
        return CASE_DIFFERS;
    buf quoted = buf_make(p->mem);
    buf_print(&quoted, "'{s}'", name);
    return str_is(err_name(e), name) || has_text(err_text(e), buf_str(&quoted)) ? CASE_HOLDS : CASE_DIFFERS;
}

static case_result expect_not(probe *p) {
    str word;
    if (!last_word(p, &word) || !str_is(word, STR("held")))
        return malformed(p, "`not held`");
    put_outcome(p->o, p->found);
    return p->o->is_held ? CASE_DIFFERS : CASE_HOLDS;
}

// ---- the table

typedef struct {
    str word;
    case_result (*expect)(probe *);
    bool without_answer;
} form;

static const form forms[] = {
    {STR_INIT("points"), expect_points, false},
    {STR_INIT("goal"), expect_goal, false},
    {STR_INIT("finding"), expect_finding, false},
    {STR_INIT("verdict"), expect_verdict, false},
    {STR_INIT("headline"), expect_headline, false},
    {STR_INIT("heading"), expect_heading, false},
    {STR_INIT("confidence"), expect_confidence, false},
    {STR_INIT("reason"), expect_reason, false},
    {STR_INIT("no"), expect_no, false},
    {STR_INIT("again"), expect_again, false},
    {STR_INIT("by"), expect_by, false},
    {STR_INIT("soonest"), expect_soonest, false},
    {STR_INIT("first"), expect_first, false},
    {STR_INIT("paper"), expect_paper, false},
    {STR_INIT("date"), expect_date, false},
    {STR_INIT("assumes"), expect_assumes, false},
    {STR_INIT("next"), expect_next, false},
    {STR_INIT("tool"), expect_tool, false},
    {STR_INIT("param"), expect_param, true},
    {STR_INIT("presumed"), expect_presumed, false},
    {STR_INIT("supposes"), expect_supposes, false},
    {STR_INIT("condition"), expect_condition, false},
    {STR_INIT("refused"), expect_refused, true},
    {STR_INIT("not"), expect_not, true},
};

static case_result no_answer(probe *p) {
    put_outcome(p->o, p->found);
    return CASE_DIFFERS;
}

case_result case_expect(const case_outcome *o, str expectation, arena *mem, buf *found) {
    probe p = {o, o->law->law, o->answer, mem, str_trim(expectation), found};
    str word = STR("");
    (void)next_word(&p, &word);  // an empty one is no known word
    p.rest = str_trim(p.rest);
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
        if (str_is(forms[i].word, word))
            return o->answer == NULL && !forms[i].without_answer ? no_answer(&p) : forms[i].expect(&p);
    for (size_t i = 0; i < sizeof list_forms / sizeof list_forms[0]; i++)
        if (str_is(list_forms[i].word, word))
            return o->answer == NULL ? no_answer(&p) : expect_list(&p, &list_forms[i]);
    return malformed(&p, "a word such as points, verdict or reasons in front");
}
