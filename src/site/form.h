// site/form.h - application/x-www-form-urlencoded: the fields of a query or a posted form.
//
// Strict: a broken %XX, a NUL, bytes that are no UTF-8, or too many fields refuse the whole form. Nothing is repaired.
#ifndef SITE_FORM_H
#define SITE_FORM_H

#include "base/err.h"
#include "base/buf.h"

enum { FORM_FIELDS_MOST = 256, FORM_BYTES_MOST = 64 << 10 };

typedef struct {
    str name, value;  // decoded; in the arena
} form_field;

typedef struct {
    const form_field *fields;  // [n]
    size_t n;
} form;

// RC_INPUT or RC_LIMIT: why, in *e.
rc form_parse(str text, arena *mem, form *out, err *e) NODISCARD;

// The first field of that name; empty when there is none.
str form_get(const form *f, str name);
bool form_has(const form *f, str name);
size_t form_count(const form *f, str name);

// One component, %XX and (if plus_is_blank) + decoded, as strictly.
rc form_decode(str text, bool plus_is_blank, arena *mem, str *out, err *e) NODISCARD;

// One more field of such a text, encoded.
void form_put(buf *out, str name, str value);

#endif
