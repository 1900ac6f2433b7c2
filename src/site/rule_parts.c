// SPDX-License-Identifier: Apache-2.0
#include "site/rule_parts.h"

str rule_kind_word(name_kind k) {
    static const str words[] = {
        [NAME_FACT] = STR_INIT("要问的事"), [NAME_VALUE] = STR_INIT("中间结果"),
        [NAME_POINTS] = STR_INIT("分数"),   [NAME_PARAM] = STR_INIT("标准"),
        [NAME_GOAL] = STR_INIT("目标"),     [NAME_FINDING] = STR_INIT("结论"),
        [NAME_CHECK] = STR_INIT("原因"),    [NAME_PAPER] = STR_INIT("材料"),
        [NAME_DATE] = STR_INIT("日子"),     [NAME_DISPUTE] = STR_INIT("不同理解"),
    };
    return words[k];
}

// ---- links -----------------------------------------------------------------------------------------------------------

void rule_href(page *p, str name) {
    buf path = buf_make(p->q->mem);
    buf_print(&path, "/rules/{s}", name);
    p->h.out->failed |= path.failed;
    frame_href(p, buf_str(&path));
}

void rule_put_link(page *p, str name, str label) {
    HTML_LIT(&p->h, "<a");
    rule_href(p, name);
    HTML_LIT(&p->h, ">");
    html_text(&p->h, label);
    HTML_LIT(&p->h, "</a>");
}

static str label_of(void *ctx, str name) {
    const rule_links *k = ctx;
    int i = jifen_find_name(k->l, name);
    return i < 0 ? (str){0} : jifen_name_at(k->l, (size_t)i).label;
}

static void put_href(void *ctx, html *h, str name) {
    const rule_links *k = ctx;
    (void)h;  // the page's own
    rule_href(k->p, name);
}

void rule_links_init(rule_links *k, page *p, const jifen_law *l) {
    *k = (rule_links){p, l, {k, label_of, put_href}};
}

// ---- small parts -----------------------------------------------------------------------------------------------------

void rule_put_confidence(page *p, str label) {
    if (label.len == 0)
        return;
    HTML_LIT(&p->h, "<span class=\"tag\">把握：");
    html_text(&p->h, label);
    HTML_LIT(&p->h, "</span>");
}

void rule_put_source(page *p, const jifen_source *at) {
    html_text(&p->h, at->document);
    if (at->where.len > 0) {
        HTML_LIT(&p->h, "，“");
        html_text(&p->h, at->where);
        HTML_LIT(&p->h, "”");
    }
    HTML_LIT(&p->h, " <span class=\"tag\">");
    html_text(&p->h, at->rank_label);
    HTML_LIT(&p->h, "</span> ");
    rule_put_confidence(p, at->confidence_label);
}
