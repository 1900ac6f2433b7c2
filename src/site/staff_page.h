// site/staff_page.h - what the pages of the desk share: who is signed in, the request a page is about, pieces of it. Private to
// staff_*.c.
#ifndef SITE_STAFF_PAGE_H
#define SITE_STAFF_PAGE_H

#include "desk/lead.h"
#include "desk/staff.h"
#include "site/frame.h"

enum { CALLERS = ROLE_CONSULTANT | ROLE_SUPERVISOR };

// NULL: nobody is, or not one of these roles; the answer is made then, and may be a way to the sign-in page.
const staff *staff_page_who(const request *q, response *r, unsigned roles);
// The same for a form, which has to bring the session's word too.
const staff *staff_page_form(const request *q, response *r, unsigned roles);

void staff_page_put_word(page *p);  // the hidden field of a form
str staff_page_cookie(const request *q);
void staff_page_fail(response *r);  // the database cannot

// ---- one request -------------------------------------------------------------------------------------------------------

// The one that the path names. NULL: there is none, and the answer is made.
const lead *staff_page_lead(const request *q, response *r);
bool staff_page_may_work(const lead *l, const staff *who);  // it is open and theirs
bool staff_page_may_give(const lead *l, const staff *who);  // it is open, and theirs or they are a supervisor
int64_t staff_page_version(const request *q);               // of the request as the form showed it

// A form that changes it, at PATH/REFERENCE, with the session's word and the version.
void staff_page_open_form(page *p, str path, const lead *l);
void staff_page_tags(page *p, const lead *l);  // late, waiting, nobody's
str staff_page_slot(str slot);                 // when the visitor likes to be called
str staff_page_changed(void);                  // that somebody else was quicker

// staff_deeds.c: the forms of what can be done with it. wrong: what the last one lacked; empty: nothing.
void staff_deeds_put(page *p, const lead *l, const staff *who, str wrong);
void staff_deeds_put_more(page *p, const lead *l, const staff *who);
// staff_facts.c: what the visitor answered and what it comes to, with what staff changed.
void staff_facts_put(page *p, const lead *l, bool may_change);
// The same in words alone: of a request that was merged.
void staff_facts_put_words(page *p, str answers);
// staff_leads.c: the whole screen.
void staff_lead_put(const site *s, const request *q, response *r, const staff *who, const lead *l, str wrong);

#endif
