// site/staff_codes.h - the ten codes on paper, on the one page that shows them.
#ifndef SITE_STAFF_CODES_H
#define SITE_STAFF_CODES_H

#include "desk/recovery.h"
#include "site/frame.h"

void staff_codes_put(page *p, const recovery_set *codes);

#endif
