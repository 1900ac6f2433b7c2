// SPDX-License-Identifier: Apache-2.0
// What is never asked on a page, and what it would do: everybody can work it out without telling anyone.
#include "page/html_parts.h"

static void put_effect(const html_answer *v, const jifen_private_effect *x) {
    if (!x->has_step) {
        if (x->is_points) {
            html_text(v->h, x->label);
            HTML_LIT(v->h, "：");
        }
        html_text(v->h, x->text);
        return;
    }
    HTML_LIT(v->h, "每多 1，");
    if (x->step < 0)
        HTML_LIT(v->h, "减 ");
    else
        HTML_LIT(v->h, "加 ");
    int64_t size = x->step < 0 ? -x->step : x->step;
    html_amount(v, size, size);
}

// The fact, and what the answer takes it for.
static void put_fact(const html_answer *v, const jifen_fact *f) {
    html_text(v->h, f->type.label);
    if (f->default_text.len == 0)
        return;
    HTML_LIT(v->h, "<br><small class=\"muted\">这里按“");
    html_text(v->h, f->default_text);
    HTML_LIT(v->h, "”算</small>");
}

static void put_row(const html_answer *v, const jifen_private_effect *x) {
    HTML_LIT(v->h, "<tr");
    HTML_ATTR(v->h, "data-rule-id", x->name);
    HTML_LIT(v->h, "><th scope=\"row\">");
    put_fact(v, jifen_fact_at(v->a->law, x->fact));
    HTML_LIT(v->h, "</th><td>");
    put_effect(v, x);
    html_source(v, x->source);
    html_rule_link(v, x->name);
    HTML_LIT(v->h, "</td></tr>\n");
}

void html_private(const html_answer *v, const jifen_private_effect *effects, size_t n) {
    if (n == 0)
        return;
    HTML_LIT(
        v->h,
        "<section class=\"private\"><h2>这里不问的事</h2><p>下面几样是私事，网页不问。如果和您的情况不同，"
        "您可以照这张表自己算，不用告诉任何人。</p><table><thead><tr><th scope=\"col\">哪一样</th>"
        "<th scope=\"col\">会怎样</th></tr></thead><tbody>");
    for (size_t i = 0; i < n; i++)
        put_row(v, &effects[i]);
    HTML_LIT(v->h, "</tbody></table></section>\n");
}
