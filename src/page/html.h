// page/html.h - writes HTML, SVG and XML: escaping is the type's business, not the caller's.
//
// Literal markup comes in by HTML_LIT, which takes a string literal and nothing else; everything known only at run time goes
// through a function that escapes it for its place. There is no door for raw run-time text.
#ifndef PAGE_HTML_H
#define PAGE_HTML_H

#include "base/buf.h"

typedef struct {
    buf *out;  // borrowed; fails sticky
} html;

#define HTML_LIT(h, lit) buf_put((h)->out, STR(lit))

// Text between tags or inside a quoted attribute: & < > " ' are escaped; control bytes other than tab and line feed, and
// bytes that are no UTF-8, become U+FFFD, so the page stays well formed.
void html_text(html *h, str s);
void html_int(html *h, int64_t v);
// A component of a path or query: everything but letters, digits and - . _ ~ is percent-encoded.
void html_url(html *h, str s);

// JSON inside <script type="application/ld+json">: < > & as \u00XX, so that no text can end the element.
void html_json(html *h, str json);

// ` name="value"` with a literal name.
#define HTML_ATTR(h, name, value)                                                                            \
    do {                                                                                                     \
        HTML_LIT(h, " " name "=\"");                                                                         \
        html_text(h, value);                                                                                 \
        HTML_LIT(h, "\"");                                                                                   \
    } while (0)

#endif
