// SPDX-License-Identifier: Apache-2.0
#include "test.h"

#include "page/html_show.h"

#include <string.h>

static str label_of(void *ctx, str name) {
    (void)ctx;
    return str_is(name, STR("total"))      ? STR("合计")
           : str_is(name, STR("W"))        ? STR("单价")
           : str_is(name, STR("old_rate")) ? STR("旧价、旧规")
                                           : (str){0};
}

static void put_href(void *ctx, html *h, str name) {
    (void)ctx;
    HTML_LIT(h, " href=\"#");
    html_text(h, name);
    HTML_LIT(h, "\"");
}

static const html_names names = {NULL, label_of, put_href};

static const struct {
    str text, want;
} pages[] = {
    {STR_INIT(""), STR_INIT("")},
    {STR_INIT("合计（points total）\n"), STR_INIT("")},
    {STR_INIT("  a\n  b\n"), STR_INIT("<ul><li>a</li><li>b</li></ul>")},
    {STR_INIT("t\n  等于：1 < 2\n"), STR_INIT("<ul><li><strong>等于</strong>：1 &lt; 2</li></ul>")},
    {STR_INIT("  看：\n    x：1\n      y\n    z\n  尾"),
     STR_INIT("<ul><li><strong>看</strong>：<ul><li>x：1<ul><li>y</li></ul></li><li>z</li></ul></li><li>尾</"
              "li></ul>")},
    // no level is skipped
    {STR_INIT("      deep\n    less\n"), STR_INIT("<ul><li>deep<ul><li>less</li></ul></li></ul>")},
    {STR_INIT("    合计（total）\n"), STR_INIT("<ul><li><a href=\"#total\">合计</a></li></ul>")},
    {STR_INIT("  用到：甲（none）、合计（total）、旧价、旧规（old_rate，把握：低）。"),
     STR_INIT("<ul><li><strong>用到</strong>：甲（none）、<a href=\"#total\">合计</a>、<a "
              "href=\"#old_rate\">旧价、旧规</a>"
              "（old_rate，把握：低）。</li></ul>")},
    {STR_INIT("  a\n    单价（W）"),
     STR_INIT("<ul><li>a<ul><li><a href=\"#W\">单价</a></li></ul></li></ul>")},
    {STR_INIT("  小计（total）<b>（"), STR_INIT("<ul><li>小计（total）&lt;b&gt;（</li></ul>")},
};

int main(void) {
    CHECK_TABLE(pages, i) {
        char block[1024];
        buf out = buf_over(block, sizeof block);
        html h = {&out};
        html_show(&h, pages[i].text, &names);
        CHECK_STR(buf_str(&out), pages[i].want);
    }
    char block[64];
    buf out = buf_over(block, sizeof block);
    html_show_line(&(html){&out}, STR("合计（total）"), NULL);
    CHECK_STR(buf_str(&out), STR("合计（total）"));
    CHECK_MAIN();
}
