// tests/unit/site/schema.h - does a JSON text fit a JSON Schema? As much of it as the API's description uses: $ref, type, enum,
// const, anyOf, properties, required, additionalProperties, items, minItems, maxItems, minimum, maximum, pattern and
// format date. A word it does not know makes nothing fit, so none is passed over.
#ifndef TESTS_SCHEMA_H
#define TESTS_SCHEMA_H

#include "wire/json_read.h"

// The value of a path such as "components/schemas/Facts" in a document; a bookmark in front of it. False: none.
// Names within the path hold no "/".
bool schema_find(json_reader document, str path, json_reader *out);

// The value a reader stands in front of, against the schema another stands in front of; $ref is looked up in `document`.
bool schema_fits(json_reader document, json_reader schema, json_reader value);

// The names of an object, in order: at most `most`. Answers how many there are.
size_t schema_names(json_reader object, str *out, size_t most);

#endif
