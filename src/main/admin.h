// main/admin.h - what is done on the machine itself: jifen-server admin VERB … --data DIR --db WHERE
#ifndef MAIN_ADMIN_H
#define MAIN_ADMIN_H

#include "main/service.h"

// words: what stands between `admin` and the settings. RC_INPUT: what was expected.
rc admin_run(char *const *words, size_t n, const settings *set, int64_t now_ms, int64_t today, arena *mem,
             err *e) NODISCARD;

#endif
