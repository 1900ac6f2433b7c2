// SPDX-License-Identifier: Apache-2.0
#include "site/question.h"

enum { BANDS_MOST = 6 };  // choices that fit a phone's screen beside the question

#define UNSURE STR("不确定")

// ---- choices ---------------------------------------------------------------------------------------------------------

typedef struct {
    str type, name;  // radio or checkbox
    str chosen;      // texts joined by |; what was answered before
} choices;

static bool is_among(str joined, str one) {
    for (size_t from = 0; from <= joined.len;) {
        size_t to = from;
        while (to < joined.len && joined.ptr[to] != '|')
            to++;
        if (str_is(str_slice(joined, from, to), one))
            return joined.len > 0;
        from = to + 1;
    }
    return false;
}

static void put_choice(html *h, const choices *c, str value, str label, str hint) {
    HTML_LIT(h, "<label class=\"choice\"><input");
    HTML_ATTR(h, "type", c->type);
    HTML_ATTR(h, "name", c->name);
    HTML_ATTR(h, "value", value);
    if (is_among(c->chosen, value))
        HTML_LIT(h, " checked");
    HTML_LIT(h, ">");
    html_text(h, label);
    if (hint.len > 0) {
        HTML_LIT(h, "<small>");
        html_text(h, hint);
        HTML_LIT(h, "</small>");
    }
    HTML_LIT(h, "</label>");
}

static void put_bools(html *h, const choices *c) {
    put_choice(h, c, STR("true"), STR("是"), (str){0});
    put_choice(h, c, STR("false"), STR("否"), (str){0});
}

static void put_options(html *h, const choices *c, const jifen_type *t) {
    for (size_t i = 0; i < t->n_options; i++)
        put_choice(h, c, t->options[i].name, t->options[i].label, (str){0});
    if (t->kind == KIND_SET)
        put_choice(h, c, STR("none"), STR("一样也没有"), (str){0});
}

static void put_bands(page *p, const choices *c, const jifen_fact *f) {
    for (size_t i = 0; i < f->n_bands; i++) {
        buf value = buf_make(p->q->mem);
        jifen_print_value(&f->type, f->bands[i].values, false, &value);
        put_choice(&p->h, c, buf_str(&value), f->bands[i].label, (str){0});
    }
}

static void put_rungs(page *p, const jifen_ladder *of) {
    buf name = buf_make(p->q->mem);
    buf_print(&name, "rung:{s}", of->name);
    choices c = {.type = STR("radio"), .name = buf_str(&name)};
    for (size_t i = 0; i < of->n_rungs; i++) {
        buf value = buf_make(p->q->mem);
        buf_put_int(&value, (int64_t)i);
        put_choice(&p->h, &c, buf_str(&value), of->rungs[i].label, of->rungs[i].hint);
    }
    put_choice(&p->h, &c, STR("?"), UNSURE, (str){0});
}

// ---- fields ----------------------------------------------------------------------------------------------------------

static void put_field(html *h, const jifen_fact *f, str before) {
    HTML_LIT(h, "<input type=\"text\"");  // with autocomplete="off" a browser that goes back would forget what stood here
    HTML_ATTR(h, "id", f->type.name);
    HTML_ATTR(h, "name", f->type.name);
    if (f->type.kind == KIND_NUMBER)
        HTML_LIT(h, " inputmode=\"numeric\"");
    HTML_ATTR(h, "value", str_is(before, STR("?")) || str_is(before, STR("none")) ? (str){0} : before);
    HTML_LIT(h, ">");
}

static void put_say(html *h, const jifen_fact *f, str value, str label) {
    HTML_LIT(h, "<button class=\"quiet\" name=\"say:");
    html_text(h, f->type.name);
    HTML_LIT(h, "\"");
    HTML_ATTR(h, "value", value);
    HTML_LIT(h, ">");
    html_text(h, label);
    HTML_LIT(h, "</button>");
}

static str example_of(const jifen_type *t) {
    switch (t->kind) {
    case KIND_DATE: return STR("写年月日，如 1990-5-1、1990年5月1日都可以。");
    case KIND_MONTH: return STR("写年月，如 2026-03。");
    case KIND_NUMBER: return STR("只知道大概，可以写范围，如 60..72。");
    case KIND_BOOL:
    case KIND_ENUM:
    case KIND_SET: break;
    }
    return (str){0};
}

// ---- the whole -------------------------------------------------------------------------------------------------------

static void put_legend(page *p, const answers *a, str fact_name, str ask, str hint, bool is_wrong) {
    HTML_LIT(&p->h, "<legend class=\"big\"");
    HTML_ATTR(&p->h, "id", fact_name);
    HTML_LIT(&p->h, "><h1>");
    html_text(&p->h, ask);
    HTML_LIT(&p->h, "</h1></legend>");
    if (hint.len > 0) {
        HTML_LIT(&p->h, "<p class=\"hint\">");
        html_text(&p->h, hint);
        HTML_LIT(&p->h, "</p>");
    }
    if (is_wrong) {
        HTML_LIT(&p->h, "<p class=\"wrong-text\">");
        html_text(&p->h, a->problem);
        HTML_LIT(&p->h, "</p>");
    }
}

static void put_next(html *h) {
    HTML_LIT(h, "<div class=\"buttons\"><button name=\"go\" value=\"next\">继续</button>");
}

static void put_typed(page *p, const answers *a, const jifen_fact *f, size_t fact) {
    HTML_LIT(&p->h, "<p class=\"hint\">");
    html_text(&p->h, example_of(&f->type));
    HTML_LIT(&p->h, "</p><label class=\"hidden\"");
    HTML_ATTR(&p->h, "for", f->type.name);
    HTML_LIT(&p->h, ">");
    html_text(&p->h, f->type.label);
    HTML_LIT(&p->h, "</label>");
    put_field(&p->h, f, a->texts[fact]);
    HTML_LIT(&p->h, "</fieldset>");
    put_next(&p->h);
    if (f->type.may_be_none)
        put_say(&p->h, f, STR("none"), STR("还没有"));
    put_say(&p->h, f, STR("?"), UNSURE);
    HTML_LIT(&p->h, "</div>");
}

static bool is_tapped(const jifen_fact *f) {
    return f->type.kind == KIND_BOOL || f->type.kind == KIND_ENUM || f->type.kind == KIND_SET ||
           (f->n_bands > 0 && f->n_bands <= BANDS_MOST);
}

static void put_tapped(page *p, const answers *a, const jifen_fact *f, size_t fact) {
    choices c = {f->type.kind == KIND_SET ? STR("checkbox") : STR("radio"), f->type.name, a->texts[fact]};
    if (f->type.kind == KIND_BOOL)
        put_bools(&p->h, &c);
    else if (f->type.n_options > 0)
        put_options(&p->h, &c, &f->type);
    else
        put_bands(p, &c, f);
    put_choice(&p->h, &c, STR("?"), UNSURE, (str){0});
    HTML_LIT(&p->h, "</fieldset>");
    put_next(&p->h);
    HTML_LIT(&p->h, "</div>");
}

void question_put(page *p, const answers *a, size_t fact) {
    const jifen_fact *f = jifen_fact_at(a->law, fact);
    const jifen_ladder *of = jifen_find_ladder(a->law, fact);
    bool is_wrong = a->wrong == (int)fact;
    HTML_LIT(&p->h, "<input type=\"hidden\" name=\"ask\"");
    HTML_ATTR(&p->h, "value", f->type.name);
    HTML_LIT(&p->h, "><fieldset");
    if (is_wrong)
        HTML_LIT(&p->h, " class=\"wrong\"");
    HTML_LIT(&p->h, ">");
    if (of != NULL) {
        put_legend(p, a, STR("rung"), of->label, STR("从上往下看，选第一个符合的。"), is_wrong);
        put_rungs(p, of);
        HTML_LIT(&p->h, "</fieldset>");
        put_next(&p->h);
        HTML_LIT(&p->h, "</div>");
    } else if (is_tapped(f)) {
        put_legend(p, a, f->type.name, f->ask, f->hint, is_wrong);
        put_tapped(p, a, f, fact);
    } else {
        put_legend(p, a, STR("question"), f->ask, f->hint, is_wrong);
        put_typed(p, a, f, fact);
    }
}

void question_put_choice(page *p, const answers *a, const jifen_tool *t, str chosen) {
    choices c = {STR("radio"), ANSWERS_WAY, chosen};
    bool is_wrong = a->problem.len > 0;
    HTML_LIT(&p->h, "<input type=\"hidden\" name=\"ask\"");
    HTML_ATTR(&p->h, "value", ANSWERS_WAY);
    HTML_LIT(&p->h, "><fieldset");
    if (is_wrong)
        HTML_LIT(&p->h, " class=\"wrong\"");
    HTML_LIT(&p->h, ">");
    put_legend(p, a, STR("choice"), t->choice, t->choice_hint, is_wrong);
    for (size_t i = 0; i < t->n_routes; i++)
        put_choice(&p->h, &c, t->routes[i].name, t->routes[i].label, t->routes[i].hint);
    HTML_LIT(&p->h, "</fieldset>");
    put_next(&p->h);
    HTML_LIT(&p->h, "</div>");
}

// ---- one of many -----------------------------------------------------------------------------------------------------

static void put_select_option(html *h, str value, str label, str chosen) {
    HTML_LIT(h, "<option");
    HTML_ATTR(h, "value", value);
    if (str_is(value, chosen))
        HTML_LIT(h, " selected");
    HTML_LIT(h, ">");
    html_text(h, label);
    HTML_LIT(h, "</option>");
}

static void put_select(html *h, const jifen_fact *f, str chosen) {
    HTML_LIT(h, "<select");
    HTML_ATTR(h, "id", f->type.name);
    HTML_ATTR(h, "name", f->type.name);
    HTML_LIT(h, "><option value=\"\">没有填");
    if (f->default_text.len > 0) {
        HTML_LIT(h, "（先按“");
        html_text(h, f->default_text);
        HTML_LIT(h, "”算）");
    }
    HTML_LIT(h, "</option>");
    if (f->type.kind == KIND_BOOL) {
        put_select_option(h, STR("true"), STR("是"), chosen);
        put_select_option(h, STR("false"), STR("否"), chosen);
    }
    for (size_t i = 0; i < f->type.n_options; i++)
        put_select_option(h, f->type.options[i].name, f->type.options[i].label, chosen);
    put_select_option(h, STR("?"), UNSURE, chosen);
    HTML_LIT(h, "</select>");
}

// Staff are not whom the questions speak to.
static str small_label(const page *p, const jifen_fact *f) {
    return p->q->is_desk ? f->type.label : f->ask;
}

static void put_small_head(page *p, const answers *a, const jifen_fact *f, size_t fact) {
    html_text(&p->h, small_label(p, f));
    HTML_LIT(&p->h, "</label>");
    if (f->hint.len > 0) {
        HTML_LIT(&p->h, "<p class=\"hint\">");
        html_text(&p->h, f->hint);
        HTML_LIT(&p->h, "</p>");
    }
    if (a->wrong == (int)fact) {
        HTML_LIT(&p->h, "<p class=\"wrong-text\">");
        html_text(&p->h, a->problem);
        HTML_LIT(&p->h, "</p>");
    }
}

static void put_small_set(page *p, const answers *a, const jifen_fact *f, size_t fact) {
    choices c = {STR("checkbox"), f->type.name, a->texts[fact]};
    HTML_LIT(&p->h, "<fieldset");
    HTML_ATTR(&p->h, "id", f->type.name);
    HTML_LIT(&p->h, "><legend>");
    html_text(&p->h, small_label(p, f));
    HTML_LIT(&p->h, "</legend>");
    put_options(&p->h, &c, &f->type);
    HTML_LIT(&p->h, "</fieldset>");
}

void question_put_small(page *p, const answers *a, size_t fact) {
    const jifen_fact *f = jifen_fact_at(a->law, fact);
    if (f->type.kind == KIND_SET) {
        put_small_set(p, a, f, fact);
        return;
    }
    if (a->wrong == (int)fact)
        HTML_LIT(&p->h, "<div class=\"field wrong\">");
    else
        HTML_LIT(&p->h, "<div class=\"field\">");
    HTML_LIT(&p->h, "<label class=\"label\"");
    HTML_ATTR(&p->h, "for", f->type.name);
    HTML_LIT(&p->h, ">");
    put_small_head(p, a, f, fact);
    if (f->type.kind == KIND_BOOL || f->type.kind == KIND_ENUM)
        put_select(&p->h, f, a->texts[fact]);
    else
        put_field(&p->h, f, a->texts[fact]);
    HTML_LIT(&p->h, "</div>");
}

void question_put_tick(page *p, const answers *a, size_t fact) {
    const jifen_fact *f = jifen_fact_at(a->law, fact);
    choices c = {STR("checkbox"), f->type.name, a->texts[fact]};
    put_choice(&p->h, &c, STR("true"), f->ask, f->hint);
}

void question_put_errors(page *p, const answers *a) {
    if (a->wrong < 0)
        return;
    const jifen_fact *f = jifen_fact_at(a->law, (size_t)a->wrong);
    HTML_LIT(&p->h, "<div class=\"errors\" role=\"alert\" tabindex=\"-1\"><h2>有一处要改</h2><p><a href=\"#");
    html_text(&p->h, jifen_find_ladder(a->law, (size_t)a->wrong) != NULL ? STR("rung") : f->type.name);
    HTML_LIT(&p->h, "\">");
    html_text(&p->h, f->type.label);
    HTML_LIT(&p->h, "：");
    html_text(&p->h, a->problem);
    HTML_LIT(&p->h, "</a></p></div>");
}
