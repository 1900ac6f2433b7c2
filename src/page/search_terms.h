// page/search_terms.h - a text cut into the terms it can be found by. Private to page/search*.
#ifndef PAGE_SEARCH_TERMS_H
#define PAGE_SEARCH_TERMS_H

#include "base/str.h"

typedef struct {
    uint64_t key;     // the same for the same term
    size_t from, to;  // bytes of the text
    bool is_single;   // one Chinese letter; a pair is worth more
} term;

typedef struct {
    str text;
    size_t at;
    bool is_query;     // leave out the words questions are full of
    uint32_t before;   // the Chinese letter just before; 0: none
    size_t before_at;  // where it is
    bool has_pending;  // `pending` comes next
    term pending;
} terms;

terms terms_begin(str text, bool is_query);
bool terms_next(terms *t, term *out);

// A letter as it is compared: full-width forms and capitals become small ASCII; 0: no letter or digit.
uint32_t terms_fold(uint32_t code);
bool terms_is_han(uint32_t code);

#endif
