// SPDX-License-Identifier: Apache-2.0
// tool: a short interview.
#include "law/parse.h"

static const str shown[] = {
    [SHOWS_POINTS] = STR_INIT("points"),
    [SHOWS_REASONS] = STR_INIT("reasons"),
    [SHOWS_PAPERS] = STR_INIT("papers"),
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
    parse_expected(p, STR("points, reasons, papers or dates"));
}

void parse_tool(parser *p) {
    tool_syntax *t = vec_push(&p->out->of[NOUN_TOOL]);
    t->out.at = p->start;
    t->out.name = parse_name(p, STR("the name of the tool")).text;
    t->out.title = parse_text(p, STR("the tool's \"title\""));
    read_shows(p, t);
}

static void read_asks(parser *p, tool_syntax *t, place at) {
    parse_once(p, t->asks.n > 0, at, STR("asks"));
    t->asks.first = p->out->asks.n;
    do {
        *(word *)vec_push(&p->out->asks) = parse_name(p, STR("the name of a fact"));
        t->asks.n++;
    } while (parse_take_sign(p, SIGN_COMMA));
}

void parse_tool_body(parser *p) {
    tool_syntax *t = PARSED(p, tool_syntax);
    place at = parse_here(p);
    if (parse_take_word(p, STR("lead"))) {
        parse_once(p, t->out.lead.len > 0, at, STR("lead"));
        t->out.lead = parse_text(p, STR("the \"lead\""));
    } else if (parse_take_word(p, STR("asks")))
        read_asks(p, t, at);
    else
        parse_expected(p, STR("lead or asks"));
}

void parse_tool_end(parser *p) {
    const tool_syntax *t = PARSED(p, tool_syntax);
    if (t->out.lead.len == 0 && parse_give_up(p))
        diags_add(p->out->d, "S107", p->start, "it is not said what the tool answers|Add `lead \"…\"`.");
    else if (t->asks.n == 0 && parse_give_up(p))
        diags_add(p->out->d, "S107", p->start, "the tool asks nothing|Add `asks FACT, FACT`.");
}
