// SPDX-License-Identifier: Apache-2.0
// What is left of Markdown when its signs are gone. Each line behind the marks is a line of the text.
#include "site/plain.h"

#include "test.h"

#define S STR_INIT

static const struct {
    str markdown, text;
} cases[] = {
    {S(""), S("")},
    {S("# 题\n\n第一段，\n接着写。\n\n*second* **one**\nline\n"),
     S("题\n\n第一段，接着写。\n\nsecond one line\n")},
    {S("前\n\n- 甲\n- 乙\n\n后\n"), S("前\n\n· 甲\n· 乙\n\n后\n")},
    {S("3. 甲\n4. 乙\n"), S("3. 甲\n4. 乙\n")},
    {S("- 甲\n  - 子\n- 乙\n"), S("· 甲\n  · 子\n· 乙\n")},
    {S("- 甲\n\n  再一段\n- 乙\n"), S("· 甲\n再一段\n· 乙\n")},
    {S("看[说明](/a/1)和[原文](https://example.cn/x)。\n"), S("看说明和原文（https://example.cn/x）。\n")},
    {S("| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n"), S("甲，乙\n1，2\n")},
    {S("> 引用\n\n`代码`  \n换行\n"), S("引用\n\n代码\n换行\n")},
    {S("<b>1</b> & 2 < 3\n"), S("<b>1</b> & 2 < 3\n")},
};

int main(void) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        buf out = buf_make(&mem);
        CHECK(md_to_plain(cases[i].markdown, &out));
        CHECK_STR(buf_str(&out), cases[i].text);
    }
    arena_done(&mem);
    CHECK_MAIN();
}
