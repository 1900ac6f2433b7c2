// site/staff_page.h - what the pages of the desk share: who is signed in, the frame, times. Private to staff_*.c.
#ifndef SITE_STAFF_PAGE_H
#define SITE_STAFF_PAGE_H

#include "desk/lead.h"
#include "desk/staff.h"
#include "site/frame.h"

// NULL: nobody is, or not one of these roles; the answer is made then, and may be a way to the sign-in page.
const staff *staff_page_who(const request *q, response *r, unsigned roles);
// The same for a form, which has to bring the session's word too.
const staff *staff_page_form(const request *q, response *r, unsigned roles);

void staff_page_put_word(page *p);  // the hidden field of a form
str staff_page_cookie(const request *q);
void staff_page_fail(response *r);  // the database cannot

#endif
