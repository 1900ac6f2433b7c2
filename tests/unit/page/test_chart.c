// SPDX-License-Identifier: Apache-2.0
// A series made by hand as a chart and as a table: word by word, then odd spans, sizes and texts.
#include "test.h"

#include "base/day.h"
#include "page/chart.h"
#include "unit/page/samples.h"

#include <string.h>

#define S(lit) STR_INIT(lit)
#define COUNT(array) (sizeof(array) / sizeof(array)[0])

// ---- the series: exact, then a range, then days that cannot be answered

static const series_points read_less[] = {{S("read"), S("读书"), 50, 50, 40, 40},
                                          {S("all"), S("合计"), 130, 130, 110, 110}};
static const series_points perhaps[] = {{S("read"), S("读书"), 40, 40, 40, 60},
                                        {S("all"), S("合计"), 110, 110, 110, 130}};
static const series_reason begins[] = {{S("few"), S("来得太少"), true, TRI_NO, TRI_YES},
                                       {S("due"), S("可以换证了"), true, TRI_YES, TRI_NO},
                                       {S("old"), S("太久了"), false, TRI_NO, TRI_OPEN}};

static series_change changes[4];
static series_segment segments[5];
static const size_t unmoved[] = {0, 2};

static series make_series(void) {
    int64_t on = day_from_civil(2026, 3, 10);
    changes[0] = (series_change){.day = on + 30, .verdict_changes = true, .points = read_less, .n_points = 2};
    changes[0].reasons = begins, changes[0].n_reasons = 2;
    changes[1] = (series_change){.day = on + 45, .reasons = begins + 2, .n_reasons = 1};
    changes[2] = (series_change){.day = on + 60, .points = perhaps, .n_points = 2};
    changes[2].law_changes = changes[2].target_changes = true;
    segments[0] = (series_segment){.least = 130, .most = 130, .target = 120, .headline = STR("可以借新书")};
    segments[1] = (series_segment){.least = 110, .most = 110, .target = 120, .headline = STR("还不能借")};
    segments[2] = (series_segment){.least = 110, .most = 130, .target = 125, .headline = STR("还不知道")};
    segments[3] = (series_segment){.state = SERIES_REFUSED, .why = STR("expected less")};
    segments[4] = (series_segment){.state = SERIES_NOT_HELD};
    static const int64_t starts[] = {0, 30, 60, 80, 95, 100};
    for (size_t i = 0; i < COUNT(segments); i++) {
        segments[i].from = on + starts[i];
        segments[i].to = on + starts[i + 1] - 1;
    }
    segments[1].changes = &changes[0], segments[1].n_changes = 2;
    segments[2].changes = &changes[2], segments[2].n_changes = 1;
    return (series){.law = sample_make(0).answer.law,
                    .from = on,
                    .to = on + 99,
                    .has_total = true,
                    .total_name = STR("all"),
                    .total_label = STR("合计"),
                    .goal_name = STR("enough"),
                    .goal_label = STR("够借新书"),
                    .segments = segments,
                    .n_segments = COUNT(segments)};
}

static str chart_of(const series *s, arena *mem) {
    buf out = buf_make(mem);
    html h = {&out};
    chart_print(s, STR("total"), STR("分"), &h);
    CHECK(!out.failed);
    return buf_str(&out);
}

static str table_of(const series *s, arena *mem) {
    buf out = buf_make(mem);
    html h = {&out};
    chart_print_table(s, STR("分"), &h);
    CHECK(!out.failed);
    return buf_str(&out);
}

static str notes_of(const series *s, arena *mem) {
    buf out = buf_make(mem);
    html h = {&out};
    chart_print_notes(s, &h);
    return buf_str(&out);
}

static size_t count(str text, const char *wanted) {
    size_t n = strlen(wanted), found = 0;
    for (size_t i = 0; i + n <= text.len; i++)
        found += memcmp(text.ptr + i, wanted, n) == 0;
    return found;
}

static bool has(str text, const char *wanted) {
    return count(text, wanted) > 0;
}

// ---- tests

static void the_chart_word_by_word(arena *mem) {
    static const char want[] =
        "<svg class=\"chart\" xmlns=\"http://www.w3.org/2000/svg\" width=\"640\" height=\"280\" viewBox=\"0 "
        "0 640 280\" role=\"img\" aria-labelledby=\"total-title total-desc\">\n"
        "<title id=\"total-title\">合计的变化：2026年3月10日～2026年6月17日</title>\n"
        "<desc id=\"total-desc\">2026年3月10日起，130 分，可以借新书。2026年4月9日起，110 "
        "分，还不能借。2026年5月9日起，110～130 "
        "分，还不知道。2026年5月29日起，这一段推算不了，您填的内容已经对不上。2026年6月13日起，这一段的规定还"
        "没有收录。</desc>\n"
        "<text class=\"chart-text\" x=\"4\" y=\"14\">够借新书</text>\n"
        "<line class=\"chart-axis\" x1=\"56\" y1=\"216\" x2=\"624\" y2=\"216\"/>\n"
        "<text class=\"chart-text\" x=\"56\" y=\"266\">2026年3月10日</text>\n"
        "<text class=\"chart-text\" x=\"624\" y=\"266\" text-anchor=\"end\">2026年6月17日</text>\n"
        "<rect class=\"chart-band\" x=\"396\" y=\"44\" width=\"114\" height=\"156\"/>\n"
        "<line class=\"chart-goal\" x1=\"56\" y1=\"122\" x2=\"396\" y2=\"122\"/>\n"
        "<text class=\"chart-text\" x=\"52\" y=\"126\" text-anchor=\"end\">120</text>\n"
        "<line class=\"chart-goal\" x1=\"396\" y1=\"83\" x2=\"510\" y2=\"83\"/>\n"
        "<text class=\"chart-text\" x=\"506\" y=\"78\" text-anchor=\"end\">125</text>\n"
        "<path class=\"chart-line\" d=\"M 56 44 H 226 V 200 H 396\"/>\n"
        "<text class=\"chart-text\" x=\"59\" y=\"39\">130</text>\n"
        "<text class=\"chart-text\" x=\"229\" y=\"195\">110</text>\n"
        "<text class=\"chart-text\" x=\"399\" y=\"39\">110～130</text>\n"
        "<line class=\"chart-tick\" x1=\"226\" y1=\"216\" x2=\"226\" y2=\"222\"/>\n"
        "<text class=\"chart-text\" x=\"226\" y=\"238\" text-anchor=\"middle\">4月9日</text>\n"
        "<line class=\"chart-tick\" x1=\"311\" y1=\"216\" x2=\"311\" y2=\"222\"/>\n"
        "<text class=\"chart-text\" x=\"311\" y=\"238\" text-anchor=\"middle\">4月24日</text>\n"
        "<line class=\"chart-tick\" x1=\"396\" y1=\"216\" x2=\"396\" y2=\"222\"/>\n"
        "<text class=\"chart-text\" x=\"396\" y=\"238\" text-anchor=\"middle\">5月9日</text>\n"
        "<line class=\"chart-tick\" x1=\"510\" y1=\"216\" x2=\"510\" y2=\"222\"/>\n"
        "<text class=\"chart-text\" x=\"510\" y=\"238\" text-anchor=\"middle\">5月29日</text>\n"
        "<line class=\"chart-tick\" x1=\"595\" y1=\"216\" x2=\"595\" y2=\"222\"/>\n"
        "<text class=\"chart-text\" x=\"595\" y=\"238\" text-anchor=\"middle\">6月13日</text>\n"
        "</svg>\n";
    series s = make_series();
    CHECK_STR(chart_of(&s, mem), ((str){want, strlen(want)}));
}

static void the_table_word_by_word(arena *mem) {
    static const char want[] =
        "<table class=\"chart-table\">\n"
        "<caption>合计的变化：2026年3月10日～2026年6月17日</caption>\n"
        "<thead><tr><th scope=\"col\">日子</th><th scope=\"col\">合计</th><th scope=\"col\">结论</th><th "
        "scope=\"col\">变化</th></tr></thead>\n"
        "<tbody>\n"
        "<tr><th scope=\"row\"><time datetime=\"2026-03-10\">2026年3月10日</time>～<time "
        "datetime=\"2026-04-08\">2026年4月8日</time></th>\n"
        "<td>130 分</td>\n"
        "<td>可以借新书</td>\n"
        "<td>从这天算起</td></tr>\n"
        "<tr><th scope=\"row\"><time datetime=\"2026-04-09\">2026年4月9日</time>～<time "
        "datetime=\"2026-05-08\">2026年5月8日</time></th>\n"
        "<td>110 分</td>\n"
        "<td>还不能借</td>\n"
        "<td>\n"
        "<ul>\n"
        "<li>读书：从 50 变成 40</li>\n"
        "<li>开始：来得太少</li>\n"
        "<li>不再有：可以换证了</li>\n"
        "<li><time datetime=\"2026-04-24\">2026年4月24日</time>：可能有：太久了</li>\n"
        "</ul>\n"
        "</td></tr>\n"
        "<tr><th scope=\"row\"><time datetime=\"2026-05-09\">2026年5月9日</time>～<time "
        "datetime=\"2026-05-28\">2026年5月28日</time></th>\n"
        "<td>110～130 分</td>\n"
        "<td>还不知道</td>\n"
        "<td>\n"
        "<ul>\n"
        "<li>换了一版规定</li>\n"
        "<li>够借新书：要到 125</li>\n"
        "<li>读书：从 40 变成 40～60</li>\n"
        "</ul>\n"
        "</td></tr>\n"
        "<tr><th scope=\"row\"><time datetime=\"2026-05-29\">2026年5月29日</time>～<time "
        "datetime=\"2026-06-12\">2026年6月12日</time></th>\n"
        "<td></td>\n"
        "<td>这一段推算不了，您填的内容已经对不上</td>\n"
        "<td></td></tr>\n"
        "<tr><th scope=\"row\"><time datetime=\"2026-06-13\">2026年6月13日</time>～<time "
        "datetime=\"2026-06-17\">2026年6月17日</time></th>\n"
        "<td></td>\n"
        "<td>这一段的规定还没有收录</td>\n"
        "<td></td></tr>\n"
        "</tbody>\n"
        "</table>\n";
    series s = make_series();
    CHECK_STR(table_of(&s, mem), ((str){want, strlen(want)}));
}

// A law without a goal has no total to draw; its verdicts still make a table.
static void without_a_total(arena *mem) {
    series s = make_series();
    s.has_total = false;
    CHECK_STR(chart_of(&s, mem), STR(""));
    str table = table_of(&s, mem);
    CHECK(has(table, "<caption>结论的变化：") && !has(table, "合计") && !has(table, "130 分"));
    CHECK_INT(count(table, "<th scope=\"col\">"), 3);
    CHECK_INT(count(table, "<td>"), 2 * s.n_segments);
}

static void what_it_rests_on(arena *mem) {
    series s = make_series();
    CHECK_STR(notes_of(&s, mem), STR(""));
    s.unmoved = unmoved, s.n_unmoved = COUNT(unmoved);
    CHECK_STR(notes_of(&s, mem),
              STR("<p class=\"chart-note\">这些照您填的算，没有跟着日子变：出生日期、读完的书。</p>\n"));
    s.continues = true;
    CHECK_INT(count(notes_of(&s, mem), "<p class=\"chart-note\">"), 2);
}

// Every number of an attribute lies in the field, whatever the totals and the days are.
static void check_numbers(str text, const char *name, int64_t most) {
    size_t n = strlen(name);
    for (size_t i = 0; i + n < text.len; i++) {
        if (memcmp(text.ptr + i, name, n) != 0)
            continue;
        int64_t v = 0;
        size_t at = i + n;
        for (; at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9' && v < 100000; at++)
            v = v * 10 + text.ptr[at] - '0';
        CHECK(at > i + n && text.ptr[at] == '"' && v <= most);
    }
}

static void check_field(str text) {
    static const char *const across[] = {" x=\"", " x1=\"", " x2=\"", " width=\""};
    static const char *const down[] = {" y=\"", " y1=\"", " y2=\"", " height=\""};
    for (size_t i = 0; i < COUNT(across); i++) {
        check_numbers(text, across[i], 640);
        check_numbers(text, down[i], 280);
    }
}

static void odd_sizes(arena *mem) {
    static const int64_t totals[][3] = {{0, 0, 0},           {-40, 120, 120},
                                        {5, 5, 5},           {INT64_MIN, INT64_MAX, 0},
                                        {0, INT64_MAX, 120}, {INT64_MIN, -1, INT64_MAX}};
    CHECK_TABLE(totals, i) {
        series s = make_series();
        segments[0].least = segments[0].most = totals[i][0];
        segments[1].least = totals[i][0], segments[1].most = totals[i][1];
        segments[0].target = segments[1].target = segments[2].target = totals[i][2];
        check_field(chart_of(&s, mem));
    }
}

// One day, and many segments of a day: labels never stand on each other, the description stays short.
static void odd_spans(arena *mem) {
    series one = make_series();
    one.n_segments = 1, one.to = segments[0].to = one.from;
    check_field(chart_of(&one, mem));
    CHECK_INT(count(chart_of(&one, mem), "chart-tick"), 0);
    static series_segment many[731];
    static series_change each[731];
    series s = make_series();
    for (size_t i = 0; i < COUNT(many); i++) {
        each[i] = (series_change){.day = s.from + (int64_t)i};
        many[i] = (series_segment){.from = each[i].day, .to = each[i].day, .least = (int64_t)i % 7};
        many[i].most = many[i].least, many[i].changes = &each[i], many[i].n_changes = i > 0;
    }
    s.segments = many, s.n_segments = COUNT(many), s.to = s.from + 730;
    str text = chart_of(&s, mem);
    check_field(text);
    CHECK_INT(count(text, "chart-tick"), 730);
    CHECK(count(text, "text-anchor=\"middle\"") <= 640 / 62);
    CHECK_INT(count(text, "以后的见下面的表。"), 1);
}

static void markup_in_texts_is_text(arena *mem) {
    static const str evil = STR_INIT("</svg></table><script>&\"'\x01\xff{s}");
    static const series_points points[] = {{S("x"), S("<b>&\""), 1, 1, 2, 2}};
    static const series_reason reasons[] = {{S("x"), S("<i>&\""), true, TRI_NO, TRI_YES}};
    series s = make_series();
    s.total_label = s.goal_label = evil;
    for (size_t i = 0; i < COUNT(segments); i++)
        segments[i].headline = evil;
    changes[0].points = points, changes[0].n_points = 1;
    changes[0].reasons = reasons, changes[0].n_reasons = 1;
    buf out = buf_make(mem);
    html h = {&out};
    chart_print(&s, evil, evil, &h);
    chart_print_table(&s, evil, &h);
    str text = buf_str(&out);
    CHECK(!has(text, "<script") && !has(text, "<b>") && !has(text, "<i>") && !has(text, "\x01") &&
          !has(text, "'"));
    CHECK_INT(count(text, "</svg>"), 1);
    CHECK_INT(count(text, "</table>"), 1);
    CHECK(has(text, "&lt;b&gt;&amp;&quot;：从 1 变成 2") && has(text, "开始：&lt;i&gt;"));
    CHECK(!has(text, "style=") && !has(text, "fill=") && !has(text, "stroke="));
}

int main(void) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    the_chart_word_by_word(&mem);
    the_table_word_by_word(&mem);
    without_a_total(&mem);
    what_it_rests_on(&mem);
    odd_sizes(&mem);
    odd_spans(&mem);
    markup_in_texts_is_text(&mem);
    arena_done(&mem);
    CHECK_MAIN();
}
