// main/say.h - what the program says to people besides its results: lines on standard error that begin with `jifen: `,
// the exit statuses, and results on standard output that are known to have been written.
#ifndef MAIN_SAY_H
#define MAIN_SAY_H

#include "base/err.h"

typedef enum {
    ENDED_WELL = 0,
    ENDED_INTERNAL = 1,  // a failure of ours, of memory or of the disk
    ENDED_INPUT = 2,     // bad input or usage; nothing was written to standard output
    ENDED_ROWS = 3       // some rows or cases are bad; the rest was done
} ending;

// A line by the format of buf_print.
void say(const char *format, ...);

// An error in a file: jifen: FILE:LINE: fact 'NAME': expected …, found …
void say_error(const char *file, const err *e);

// Several lines that were made elsewhere, such as diagnostics, as they are.
void say_lines(str text);

ending ending_of(rc code);

// Everything, to standard output. ENDED_INTERNAL when it cannot be written, which is said.
ending write_out(str text);

// The letters of an argument; C strings end at the border.
str str_of_argument(const char *s);

#endif
