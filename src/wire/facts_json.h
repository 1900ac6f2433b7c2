// wire/facts_json.h - one JSON object of facts becomes one person.
//
//   {"id": "7", "on": "2026-03-10", "FACT": 36, "FACT": [36, 48], "FACT": null, "FACT": ["a", "b"], "FACT": [{…}]}
//
// Numbers are numbers, days and options are texts; a pair is least and most, a list of options what is still possible (for a
// set: its members), null is unknown, a list of objects are records. Nothing is guessed: an unknown name, a name given
// twice, a wrong kind is an error with the line it stands in.
#ifndef WIRE_FACTS_JSON_H
#define WIRE_FACTS_JSON_H

#include "wire/facts.h"

// text: at most LIMIT_SOURCE_BYTES; must outlive *out as mem must. line: the number of its first line.
// On an error out->id and has_id are still good if the id was reached; nothing else is.
rc facts_json_read(const facts_frame *f, str text, uint32_t line, arena *mem, facts *out, err *e) NODISCARD;

// A JSON list of records on its own, as a CSV cell holds it, put into the person.
rc facts_json_put_records(const jifen_law *l, str text, uint32_t line, arena *mem, person *p, err *e) NODISCARD;

#endif
