// site/tool.h - the pages of a short interview: a start, one question a page, and the answer. Which questions, in which order, and
// which part of the answer comes first stand in the law.
#ifndef SITE_TOOL_H
#define SITE_TOOL_H

#include "site/answers.h"

// Where a tool lives: what it shows, the path of its steps and that of its result.
typedef struct {
    tool_shows shows;
    str path, result;
    str file;        // where its dates are had as a file
    str law;         // whose tool it is; empty: the site's
    bool has_dates;  // its answer shows dates, too
} tool_place;

extern const tool_place tool_places[];  // [n_tool_places]
extern const size_t n_tool_places;

const tool_place *tool_at(str path);  // by any of its paths; NULL: no tool's

// The law of a tool, and the tool there; NULL: that law has none.
const jifen_law *tool_law(const site *s, const tool_place *at, int64_t on);
const jifen_tool *tool_of(const site *s, const tool_place *at, int64_t on);

// The answer's page, for facts that hold together.
void result_put(const site *s, const request *q, response *r, const tool_place *at, const answers *facts,
                const jifen_answer *a);

#endif
