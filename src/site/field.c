// SPDX-License-Identifier: Apache-2.0
#include "site/field.h"

void field_title(page *p, str title) {
    HTML_LIT(&p->h, "<h1>");
    html_text(&p->h, title);
    HTML_LIT(&p->h, "</h1>");
}

void field_wrong(page *p, str wrong) {
    if (wrong.len == 0)
        return;
    HTML_LIT(&p->h, "<p class=\"wrong-text\">");
    html_text(&p->h, wrong);
    HTML_LIT(&p->h, "</p>");
}

void field_link(page *p, str id, str wrong) {
    if (wrong.len == 0)
        return;
    HTML_LIT(&p->h, "<li><a href=\"#");
    html_text(&p->h, id);
    HTML_LIT(&p->h, "\">");
    html_text(&p->h, wrong);
    HTML_LIT(&p->h, "</a></li>");
}

void field_box_of(page *p, str title, str id, str wrong) {
    if (wrong.len == 0)
        return;
    HTML_LIT(&p->h, "<div class=\"errors\" role=\"alert\" tabindex=\"-1\"><h2>");
    html_text(&p->h, title);
    HTML_LIT(&p->h, "</h2><ul>");
    field_link(p, id, wrong);
    HTML_LIT(&p->h, "</ul></div>");
}

void field_box(page *p, str id, str wrong) {
    field_box_of(p, STR("还差一步"), id, wrong);
}

void field_open(page *p, str id, str label, str hint, str wrong) {
    HTML_LIT(&p->h, "<div class=\"field");
    if (wrong.len > 0)
        HTML_LIT(&p->h, " wrong");
    HTML_LIT(&p->h, "\"><label class=\"label\"");
    HTML_ATTR(&p->h, "for", id);
    HTML_LIT(&p->h, ">");
    html_text(&p->h, label);
    HTML_LIT(&p->h, "</label><p class=\"hint\">");
    html_text(&p->h, hint);
    HTML_LIT(&p->h, "</p>");
    field_wrong(p, wrong);
}

// A password has a kind of its own, so that programs that keep passwords know it; it is never shown again.
void field_input(page *p, str name, str value, field_kind kind, str fills) {
    HTML_LIT(&p->h, "<input");
    HTML_ATTR(&p->h, "type", kind == FIELD_PASSWORD ? STR("password") : STR("text"));
    HTML_ATTR(&p->h, "id", name);
    HTML_ATTR(&p->h, "name", name);
    HTML_ATTR(&p->h, "value", kind == FIELD_PASSWORD ? (str){0} : value);
    HTML_ATTR(&p->h, "autocomplete", fills);
    if (kind == FIELD_DIGITS)
        HTML_LIT(&p->h, " inputmode=\"numeric\"");
    HTML_LIT(&p->h, "></div>");
}

void field_hidden(page *p, str name, str value) {
    HTML_LIT(&p->h, "<input type=\"hidden\"");
    HTML_ATTR(&p->h, "name", name);
    HTML_ATTR(&p->h, "value", value);
    HTML_LIT(&p->h, ">");
}
