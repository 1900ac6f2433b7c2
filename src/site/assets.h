// site/assets.h - the static files built into the program: hashed names, compressed once.
#ifndef SITE_ASSETS_H
#define SITE_ASSETS_H

#include "site/site.h"

struct asset {
    str name;             // site.css
    str address;          // /static/site.0123456789abcdef.css
    str type;             // Content-Type
    str plain, gzip, br;  // the bytes, as they are and compressed
};

typedef struct {
    str name, text;
} asset_file;

// Name, compress and index the files; everything lives in mem.
rc assets_make(const asset_file *files, size_t n, arena *mem, const asset **out, err *e) NODISCARD;

str assets_address(const site *s, str name);  // must be one of them
handler assets_answer;

// A short fingerprint of bytes, in hexadecimal; for names and ETags, not for secrets.
str assets_fingerprint(str bytes, arena *mem);

#endif
