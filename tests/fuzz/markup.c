// SPDX-License-Identifier: Apache-2.0
#include "fuzz/markup.h"

#include "base/utf8.h"

enum { DEPTH_MOST = 64 };

typedef struct {
    str text;
    size_t at;
    str open[DEPTH_MOST];  // elements not closed yet, the innermost last
    size_t depth;
    bool is_html;
} scan;

static const str elements[] = {
    STR_INIT("a"),        STR_INIT("article"), STR_INIT("b"),      STR_INIT("blockquote"),
    STR_INIT("body"),     STR_INIT("br"),      STR_INIT("button"), STR_INIT("caption"),
    STR_INIT("code"),     STR_INIT("dd"),      STR_INIT("desc"),   STR_INIT("details"),
    STR_INIT("div"),      STR_INIT("dl"),      STR_INIT("dt"),     STR_INIT("em"),
    STR_INIT("fieldset"), STR_INIT("footer"),  STR_INIT("form"),   STR_INIT("h1"),
    STR_INIT("h2"),       STR_INIT("h3"),      STR_INIT("h4"),     STR_INIT("head"),
    STR_INIT("header"),   STR_INIT("hr"),      STR_INIT("html"),   STR_INIT("input"),
    STR_INIT("label"),    STR_INIT("legend"),  STR_INIT("li"),     STR_INIT("line"),
    STR_INIT("link"),     STR_INIT("main"),    STR_INIT("mark"),   STR_INIT("meta"),
    STR_INIT("nav"),      STR_INIT("ol"),      STR_INIT("option"), STR_INIT("p"),
    STR_INIT("path"),     STR_INIT("pre"),     STR_INIT("rect"),   STR_INIT("script"),
    STR_INIT("section"),  STR_INIT("select"),  STR_INIT("small"),  STR_INIT("span"),
    STR_INIT("strong"),   STR_INIT("summary"), STR_INIT("svg"),    STR_INIT("table"),
    STR_INIT("tbody"),    STR_INIT("td"),      STR_INIT("text"),   STR_INIT("th"),
    STR_INIT("thead"),    STR_INIT("time"),    STR_INIT("title"),  STR_INIT("tr"),
    STR_INIT("ul"),
};

static const str voids[] = {STR_INIT("br"), STR_INIT("hr"), STR_INIT("input"), STR_INIT("link"),
                            STR_INIT("meta")};

static bool is_in(str name, const str *all, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (str_is(name, all[i]))
            return true;
    return false;
}

static bool is_name_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == ':';
}

static str rest_of(const scan *s) {
    return str_slice(s->text, s->at, s->text.len);
}

static bool takes(scan *s, str what) {
    if (!str_starts(rest_of(s), what))
        return false;
    s->at += what.len;
    return true;
}

// Go behind the next `what`. False: there is none.
static bool passes(scan *s, str what) {
    while (s->at < s->text.len)
        if (takes(s, what))
            return true;
        else
            s->at++;
    return false;
}

static str take_name(scan *s) {
    size_t from = s->at;
    while (s->at < s->text.len && is_name_byte(s->text.ptr[s->at]))
        s->at++;
    return str_slice(s->text, from, s->at);
}

// &amp; &lt; &gt; &quot; &#39; &#8217; &#x2014;
static bool passes_entity(scan *s) {
    size_t from = s->at;
    (void)takes(s, STR("&"));
    (void)takes(s, STR("#"));
    (void)take_name(s);
    return s->at - from <= 10 && takes(s, STR(";"));
}

static bool passes_value(scan *s) {
    if (!takes(s, STR("\"")))
        return false;
    while (s->at < s->text.len && s->text.ptr[s->at] != '"') {
        char c = s->text.ptr[s->at];
        if (c == '<' || c == '>')
            return false;
        if (c == '&' ? !passes_entity(s) : (s->at++, false))
            return false;
    }
    return takes(s, STR("\""));
}

// name="value", or in HTML a name alone. No handler, and no style: the content policy would refuse them.
static bool passes_attribute(scan *s) {
    str name = take_name(s);
    if (name.len == 0 || (s->is_html && (str_starts(name, STR("on")) || str_is(name, STR("style")))))
        return false;
    return takes(s, STR("=")) ? passes_value(s) : s->is_html;
}

static bool closes(scan *s) {
    str name = take_name(s);
    if (s->depth == 0 || !str_is(s->open[s->depth - 1], name) || !takes(s, STR(">")))
        return false;
    s->depth--;
    return true;
}

static bool opens(scan *s) {
    str name = take_name(s);
    if (name.len == 0 || (s->is_html && !is_in(name, elements, sizeof elements / sizeof elements[0])))
        return false;
    while (takes(s, STR(" ")) || takes(s, STR("\n")))
        if (!str_starts(rest_of(s), STR("/>")) && !passes_attribute(s))
            return false;
    if (takes(s, STR("/>")))
        return true;
    if (!takes(s, STR(">")))
        return false;
    if (s->is_html && is_in(name, voids, sizeof voids / sizeof voids[0]))
        return true;
    if (s->is_html && str_is(name, STR("script")))
        return passes(s, STR("</script>"));
    if (s->depth == DEPTH_MOST)
        return false;
    s->open[s->depth++] = name;
    return true;
}

static bool passes_tag(scan *s) {
    if (takes(s, STR("!DOCTYPE html>")))
        return s->is_html;
    if (takes(s, STR("?xml ")))
        return !s->is_html && passes(s, STR("?>"));
    return takes(s, STR("/")) ? closes(s) : opens(s);
}

static bool is_markup(str text, bool is_html) {
    scan s = {.text = text, .is_html = is_html};
    if (!utf8_is_valid(text, NULL))
        return false;
    while (s.at < text.len) {
        unsigned char c = (unsigned char)text.ptr[s.at];
        if (c == '<' ? (s.at++, !passes_tag(&s)) : c == '&' && !passes_entity(&s))
            return false;
        if (c < ' ' && c != '\n' && c != '\t')
            return false;
        if (c != '<' && c != '&')
            s.at++;
    }
    return s.depth == 0;
}

bool markup_is_html(str text) {
    return is_markup(text, true);
}

bool markup_is_xml(str text) {
    return is_markup(text, false);
}
