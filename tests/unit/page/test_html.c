// SPDX-License-Identifier: Apache-2.0
#include "test.h"

#include "page/html.h"

#include <string.h>

typedef struct {
    str given, text, url;
} escape_case;

static const escape_case cases[] = {
    {STR_INIT(""), STR_INIT(""), STR_INIT("")},
    {STR_INIT("a-B_9.~"), STR_INIT("a-B_9.~"), STR_INIT("a-B_9.~")},
    {STR_INIT("<a href='x'>\"&"), STR_INIT("&lt;a href=&#39;x&#39;&gt;&quot;&amp;"),
     STR_INIT("%3Ca%20href%3D%27x%27%3E%22%26")},
    {STR_INIT("积分"), STR_INIT("积分"), STR_INIT("%E7%A7%AF%E5%88%86")},
    {STR_INIT("a\0b"),
     STR_INIT("a\xEF\xBF\xBD"
              "b"),
     STR_INIT("a%00b")},
    {STR_INIT("a\tb\nc\r"), STR_INIT("a\tb\nc\xEF\xBF\xBD"), STR_INIT("a%09b%0Ac%0D")},
    {STR_INIT("\x7F"), STR_INIT("\xEF\xBF\xBD"), STR_INIT("%7F")},
    {STR_INIT("\xC2\x85"), STR_INIT("\xEF\xBF\xBD"), STR_INIT("%C2%85")},              // C1
    {STR_INIT("\xEF\xBF\xBF"), STR_INIT("\xEF\xBF\xBD"), STR_INIT("%EF%BF%BF")},       // no character
    {STR_INIT("\xC0\xBC"), STR_INIT("\xEF\xBF\xBD\xEF\xBF\xBD"), STR_INIT("%C0%BC")},  // < written too long
    {STR_INIT("\xE7\xA7"), STR_INIT("\xEF\xBF\xBD\xEF\xBF\xBD"), STR_INIT("%E7%A7")},
};

int main(void) {
    CHECK_TABLE(cases, i) {
        char block[256];
        buf out = buf_over(block, sizeof block);
        html h = {&out};
        html_text(&h, cases[i].given);
        CHECK_STR(buf_str(&out), cases[i].text);
        buf_clear(&out);
        html_url(&h, cases[i].given);
        CHECK_STR(buf_str(&out), cases[i].url);
    }
    char block[64];
    buf out = buf_over(block, sizeof block);
    html h = {&out};
    HTML_LIT(&h, "<a");
    HTML_ATTR(&h, "title", STR("\"&"));
    HTML_LIT(&h, ">");
    html_int(&h, -7);
    CHECK_STR(buf_str(&out), STR("<a title=\"&quot;&amp;\">-7"));
    buf_clear(&out);
    html_json(&h, STR("{\"a\": \"</script>&\"}"));
    CHECK_STR(buf_str(&out), STR("{\"a\": \"\\u003C/script\\u003E\\u0026\"}"));
    CHECK_MAIN();
}
