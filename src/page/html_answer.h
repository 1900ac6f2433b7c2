// page/html_answer.h - the parts of an answer as HTML fragments: the same facts and phrases as the terminal report.
//
// Pure. Every part is a <section> of its own, or nothing when it has nothing to say. Nothing is told by colour alone.
#ifndef PAGE_HTML_ANSWER_H
#define PAGE_HTML_ANSWER_H

#include "engine/jifen.h"
#include "page/html.h"

typedef struct {
    html *h;  // h->out must grow in an arena: scratch text is put there too
    const jifen_answer *a;
    str query;          // behind links to /rules/NAME, such as "?v=care"; may be empty
    str differs;        // the page on why another form comes to other points; empty: there is none
    const str *ticked;  // [n_ticked] ids of the papers that are at hand
    size_t n_ticked;
    bool is_supposed;  // some facts are supposed and not answered: the number hangs on them, so it is not said
    bool is_alone;     // no pages of the law stand beside it: nothing links to them
    bool verdict_first;  // the page is not about points: they are said where they are known, below the verdict
} html_answer;

// The number, the goal and what is missing, the verdict with its confidence, what it hangs on, what to do first.
void html_summary(const html_answer *v);
// Every line of points with its value, why, source, and days; zeros folded. Each has data-rule-id.
void html_points(const html_answer *v);
// Causes, tasks before the deadline, what explains, what is possible. Without the first actions, which the summary has.
void html_reasons(const html_answer *v);
// Each condition: no problem, a problem, or not known yet, by word and shape; how many of each.
void html_conditions(const html_answer *v, const jifen_condition *conditions, size_t n);
// How many there are to tick, and how many are ticked.
typedef struct {
    size_t all, ticked;
} html_ticks;
html_ticks html_count_ticks(const html_answer *v);
// The papers to tick (name="tick", the paper's id), by who provides them, then those possibly needed.
void html_papers(const html_answer *v);
// What is still missing, what was presumed, the readings followed and the other ones.
void html_basis(const html_answer *v);
// What is never asked and what it would do: effects [n] of jifen_private_effects.
void html_private(const html_answer *v, const jifen_private_effect *effects, size_t n);
// Documents, the law's version, and that the authority decides.
void html_sources(const html_answer *v);

#endif
