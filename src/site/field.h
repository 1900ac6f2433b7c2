// site/field.h - pieces of the forms of calls and of the desk: a title, a field with its label, what is wrong with it.
#ifndef SITE_FIELD_H
#define SITE_FIELD_H

#include "site/frame.h"

typedef enum { FIELD_TEXT, FIELD_DIGITS, FIELD_PASSWORD } field_kind;

void field_title(page *p, str title);  // <h1>
void field_wrong(page *p, str wrong);  // beside a field; nothing when nothing is
// Above a form with one thing wrong: a box that leads to the field of that id. Nothing when nothing is.
void field_box(page *p, str id, str wrong);
// The same with a title of its own.
void field_box_of(page *p, str title, str id, str wrong);
void field_link(page *p, str id, str wrong);  // a line of such a box; nothing when nothing is

void field_open(page *p, str id, str label, str hint, str wrong);
// The input of an open field, whose id is its name, and the field's end. fills: what a browser may fill in, as `autocomplete` has it.
void field_input(page *p, str name, str value, field_kind kind, str fills);
void field_hidden(page *p, str name, str value);

#endif
