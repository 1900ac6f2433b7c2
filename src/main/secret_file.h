// main/secret_file.h - small files that only their owner can read, written whole or not at all.
#ifndef MAIN_SECRET_FILE_H
#define MAIN_SECRET_FILE_H

#include "base/err.h"

// The folder, made for its owner alone unless it is there.
rc secret_file_folder(const char *folder, err *e) NODISCARD;

// Of two that make it at once one wins: the file is then the other's.
rc secret_file_make(const char *path, str bytes, err *e) NODISCARD;
// In the place of what was there.
rc secret_file_replace(const char *path, str bytes, err *e) NODISCARD;

// At most `most` bytes into out. RC_INPUT: it cannot be read, is longer, or others can read it.
rc secret_file_read(const char *path, char *out, size_t most, size_t *out_len, err *e) NODISCARD;

#endif
