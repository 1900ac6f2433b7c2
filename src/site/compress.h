// site/compress.h - bytes made smaller for browsers that can take them so.
#ifndef SITE_COMPRESS_H
#define SITE_COMPRESS_H

#include "base/arena.h"

typedef enum { COMPRESS_SOON, COMPRESS_BEST } compress_effort;

// The coding to use by an Accept-Encoding: br, gzip, or empty for none. What is refused by q=0 is not used.
str compress_choose(str accept_encoding);

// Empty: no memory.
str compress_bytes(str coding, compress_effort effort, str plain, arena *mem);

#endif
