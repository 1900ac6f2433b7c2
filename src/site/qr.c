// SPDX-License-Identifier: Apache-2.0
#include "site/qr.h"

#include <qrencode.h>

enum { MARGIN = 4, DARK = 1 };

// A row's dark squares that stand together are one stroke.
static void put_row(const QRcode *code, int y, html *out) {
    for (int x = 0, to = 0; x < code->width; x = to + 1) {
        for (to = x; to < code->width && code->data[y * code->width + to] & DARK;)
            to++;
        if (to == x)
            continue;
        HTML_LIT(out, "M");
        html_int(out, x + MARGIN);
        HTML_LIT(out, " ");
        html_int(out, y + MARGIN);
        HTML_LIT(out, "h");
        html_int(out, to - x);
        HTML_LIT(out, "v1h-");
        html_int(out, to - x);
        HTML_LIT(out, "z");
    }
}

bool qr_put_svg(str text, html *out) {
    QRcode *code = text.len == 0 || text.len > INT32_MAX
                       ? NULL
                       : QRcode_encodeData((int)text.len, (const unsigned char *)text.ptr, 0, QR_ECLEVEL_M);
    if (code == NULL)
        return false;
    int64_t side = code->width + 2 * MARGIN;
    HTML_LIT(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ");
    html_int(out, side);
    HTML_LIT(out, " ");
    html_int(out, side);
    HTML_LIT(
        out,
        "\" shape-rendering=\"crispEdges\"><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/><path d=\"");
    for (int y = 0; y < code->width; y++)
        put_row(code, y, out);
    HTML_LIT(out, "\"/></svg>\n");
    QRcode_free(code);
    return !out->out->failed;
}
