// site/markdown.h - the Markdown of articles as HTML. Only tags listed in markdown.c can come out, all text is escaped, and raw
// HTML of the source is text like any other.
//
// For texts of our own, which are built in, never for those of strangers: md4c 0.4.8 (Debian 12) reads past the end of some broken
// links, as fuzzing showed.
#ifndef SITE_MARKDOWN_H
#define SITE_MARKDOWN_H

#include "page/html.h"

// A heading `#` becomes <h2 id="s-1">, since the page has the <h1>; deeper ones likewise, ids counted through. Links go to a path
// of this site, to https: or mailto:; of others only the text is written. Of an image its description is written. A line break
// between two Chinese letters is nothing, elsewhere it is a line feed. False: no memory.
bool md_to_html(str markdown, html *out);

#endif
