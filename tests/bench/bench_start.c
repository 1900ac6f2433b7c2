// SPDX-License-Identifier: Apache-2.0
// bench_start JIFEN - the time from starting the program to having its answer, beside a program that does nothing.
#define _POSIX_C_SOURCE 200809L
#include "bench/bench.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

enum { STARTS = 20 };

extern char **environ;

// Start a program with its output thrown away, and wait until it has ended well.
static bool start(char **argv) {
    posix_spawn_file_actions_t actions;
    pid_t pid;
    int status = -1;
    if (posix_spawn_file_actions_init(&actions) != 0)
        return false;
    bool started = posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0) == 0 &&
                   posix_spawn(&pid, argv[0], &actions, NULL, argv, environ) == 0;
    (void)posix_spawn_file_actions_destroy(&actions);  // nothing to be done about it
    return started && waitpid(pid, &status, 0) == pid && status == 0;
}

static bool start_all(void *ctx) {
    for (int i = 0; i < STARTS; i++)
        if (!start(ctx))
            return false;
    return true;
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: bench_start JIFEN\n");
        return 2;
    }
    char *nothing[] = {(char[]){"/bin/true"}, NULL};
    char *assess[] = {argv[1], (char[]){"assess"}, (char[]){"docs/example.json"}, NULL};
    bench_time least = bench_run(start_all, nothing, STARTS);
    bench_print("/bin/true", least, 0);
    bench_print("jifen assess docs/example.json", bench_run(start_all, assess, STARTS),
                2 * least.median + 0.005);
    return 0;
}
