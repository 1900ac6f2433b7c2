// site/guide.h - guides: articles that can be taken along, as a page to print that needs nothing else, and as plain text.
#ifndef SITE_GUIDE_H
#define SITE_GUIDE_H

#include "page/article.h"
#include "site/frame.h"

typedef enum { GUIDE_PAGE, GUIDE_TEXT, N_GUIDE_KINDS } guide_kind;

// The file's bytes, which are the same for everybody all day. False: what it quotes cannot be answered, or there is no memory.
bool guide_make(const site *s, const request *q, const article *a, guide_kind kind, buf *out);

str guide_path(const article *a, guide_kind kind, arena *mem);  // /guides/101-what-points-are.html

#endif
