// SPDX-License-Identifier: Apache-2.0
// form, differs: another form that works out the same points, and how it comes to others.
#include "law/parse.h"

// form NAME "label" host "HOST" item "ITEM" cite …
void parse_form(parser *p) {
    form_syntax *f = vec_push(&p->out->of[NOUN_FORM]);
    f->out.at = p->start;
    f->out.name = parse_name(p, STR("the name of the form")).text;
    f->out.label = parse_text(p, STR("the form's \"label\""));
    parse_need_word(p, STR("host"));
    f->out.host = parse_text(p, STR("the name of its \"host\""));
    parse_need_word(p, STR("item"));
    f->out.item = parse_text(p, STR("the \"item\" it is found under"));
    (void)parse_cite(p, &f->cite);  // the resolver asks for it
}

void parse_form_body(parser *p) {
    form_syntax *f = PARSED(p, form_syntax);
    place at = parse_here(p);
    parse_need_word(p, STR("note"));
    parse_once(p, f->out.note.len > 0, at, STR("note"));
    f->out.note = parse_text(p, STR("the \"note\""));
}

void parse_differs(parser *p) {
    differs_syntax *f = vec_push(&p->out->of[NOUN_DIFFERS]);
    f->out.at = p->start;
    f->points = parse_name(p, STR("the name of points"));
    (void)parse_cite(p, &f->cite);  // the resolver asks for it
}

static void read_asked(parser *p, differs_syntax *f, place at, bool is_unseen) {
    parse_once(p, f->out.asked.len > 0, at, is_unseen ? STR("unseen") : STR("asked"));
    f->out.asked = parse_text(p, STR("how it is \"asked\""));
    f->out.is_unseen = is_unseen;
}

// usual "how answers differ" answer "what to answer"
static void read_usual(parser *p, differs_syntax *f, place at) {
    if (f->usuals.n++ == 0)
        f->usuals.first = p->out->usuals.n;
    usual *u = vec_push(&p->out->usuals);
    u->at = at;
    u->text = parse_text(p, STR("how answers \"differ\""));
    parse_need_word(p, STR("answer"));
    u->answer = parse_text(p, STR("what to \"answer\""));
}

void parse_differs_body(parser *p) {
    differs_syntax *f = PARSED(p, differs_syntax);
    place at = parse_here(p);
    if (parse_take_word(p, STR("asked")))
        read_asked(p, f, at, false);
    else if (parse_take_word(p, STR("unseen")))
        read_asked(p, f, at, true);
    else if (parse_take_word(p, STR("usual")))
        read_usual(p, f, at);
    else
        parse_expected(p, STR("asked, unseen or usual"));
}

void parse_differs_end(parser *p) {
    const differs_syntax *f = PARSED(p, differs_syntax);
    str lacks = f->out.asked.len == 0 ? STR("asked \"…\"` or `unseen \"…\"")
                : f->usuals.n == 0    ? STR("usual \"…\" answer \"…\"")
                                      : (str){0};
    if (lacks.len > 0 && parse_give_up(p))
        diags_add(p->out->d, "S107", p->start, "it is not said `{s}`|Add a body line.", lacks);
}
