// site/rule_parts.h - what the list of rules and the page of one share.
#ifndef SITE_RULE_PARTS_H
#define SITE_RULE_PARTS_H

#include "page/html_show.h"
#include "site/frame.h"

str rule_kind_word(name_kind k);  // 分数

void rule_href(page *p, str name);                 // ` href="/rules/…"`
void rule_put_link(page *p, str name, str label);  // <a>
void rule_put_confidence(page *p, str label);      // 把握：高; nothing when empty
void rule_put_source(page *p, const jifen_source *at);
// Links for html_show to the names of a law.
typedef struct {
    page *p;
    const jifen_law *l;
    html_names names;
} rule_links;
void rule_links_init(rule_links *k, page *p, const jifen_law *l);

#endif
