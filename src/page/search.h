// page/search.h - search in memory, for Chinese: an index of two letters that stand side by side, and of Latin words.
// Nothing of a language or a law is known to it but a few words that questions are full of (怎么, 什么 ...).
//
// An index never changes after it is made and may be shared by threads.
#ifndef PAGE_SEARCH_H
#define PAGE_SEARCH_H

#include "base/err.h"

typedef struct {
    str title, summary, text;  // plain, no markup
    str url, kind;             // given back as they are
} search_document;

typedef struct search search;

// Borrows the documents and their texts; the index is in mem.
rc search_make(const search_document *docs, size_t n, arena *mem, search **out, err *e) NODISCARD;

enum { SEARCH_HITS = 20, SEARCH_NEAREST = 3, SEARCH_MARKS = 8 };

typedef struct {
    const search_document *document;
    int64_t score;
    str snippet;  // a view into the summary or the text, around what was found
    bool is_cut_before, is_cut_after;
    struct {
        uint32_t from, to;  // bytes of the snippet that were searched for; in order, apart
    } marks[SEARCH_MARKS];
    uint32_t n_marks;
} search_hit;

typedef struct {
    search_hit hits[SEARCH_HITS];  // the best first
    size_t n_hits;
    const search_document *nearest[SEARCH_NEAREST];  // only when there are no hits: titles alike
    size_t n_nearest;
} search_result;

// RC_LIMIT when the query is longer than LIMIT_QUERY_BYTES, RC_INPUT when it holds no letter or digit at all.
rc search_find(const search *s, str query, arena *mem, search_result *out, err *e) NODISCARD;

#endif
