// SPDX-License-Identifier: Apache-2.0
#define _POSIX_C_SOURCE 200809L
#include "main/tool.h"

#include "main/say.h"

#include <errno.h>
#include <libpq-fe.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

enum { VARIABLES_MOST = 256, ADDRESS_BYTES = 1024, TEXT_BYTES = 8192 };

extern char **environ;

typedef struct {
    char *all[VARIABLES_MOST];  // NULL behind the last
    size_t n;
    char text[TEXT_BYTES];
    size_t used;
    bool is_full;
} environment;

static void put(environment *v, char *entry) {
    v->is_full |= v->n + 1 == VARIABLES_MOST;
    if (!v->is_full)
        v->all[v->n++] = entry;
}

static void put_pair(environment *v, const char *name, const char *value) {
    char *at = v->text + v->used;
    size_t room = sizeof v->text - v->used;
    int n = snprintf(at, room, "%s=%s", name, value);
    v->is_full |= n < 0 || (size_t)n >= room;
    if (v->is_full)
        return;
    v->used += (size_t)n + 1;
    put(v, at);
}

// What an address says stands in front of what the environment said: of two of a name the first one counts.
static bool put_address(environment *v, const char *address) {
    PQconninfoOption *all = PQconninfoParse(address, NULL);
    for (PQconninfoOption *o = all; o != NULL && o->keyword != NULL; o++)
        if (o->val != NULL && o->envvar != NULL)
            put_pair(v, o->envvar, o->val);
    PQconninfoFree(all);
    return all != NULL;
}

static rc run(char *const *words, environment *v, err *e) {
    pid_t pid = 0;
    int status = 0;
    int failed = posix_spawnp(&pid, words[0], NULL, NULL, words, v->all);
    if (failed != 0)
        return err_set(e, RC_STORE, "{s} does not start: {s}", str_of_argument(words[0]),
                       str_of_argument(strerror(failed)));
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0
               ? RC_OK
               : err_set(e, RC_STORE, "{s} has failed", str_of_argument(words[0]));
}

rc tool_run(char *const *words, str db, err *e) {
    environment v = {0};
    char address[ADDRESS_BYTES];
    if (snprintf(address, sizeof address, "%.*s", (int)db.len, db.ptr) >= (int)sizeof address)
        return err_set(e, RC_INPUT, "--db: the address is too long");
    if (!put_address(&v, address))
        return err_set(e, RC_INPUT, "--db: expected an address such as postgres://user@host/name");
    for (char **entry = environ; *entry != NULL; entry++)
        put(&v, *entry);
    if (v.is_full)
        return err_set(e, RC_LIMIT, "the environment is too long for {s}", str_of_argument(words[0]));
    return run(words, &v, e);
}
