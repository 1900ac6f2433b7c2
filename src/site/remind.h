// site/remind.h - messages before a visitor's days: what they typed who want some or no more, and the pages. All but remind_put_offer is
// private to remind*.c.
#ifndef SITE_REMIND_H
#define SITE_REMIND_H

#include "desk/flow.h"
#include "desk/phone.h"
#include "desk/remind.h"
#include "site/proof.h"

// Below the days of an answer: the way to /remind with those that are far enough ahead. Nothing where no messages are offered, or no day is.
void remind_put_offer(page *p, const jifen_answer *a);

typedef struct {
    remind_date all[REMIND_DATES_MOST];  // [n] as they were offered
    bool is_wanted[REMIND_DATES_MOST];
    size_t n;
    str flow, phone, agreed, tag;  // as they came
    str wrong_dates, wrong_phone, wrong_agreed, wrong_answer,
        wrong_form;             // what to do about it; empty: it is fine
    char number[PHONE_DIGITS];  // of a phone that is fine
    bool has_flow;              // the form is still good
    flow begun;
    int64_t now_ms;
} wanted;

// NAME 2027-03-01: a date of the law, and far enough ahead. False: it is not.
bool remind_read_date(const site *s, int64_t today, str text, remind_date *out);
str remind_agreement(const site *s, arena *mem);  // the words that are agreed to
bool remind_is_fine(const wanted *w);

// Each a whole page.
void remind_put_form(const site *s, const request *q, response *r, const wanted *w);
void remind_put_code(const site *s, const request *q, response *r, const wanted *w, str wrong);
void remind_put_done(const site *s, const request *q, response *r, const reminded *d);
void remind_put_stop(const site *s, const request *q, response *r);  // a button, by the link
void remind_put_stopped(const site *s, const request *q, response *r);
void remind_put_number(const site *s, const request *q, response *r, const wanted *w);  // by the number
void remind_put_number_code(const site *s, const request *q, response *r, const wanted *w, str wrong);
void remind_put_about(const site *s, const request *q, response *r);
void remind_put_closed(const site *s, const request *q, response *r);

#endif
