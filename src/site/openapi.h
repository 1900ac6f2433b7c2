// site/openapi.h - the shapes of what the API takes and gives, as JSON Schema, made from the facts of a law.
#ifndef SITE_OPENAPI_H
#define SITE_OPENAPI_H

#include "engine/jifen.h"
#include "wire/json_write.h"

// The schemas by name, inside an object that the caller opened: Facts, Record, Answer, RowError, Problem, Policies,
// Questions and what these are made of.
void openapi_put_schemas(json_writer *w, const jifen_law *l);

// {"$ref": "#/components/schemas/NAME"}
void openapi_put_ref(json_writer *w, str name);

#endif
