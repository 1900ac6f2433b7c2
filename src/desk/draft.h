// desk/draft.h - what somebody filled in while no message could be sent: kept for a day, because they asked for it, and given back once to
// whoever has the link.
#ifndef DESK_DRAFT_H
#define DESK_DRAFT_H

#include "desk/code.h"

typedef enum { DRAFT_KEPT, DRAFT_TOO_MANY } draft_result;

// of: its form, number and address, which bound how much is kept. *token: what the link carries, in hex; only a hash of it is kept.
rc draft_keep(desk *d, const code_for *of, str content, int64_t now_ms, arena *mem, draft_result *out,
              str *token, err *e) NODISCARD;
// What was kept, which is gone then. Empty: there is none, or its day is over.
rc draft_take(desk *d, str token, int64_t now_ms, arena *mem, str *content, err *e) NODISCARD;

#endif
