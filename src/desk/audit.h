// desk/audit.h - who did what, in rows that each hold a hash of the row before: a row that was changed, left out or taken away is found.
// It names numbers of rows and of staff, nothing that names a visitor, so that deleting a visitor breaks nothing.
#ifndef DESK_AUDIT_H
#define DESK_AUDIT_H

#include "desk/desk.h"

enum { HASH_BYTES = 32, PAPER_GROUPS = 8 };

// Texts may be empty.
typedef struct {
    str actor;   // of staff: the number; empty: a visitor, or time
    str action;  // "sign_in", "lead_closed"
    str object;  // what it was done to: a number
    str result;  // "done", "refused"
    str reason;
} audit_entry;

// All that is ever told, as entries have it: whoever shows them has a word for each.
extern const str audit_actions[];  // [n_audit_actions]
extern const size_t n_audit_actions;

// In the transaction of the act itself, and as the last thing in it: others wait for the chain from here on. On whose behalf: d->by.
rc audit_put(desk *d, const audit_entry *entry, int64_t now_ms, arena *mem, err *e) NODISCARD;
// The same in a transaction of its own.
rc audit_put_alone(desk *d, const audit_entry *entry, int64_t now_ms, arena *mem, err *e) NODISCARD;
// One statement, and when it gave a row that it was done, in one transaction.
rc audit_once(desk *d, statement which, const value *takes, size_t n, const audit_entry *entry,
              int64_t now_ms, arena *mem, rows *out, err *e) NODISCARD;

typedef struct {
    int64_t seq, at_ms, form;
    audit_entry entry;
    caller by;
    str before, hash;
} audit_row;

typedef struct {
    const audit_row *all;  // [n]
    size_t n;
} audit_rows;

// The newest first, from before that row on; 0: from the end.
rc audit_list(desk *d, int64_t before, size_t most, arena *mem, audit_rows *out, err *e) NODISCARD;

typedef struct {
    int64_t n;          // rows
    int64_t broken_at;  // the first row that does not fit; 0: all do
    int64_t seq;        // the last row, and its hash
    unsigned char head[HASH_BYTES];
} audit_state;

// Goes over all rows.
rc audit_verify(desk *d, arena *mem, audit_state *out, err *e) NODISCARD;
// Goes on from where it was: over what came since.
rc audit_follow(desk *d, arena *mem, audit_state *state, err *e) NODISCARD;

// A line that says how far the chain had come, signed: kept elsewhere it shows when the end is taken away, or all of it written anew.
str audit_checkpoint(const desk *d, const audit_state *state, int64_t now_ms, arena *mem);
typedef enum { CHECKPOINT_FITS, CHECKPOINT_FORGED, CHECKPOINT_BROKEN } checkpoint_check;
// Does the chain still hold what such a line says?
rc audit_check(desk *d, str line, arena *mem, checkpoint_check *out, err *e) NODISCARD;

// The last such line also stands in the database, for whoever looks at the audit; line is empty: there is none yet.
typedef struct {
    int64_t seq, at_ms;
    str line;
} kept_checkpoint;
rc audit_keep(desk *d, const audit_state *state, str line, int64_t now_ms, arena *mem, err *e) NODISCARD;
rc audit_kept(desk *d, arena *mem, kept_checkpoint *out, err *e) NODISCARD;

// Half of a hash in eight groups of five digits, to be copied by hand.
str audit_paper(str hash, arena *mem);

#endif
