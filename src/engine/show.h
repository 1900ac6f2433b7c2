// engine/show.h - what a law says, in readable Chinese: expressions with labels instead of names, and what they use.
// Private to engine/.
#ifndef ENGINE_SHOW_H
#define ENGINE_SHOW_H

#include "engine/catalog.h"
#include "engine/work.h"

// ---- words (show_expr.c)

void show_put_quoted(str label, buf *out);           // “label”; quotes inside become ‘ ’
void show_put_label(str label, str name, buf *out);  // “label”, or “name” when there is no label
void show_put_number(const type *t, int64_t v,
                     buf *out);  // a single value of any kind but sets: 12.5, 2026-03-10, “…”
// An expression as one phrase, without a full stop.
void show_put_expr(const law *l, node_idx n, buf *out);

// ---- what an expression uses (show_uses.c)

// Marks, one a fact, rule and so on.
typedef struct {
    const law *l;
    bool *facts, *rules, *params, *eaches, *disputes, *checks;
    bool through;  // also through named values, derived facts and truths about records, but not through other points
} uses;

bool uses_init(uses *u, const law *l, arena *mem, bool through);  // false: no memory
void uses_of_node(uses *u, node_idx n);
void uses_of_rule(uses *u, const rule *r);
void uses_of_param(uses *u, const param *p);

// ---- one declaration after the other (show.c, show_parts.c)

// What stands around a rule, kept apart instead of printed, for those who show it in their own way.
typedef struct {
    const cite **cites;  // [n_cites] as they come; room for the rows and one more
    size_t n_cites;
    uses direct, through;  // marks are NULL when it uses nothing
    place at;
} show_parts;

typedef struct {
    const law *l;
    arena *mem;         // borrowed
    buf *out;           // borrowed
    show_parts *parts;  // NULL: all is printed
} show;

void show_title(show *s, str noun, str name, str label);
void show_begin(show *s, str key);                         // `  key：`, for what follows in the same line
void show_end(show *s);                                    // ends the line
void show_text(show *s, str key, str text);                // nothing when the text is empty
void show_truth(show *s, str key, node_idx n);             // nothing when there is no expression
void show_cite(show *s, str indent, const cite *c);        // a row's; nothing without a source
void show_own_cite(show *s, const cite *c);                // that of the whole declaration
bool show_is_other_cite(const cite *own, const cite *of);  // a row's own citation, that of its table apart
// What is behind an expression: the steps and facts it names, and the disputed readings on its way.
void show_uses(show *s, uses *direct, uses *through);
void show_place(show *s, place at);

void show_named(show *s, named what);

// Pieces of lines (show.c, show_parts.c).
void show_put_source(jifen_source from, buf *out);    // document, place, rank, confidence
void show_put_terms(const paper_terms *t, buf *out);  // 原件、复印件 1 份
void show_put_period(const law *l, const param *p, const period *row, buf *out);  // days or months and their value

void show_fact(show *s, uint32_t idx);
void show_rule(show *s, uint32_t idx);
void show_param(show *s, uint32_t idx);
void show_goal(show *s, uint32_t idx);
void show_finding(show *s, uint32_t idx);
void show_check(show *s, uint32_t idx);
void show_paper(show *s, uint32_t idx);
void show_date(show *s, uint32_t idx);
void show_dispute(show *s, uint32_t idx);

#endif
