// engine/value_words.h - what a value should have looked like, and what was found instead. Private to engine/.
#ifndef ENGINE_VALUE_WORDS_H
#define ENGINE_VALUE_WORDS_H

#include "engine/jifen.h"

// All answer RC_INPUT with "expected ..., found ...".
rc value_refuse(const jifen_type *t, str found, err *e);       // with the nearest option, where one is near
rc value_refuse_fine(const jifen_type *t, str found, err *e);  // too many decimals
rc value_refuse_order(str found, err *e);                      // most..least
rc value_refuse_set(const jifen_type *t, set found, err *e);
rc value_refuse_records(str found, err *e);

// `a whole number 0..48`, `one of paper, cloth`, `a date like 2026-03-10 or none`.
void value_put_expected(const jifen_type *t, buf *out);
// Found, as it is quoted: 'x', cut when long; nothing when empty.
void value_put_found(str found, buf *out);

#endif
