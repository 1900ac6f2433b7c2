// site/articles.h - an article as a page shows it, for other pages that show one.
#ifndef SITE_ARTICLES_H
#define SITE_ARTICLES_H

#include "site/library.h"
#include "site/frame.h"

// Title, when it was checked, the summary, the text and its sources. False: what it quotes cannot be answered, or there is no memory.
bool articles_put_text(page *p, const article *a);

// The whole page. note: writes something above the text; NULL: nothing.
void articles_put_page(const site *s, const request *q, response *r, const article *a,
                       void (*note)(page *p, const article *a));

#endif
