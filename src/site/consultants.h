// site/consultants.h - what stands on a consultant's card, for visitors and for who decides on it.
#ifndef SITE_CONSULTANTS_H
#define SITE_CONSULTANTS_H

#include "desk/card.h"
#include "site/frame.h"

void consultants_put_text(page *p, const card *c);  // all but name and WeChat

#endif
