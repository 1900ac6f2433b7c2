// site/all.h - many questions on one page, by section.
#ifndef SITE_ALL_H
#define SITE_ALL_H

#include "site/answers.h"

typedef enum { ALL_ASKED, ALL_GIVEN, ALL_NOT_GIVEN } all_which;

// The fields of those that were answered, of those that were not, or of both, under the headings of their sections. Of ALL_NOT_GIVEN, which
// is for others than whom they are about, without those in whose place less can be told.
void all_put_fields(page *p, const answers *facts, all_which which);

#endif
