// site/share.h - a result sent to somebody else, or taken along to another browser: the answers stand in the link behind `#`, which a
// browser keeps to itself. Scripts make the link and read it; without them there is print.
#ifndef SITE_SHARE_H
#define SITE_SHARE_H

#include "site/tool.h"

// Below an answer: print, and make a link. What tells less of a person stands in where the answer stays the same.
void share_put(page *p, const answers *facts, const tool_place *at, const jifen_answer *a);

#endif
