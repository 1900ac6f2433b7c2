// wire/answer_json.h - an answer as one JSON object, the same from every face of the program.
//
// Keys come in a fixed order; points, goals and findings stand at the top level under the names their law gives them:
// points as a number or [least, most], goals as true, false or null, findings as a text or null.
#ifndef WIRE_ANSWER_JSON_H
#define WIRE_ANSWER_JSON_H

#include "wire/facts.h"
#include "wire/json_write.h"

// Writes one value, the object. who: for the id; NULL: none. The trace is written when the answer has one.
void answer_json_write(json_writer *w, const facts *who, const jifen_answer *a);

// {"id": …, "error": "…"} for a person who could not be answered; the id is null when it is not known.
void answer_json_write_error(json_writer *w, const facts *who, const err *e);

#endif
