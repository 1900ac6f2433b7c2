// engine/handle.h - what stands behind the handles of jifen.h. Private to engine/.
#ifndef ENGINE_HANDLE_H
#define ENGINE_HANDLE_H

#include "engine/jifen.h"
#include "eval/needs.h"
#include "eval/shape.h"
#include "law/law.h"

// A part of the answer that can hang on a fact with a default.
typedef enum { SHOWN_POINTS, SHOWN_CHECK, SHOWN_NODE } shown_kind;
typedef struct {
    uint64_t facts;  // all it can look at
    uint64_t live;  // points that look at defaults alone: what they hang on when all of these are opened, whoever it is; else 0
    shown_kind kind;
    uint32_t idx;
} shown;

struct jifen_law {
    const law *law;
    const shapes *shapes;
    const needs *needs;
    const shown *shown;
    size_t n_shown;
    jifen_law_info info;
    jifen_fact *facts;   // [law->n_facts]
    const str *names;    // [law->n_facts] theirs, together: every JSON is read and written by them
    jifen_type *fields;  // [law->n_fields]
    jifen_tool *tools;   // [law->n_tools]
    jifen_ladder *ladders;
    size_t n_ladders;
};

struct jifen {
    jifen_law *laws;  // [n], by id, then by first day in force
    size_t n;
};

// What the handle holds ready beside facts and fields. False: no memory.
bool shown_make(jifen_law *j, arena *mem);                    // shown.c
bool tools_make(jifen_law *j, arena *mem);                    // tools.c
bool ladders_make(jifen_law *j, arena *mem);                  // ladder.c
bool bands_make(const fact *f, jifen_fact *out, arena *mem);  // ladder.c

#endif
