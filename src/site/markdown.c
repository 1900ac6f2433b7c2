// SPDX-License-Identifier: Apache-2.0
#include "site/markdown.h"

#include <md4c.h>

typedef struct {
    html *h;
    int n_headings;
    int n_images;        // inside so many: only text is written
    bool is_linked;      // the link at hand was written
    bool is_after_wide;  // the last letter was not ASCII
} state;

// ---- blocks ----------------------------------------------------------------------------------------------------------------

static void open_heading(state *s, unsigned level) {
    switch (level) {
    case 1:
    case 2: HTML_LIT(s->h, "<h2 id=\"s-"); break;
    case 3: HTML_LIT(s->h, "<h3 id=\"s-"); break;
    default: HTML_LIT(s->h, "<h4 id=\"s-"); break;
    }
    html_int(s->h, ++s->n_headings);
    HTML_LIT(s->h, "\">");
}

static void close_heading(state *s, unsigned level) {
    switch (level) {
    case 1:
    case 2: HTML_LIT(s->h, "</h2>\n"); break;
    case 3: HTML_LIT(s->h, "</h3>\n"); break;
    default: HTML_LIT(s->h, "</h4>\n"); break;
    }
}

static void open_ordered(state *s, unsigned start) {
    if (start == 1) {
        HTML_LIT(s->h, "<ol>\n");
        return;
    }
    HTML_LIT(s->h, "<ol start=\"");
    html_int(s->h, start);
    HTML_LIT(s->h, "\">\n");
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *ctx) {
    state *s = ctx;
    s->is_after_wide = false;
    switch (type) {
    case MD_BLOCK_QUOTE: HTML_LIT(s->h, "<blockquote>\n"); break;
    case MD_BLOCK_UL: HTML_LIT(s->h, "<ul>\n"); break;
    case MD_BLOCK_OL: open_ordered(s, ((MD_BLOCK_OL_DETAIL *)detail)->start); break;
    case MD_BLOCK_LI: HTML_LIT(s->h, "<li>"); break;
    case MD_BLOCK_HR: HTML_LIT(s->h, "<hr>\n"); break;
    case MD_BLOCK_H: open_heading(s, ((MD_BLOCK_H_DETAIL *)detail)->level); break;
    case MD_BLOCK_CODE: HTML_LIT(s->h, "<pre><code>"); break;
    case MD_BLOCK_P: HTML_LIT(s->h, "<p>"); break;
    case MD_BLOCK_TABLE: HTML_LIT(s->h, "<table>\n"); break;
    case MD_BLOCK_THEAD: HTML_LIT(s->h, "<thead>\n"); break;
    case MD_BLOCK_TBODY: HTML_LIT(s->h, "<tbody>\n"); break;
    case MD_BLOCK_TR: HTML_LIT(s->h, "<tr>"); break;
    case MD_BLOCK_TH: HTML_LIT(s->h, "<th scope=\"col\">"); break;
    case MD_BLOCK_TD: HTML_LIT(s->h, "<td>"); break;
    case MD_BLOCK_DOC:
    case MD_BLOCK_HTML: break;
    }
    return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *ctx) {
    state *s = ctx;
    s->is_after_wide = false;
    switch (type) {
    case MD_BLOCK_QUOTE: HTML_LIT(s->h, "</blockquote>\n"); break;
    case MD_BLOCK_UL: HTML_LIT(s->h, "</ul>\n"); break;
    case MD_BLOCK_OL: HTML_LIT(s->h, "</ol>\n"); break;
    case MD_BLOCK_LI: HTML_LIT(s->h, "</li>\n"); break;
    case MD_BLOCK_H: close_heading(s, ((MD_BLOCK_H_DETAIL *)detail)->level); break;
    case MD_BLOCK_CODE: HTML_LIT(s->h, "</code></pre>\n"); break;
    case MD_BLOCK_P: HTML_LIT(s->h, "</p>\n"); break;
    case MD_BLOCK_TABLE: HTML_LIT(s->h, "</table>\n"); break;
    case MD_BLOCK_THEAD: HTML_LIT(s->h, "</thead>\n"); break;
    case MD_BLOCK_TBODY: HTML_LIT(s->h, "</tbody>\n"); break;
    case MD_BLOCK_TR: HTML_LIT(s->h, "</tr>\n"); break;
    case MD_BLOCK_TH: HTML_LIT(s->h, "</th>"); break;
    case MD_BLOCK_TD: HTML_LIT(s->h, "</td>"); break;
    case MD_BLOCK_DOC:
    case MD_BLOCK_HR:
    case MD_BLOCK_HTML: break;
    }
    return 0;
}

// ---- spans -----------------------------------------------------------------------------------------------------------------

// A path of this site is /..., but neither //host nor /\host, which browsers take for one.
static bool is_allowed(str href) {
    for (size_t i = 0; i < href.len; i++)
        if ((href.ptr[i] >= 0 && href.ptr[i] <= ' ') || href.ptr[i] == '\\' || href.ptr[i] == 0x7F)
            return false;
    bool is_path = str_starts(href, STR("/")) && !str_starts(href, STR("//"));
    return is_path || str_starts(href, STR("https://")) || str_starts(href, STR("mailto:"));
}

static void open_link(state *s, const MD_SPAN_A_DETAIL *a) {
    str href = {a->href.text, a->href.size};
    s->is_linked = is_allowed(href);
    if (!s->is_linked)
        return;
    HTML_LIT(s->h, "<a");
    HTML_ATTR(s->h, "href", href);
    HTML_LIT(s->h, ">");
}

static int enter_span(MD_SPANTYPE type, void *detail, void *ctx) {
    state *s = ctx;
    if (type == MD_SPAN_IMG)
        s->n_images++;
    if (s->n_images > 0)
        return 0;
    switch (type) {
    case MD_SPAN_EM: HTML_LIT(s->h, "<em>"); break;
    case MD_SPAN_STRONG: HTML_LIT(s->h, "<strong>"); break;
    case MD_SPAN_CODE: HTML_LIT(s->h, "<code>"); break;
    case MD_SPAN_A: open_link(s, detail); break;
    default: break;
    }
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *ctx) {
    state *s = ctx;
    (void)detail;
    if (type == MD_SPAN_IMG) {
        s->n_images--;
        return 0;
    }
    if (s->n_images > 0)
        return 0;
    switch (type) {
    case MD_SPAN_EM: HTML_LIT(s->h, "</em>"); break;
    case MD_SPAN_STRONG: HTML_LIT(s->h, "</strong>"); break;
    case MD_SPAN_CODE: HTML_LIT(s->h, "</code>"); break;
    case MD_SPAN_A:
        if (s->is_linked)
            HTML_LIT(s->h, "</a>");
        s->is_linked = false;
        break;
    default: break;
    }
    return 0;
}

// ---- text ------------------------------------------------------------------------------------------------------------------

static int put_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *ctx) {
    state *s = ctx;
    str letters = {text, size};
    switch (type) {
    case MD_TEXT_BR: HTML_LIT(s->h, "<br>\n"); break;
    case MD_TEXT_SOFTBR:
        if (!s->is_after_wide)
            HTML_LIT(s->h, "\n");
        break;
    case MD_TEXT_NULLCHAR: html_text(s->h, STR("\0")); break;
    default: html_text(s->h, letters); break;
    }
    if (size > 0)
        s->is_after_wide = (text[size - 1] & 0x80) != 0 && type != MD_TEXT_BR && type != MD_TEXT_SOFTBR;
    return s->h->out->failed;
}

bool md_to_html(str markdown, html *out) {
    static const MD_PARSER parser = {
        .flags = MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_TABLES,
        .enter_block = enter_block,
        .leave_block = leave_block,
        .enter_span = enter_span,
        .leave_span = leave_span,
        .text = put_text,
    };
    state s = {.h = out};
    if (markdown.len > UINT32_MAX)
        return false;
    return md_parse(markdown.len > 0 ? markdown.ptr : "", (MD_SIZE)markdown.len, &parser, &s) == 0 &&
           !out->out->failed;
}
