// Forms that are filled in and pressed, on a site with a desk and a clock that is set by hand (desk/bench.h).
#ifndef TESTS_UNIT_SITE_PRESS_H
#define TESTS_UNIT_SITE_PRESS_H

#include "ask.h"

extern asker press_site;
extern response press_last;  // what came of the last press

str press_post(const char *path, str body);  // the page that is answered, which has to be 200
str press_get(const char *path);
bool press_says(str page, const char *words);
str press_flow(int64_t ago_ms);  // a form that was opened so long ago
// {s} three times at most
str press_body(const char *format, str a, str b, str c);
str press_field(str page, const char *name);  // the value of a hidden field, as it stands in the page

#endif
