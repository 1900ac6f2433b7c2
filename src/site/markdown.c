// SPDX-License-Identifier: Apache-2.0
#include "site/markdown.h"

#include <md4c.h>

enum { SPANS_MOST = 32 };  // open at once; deeper ones are written as text alone

typedef struct {
    html *h;
    MD_SPANTYPE spans[SPANS_MOST];  // [n_spans] open now, the innermost last
    int n_spans;
    int n_headings;
    int n_images;        // inside so many: only text is written
    bool is_after_wide;  // the last letter was not ASCII
} state;

// ---- spans -----------------------------------------------------------------------------------------------------------------

// md4c 0.4.8 may end emphasis that it never began, where a link turns out to be none; what is open is therefore kept here.

static void close_innermost(state *s) {
    switch (s->spans[--s->n_spans]) {
    case MD_SPAN_EM: HTML_LIT(s->h, "</em>"); break;
    case MD_SPAN_STRONG: HTML_LIT(s->h, "</strong>"); break;
    case MD_SPAN_CODE: HTML_LIT(s->h, "</code>"); break;
    default: HTML_LIT(s->h, "</a>"); break;
    }
}

static void close_all(state *s) {
    while (s->n_spans > 0)
        close_innermost(s);
    s->n_images = 0;
}

// A path of this site is /..., but neither //host nor /\host, which browsers take for one.
static bool is_allowed(str href) {
    for (size_t i = 0; i < href.len; i++)
        if ((href.ptr[i] >= 0 && href.ptr[i] <= ' ') || href.ptr[i] == '\\' || href.ptr[i] == 0x7F)
            return false;
    bool is_path = str_starts(href, STR("/")) && !str_starts(href, STR("//"));
    return is_path || str_starts(href, STR("https://")) || str_starts(href, STR("mailto:"));
}

// False: the text alone is written.
static bool open_link(state *s, const MD_SPAN_A_DETAIL *a) {
    str href = {a->href.text, a->href.size};
    if (!is_allowed(href))
        return false;
    HTML_LIT(s->h, "<a");
    HTML_ATTR(s->h, "href", href);
    HTML_LIT(s->h, ">");
    return true;
}

static bool is_open(const state *s, MD_SPANTYPE type) {
    for (int i = 0; i < s->n_spans; i++)
        if (s->spans[i] == type)
            return true;
    return false;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *ctx) {
    state *s = ctx;
    bool is_written = true;
    s->n_images += type == MD_SPAN_IMG;
    if (s->n_images > 0 || s->n_spans == SPANS_MOST)
        return 0;
    switch (type) {
    case MD_SPAN_EM: HTML_LIT(s->h, "<em>"); break;
    case MD_SPAN_STRONG: HTML_LIT(s->h, "<strong>"); break;
    case MD_SPAN_CODE: HTML_LIT(s->h, "<code>"); break;
    case MD_SPAN_A: is_written = !is_open(s, MD_SPAN_A) && open_link(s, detail); break;
    default: is_written = false; break;
    }
    if (is_written)
        s->spans[s->n_spans++] = type;
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *ctx) {
    state *s = ctx;
    (void)detail;
    if (s->n_images > 0) {
        s->n_images -= type == MD_SPAN_IMG;
        return 0;
    }
    if (!is_open(s, type))
        return 0;
    while (s->spans[s->n_spans - 1] != type)
        close_innermost(s);
    close_innermost(s);
    return 0;
}

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
    close_all(s);
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
    close_all(s);
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
    bool is_break = type == MD_TEXT_BR || type == MD_TEXT_SOFTBR;
    if (letters.len > 0)
        s->is_after_wide = !is_break && (letters.ptr[letters.len - 1] & 0x80) != 0;
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
