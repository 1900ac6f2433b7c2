// main/laws.h - the laws the program works with: those built in, or those of files and folders that were named.
#ifndef MAIN_LAWS_H
#define MAIN_LAWS_H

#include "engine/jifen.h"

// Read a file, or the *.md files of a folder and the folders in it. Files built in that belong to every law (calendars)
// join, unless one of those named does. n 0: everything built in. What is wrong is said on standard error.
// What is built in was proved by the suite before it was built in, and is proved again only when asked (`prove`).
rc laws_open(const char *const *paths, size_t n, bool prove, arena *mem, jifen **out) NODISCARD;

// One pack file.
rc laws_read_file(const char *path, arena *mem, jifen_file *out, err *e) NODISCARD;

#endif
