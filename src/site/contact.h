// site/contact.h - what a visitor typed who wants to be called, and what is wrong with it. Private to contact*.c.
#ifndef SITE_CONTACT_H
#define SITE_CONTACT_H

#include "desk/flow.h"
#include "desk/phone.h"
#include "desk/lead.h"
#include "site/frame.h"

enum { NAME_LETTERS_MOST = 20, QUESTION_LETTERS_MOST = 500 };

// Wrong: what to do about it, in Chinese; empty: it is fine.
typedef struct {
    str flow, name, phone, slot, question, agreed, tag, work;  // as they came
    str answers;   // that were worked out before, as enclosed.h has them; empty: none
    bool is_with;  // they are to go along
    str wrong_name, wrong_phone, wrong_question, wrong_agreed, wrong_form;
    char number[PHONE_DIGITS];  // of a phone that is fine
    flow begun;
    int64_t now_ms;
    bool is_trap;  // somebody filled in what nobody sees
} contact;

contact contact_read(const site *s, const request *q);
bool contact_is_fine(const contact *c);
// The words that are agreed to: to be called, and to send the answers along.
str contact_agreement(const site *s, arena *mem);
str contact_enclosing(const site *s, arena *mem);

str contact_code_words(code_check check);  // what is wrong with a code; empty: nothing

void contact_open_form(page *p, str action);  // whose browser is to work for it; open
// Was so much work done for this form as is wanted of who asks? *out_is_plain: none at all. False: too little, or the database cannot.
bool contact_has_worked(const request *q, str flow_id, str phone, str work, bool *out_is_plain);

// Each a whole page.
void contact_put_form(const site *s, const request *q, response *r, const contact *c);
void contact_put_code(const site *s, const request *q, response *r, const contact *c, str tag, str wrong);
void contact_put_done(const site *s, const request *q, response *r, const taken *t);
void contact_put_later(const site *s, const request *q, response *r, const contact *c, const code_sent *sent);
void contact_put_closed(const site *s, const request *q, response *r);  // no calls are offered here

#endif
