// main/ask.h - the interview in a terminal: one question at a time, back, change, and the report at the end.
#ifndef MAIN_ASK_H
#define MAIN_ASK_H

#include "engine/jifen.h"

#include <stdio.h>

typedef struct {
    int64_t on;    // day
    str law;       // its id; empty: the first one
    bool english;  // the program's own words; questions stay in the law's language
    bool colour;
    bool echo;  // repeat each line read: for input that is no terminal, so that what comes out can be read
    int width;  // columns; 0: 80
} ask_options;

// Ask until the answer is known or the person has enough, then print the report. Answers the exit code: 0, also
// when the person quits; 2 when no law is held on that day; 1 internal.
int ask_run(const jifen *j, FILE *in, FILE *out, ask_options o);

#endif
