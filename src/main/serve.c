// SPDX-License-Identifier: Apache-2.0
#define _POSIX_C_SOURCE 200809L
#include "main/serve.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

// Where this program lies, with the name of the other. False: it cannot be told.
static bool find_server(char *path, size_t size) {
    static const char name[] = "jifen-server";
    ssize_t len = readlink("/proc/self/exe", path, size - 1);
    if (len <= 0)
        return false;
    path[len] = '\0';
    char *file = strrchr(path, '/') + 1;
    if ((size_t)(file - path) + sizeof name > size)
        return false;
    memcpy(file, name, sizeof name);
    return true;
}

ending serve_run(char **argv) {
    char path[PATH_MAX];
    if (find_server(path, sizeof path))
        (void)execv(path, argv);
    say("cannot run the jifen-server beside this program: {s}（没有找到 jifen-server，或者不能运行）",
        str_of_argument(strerror(errno)));
    return ENDED_INTERNAL;
}
