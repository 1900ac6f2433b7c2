// desk/totp.h - codes of six digits, another every 30 seconds (RFC 6238, SHA-1 as the phones' programs have it).
#ifndef DESK_TOTP_H
#define DESK_TOTP_H

#include "base/buf.h"

// The step of the clock that the code is of: the present one or the one before. -1: neither.
int64_t totp_find(str secret, str code, int64_t now_ms);
int64_t totp_step(int64_t now_ms);             // the present one
void totp_print_secret(str secret, buf *out);  // base32, as it is typed into a phone

#endif
