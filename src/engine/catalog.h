// engine/catalog.h - everything a law declares by name, as one list. Private to engine/.
#ifndef ENGINE_CATALOG_H
#define ENGINE_CATALOG_H

#include "engine/handle.h"

// In the order of the list.
typedef enum {
    GROUP_FACT,
    GROUP_RULE,
    GROUP_PARAM,
    GROUP_GOAL,
    GROUP_FINDING,
    GROUP_CHECK,
    GROUP_PAPER,
    GROUP_DATE,
    GROUP_DISPUTE,
    N_GROUPS
} name_group;

typedef struct {
    name_group group;
    uint32_t idx;  // into the law's list of them
} named;

named catalog_at(const law *l, size_t name);
size_t catalog_index(const law *l, named what);  // the other way round

// The section of a pack file a place stands in.
typedef struct {
    str heading, prose;
    uint32_t cases_from, cases_to;  // lines, to: behind the last; empty: no cases
} section_text;

// False: no memory.
bool prose_around(const law *l, place at, arena *mem, section_text *out);

#endif
