// SPDX-License-Identifier: Apache-2.0
// /rules: everything the law declares that people look up, with what it rests on and when it was checked.
#include "site/pages.h"
#include "site/route.h"
#include "site/rule_parts.h"
#include "wire/rules_json.h"

#define KIND(k) (1U << (k))

// The list in the order people look for things.
static const struct {
    unsigned kinds;
    str id, title, lead;
} groups[] = {
    {KIND(NAME_POINTS) | KIND(NAME_GOAL), STR_INIT("points"), STR_INIT("怎么算分"),
     STR_INIT("每一项怎么给分，各项怎么合在一起。")},
    {KIND(NAME_CHECK) | KIND(NAME_FINDING), STR_INIT("reasons"), STR_INIT("原因和结论"),
     STR_INIT("哪些情况办不成，各是什么意思，怎么补救。")},
    {KIND(NAME_PAPER), STR_INIT("papers"), STR_INIT("材料"), STR_INIT("什么时候要哪一份，谁来准备。")},
    {KIND(NAME_DATE), STR_INIT("dates"), STR_INIT("日子"), STR_INIT("哪一天起，哪一天止。")},
    {KIND(NAME_VALUE) | KIND(NAME_PARAM), STR_INIT("values"), STR_INIT("标准和中间结果"),
     STR_INIT("随时间变化的标准，以及计算的中间步骤。")},
    {KIND(NAME_FACT), STR_INIT("facts"), STR_INIT("要问的事"), STR_INIT("算的时候会用到您的哪些情况。")},
    {KIND(NAME_DISPUTE), STR_INIT("disputes"), STR_INIT("有不同理解的地方"),
     STR_INIT("公开的说法不一致，本站按哪一种算，另一种是什么。")},
};

static void put_law(page *p, const jifen_law_info *info) {
    HTML_LIT(&p->h, "<section class=\"box\"><h2>");
    html_text(&p->h, info->title);
    HTML_LIT(&p->h, "</h2><p>适用：");
    frame_day(&p->h, info->from);
    HTML_LIT(&p->h, "至");
    frame_day(&p->h, info->to);
    HTML_LIT(&p->h, "。</p>");
    frame_put_checked(p, info->checked, info->again);
    HTML_LIT(&p->h, "</section>");
}

// One line for a name, however many things it stands for in the group.
static void put_name(page *p, const jifen_name *n) {
    HTML_LIT(&p->h, "<li><span class=\"line-head\">");
    rule_put_link(p, n->name, n->label);
    HTML_LIT(&p->h, " <span class=\"small\"><span class=\"tag\">");
    html_text(&p->h, rule_kind_word(n->kind));
    HTML_LIT(&p->h, "</span> ");
    rule_put_confidence(p, n->confidence_label);
    HTML_LIT(&p->h, "</span></span></li>");
}

static bool has_any(const jifen_law *l, unsigned kinds) {
    for (size_t i = 0; i < jifen_n_names(l); i++)
        if (kinds >> jifen_name_at(l, i).kind & 1)
            return true;
    return false;
}

// Each law of its own has all groups, so an anchor names both: points, shanghai-exams-points.
static void put_anchor(page *p, const jifen_law *l, size_t nth, str id) {
    if (nth > 0) {
        html_text(&p->h, jifen_info(l)->id);
        HTML_LIT(&p->h, "-");
    }
    html_text(&p->h, id);
}

static void put_group(page *p, const jifen_law *l, size_t nth, size_t g) {
    if (!has_any(l, groups[g].kinds))
        return;
    HTML_LIT(&p->h, "<section><h3 id=\"");
    put_anchor(p, l, nth, groups[g].id);
    HTML_LIT(&p->h, "\">");
    html_text(&p->h, groups[g].title);
    HTML_LIT(&p->h, "</h3><p class=\"muted\">");
    html_text(&p->h, groups[g].lead);
    HTML_LIT(&p->h, "</p><ul class=\"lines\">");
    for (size_t i = 0; i < jifen_n_names(l); i++) {
        jifen_name n = jifen_name_at(l, i);
        if (groups[g].kinds >> n.kind & 1)
            put_name(p, &n);
    }
    HTML_LIT(&p->h, "</ul></section>");
}

static void put_contents(page *p, const jifen_law *l, size_t nth) {
    HTML_LIT(&p->h, "<nav aria-label=\"");
    html_text(&p->h, jifen_info(l)->title);
    HTML_LIT(&p->h, "，内容\"><ul>");
    for (size_t g = 0; g < sizeof groups / sizeof groups[0]; g++) {
        if (!has_any(l, groups[g].kinds))
            continue;
        HTML_LIT(&p->h, "<li><a href=\"#");
        put_anchor(p, l, nth, groups[g].id);
        HTML_LIT(&p->h, "\">");
        html_text(&p->h, groups[g].title);
        HTML_LIT(&p->h, "</a></li>");
    }
    HTML_LIT(&p->h, "<li><a href=\"#");
    put_anchor(p, l, nth, STR("sources"));
    HTML_LIT(&p->h, "\">依据的文件</a></li></ul></nav>");
}

static void put_sources(page *p, const jifen_law *l, size_t nth) {
    HTML_LIT(&p->h, "<section><h3 id=\"");
    put_anchor(p, l, nth, STR("sources"));
    HTML_LIT(&p->h, "\">依据的文件</h3><ul class=\"lines\">");
    for (size_t i = 0; i < jifen_n_sources(l); i++) {
        jifen_source from = jifen_source_at(l, i);
        HTML_LIT(&p->h, "<li>");
        rule_put_source(p, &from);
        HTML_LIT(&p->h, "</li>");
    }
    HTML_LIT(&p->h, "</ul></section>");
}

static void put_whole(page *p, const jifen_law *l, size_t nth) {
    put_law(p, jifen_info(l));
    put_contents(p, l, nth);
    for (size_t g = 0; g < sizeof groups / sizeof groups[0]; g++)
        put_group(p, l, nth, g);
    put_sources(p, l, nth);
}

void rules_answer(const site *s, const request *q, response *r) {
    page p = frame_open(s, q, r, r->route->title, false);
    HTML_LIT(&p.h, "<h1>");
    html_text(&p.h, r->route->title);
    HTML_LIT(&p.h,
             "</h1><p "
             "class=\"lead\">本站照这些规则计算。每一条都写明出处、有几分把握，以及有没有不同的理解。</p>");
    const jifen_law *l;
    for (size_t i = 0; (l = site_law_at(s, i, q->today)) != NULL; i++)
        put_whole(&p, l, i);
    HTML_LIT(&p.h, "<p class=\"small\">供程序读取：<a href=\"/rules.json\">/rules.json</a></p>");
    frame_close(&p);
}

// A list, one law after the other.
void rules_json(const site *s, const request *q, response *r) {
    r->type = STR("application/json");
    json_writer w = json_write_open(&r->body, true);
    json_write_list(&w);
    const jifen_law *l;
    for (size_t i = 0; (l = site_law_at(s, i, q->today)) != NULL; i++)
        rules_json_catalog(&w, l);
    json_write_list_end(&w);
    buf_put_char(&r->body, '\n');
}
