// site/staff_page.h - the way into the desk, and what its pages share.
//
// Who may do what stands in the table of routes, and is looked at here, before any handler is called: a handler's `q->who` is somebody
// who may, and has brought the form's word.
#ifndef SITE_STAFF_PAGE_H
#define SITE_STAFF_PAGE_H

#include "desk/lead.h"
#include "desk/session.h"
#include "site/frame.h"

// Fills q->who and q->session. False: the answer is made, be it the way to the sign-in page; who is refused something is told in
// the audit.
bool staff_page_gate(const site *s, request *q, response *r);

// Is it not long ago that they proved who they are? If it is, the answer is a page that asks for it and then sends the same form again.
// For rows with `is_fresh` the gate has asked already.
bool staff_page_fresh(const site *s, const request *q, response *r);

// Is there room for one more password to be tried? Each takes a moment in which nobody else is answered. Else the answer is made.
bool staff_page_has_room(const request *q, response *r);

// May the number of this request be shown to them? That is told in the audit. False with RC_OK: not before another proof.
rc staff_page_may_reveal(const request *q, const response *r, const lead *l, bool *out_may, err *e) NODISCARD;

void staff_page_put_word(page *p);         // the hidden field of a form
int64_t staff_page_now(const request *q);  // in milliseconds
void staff_page_go(response *r, str path);
void staff_page_set_cookie(const request *q, response *r, str cookie);
str staff_page_role(role r);  // as people read it
// What is wrong with a new password; empty: nothing.
str staff_page_refused_password(password_verdict v);
// `请过 3 分钟再试` of when it is worth trying again.
str staff_page_later(const request *q, int64_t again_ms);

// staff_audit.c: what was done, as people read it. Empty: there are no words for it.
str staff_audit_words(str action);

// ---- one request -------------------------------------------------------------------------------------------------------

// The one that the path names. NULL: there is none, and the answer is made.
const lead *staff_page_lead(const request *q, response *r);
bool staff_page_may_work(const lead *l, const staff *who);  // it is open and theirs
bool staff_page_may_give(const lead *l, const staff *who);  // it is open, and theirs or they are a supervisor
bool staff_page_may_see(const lead *l, const staff *who);  // it is not a colleague's, or they are a supervisor
// It is not theirs to do this with: that they may not, which the audit is told; or, when they were only too slow, how it stands now.
void staff_page_not_theirs(const site *s, const request *q, response *r, const lead *l);
void staff_page_go_to(const request *q, response *r, const lead *l);  // to its own page
int64_t staff_page_version(const request *q);                         // of the request as the form showed it
bool staff_page_is_late(const request *q, int64_t version);  // it is at that one by now, behind the form's
bool staff_page_was_last(const request *q, const lead *l);  // the last thing that happened to it was their doing

// A form that changes it, at PATH/REFERENCE, with the session's word and the version.
void staff_page_open_form(page *p, str path, const lead *l);
void staff_page_tags(page *p, const lead *l);  // late, waiting, nobody's
str staff_page_slot(str slot);                 // when the visitor likes to be called
// That somebody else was quicker, or they themselves by another press.
str staff_page_changed(const request *q, const lead *l);

// staff_deeds.c: the forms of what can be done with it. wrong: what the last one lacked; empty: nothing.
void staff_deeds_put(page *p, const lead *l, str wrong);
void staff_deeds_put_more(page *p, const lead *l);
// staff_facts.c: what the visitor answered and what it comes to, with what staff changed.
void staff_facts_put(page *p, const lead *l, bool may_change);
// The same in words alone: of a request that was merged.
void staff_facts_put_words(page *p, const lead *l);
// staff_leads.c: the whole screen.
void staff_lead_put(const site *s, const request *q, response *r, const lead *l, str wrong);

#endif
