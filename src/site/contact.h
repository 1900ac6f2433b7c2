// site/contact.h - what a visitor typed who wants to be called, and what is wrong with it. Private to contact*.c.
#ifndef SITE_CONTACT_H
#define SITE_CONTACT_H

#include "desk/district.h"
#include "desk/flow.h"
#include "desk/phone.h"
#include "desk/lead.h"
#include "site/proof.h"

enum { NAME_LETTERS_MOST = 20, QUESTION_LETTERS_MOST = 500 };

// Wrong: what to do about it, in Chinese; empty: it is fine.
typedef struct {
    str flow, name, phone, slot, question, agreed, tag;  // as they came
    str district;  // as district.h has it; empty: they did not say, which is as good
    str answers;   // that were worked out before, as enclosed.h has them; empty: none
    bool is_with;  // they are to go along
    str wrong_name, wrong_phone, wrong_question, wrong_agreed, wrong_answer, wrong_form;
    char number[PHONE_DIGITS];  // of a phone that is fine
    flow begun;
    int64_t now_ms;
    bool has_flow;  // the form is still good
    bool is_trap;   // somebody filled in what nobody sees
} contact;

// What to do about a name or a question as it was typed; empty: it is fine.
str contact_name_wrong(str name);
str contact_question_wrong(str question);
str contact_slot(str typed);       // one of those there are
str contact_slot_words(str slot);  // in Chinese
void contact_put_slots(page *p, str chosen);
void contact_put_districts(page *p, str chosen);
void contact_put_question(page *p, str question, str wrong);

contact contact_read(const site *s, const request *q);
bool contact_is_fine(const contact *c);
str contact_operator(const site *s, arena *mem);  // who calls, and how they are reached
// The words that are agreed to: to be called, and to send the answers along.
str contact_agreement(const site *s, arena *mem);
str contact_enclosing(const site *s, arena *mem);

str contact_code_words(code_check check);  // what is wrong with a code; empty: nothing
// Why no message was sent, and what to do; empty: it was, as far as the visitor is told. SENT_FORM: the page has to be a new form.
str contact_sent_words(const code_sent *sent, arena *mem);

// What somebody typed who asks for a message. False: the answer is made, because something is wrong or there is more to do first.
bool contact_begin(const site *s, const request *q, response *r, contact *c, proof *brought);
code_for contact_proof(const request *q, const contact *c, bool is_plain);  // what the code has to prove

// Each a whole page.
void contact_put_form(const site *s, const request *q, response *r, const contact *c);
void contact_put_code(const site *s, const request *q, response *r, const contact *c, str tag, str wrong);
void contact_put_done(const site *s, const request *q, response *r, const taken *t);
void contact_put_used(const site *s, const request *q, response *r,
                      const taken *t);  // its form was used for something else
void contact_put_later(const site *s, const request *q, response *r, const contact *c, const code_sent *sent,
                       str wrong);
void contact_put_closed(const site *s, const request *q, response *r);  // no calls are offered here

#endif
