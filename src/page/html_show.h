// page/html_show.h - what jifen_show or an entry's rule says in indented lines, as nested lists with links.
#ifndef PAGE_HTML_SHOW_H
#define PAGE_HTML_SHOW_H

#include "page/html.h"

// Where the names in brackets behind their labels, 标签（name）, lead.
typedef struct {
    void *ctx;
    str (*label)(void *ctx, str name);               // empty: no such name
    void (*put_href)(void *ctx, html *h, str name);  // ` href="…"`
} html_names;

// Two blanks a level; lines without an indent are titles and left to the caller. names NULL: no links.
void html_show(html *h, str text, const html_names *names);

// One such line's text, with its links.
void html_show_line(html *h, str line, const html_names *names);

#endif
