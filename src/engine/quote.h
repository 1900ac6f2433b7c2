// engine/quote.h - one reference to a law being answered, and what its parts share. Private to engine/.
#ifndef ENGINE_QUOTE_H
#define ENGINE_QUOTE_H

#include "engine/show.h"

// What a name can stand for. A reference may say which: `label fact age`.
typedef enum {
    NOUN_FACT,
    NOUN_VALUE,
    NOUN_POINTS,
    NOUN_PARAM,
    NOUN_GOAL,
    NOUN_FINDING,
    NOUN_CHECK,
    NOUN_PAPER,
    NOUN_DATE,
    NOUN_DISPUTE,
    NOUN_EACH,
    NOUN_SOURCE,
    NOUN_COUNT
} noun;

typedef struct {
    const jifen_law *jl;  // borrowed
    const law *l;         // its tree
    int64_t on;
    arena *mem;  // borrowed
    buf *out;    // borrowed
    err *e;      // may be NULL
    str name;    // as written, with its option
    noun in;     // what it stands for
    uint32_t idx;
    str option;  // behind `=`; empty: none
} quote;

// Lists: one line an item, each `- ...` and a line feed (quote_lists.c).
rc quote_rows(quote *q) NODISCARD;     // a table's rows, a param's periods, the terms of a sum or choice
rc quote_options(quote *q) NODISCARD;  // of a fact
rc quote_papers(quote *q) NODISCARD;   // those asked of everybody, or because a fact has an option

#endif
