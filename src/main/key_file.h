// main/key_file.h - the key that signs addresses, in a file that only its owner can read: DATA/calendar.key, 32 random bytes.
#ifndef MAIN_KEY_FILE_H
#define MAIN_KEY_FILE_H

#include "base/err.h"
#include "site/token.h"

// Read the key, or make folder and key on the first start. RC_INPUT: it cannot be, and why.
rc key_file_open(const char *folder, token_key *out, err *e) NODISCARD;

#endif
