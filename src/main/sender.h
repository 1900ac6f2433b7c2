// main/sender.h - sends what waits in the outbox, one message after another, in a process of its own: no other reads the provider's key.
#ifndef MAIN_SENDER_H
#define MAIN_SENDER_H

#include "desk/desk.h"
#include "main/account.h"

// Until *is_over; a is NULL: messages are printed on standard error in place of being sent; now_ms is the clock; checkpoints: a file for signed lines about the audit, empty: none.
rc sender_run(desk *d, const account *a, const char *checkpoints, int64_t (*now_ms)(void),
              volatile const int *is_over, err *e) NODISCARD;

#endif
