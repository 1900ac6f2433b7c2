// engine/case_read.h - the text of worked cases: cut into parts, and the facts of its person read. Private to engine/.
#ifndef ENGINE_CASE_READ_H
#define ENGINE_CASE_READ_H

#include "engine/jifen.h"

// The next part before a comma outside of brackets, braces and quotes, without blanks around it. False: no more.
bool case_next_part(str *rest, str *part);
// The next word, or the next "quoted text" with its quotes. False: no more.
bool case_next_word(str *rest, str *word);

typedef struct {
    person who;
    bool has_day;
    const jifen_route *way;  // `route NAME`: what it supposes is put beside the facts; NULL: none
    bool is_malformed;       // what went wrong is how the case is written, not what the law refuses
} case_person;

// The facts of `given`, and over them those of `own`. Records live in mem.
rc case_read_person(const jifen_law *l, str given, str own, arena *mem, case_person *out, err *e) NODISCARD;

#endif
