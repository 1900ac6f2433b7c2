// page/article.h - articles: a head between two lines `---`, and a body of Markdown that quotes the law by references.
//
//   ---
//   id: 101
//   slug: why-it-lapses
//   title: ...
//   channel: ...                      where it is listed
//   published: 2026-11-20             checked: and again: likewise; again is later than checked
//   author: ...
//   summary: ...                      up to three of them
//   sources: KEY KEY                  source keys of the law
//   tools: NAME NAME                  tools it leads to
//   related: ID ID                    other articles; may be left out
//   guide: true                       it can be downloaded; may be left out
//   ---
//
// A reference is {{...}} within one line: what jifen_quote takes, or `rule NAME` (a link to the page of a rule, its label in “”), or
// `tool NAME` (likewise), or `article ID` (a link, its title in 《》). A list stands on a line of its own.
#ifndef PAGE_ARTICLE_H
#define PAGE_ARTICLE_H

#include "engine/jifen.h"

enum { ARTICLE_SUMMARIES = 3, ARTICLE_LIST = 16 };

typedef struct {
    int64_t id;
    str slug, title, channel, author;
    int64_t published, checked, again;  // days
    str summary[ARTICLE_SUMMARIES];
    size_t n_summaries;
    str sources[ARTICLE_LIST], tools[ARTICLE_LIST];
    int64_t related[ARTICLE_LIST];
    size_t n_sources, n_tools, n_related;
    bool is_guide;
    str body;
    uint32_t body_line;  // of the file, from 1
} article;

// Everything in *out is a view into text. RC_INPUT with line and column; RC_LIMIT for a text above LIMIT_ARTICLE_BYTES.
rc article_read(str text, article *out, err *e) NODISCARD;

// /a/101-why-it-lapses
void article_put_path(const article *a, buf *out);

// ---- the body, cut into text and references

typedef struct {
    str text;  // of a reference what stands between the braces, without blanks around it
    bool is_reference;
    bool is_alone;          // a reference with nothing but blanks beside it in its line
    uint32_t line, column;  // of the file
} article_piece;

typedef struct {
    str body;
    size_t at;
    uint32_t line, column;
} article_pieces;

article_pieces article_begin(const article *a);
bool article_next(article_pieces *p, article_piece *out);

// ---- the body with its references filled in (article_expand.c)

typedef struct {
    str name, label, href;  // href begins with /
} article_tool;

typedef struct {
    const jifen_law *law;
    int64_t on;
    const article_tool *tools;  // [n_tools]
    size_t n_tools;
    const article *articles;  // [n_articles], what `article ID` may lead to
    size_t n_articles;
} article_world;

// Markdown. RC_INPUT with line and column when a reference cannot be answered.
rc article_expand(const article *a, const article_world *world, arena *mem, buf *out, err *e) NODISCARD;

// The words of such Markdown without its signs, for search and excerpts.
void article_put_plain(str markdown, buf *out);

#endif
