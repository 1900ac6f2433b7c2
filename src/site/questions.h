// site/questions.h - plain questions for visitors whose browser runs no scripts: anybody can answer them, and a program that only
// posts forms cannot. A text that staff can change, a question a line: 一个星期有几天？ | 7 | 七
#ifndef SITE_QUESTIONS_H
#define SITE_QUESTIONS_H

#include "base/err.h"

typedef struct questions questions;

// Lines that are empty or begin with # say nothing. RC_INPUT: a line without an answer, or no question at all; RC_LIMIT: more than
// LIMIT_QUESTIONS. The text must outlive mem.
rc questions_read(str text, arena *mem, questions **out, err *e) NODISCARD;
str questions_usual(void);  // such a text, for who has no other

// Which one is asked, by any number.
str questions_ask(const questions *q, size_t which);
// Blanks, a full stop, and digits of full width or capital letters do not count.
bool questions_is_right(const questions *q, size_t which, str answer, arena *mem);

#endif
