// SPDX-License-Identifier: Apache-2.0
#define _POSIX_C_SOURCE 200809L
#include "main/confine.h"

#include <sys/prctl.h>
#include <sys/resource.h>

// One byte, not none: with none a program that collects cores (core_pattern with |) is started all the same.
static bool drop_cores(void) {
    struct rlimit most;
    if (getrlimit(RLIMIT_CORE, &most) != 0)
        return false;
    most.rlim_max = most.rlim_max > 1 ? 1 : most.rlim_max;
    most.rlim_cur = most.rlim_max;
    return setrlimit(RLIMIT_CORE, &most) == 0;
}

rc confine(err *e) {
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || !drop_cores())
        return err_set(e, RC_BUG, "the process cannot give up what it does not need");
    return RC_OK;
}
