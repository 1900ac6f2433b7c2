// desk/lead.h - a visitor's wish to be called: taken when its number was proven, worked on by staff, never lost.
#ifndef DESK_LEAD_H
#define DESK_LEAD_H

#include "desk/code.h"
#include "desk/status.h"

// One agreement: to one purpose, by one receiver, in these words.
typedef struct {
    str purpose, receiver, words;
} consent;

typedef struct {
    code_for proof;            // flow, number, address; its purpose is "call"
    str name, question, slot;  // question may be empty
    str district;              // its code; empty: they did not say
    str answers;               // what was worked out before, in the form described at `lead`; may be empty
    const consent *consents;   // [n_consents]
    size_t n_consents;
} wish;

typedef struct {
    code_check check;  // CODE_RIGHT: it is taken
    bool is_other;  // it was before, by this flow, and says something else than what came now, of which nothing is kept
    str ref;
    int64_t due_ms;
    bool may_move;
} taken;

// Asked again for the same flow it answers what it answered: pressed twice, reloaded or gone back to, it is one request. The code is not
// looked at again then.
rc lead_take(desk *d, const wish *w, str code, int64_t now_ms, arena *mem, taken *out, err *e) NODISCARD;

// In place of what does not open: one spoilt value hides itself and nothing else.
#define LEAD_UNREADABLE STR("读不出")

// A request as staff see it.
//
// is_broken: something of it was not sealed with this key, or is not whole. Its name, question and notes then are LEAD_UNREADABLE, its
// number and answers empty.
// answers: what a tool was told, which the visitor saw and sent along; may be empty. application/x-www-form-urlencoded, `fact=value&…`
// in the order they were given, as the pages themselves post them, so that a form is read from it and answers from that. A fact that
// another follows from, such as a day of birth, is replaced by what follows; private facts are not in it. `on:=day` is the day that
// counted where one was asked for, else that of made_ms counts. At most LIMIT_ENCLOSED_BYTES; sent only under the consent "answers".
typedef struct {
    str id, ref, phone, name, question, answers, slot, outcome;
    str district;  // its code; empty: the visitor did not say
    str owner;     // empty: nobody
    lead_status status;
    int64_t made_ms, version;
    bool is_broken;
} lead;

typedef struct {
    const lead *all;  // [n], what is due first first
    size_t n;
} lead_list;

// Of those that are open at most so many, behind this one; NULL: from the first on.
rc lead_queue(desk *d, const lead *behind, int64_t most, arena *mem, lead_list *out, err *e) NODISCARD;

// Those whose owner is here no more, or does no calls now.
rc lead_left(desk *d, int64_t most, arena *mem, lead_list *out, err *e) NODISCARD;

// A part of the open requests, as one of the staff looks at them: their own first, and in each half what is to be done first first.
typedef struct {
    str who;
    bool own, free, others;  // which: theirs, nobody's, anybody else's
    int64_t skip, most;
} queue_wish;
rc lead_queue_of(desk *d, const queue_wish *w, arena *mem, lead_list *out, err *e) NODISCARD;

// *out is NULL when there is none of that reference.
rc lead_find(desk *d, str ref, arena *mem, const lead **out, err *e) NODISCARD;
// Other open requests of the same number; requests that were merged into this one. The oldest first.
rc lead_twins(desk *d, const lead *l, arena *mem, lead_list *out, err *e) NODISCARD;
rc lead_merged(desk *d, const lead *l, arena *mem, lead_list *out, err *e) NODISCARD;
// What was merged is one request of one person, whichever of its references it is asked for by: the one that goes on, then those that
// were merged into it, the oldest first. None: there is none of that reference.
rc lead_family(desk *d, str ref, arena *mem, lead_list *out, err *e) NODISCARD;

typedef struct {
    int64_t at_ms;
    str kind, actor, note;  // actor: the name of one of the staff; empty: the visitor, or time
} lead_event;
rc lead_history(desk *d, const lead *l, arena *mem, const lead_event **out, size_t *n, err *e) NODISCARD;

// The visitor's answers as staff last went over them. seq 0: nobody has.
typedef struct {
    int64_t seq, at_ms;
    str actor, answers;
    bool is_broken;  // they do not open, and are empty
} review;
rc lead_review(desk *d, const lead *l, arena *mem, review *out, err *e) NODISCARD;

// What somebody of the staff, the visitor or time does to it.
typedef struct {
    happening what;
    int64_t until_ms;
    str actor;     // who; may be empty
    str owner;     // of HAPPENS_ASSIGN: to whom
    str outcome;   // of HAPPENS_CLOSE and HAPPENS_CALL: a word
    bool is_stop;  // nobody may send to or call this number again; what else is open for it ends
    str note;      // may be empty, but of HAPPENS_PAUSE; the visitor can have it shown
    str answers;   // of HAPPENS_REVIEW
} deed;

typedef enum {
    DEED_DONE,
    DEED_REFUSED,
    DEED_STALE
} deed_result;  // stale: somebody else changed it since `version`

rc lead_do(desk *d, str ref, int64_t version, const deed *what, int64_t now_ms, arena *mem, deed_result *out,
           err *e) NODISCARD;
// The same inside the caller's transaction.
rc lead_act(desk *d, str ref, int64_t version, const deed *what, int64_t now_ms, arena *mem, deed_result *out,
            err *e) NODISCARD;

// What happened to a request stands with it, and in the audit, which outlives it; so `kind` and `reason` name nobody. note: sealed, and
// kept with the request alone. Inside the caller's transaction, and the last thing in it.
typedef struct {
    str kind, actor, note, reason;  // actor: the number of one of the staff; all but kind may be empty
} happened;
rc lead_put_event(desk *d, str id, const happened *what, int64_t now_ms, arena *mem, err *e) NODISCARD;

// Make one of all open requests of this one's number: the oldest goes on with its own deadline, and its own consultant; where it has
// none, with this one's. So with its district: where it has none, it is the first that one of the others names. Refused: there is no
// other. *into is the reference of the one that goes on.
rc lead_merge(desk *d, str ref, int64_t version, str actor, int64_t now_ms, arena *mem, deed_result *out,
              str *into, err *e) NODISCARD;

// With everything that hangs on it, and all that was merged with it. There may be none.
rc lead_delete(desk *d, str ref, int64_t now_ms, arena *mem, err *e) NODISCARD;

#endif
