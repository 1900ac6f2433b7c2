// SPDX-License-Identifier: Apache-2.0
#include "test.h"

#include "base/utf8.h"
#include "page/text.h"

#include <string.h>

typedef struct {
    int width, indent;
    const char *lead, *text, *want;
} wrap_case;

// Widths count columns: a Chinese letter takes two.
static const wrap_case wraps[] = {
    {20, 0, "", "", "\n"},
    {20, 0, "", "一二三四五六七八九十", "一二三四五六七八九十\n"},
    {20, 0, "", "一二三四五六七八九十百", "一二三四五六七八九十\n百\n"},
    // a closing sign does not begin a line
    {20, 0, "", "一二三四五六七八九十。", "一二三四五六七八九\n十。\n"},
    {20, 0, "", "一二三四五六七八九十）》，", "一二三四五六七八九\n十）》，\n"},
    // an opening sign does not end one
    {20, 0, "", "一二三四五六七八九《十》", "一二三四五六七八九\n《十》\n"},
    // words, and numbers with their unit, stay together
    {20, 0, "", "one two three four five six", "one two three four\nfive six\n"},
    {20, 0, "", "一二三四五六七八九 100 个", "一二三四五六七八九\n100 个\n"},
    {20, 0, "", "一二三四五六七 12个月", "一二三四五六七 12个\n月\n"},
    {20, 0, "", "一二三四五2026 年 3 月 1 日", "一二三四五\n2026 年 3 月 1 日\n"},
    {20, 0, "", "一二三四五六七八见第 12 条", "一二三四五六七八见\n第 12 条\n"},
    // a word wider than the page is cut
    {20, 0, "", "abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrst\nuvwxyz\n"},
    {20, 0, "", "：，。：，。：，。：，。：，。", "：，。：，。：，。：\n，。：，。\n"},
    // leads
    {20, 5, "  1. ", "一二三四五六七八九", "  1. 一二三四五六七\n     八九\n"},
    {20, 5, "  1. ", "", "  1.\n"},
    {20, 4, "  长的标签", "一二", "  长的标签\n    一二\n"},
    {20, 8, "  ab    ", "一二", "  ab    一二\n"},
    {20, 4, "    ab", "x", "    ab\n    x\n"},
    {20, 4, "  一二三四五六七八九十百", "x", "  一二三四五六七八九\n  十百\n    x\n"},
    // runs of blanks, line ends and control bytes
    {20, 0, "", "a   b\n c\td", "a b c d\n"},
    {20, 0, "", "a\033[31mb\177\r", "a[31mb\n"},
    {20, 0, "",
     "a\xff"
     "b",
     "a?b\n"},
};

static str of(const char *text) {
    return (str){text, strlen(text)};
}

static void wrap_at_the_width(arena *mem) {
    CHECK_TABLE(wraps, i) {
        buf out = buf_make(mem);
        text_page page = {.out = &out, .width = wraps[i].width};
        text_put(&page, TEXT_PLAIN, wraps[i].indent, of(wraps[i].lead), of(wraps[i].text));
        CHECK_STR(buf_str(&out), of(wraps[i].want));
        arena_reset(mem);
    }
}

static void no_line_is_too_wide(arena *mem) {
    str text =
        STR("先去签名：在“窗口”办（见《办法》第 12 条），2026 年 3 月 1 日前，or by e-mail; 分数够 120 分。");
    for (int width = TEXT_WIDTH_LEAST; width < 100; width++) {
        buf out = buf_make(mem);
        text_page page = {.out = &out, .width = width};
        text_put(&page, TEXT_PLAIN, 4, STR("  - "), text);
        str rest = buf_str(&out), line;
        while (str_next_line(&rest, &line))
            CHECK(utf8_width(line) <= width);
        arena_reset(mem);
    }
}

static void colour_wraps_each_line(arena *mem) {
    buf out = buf_make(mem);
    text_page page = {.out = &out, .width = 20, .colour = true};
    text_put(&page, TEXT_STRONG, 0, STR(""), STR("一二三四五六七八九十百"));
    CHECK_STR(buf_str(&out), STR("\033[1m一二三四五六七八九十\033[0m\n\033[1m百\033[0m\n"));
    buf_clear(&out);
    text_put(&page, TEXT_PLAIN, 2, STR("a"), STR("b"));
    CHECK_STR(buf_str(&out), STR("a b\n"));
}

static void pad_by_columns(arena *mem) {
    buf out = buf_make(mem);
    text_pad(&out, STR("中a"), 5);
    text_pad_left(&out, STR("中a"), 5);
    text_pad(&out, STR("toolong"), 3);
    CHECK_STR(buf_str(&out), STR("中a    中atoolong"));
}

int main(void) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    wrap_at_the_width(&mem);
    no_line_is_too_wide(&mem);
    colour_wraps_each_line(&mem);
    pad_by_columns(&mem);
    arena_done(&mem);
    CHECK_MAIN();
}
