// page/interview.h - an interview as a state: what was answered, what to ask next, back, change.
//
// It asks only what can still change the answer, in the law's order, and works the answer out again after each reply.
// Pure: showing questions and reading replies is somebody else's (a terminal, a web page).
#ifndef PAGE_INTERVIEW_H
#define PAGE_INTERVIEW_H

#include "engine/jifen.h"

typedef struct {
    const jifen_law *law;  // borrowed
    person p;
    uint8_t order[LIMIT_FACTS];  // [n_answers] facts in the order they were answered, each once
    size_t n_answers;
    arena *mem;           // borrowed; forgotten whenever the answer is worked out again
    jifen_answer answer;  // to what is known now
} interview;

// RC_INPUT when the law is not held on that day.
rc interview_start(interview *v, const jifen_law *law, int64_t on, arena *mem, err *e) NODISCARD;

int interview_next(const interview *v);       // the fact to ask now; -1: nothing that can be asked is missing
size_t interview_n_left(const interview *v);  // questions still to come, at most
bool interview_is_decided(const interview *v);  // verdict and goals can no longer change
// Presumed facts that can be asked, in the law's order: the n-th; -1 when there are not so many.
int interview_presumed(const interview *v, size_t n);

// ---- replies

typedef enum {
    REPLY_TAKEN,
    REPLY_UNREADABLE,  // it does not say a value of this fact
    REPLY_CLASHES,     // it cannot hold together with the other answers; e says why
    REPLY_FAILED       // no memory; e says so
} reply;

// Take the reply as people type it; on anything but REPLY_TAKEN nothing changes.
//
//   choices  a number from 1 (full-width digits too), or the choice's own words; several for a set, with blanks or
//            commas between; one more than the last is "none of these"
//   others   as jifen_put_text reads them loosely, a..b for a range; n or 没有 for "there is none"
//   always   ? or 不确定, and 0 for choices: not sure
reply interview_reply(interview *v, size_t fact, str text, err *e);
// Forget an answer. Others stay.
reply interview_forget(interview *v, size_t fact, err *e);
// Forget the latest one; it is asked again next. Must not be called when there is none.
reply interview_back(interview *v, err *e);

// Numbers 1..most with blanks or commas between, full-width digits too: bit n - 1 for n. False: not only such numbers.
bool interview_read_numbers(str text, size_t most, uint64_t *out_mask);

bool interview_has_choices(const jifen_type *t);
size_t interview_n_choices(const jifen_type *t);                    // yes and no, or the options
str interview_choice(const jifen_type *t, size_t n, bool english);  // n from 1

// What was answered, in words.
void interview_print_answer(const interview *v, size_t fact, bool english, buf *out);
// One line that says how to reply to this fact, and one that says why a reply was not taken.
void interview_print_hint(const interview *v, size_t fact, bool english, buf *out);
void interview_print_complaint(const interview *v, size_t fact, reply why, str text, const err *e,
                               bool english, buf *out);

#endif
