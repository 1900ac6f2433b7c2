// SPDX-License-Identifier: Apache-2.0
// tool: a short interview.
#include "law/parse.h"

static const str shown[] = {
    [SHOWS_POINTS] = STR_INIT("points"),         [SHOWS_REASONS] = STR_INIT("reasons"),
    [SHOWS_CONDITIONS] = STR_INIT("conditions"), [SHOWS_PAPERS] = STR_INIT("papers"),
    [SHOWS_DATES] = STR_INIT("dates"),
};

static void read_shows(parser *p, tool_syntax *t) {
    parse_need_word(p, STR("shows"));
    for (int i = SHOWS_POINTS; i <= SHOWS_DATES; i++) {
        if (!parse_take_word(p, shown[i]))
            continue;
        t->out.shows = (shows)i;
        return;
    }
    parse_expected(p, STR("points, reasons, conditions, papers or dates"));
}

void parse_tool(parser *p) {
    tool_syntax *t = vec_push(&p->out->of[NOUN_TOOL]);
    t->out.at = p->start;
    t->out.name = parse_name(p, STR("the name of the tool")).text;
    t->out.title = parse_text(p, STR("the tool's \"title\""));
    read_shows(p, t);
}

static span read_facts(parser *p) {
    span out = {.first = p->out->asks.n};
    do {
        *(word *)vec_push(&p->out->asks) = parse_name(p, STR("the name of a fact"));
        out.n++;
    } while (parse_take_sign(p, SIGN_COMMA));
    return out;
}

static void read_asks(parser *p, place at) {
    tool_syntax *t = PARSED(p, tool_syntax);
    parse_once(p, t->asks.n > 0, at, STR("asks"));
    t->asks = read_facts(p);
}

static void read_lead(parser *p, place at) {
    tool_syntax *t = PARSED(p, tool_syntax);
    parse_once(p, t->out.lead.len > 0, at, STR("lead"));
    t->out.lead = parse_text(p, STR("the \"lead\""));
}

static void read_most(parser *p, place at) {
    tool_syntax *t = PARSED(p, tool_syntax);
    parse_once(p, t->out.most > 0, at, STR("most"));
    t->out.most = (uint32_t)parse_whole(p, STR("how many questions at most"), LIMIT_FACTS);
    if (t->out.most == 0)
        parse_expected(p, STR("at least one question"));
}

// choice "question" ["hint"]
static void read_choice(parser *p, place at) {
    tool_syntax *t = PARSED(p, tool_syntax);
    parse_once(p, t->out.choice.len > 0, at, STR("choice"));
    t->out.choice = parse_text(p, STR("the \"question\""));
    if (p->at->kind == TOKEN_TEXT)
        t->out.choice_hint = parse_take(p)->text;
}

// route NAME "label" ["hint"] [supposes EXPR, …] asks FACT, …
static void read_route(parser *p, place at) {
    tool_syntax *t = PARSED(p, tool_syntax);
    if (t->routes.n++ == 0)
        t->routes.first = p->out->routes.n;
    route_syntax *r = vec_push(&p->out->routes);
    r->out.at = at;
    r->out.name = parse_name(p, STR("the name of the route")).text;
    r->out.label = parse_text(p, STR("the route's \"label\""));
    if (p->at->kind == TOKEN_TEXT)
        r->out.hint = parse_take(p)->text;
    if (parse_take_word(p, STR("supposes")))
        r->supposes = parse_exprs(p);
    parse_need_word(p, STR("asks"));
    r->asks = read_facts(p);
}

static const struct {
    str word;
    void (*read)(parser *p, place at);
} tool_lines[] = {
    {STR_INIT("lead"), read_lead},     {STR_INIT("most"), read_most},   {STR_INIT("asks"), read_asks},
    {STR_INIT("choice"), read_choice}, {STR_INIT("route"), read_route},
};

void parse_tool_body(parser *p) {
    place at = parse_here(p);
    for (size_t i = 0; i < sizeof tool_lines / sizeof tool_lines[0]; i++) {
        if (!parse_take_word(p, tool_lines[i].word))
            continue;
        tool_lines[i].read(p, at);
        return;
    }
    parse_expected(p, STR("lead, most, asks, choice or route"));
}

void parse_tool_end(parser *p) {
    const tool_syntax *t = PARSED(p, tool_syntax);
    if (t->out.lead.len == 0 && parse_give_up(p))
        diags_add(p->out->d, "S107", p->start, "it is not said what the tool answers|Add `lead \"…\"`.");
    else if (t->asks.n == 0 && parse_give_up(p))
        diags_add(p->out->d, "S107", p->start, "the tool asks nothing|Add `asks FACT, FACT`.");
    else if (t->out.choice.len == 0 && t->routes.n > 0 && parse_give_up(p))
        diags_add(p->out->d, "S107", p->start, "it is not said what the routes answer|Add `choice \"…\"`.");
    else if (t->out.choice.len > 0 && t->routes.n < 2 && parse_give_up(p))
        diags_add(p->out->d, "S107", p->start,
                  "a choice has at least two routes|Add `route NAME \"…\" asks FACT`.");
}
