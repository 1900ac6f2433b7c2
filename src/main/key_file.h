// main/key_file.h - keys, each 32 random bytes in a file that only its owner can read: DATA/calendar.key signs addresses of calendars,
// DATA/root.key seals the database.
#ifndef MAIN_KEY_FILE_H
#define MAIN_KEY_FILE_H

#include "base/err.h"

enum { KEY_BYTES = 32 };

// Read DATA/NAME, or make folder and key on the first start. RC_INPUT: it cannot be, and why; lost: what is lost with the key.
rc key_file_open(const char *folder, const char *name, const char *lost, unsigned char out[KEY_BYTES],
                 err *e) NODISCARD;

#endif
