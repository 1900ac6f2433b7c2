// site/day_form.h - the same answers on another day: the field that asks for it, and what a page says of the day it was worked out for.
#ifndef SITE_DAY_FORM_H
#define SITE_DAY_FORM_H

#include "site/answers.h"

// The field with its label, and what is wrong with what was typed into it.
void day_form_put_field(page *p, const answers *facts);

// Above an answer: that its day is not today, with the way back; that it is somebody else's; or that the day cannot be used. Nothing
// for one's own of today.
void day_form_put_note(page *p, const answers *facts, str path);

// Below an answer: work it out for another day, at `path`.
void day_form_put(page *p, const answers *facts, str path);

#endif
