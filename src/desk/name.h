// desk/name.h - what somebody is called, as others will read it.
#ifndef DESK_NAME_H
#define DESK_NAME_H

#include "base/str.h"

// Can it be seen, and is it in one line? It has a letter or a digit, and nothing that cannot be seen or that turns what stands around it:
// no marks of control or of direction, no letters without width, no ends of lines.
bool name_is_plain(str text);

#endif
