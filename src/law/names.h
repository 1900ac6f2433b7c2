// law/names.h - every name of a law with what it stands for: one table for all name spaces. Internal to law/.
#ifndef LAW_NAMES_H
#define LAW_NAMES_H

#include "law/vec.h"
#include "law/diag.h"

typedef enum {
    SPACE_SOURCE,
    SPACE_SECTION,
    SPACE_FACT,
    SPACE_FIELD,
    SPACE_EACH,
    SPACE_VALUE,
    SPACE_PARAM,
    SPACE_POINTS,
    SPACE_GOAL,
    SPACE_FINDING,
    SPACE_CHECK,
    SPACE_HOLDER,
    SPACE_PAPER,
    SPACE_DATE,
    SPACE_DISPUTE,
    SPACE_TOOL,
    SPACE_ROUTE,
    SPACE_BROKEN,
    SPACE_COUNT
} space;

#define NAME_MISSING UINT32_MAX

typedef struct {
    str text;  // view; len 0: a free place
    space in;
    uint32_t idx;
    place at;
} name_entry;

typedef struct {
    name_entry *table;  // [cap], open addressing
    uint32_t cap;       // a power of two, more than twice the names
} name_table;

bool names_init(name_table *n, uint32_t most, arena *mem);  // false: no memory
// Enter a name that is not empty. NULL, or the entry that was there already.
const name_entry *names_add(name_table *n, space in, str text, uint32_t idx, place at);
void names_move(name_table *n, space in, str text, uint32_t idx);  // it stands for idx now
uint32_t names_find(const name_table *n, space in, str text);      // NAME_MISSING when absent
// The nearest name of the spaces in `mask` (bit = space), at most 2 edits away; empty when none is near.
str names_near(const name_table *n, uint32_t mask, str text);

#endif
