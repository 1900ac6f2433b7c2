// main/key_file.h - keys, in files that only their owner can read: DATA/calendar.key, 32 random bytes, signs addresses of calendars;
// DATA/root.key is the ring (desk/ring.h) that the database is sealed with.
#ifndef MAIN_KEY_FILE_H
#define MAIN_KEY_FILE_H

#include "base/err.h"
#include "desk/ring.h"

enum { KEY_BYTES = 32 };

// Read DATA/NAME, or make folder and key on the first start. RC_INPUT: it cannot be, and why; lost: what is lost with the key.
rc key_file_open(const char *folder, const char *name, const char *lost, unsigned char out[KEY_BYTES],
                 err *e) NODISCARD;

// The same for the ring; wipe it afterwards.
rc ring_file_open(const char *folder, key_ring *out, err *e) NODISCARD;
rc ring_file_read(const char *folder, key_ring *out, err *e) NODISCARD;  // RC_INPUT: it is not there
rc ring_file_write(const char *folder, const key_ring *r, err *e) NODISCARD;

#endif
