// main/batch_run.h - drives a batch from a file to standard output, with one thread or several.
#ifndef MAIN_BATCH_RUN_H
#define MAIN_BATCH_RUN_H

#include "main/say.h"
#include "wire/batch.h"

// file: its name, "-" for standard input. Rows come out in the order they went in, however many threads answer them.
ending batch_run(const batch_options *o, const char *file, size_t n_threads, arena *mem);

#endif
