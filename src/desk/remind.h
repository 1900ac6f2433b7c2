// desk/remind.h - messages before days that a visitor asked to be reminded of: 30, 7 and 1 days ahead, each at most once.
//
// Asked for by a code and an agreement of its own, ended by whoever has the link in a message or the number. A row holds the day and what
// the law calls it, nothing of the person. Who asks again gets the new days in place of the old.
#ifndef DESK_REMIND_H
#define DESK_REMIND_H

#include "desk/lead.h"

enum { REMIND_DATES_MOST = 16 };

typedef struct {
    str kind;     // what the law calls it
    int64_t day;  // number of the day
} remind_date;

typedef struct {
    code_for proof;            // its purpose is REMIND_PURPOSE
    consent agreed;            // purpose "remind", the receiver, the words
    const remind_date *dates;  // [n_dates]
    size_t n_dates;            // at most REMIND_DATES_MOST
} remind_wish;

#define REMIND_PURPOSE STR("remind")
#define REMIND_STOP_PURPOSE STR("remind_stop")

typedef struct {
    code_check check;  // CODE_RIGHT: it is noted
    int64_t n;         // messages to come
    int64_t first_ms;  // not before that
} reminded;

// Is there a day left to send one on? What is sent is sent after today.
bool remind_is_ahead(int64_t day, int64_t today);

// Asked again for the same flow it answers what it answered.
rc remind_take(desk *d, const remind_wish *w, str code, int64_t now_ms, arena *mem, reminded *out,
               err *e) NODISCARD;

// Puts what is due into the outbox. Meant to be called every few seconds, by any number of servers: a reminder is marked in the
// transaction that queues its message, whose number it shares. Only 09:00 to 20:00 of its day, only while the agreement stands, and only
// with room for codes left in the hour and the day. Its words: the days ahead, and the token of its link.
rc remind_run(desk *d, int64_t now_ms, arena *mem, err *e) NODISCARD;

// Does this number agree to any now?
rc remind_has(desk *d, str phone, arena *mem, bool *out, err *e) NODISCARD;

// Was this token made here? Nothing is asked of the database.
bool remind_is_token(const desk *d, str token, arena *mem);
// No more to the number that the token was sent to, and none of those that wait to be sent. *out_is_known: there is such a number still.
rc remind_stop(desk *d, str token, int64_t now_ms, arena *mem, bool *out_is_known, err *e) NODISCARD;
// The same by the number and a code; the purpose of the proof is REMIND_STOP_PURPOSE.
rc remind_stop_number(desk *d, const code_for *proof, str code, int64_t now_ms, arena *mem, code_check *out,
                      err *e) NODISCARD;

#endif
