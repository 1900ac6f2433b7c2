// base/err.h - one result type, one error type. Details go to the caller's err, never to a global.
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include "base/buf.h"

#define NODISCARD __attribute__((warn_unused_result))

typedef enum {
    RC_OK,
    RC_INPUT,   // what a stranger gave cannot be used; err says where and why
    RC_LIMIT,   // a bound of limits.h was passed
    RC_MEMORY,  // no memory left
    RC_BUSY,    // somebody else was quicker; to be tried again
    RC_STORE,   // the database cannot: full, broken, away
    RC_BUG      // we broke a promise of our own
} rc;

// An error message: one line of valid UTF-8 in `text` (a control or broken byte put into it becomes '?'). `line` and `column` count from 1; 0 when unknown.
// `name` is the fact or column it is about, empty when none. A later message never overwrites an earlier one.
typedef struct {
    rc code;
    uint32_t line, column;
    char name[64];
    uint16_t name_len;
    char text[400];
    uint16_t text_len;
    uint16_t words_at, words_len;  // part of text
} err;

void err_clear(err *e);
// Set the message (format of buf_print) and answer `code`. e may be NULL. Text too long is cut at a whole UTF-8 letter.
rc err_set(err *e, rc code, const char *format, ...);
void err_at(err *e, uint32_t line, uint32_t column);  // fill in a place that is still 0
void err_about(err *e, str name);                     // fill in a name that is still empty
str err_text(const err *e);
str err_name(const err *e);
// Note that `words`, somewhere in the text, are a law's own sentence, for people who need no names of facts. Words that
// are not there whole are not noted.
void err_note_words(err *e, str words);
str err_words(const err *e);  // empty: none were noted

#endif
