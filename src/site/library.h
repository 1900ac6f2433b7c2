// site/library.h - the articles of the site, read once when it starts, and the index of everything that can be searched for.
// What an article quotes of the law is filled in when it is shown, for that day.
#ifndef SITE_LIBRARY_H
#define SITE_LIBRARY_H

#include "page/article.h"
#include "page/search.h"
#include "site/site.h"

struct library {
    const article *articles;  // [n] by id
    size_t n;
    const search *index;
};

typedef struct {
    str name, text;
} library_file;

// RC_INPUT: which article cannot be read, and where.
rc library_make(const library_file *files, size_t n, const site *s, int64_t on, arena *mem, library **out,
                err *e) NODISCARD;

const article *library_by_slug(const library *l, str slug);  // NULL: none
const article *library_by_id(const library *l, int64_t id);  // NULL: none

// The one checked last of those that come after `before` in that order; NULL `before`: the last of all. NULL: no more.
const article *library_next_checked(const library *l, const article *before);

// Pages about the site and other pages with an address of their own are articles too, but not listed among them.
bool library_is_own(const article *a);
str library_path(const article *a, arena *mem);  // where the article is shown; empty without memory

// The article's Markdown with what it quotes on that day. RC_INPUT when a quote cannot be answered.
rc library_expand(const site *s, const article *a, int64_t on, arena *mem, buf *out, err *e) NODISCARD;

#endif
