// main/serve.h - `jifen serve`: the site is a program of its own, so that the command need not load what only a server needs.
#ifndef MAIN_SERVE_H
#define MAIN_SERVE_H

#include "main/say.h"

// Becomes the jifen-server in the folder of this program. `argv` begins with the verb, which is its name, and ends with NULL. Comes
// back only when that fails, and says why.
ending serve_run(char **argv);

#endif
