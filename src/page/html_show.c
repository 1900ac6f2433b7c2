// SPDX-License-Identifier: Apache-2.0
#include "page/html_show.h"

enum { INDENT = 2, DEPTH_MOST = 8 };

#define OPEN_BRACKET STR("（")
#define COLON STR("：")

// ---- a line ----------------------------------------------------------------------------------------------------------

static size_t find(str s, str what, size_t from) {
    for (size_t at = from; at + what.len <= s.len; at++)
        if (str_starts(str_slice(s, at, s.len), what))
            return at;
    return s.len;
}

static bool is_name_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static bool ends_with(str s, str end) {
    return s.len >= end.len && str_is(str_slice(s, s.len - end.len, s.len), end);
}

// A bracket at `at` that begins with a name, whose label stands right before it. Bracket and name stay away where
// nothing else stands between the brackets.
static bool take_link(html *h, str line, size_t from, size_t at, const html_names *names, size_t *behind) {
    size_t begin = at + OPEN_BRACKET.len, end = begin;
    while (end < line.len && is_name_letter(line.ptr[end]))
        end++;
    str name = str_slice(line, begin, end), before = str_slice(line, from, at);
    str label = name.len > 0 ? names->label(names->ctx, name) : (str){0};
    if (label.len == 0 || !ends_with(before, label))
        return false;
    html_text(h, str_slice(before, 0, before.len - label.len));
    HTML_LIT(h, "<a");
    names->put_href(names->ctx, h, name);
    HTML_LIT(h, ">");
    html_text(h, label);
    HTML_LIT(h, "</a>");
    bool is_alone = str_starts(str_slice(line, end, line.len), STR("）"));
    *behind = is_alone ? end + STR("）").len : at;
    return true;
}

void html_show_line(html *h, str line, const html_names *names) {
    size_t from = 0, at = names == NULL ? line.len : find(line, OPEN_BRACKET, 0);
    while (at < line.len) {
        size_t behind = at;
        if (take_link(h, line, from, at, names, &behind))
            from = behind;
        at = find(line, OPEN_BRACKET, at + 1);
    }
    html_text(h, str_slice(line, from, line.len));
}

// The key of a line at the first level stands out.
static void put_keyed(html *h, str line, const html_names *names) {
    size_t colon = find(line, COLON, 0);
    if (colon == line.len) {
        html_show_line(h, line, names);
        return;
    }
    HTML_LIT(h, "<strong>");
    html_text(h, str_slice(line, 0, colon));
    HTML_LIT(h, "</strong>：");
    html_show_line(h, str_slice(line, colon + COLON.len, line.len), names);
}

// ---- lists -----------------------------------------------------------------------------------------------------------

// From `depth` open lists to `wanted`; the item at `wanted` is open behind it.
static int go_to(html *h, int depth, int wanted) {
    for (; depth > wanted; depth--)
        HTML_LIT(h, "</li></ul>");
    if (depth == wanted && depth > 0)
        HTML_LIT(h, "</li><li>");
    for (; depth < wanted; depth++)
        HTML_LIT(h, "<ul><li>");
    return depth;
}

static int depth_of(str line) {
    size_t blanks = 0;
    while (blanks < line.len && line.ptr[blanks] == ' ')
        blanks++;
    return blanks / INDENT > DEPTH_MOST ? DEPTH_MOST : (int)(blanks / INDENT);
}

void html_show(html *h, str text, const html_names *names) {
    str line;
    int depth = 0;
    while (str_next_line(&text, &line)) {
        int wanted = depth_of(line);
        str said = str_trim(line);
        if (wanted == 0 || said.len == 0)
            continue;
        depth = go_to(h, depth, wanted > depth + 1 ? depth + 1 : wanted);
        if (depth == 1)
            put_keyed(h, said, names);
        else
            html_show_line(h, said, names);
    }
    for (; depth > 0; depth--)
        HTML_LIT(h, "</li></ul>");
}
