// main/confine.h - what a process that serves gives up before it begins.
#ifndef MAIN_CONFINE_H
#define MAIN_CONFINE_H

#include "base/err.h"

// No rights are gained by whatever program it may come to run, and no memory, in which keys and numbers stand, is written to disk when
// it ends. RC_BUG: the system refuses.
rc confine(err *e) NODISCARD;

#endif
