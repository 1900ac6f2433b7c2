// site/media.h - the media types of the API: which one a body is in, which one a client wants.
#ifndef SITE_MEDIA_H
#define SITE_MEDIA_H

#include "site/route.h"

enum { MEDIA_KINDS = 3 };

str media_name(media m);  // application/json

// The medium a Content-Type names. MEDIA_NONE: none of ours, or not in UTF-8. CSV may be said to be in GB18030
// too, or in a part of it; which one it is in is seen from its bytes.
media media_find(str content_type);

// The medium of `gives` that an Accept likes best; the fallback where it likes others as much. MEDIA_NONE: it takes none.
media media_choose(str accept, unsigned gives, media fallback);

// Their names, comma-separated.
void media_print(unsigned all, buf *out);

#endif
