// engine/work.h - one question under way: what the parts of assess share. Private to engine/.
#ifndef ENGINE_WORK_H
#define ENGINE_WORK_H

#include "engine/handle.h"
#include "eval/box.h"
#include "eval/cells.h"

typedef struct {
    const jifen_law *jl;
    const law *l;
    const person *p;
    jifen_wishes wishes;
    arena *mem;
    jifen_answer *out;
    uint8_t *each_memo;  // for `w`
    set verdict;
    jifen_goal *goals;                // [l->n_goals] of the answer; NULL: no memory
    uint64_t live_outcome, live_all;  // facts the verdict and goals, or anything shown, can depend on
    bool no_memory;
    // Large, and from here on as the memory happened to be until begun.
    walk w, other;  // the main evaluation, and one for the other readings and other days
    box b, other_box;
    cells c;
} work;

// A zeroed memo for the each-truths of n records; NULL when there are none (or no memory: no_memory is set).
uint8_t *work_memo(work *k, uint32_t n_records);
void *work_array(work *k, size_t n, size_t item_bytes);  // not zeroed
set work_ask(work *k, ask_what what, uint32_t idx);      // exact; its live facts are counted as shown
set work_ask_quietly(work *k, ask_what what, uint32_t idx);
jifen_source work_source(const law *l, const cite *first, const cite *otherwise);
int work_first_question(const law *l, uint64_t facts);  // the first of them that can be asked; -1: none
str work_headline(work *k, uint32_t verdict_row_idx);
str work_confidence(confidence c);
str work_confidence_label(confidence c);

// Make k, which may hold anything, ready to be asked about one person: the box, the walk and the cells. Errors as those of
// jifen_assess.
rc work_begin(work *k, const jifen_law *l, const person *p, jifen_wishes wishes, arena *mem,
              jifen_answer *out, err *e) NODISCARD;

// Give `later` every month from that of `on` to that of the day `to`: records already there stay as they are, the others
// repeat the last one that counts. False: no record counts (or no memory: no_memory is set); `later` is unchanged then.
// For laws that say which records go on, and people who gave some.
bool work_go_on(work *k, int64_t to, person *later);  // later.c

void work_points(work *k);                                                        // points.c
void work_next(work *k, const person *nobody, uint32_t rule, jifen_points *out);  // next.c
void work_verdict(work *k);      // outcome.c: goals, findings, verdict, headline
void work_reasons(work *k);      // reasons.c
void work_again(work *k);        // again.c: fills again_on of reasons
void work_papers(work *k);       // papers.c
void work_dates(work *k);        // papers.c
void work_assumptions(work *k);  // disputes.c
void work_questions(work *k);    // questions.c: presumed, missing, next
void work_trace(work *k);        // steps.c

#endif
