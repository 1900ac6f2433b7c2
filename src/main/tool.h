// main/tool.h - PostgreSQL's own programs, pg_dump and pg_restore, as its packages bring them.
#ifndef MAIN_TOOL_H
#define MAIN_TOOL_H

#include "base/err.h"

// Runs words[0], found by PATH, with the words behind it up to NULL, and waits. Where the database is, and as whom, it learns from its
// environment, where no other user of the machine can read a password. RC_STORE: it is not there, or ended badly; what it said stands on
// standard error.
rc tool_run(char *const *words, str db, err *e) NODISCARD;

#endif
