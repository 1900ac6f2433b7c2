// site/own.h - what is kept of a visitor, as they see it: a page to work with, and files to take along. Private to lead.c and own*.c, but for
// own_note_words, in which the desk says it too.
#ifndef SITE_OWN_H
#define SITE_OWN_H

#include "desk/flow.h"
#include "desk/own.h"
#include "site/enclosed.h"

// ---- words and pieces: own_words.c
str own_state_words(lead_state state);
str own_event_words(const lead_event *e);  // without its note
str own_purpose_words(str purpose);        // 给您回电
str own_note_words(const lead_event *e);   // 给您回电, where it was that; else as it was written
enclosed_list own_answers(const site *s, const request *q, const lead *of);
enclosed_list own_review(const site *s, const request *q, const review *of);
void own_put_facts(html *h, const lead *of);  // <dl>
// What was sent along, what staff made of it, and what else of the number became part of the request: a <section> each.
void own_put_answers(const site *s, const request *q, html *h, const own_record *of);
void own_put_events(html *h, const own_record *of);    // <ol>
void own_put_consent(html *h, const own_consent *of);  // a sentence

// ---- the page: own_page.c
typedef struct {
    own_record all;
    str ref, flow, grant;  // its forms carry them
    str done;              // what was done last; empty: nothing
    own_correction typed;  // of a correction that is wrong
    str wrong_name, wrong_question;
} own_view;

void own_put_page(const site *s, const request *q, response *r, const own_view *v);

// ---- the files: own_file.c
void own_put_json(const site *s, const request *q, response *r, const own_record *of);
void own_put_html(const site *s, const request *q, response *r, const own_record *of);

#endif
