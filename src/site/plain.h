// site/plain.h - the Markdown of articles as text to read: no sign of Markdown is left, but for what a reader needs of it.
//
// For texts of our own alone, as site/markdown.h is, and for the same reason.
#ifndef SITE_PLAIN_H
#define SITE_PLAIN_H

#include "base/buf.h"

// Blocks with an empty line between them; items begin with `· ` or their number, two blanks in for each list around them; a row of a table
// is a line, its cells with `，` between. Behind the words of a link to https: stands its address. False: no memory.
bool md_to_plain(str markdown, buf *out);

#endif
