// SPDX-License-Identifier: Apache-2.0
#include "site/park.h"

void park_put_offer(page *p, const tool_place *at) {
    HTML_LIT(&p->h, "<div class=\"parking\" hidden");
    HTML_ATTR(&p->h, "data-park", at->path);
    HTML_LIT(&p->h, "><button class=\"quiet\" type=\"button\">先停在这里，下次接着答</button><p "
                    "role=\"status\"></p></div>");
}

void park_put_return(page *p, const tool_place *at) {
    HTML_LIT(&p->h, "<form class=\"box parking\" method=\"post\" hidden");
    HTML_ATTR(&p->h, "data-parked", at->path);
    frame_action(p, at->path);
    HTML_LIT(&p->h,
             "<p>上次答到一半，有 <b class=\"num\" data-count></b> 个答案留在这个浏览器里。</p>"
             "<p><button>接着答</button> <button class=\"quiet\" type=\"button\">清除</button></p></form>");
}
