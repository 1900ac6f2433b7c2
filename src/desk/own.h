// desk/own.h - what a visitor may do with what is kept of them: see all of it, correct it, take back an agreement, have it deleted.
//
// Whoever calls this has had the number proven. Each act stands in the audit, by the request's number and without what it says.
#ifndef DESK_OWN_H
#define DESK_OWN_H

#include "desk/lead.h"

typedef struct {
    str purpose, receiver;
    int64_t given_ms, withdrawn_ms;  // withdrawn_ms 0: it stands
} own_consent;

// All of a request, whichever of its references it is asked for by (lead_family).
typedef struct {
    const lead *request;          // the one that goes on. NULL: there is none of that reference
    const own_consent *consents;  // [n_consents], the first given first; those to what was merged into it too
    size_t n_consents;
    const lead_event *events;  // [n_events], in their order; who of the staff it was is not the visitor's
    size_t n_events;
    review last;       // what staff made of the answers
    lead_list merged;  // other wishes of the number that became part of this one
} own_record;

rc own_find(desk *d, str ref, arena *mem, own_record *out, err *e) NODISCARD;
// It was shown to its visitor, or given to them as a file. as: "shown", "exported".
rc own_note(desk *d, str id, str as, int64_t now_ms, arena *mem, err *e) NODISCARD;

typedef struct {
    str name, slot, district, question;  // district and question may be empty
} own_correction;
// DEED_STALE: it was changed since `version`.
rc own_correct(desk *d, str ref, int64_t version, const own_correction *to, int64_t now_ms, arena *mem,
               deed_result *out, err *e) NODISCARD;

// Take back what was agreed to for a purpose, for this request and all that was merged with it. Without "call" it is called off;
// without "answers" they are gone, with what staff made of them.
// DEED_REFUSED: nothing stands that could be taken back.
rc own_withdraw(desk *d, str ref, str purpose, int64_t now_ms, arena *mem, deed_result *out, err *e) NODISCARD;

// Everything of a number: its requests with all that hangs on them, codes, reminders, messages that wait, drafts. What only counts
// (limits, and that nobody may call) stays, as keyed hashes; so do receipts, which are nobody's. Whether there was anything does not show. *out CODE_RIGHT: it is deleted;
// asked again for the same flow it answers the same.
rc own_delete_all(desk *d, const code_for *proof, str code, int64_t now_ms, arena *mem, code_check *out,
                  err *e) NODISCARD;

#endif
