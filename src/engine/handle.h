// engine/handle.h - what stands behind the handles of jifen.h. Private to engine/.
#ifndef ENGINE_HANDLE_H
#define ENGINE_HANDLE_H

#include "engine/jifen.h"
#include "eval/shape.h"
#include "law/law.h"

struct jifen_law {
    const law *law;
    const shapes *shapes;
    jifen_law_info info;
    jifen_fact *facts;   // [law->n_facts]
    jifen_type *fields;  // [law->n_fields]
};

struct jifen {
    jifen_law *laws;  // [n], by id, then by first day in force
    size_t n;
};

#endif
