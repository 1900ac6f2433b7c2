// page/ics.h - the dates of an answer as an iCalendar file (RFC 5545), for the calendar of a phone.
//
// Every date is an event of a whole day, with reminders in advance. Nothing in it says who the person is: the identity
// of an event comes from the date's id and a seed the caller chooses, so that a calendar fetched again moves its events
// instead of doubling them, even when the days have changed.
#ifndef PAGE_ICS_H
#define PAGE_ICS_H

#include "engine/jifen.h"

typedef struct {
    str name;  // of the calendar, shown by the phone
    str seed;  // the same for every file that is to replace this one; different for different people.
               // It can be worked out from the file: no secret, and nothing of the person
    int64_t stamp_unix_s;  // when the file was made, seconds since 1970-01-01 UTC, from day_min to day_max
    int64_t on;            // the day asked for: no reminder is set for a day before it
} ics_options;

// Write the file. What a date says may be any bytes: control bytes are left out, broken letters become U+FFFD. A
// calendar needs an event, so with n_dates 0 there is no file to offer and nothing is written.
//
//   dates    [n_dates] as in an answer, in any order; ids all different
//   out      CRLF line ends, no line over 75 bytes, lines folded between letters
//
// Example: {id "due", label "到期", day 2026-03-10} gives BEGIN:VEVENT, DTSTART;VALUE=DATE:20260310,
// DTEND;VALUE=DATE:20260311, SUMMARY:到期, and three DISPLAY alarms: 30, 7 and 1 days before.
void ics_print(const jifen_date *dates, size_t n_dates, ics_options o, buf *out);

#endif
