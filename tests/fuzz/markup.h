// tests/fuzz/markup.h - is a text HTML or XML as this site writes it: tags in lower case that close, attributes in double quotes,
// and of HTML no element that the site does not use. Stricter than a browser, so that what came out of an input by mistake is seen.
#ifndef TESTS_FUZZ_MARKUP_H
#define TESTS_FUZZ_MARKUP_H

#include "base/str.h"

bool markup_is_html(str text);
bool markup_is_xml(str text);

#endif
