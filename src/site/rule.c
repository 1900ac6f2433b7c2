// SPDX-License-Identifier: Apache-2.0
// /rules/NAME: one rule as people read it, with its sources, its other readings, its author's words and worked cases.
#include "site/markdown.h"
#include "site/pages.h"
#include "site/rule_parts.h"
#include "wire/rules_json.h"

typedef struct {
    page *p;
    const jifen_law *l;
    rule_links links;
} writer;

static void put_heading(page *p, str text) {
    HTML_LIT(&p->h, "<h3>");
    html_text(&p->h, text);
    HTML_LIT(&p->h, "</h3>");
}

// ---- what it says ----------------------------------------------------------------------------------------------------

static void put_kind(page *p, const jifen_name *n) {
    HTML_LIT(&p->h, "<h2>");
    html_text(&p->h, rule_kind_word(n->kind));
    HTML_LIT(&p->h, "：");
    html_text(&p->h, n->label);
    HTML_LIT(&p->h, "</h2><p><span class=\"tag\">");
    html_text(&p->h, n->name);
    HTML_LIT(&p->h, "</span> ");
    rule_put_confidence(p, n->confidence_label);
    HTML_LIT(&p->h, "</p>");
}

static void put_period_ends(html *h, const jifen_period *row) {
    if (row->from.len == 0) {
        HTML_LIT(h, "一直");
        return;
    }
    html_text(h, row->from);
    if (row->to.len > 0)
        HTML_LIT(h, " 至 ");
    else
        HTML_LIT(h, " 起");
    html_text(h, row->to);
}

static void put_period(page *p, const jifen_period *row) {
    HTML_LIT(&p->h, "<tr><th scope=\"row\" class=\"num\">");
    put_period_ends(&p->h, row);
    HTML_LIT(&p->h, "</th><td class=\"num\">");
    html_text(&p->h, row->value);
    HTML_LIT(&p->h, "</td><td>");
    if (row->other.len > 0) {
        html_text(&p->h, row->other);
        HTML_LIT(&p->h, "（");
        rule_put_link(p, row->dispute, STR("不同理解"));
        HTML_LIT(&p->h, "）");
    }
    HTML_LIT(&p->h, "</td><td>");
    if (row->source.document.len > 0)
        rule_put_source(p, &row->source);
    HTML_LIT(&p->h, "</td></tr>");
}

static void put_periods(page *p, const jifen_entry *one) {
    HTML_LIT(&p->h,
             "<div class=\"scroll\"><table><caption>各个时期</caption><thead><tr><th scope=\"col\">时期</th>"
             "<th scope=\"col\">数值</th><th scope=\"col\">另一种</th><th scope=\"col\">依据</th></tr>"
             "</thead><tbody>");
    for (size_t i = 0; i < one->n_periods; i++)
        put_period(p, &one->periods[i]);
    HTML_LIT(&p->h, "</tbody></table></div>");
}

// The table of a param says all its lines do.
static void put_rule(writer *w, const jifen_entry *one) {
    if (one->n_periods > 0)
        put_periods(w->p, one);
    else
        html_show(&w->p->h, one->rule, &w->links.names);
}

// ---- what it rests on ------------------------------------------------------------------------------------------------

static void put_sources(page *p, const jifen_entry *one) {
    if (one->n_sources == 0)
        return;
    put_heading(p, STR("依据"));
    HTML_LIT(&p->h, "<ul>");
    for (size_t i = 0; i < one->n_sources; i++) {
        HTML_LIT(&p->h, "<li>");
        rule_put_source(p, &one->sources[i]);
        HTML_LIT(&p->h, "</li>");
    }
    HTML_LIT(&p->h, "</ul>");
}

static void put_side(page *p, const jifen_sides *d) {
    HTML_LIT(&p->h, "<dl><dt>这里的理解</dt><dd>");
    rule_put_link(p, d->name, d->text);
    HTML_LIT(&p->h, " ");
    rule_put_confidence(p, d->confidence_label);
    HTML_LIT(&p->h, "</dd>");
    if (d->other.len > 0) {
        HTML_LIT(&p->h, "<dt>另一种理解</dt><dd>");
        html_text(&p->h, d->other);
        HTML_LIT(&p->h, "</dd>");
    }
    HTML_LIT(&p->h, "</dl>");
}

static void put_sides(page *p, const jifen_entry *one) {
    if (one->n_sides == 0)
        return;
    HTML_LIT(&p->h, "<div class=\"box note\">");
    put_heading(p, STR("有不同理解"));
    for (size_t i = 0; i < one->n_sides; i++)
        put_side(p, &one->sides[i]);
    HTML_LIT(&p->h, "</div>");
}

static void put_uses(writer *w, const jifen_entry *one) {
    if (one->n_uses == 0)
        return;
    put_heading(w->p, STR("用到"));
    HTML_LIT(&w->p->h, "<ul>");
    for (size_t i = 0; i < one->n_uses; i++) {
        jifen_name n = jifen_name_at(w->l, one->uses[i]);
        HTML_LIT(&w->p->h, "<li>");
        rule_put_link(w->p, n.name, n.label);
        HTML_LIT(&w->p->h, "（");
        html_text(&w->p->h, rule_kind_word(n.kind));
        HTML_LIT(&w->p->h, "）</li>");
    }
    HTML_LIT(&w->p->h, "</ul>");
}

// ---- what its author wrote -------------------------------------------------------------------------------------------

static void put_prose(page *p, const jifen_entry *one) {
    if (one->prose.len == 0)
        return;
    put_heading(p, STR("说明"));
    p->h.out->failed |= !md_to_html(one->prose, &p->h);
}

static bool is_same_case(const jifen_case *a, const jifen_case *b) {
    return str_is(a->title, b->title) && str_is(a->given, b->given);
}

static void put_case_head(page *p, const jifen_case *c) {
    HTML_LIT(&p->h, "<details><summary>");
    html_text(&p->h, c->title.len > 0 ? c->title : STR("例子"));
    HTML_LIT(&p->h, "</summary>");
    if (c->given.len > 0) {
        HTML_LIT(&p->h, "<p class=\"small\">共同的情况：<code>");
        html_text(&p->h, c->given);
        HTML_LIT(&p->h, "</code></p>");
    }
    HTML_LIT(&p->h, "<ul class=\"small\">");
}

static void put_case(page *p, const jifen_case *c) {
    HTML_LIT(&p->h, "<li>");
    if (c->person.len > 0) {
        HTML_LIT(&p->h, "<code>");
        html_text(&p->h, c->person);
        HTML_LIT(&p->h, "</code>");
    } else
        HTML_LIT(&p->h, "不再填别的");
    HTML_LIT(&p->h, " → <code>");
    html_text(&p->h, c->expected);
    HTML_LIT(&p->h, "</code></li>");
}

// The lines of one block that share their text stand together.
static void put_cases(page *p, const jifen_entry *one) {
    if (one->n_cases == 0)
        return;
    put_heading(p, STR("验算过的例子"));
    HTML_LIT(&p->h,
             "<p "
             "class=\"muted\">"
             "箭头左边是填的情况，右边是应得的结果。每次改动规则，都要全部重算一遍，结果相同才行。</p>");
    for (size_t i = 0; i < one->n_cases; i++) {
        if (i == 0 || !is_same_case(&one->cases[i - 1], &one->cases[i]))
            put_case_head(p, &one->cases[i]);
        put_case(p, &one->cases[i]);
        if (i + 1 == one->n_cases || !is_same_case(&one->cases[i], &one->cases[i + 1]))
            HTML_LIT(&p->h, "</ul></details>");
    }
}

static void put_foot(page *p, const jifen_entry *one) {
    HTML_LIT(&p->h, "<div class=\"small muted\"><p>适用：");
    frame_day(&p->h, one->from);
    HTML_LIT(&p->h, "至");
    frame_day(&p->h, one->to);
    HTML_LIT(&p->h, "。写在 ");
    html_text(&p->h, one->file);
    HTML_LIT(&p->h, " 第 ");
    html_int(&p->h, one->line);
    HTML_LIT(&p->h, " 行。</p></div>");
    frame_put_checked(p, one->checked, one->again);
}

// ---- the page --------------------------------------------------------------------------------------------------------

// Two things of one name often stand in one section: what is written around them is said once.
static void put_entry(writer *w, const jifen_entry *one, bool is_around_said) {
    HTML_LIT(&w->p->h, "<section>");
    put_kind(w->p, &one->name);
    put_rule(w, one);
    put_sources(w->p, one);
    put_sides(w->p, one);
    put_uses(w, one);
    if (!is_around_said) {
        put_prose(w->p, one);
        put_cases(w->p, one);
    }
    put_foot(w->p, one);
    HTML_LIT(&w->p->h, "</section>");
}

static rc put_all(writer *w, str name, size_t first, err *e) {
    jifen_entry one, before = {0};
    for (size_t i = first; i < jifen_n_names(w->l); i++) {
        if (!str_is(jifen_name_at(w->l, i).name, name))
            continue;
        rc code = jifen_describe(w->l, i, w->p->q->mem, &one, e);
        if (code != RC_OK)
            return code;
        bool is_said = i > first && str_is(one.prose, before.prose) && str_is(one.file, before.file);
        put_entry(w, &one, is_said);
        before = one;
    }
    return RC_OK;
}

static void put_json_link(page *p, str name) {
    HTML_LIT(&p->h, "<p><a");
    frame_href(p, STR("/rules"));
    HTML_LIT(&p->h, ">全部规则</a></p><p class=\"small\">供程序读取：<a href=\"/rules/");
    html_url(&p->h, name);
    HTML_LIT(&p->h, ".json\">/rules/");
    html_text(&p->h, name);
    HTML_LIT(&p->h, ".json</a></p>");
}

static void answer_page(const site *s, const request *q, response *r, str name, const jifen_law *l) {
    size_t first = (size_t)jifen_find_name(l, name);
    str label = jifen_name_at(l, first).label;
    buf title = buf_make(q->mem);  // with its kind: a goal and a day may share a label
    buf_print(&title, "{s}（{s}）", label, rule_kind_word(jifen_name_at(l, first).kind));
    page p = frame_open(s, q, r, buf_str(&title), false);
    writer w = {.p = &p, .l = l};
    err e;
    err_clear(&e);
    rule_links_init(&w.links, &p, l);
    HTML_LIT(&p.h, "<h1>");
    html_text(&p.h, label);
    HTML_LIT(&p.h, "</h1>");
    if (put_all(&w, name, first, &e) != RC_OK)
        p.h.out->failed = true;
    put_json_link(&p, name);
    frame_close(&p);
}

// ---- no such name ----------------------------------------------------------------------------------------------------

static void put_nearest(page *p, const jifen_law *l, str name) {
    enum { NEAREST = 5 };
    str near[NEAREST];
    size_t n = jifen_near_names(l, name, NEAREST, near);
    if (n == 0)
        return;
    HTML_LIT(&p->h, "<p>名字相近的有：</p><ul>");
    for (size_t i = 0; i < n; i++) {
        HTML_LIT(&p->h, "<li>");
        rule_put_link(p, near[i], jifen_name_at(l, (size_t)jifen_find_name(l, near[i])).label);
        HTML_LIT(&p->h, "</li>");
    }
    HTML_LIT(&p->h, "</ul>");
}

static void answer_unknown(const site *s, const request *q, response *r, str name) {
    page p = frame_open(s, q, r, STR("没有这条规则"), false);
    r->status = 404;
    HTML_LIT(&p.h, "<h1>没有这条规则</h1><p>地址可能打错了，或者这条规则已经改了名字。</p>");
    put_nearest(&p, site_law(s, q->today), name);
    HTML_LIT(&p.h, "<p><a class=\"button\"");
    frame_href(&p, STR("/rules"));
    HTML_LIT(&p.h, ">看全部规则</a></p>");
    frame_close(&p);
}

// ---- the door --------------------------------------------------------------------------------------------------------

// Empty body: the dispatcher writes the refusal.
static void answer_json(const request *q, response *r, str name, const jifen_law *l) {
    err e;
    err_clear(&e);
    r->type = STR("application/json");
    json_writer w = json_write_open(&r->body, true);
    rc code = rules_json_name(&w, l, name, q->mem, &e);
    if (code == RC_OK)
        buf_put_char(&r->body, '\n');
    else if (code == RC_INPUT)
        r->status = 404;
    else
        r->body.failed = true;
}

static bool cut_json(str *name) {
    static const str end = STR_INIT(".json");
    if (name->len <= end.len || !str_is(str_slice(*name, name->len - end.len, name->len), end))
        return false;
    name->len -= end.len;
    return true;
}

// The first law that has something of this name; the site's where none has.
static const jifen_law *law_with(const site *s, str name, int64_t on) {
    const jifen_law *l;
    for (size_t i = 0; (l = site_law_at(s, i, on)) != NULL; i++)
        if (jifen_find_name(l, name) >= 0)
            return l;
    return site_law(s, on);
}

void rule_answer(const site *s, const request *q, response *r) {
    str name = q->rest;
    bool is_json = cut_json(&name);
    const jifen_law *l = law_with(s, name, q->today);
    if (is_json)
        answer_json(q, r, name, l);
    else if (jifen_find_name(l, name) < 0)
        answer_unknown(s, q, r, name);
    else
        answer_page(s, q, r, name, l);
}
