// site/enclosed.h - the answers a visitor encloses with a request for a call, as the text that desk/lead.h describes. They tell less
// than what was given: what follows from a fact stands in its place where the law has such a fact (years of age for a day of birth), and
// what is private stays away.
#ifndef SITE_ENCLOSED_H
#define SITE_ENCLOSED_H

#include "site/answers.h"

// Such a text, of answers that were read. Empty: nothing of them goes into it, or it is longer than LIMIT_ENCLOSED_BYTES.
str enclosed_write(const answers *facts, arena *mem);
// The answers of such a text, worked out as on that day: false where they cannot be, which `facts` then says. A text that is no such one
// holds none.
bool enclosed_work_out(const site *s, const request *q, str text, int64_t today, answers *facts,
                       jifen_answer *a);

// Of the facts that the form names. Empty: there are none, they cannot hold together, or they are longer than LIMIT_ENCLOSED_BYTES.
str enclosed_make(const site *s, const request *q);
// The same of such a text that came back with a form: it is read as strictly as the first time.
str enclosed_check(const site *s, const request *q, str text);

int64_t enclosed_day(int64_t at_ms);  // in Shanghai

// What such a text says, worked out as on that day: the facts in words, and the points of each goal.
typedef struct {
    str label, value;
} enclosed_line;

typedef struct {
    const enclosed_line *lines;  // [n] facts, then goals
    size_t n;
} enclosed_list;

enclosed_list enclosed_read(const site *s, const request *q, str text, int64_t today);
void enclosed_put(const enclosed_list *list, html *h);  // <dl>

#endif
