// SPDX-License-Identifier: Apache-2.0
// The HTML fragments of an answer: well formed, escaped, complete, and in the words a person understands.
#include "test.h"

#include "page/html_answer.h"
#include "unit/page/samples.h"

#include <string.h>

static const jifen_private_effect effects[] = {
    {.fact = 2,
     .is_points = true,
     .name = STR_INIT("noise"),
     .label = STR_INIT("吵闹"),
     .has_step = true,
     .step = -5,
     .text = STR_INIT("0 − 5 × “吵闹的次数”")},
    {.fact = 1, .name = STR_INIT("no_entry"), .label = STR_INIT("不能进"), .text = STR_INIT("旱季不能<进>。")},
};

static const jifen_condition conditions[] = {
    {.code = STR_INIT("card"), .label = STR_INIT("借书证"), .look = STR_INIT("看证。"), .state = CONDITION_FINE},
    {.code = STR_INIT("visits"), .label = STR_INIT("来<馆>"), .look = STR_INIT("数一数。"), .state = CONDITION_OPEN},
    {.code = STR_INIT("fines"), .label = STR_INIT("欠款"), .look = STR_INIT("问一问。"), .state = CONDITION_WRONG},
};

static void put_all(const html_answer *v) {
    html_summary(v);
    html_conditions(v, conditions, sizeof conditions / sizeof conditions[0]);
    html_points(v);
    html_reasons(v);
    html_papers(v);
    html_basis(v);
    html_private(v, effects, sizeof effects / sizeof effects[0]);
    html_sources(v);
}

static str page_of(const sample *s, str query, arena *mem) {
    static buf out;
    out = buf_make(mem);
    html h = {&out};
    put_all(&(html_answer){.h = &h, .a = &s->answer, .query = query});
    CHECK(!out.failed);
    return buf_str(&out);
}

static bool has(str page, const char *piece) {
    str p = str_of_c(piece);
    for (size_t i = 0; i + p.len <= page.len; i++)
        if (memcmp(page.ptr + i, p.ptr, p.len) == 0)
            return true;
    return false;
}

static size_t count(str page, const char *piece) {
    str p = str_of_c(piece);
    size_t n = 0;
    for (size_t i = 0; i + p.len <= page.len; i++)
        n += memcmp(page.ptr + i, p.ptr, p.len) == 0;
    return n;
}

static size_t place_of(str page, const char *piece) {
    str p = str_of_c(piece);
    size_t at = 0;
    while (at + p.len <= page.len && memcmp(page.ptr + at, p.ptr, p.len) != 0)
        at++;
    return at;
}

// By word and by shape, problems first; where to look only where it is not known.
static void conditions_have_states(arena *mem) {
    sample s = sample_make(0);
    str page = page_of(&s, STR(""), mem);
    CHECK(has(page, "一共 3 条：有问题 1 条，还不知道 1 条，没问题 1 条。"));
    CHECK(has(page, "欠款</span> <span class=\"tag tag-bad\"><span aria-hidden=\"true\">✕</span> 有问题"));
    CHECK(has(page, "来&lt;馆&gt;</span> <span class=\"tag\"><span aria-hidden=\"true\">？</span> 还不知道"));
    CHECK(has(page, "借书证</span> <span class=\"tag tag-ok\"><span aria-hidden=\"true\">✓</span> 没问题"));
    CHECK(place_of(page, "欠款") < place_of(page, "来&lt;馆") &&
          place_of(page, "来&lt;馆") < place_of(page, "借书证</span>"));
    CHECK(has(page, "怎么查：数一数。") && !has(page, "怎么查：看证。") && !has(page, "怎么查：问一问。"));
}

// ---- well formed

enum { MOST_OPEN = 32 };

static str name_at(str page, size_t at) {
    size_t to = at;
    while (to < page.len && page.ptr[to] != '>' && page.ptr[to] != ' ')
        to++;
    return str_slice(page, at, to);
}

static bool is_void(str name) {
    return str_is(name, STR("input")) || str_is(name, STR("br"));
}

// Every tag that opens is closed, in order.
static bool is_balanced(str page) {
    str open[MOST_OPEN];
    size_t n = 0;
    for (size_t i = 0; i < page.len; i++) {
        if (page.ptr[i] != '<')
            continue;
        bool closes = page.ptr[i + 1] == '/';
        str name = name_at(page, i + 1 + closes);
        if (closes && (n == 0 || !str_is(open[--n], name)))
            return false;
        if (!closes && !is_void(name)) {
            if (n == MOST_OPEN)
                return false;
            open[n++] = name;
        }
    }
    return n == 0;
}

static void pages_are_well_formed(arena *mem) {
    for (size_t i = 0; i < SAMPLE_COUNT; i++) {
        sample s = sample_make(i);
        str page = page_of(&s, STR(""), mem);
        CHECK(is_balanced(page));
        CHECK(!has(page, "通过") && !has(page, "保证") && !has(page, "！"));
        arena_reset(mem);
    }
}

static void texts_are_escaped(arena *mem) {
    static jifen_points points[] = {{.name = STR_INIT("a\"b"), .label = STR_INIT("<b>"), .least = 1, .most = 1}};
    static jifen_paper papers[] = {{.id = STR_INIT("\"><i>"),
                                    .label = STR_INIT("<u>"),
                                    .holder_label = STR_INIT("&"),
                                    .count = 1,
                                    .because = STR_INIT("<s>")}};
    sample s = sample_make(2);
    s.answer.headline = STR("<script>");
    s.answer.points = points, s.answer.n_points = 1;
    s.answer.papers = papers, s.answer.n_papers = 1;
    str page = page_of(&s, STR("?v=care&x"), mem);
    CHECK(is_balanced(page));
    CHECK(has(page, "&lt;script&gt;") && !has(page, "<script"));
    CHECK(has(page, "href=\"/rules/a%22b?v=care&amp;x\""));
    CHECK(has(page, "data-rule-id=\"a&quot;b\""));
    CHECK(has(page, "value=\"&quot;&gt;&lt;i&gt;\""));
    CHECK(!has(page, "<u>") && !has(page, "<s>") && !has(page, "<i>"));
    CHECK(has(page, "旱季不能&lt;进&gt;。"));
    arena_reset(mem);
}

// ---- complete

static bool has_rule(str page, str name, arena *mem) {
    buf b = buf_make(mem);
    buf_print(&b, "data-rule-id=\"{s}\"{c}", name, 0);
    return has(page, b.ptr);
}

static void every_line_can_be_found(arena *mem) {
    for (size_t i = 0; i < SAMPLE_COUNT; i++) {
        sample s = sample_make(i);
        str page = page_of(&s, STR(""), mem);
        for (size_t k = 0; k < s.answer.n_points; k++)
            if (s.answer.points[k].least != 0 || s.answer.points[k].most != 0)
                CHECK(has_rule(page, s.answer.points[k].name, mem));
        for (size_t k = 0; k < s.answer.n_reasons; k++)
            CHECK(has_rule(page, s.answer.reasons[k].code, mem));
        for (size_t k = 0; k < s.answer.n_possible; k++)
            CHECK(has_rule(page, s.answer.possible[k].code, mem));
        for (size_t k = 0; k < s.answer.n_papers; k++)
            CHECK(has_rule(page, s.answer.papers[k].id, mem));
        arena_reset(mem);
    }
}

typedef struct {
    size_t sample;
    const char *piece;
    size_t times;
} sentence;

static const sentence sentences[] = {
    // summary
    {0, "class=\"headline\" data-rule-id=\"all\" data-least=\"85\" data-most=\"85\"><span class=\"num\">85 分</span>",
     1},
    {0, "够借新书（<span class=\"num\">120 分</span>）：<strong>还差 <span class=\"num\">35 分</span>", 1},
    {1, "<span class=\"num\">60～130 分</span>", 2},
    {1, "还不能确定，最多还差 <span class=\"num\">60 分</span>", 1},
    {0, "可以再来 <span class=\"tag\">把握：中</span></h2>", 1},
    {0, "注意：有一处规定，各方理解不同。这里按“来满一个月才算一个月”算；", 1},
    {0, "<h3>现在先做</h3><p><strong>先去换证：", 1},
    {0, "最晚：<time datetime=\"2026-03-31\">2026年3月31日（周二）</time>，借书证到期，还有 21 天", 1},
    {0, "眼下的借书证：<strong>有效</strong>", 1},
    // points
    {0, "下一档：读完的书满 72，还差 7，到时再多 3 分。", 1},
    {0, "<span>年纪</span><span class=\"num\">30 分</span></div><p>不满 44 岁，按最高分</p>", 1},
    {0, "依据：办法，第 12 条（官方文件，把握：高）", 8},
    {0, "<p>取最高的一项</p>", 1},
    {0, "<p>各项相加</p>", 1},
    {0, "还有 3 项是 0", 1},
    {0, "借书给馆里：0。<a class=\"more no-print\" href=\"/rules/lent\">", 1},
    {1, "<p>还没有定</p>", 1},
    // reasons
    {0, "<h2>到期前要办好的事</h2>", 1},
    {0, "近 12 个月来得太少 <span class=\"tag tag-ok\">还能办</span></h3>", 1},
    {0, "年限要重新算 <span class=\"tag tag-bad\">难以补救</span></h3>", 1},
    {0, "2026年6月30日（周二）起就没有这个问题，前提是别的都照旧。赶不上下面这个日子</dd>", 1},
    {0, "<h2>可能还有</h2>", 0},
    {1, "<h2>可能还有</h2>", 1},
    // papers
    {0, "<input type=\"checkbox\" name=\"tick\" value=", 3},
    {0, "<h3>您本人准备</h3>", 2},
    {0, "<span class=\"tag\">2 件</span> <span class=\"tag\">原件</span> <span class=\"tag\">每件复印件 2 份</span>",
     1},
    {0, "<h2>可能还要的材料</h2>", 1},
    {2, "name=\"tick\"", 0},
    // basis
    {0, "<dt>另一种理解</dt><dd>来一天就算一个月</dd><dt>影响</dt><dd>按另一种，合计是 120 分，结论是", 1},
    {0, "借书的季节：旱季", 1},
    {1, "<li>您一共读完多少本书？", 1},
    {0, "<td>每多 1，减 <span class=\"num\">5 分</span>", 1},
    {0, "借书的季节<br><small class=\"muted\">这里按“旱季”算</small>", 1},
    {0, "<div class=\"box late\">", 1},
    {0, "不是审核结果。最终以主管部门的审核为准。", 1},
};

static void sentences_are_there(arena *mem) {
    CHECK_TABLE(sentences, i) {
        sample s = sample_make(sentences[i].sample);
        CHECK_INT(count(page_of(&s, STR(""), mem), sentences[i].piece), sentences[i].times);
        arena_reset(mem);
    }
}

// With too little memory the page says that it failed; a piece is never missing in silence.
static void no_page_is_cut_in_silence(arena *mem) {
    sample s = sample_make(0);
    str whole = page_of(&s, STR(""), mem);
    bool failed = true;
    for (size_t limit = 512; failed; limit += 512) {
        arena little;
        arena_init(&little, arena_malloc(), limit);
        buf out = buf_make(&little);
        html h = {&out};
        put_all(&(html_answer){.h = &h, .a = &s.answer});
        failed = out.failed;
        CHECK(failed || str_is(buf_str(&out), whole));
        arena_done(&little);
    }
    arena_reset(mem);
}

int main(int argc, char **argv) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    if (argc > 1) {  // print one sample, to look at
        sample s = sample_make((size_t)(argv[1][0] - '0'));
        str page = page_of(&s, STR(""), &mem);
        (void)fwrite(page.ptr, 1, page.len, stdout);
        return 0;
    }
    pages_are_well_formed(&mem);
    texts_are_escaped(&mem);
    every_line_can_be_found(&mem);
    sentences_are_there(&mem);
    conditions_have_states(&mem);
    no_page_is_cut_in_silence(&mem);
    arena_done(&mem);
    CHECK_MAIN();
}
