// SPDX-License-Identifier: Apache-2.0
// What Markdown becomes, and what of it never comes out.
#include "site/markdown.h"

#include "test.h"

#define S(lit) STR_INIT(lit)

static const struct {
    str markdown, want;
} cases[] = {
    {S(""), S("")},
    {S("# 甲\n\n## 乙\n\n### 丙\n\n##### 丁\n"),
     S("<h2 id=\"s-1\">甲</h2>\n<h2 id=\"s-2\">乙</h2>\n<h3 id=\"s-3\">丙</h3>\n<h4 id=\"s-4\">丁</h4>\n")},
    {S("**先** *看* `日子`\n"), S("<p><strong>先</strong> <em>看</em> <code>日子</code></p>\n")},
    {S("前半，\n后半\n"), S("<p>前半，后半</p>\n")},
    {S("one\ntwo\n"), S("<p>one\ntwo</p>\n")},
    {S("甲  \n乙\n"), S("<p>甲<br>\n乙</p>\n")},
    {S("- 甲\n- 乙\n"), S("<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>\n")},
    {S("3. 甲\n4. 乙\n"), S("<ol start=\"3\">\n<li>甲</li>\n<li>乙</li>\n</ol>\n")},
    {S("> 引\n\n---\n"), S("<blockquote>\n<p>引</p>\n</blockquote>\n<hr>\n")},
    {S("```\n<a>\n```\n"), S("<pre><code>&lt;a&gt;\n</code></pre>\n")},
    {S("|甲|乙|\n|---|---|\n|1|2|\n"),
     S("<table>\n<thead>\n<tr><th scope=\"col\">甲</th><th scope=\"col\">乙</th></tr>\n</thead>\n"
       "<tbody>\n<tr><td>1</td><td>2</td></tr>\n</tbody>\n</table>\n")},
    {S("[甲](/a/1-b?x=1&y=2)\n"), S("<p><a href=\"/a/1-b?x=1&amp;y=2\">甲</a></p>\n")},
    {S("[甲](https://x.example/)\n"), S("<p><a href=\"https://x.example/\">甲</a></p>\n")},
    {S("<mailto:a@b.example>\n"), S("<p><a href=\"mailto:a@b.example\">mailto:a@b.example</a></p>\n")},
    {S("[甲](//x.example)\n"), S("<p>甲</p>\n")},
    {S("[甲](</\\x.example>)\n"), S("<p>甲</p>\n")},
    {S("[甲](javascript:alert(1))\n"), S("<p>甲</p>\n")},
    {S("[甲](JavaScript:alert(1))\n"), S("<p>甲</p>\n")},
    {S("[甲](data:text/html,x)\n"), S("<p>甲</p>\n")},
    {S("[甲](http://x.example)\n"), S("<p>甲</p>\n")},
    {S("[甲](relative)\n"), S("<p>甲</p>\n")},
    {S("[甲](&#47;&#47;x.example)\n"), S("<p>甲</p>\n")},
    {S("[甲](/a \"t\\\" onclick=x\")\n"), S("<p><a href=\"/a\">甲</a></p>\n")},
    {S("![图 *一*](https://x.example/i.png)\n"), S("<p>图 一</p>\n")},
    {S("<script>alert(1)</script>\n"), S("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n")},
    {S("甲<img src=x onerror=y>\n"), S("<p>甲&lt;img src=x onerror=y&gt;</p>\n")},
    {S("&lt;b&gt;\n"), S("<p>&amp;lt;b&amp;gt;</p>\n")},
    {S("1\\.5 \\+ 2 \\[a\\]\n"), S("<p>1.5 + 2 [a]</p>\n")},
    {S("a\0b\n"), S("<p>a\xEF\xBF\xBD"
                    "b</p>\n")},
};

int main(void) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    CHECK_TABLE(cases, i) {
        buf out = buf_make(&mem);
        html h = {&out};
        CHECK(md_to_html(cases[i].markdown, &h));
        CHECK_STR(buf_str(&out), cases[i].want);
    }
    char small[4];
    buf out = buf_over(small, sizeof small);
    html h = {&out};
    CHECK(!md_to_html(STR("一二三四"), &h));
    arena_done(&mem);
    CHECK_MAIN();
}
