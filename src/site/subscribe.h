// site/subscribe.h - a calendar to subscribe to. Its address holds the answers its days follow from, signed; each time it is fetched
// the days are worked out again by the rules as they are then. Offered where the site has a key to sign with.
#ifndef SITE_SUBSCRIBE_H
#define SITE_SUBSCRIBE_H

#include "site/answers.h"

// Below the days of an answer: the address, to tap or to copy. Nothing without a key.
void subscribe_put(page *p, const answers *facts, const jifen_tool *t);

#endif
