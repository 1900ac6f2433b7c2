// SPDX-License-Identifier: Apache-2.0
// /renew/letter: letters to fill in and print. What is typed stays in the browser: there is no form to send.
#include "site/frame.h"
#include "site/library.h"
#include "site/pages.h"
#include "site/route.h"

#define SLUG STR("letter")

// [姓名] is a blank to type into; the words say what belongs there, also to a screen reader.
static void put_blank(html *h, str words) {
    HTML_LIT(h, "<span class=\"blank\" contenteditable=\"true\" role=\"textbox\" tabindex=\"0\"");
    HTML_ATTR(h, "aria-label", words);
    HTML_ATTR(h, "data-words", words);
    HTML_LIT(h, "></span>");
}

static void put_line(html *h, str line) {
    size_t from = 0;
    for (size_t i = 0; i < line.len; i++) {
        if (line.ptr[i] != '[')
            continue;
        size_t end = i;
        while (end < line.len && line.ptr[end] != ']')
            end++;
        html_text(h, str_slice(line, from, i));
        put_blank(h, str_slice(line, i + 1, end));
        i = end;
        from = end + 1;
    }
    html_text(h, str_slice(line, from, line.len));
}

// A heading begins a sheet of paper, an empty line ends a paragraph.
static void put_letters(html *h, str body) {
    bool has_sheet = false, in_paragraph = false;
    for (str line; str_next_line(&body, &line);) {
        if (in_paragraph && (line.len == 0 || str_starts(line, STR("# ")))) {
            HTML_LIT(h, "</p>");
            in_paragraph = false;
        }
        if (str_starts(line, STR("# "))) {
            if (has_sheet)
                HTML_LIT(h, "</section>");
            HTML_LIT(h, "<section class=\"letter\"><h2>");
            html_text(h, str_slice(line, 2, line.len));
            HTML_LIT(h, "</h2>");
            has_sheet = true;
        } else if (line.len > 0) {
            if (!in_paragraph)
                HTML_LIT(h, "<p>");
            in_paragraph = true;
            put_line(h, line);
        }
    }
    if (in_paragraph)
        HTML_LIT(h, "</p>");
    if (has_sheet)
        HTML_LIT(h, "</section>");
}

void letter_answer(const site *s, const request *q, response *r) {
    const article *a = library_by_slug(s->shelf, SLUG);
    if (a == NULL) {
        r->status = 404;
        return;
    }
    page p = frame_open(s, q, r, a->title, false);
    HTML_LIT(&p.h, "<h1>");
    html_text(&p.h, a->title);
    HTML_LIT(&p.h, "</h1><p class=\"lead no-print\">");
    html_text(&p.h, a->summary[0]);
    HTML_LIT(&p.h, "空着打印出来手写也可以。</p><p class=\"box note\" data-wechat hidden>"
                   "微信里不能直接打印。点右上角 ···，选“在浏览器打开”。</p><div class=\"buttons\">");
    frame_put_print(&p, STR("打印"));
    HTML_LIT(&p.h, "</div>");
    put_letters(&p.h, a->body);
    frame_close(&p);
}
