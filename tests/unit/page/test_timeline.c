// SPDX-License-Identifier: Apache-2.0
// The dates of an answer as HTML: for a hand-made answer word by word, and for texts that try to be markup.
#include "test.h"

#include "page/timeline.h"
#include "unit/page/samples.h"

#include <string.h>

static str print(const jifen_answer *a, timeline_options o, arena *mem) {
    buf out = buf_make(mem);
    html h = {&out};
    timeline_print(a, o, &h);
    CHECK(!out.failed);
    return buf_str(&out);
}

static const char in_order[] =
    "<ol class=\"timeline\">\n"
    "<li class=\"past\">\n"
    "<p class=\"timeline-day\"><time datetime=\"2026-03-01\">2026年3月1日（周日）</time> "
    "<span class=\"timeline-distance\">已过 9 天</span></p>\n"
    "<p><strong>开始可以换证</strong> <span class=\"timeline-from\">“借书证到期”前 30 天</span></p>\n"
    "<p class=\"timeline-source\">依据：《云坡村图书馆借阅办法》（村图〔2024〕7号），第 12 "
    "条（官方文件，把握：高）</p>\n"
    "</li>\n"
    "<li class=\"anchor\">\n"
    "<p class=\"timeline-day\"><time datetime=\"2026-03-31\">2026年3月31日（周二）</time> "
    "<span class=\"timeline-distance\">还有 21 天</span></p>\n"
    "<p><strong>借书证到期</strong></p>\n"
    "<p class=\"timeline-source\">依据：《云坡村图书馆借阅办法》（村图〔2024〕7号），第 12 "
    "条（官方文件，把握：高）</p>\n"
    "</li>\n"
    "<li>\n"
    "<p class=\"timeline-day\"><time datetime=\"2026-05-30\">2026年5月30日（周六）</time> "
    "<span class=\"timeline-distance\">还有 81 天</span></p>\n"
    "<p><strong>积分最晚</strong> <span class=\"timeline-from\">“借书证到期”后 60 天</span></p>\n"
    "<p class=\"timeline-note\">借阅台的说法，没有找到原文。</p>\n"
    "<p class=\"timeline-source\">依据：借阅台 2025 年秋季告示，还书期限（中介说法，把握：中）</p>\n"
    "</li>\n"
    "</ol>\n";

static void word_by_word(arena *mem) {
    sample s = sample_make(0);
    CHECK_STR(print(&s.answer, (timeline_options){.anchor = STR("expires")}, mem),
              ((str){in_order, strlen(in_order)}));
    s.answer.n_dates = 0;
    CHECK_STR(print(&s.answer, (timeline_options){.anchor = STR("expires")}, mem), STR(""));
}

static size_t place_of(str text, const char *wanted) {
    size_t n = strlen(wanted);
    for (size_t i = 0; i + n <= text.len; i++)
        if (memcmp(text.ptr + i, wanted, n) == 0)
            return i;
    return SIZE_MAX;
}

static bool has(str text, const char *wanted) {
    return place_of(text, wanted) != SIZE_MAX;
}

static void backwards_and_without_an_anchor(arena *mem) {
    sample s = sample_make(0);
    str text = print(&s.answer, (timeline_options){.anchor = STR("unheard"), .backwards = true}, mem);
    CHECK(has(text, "<ol class=\"timeline\" reversed>"));
    CHECK(place_of(text, "2026-05-30") < place_of(text, "2026-03-31"));
    CHECK(place_of(text, "2026-03-31") < place_of(text, "2026-03-01"));
    CHECK(!has(text, "timeline-from") && !has(text, "anchor"));
}

static void markup_in_texts_is_text(arena *mem) {
    static const str evil = STR_INIT("</ol><script>alert(\"1\")</script>&'\x01\xff\r{s}{i}");
    jifen_date dates[] = {
        {.id = evil,
         .label = evil,
         .note = evil,
         .day = 20000,
         .source = {evil, evil, evil, evil, evil, evil, evil}},
        {.id = STR("x"), .label = evil, .day = 20001},
    };
    jifen_answer a = {.on = 20000, .dates = dates, .n_dates = 2};
    str text = print(&a, (timeline_options){.anchor = evil}, mem);
    CHECK(has(text, "就是今天") && has(text, "就是明天"));
    CHECK(!has(text, "<script") && !has(text, "'") && !has(text, "\x01") && !has(text, "\xff") &&
          !has(text, "\r"));
    CHECK(has(text, "&lt;/ol&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;"));
    CHECK(has(text, "{s}{i}”后 1 天"));
    CHECK_INT(place_of(text, "</ol>"), text.len - 6);
}

int main(void) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    word_by_word(&mem);
    backwards_and_without_an_anchor(&mem);
    markup_in_texts_is_text(&mem);
    arena_done(&mem);
    CHECK_MAIN();
}
