// main/helper.h - the sender as a process beside the site: started, started again when it ends, and ended with the site.
#ifndef MAIN_HELPER_H
#define MAIN_HELPER_H

#include "main/settings.h"

#include <sys/types.h>

typedef struct {
    const settings *set;
    pid_t pid;  // 0: none runs
} helper;

rc helper_start(helper *h, err *e) NODISCARD;
// A process has ended (SIGCHLD): if it was the sender, another is started.
void helper_look(helper *h);
void helper_stop(helper *h);

#endif
