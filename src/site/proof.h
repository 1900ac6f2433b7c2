// site/proof.h - what is asked of a visitor before a message is sent for them. A browser with scripts works for it; without scripts there
// is a plain question, five seconds to read the form in, and a third of the limits.
#ifndef SITE_PROOF_H
#define SITE_PROOF_H

#include "desk/flow.h"
#include "site/frame.h"

// A form to that address, open, with the place for the work and its flow, which is answered. flow empty: a new one is made.
str proof_open_form(page *p, str action, str flow);
// Behind its fields: the question, which only browsers without scripts show. Once a form came without work everybody sees it.
void proof_put_question(page *p, str flow, str wrong);
// Another form, in which what was brought goes along.
void proof_carry(page *p);

// The page for the code, once a message was sent: where to, and its tag. number: its digits, shown in part.
void proof_put_sent(page *p, str number, str tag);
// The field for the code and the button, which end the form.
void proof_put_code(page *p, str wrong, str button);
// Below it: another message, and the way back to what was typed. Between the two: the hidden fields of the form that is sent again, which
// then comes to `action`. label: of the way back.
void proof_open_again(page *p, str action);
void proof_close_again(page *p, str label);
bool proof_goes_back(const request *q);  // the way back was taken

typedef struct {
    bool is_plain;      // no work was done
    str wrong, answer;  // what to do, of the form and of the answer to the question; empty: it is fine
} proof;

// Of the request's form. RC_STORE and the like: the database cannot.
rc proof_read(const request *q, const site *s, const flow *begun, str phone, proof *out, err *e) NODISCARD;

// What shows that a form was sent by a program, for the log: a form that was never opened here, or sent too soon, or in which stands what
// nobody sees. Empty: nothing does.
str proof_note(const request *q);

#endif
