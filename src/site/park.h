// site/park.h - stop at a question and go on another day: the answers stay in the visitor's own browser, if they say so, and only
// there. Scripts do it; without them none of this is shown.
#ifndef SITE_PARK_H
#define SITE_PARK_H

#include "site/tool.h"

// At a question: keep what was answered before it.
void park_put_offer(page *p, const tool_place *at);
// At the start of a tool: go on with what was kept, or forget it.
void park_put_return(page *p, const tool_place *at);

#endif
