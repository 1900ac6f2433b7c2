// engine/carry.h - a person described under one version of a law, described under another. Private to engine/.
#ifndef ENGINE_CARRY_H
#define ENGINE_CARRY_H

#include "engine/jifen.h"

// Facts, options and record fields are the same when their names are. What the other version does not know, measures in
// another way or does not take counts as not given; records of which one does not fit are left out as a whole.
// The records of *out live in mem. False: no memory.
bool carry_person(const jifen_law *from, const jifen_law *to, const person *p, arena *mem, person *out);

#endif
