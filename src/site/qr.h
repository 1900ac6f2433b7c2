// site/qr.h - a text as a QR code, for a telephone's camera.
#ifndef SITE_QR_H
#define SITE_QR_H

#include "page/html.h"

// An SVG document, dark on light whatever the page's colours, with the margin the standard wants; a little damage is borne. False: the text
// is empty or too long, or there is no memory.
bool qr_put_svg(str text, html *out);

#endif
