// site/calendar.h - the dates of an answer as a file for a phone's calendar.
#ifndef SITE_CALENDAR_H
#define SITE_CALENDAR_H

#include "site/site.h"

// seed: the same for what is to replace each other, see page/ics.h. made_s: when, in seconds since 1970.
void calendar_put(const jifen_answer *a, str seed, int64_t made_s, response *r);

#endif
