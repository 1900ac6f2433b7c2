// main/file_copy.h - files as a whole: what their bytes come to, a copy of them, that they are on the disk.
#ifndef MAIN_FILE_COPY_H
#define MAIN_FILE_COPY_H

#include "base/err.h"

// Size and SHA-256 in hex, in mem; the file is on the disk afterwards. RC_INPUT: it cannot be read.
rc file_sum(const char *path, arena *mem, int64_t *out_bytes, str *out_sha256, err *e) NODISCARD;
rc file_copy(const char *from, const char *to, err *e) NODISCARD;  // RC_STORE: it cannot be written
// Gives what was written under one name another one, which must not be there. Both names are in one folder.
rc file_publish(const char *from, const char *to, err *e) NODISCARD;
bool file_is(const char *path);

#endif
