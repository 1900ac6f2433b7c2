// main/policy.h - the verbs about laws themselves: check, test, fmt, show.
#ifndef MAIN_POLICY_H
#define MAIN_POLICY_H

#include "engine/jifen.h"
#include "main/options.h"
#include "main/say.h"

// Each is given what was asked for, and all laws where it needs them.
ending policy_check(const options *o, const jifen *j, arena *mem);
ending policy_test(const options *o, const jifen *j, arena *mem);
ending policy_fmt(const options *o, arena *mem);
ending policy_show(const options *o, const jifen *j, int64_t on, arena *mem);

#endif
