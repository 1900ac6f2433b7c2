// site/tool.h - the pages of a short interview: a start, one question a page, and the answer. Which questions, in which order, and
// which part of the answer comes first stand in the law.
#ifndef SITE_TOOL_H
#define SITE_TOOL_H

#include "site/answers.h"

// Where a tool lives: what it shows, the path of its steps and that of its result.
typedef struct {
    tool_shows shows;
    str path, result;
} tool_place;

extern const tool_place tool_places[];  // [n_tool_places]
extern const size_t n_tool_places;

const tool_place *tool_at(str path);  // by either path; NULL: no tool's

// The answer's page, for facts that hold together.
void result_put(const site *s, const request *q, response *r, const tool_place *at, const answers *facts,
                const jifen_answer *a);

#endif
