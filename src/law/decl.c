// SPDX-License-Identifier: Apache-2.0
// A law block: its logical lines, each the head or the body of a declaration.
#include "law/parse.h"

#include "law/markdown.h"

// Words of the language that begin an expression or go on with one: they cannot name what expressions name.
static const str reserved[] = {
    STR_INIT("and"),        STR_INIT("or"),        STR_INIT("not"),    STR_INIT("if"),
    STR_INIT("then"),       STR_INIT("else"),      STR_INIT("in"),     STR_INIT("is"),
    STR_INIT("has"),        STR_INIT("true"),      STR_INIT("false"),  STR_INIT("none"),
    STR_INIT("on"),         STR_INIT("min"),       STR_INIT("max"),    STR_INIT("floor"),
    STR_INIT("full"),       STR_INIT("count"),     STR_INIT("points"), STR_INIT("check"),
    STR_INIT("verdict"),    STR_INIT("where"),     STR_INIT("when"),   STR_INIT("cite"),
    STR_INIT("disputed"),   STR_INIT("otherwise"), STR_INIT("beyond"), STR_INIT("derived"),
    STR_INIT("overridden"),
};

const noun parse_nouns[] = {
    {STR_INIT("source"), NOUN_SOURCE, true, parse_source, NULL, NULL},
    {STR_INIT("section"), NOUN_SECTION, true, parse_section, NULL, NULL},
    {STR_INIT("fact"), NOUN_FACT, true, parse_fact, parse_fact_body, parse_fact_end},
    {STR_INIT("must"), NOUN_MUST, false, parse_must, NULL, NULL},
    {STR_INIT("param"), NOUN_PARAM, true, parse_param, parse_param_body, parse_param_end},
    {STR_INIT("value"), NOUN_RULE, true, parse_value, parse_rule_body, parse_rule_end},
    {STR_INIT("points"), NOUN_RULE, true, parse_points, parse_rule_body, parse_rule_end},
    {STR_INIT("goal"), NOUN_GOAL, true, parse_goal, NULL, NULL},
    {STR_INIT("finding"), NOUN_FINDING, true, parse_finding, parse_finding_body, parse_finding_end},
    {STR_INIT("check"), NOUN_CHECK, true, parse_check, parse_check_body, parse_check_end},
    {STR_INIT("verdict"), NOUN_VERDICT, false, parse_verdict, parse_verdict_body, parse_verdict_end},
    {STR_INIT("paper"), NOUN_PAPER, true, parse_paper, parse_paper_body, parse_paper_end},
    {STR_INIT("holder"), NOUN_HOLDER, true, parse_holder, NULL, NULL},
    {STR_INIT("materials"), NOUN_MATERIALS, false, parse_materials, NULL, NULL},
    {STR_INIT("date"), NOUN_DATE, true, parse_date, parse_date_body, NULL},
    {STR_INIT("dates"), NOUN_DATES, false, parse_dates, NULL, NULL},
    {STR_INIT("dispute"), NOUN_DISPUTE, true, parse_dispute, parse_dispute_body, NULL},
    {STR_INIT("calendar"), NOUN_CALENDAR, true, parse_calendar, parse_calendar_body, NULL},
    {STR_INIT("tool"), NOUN_TOOL, true, parse_tool, parse_tool_body, parse_tool_end},
    {STR_INIT("form"), NOUN_FORM, true, parse_form, parse_form_body, NULL},
    {STR_INIT("differs"), NOUN_DIFFERS, false, parse_differs, parse_differs_body, parse_differs_end},
};
const size_t n_parse_nouns = sizeof parse_nouns / sizeof parse_nouns[0];

static const size_t item_bytes[NOUN_COUNT] = {
    [NOUN_SOURCE] = sizeof(source),
    [NOUN_SECTION] = sizeof(option),
    [NOUN_FACT] = sizeof(fact_syntax),
    [NOUN_MUST] = sizeof(must_syntax),
    [NOUN_PARAM] = sizeof(param_syntax),
    [NOUN_RULE] = sizeof(rule_syntax),
    [NOUN_GOAL] = sizeof(goal_syntax),
    [NOUN_FINDING] = sizeof(finding_syntax),
    [NOUN_CHECK] = sizeof(check_syntax),
    [NOUN_VERDICT] = sizeof(verdict_syntax),
    [NOUN_PAPER] = sizeof(paper_syntax),
    [NOUN_HOLDER] = sizeof(option),
    [NOUN_MATERIALS] = sizeof(materials_syntax),
    [NOUN_DATE] = sizeof(date_syntax),
    [NOUN_DATES] = sizeof(materials_syntax),
    [NOUN_DISPUTE] = sizeof(dispute_syntax),
    [NOUN_CALENDAR] = sizeof(calendar_syntax),
    [NOUN_TOOL] = sizeof(tool_syntax),
    [NOUN_FORM] = sizeof(form_syntax),
    [NOUN_DIFFERS] = sizeof(differs_syntax),
};

bool draft_init(draft *out, arena *mem, diags *d) {
    *out = (draft){.mem = mem, .d = d};
    for (int i = 0; i < NOUN_COUNT; i++)
        out->of[i] = vec_make(mem, &out->spare, item_bytes[i]);
    out->exprs = vec_make(mem, &out->spare, sizeof(expr));
    out->options = vec_make(mem, &out->spare, sizeof(option));
    out->fields = vec_make(mem, &out->spare, sizeof(field_syntax));
    out->eaches = vec_make(mem, &out->spare, sizeof(each_syntax));
    out->periods = vec_make(mem, &out->spare, sizeof(period_syntax));
    out->rows = vec_make(mem, &out->spare, sizeof(row_syntax));
    out->finding_rows = vec_make(mem, &out->spare, sizeof(finding_row));
    out->codes = vec_make(mem, &out->spare, sizeof(code_syntax));
    out->verdict_rows = vec_make(mem, &out->spare, sizeof(verdict_row_syntax));
    out->paper_rows = vec_make(mem, &out->spare, sizeof(paper_row_syntax));
    out->years = vec_make(mem, &out->spare, sizeof(year_syntax));
    out->offs = vec_make(mem, &out->spare, sizeof(off_syntax));
    out->fixed = vec_make(mem, &out->spare, sizeof(workday_fixed));
    out->asks = vec_make(mem, &out->spare, sizeof(word));
    out->routes = vec_make(mem, &out->spare, sizeof(route_syntax));
    out->usuals = vec_make(mem, &out->spare, sizeof(usual));
    out->cases = vec_make(mem, &out->spare, sizeof(law_case));
    out->broken = vec_make(mem, &out->spare, sizeof(str));
    (void)vec_push(&out->exprs);
    (void)vec_push(&out->fields);  // the month, filled in by the resolver
    return !out->spare.failed;
}

static const noun *find_noun(const token *t) {
    for (size_t i = 0; t->kind == TOKEN_NAME && i < n_parse_nouns; i++)
        if (str_is(parse_nouns[i].word, t->text))
            return &parse_nouns[i];
    return NULL;
}

static void refuse_noun(parser *p) {
    if (p->out->d->full) {
        (void)parse_give_up(p);  // nobody would read the hint
        return;
    }
    str found = str_slice(p->at->text, 0, LIMIT_NAME_BYTES), near = {0};
    size_t edits = 3;
    for (size_t i = 0; i < n_parse_nouns; i++) {
        size_t n = str_distance(found, parse_nouns[i].word, edits - 1);
        if (n < edits) {
            edits = n;
            near = parse_nouns[i].word;
        }
    }
    place at = parse_here(p);
    if (parse_give_up(p) && near.len > 0)
        diags_add(p->out->d, "S101", at, "no declaration begins with '{s}'|Did you mean '{s}'?", found, near);
    else
        diags_add(p->out->d, "S101", at, "no declaration begins with '{s}'|{s}", found,
                  STR("Body lines are indented by two; the nouns stand in docs/language.md."));
}

// Throw away a declaration with a mistake, but remember its name: uses of it are no second mistake.
static void end_declaration(parser *p) {
    if (p->out->spare.failed)
        return;
    if (p->noun != NULL && !p->is_bad && p->noun->end != NULL)
        p->noun->end(p);
    if (p->is_bad && p->noun != NULL) {
        p->out->of[p->noun->list].n = p->n_before;
        *(str *)vec_push(&p->out->broken) = p->noun->has_name ? p->name.text : p->noun->word;
        p->out->has_lost |= p->noun->has_name && p->name.text.len == 0;
    }
    p->out->has_lost |= p->is_bad && p->noun == NULL;
    p->noun = NULL;
    p->is_bad = p->is_bad_head = false;
}

static void check_name(parser *p) {
    for (size_t i = 0; i < sizeof reserved / sizeof reserved[0]; i++)
        if (str_is(reserved[i], p->name.text) && parse_give_up(p))
            diags_add(p->out->d, "S114", p->name.at, "'{s}' is a word of the language|Choose another name.",
                      p->name.text);
}

static void read_head(parser *p) {
    p->start = parse_here(p);
    p->noun = find_noun(p->at);
    p->name = (word){0};
    if (p->noun == NULL) {
        p->is_bad |= p->lex.is_bad;
        if (!p->lex.is_bad)
            refuse_noun(p);
        return;
    }
    p->n_before = p->out->of[p->noun->list].n;
    parse_take(p);
    if (p->noun->has_name && p->at->kind == TOKEN_NAME)
        p->name = (word){p->at->text, parse_here(p)};
    if (p->lex.is_bad) {
        p->is_bad = true;
        return;
    }
    check_name(p);
    if (!p->is_bad)
        p->noun->head(p);
    parse_end(p);
}

static void read_body(parser *p) {
    place at = parse_here(p);
    if (p->is_bad_head)
        return;
    if (p->noun == NULL && parse_give_up(p))
        diags_add(p->out->d, "S104", at,
                  "this line belongs to no declaration|A declaration stands at the margin.");
    else if (p->noun != NULL && p->noun->body == NULL && parse_give_up(p))
        diags_add(p->out->d, "S104", at, "'{s}' has no body|What goes on is indented by four.", p->noun->word);
    else if (p->noun != NULL && p->noun->body != NULL && !p->lex.is_bad) {
        p->noun->body(p);
        parse_end(p);
    }
    p->is_bad |= p->lex.is_bad;
}

static void read_line(parser *p) {
    if (p->lex.indent == 0)
        end_declaration(p);
    p->at = VEC_AT(&p->lex.tokens, token, 0);
    p->is_bad_line = false;
    p->depth = 0;
    p->may_chain = false;
    if (p->lex.indent == 0) {
        read_head(p);
        p->is_bad_head = p->is_bad;
    } else
        read_body(p);
}

void parse_law(draft *out, str text, uint32_t line, uint16_t file) {
    parser p = {.out = out};
    p.lex = lexer_make(text, line, file, vec_make(out->mem, &out->spare, sizeof(token)), out->d);
    if (out->section_file != file)
        out->section = 0;
    out->section_file = file;
    while (lexer_next(&p.lex) && !out->spare.failed)
        read_line(&p);
    p.is_bad_line = false;
    end_declaration(&p);
}
