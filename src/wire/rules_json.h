// wire/rules_json.h - the law as JSON: the list of its names, and all about one of them.
#ifndef WIRE_RULES_JSON_H
#define WIRE_RULES_JSON_H

#include "engine/jifen.h"
#include "wire/json_write.h"

// One version of a law: id, version, title, unit, days, points and goals.
void rules_json_law(json_writer *w, const jifen_law_info *info);

// {law, sources, names}.
void rules_json_catalog(json_writer *w, const jifen_law *l);

// {law, name, entries}: everything of that name. RC_INPUT: there is nothing (nothing is written).
rc rules_json_name(json_writer *w, const jifen_law *l, str name, arena *mem, err *e) NODISCARD;

#endif
