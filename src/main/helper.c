// SPDX-License-Identifier: Apache-2.0
#define _POSIX_C_SOURCE 200809L
#include "main/helper.h"

#include "main/say.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TEXT_BYTES = 4096 };

extern char **environ;

// Not a fork: other threads run, and the process must have no connection of theirs to the database.
rc helper_start(helper *h, err *e) {
    char program[] = "jifen-server", mode[] = "--sender", data_flag[] = "--data", db_flag[] = "--db",
         checkpoints_flag[] = "--checkpoints", print_flag[] = "--sms-print", reminders_flag[] = "--reminders",
         yes[] = "yes", no[] = "no";
    char data[TEXT_BYTES], db[TEXT_BYTES],
        checkpoints[TEXT_BYTES];  // an argument may be written to by whom it is given to
    char *arguments[] = {program,
                         mode,
                         data_flag,
                         data,
                         db_flag,
                         db,
                         checkpoints_flag,
                         checkpoints,
                         print_flag,
                         h->set->prints_sends ? yes : no,
                         reminders_flag,
                         h->set->has_reminders ? yes : no,
                         NULL};
    posix_spawnattr_t how;
    sigset_t none;
    sigemptyset(&none);
    (void)posix_spawnattr_init(&how);
    (void)posix_spawnattr_setsigmask(&how, &none);
    (void)posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK);
    bool fits = snprintf(data, sizeof data, "%s", h->set->data) < TEXT_BYTES &&
                snprintf(db, sizeof db, "%s", h->set->db) < TEXT_BYTES &&
                snprintf(checkpoints, sizeof checkpoints, "%s", h->set->checkpoints) < TEXT_BYTES;
    int failed = fits ? posix_spawn(&h->pid, "/proc/self/exe", NULL, &how, arguments, environ) : ENAMETOOLONG;
    (void)posix_spawnattr_destroy(&how);
    if (failed == 0)
        return RC_OK;
    h->pid = 0;
    return err_set(e, RC_STORE, "the sender does not start: {s}", str_of_argument(strerror(failed)));
}

void helper_look(helper *h) {
    err e;
    err_clear(&e);
    if (h->pid == 0 || waitpid(h->pid, NULL, WNOHANG) != h->pid)
        return;
    say("the sender has ended and is started again");
    sleep(1);
    if (helper_start(h, &e) != RC_OK)
        say("{s}", err_text(&e));
}

void helper_stop(helper *h) {
    if (h->pid == 0)
        return;
    (void)kill(h->pid, SIGTERM);
    (void)waitpid(h->pid, NULL, 0);
}
